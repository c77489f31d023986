"""Where the tickets of a lane stand: by minutes waited, up or down where they would overlap, in a bundle where even
that is not enough. Pure.

Whoever is called next and whoever is selected always has a place of their own; of the others, whoever has waited
longest. Must not know QML.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from kiosk.present.receptionview import Chip

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
    return tuple(sorted(lane.placed, key=lambda each: (each.bundle > 0, order.get(each.id, 0))))


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
        self._fixed: set[str] = set()
        self.placed: list[Placed] = []

    def add(self, chip: Chip, selected: bool, fixed: bool) -> None:
        x = min(1.0, chip.minutes / self._axis) * self._width
        x = min(max(x, self._each / 2), self._width - self._each / 2)
        level = next((each for each in LEVELS if self._free(x, each)), None)
        if level is not None:
            if fixed:
                self._fixed.add(chip.id)
            self.placed.append(
                Placed(chip.id, chip.number, chip.kind, x, level, self._each, selected=selected)
            )
            return
        self._join(chip, x)

    def _free(self, x: float, level: int) -> bool:
        return all(each.level != level or abs(each.x - x) >= self._each + GAP - 1e-9 for each in self.placed)

    def _join(self, chip: Chip, x: float) -> None:
        """Into the nearest bundle, or the nearest single ticket becomes one: two kept tickets never fill all
        levels of a place, so there is one."""
        near = [(n, p) for n, p in enumerate(self.placed) if p.id not in self._fixed]
        at, into = min(
            near, key=lambda pair: (abs(pair[1].x - x) > self._each, -pair[1].level, abs(pair[1].x - x))
        )
        late = "late" if into.kind.startswith("late") or chip.kind.startswith("late") else "plain"
        count = into.bundle + 1 if into.bundle else 2
        key = into.id if into.bundle else f"bundle:{into.id}"
        self.placed[at] = replace(into, id=key, number=f"+{count}", kind=late, bundle=count)
