"""Pictograms and station signs in any size and colour, for QML (an image provider asks here) and for paper.

Reads the one-colour drawings of assets/pictograms and the stations' shapes of the style tokens. Must not know
what a picture means to a visitor. A missing one is drawn as a dashed frame and logged once: a
screen or a ticket with a hole in it still serves.
"""

from __future__ import annotations

import logging
import re
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from kiosk import places
from kiosk.design import mirrored_pictograms, station_sign, tokens
from kiosk.ui.runtime import fonts

log = logging.getLogger(__name__)

INK: Final = "#10303A"
"""The one colour of the files; this string is replaced."""

GRID: Final = 48
"""Pictograms are drawn on a square of so many units."""

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DRAWING = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
_MISSING = (
    '<rect x="5" y="5" width="38" height="38" rx="6" fill="none" stroke="#10303A" stroke-width="3"'
    ' stroke-dasharray="6 5"/><circle cx="24" cy="24" r="5" fill="#10303A"/>'
)


class Ground(StrEnum):
    """What a station sign lies on."""

    NORMAL = "normal"
    CONTRAST = "contrast"  # black: white shape, black letter
    BOARD = "board"  # dark: the station's colours with a white keyline
    PAPER = "paper"  # one bit: black shape, letter cut out, the white of the paper round it
    PAPER_BLOCK = "paper_block"  # one bit, on black
    DASHED = "dashed"  # outline and letter only: not today, or taken off the list
    DASHED_CONTRAST = "dashed_contrast"


_problems: dict[str, str] = {}
"""What was asked for and is not there: one sentence with a remedy each, logged once."""


def names() -> frozenset[str]:
    """The pictograms there are."""
    return frozenset(path.stem for path in _folder().glob("*.svg"))


def mirrors(name: str) -> bool:
    """Whether the pictogram turns round on a right-to-left page."""
    return name in mirrored_pictograms(tokens())


def ink_inset(name: str) -> tuple[float, float]:
    """The empty part left and right, in units of the grid; shifted by it a drawing stands on a text edge."""
    left, right = tokens()["pictogram"]["inkInset"].get(name, (0.0, 0.0))
    return float(left), float(right)


def svg(name: str, colour: str = INK) -> str:
    """The drawing in one colour (`#rrggbb` or `rrggbb`). ValueError for what is no colour."""
    return _wrapped(_drawing(name).replace(INK, _checked(colour)))


def sign_name(station: str) -> str:
    """The pictogram with the station's one-colour sign; "" for a station without one."""
    shape = _station(station)
    return Path(shape["svg"]).stem if shape and "svg" in shape else ""


def sign_svg(station: str, ground: Ground = Ground.NORMAL) -> str:
    """The station's sign in its colours. For paper the square is `SIGN_HALO` units larger on every side."""
    shape = _station(station)
    margin = SIGN_HALO if ground in (Ground.PAPER, Ground.PAPER_BLOCK) else 0
    if shape is None:
        ground_colour, colour = ("#000000", "#FFFFFF") if ground in _DARK else ("#FFFFFF", INK)
        plate = f'<rect width="48" height="48" fill="{ground_colour}"/>'
        return _wrapped(plate + _MISSING.replace(INK, colour), margin)
    path = shape["path"]
    if ground in _DASHED:
        return _wrapped(_dashed(shape, _DASHED[ground]))
    if "svg" not in shape:
        return _wrapped(_own_sign(shape, ground), margin)
    drawing = _drawing(Path(shape["svg"]).stem)
    if ground is Ground.PAPER:
        # The line of the path ends a little before the sign: the sign brings its own white edge.
        halo = f'<path d="{path}" fill="#FFFFFF" stroke="#FFFFFF" stroke-width="{2 * SIGN_HALO}"/>'
        return _wrapped(halo + drawing.replace(INK, "#000000"), margin)
    if ground is Ground.PAPER_BLOCK:
        return _wrapped(drawing.replace(INK, "#FFFFFF"), margin)
    if ground is Ground.CONTRAST:
        # White on the white line of the path: black under the letter and round the edge.
        under = f'<path d="{path}" fill="#000000" stroke="#000000" stroke-width="4"/>'
        return _wrapped(under + drawing.replace(INK, "#FFFFFF"), margin)
    hollow = shape["hollowInOneBit"]
    # The letter is a hole in the drawing: its colour lies under it, a little smaller so that no edge shows.
    under = (
        f'<g transform="translate(1.8 1.8) scale(0.925)">'
        f'<path d="{path}" fill="{shape["fill"] if hollow else shape["letterColour"]}"/></g>'
    )
    body = drawing.replace(INK, shape["outline"] if hollow else shape["fill"])
    edge = shape["outlineOnDark"] if ground is Ground.BOARD else None if hollow else shape["outline"]
    return _wrapped(under + body + _edge(path, edge))


