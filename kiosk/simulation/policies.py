"""Policies: by what the next visitor is called, and whether they are asked near before. Played on one day each.

The last is what the office does; the others show what each part of it is worth.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from kiosk.core.queue.arrays import HallArrays
from kiosk.core.queue.engine import Conditions, EngineLog, QueueEngine
from kiosk.core.queue.hall import Coming, Order, VisitorKind
from kiosk.simulation.days import Day


@dataclass(frozen=True, slots=True)
class Policy:
    """A way to call."""

    name: str
    about: str
    order: Order
    pre_call: bool = False


POLICIES: Final = {
    policy.name: policy
    for policy in (
        Policy("fixed", "one station after the other, first come first served", Order.FIXED),
        Policy("check_in", "waiting everywhere at once, called in check-in order", Order.CHECK_IN),
        Policy("rule", "waiting everywhere at once, called by the rule", Order.RULE),
        Policy("near", "the rule, and the next visitor asked near in time", Order.RULE, True),
    )
}


@dataclass(frozen=True, slots=True)
class Played:
    """A day under one policy."""

    day: Day
    policy: Policy
    heard: EngineLog
    stations: tuple[str, ...]


def play(day: Day, policy: Policy) -> Played:
    """Plays a day under a policy, to the end of the last service."""
    kinds = tuple(
        VisitorKind(visit.tasks, visit.language) for visit in day.visits
    )  # stations and languages to know of
    hall = replace(day.hall, pre_call=policy.pre_call, coming=Coming(kinds))
    arrays = HallArrays(hall, policy.order)
    measured = [(visit.since, arrays.measure(visit)) for visit in day.visits]
    services = [{arrays.station[name]: seconds for name, seconds in each.items()} for each in day.services]
    sent = {
        (v, arrays.station[a]): (arrays.station[b], seconds) for (v, a), (b, seconds) in day.sent_on.items()
    }

    def service(v: int, s: int) -> int:
        own = services[v].get(s)
        return arrays.seconds[v][s] if own is None else own

    real = Conditions(
        service,
        measured,
        {(v, arrays.station[name]) for v, name in day.absent},
        {(v, arrays.station[name]) for v, name in day.silent},
        list(day.leaves),
        sent,
        counts=True,
    )
    return Played(day, policy, QueueEngine(arrays, real).run(), arrays.stations)
