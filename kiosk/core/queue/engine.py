"""The event loop of a floor: desks finish, people walk and arrive, the free desks call.

What takes how long is asked of `Conditions`; forecasts draw it, simulations know it. The loop itself knows no chance.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from heapq import heappop

from kiosk.core.queue.arrays import (
    ARRIVE,
    ASK,
    DESK,
    FREE,
    KIND,
    LEAVE,
    NOBODY,
    PARKED,
    PAUSE,
    PAUSED,
    READY,
    RELEASE,
    SHUT,
    TIME,
    HallArrays,
    VisitorNumbers,
)
from kiosk.core.queue.hall import RESERVED_S, SLOWER, with_interpreter
from kiosk.core.queue.score import best

PARKED_S = 600
"""Who did not come when called can be called again after so long."""
MISSING_S = 180
"""A desk waits so long for somebody who does not come."""

Service = Callable[[int, int], int]
"""Visitor and station, as places, to seconds of service in their own language."""


@dataclass(slots=True)
class Conditions:
    """What really happens. Sets are of (visitor, station)."""

    service: Service
    arrivals: list[tuple[int, VisitorNumbers]] = field(default_factory=list)  # by time
    absent: set[tuple[int, int]] = field(default_factory=set)  # not there at the first call
    silent: set[tuple[int, int]] = field(
        default_factory=set
    )  # services whose clerk does not press "soon free"
    leaves: list[int | None] = field(default_factory=list)  # by visitor: gives up then, unless at a desk
    sent_on: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)  # to a station, for seconds
    counts: bool = False  # overtakes are counted, which a forecast has no need of


@dataclass(slots=True)
class EngineLog:
    """What is written down of a play."""

    calls: list[tuple[int, int, int, int]] = field(default_factory=list)  # when, visitor, station, desk
    starts: list[int] = field(default_factory=list)  # of services, beside the calls
    ends: list[int] = field(default_factory=list)  # of services, beside the calls
    finished: dict[int, int] = field(default_factory=dict)  # visitor -> when
    waits: list[int] = field(default_factory=list)  # before the call since free, beside the calls
    overtakes: int = 0  # who could have been called instead of somebody who came later and has no priority
    pre_calls: int = 0
    released: int = 0
    missed: int = 0


class QueueEngine:
    """A floor in motion until nothing more happens, or all who are watched have finished."""

    def __init__(self, arrays: HallArrays, real: Conditions, watched: set[int] | None = None) -> None:
        self.arrays = arrays
        self.real = real
        self.heard = EngineLog()
        self._watched = watched
        self._coming = 0
        if real.arrivals:
            arrays.push(real.arrivals[0][0], ARRIVE, 0)

    def run(self, until: int | None = None) -> EngineLog:
        arrays, events = self.arrays, self.arrays.events
        self.dispatch()
        watched = self._watched
        while events and (watched is None or watched):
            now = events[0] >> TIME
            if until is not None and now > until:
                break
            arrays.now = now
            stop = (now + 1) << TIME
            while events and events[0] < stop:
                event = heappop(events)
                kind, which = event >> KIND & 15, event & ((1 << KIND) - 1)
                if kind == DESK:
                    self._desk(which)
                elif kind == READY:
                    if not arrays.gone[which]:
                        arrays.make_ready(which)
                else:
                    self._rarer(kind, which)
            self.dispatch()
        return self.heard

    def dispatch(self) -> None:
        """Calls as long as a free desk has somebody to call."""
        arrays = self.arrays
        serves, place, ready, near = arrays.serves, arrays.place, arrays.ready, arrays.near
        while True:
            desks = [d for d, who in enumerate(serves) if who == FREE and (ready[place[d]] or near[place[d]])]
            if not desks:
                return
            for d in desks:
                if near[place[d]]:
                    called = self._near_one(d)
                    if called is not None:
                        self.assign(*called)
                        break
            else:
                pair = best(arrays, desks)
                if pair is None:
                    return
                self.assign(pair[0], pair[1], 0)

    def _near_one(self, d: int) -> tuple[int, int, int] | None:
        arrays = self.arrays
        s = arrays.place[d]
        for at, (since, v) in enumerate(arrays.near[s]):
            if arrays.can_serve(d, v):
                del arrays.near[s][at]
                return v, d, arrays.now - since
        return None

    def assign(self, v: int, d: int, asked_before: int) -> None:
        """A visitor is called to a desk; who was asked near some time ago is nearly there."""
        arrays, real = self.arrays, self.real
        now, s = arrays.now, arrays.place[d]
        bit = 1 << s
        lag = arrays.lag[s]
        if arrays.priority[v] or arrays.gather[v] & bit:
            lag = lag * SLOWER // 1000
        lag = max(0, lag - asked_before)
        if real.counts and not arrays.priority[v]:
            came = arrays.arrived[v]
            self.heard.overtakes += sum(arrays.arrived[u] < came for u in arrays.ready[s])
        arrays.engage(v)
        if (v, s) in real.absent:
            self._not_there(v, s, d, lag)
            return
        took = real.service(v, s)
        language = 0 if arrays.no_language[v] & bit else arrays.language[v]
        usual = arrays.seconds[v][s]
        if language and not arrays.speaks[d] & language:
            arrays.pool[language] -= 1
            arrays.uses[d] = language
            took = with_interpreter(took, arrays.factor)
            usual = with_interpreter(usual, arrays.factor)
        started = now + lag
        arrays.serves[d] = v
        arrays.started[d] = started
        arrays.expected[d] = started + usual
        arrays.begin(v, s)
        arrays.push(started + took, DESK, d)
        heard = self.heard
        heard.calls.append((now, v, s, d))
        heard.starts.append(started)
        heard.ends.append(started + took)
        heard.waits.append(now - arrays.queued[v])
        if arrays.pre_call:
            end = started + usual if (v, s) in real.silent else started + took
            arrays.push(max(now + 1, end - arrays.lag[s]), ASK, d)

    def _not_there(self, v: int, s: int, d: int, lag: int) -> None:
        """Called twice and not there: the desk is free again, the visitor may be called a little later."""
        arrays = self.arrays
        self.real.absent.discard((v, s))
        self.heard.missed += 1
        arrays.serves[d] = NOBODY
        arrays.push(arrays.now + lag + MISSING_S, DESK, d)
        arrays.push(arrays.now + PARKED_S, READY, v)

    def _desk(self, d: int) -> None:
        """A desk ends what it did: a service, a break, the time before it opens."""
        arrays = self.arrays
        now, v, s = arrays.now, arrays.serves[d], arrays.place[d]
        if v in (PAUSED, SHUT):
            arrays.active[s] += 1
        elif v not in (FREE, NOBODY):
            if arrays.uses[d]:
                arrays.pool[arrays.uses[d]] += 1
                arrays.uses[d] = 0
            if (v, s) in self.real.sent_on:
                arrays.send_on(v, *self.real.sent_on.pop((v, s)))
            if not arrays.left[v]:
                self._finish(v)
            else:
                walk = arrays.walk[s]
                if arrays.priority[v] or arrays.gather[v] >> s & 1:
                    walk = walk * SLOWER // 1000
                arrays.queued[v] = now + walk
                if walk:
                    arrays.push(now + walk, READY, v)
                else:
                    arrays.make_ready(v)
        if v == SHUT:
            arrays.due_later(d)
        self._free_or_not(d)

    def _free_or_not(self, d: int) -> None:
        """A desk without a visitor closes, has its break, or is free."""
        arrays = self.arrays
        now, due, closes = arrays.now, arrays.break_from[d], arrays.closes[d]
        if closes is not None and closes <= now:
            arrays.serves[d] = SHUT
            arrays.active[arrays.place[d]] -= 1
        elif due is not None and due <= now:
            arrays.break_from[d] = None
            arrays.serves[d] = PAUSED
            arrays.active[arrays.place[d]] -= 1
            arrays.push(now + arrays.break_s[d], DESK, d)
        else:
            arrays.serves[d] = FREE

    def _finish(self, v: int) -> None:
        self.arrays.gone[v] = True
        self.heard.finished[v] = self.arrays.now
        if self._watched is not None:
            self._watched.discard(v)

    def _rarer(self, kind: int, which: int) -> None:
        arrays = self.arrays
        if kind == PAUSE:
            if arrays.serves[which] == FREE:
                self._free_or_not(which)
        elif kind == ARRIVE:
            self._arrive()
        elif kind == ASK:
            self._ask(which)
        elif kind == RELEASE:
            self._release(which)
        elif kind == PARKED:
            arrays.parked[which] = 0
            if arrays.free[which]:
                arrays.engage(which)
                arrays.make_ready(which)
        elif kind == LEAVE and (arrays.free[which] or any(v == which for s in arrays.near for _, v in s)):
            self._leave(which)

    def _arrive(self) -> None:
        arrays, arrivals = self.arrays, self.real.arrivals
        while self._coming < len(arrivals) and arrivals[self._coming][0] <= arrays.now:
            v = arrays.enter(arrivals[self._coming][1], arrays.now)
            self._coming += 1
            if arrays.left[v]:
                arrays.make_ready(v)
            else:
                self._finish(v)
            leaves = self.real.leaves[v] if v < len(self.real.leaves) else None
            if leaves is not None:
                arrays.push(max(arrays.now, leaves), LEAVE, v)
        if self._coming < len(arrivals):
            arrays.push(arrivals[self._coming][0], ARRIVE, 0)

    def _leave(self, v: int) -> None:
        arrays = self.arrays
        arrays.engage(v)
        for near in arrays.near:
            near[:] = [each for each in near if each[1] != v]
        arrays.drop(v)
        arrays.gone[v] = True

    def _ask(self, d: int) -> None:
        """A desk will soon be free: who would be called is asked to come near."""
        arrays = self.arrays
        s = arrays.place[d]
        due = arrays.break_from[d]
        closes = arrays.closes[d]
        soon = arrays.now + arrays.lag[s]
        if arrays.serves[d] in (PAUSED, SHUT) or (due is not None and due <= soon):
            return
        if closes is not None and closes <= soon:
            return
        pair = best(arrays, [d])
        if pair is None:
            return
        v = pair[0]
        self.heard.pre_calls += 1
        arrays.engage(v)
        arrays.near[s].append((arrays.now, v))
        arrays.push(arrays.now + RESERVED_S, RELEASE, v)

    def _release(self, v: int) -> None:
        """Asked near long ago and not called: waits as before."""
        arrays = self.arrays
        for near in arrays.near:
            for at, (since, who) in enumerate(near):
                if who == v and since + RESERVED_S <= arrays.now:
                    del near[at]
                    self.heard.released += 1
                    arrays.make_ready(v)
                    return
