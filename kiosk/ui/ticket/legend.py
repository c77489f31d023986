"""The legend of a ticket: each pictogram with its words, in as few rows as they need. Draws nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kiosk.present.paper.page import LegendItem
from kiosk.ui.ticket.text import Face, SetText, set_text

SHOWN: Final = 44  # dots: pictograms of papers and people, at a station and here
INDENT: Final = SHOWN + 10  # words beside a pictogram
COLUMN_GAP: Final = 18  # between items of one row
LEGEND_GAP: Final = 3  # between rows
ROOMS: Final = (536.0, 380.0, 320.0, 258.0)
"""Widths tried for the widest item, in dots: a whole row down to half of one. What takes least paper is taken."""


@dataclass(frozen=True, slots=True)
class Item:
    """A pictogram with its words beside it; "" for the heading."""

    pictogram: str
    words: SetText

    @property
    def indent(self) -> float:
        return INDENT if self.pictogram else 0

    @property
    def width(self) -> float:
        return self.indent + self.words.width

    @property
    def height(self) -> float:
        return max(self.words.height, SHOWN if self.pictogram else 0)


def legend_rows(heading: str, items: Sequence[LegendItem], face: Face, width: float) -> list[list[Item]]:
    """The heading and all items in rows of `width` dots, wide ones first."""
    return min((_rows(heading, items, face, width, room) for room in ROOMS), key=_height)


def _rows(
    heading: str, items: Sequence[LegendItem], face: Face, width: float, room: float
) -> list[list[Item]]:
    """None takes more than `room` of a row, unless it has the row to itself."""
    made = [Item("", set_text(heading, face, room))] if heading else []
    made += sorted(
        (Item(item.pictogram, set_text(item.words, face, room - INDENT)) for item in items),
        key=lambda item: -item.width,
    )
    rows = packed([item.width for item in made], width, COLUMN_GAP)
    return [[made[place] for place in row] if len(row) > 1 else [_alone(made[row[0]], width)] for row in rows]


def _alone(item: Item, width: float) -> Item:
    return Item(item.pictogram, set_text(item.words.text, item.words.face, width - item.indent))


def _height(rows: list[list[Item]]) -> float:
    return sum(max(item.height for item in row) + LEGEND_GAP for row in rows)


def packed(widths: Sequence[float], room: float, gap: float) -> list[list[int]]:
    """Places of things in rows: each goes into the first row that has room for it."""
    rows: list[list[int]] = []
    left: list[float] = []
    for place, width in enumerate(widths):
        fits = next((row for row, free in enumerate(left) if width <= free), None)
        if fits is None:
            rows.append([place])
            left.append(room - width - gap)
        else:
            rows[fits].append(place)
            left[fits] -= width + gap
    return rows
