"""Text set for paper: shaped, wrapped, measured in dots, at its place by the edge of the letters.

Knows fonts and directions, not what a ticket is. A text grows downwards and is never cut: what has no
place to break breaks anywhere. Lines stand as far apart as their script needs, not as the tallest font of
the mix has it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainterPath, QRawFont, QTextLayout, QTextOption, QTransform

from kiosk.ui.runtime import fonts

CAP_HEIGHT: Final = 0.714
"""Of capitals and digits, in font sizes."""

_BELOW: Final = {"Latn": 0.25, "Cyrl": 0.25, "Ethi": 0.26, "Arab": 0.42}
"""What of a line lies below its letters' foot, in sizes. Deeper dots reach into the white that follows."""

_ENDS: Final = frozenset(" \u00ad\u200b-–—/·\u1361")
"""After these a line may end."""

_ANY_WIDTH: Final = 100_000.0
_BALANCED_WITHIN: Final = 6.0  # dots


@dataclass(frozen=True, slots=True)
class Face:
    """How a text looks: `px` before the script's factor, and the side its letters run from."""

    px: float
    bold: bool = False
    script: str = "Latn"
    rtl: bool = False
    digits: bool = False  # nothing but: they reach from where letters stand to where capitals end

    @property
    def line(self) -> float:
        """From line to line, in dots."""
        if self.digits:
            return float(round(self.px * CAP_HEIGHT))
        factor = fonts.SCRIPT_FACTOR.get(self.script, 1.0)
        return float(round(self.px * factor * fonts.line_height(self.script)))

    @property
    def ascent(self) -> float:
        """From the top of a line to where its letters stand."""
        if self.digits:
            return self.line
        return float(round(self.line - self.px * _BELOW.get(self.script, 0.42)))


@dataclass(frozen=True, slots=True)
class SetText:
    """A text, shaped and wrapped. `width` is that of its longest line, `height` of all lines, in dots."""

    text: str
    face: Face
    layout: QTextLayout
    lefts: tuple[float, ...]  # of each line's letters, without the spaces at a break
    widths: tuple[float, ...]

    @property
    def width(self) -> float:
        return max(self.widths, default=0.0)

    @property
    def height(self) -> float:
        return self.face.line * len(self.widths)

    @property
    def breaks_a_word(self) -> bool:
        """Whether a word goes over to the next line where none may end."""
        return _broken(self.layout) > 0

    def put(self, x: float, y: float, width: float, right: bool) -> QRectF:
        """Give every line its place in the column from `x`, `width` wide; the box that the letters take."""
        for number, (left, wide) in enumerate(zip(self.lefts, self.widths, strict=True)):
            line = self.layout.lineAt(number)
            edge = x + width - wide if right else x
            base = y + number * self.face.line + self.face.ascent
            line.setPosition(QPointF(edge - left, base - line.ascent()))
        return QRectF(x + width - self.width if right else x, y, self.width, self.height)

    def outline(self) -> QPainterPath:
        """The letters of all lines where they have been put, as an area to fill."""
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        for number in range(self.layout.lineCount()):
            for run in self.layout.lineAt(number).glyphRuns():
                font = run.rawFont()
                scale = font.pixelSize() / font.unitsPerEm()
                for glyph, place in zip(run.glyphIndexes(), run.positions(), strict=True):
                    path.addPath(
                        QTransform(scale, 0, 0, scale, place.x(), place.y()).map(_drawn(font, glyph))
                    )
        return path


def _drawn(font: QRawFont, glyph: int) -> QPainterPath:
    """A letter in the units of its font.

    Qt gives outlines moved to the right by the fraction of a unit that the text painted last happened to have:
    the first point of a letter lies on whole units, so the fraction is seen there and taken away.
    """
    whole = QRawFont(font)
    whole.setPixelSize(font.unitsPerEm())
    path = whole.pathForGlyph(glyph)
    if path.elementCount():
        first = path.elementAt(0)
        path.translate(math.floor(first.x) - first.x, 0)
    return path


def set_text(text: str, face: Face, width: float = _ANY_WIDTH) -> SetText:
    """Shape the text and break it into lines of at most `width` dots, as equally long as they can be."""
    layout = QTextLayout(text, _font(face))
    layout.setTextOption(_option(face.rtl))
    layout.setCacheEnabled(True)
    count = _break(layout, width)
    if count > 1:
        _balance(layout, width, count)
    lefts, widths = [], []
    for number in range(count):
        letters = QRectF()
        for run in layout.lineAt(number).glyphRuns():
            letters = letters.united(run.boundingRect())
        lefts.append(letters.left())
        widths.append(letters.width())
    return SetText(text, face, layout, tuple(lefts), tuple(widths))


def _break(layout: QTextLayout, width: float) -> int:
    """Break into lines; how many there are."""
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
    layout.endLayout()
    return layout.lineCount()


def _balance(layout: QTextLayout, width: float, count: int) -> None:
    """The narrowest column that needs no more lines and breaks no word: none is left alone on the last one."""
    too_narrow, enough = width / 2, width
    broken = _broken(layout)
    while enough - too_narrow > _BALANCED_WITHIN:
        middle = (too_narrow + enough) / 2
        if _break(layout, middle) > count or _broken(layout) > broken:
            too_narrow = middle
        else:
            enough = middle
    _break(layout, enough)


def _broken(layout: QTextLayout) -> int:
    """How many words go over to the next line where none may end."""
    text = layout.text()
    starts = (layout.lineAt(number).textStart() for number in range(1, layout.lineCount()))
    return sum(text[at - 1] not in _ENDS for at in starts)


@lru_cache(maxsize=64)
def _font(face: Face) -> QFont:
    font = QFont(fonts.font(face.px, face.bold, face.script))
    # Unhinted: the same paper whatever the computer's font settings, and lines as long in a PDF as in dots.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@lru_cache(maxsize=2)
def _option(rtl: bool) -> QTextOption:
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
