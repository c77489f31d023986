"""Who is called next, and why. Decided at the call, never in advance.

The answer says by which order it was chosen, what was wrong with the data, and what counted most. Data that makes no
sense (a circle of precedences, missing minutes, no interpreter) is left out and named in `problems`; an error here is a
fault of the program and is raised. The office's dispatch then falls back to check-in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kiosk.core.queue.arrays import FREE, PAUSED, SHUT, HallArrays
from kiosk.core.queue.hall import HallState, Order
from kiosk.core.queue.score import best, terms
from kiosk.core.queue.weights import RULE, Weights

REASONS: Final = (
    "near",  # asked to come near before
    "only_one",  # nobody else could be called
    "came_first",  # of all who could be called
    "past_bound",  # has waited so long that only priority goes before
    "waited",
    "long_wait",
    "priority",
    "work_left",  # little is left to do, or much
    "service",  # short, or long
    "last",  # the last stop: then the visitor can go home
    "opens",  # others can be called only after this one
    "better_after",  # another station had better be first
    "language",  # spoken here; or: needs an interpreter, or takes the time of a clerk whose language others need
    "queue_here",
    "waits_elsewhere",  # little, or much
    "feeds",  # few wait at the stations still to come
    "stands_empty",  # nobody else waits at another station of the visitor's
)
"""What may have counted. Those from `waited` on are worth seconds of waiting, for the visitor or against."""

SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that counted. `worth_s`: how much more than for whom would be called in check-in order, as waiting."""

    what: str
    worth_s: int = 0


@dataclass(frozen=True, slots=True)
class CallDecision:
    """Who is called to which desk, and why."""

    visit: str
    desk: int
    station: str
    order: Order  # by what
    waited_s: int  # since check-in
    reasons: tuple[Reason, ...]  # most important first
    overtakes: int = 0  # how many who came earlier could have been called to this station
    problems: tuple[str, ...] = ()  # what was wrong with the data, in a word, and what it was about


def decide(
    hall: HallState,
    desk: int | None = None,
    *,
    order: Order = Order.RULE,
    weights: Weights = RULE,
    ahead: bool = False,
) -> CallDecision | None:
    """The next call: to one desk, or to the free desk and visitor that fit best; None when nobody can be called.

    `ahead`: the desk is not free yet, and the visitor is to be asked near. The same hall gives the same answer.
    """
    return _decide(HallArrays(hall, order, weights), desk, ahead)


def decide_each(
    hall: HallState, asked: Iterable[tuple[int, bool]], *, order: Order = Order.RULE
) -> Iterator[CallDecision | None]:
    """As `decide` for several desks of one hall, each with its `ahead`: the hall is read once for all of them."""
    arrays = HallArrays(hall, order)
    for desk, ahead in asked:
        yield _decide(arrays, desk, ahead)


def _decide(arrays: HallArrays, desk: int | None, ahead: bool) -> CallDecision | None:
    desks = [d for d, number in enumerate(arrays.numbers) if _may_call(arrays, d, number, desk, ahead)]
    for d in desks:
        if not ahead:
            for _, v in arrays.near[arrays.place[d]]:
                if arrays.can_serve(d, v):
                    return _choice(arrays, v, d, (Reason("near"),))
    pair = best(arrays, desks)
    return None if pair is None else _choice(arrays, *pair, _why(arrays, *pair))


def _may_call(arrays: HallArrays, d: int, number: int, wanted: int | None, ahead: bool) -> bool:
    if wanted is not None and number != wanted:
        return False
    if ahead:
        return arrays.serves[d] not in (SHUT, PAUSED)
    closes = arrays.closes[d]
    return arrays.serves[d] == FREE and (closes is None or closes > arrays.now)


def _choice(arrays: HallArrays, v: int, d: int, reasons: tuple[Reason, ...]) -> CallDecision:
    s = arrays.place[d]
    came = arrays.arrived[v]
    return CallDecision(
        visit=arrays.ids[v],
        desk=arrays.numbers[d],
        station=arrays.stations[s],
        order=arrays.order,
        waited_s=arrays.now - came,
        reasons=reasons,
        overtakes=sum(arrays.arrived[u] < came and arrays.can_serve(d, u) for u in arrays.ready[s]),
        problems=tuple(arrays.problems),
    )


def _before(arrays: HallArrays, u: int, v: int) -> bool:
    return (arrays.arrived[u], u) < (arrays.arrived[v], v)


def _why(arrays: HallArrays, v: int, d: int) -> tuple[Reason, ...]:
    """What counted most: against whom check-in order would have called, or only that the visitor came first."""
    s = arrays.place[d]
    others = [u for u in arrays.ready[s] if u != v and arrays.can_serve(d, u)]
    if not others:
        return (Reason("only_one"),)
    first = min(others, key=lambda u: (arrays.arrived[u], u))
    if arrays.now - arrays.arrived[v] >= arrays.weights.bound and not _before(arrays, first, v):
        return (Reason("past_bound", arrays.now - arrays.arrived[v]),)
    if _before(arrays, v, first):
        return (Reason("came_first", arrays.arrived[first] - arrays.arrived[v]),)
    own, other = terms(arrays, v, d), terms(arrays, first, d)
    differences = {
        name: own.get(name, 0) - other.get(name, 0)
        for name in own | other
        if name not in ("waited", "queue_here")
    }
    found = sorted((-worth, name) for name, worth in differences.items() if worth > 0)
    return tuple(Reason(name, -worth) for worth, name in found[:SHOWN])
