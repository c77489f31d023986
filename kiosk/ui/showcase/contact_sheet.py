"""All pictures of one kind on one sheet, small, each with its name under it: for a person to judge at a glance.

Knows pictures and names, nothing of what they show.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from kiosk.ui.runtime import fonts

GAP: Final = 24
NAME: Final = 34  # high
ABREAST: Final = {True: 10, False: 6}  # upright pictures, lying ones
WIDE: Final = {True: 300, False: 480}
GROUND: Final = QColor("#DDD3C2")
INK: Final = QColor("#10303A")


class ContactSheet:
    """Takes pictures one after the other; keeps only small ones."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._small: list[tuple[str, QImage]] = []

    def add(self, name: str, picture: QImage) -> None:
        wide = WIDE[picture.height() > picture.width()]
        small = picture.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
        self._small.append((name, small.convertToFormat(QImage.Format.Format_RGB32)))

    def drawn(self) -> QImage:
        """The sheet. It must have been given a picture."""
        rows = [list(row) for row in self._rows()]
        widths = [sum(picture.width() + GAP for _, picture in row) + GAP for row in rows]
        heights = [max(picture.height() for _, picture in row) + NAME + GAP for row in rows]
        sheet = QImage(max(widths), 2 * NAME + GAP + sum(heights), QImage.Format.Format_RGB32)
        sheet.fill(GROUND)
        painter = QPainter(sheet)
        try:
            painter.setPen(INK)
            painter.setFont(fonts.font(26, bold=True))
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(GAP, 0, sheet.width(), 2 * NAME), middle, self._title)
            painter.setFont(fonts.font(18))
            y = 2 * NAME
            for row, high in zip(rows, heights, strict=True):
                x = GAP
                for name, picture in row:
                    painter.drawImage(x, y, picture)
                    painter.drawText(QRectF(x, y + picture.height(), picture.width(), NAME), middle, name)
                    x += picture.width() + GAP
                y += high
        finally:
            painter.end()
        return sheet

    def _rows(self) -> Sequence[Sequence[tuple[str, QImage]]]:
        first = self._small[0][1]
        abreast = ABREAST[first.height() > first.width()]
        return [self._small[start : start + abreast] for start in range(0, len(self._small), abreast)]
