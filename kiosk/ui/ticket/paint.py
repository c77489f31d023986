"""A sheet of paper as a list of marks: measured once, painted as dots or as a PDF by the same code.

Knows paper and marks, not what a ticket says or in which order. Everything is placed from the start edge of
the page; a right-to-left sheet turns the places round, never the marks. Black and white only, no line under
3 dots.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QPolygonF

from kiosk.ui.runtime import pictograms
from kiosk.ui.ticket.text import SetText

WIDTH: Final = 576
"""Dots across 80 mm paper at 203 dots an inch (72 mm of it can be printed)."""

BLACK: Final = QColor(Qt.GlobalColor.black)
WHITE: Final = QColor(Qt.GlobalColor.white)


@dataclass(frozen=True, slots=True)
class DrawnText:
    """Where a text stands on the sheet, for tests: the box of its letters and the room it was given."""

    text: str
    box: QRectF
    room: QRectF


class Mark(Protocol):
    """One thing on the sheet."""

    def paint(self, painter: QPainter, vector: bool) -> None: ...


@dataclass(frozen=True, slots=True)
class TextMark:
    words: SetText
    white: bool

    def paint(self, painter: QPainter, vector: bool) -> None:
        painter.setPen(WHITE if self.white else BLACK)
        self.words.layout.draw(painter, QPointF(0, 0))


@dataclass(frozen=True, slots=True)
class Outline:
    """Text of poster size, filled along its outline: the letter cache draws it one way at first, another later."""

    words: SetText

    def paint(self, painter: QPainter, vector: bool) -> None:
        if vector:
            TextMark(self.words, False).paint(painter, vector)
            return
        painter.fillPath(self.words.outline(), BLACK)


@dataclass(frozen=True, slots=True)
class Fill:
    box: QRectF
    radius: float

    def paint(self, painter: QPainter, vector: bool) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(BLACK)
        painter.drawRoundedRect(self.box, self.radius, self.radius)


@dataclass(frozen=True, slots=True)
class Frame:
    box: QRectF
    radius: float
    stroke: float

    def paint(self, painter: QPainter, vector: bool) -> None:
        half = self.stroke / 2
        painter.setPen(QPen(BLACK, self.stroke))
        painter.setBrush(QBrush())
        painter.drawRoundedRect(self.box.adjusted(half, half, -half, -half), self.radius, self.radius)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points, ends cut straight, corners pointed."""

    points: tuple[QPointF, ...]
    width: float
    white: bool = False

    def paint(self, painter: QPainter, vector: bool) -> None:
        pen = QPen(
            WHITE if self.white else BLACK,
            self.width,
            Qt.PenStyle.SolidLine,
            Qt.PenCapStyle.FlatCap,
            Qt.PenJoinStyle.MiterJoin,
        )
        painter.setPen(pen)
        painter.setBrush(QBrush())
        painter.drawPolyline(QPolygonF(list(self.points)))


@dataclass(frozen=True, slots=True)
class Squares:
    """Whole dots for a QR code; neighbours in a row are one rectangle, so that no seam shows in a PDF."""

    x: float
    y: float
    side: int
    rows: tuple[str, ...]

    def paint(self, painter: QPainter, vector: bool) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for line, row in enumerate(self.rows):
            start = 0
            while (start := row.find("1", start)) >= 0:
                end = row.find("0", start)
                end = len(row) if end < 0 else end
                box = QRectF(
                    self.x + start * self.side,
                    self.y + line * self.side,
                    (end - start) * self.side,
                    self.side,
                )
                painter.fillRect(box, BLACK)
                start = end
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)


@dataclass(frozen=True, slots=True)
class Picture:
    drawing: str  # SVG
    x: float
    y: float
    size: int
    mirrored: bool = False

    def paint(self, painter: QPainter, vector: bool) -> None:
        if not vector:
            painter.drawImage(QPointF(self.x, self.y), _dots(self.drawing, self.size, self.mirrored))
            return
        painter.save()
        painter.translate(self.x + (self.size if self.mirrored else 0), self.y)
        painter.scale(-1 if self.mirrored else 1, 1)
        pictograms.renderer(self.drawing).render(painter, QRectF(0, 0, self.size, self.size))
        painter.restore()


@lru_cache(maxsize=256)
def _dots(drawing: str, size: int, mirrored: bool) -> QImage:
    picture = pictograms.rasterized(drawing, size)
    return picture.flipped(Qt.Orientation.Horizontal) if mirrored else picture