def _own_sign(shape: dict[str, Any], ground: Ground) -> str:
    """The sign of a station that an office has added: its letter is set as text."""
    path, fill, ink = shape["path"], shape["fill"], shape["letterColour"]
    edge, below = shape["outline"], ""
    match ground:
        case Ground.PAPER:
            below = f'<path d="{path}" fill="#FFFFFF" stroke="#FFFFFF" stroke-width="{2 * SIGN_HALO}"/>'
            fill, ink, edge = "#000000", "#FFFFFF", None
        case Ground.PAPER_BLOCK:
            fill, ink, edge = "#FFFFFF", "#000000", None
        case Ground.CONTRAST:
            below = f'<path d="{path}" fill="#000000" stroke="#000000" stroke-width="4"/>'
            fill, ink, edge = "#FFFFFF", "#000000", None
        case Ground.BOARD:
            edge = shape["outlineOnDark"]
    return f'{below}<path d="{path}" fill="{fill}"/>{_letter(shape, ink)}{_edge(path, edge)}'


def _dashed(shape: dict[str, Any], colours: str) -> str:
    ink = tokens()["colour"][colours]["inkSecondary"]
    return (
        f'<path d="{shape["path"]}" fill="none" stroke="{ink}" stroke-width="2.6" stroke-dasharray="5.2 4.2"/>'
        f"{_letter(shape, ink)}"
    )


def _letter(shape: dict[str, Any], ink: str) -> str:
    return (
        f'<text x="{shape["letterCentreX"]}" y="{shape["letterBaselineY"]}" font-size="{shape["letterSize"]}"'
        f' font-family="{fonts.FAMILIES[0]}" font-weight="bold" text-anchor="middle" fill="{ink}">'
        f"{shape['letter']}</text>"
    )


def _edge(path: str, colour: str | None) -> str:
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2.6"/>' if colour else ""


_DASHED: Final = {Ground.DASHED: "normal", Ground.DASHED_CONTRAST: "highContrast"}
"""Grounds of a sign that is off the list, and whose colours it takes."""


SIGN_HALO: Final = 4.5
"""White round a sign on paper, in units of the grid."""

_DARK = (Ground.CONTRAST, Ground.BOARD, Ground.PAPER_BLOCK)


@lru_cache(maxsize=96)  # of some screens; at 0.1 to 0.4 MB each, all of them in all colours would be heavy
def image(name: str, size: int, colour: str = INK, mirrored: bool = False) -> QImage:
    """The pictogram as a square picture on a clear ground, `size` pixels wide; not to be drawn on."""
    picture = rasterized(svg(name, colour), size)
    return picture.flipped(Qt.Orientation.Horizontal) if mirrored else picture


@lru_cache(maxsize=128)
def sign_image(station: str, size: int, ground: Ground = Ground.NORMAL) -> QImage:
    """The station's sign as a square picture, `size` pixels wide. Shared: not to draw on."""
    return rasterized(sign_svg(station, ground), size)


def rasterized(drawing: str, size: int) -> QImage:
    """An SVG text as a square picture with a clear ground."""
    picture = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Its own renderer: QML may ask from another thread, and the picture is what is kept.
        QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size, size))
    finally:
        painter.end()
    return picture


@lru_cache(maxsize=256)
def renderer(drawing: str) -> QSvgRenderer:
    """What draws an SVG text on any painter, also as lines in a PDF."""
    return QSvgRenderer(QByteArray(drawing.encode()))


@lru_cache(maxsize=256)
def _drawing(name: str) -> str:
    path = _folder() / f"{name}.svg"
    try:
        found = _DRAWING.search(path.read_text(encoding="utf-8")) if _NAME.fullmatch(name) else None
    except (OSError, UnicodeDecodeError):
        found = None
    if found is not None:
        return found[1]
    if name not in _problems:
        _problems[name] = (
            f'There is no readable pictogram "{name}" in {_folder()}: a dashed frame stands for it. '
            f"Add {name}.svg, or correct the name where it is asked for."
        )
        log.warning("%s", _problems[name])
    return _MISSING


def _station(station: str) -> dict[str, Any] | None:
    shape = station_sign(station)
    if shape is None and f"sign {station}" not in _problems:
        _problems[f"sign {station}"] = (
            f'The station "{station}" has no sign: a dashed frame stands for it. '
            f"Give it a shape and a letter in the style tokens."
        )
        log.warning("%s", _problems[f"sign {station}"])
    return shape


def _wrapped(drawing: str, margin: float = 0) -> str:
    side = GRID + 2 * margin
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-margin:g} {-margin:g} {side:g} {side:g}">'
        f"{drawing}</svg>"
    )


def _checked(colour: str) -> str:
    value = "#" + colour.removeprefix("#")
    if len(value) != 7 or not QColor.isValidColorName(value):
        raise ValueError(f'"{colour}" is no colour: give six hexadecimal digits, as in {INK}.')
    return value


def _folder() -> Path:
    return places.assets_dir() / "pictograms"
