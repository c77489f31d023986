"""The event loop of a floor: desks finish, people walk and arrive, the free desks call.

What takes how long is asked of `Real`; forecasts draw it, simulations know it. The loop itself knows no chance.
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
    RESERVED_S,
    SHUT,
    TIME,
    Floor,
    Measured,
)
from kiosk.core.queue.hall import SLOWER
from kiosk.core.queue.score import best

PARKED_S = 600
"""Who did not come when called can be called again after so long."""
MISSING_S = 180
"""A desk waits so long for somebody who does not come."""

Service = Callable[[int, int], int]
"""Visitor and station, as places, to seconds of service in their own language."""


@dataclass(slots=True)
class Real:
    """What really happens. Sets are of (visitor, station)."""

    service: Service
    arrivals: list[tuple[int, Measured]] = field(default_factory=list)  # by time
    absent: set[tuple[int, int]] = field(default_factory=set)  # not there at the first call
    silent: set[tuple[int, int]] = field(
        default_factory=set
    )  # services whose clerk does not press "soon free"
    leaves: list[int | None] = field(default_factory=list)  # by visitor: gives up then, unless at a desk
    sent_on: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)  # to a station, for seconds
    counts: bool = False  # overtakes are counted, which a forecast has no need of


@dataclass(slots=True)
class Heard:
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


class Play:
    """A floor in motion until nothing more happens, or all who are watched have finished."""

    def __init__(self, floor: Floor, real: Real, watched: set[int] | None = None) -> None:
        self.floor = floor
        self.real = real
        self.heard = Heard()
        self._watched = watched
        self._coming = 0
        if real.arrivals:
            floor.push(real.arrivals[0][0], ARRIVE, 0)

    def run(self, until: int | None = None) -> Heard:
        floor, events = self.floor, self.floor.events
        self.dispatch()
        watched = self._watched
        while events and (watched is None or watched):
            now = events[0] >> TIME
            if until is not None and now > until:
                break
            floor.now = now
            stop = (now + 1) << TIME
            while events and events[0] < stop:
                event = heappop(events)
                kind, which = event >> KIND & 15, event & ((1 << KIND) - 1)
                if kind == DESK:
                    self._desk(which)
                elif kind == READY:
                    if not floor.gone[which]:
                        floor.make_ready(which)
                else:
                    self._rarer(kind, which)
            self.dispatch()
        return self.heard

    def dispatch(self) -> None:
        """Calls as long as a free desk has somebody to call."""
        floor = self.floor
        serves, place, ready, near = floor.serves, floor.place, floor.ready, floor.near
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
                pair = best(floor, desks)
                if pair is None:
                    return
                self.assign(pair[0], pair[1], 0)

    def _near_one(self, d: int) -> tuple[int, int, int] | None:
        floor = self.floor
        s = floor.place[d]
        for at, (since, v) in enumerate(floor.near[s]):
            if floor.can_serve(d, v):
                del floor.near[s][at]
                return v, d, floor.now - since
        return None

    def assign(self, v: int, d: int, asked_before: int) -> None:
        """A visitor is called to a desk; who was asked near some time ago is nearly there."""
        floor, real = self.floor, self.real
        now, s = floor.now, floor.place[d]
        bit = 1 << s
        lag = floor.lag[s]
        if floor.priority[v] or floor.gather[v] & bit:
            lag = lag * SLOWER // 1000
        lag = max(0, lag - asked_before)
        if real.counts and not floor.priority[v]:
            came = floor.arrived[v]
            self.heard.overtakes += sum(floor.arrived[u] < came for u in floor.ready[s])
        floor.engage(v)
        if (v, s) in real.absent:
            self._not_there(v, s, d, lag)
            return
        took = real.service(v, s)
        language = 0 if floor.no_language[v] & bit else floor.language[v]
        usual = floor.seconds[v][s]
        if language and not floor.speaks[d] & language:
            floor.pool[language] -= 1
            floor.uses[d] = language
            took = took * floor.factor // 1000
            usual = usual * floor.factor // 1000
        started = now + lag
        floor.serves[d] = v
        floor.started[d] = started
        floor.expected[d] = started + usual
        floor.begin(v, s)
        floor.push(started + took, DESK, d)
        heard = self.heard
        heard.calls.append((now, v, s, d))
        heard.starts.append(started)
        heard.ends.append(started + took)
        heard.waits.append(now - floor.queued[v])
        if floor.pre_call:
            end = started + usual if (v, s) in real.silent else started + took
            floor.push(max(now + 1, end - floor.lag[s]), ASK, d)

    def _not_there(self, v: int, s: int, d: int, lag: int) -> None:
        """Called twice and not there: the desk is free again, the visitor may be called a little later."""
        floor = self.floor
        self.real.absent.discard((v, s))
        self.heard.missed += 1
        floor.serves[d] = NOBODY
        floor.push(floor.now + lag + MISSING_S, DESK, d)
        floor.push(floor.now + PARKED_S, READY, v)

    def _desk(self, d: int) -> None:
        """A desk ends what it did: a service, a break, the time before it opens."""
        floor = self.floor
        now, v, s = floor.now, floor.serves[d], floor.place[d]
        if v in (PAUSED, SHUT):
            floor.active[s] += 1
        elif v not in (FREE, NOBODY):
            if floor.uses[d]:
                floor.pool[floor.uses[d]] += 1
                floor.uses[d] = 0
            if (v, s) in self.real.sent_on:
                floor.send_on(v, *self.real.sent_on.pop((v, s)))
            if not floor.left[v]:
                self._finish(v)
            else:
                walk = floor.walk[s]
                if floor.priority[v] or floor.gather[v] >> s & 1:
                    walk = walk * SLOWER // 1000
                floor.queued[v] = now + walk
                if walk:
                    floor.push(now + walk, READY, v)
                else:
                    floor.make_ready(v)
        if v == SHUT:
            floor.due_later(d)
        self._free_or_not(d)

    def _free_or_not(self, d: int) -> None:
        """A desk without a visitor closes, has its break, or is free."""
        floor = self.floor
        now, due, closes = floor.now, floor.break_from[d], floor.closes[d]
        if closes is not None and closes <= now:
            floor.serves[d] = SHUT
            floor.active[floor.place[d]] -= 1
        elif due is not None and due <= now:
            floor.break_from[d] = None
            floor.serves[d] = PAUSED
            floor.active[floor.place[d]] -= 1
            floor.push(now + floor.break_s[d], DESK, d)
        else:
            floor.serves[d] = FREE

    def _finish(self, v: int) -> None:
        self.floor.gone[v] = True
        self.heard.finished[v] = self.floor.now
        if self._watched is not None:
            self._watched.discard(v)

    def _rarer(self, kind: int, which: int) -> None:
        floor = self.floor
        if kind == PAUSE:
            if floor.serves[which] == FREE:
                self._free_or_not(which)
        elif kind == ARRIVE:
            self._arrive()
        elif kind == ASK:
            self._ask(which)
        elif kind == RELEASE:
            self._release(which)
        elif kind == PARKED:
            floor.parked[which] = 0
            if floor.free[which]:
                floor.engage(which)
                floor.make_ready(which)
        elif kind == LEAVE and (floor.free[which] or any(v == which for s in floor.near for _, v in s)):
            self._leave(which)

    def _arrive(self) -> None:
        floor, arrivals = self.floor, self.real.arrivals
        while self._coming < len(arrivals) and arrivals[self._coming][0] <= floor.now:
            v = floor.enter(arrivals[self._coming][1], floor.now)
            self._coming += 1
            if floor.left[v]:
                floor.make_ready(v)
            else:
                self._finish(v)
            leaves = self.real.leaves[v] if v < len(self.real.leaves) else None
            if leaves is not None:
                floor.push(max(floor.now, leaves), LEAVE, v)
        if self._coming < len(arrivals):
            floor.push(arrivals[self._coming][0], ARRIVE, 0)

    def _leave(self, v: int) -> None:
        floor = self.floor
        floor.engage(v)
        for near in floor.near:
            near[:] = [each for each in near if each[1] != v]
        floor.drop(v)
        floor.gone[v] = True

    def _ask(self, d: int) -> None:
        """A desk will soon be free: who would be called is asked to come near."""
        floor = self.floor
        s = floor.place[d]
        due = floor.break_from[d]
        closes = floor.closes[d]
        soon = floor.now + floor.lag[s]
        if floor.serves[d] in (PAUSED, SHUT) or (due is not None and due <= soon):
            return
        if closes is not None and closes <= soon:
            return
        pair = best(floor, [d])
        if pair is None:
            return
        v = pair[0]
        self.heard.pre_calls += 1
        floor.engage(v)
        floor.near[s].append((floor.now, v))
        floor.push(floor.now + RESERVED_S, RELEASE, v)

    def _release(self, v: int) -> None:
        """Asked near long ago and not called: waits as before."""
        floor = self.floor
        for near in floor.near:
            for at, (since, who) in enumerate(near):
                if who == v and since + RESERVED_S <= floor.now:
                    del near[at]
                    self.heard.released += 1
                    floor.make_ready(v)
                    return
