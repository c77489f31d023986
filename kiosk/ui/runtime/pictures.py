"""Pictures for QML: `image://pictogram/<name>/<rrggbb>[/mirror][/left|/right]`, `image://sign/<station>/<ground>`.

`mirror` turns those pictograms that point along the reading direction; `left` and `right` shift the drawing
so that its ink, not its square, stands on that edge. Knows no screen; `pictograms` does the drawing.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider

from kiosk.ui.runtime import pictograms

PICTOGRAM: Final = "pictogram"
SIGN: Final = "sign"
DRAWN_AT: Final = 96
"""The size when none is asked for."""


class Pictures(QQuickImageProvider):
    """Answers the image://pictogram addresses of the screens."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def draw(self, address: str, side: int) -> QImage:
        return picture(address, side)

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: N803
        side = max(requestedSize.width(), requestedSize.height())
        image = self.draw(id, side if side > 0 else DRAWN_AT)
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image


class Signs(Pictures):
    """Answers the image://sign addresses: a station's shape, colour and letter in one."""

    def draw(self, address: str, side: int) -> QImage:
        """The sign of a station, whatever its id holds: an error here, in a call from Qt, ends the process."""
        station, _, ground = address.rpartition("/")
        known = ground if ground in set(pictograms.Ground) else pictograms.Ground.NORMAL
        return pictograms.sign_image(station, side, pictograms.Ground(known))


def picture(address: str, side: int) -> QImage:
    """The picture of an address. Shared: not to draw on."""
    name, colour, *wishes = address.split("/")
    mirrored = "mirror" in wishes and pictograms.mirrors(name)
    image = pictograms.image(name, side, colour, mirrored)
    before, after = pictograms.ink_inset(name)
    if mirrored:
        before, after = after, before
    if "left" in wishes:
        return image.copy(round(before * side / pictograms.GRID), 0, side, side)
    if "right" in wishes:
        return image.copy(-round(after * side / pictograms.GRID), 0, side, side)
    return image
