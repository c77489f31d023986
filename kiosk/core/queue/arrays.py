"""A hall as numbers: the same for one choice and for a day played on.

Visits, stations, desks and languages are indexes into lists, and sets of them are the bits of an integer, so that a
choice takes some microseconds. Times are whole seconds. `engine` changes the arrays, `score` chooses on them.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappush
from typing import Final, NamedTuple

from kiosk.core.queue.hall import (
    RESERVED_S,
    USUAL_LAG_S,
    USUAL_SERVICE_S,
    USUAL_WALK_S,
    DeskActivity,
    HallDesk,
    HallState,
    Order,
    Task,
    WaitingVisit,
    with_interpreter,
)
from kiosk.core.queue.weights import RULE, Weights

FREE: Final = -1  # what a desk serves that has no visitor
PAUSED: Final = -2
SHUT: Final = -3
NOBODY: Final = 1_000_000  # somebody who is not on this floor; also as many interpreters as are wanted

DESK, PAUSE, ARRIVE, READY, ASK, RELEASE, LEAVE, PARKED = range(8)
"""Kinds of events, in their order within one second."""
KIND: Final = 20
TIME: Final = 24
"""An event is one number: second, kind, and whom it is about."""

FIXED_TERMS: Final = ("work_left", "service", "last", "opens", "better_after")
"""The names of what `HallArrays.fixed_terms` gives, in this order."""
_CHANGING: Final = (list, dict)
"""The types of attributes whose contents change."""


class VisitorNumbers(NamedTuple):
    """A visitor in numbers. Sets of stations are bits; lists are by station."""

    visit: str
    priority: bool
    language: int  # a bit; 0: none
    seconds: tuple[int, ...]  # expected
    after: tuple[int, ...]  # those that must have ended
    better_after: tuple[int, ...]
    left: int  # still to do
    parked: int
    no_language: int  # where it does not matter
    gather: int  # where everyone must be gathered
    work: int  # expected seconds of all that is left, calls included
    weighs: tuple[int, ...]  # `left`, one by one


class HallArrays:
    """The state of a hall in play. Every attribute is public to this package: `score` reads it in its innermost loop.

    What changes while a hall is played is in lists and dictionaries, whose elements are immutable or, one level down,
    lists and dictionaries of immutable ones. What never changes is in tuples and numbers. `copy` relies on this and on
    nothing else: it copies every list and dictionary there is and shares the rest.
    """

    def __init__(self, hall: HallState, order: Order = Order.RULE, weights: Weights = RULE) -> None:
        self.weights = weights
        self.order = order
        self.now = hall.now
        self.problems: list[str] = []
        self.factor = hall.interpreter_factor
        self.pre_call = hall.pre_call
        names = dict.fromkeys(desk.station for desk in hall.desks)
        names |= dict.fromkeys(task.station for visit in hall.visits for task in visit.tasks)
        names |= dict.fromkeys(task.station for kind in hall.coming.kinds for task in kind.tasks)
        self.stations = tuple(names)
        self.station = {name: s for s, name in enumerate(self.stations)}
        self.lag = tuple(max(0, hall.lag.get(name, USUAL_LAG_S)) for name in self.stations)
        self.walk = tuple(max(0, hall.walk.get(name, USUAL_WALK_S)) for name in self.stations)
        count = len(self.stations)
        self.load = [0] * count  # expected seconds in the house, not begun
        self.active = [0] * count  # desks that serve now
        self.demand: list[dict[int, int]] = [{} for _ in range(count)]  # language -> visits
        self.wanted = [0] * count  # the same as bits
        # visitor -> the fixed part of the score, other stations
        self.ready: list[dict[int, tuple[int, int]]] = [{} for _ in range(count)]
        self.near: list[list[tuple[int, int]]] = [[] for _ in range(count)]  # since, visitor
        self.events: list[int] = []
        self._languages(hall)
        self._desks(hall.desks)
        self._usual = (0,) * count
        if any(not task.seconds for visit in hall.visits for task in visit.tasks):
            self._usual = self._usual_seconds(hall)
        self.ids: list[str] = []
        self.arrived: list[int] = []
        self.priority: list[bool] = []
        self.language: list[int] = []  # a bit; 0: none
        self.no_language: list[int] = []  # stations where it does not matter
        self.gather: list[int] = []  # stations where everyone must be gathered
        self.left: list[int] = []  # stations still to do
        self.parked: list[int] = []
        self.seconds: list[tuple[int, ...]] = []  # expected, by station
        self.after: list[tuple[int, ...]] = []  # by station: those that must have ended
        self.better_after: list[tuple[int, ...]] = []
        self.work: list[int] = []  # expected seconds of all that is left, calls included
        self.queued: list[int] = []  # since when free
        self.free: list[bool] = []
        self.gone: list[bool] = []
        for visit in hall.visits:
            self.admit(visit)
        for d, desk in enumerate(hall.desks):
            self._seat(d, desk)

    # What the hall says ---------------------------------------------------------------------------------------

    def _languages(self, hall: HallState) -> None:
        named = dict.fromkeys(v.language for v in hall.visits if v.language)
        named |= dict.fromkeys(k.language for k in hall.coming.kinds if k.language)
        self.bit = {name: 1 << i for i, name in enumerate(named)}
        self.pool = dict.fromkeys(self.bit.values(), NOBODY)
        used = {desk.interpreter for desk in hall.desks if desk.interpreter}
        for name, bit in self.bit.items():
            if name not in hall.interpreters:
                continue
            if hall.interpreters[name] > 0 or name in used:
                self.pool[bit] = max(0, hall.interpreters[name])
            else:  # none today: without this the visitor could never be called
                self.problems.append(f"no_interpreter:{name}")

    def _desks(self, desks: Sequence[HallDesk]) -> None:
        self.numbers = tuple(desk.number for desk in desks)
        self.place = tuple(self.station[desk.station] for desk in desks)
        self.speaks = tuple(sum(self.bit.get(name, 0) for name in desk.languages) for desk in desks)
        self.closes = tuple(desk.closes for desk in desks)
        self.break_from = [desk.break_from for desk in desks]
        self.break_s = tuple(max(0, desk.break_s) for desk in desks)
        self.serves = [SHUT] * len(desks)  # a visitor, or FREE, PAUSED, SHUT
        self.started = [0] * len(desks)
        self.expected = [0] * len(desks)  # the end of a service, as it is expected
        self.uses = [0] * len(desks)  # the interpreter's language, as a bit
        self.by_station = tuple(
            tuple(d for d, place in enumerate(self.place) if place == s) for s in range(len(self.stations))
        )

    def _usual_seconds(self, hall: HallState) -> tuple[int, ...]:
        """The mean by station, for whom no minutes are known."""
        known: list[list[int]] = [[] for _ in self.stations]
        for visit in hall.visits:
            for task in visit.tasks:
                if task.seconds is not None and task.seconds > 0:
                    known[self.station[task.station]].append(task.seconds)
        return tuple(sum(each) // len(each) if each else USUAL_SERVICE_S for each in known)

    def _seat(self, d: int, desk: HallDesk) -> None:
        s = self.place[d]
        if desk.at is DeskActivity.FREE and (desk.opens is None or desk.opens <= self.now):
            if desk.closes is None or desk.closes > self.now:
                self.serves[d] = FREE
                self.active[s] += 1
                self.due_later(d)
        elif desk.at is DeskActivity.BUSY:
            self.active[s] += 1
            visitor = next((v for v, visit in enumerate(self.ids) if visit == desk.visit), None)
            self.serves[d] = NOBODY if visitor is None else visitor
            usual = desk.seconds or self._usual[s] or USUAL_SERVICE_S
            if desk.interpreter:
                usual = with_interpreter(usual, self.factor)
            self.started[d] = desk.started
            self.expected[d] = desk.started + usual
            self.uses[d] = self.bit.get(desk.interpreter or "", 0)
            self.due_later(d)
        elif desk.at is DeskActivity.BREAK:
            self.serves[d] = PAUSED
            self.break_from[d] = None
            self.push(max(self.now, desk.back_at or 0), DESK, d)
        elif desk.opens is not None and desk.opens > self.now:
            self.push(desk.opens, DESK, d)

    def due_later(self, d: int) -> None:
        """The desk's break and its end, as events."""
        due, closes = self.break_from[d], self.closes[d]
        if closes is not None and closes > self.now:
            self.push(closes, PAUSE, d)
        if due is not None and due > self.now and (closes is None or due < closes):
            self.push(due, PAUSE, d)

    def push(self, when: int, kind: int, which: int) -> None:
        heappush(self.events, when << TIME | kind << KIND | which)

    # Visitors -------------------------------------------------------------------------------------------------

    def admit(self, visit: WaitingVisit) -> int:
        """One more visitor in the house; their place in the lists."""
        v = self.enter(self.measure(visit), min(visit.since, self.now))
        left = self.left[v]
        if visit.free_at is None or not left:
            return v
        near = self.station.get(visit.near or "")
        if near is not None and left >> near & 1:
            self.near[near].append((min(visit.near_since, self.now), v))
            self.near[near].sort()
            self.push(max(self.now, min(visit.near_since, self.now) + RESERVED_S), RELEASE, v)
        elif visit.free_at <= self.now:
            self.queued[v] = max(visit.free_at, self.arrived[v])
            self.make_ready(v)
        else:
            self.push(visit.free_at, READY, v)
        return v

    def measure(self, visit: WaitingVisit) -> VisitorNumbers:
        """A visitor in numbers, as far as they do not depend on when they come."""
        count = len(self.stations)
        seconds, after, better = [0] * count, [0] * count, [0] * count
        left = parked = no_language = gather = work = 0
        for task in self._mended(visit):
            s = self.station[task.station]
            bit = 1 << s
            expected = task.seconds if task.seconds is not None and task.seconds > 0 else None
            if expected is None:
                self.problems.append(f"minutes:{visit.visit}:{task.station}")
                expected = self._usual[s] or USUAL_SERVICE_S
            seconds[s] += expected
            left |= bit
            parked |= bit if task.parked else 0
            no_language |= 0 if task.language else bit
            gather |= bit if task.whole_family and visit.party > 2 else 0
            after[s] |= sum(1 << self.station[name] for name in task.after)
            better[s] |= sum(1 << self.station[name] for name in task.better_after)
            work += expected
        work += sum([lag for s, lag in enumerate(self.lag) if left >> s & 1])
        return VisitorNumbers(
            visit=visit.visit,
            priority=visit.priority,
            language=self.bit.get(visit.language or "", 0),
            seconds=tuple(seconds),
            after=tuple(after),
            better_after=tuple(better),
            left=left,
            parked=parked,
            no_language=no_language,
            gather=gather,
            work=work,
            weighs=tuple([s for s in range(count) if left >> s & 1]),
        )

    def enter(self, measured: VisitorNumbers, since: int) -> int:
        """A visitor comes; not free yet."""
        v = len(self.ids)
        self.ids.append(measured.visit)
        self.arrived.append(since)
        self.priority.append(measured.priority)
        self.language.append(measured.language)
        self.no_language.append(measured.no_language)
        self.gather.append(measured.gather)
        self.left.append(measured.left)
        self.parked.append(measured.parked)
        self.seconds.append(measured.seconds)
        self.after.append(measured.after)
        self.better_after.append(measured.better_after)
        self.work.append(measured.work)
        self.free.append(False)
        self.gone.append(False)
        self.queued.append(since)
        for s in measured.weighs:
            self._weigh(v, s, 1)
        return v

    def _mended(self, visit: WaitingVisit) -> tuple[Task, ...]:
        """The tasks without what would keep the visitor waiting for ever: an order of stops that contradicts itself,
        or waits for a station that is not among them."""
        if not any(task.after or task.better_after for task in visit.tasks):
            return visit.tasks
        there = {task.station for task in visit.tasks}
        blocked = dict.fromkeys(there, frozenset[str]())
        for task in visit.tasks:
            blocked[task.station] |= (task.after & there) - {task.station}
        open_ = set(there)
        while True:
            first = {name for name in open_ if not blocked[name] & open_}
            if not first:
                break
            open_ -= first
        if open_:
            self.problems.append(f"precedence:{visit.visit}")
        return tuple(
            Task(  # `replace` would take three times as long
                task.station,
                task.seconds,
                after=frozenset() if task.station in open_ else blocked[task.station],
                better_after=(task.better_after & there) - {task.station},
                language=task.language,
                whole_family=task.whole_family,
                parked=task.parked,
            )
            for task in visit.tasks
        )

    def _weigh(self, v: int, s: int, sign: int) -> None:
        """A visitor's work at a station comes into the house, or is begun."""
        self.load[s] += sign * (self.seconds[v][s] + self.lag[s])
        language = 0 if self.no_language[v] >> s & 1 else self.language[v]
        if language:
            demand = self.demand[s]
            demand[language] = demand.get(language, 0) + sign
            if demand[language]:
                self.wanted[s] |= language
            else:
                self.wanted[s] &= ~language

    def begin(self, v: int, s: int) -> None:
        """A visitor is called to a station: what is left of their day is less."""
        self._weigh(v, s, -1)
        self.left[v] &= ~(1 << s)
        self.work[v] -= self.seconds[v][s] + self.lag[s]

    def send_on(self, v: int, s: int, seconds: int) -> None:
        """A clerk sends a visitor on to one station more."""
        if self.left[v] >> s & 1:
            self.load[s] += seconds
            self.work[v] += seconds
        else:
            self.work[v] += seconds + self.lag[s]
        before = self.left[v] >> s & 1
        known = self.seconds[v]
        self.seconds[v] = (*known[:s], seconds + (known[s] if before else 0), *known[s + 1 :])
        if not before:
            self.left[v] |= 1 << s
            self._weigh(v, s, 1)

    def drop(self, v: int) -> None:
        """A visitor leaves with all that was still to do."""
        for s in range(len(self.stations)):
            if self.left[v] >> s & 1:
                self.begin(v, s)

    def make_ready(self, v: int) -> None:
        """A visitor is free: waits at once at every station that may call them now."""
        self.free[v] = True
        left, after = self.left[v], self.after[v]
        wanted = left & ~self.parked[v]
        for s, ready in enumerate(self.ready):
            if wanted >> s & 1 and not after[s] & left:
                ready[v] = (self._key(v, s), left & ~(1 << s))
                if self.order is Order.FIXED:
                    return

    def _key(self, v: int, s: int) -> int:
        """The part of a score that time does not change, in thousandths of a second."""
        if self.order is Order.FIXED:
            return -self.queued[v]
        return sum(self.fixed_terms(v, s)) - 1000 * self.arrived[v]

    def fixed_terms(self, v: int, s: int) -> tuple[int, int, int, int, int]:
        """What time does not change of a score, in thousandths of a second: `FIXED_TERMS` name them."""
        weights, left, after = self.weights, self.left[v], self.after[v]
        others = left & ~(1 << s)
        opens = sum([each >> s & 1 for each in after]) if any(after) else 0
        return (
            -weights.work_left * self.work[v] - 1000 * weights.each_other * others.bit_count(),
            -weights.service * self.seconds[v][s],
            0 if others else 1000 * weights.last,
            1000 * weights.opens * opens,
            -1000 * weights.better_after if self.better_after[v][s] & left else 0,
        )

    def engage(self, v: int) -> None:
        """A visitor waits nowhere any more."""
        self.free[v] = False
        for ready in self.ready:
            ready.pop(v, None)

    def can_serve(self, d: int, v: int) -> bool:
        """Whether a desk can speak with a visitor: its clerk does, or an interpreter is free."""
        language = 0 if self.no_language[v] >> self.place[d] & 1 else self.language[v]
        return not language or bool(self.speaks[d] & language) or self.pool[language] > 0

    def copy(self) -> HallArrays:
        """The same state, which shares nothing that changes with this one."""
        other = object.__new__(HallArrays)
        theirs = other.__dict__
        for name, value in self.__dict__.items():
            if type(value) is list:
                nested = value and type(value[0]) in _CHANGING
                theirs[name] = [each.copy() for each in value] if nested else value.copy()
            else:
                theirs[name] = value.copy() if type(value) is dict else value
        return other
