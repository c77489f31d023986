"""Where the tickets of a lane stand: by minutes waited, up or down where they would overlap, in a bundle where even
that is not enough. Pure.

Whoever is called next and whoever is selected always has a place of their own; of the others, whoever has waited
longest. Must not know QML.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from kiosk.present.reception.view import Chip

CHIP: Final = 60.0
"""How wide a ticket is, in pixels; five digits need a little more."""
CHIP_FIVE: Final = 68.0
GAP: Final = 4.0
LEVELS: Final = (0, -1, 1)
"""In the middle, above it, below it."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A ticket on its lane, or a bundle of several. `x` is its middle."""

    id: str
    number: str
    kind: str
    x: float
    level: int
    width: float
    bundle: int = 0  # how many tickets; 0: one, by its number
    selected: bool = False
    badge: str = ""
    slot: int = 0  # its place in the lane's list: what is drawn there is changed, not built anew


def place(chips: Sequence[Chip], width: float, axis: int, selected: str = "") -> tuple[Placed, ...]:
    """The tickets in the order given, bundles at the end; nothing overlaps and nothing leaves the lane."""
    each = CHIP_FIVE if any(len(chip.number) > 4 for chip in chips) else CHIP
    if width < each or axis <= 0:
        return ()
    lane = _Lane(width, axis, each)
    first = [chip for chip in chips if chip.id == selected]
    first += [chip for chip in chips if chip.kind.endswith("next") and chip.id != selected]
    kept = {chip.id for chip in first}
    rest = sorted((chip for chip in chips if chip.id not in kept), key=lambda chip: -chip.minutes)
    for chip in (*first, *rest):
        lane.add(chip, chip.id == selected, chip.id in kept)
    order = {chip.id: number for number, chip in enumerate(chips)}
    placed = sorted(lane.result(), key=lambda each: (each.bundle > 0, order.get(each.id, 0)))
    return tuple(replace(each, slot=slot) if slot else each for slot, each in enumerate(placed))


def neighbour(lanes: Sequence[Sequence[Placed]], selected: str, dx: int, dy: int) -> str:
    """The ticket beside the selected one on its lane, or the nearest on the lane above or below; "" when none."""
    for row, lane in enumerate(lanes):
        here = next((each for each in lane if each.id == selected), None)
        if here is None:
            continue
        if dx:
            beside = sorted((e for e in lane if not e.bundle), key=lambda e: (e.x, e.level))
            at = beside.index(here) + dx
            return beside[at].id if 0 <= at < len(beside) else selected
        step = 1 if dy > 0 else -1
        for other in lanes[row + step :] if step > 0 else reversed(lanes[:row]):
            found = [each for each in other if not each.bundle]
            if found:
                return min(found, key=lambda each: abs(each.x - here.x)).id
        return selected
    first = [each for lane in lanes for each in lane if not each.bundle]
    return first[0].id if first else ""


class _Lane:
    def __init__(self, width: float, axis: int, each: float) -> None:
        self._width = width
        self._axis = axis
        self._each = each
        self._taken: dict[int, list[float]] = {level: [] for level in LEVELS}  # middles, from left to right
        self._placed: list[Placed] = []
        self._joinable: list[int] = []  # places in `_placed` that may become bundles
        self._joined: dict[int, tuple[int, bool]] = {}  # place -> how many more, whether any of them is late

    def add(self, chip: Chip, selected: bool, fixed: bool) -> None:
        x = min(1.0, chip.minutes / self._axis) * self._width
        x = min(max(x, self._each / 2), self._width - self._each / 2)
        level = next((level for level in LEVELS if self._free(x, level)), None)
        if level is None:
            self._join(chip, x)
            return
        insort(self._taken[level], x)
        if not fixed:
            self._joinable.append(len(self._placed))
        self._placed.append(
            Placed(chip.id, chip.number, chip.kind, x, level, self._each, selected=selected, badge=chip.badge)
        )

    def result(self) -> list[Placed]:
        return [self._bundled(n, each) for n, each in enumerate(self._placed)]

    def _bundled(self, place: int, each: Placed) -> Placed:
        more, late = self._joined.get(place, (0, False))
        if not more:
            return each
        kind = "late" if late or each.kind.startswith("late") else "plain"
        return replace(
            each, id=f"bundle:{each.id}", number=f"+{more + 1}", kind=kind, bundle=more + 1, badge=""
        )

    def _free(self, x: float, level: int) -> bool:
        taken, apart = self._taken[level], self._each + GAP - 1e-9
        at = bisect_left(taken, x)
        return (at == 0 or x - taken[at - 1] >= apart) and (at == len(taken) or taken[at] - x >= apart)

    def _join(self, chip: Chip, x: float) -> None:
        """Into the lowest of those that are in the way, else the nearest. Two kept tickets never fill all levels
        of a place, so there is one."""
        best, into = (True, 0, 0.0), -1
        for place in self._joinable:
            each = self._placed[place]
            far = abs(each.x - x)
            found = (far > self._each, -each.level, far)
            if into < 0 or found < best:
                best, into = found, place
        more, late = self._joined.get(into, (0, False))
        self._joined[into] = more + 1, late or chip.kind.startswith("late")