@dataclass(slots=True)
class PaperCanvas:
    """Marks on paper. `x` counts dots from the start edge, `y` downwards; `height` is that of the paper."""

    rtl: bool
    height: float = 0.0
    lines: list[Mark] = field(default_factory=list)  # lie under the marks
    marks: list[Mark] = field(default_factory=list)
    texts: list[DrawnText] = field(default_factory=list)

    def words(self, words: SetText, x: float, y: float, width: float, *, white: bool = False) -> None:
        """Set text at the start edge of a column."""
        left = self._left(x, width)
        box = words.put(left, y, width, right=self.rtl)
        self.marks.append(TextMark(words, white))
        self.texts.append(DrawnText(words.text, box, QRectF(left, y, width, words.height)))

    def words_at(self, words: SetText, left: float, y: float, *, poster: bool = False) -> None:
        """Text at a place that does not turn round."""
        box = words.put(left, y, words.width, right=False)
        self.marks.append(Outline(words) if poster else TextMark(words, False))
        self.texts.append(DrawnText(words.text, box, box))

    def fill(self, x: float, y: float, width: float, height: float, radius: float = 0) -> None:
        self.marks.append(Fill(QRectF(self._left(x, width), y, width, height), radius))

    def frame(self, x: float, y: float, size: float, radius: float, stroke: float) -> None:
        self.marks.append(Frame(QRectF(self._left(x, size), y, size, size), radius, stroke))

    def stroke(self, points: tuple[tuple[float, float], ...], width: float) -> None:
        """A line; signs that lie on it are painted over it."""
        turned = tuple(QPointF(self._left(x, 0), y) for x, y in points)
        self.lines.append(Stroke(turned, width))

    def slash(self, x: float, y: float, width: float, height: float, *, white: bool = False) -> None:
        """The "or" between two pictures, over them; leans as in the Latin script, also from right to left."""
        left = self._left(x, width)
        ends = (QPointF(left, y + height), QPointF(left + width, y))
        self.marks.append(Stroke(ends, 4, white))

    def dashes(self, x: float, y: float, width: float, *, thick: float, dash: float, gap: float) -> None:
        """A dashed line over exactly `width`: the gaps give way, so that it ends with a whole dash."""
        count = max(2, round((width + gap) / (dash + gap)))
        step = (width - dash) / (count - 1)
        for number in range(count):
            self.fill(x + round(number * step), y, dash, thick)

    def squares(self, x: float, y: float, side: int, rows: tuple[str, ...]) -> None:
        width = side * max(len(row) for row in rows)
        self.marks.append(Squares(self._left(x, width), y, side, rows))

    def pictogram(
        self, name: str, x: float, y: float, size: int, *, white: bool = False, edge: str = ""
    ) -> None:
        """A pictogram in a square; with `edge` start or end its drawn part stands on that edge."""
        mirrored = self.rtl and pictograms.mirrors(name)
        left = self._left(x, size)
        if edge:
            inset = pictograms.ink_inset(name)
            if mirrored:
                inset = inset[1], inset[0]
            dots = [round(part * size / pictograms.GRID) for part in inset]
            left += dots[1] if (edge == "start") is self.rtl else -dots[0]
        drawing = pictograms.svg(name, "#FFFFFF" if white else "#000000")
        self.marks.append(Picture(drawing, left, y, size, mirrored))

    def picture_at(self, name: str, left: float, y: float, size: int) -> None:
        """A pictogram at a place that does not turn round, by its drawn part."""
        inset = round(pictograms.ink_inset(name)[0] * size / pictograms.GRID)
        self.marks.append(Picture(pictograms.svg(name, "#000000"), left - inset, y, size))

    def sign(self, station: str, centre_x: float, centre_y: float, size: int, *, white: bool = False) -> None:
        """A station's sign, `size` dots for its square, with the white edge (on black: none) round it."""
        ground = pictograms.Ground.PAPER_BLOCK if white else pictograms.Ground.PAPER
        whole = round(size * (1 + 2 * pictograms.SIGN_HALO / pictograms.GRID) / 2) * 2
        left = self._left(centre_x, 0) - whole / 2
        self.marks.append(Picture(pictograms.sign_svg(station, ground), left, centre_y - whole / 2, whole))

    def paint(self, painter: QPainter, vector: bool = False) -> None:
        """Paint every mark; `vector` for a PDF, where pictures stay lines."""
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        for mark in (*self.lines, *self.marks):
            mark.paint(painter, vector)

    def _left(self, x: float, width: float) -> float:
        return WIDTH - x - width if self.rtl else x
