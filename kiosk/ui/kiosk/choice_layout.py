"""Where the choices of a question stand: tiles two or three abreast, rows one under the other, or a grid. Pure.

The screen measures its words; this decides how many stand abreast, whether the picture lies over the words, and where
each choice is. Lengths are design pixels from the corner of the area where the choices stand.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

FEW: Final = 3
"""So few choices always stand one under the other."""
ROWS: Final = 7
ROWS_LOWER: Final = 5
"""So many fit as rows; fewer where everything is set lower."""
CLOSE_GAP: Final = 16.0
"""The gap between more than four lines."""
HIGHEST: Final = 442.0
LEAST_ROW: Final = 76.0
"""A row lower than this holds no picture and no second line: then two abreast, even with long words."""
FULL_LINE: Final = 0.8
"""Of several lines each is filled so far: words do not divide evenly."""
TILE_EDGES: Final = 48.0
BOX: Final = 52.0 + 16.0 + 10.0
NO_BOX: Final = 12.0
ROW_PICTURE: Final = 16.0 + 60.0 + 14.0
"""Edge, smallest picture and gap before the words of a row."""
WIDE_PICTURE: Final = 24.0 + 92.0 + 20.0
"""The same with the picture in its usual size."""


@dataclass(frozen=True, slots=True)
class ChoiceSpace:
    """What is asked, and what the screen has measured. Words are measured in the smallest letters allowed."""

    layout: str
    count: int
    multiple: bool
    signed: bool  # stations, with long names beside their signs
    wide: bool  # the panel lies
    lower: bool
    beside: bool  # of tiles: no room for the picture over the words
    width: float  # where the choices may stand
    area_w: float
    area_h: float
    gap: float
    line: float  # from line to line
    longest: float  # the longest word
    widest: float  # the longest choice in one line


@dataclass(frozen=True, slots=True)
class ChoicePlan:
    """`over`: the picture over the words, else beside. `cramped`: words are long: small pictures, narrow edges."""

    columns: int
    over: bool
    cramped: bool
    multiple: bool
    places: tuple[tuple[float, float, float, float], ...]  # x, y, width, height of each choice


def plan_choices(space: ChoiceSpace) -> ChoicePlan:
    abreast = _abreast(space)
    room = (space.width - (abreast - 1) * space.gap) / abreast - TILE_EDGES
    over = space.longest <= room and _pictures_over(space, abreast)
    columns = abreast if over else min(2, abreast)
    half = (space.width - space.gap) / 2 - (BOX if space.multiple else NO_BOX)
    if columns == 2 and not over and not _words_fit(space, half - ROW_PICTURE):
        # too long for two abreast: one under the other, where that leaves them high enough
        high = (space.area_h + CLOSE_GAP) / max(1, space.count) - CLOSE_GAP
        columns = 1 if high >= LEAST_ROW else 2
    cramped = columns > 1 and not _words_fit(space, half - WIDE_PICTURE - (22 if space.multiple else 8))
    return ChoicePlan(columns, over, cramped, space.multiple, _places(space, columns))


def _abreast(space: ChoiceSpace) -> int:
    if space.wide:
        if space.signed:
            return 2
        return 3 if space.count > 4 else 1 if space.count <= FEW else 2
    in_rows = space.layout == "rows" and space.count <= (ROWS_LOWER if space.lower else ROWS)
    return 1 if in_rows or space.count <= FEW else 2


def _pictures_over(space: ChoiceSpace, abreast: int) -> bool:
    """Where a cell is high enough for picture and words."""
    if space.wide:
        return abreast > 1 and not space.signed
    return space.layout == "tiles" and not space.beside and space.count > FEW


def _words_fit(space: ChoiceSpace, room: float) -> bool:
    """All words fit beside their picture in two columns, in as many lines as a row is high."""
    rows = math.ceil((space.count + 1) / 2)
    high = (space.area_h - (rows - 1) * CLOSE_GAP) / rows - 12
    lines = max(1, math.floor(high / space.line))
    return space.longest <= room and space.widest <= room * lines * (FULL_LINE if lines > 1 else 1)


def _places(space: ChoiceSpace, columns: int) -> tuple[tuple[float, float, float, float], ...]:
    # "all of it" and "none of it" stand first and alone
    first_is_wide = space.layout == "grid" and space.multiple and columns == 2 and space.count % 2 == 1
    lines = max(1, math.ceil((space.count + (1 if first_is_wide else 0)) / columns))
    gap_y = min(space.gap, CLOSE_GAP) if lines > 4 else space.gap
    width = math.floor((space.area_w - (columns - 1) * space.gap) / columns)
    height = min(math.floor((space.area_h - (lines - 1) * gap_y) / lines), HIGHEST)
    places = []
    for row in range(space.count):
        cell = row + 1 if first_is_wide and row > 0 else row
        wide = space.area_w if first_is_wide and row == 0 else width
        places.append(
            (cell % columns * (width + space.gap), cell // columns * (height + gap_y), wide, height)
        )
    return tuple(places)
