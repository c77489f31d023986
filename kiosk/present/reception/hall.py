"""An index of reception's document: who waits where and for how long, who is called next. No words.

Made once for each screen. Must not know languages or the screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kiosk.core.day.lifecycle import WAITS, StopState, VisitState
from kiosk.core.views import ReceptionVisit, VisitStop
from kiosk.protocol.views import NextCall, ReceptionDocument

LIMIT_MINUTES: Final = 40
"""Past it a wait is an alarm."""
RISK: Final = 500
"""Thousandths: who is less likely than this to finish by closing is at risk."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One stop that waits. `ready`: a desk could call it now."""

    visit: ReceptionVisit
    stop: VisitStop
    minutes: int
    ready: bool

    @property
    def near(self) -> bool:
        """Asked to come near to this station."""
        return self.stop.state is StopState.NEAR


class ReceptionHall:
    """The document at a second of the office's clock."""

    def __init__(self, view: ReceptionDocument, at: float) -> None:
        self.view = view
        self.at = at
        self.visits = {visit.visit: visit for visit in view.visits}
        self.waiting: dict[str, list[Waiting]] = {}  # by station, longest first
        self.next: dict[str, str] = {}  # station -> the visit that is called next
        self.why: dict[str, NextCall] = {}  # station -> by what it is chosen, and what counted
        self.in_hall: list[ReceptionVisit] = []  # those who wait and are not at a desk
        self.served = 0
        for visit in view.visits:
            if visit.state is VisitState.ACTIVE:
                self._take(visit)
            elif visit.state is VisitState.FINISHED:
                self.served += 1
        for there in self.waiting.values():
            there.sort(key=lambda each: each.stop.queued_at)
        for station, call in view.next.items():
            if call.visit in self.visits:
                self.next[station], self.why[station] = call.visit, call
        for station, there in self.waiting.items():
            near = next((each for each in there if each.near and each.ready), None)
            if near is not None:  # reserved: goes before whomever the office would call else
                self.next[station] = near.visit.visit
                self.why.pop(station, None)
        self.desks = {desk.number: desk for desk in view.desks}

    def _take(self, visit: ReceptionVisit) -> None:
        waits = [stop for stop in visit.stops if stop.state in WAITS]
        for stop in waits:
            one = Waiting(visit, stop, self.minutes(stop.queued_at), visit.can_be_called(stop))
            self.waiting.setdefault(stop.station, []).append(one)
        if waits and is_in_hall(visit):
            self.in_hall.append(visit)

    def minutes(self, since: float) -> int:
        """Whole minutes since then, never less than none: clocks are set."""
        return max(0, int((self.at - since) // 60))

    def queue(self, station: str) -> list[Waiting]:
        return self.waiting.get(station, [])

    def longest(self) -> Waiting | None:
        """Whoever has waited longest of all."""
        firsts = [there[0] for there in self.waiting.values() if there]
        return min(firsts, key=lambda each: each.stop.queued_at, default=None)

    def at_risk(self, visit: ReceptionVisit) -> bool:
        """Whether the forecast says that it probably does not finish by closing."""
        return visit.state is VisitState.ACTIVE and (visit.at_risk or 0) >= RISK

    def last_finish(self) -> float | None:
        """When the last of those who are here is usually done, where that is forecast."""
        ends = [visit.finish.p50 for visit in self.visits.values() if visit.finish is not None]
        return max(ends, default=None)

    def free_desk(self, station: str) -> int | None:
        """A desk of the station that is open and has nobody."""
        free = (n for n, desk in self.desks.items() if desk.open and not desk.visit)
        return min((n for n in free if self.desks[n].station == station), default=None)

    def open_desk(self, station: str) -> int | None:
        """A desk of the station that is open."""
        opened = (n for n, desk in self.desks.items() if desk.open and desk.station == station)
        return min(opened, default=None)


def is_in_hall(visit: ReceptionVisit) -> bool:
    """Whether the visitor is at no desk: perhaps asked to come near, not yet called."""
    engaged = visit.engaged
    return engaged is None or engaged.state is StopState.NEAR
