"""Where the stops of a path stand on its screen, page by page, and how the line runs through them. Pure.

The screen measures how high each stop is drawn; this spreads the stops over the room and draws the line: one track
where there is an order, two where the order is free. Lengths are design pixels from the top of a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kiosk.present.kiosk.view import PathGroupView

MOST_AIR: Final = 104.0
"""A stop is spread by no more than this, so that few stops still belong together."""
FORK_FROM_LABEL: Final = 10.0
"""The line forks this far inside the label of its group."""
JOIN_BEFORE_END: Final = 6.0
JOIN_AFTER_MIDDLE: Final = 76.0
"""At the end of a page two tracks join at least this far below the middle of the last stop, where there is room."""
JOIN_WITHIN_STOP: Final = 20.0


@dataclass(frozen=True, slots=True)
class PathSlot:
    """The place of a stop or of a group's label."""

    page: int
    y: float
    h: float


@dataclass(frozen=True, slots=True)
class Fork:
    """Two tracks beside each other. `open`: they came so from the page before; `goes_on`: they go on to the next."""

    start: float
    end: float
    open: bool
    goes_on: bool


@dataclass(frozen=True, slots=True)
class PathLine:
    """The line on one page."""

    start: float
    end: float
    doubles: tuple[Fork, ...]


@dataclass(frozen=True, slots=True)
class PathPlan:
    """`slots`: one a stop. `labels`: one a group, None where its label is not shown. `lines`: one a page."""

    slots: tuple[PathSlot, ...]
    labels: tuple[PathSlot | None, ...]
    lines: tuple[PathLine, ...]

    @property
    def pages(self) -> int:
        return len(self.lines)


@dataclass(frozen=True, slots=True)
class PathSizes:
    """What the screen has measured: `stops` as they are drawn now, the zone of what is not today (0: none)."""

    stops: tuple[float, ...]
    label: float
    later: float
    room: float


class PathLayout:
    """The stops of one path, at one density."""

    def __init__(self, groups: Sequence[PathGroupView], sizes: PathSizes) -> None:
        self._groups = groups
        self._sizes = sizes
        self._group_of = [at for at, group in enumerate(groups) for _ in group.stops]

    def on_one_page(self) -> PathPlan | None:
        """Everything on one page; None when there is no room."""
        sizes = self._sizes
        labels = sum(self._labelled(group) for group in range(len(self._groups)))
        if sizes.later + labels + sum(sizes.stops) > sizes.room:
            return None
        return self._placed([list(range(len(sizes.stops)))])

    def on_pages(self) -> PathPlan:
        """As many pages as it needs: a group stays together where a page holds it."""
        return self._placed(self._turned_over())

    def _labelled(self, group: int) -> float:
        return self._sizes.label if self._groups[group].label else 0.0

    def _starts_group(self, stop: int) -> bool:
        return stop == 0 or self._group_of[stop] != self._group_of[stop - 1]

    def _turned_over(self) -> list[list[int]]:
        """The stops of each page; what is not today comes on the last, if need be alone."""
        sizes = self._sizes
        pages: list[list[int]] = [[]]
        used = 0.0
        index = 0
        for group, shown in enumerate(self._groups):
            those = range(index, index + len(shown.stops))
            index = those.stop
            whole = self._labelled(group) + sum(sizes.stops[stop] for stop in those)
            if used > 0 and used + whole > sizes.room and whole <= sizes.room:
                pages.append([])
                used = 0.0
            for stop in those:
                high = sizes.stops[stop] + (self._labelled(group) if stop == those.start else 0.0)
                if used > 0 and used + high > sizes.room:
                    pages.append([])
                    used = 0.0
                pages[-1].append(stop)
                used += high
        if sizes.later > 0 and used + sizes.later > sizes.room:
            pages.append([])
        return pages

    def _placed(self, pages: list[list[int]]) -> PathPlan:
        """Spreads each page's stops over its room."""
        slots: dict[int, PathSlot] = {}
        labels: dict[int, PathSlot] = {}
        lines = []
        for number, those in enumerate(pages):
            last = number == len(pages) - 1
            height = self._sizes.room - (self._sizes.later if last else 0.0)
            named = [
                stop for stop in those if self._starts_group(stop) and self._labelled(self._group_of[stop])
            ]
            used = sum(self._sizes.stops[stop] for stop in those)
            used += sum(self._labelled(self._group_of[stop]) for stop in named)
            air = max(0.0, min(MOST_AIR, (height - used) / (len(those) + len(named) / 3))) if those else 0.0
            y = 0.0
            for stop in those:
                if stop in named:
                    high = self._sizes.label + air / 3
                    labels[self._group_of[stop]] = PathSlot(number, y, high)
                    y += high
                slots[stop] = PathSlot(number, y, self._sizes.stops[stop] + air)
                y += slots[stop].h
            lines.append(self._line(those, number == 0, last, height, slots, labels))
        return PathPlan(
            slots=tuple(slots[stop] for stop in range(len(self._sizes.stops))),
            labels=tuple(labels.get(group) for group in range(len(self._groups))),
            lines=tuple(lines),
        )

    def _line(
        self,
        those: list[int],
        first: bool,
        last: bool,
        height: float,
        slots: dict[int, PathSlot],
        labels: dict[int, PathSlot],
    ) -> PathLine:
        doubles = self._forks(those, last, height, slots, labels)
        later = self._sizes.later > 0
        if not those:
            return PathLine(0.0, height if later else 0.0, doubles)
        begins, ends = those[0], those[-1]
        if not first:
            start = 0.0
        elif self._starts_group(begins) and self._free(begins):
            start = doubles[0].start
        else:
            start = _middle(slots[begins])
        open_end = self._free(ends)
        if len(self._sizes.stops) == 1 and not later:
            end = start
        elif not last or later:
            end = 0.0 if open_end and doubles[-1].goes_on else height
        else:
            end = 0.0 if open_end else _middle(slots[ends])
        return PathLine(start, end, doubles)

    def _free(self, stop: int) -> bool:
        """The stop may come in any order within its group."""
        return self._groups[self._group_of[stop]].kind == "any"

    def _forks(
        self,
        those: list[int],
        last: bool,
        height: float,
        slots: dict[int, PathSlot],
        labels: dict[int, PathSlot],
    ) -> tuple[Fork, ...]:
        doubles: list[Fork] = []
        for stop in filter(self._free, those):
            group, slot = self._group_of[stop], slots[stop]
            opens = self._starts_group(stop)
            if opens or stop == those[0]:
                named = labels.get(group)
                start = 0.0 if not opens else named.y + FORK_FROM_LABEL if named else slot.y
                doubles.append(Fork(start, start, open=not opens, goes_on=False))
            leaves = stop == len(self._group_of) - 1 or self._group_of[stop + 1] != group
            after = labels.get(group + 1) if leaves and stop != those[-1] else None
            if not leaves:
                end = height
            elif after:
                end = after.y + after.h - FORK_FROM_LABEL
            elif last:
                end = slot.y + slot.h
            else:
                joined = max(slot.y + slot.h - JOIN_WITHIN_STOP, _middle(slot) + JOIN_AFTER_MIDDLE)
                end = min(height - JOIN_BEFORE_END, joined)
            doubles[-1] = Fork(doubles[-1].start, end, doubles[-1].open, goes_on=not leaves)
        return tuple(doubles)


def _middle(slot: PathSlot) -> float:
    return slot.y + slot.h / 2
