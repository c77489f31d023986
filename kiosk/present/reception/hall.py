"""An index of reception's view: who waits where and for how long, who is called next. No words.

Read from the document once for each screen; nothing of it is changed. Must not know languages or the screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from kiosk.core.day.visits import ENGAGED
from kiosk.core.views import WAITS

Visit = Mapping[str, Any]
Stop = Mapping[str, Any]

LIMIT_MINUTES: Final = 40
"""Past it a wait is an alarm."""
RISK: Final = 500
"""Thousandths: who is less likely than this to finish by closing is at risk."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One stop that waits. `ready`: a desk could call it now."""

    visit: Visit
    stop: Stop
    minutes: int
    ready: bool

    @property
    def near(self) -> bool:
        """Asked to come near to this station."""
        return bool(self.stop["state"] == "near")


class ReceptionHall:
    """The view at a second of the office's clock."""

    def __init__(self, view: Mapping[str, Any], at: float) -> None:
        self.view = view
        self.at = at
        self.visits: dict[str, Visit] = {}
        self.waiting: dict[str, list[Waiting]] = {}  # by station, longest first
        self.next: dict[str, str] = {}  # station -> the visit that is called next
        self.why: dict[str, Mapping[str, Any]] = {}  # station -> by what it is chosen, and what counted
        self.in_hall: list[Visit] = []  # those who wait and are not at a desk
        self.served = 0
        for visit in view["visits"]:
            self.visits[visit["visit"]] = visit
            if visit["state"] == "active":
                self._take(visit)
            elif visit["state"] == "finished":
                self.served += 1
        for there in self.waiting.values():
            there.sort(key=lambda each: each.stop["queued_at"])
        for station, each in view.get("next", {}).items():
            self.next[station], self.why[station] = each["visit"], each
        for station, there in self.waiting.items():
            near = next((each for each in there if each.near and each.ready), None)
            if near is not None:  # reserved: goes before whomever the office would call else
                self.next[station] = near.visit["visit"]
                self.why.pop(station, None)
        self.desks: dict[int, Mapping[str, Any]] = {desk["number"]: desk for desk in view["desks"]}

    def _take(self, visit: Visit) -> None:
        engaged = engaged_stop(visit)
        waits = False
        for stop in visit["stops"]:
            if stop["state"] in WAITS:
                waits = True
                ready = not stop["first"] and (engaged is None or engaged is stop)
                one = Waiting(visit, stop, self.minutes(stop["queued_at"]), ready)
                self.waiting.setdefault(stop["station"], []).append(one)
        if waits and (engaged is None or engaged["state"] == "near"):
            self.in_hall.append(visit)

    def minutes(self, since: float) -> int:
        """Whole minutes since then, never less than none: clocks are set."""
        return max(0, int((self.at - since) // 60))

    def queue(self, station: str) -> list[Waiting]:
        return self.waiting.get(station, [])

    def longest(self) -> Waiting | None:
        """Whoever has waited longest of all."""
        firsts = [there[0] for there in self.waiting.values() if there]
        return min(firsts, key=lambda each: each.stop["queued_at"], default=None)

    def at_risk(self, visit: Visit) -> bool:
        """Whether the forecast says that it probably does not finish by closing."""
        return visit["state"] == "active" and (visit.get("at_risk") or 0) >= RISK

    def last_finish(self) -> float | None:
        """When the last of those who are here is usually done, where that is forecast."""
        ends = [visit["finish"]["p50"] for visit in self.visits.values() if visit.get("finish")]
        return max(ends, default=None)

    def free_desk(self, station: str) -> int | None:
        """A desk of the station that is open and has nobody."""
        free = (n for n, desk in self.desks.items() if desk["open"] and not desk["visit"])
        return min((n for n in free if self.desks[n]["station"] == station), default=None)

    def open_desk(self, station: str) -> int | None:
        """A desk of the station that is open."""
        opened = (n for n, desk in self.desks.items() if desk["open"] and desk["station"] == station)
        return min(opened, default=None)


def engaged_stop(visit: Visit) -> Stop | None:
    """The stop for which a visitor is called, served or asked to come near."""
    return next((stop for stop in visit["stops"] if stop["state"] in ENGAGED), None)


def stop_at(visit: Visit, station: str) -> Stop | None:
    """The latest stop at a station: commands are about that one."""
    return next((stop for stop in reversed(visit["stops"]) if stop["station"] == station), None)
