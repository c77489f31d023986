"""What follows for everybody: the same rule played on from the live state, some dozens of times.

One set of samples serves the whole hall. What is told is a range: nobody knows how long a service takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kiosk.core.queue import sampling
from kiosk.core.queue.arrays import DESK, PARKED, HallArrays, VisitorNumbers
from kiosk.core.queue.engine import PARKED_S, Conditions, EngineLog, QueueEngine
from kiosk.core.queue.hall import DeskActivity, HallState, Order, WaitingVisit
from kiosk.core.queue.sampling import Rng
from kiosk.core.queue.weights import RULE, Weights

SAMPLES: Final = 61
LONGEST_S: Final = 24 * 3600
NEVER: Final = 1 << 60


@dataclass(frozen=True, slots=True)
class Range:
    """When something happens: early, as a rule, almost surely (10, 50, 90 of 100 times before)."""

    p10: int
    p50: int
    p90: int


@dataclass(frozen=True, slots=True)
class StopForecast:
    """One stop that is still to come."""

    station: str
    call: Range | None  # None: it is not called in at least half of the samples
    first: int  # thousandths of the samples in which it is the next


@dataclass(frozen=True, slots=True)
class VisitForecast:
    visit: str
    next_station: str | None  # probably; None when all that is left is at a desk now
    next_call: Range | None
    finish: Range | None  # None: does not finish in at least half of the samples
    late: int  # thousandths of the samples that end after closing, or not at all
    stops: tuple[StopForecast, ...]  # by their usual time


@dataclass(frozen=True, slots=True)
class Forecast:
    """For everybody in the house at `at`."""

    at: int
    samples: int
    visits: dict[str, VisitForecast]


def forecast(
    hall: HallState,
    seed: int,
    *,
    samples: int = SAMPLES,
    order: Order = Order.RULE,
    weights: Weights = RULE,
    only: str | None = None,
) -> Forecast:
    """Plays the hall on, `samples` times. `only`: as long as this visit is in the house, and for it alone."""
    start = HallArrays(hall, order, weights)
    players = _Samples(hall, start, seed, samples, only)
    for r in range(samples):
        players.play(r)
    return players.told()


class _Samples:
    """The samples of one forecast: what they draw, what they gave."""

    def __init__(self, hall: HallState, start: HallArrays, seed: int, samples: int, only: str | None) -> None:
        self.hall = hall
        self.start = start
        self.seed = seed
        self.samples = samples
        self.here = len(start.ids)
        wanted = [v for v in range(self.here) if only is None or start.ids[v] == only]
        self.wanted = wanted
        self.calls: list[dict[int, list[int]]] = [{} for _ in range(self.here)]  # station -> when
        self.next: list[list[tuple[int, int]]] = [[] for _ in range(self.here)]  # when, station
        self.ends: list[list[int]] = [[] for _ in range(self.here)]
        rng = Rng(seed)
        self._rows = [rng.shuffled(samples) for _ in range(64)]
        self._table = sampling.factors(hall.spread, samples)
        normals = sampling.normals(samples)
        self._paces = [
            max(hall.pace // 2, hall.pace + hall.pace * hall.doubt * normals[i] // 1_000_000)
            for i in rng.shuffled(samples)
        ]
        self._drawn: dict[tuple[int, int], list[int]] = {}
        for v in range(self.here):
            for s in range(len(start.stations)):
                if start.left[v] >> s & 1:
                    self._drawn[v, s] = self._spread(rng, start.seconds[v][s])
        self._busy = self._running(rng)
        self._later = sampling.factors(hall.spread)
        self._normals = sampling.normals()
        self._kinds = [
            start.measure(WaitingVisit("", 0, kind.tasks, kind.language, kind.priority))
            for kind in hall.coming.kinds
        ]

    def _spread(self, rng: Rng, seconds: int) -> list[int]:
        row, shift, count = self._rows[rng.below(64)], rng.below(self.samples), self.samples
        table, paces = self._table, self._paces
        return [
            max(1, seconds * table[(row[r] + shift) % count] * paces[r] // 1_000_000) for r in range(count)
        ]

    def _running(self, rng: Rng) -> list[tuple[int, list[int]]]:
        """Busy desks and when they end, sample by sample: a service takes longer than it has taken already."""
        found: list[tuple[int, list[int]]] = []
        for d, desk in enumerate(self.hall.desks):
            if desk.at is not DeskActivity.BUSY:
                continue
            expected = max(1, self.start.expected[d] - desk.started)
            lasted = max(0, self.hall.now - desk.started)
            ends = []
            for r, i in enumerate(rng.shuffled(self.samples)):
                usual = max(1, expected * self._paces[r] // 1000)
                took = (
                    usual * sampling.above(self.hall.spread, 1000 * lasted // usual, i, self.samples) // 1000
                )
                ends.append(max(self.hall.now + 1, desk.started + took))
            found.append((d, ends))
        return found

    def play(self, r: int) -> None:
        """One sample."""
        arrays, now = self.start.copy(), self.hall.now
        rng = Rng(self.seed * 1_000_003 + r + 1)
        drawn, later, seconds, pace = self._drawn, self._later, arrays.seconds, self._paces[r]
        here = self.here

        def service(v: int, s: int) -> int:
            if v < here:
                return drawn[v, s][r]
            return max(1, seconds[v][s] * later[rng.below(sampling.STEPS)] // 1000 * pace // 1000)

        for d, ends in self._busy:
            arrays.push(ends[r], DESK, d)
        for v in range(here):
            if arrays.parked[v]:
                arrays.push(now + PARKED_S, PARKED, v)
        # that a clerk presses "soon free" cannot be relied on: asked near when a service was expected to end
        real = Conditions(service, self._arrivals(rng), silent=set(drawn))
        heard = QueueEngine(arrays, real, set(self.wanted)).run(now + LONGEST_S)
        self._note(heard)

    def _arrivals(self, rng: Rng) -> list[tuple[int, VisitorNumbers]]:
        coming, now = self.hall.coming, self.hall.now
        if not self._kinds:
            return []
        times: list[int] = []
        for start, end, expected in coming.walk_ins:
            begin = max(start, now)
            if begin < end:
                count = rng.poisson(expected * (end - begin) // (end - start))
                times += [begin + rng.below(end - begin) for _ in range(count)]
        for agreed in coming.booked:
            came = agreed + coming.lateness_s * rng.one(self._normals) // 1000
            if came > now and not rng.share(coming.no_show):
                times.append(came)
        if coming.until is not None:
            times = [min(when, coming.until) for when in times if now < coming.until]
        return [(when, rng.one(self._kinds)) for when in sorted(times)]

    def _note(self, heard: EngineLog) -> None:
        first: dict[int, tuple[int, int]] = {}
        for when, v, s, _ in heard.calls:
            if v < self.here:
                self.calls[v].setdefault(s, []).append(when)
                first.setdefault(v, (when, s))
        for v, call in first.items():
            self.next[v].append(call)
        for v in self.wanted:
            self.ends[v].append(heard.finished.get(v, NEVER))

    # What is told ---------------------------------------------------------------------------------------------

    def told(self) -> Forecast:
        return Forecast(
            self.hall.now, self.samples, {self.start.ids[v]: self._told_of(v) for v in self.wanted}
        )

    def _told_of(self, v: int) -> VisitForecast:
        names, samples = self.start.stations, self.samples
        firsts: dict[int, int] = {}
        for _, s in self.next[v]:
            firsts[s] = firsts.get(s, 0) + 1
        stops = [
            StopForecast(names[s], range_of(times, samples), 1000 * firsts.get(s, 0) // samples)
            for s, times in sorted(self.calls[v].items())
        ]
        stops += [
            StopForecast(name, None, 0)
            for s, name in enumerate(names)
            if self.start.left[v] >> s & 1 and s not in self.calls[v]
        ]
        stops.sort(key=lambda stop: (stop.call is None, stop.call.p50 if stop.call else 0, stop.station))
        likely = max(firsts, key=lambda s: (firsts[s], -s), default=None)
        closing = NEVER - 1 if self.hall.closing is None else self.hall.closing
        return VisitForecast(
            visit=self.start.ids[v],
            next_station=None if likely is None else names[likely],
            next_call=range_of([when for when, _ in self.next[v]], samples),
            finish=range_of([end for end in self.ends[v] if end != NEVER], samples),
            late=1000 * sum(end > closing for end in self.ends[v]) // samples,
            stops=tuple(stops),
        )


def range_of(values: Sequence[int], samples: int) -> Range | None:
    """The range of values from so many samples; those that are missing came later than all others. None when more
    than half are missing."""
    if 2 * len(values) < samples:
        return None
    ordered = sorted(values)
    return Range(*(_at(ordered, samples, tenths) for tenths in (1, 5, 9)))


def _at(ordered: Sequence[int], samples: int, tenths: int) -> int:
    """The value below which so many tenths of all future ones lie: places are shares of `samples` + 1."""
    place = (samples + 1) * tenths - 10  # tenths of a step
    low = min(max(place // 10, 0), len(ordered) - 1)
    high = min(low + 1, len(ordered) - 1)
    return (
        ordered[low] + (ordered[high] - ordered[low]) * (place - 10 * low) // 10 if place >= 0 else ordered[0]
    )
