"""The figures of played days: time in office, its slow tail, who manages all in one visit, fairness, load.

As the bench has them: time in office is from check-in to the end of the last service; figures of several days are the
means of each day's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Final

from kiosk.simulation.policies import Played

ONE_VISIT_MIN: Final = 240
GRACE_S: Final = 15 * 60
"""After closing a service may end so much later and still counts."""
SLOT_S: Final = 30 * 60


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one day. Times are minutes, shares from 0 to 1."""

    visits: float
    mean: float
    p95: float
    one_visit: float  # in at most four hours and by closing
    priority: float | None  # the mean of those who have it
    longest_wait: float  # 95 of 100 visitors never wait longer at once
    overtakes: float  # per call: who came earlier and could have been called instead
    idle_gap: float  # of a desk, from the call to the start
    overtime: float
    unfinished: float  # visits
    missed: float  # calls that nobody came to
    pre_calls: float
    released: float  # of these, without a call


def figures(played: Played) -> Figures:
    """The figures of one day."""
    heard, visits = played.heard, played.day.visits
    times = [(end - visits[v].since) / 60 for v, end in sorted(heard.finished.items())]
    urgent = [(end - visits[v].since) / 60 for v, end in heard.finished.items() if visits[v].priority]
    one = sum(
        (end - visits[v].since) <= 60 * ONE_VISIT_MIN and end <= played.day.closing + GRACE_S
        for v, end in heard.finished.items()
    )
    longest: dict[int, int] = {}
    for (_, v, _, _), wait in zip(heard.calls, heard.waits, strict=True):
        longest[v] = max(longest.get(v, 0), wait)
    plain = sum(not visits[v].priority for _, v, _, _ in heard.calls)
    gaps = [start - call[0] for call, start in zip(heard.calls, heard.starts, strict=True)]
    last = max(heard.finished.values(), default=0)
    return Figures(
        visits=len(visits),
        mean=mean(times),
        p95=quantile(times, 0.95),
        one_visit=one / max(1, len(visits)),
        priority=mean(urgent) if urgent else None,
        longest_wait=quantile([wait / 60 for wait in longest.values()], 0.95),
        overtakes=heard.overtakes / max(1, plain),
        idle_gap=mean(gaps) / 60,
        overtime=max(0, last - played.day.closing) / 60,
        unfinished=len(visits) - len(heard.finished),
        missed=heard.missed,
        pre_calls=heard.pre_calls,
        released=heard.released,
    )


def together(days: Sequence[Figures]) -> Figures:
    """The means over days; of what some days have not, over the others."""
    means: dict[str, float | None] = {}
    for each in fields(Figures):
        values = [value for day in days if (value := getattr(day, each.name)) is not None]
        means[each.name] = mean(values) if values else None
    return Figures(**means)  # type: ignore[arg-type]  # only `priority` may be missing in all


def times_in_office(played: Sequence[Played]) -> list[float]:
    """Minutes in office of all visitors of these days, shortest first."""
    return sorted(
        (end - each.day.visits[v].since) / 60 for each in played for v, end in each.heard.finished.items()
    )


def load_by_station(played: Sequence[Played]) -> dict[str, list[float]]:
    """For each station the share of its desks that serve (or await a called visitor), by half-hour from opening."""
    slots = 1 + max((each.day.closing for each in played), default=0) // SLOT_S
    busy = {name: [0.0] * slots for each in played for name in each.stations}
    desks: dict[str, int] = {}
    for each in played:
        for desk in each.day.hall.desks:
            desks[desk.station] = desks.get(desk.station, 0) + 1
        for (called, _, s, _), end in zip(each.heard.calls, each.heard.ends, strict=True):
            spans = busy[each.stations[s]]
            for slot in range(called // SLOT_S, min(slots - 1, end // SLOT_S) + 1):
                begin, stop = max(called, slot * SLOT_S), min(end, (slot + 1) * SLOT_S)
                spans[slot] += max(0, stop - begin)
    return {
        name: [round(min(1.0, seconds / (SLOT_S * max(1, desks.get(name, 0)))), 3) for seconds in spans]
        for name, spans in busy.items()
    }


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def quantile(values: Sequence[float], share: float) -> float:
    """By linear interpolation, as the bench does."""
    if not values:
        return 0.0
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
