"""Whom a desk calls next, asked of the calling order with the live office day. Pure.

When the order cannot answer, time in the queue does: a clerk who presses is never left without a visitor who could be
called. Must not know commands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kiosk.core.day.calling import can_be_called
from kiosk.core.day.events import StopMoved
from kiosk.core.day.lifecycle import StopState, Verb, VisitState
from kiosk.core.day.state import DeskState, OfficeDay
from kiosk.core.day.visits import Visit
from kiosk.core.office_config import OfficeConfig
from kiosk.core.queue.from_day import hall_of
from kiosk.core.queue.hall import INTERPRETER_FACTOR, USUAL_LAG_S, Order
from kiosk.core.queue.rule import CallDecision, decide

BY_CLERK: Final = "clerk"
PRE_CALL_S: Final = 240.0
"""A pre-call reserves a visitor so long."""
_NOTICED_S: Final = 30.0
"""The moment for a pre-call is noticed within this time, or it has passed."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A visitor, and what the event of their call says of the choice."""

    visit: Visit
    by: str
    why: tuple[tuple[str, int], ...]
    overtakes: int = 0

    def event(self, station: str, verb: Verb, desk: int | None) -> StopMoved:
        return StopMoved(
            self.visit.id, station, verb, desk, by=self.by, why=self.why, overtakes=self.overtakes
        )


def next_call(
    state: OfficeDay, desk: DeskState, config: OfficeConfig, now: float, *, ahead: bool = False
) -> Chosen | None:
    """Who is called next to a desk; with `ahead`, who is asked to come near to it."""
    order = Order.CHECK_IN if config.office.order == Order.CHECK_IN else Order.RULE
    choice = decide(hall_of(state, config, now), desk.number, order=order, ahead=ahead)
    if choice is not None and (chosen := _could(state, choice)) is not None:
        return chosen
    longest = next_for(state, desk.station, near=not ahead)
    if longest is None or longest.support.interpreter in {**config.office.interpreters, **state.interpreters}:
        return None  # whoever needs an interpreter of the house waits until one is free
    return Chosen(longest, Order.CHECK_IN.value, (("waited", _waited(longest, now)),))


def by_clerk(visit: Visit, now: float) -> Chosen:
    """A clerk names whom to call."""
    return Chosen(visit, BY_CLERK, (("waited", _waited(visit, now)),))


def next_for(state: OfficeDay, station: str, *, near: bool = True) -> Visit | None:
    """By time only: whoever has been asked to come near, then by time in the queue, then by the journal's order.
    Without `near` those who have been asked are left out."""
    best: tuple[bool, float, int] | None = None
    found: Visit | None = None
    for place, visit in enumerate(state.visits.values()):
        if visit.state is not VisitState.ACTIVE:
            continue
        stop = visit.stop(station)
        if stop is None or not can_be_called(visit, stop) or (stop.state is StopState.NEAR and not near):
            continue
        key = (stop.state is not StopState.NEAR, stop.queued_at, place)
        if best is None or key < best:
            best, found = key, visit
    return found


def asked_near(state: OfficeDay, station: str) -> int:
    """How many have been asked to come near to a station."""
    return sum(
        stop.station == station and stop.state is StopState.NEAR
        for visit in state.visits.values()
        if visit.state is VisitState.ACTIVE
        for stop in visit.stops
    )


def desks_of(state: OfficeDay, station: str) -> int:
    """How many desks of a station are open."""
    return sum(desk.open and desk.station == station for desk in state.desks.values())


def pre_calls(state: OfficeDay, config: OfficeConfig, now: float) -> tuple[StopMoved, ...]:
    """Who is asked near now: for each desk that is expected to be free by the time a visitor has come to it. One at a
    time; the next is found at the next look."""
    if not config.office.pre_call or state.closed:
        return ()
    for desk in state.desks.values():
        due = _due(state, desk)
        if due is None or not due <= now < due + _NOTICED_S:
            continue
        there = [other for other in state.desks.values() if other.open and other.station == desk.station]
        if any(other.visit is None for other in there):
            continue  # somebody can be called at once
        dues = [moment for other in there if (moment := _due(state, other)) is not None]
        if asked_near(state, desk.station) >= sum(moment <= now < moment + PRE_CALL_S for moment in dues):
            continue
        chosen = next_call(state, desk, config, now, ahead=True)
        if chosen is not None:
            return (chosen.event(desk.station, Verb.PRE_CALL, None),)
    return ()


def _due(state: OfficeDay, desk: DeskState) -> float | None:
    """When the next visitor should be asked near to a desk; None while it serves nobody."""
    visit = None if desk.visit is None else state.visits.get(desk.visit)
    stop = None if visit is None else visit.engaged
    if visit is None or stop is None or stop.state is not StopState.SERVING:
        return None
    seconds = 60.0 * stop.minutes
    if visit.support.interpreter is not None and visit.support.interpreter not in desk.languages:
        seconds = seconds * INTERPRETER_FACTOR / 1000
    return stop.since + max(0.0, seconds - USUAL_LAG_S)


def _could(state: OfficeDay, choice: CallDecision) -> Chosen | None:
    """The choice as it stands in the event, if the office day allows it."""
    visit = state.visits.get(choice.visit)
    stop = None if visit is None else visit.stop(choice.station)
    if visit is None or stop is None or not can_be_called(visit, stop):
        return None
    why = (("waited", choice.waited_s), *((reason.what, reason.worth_s) for reason in choice.reasons))
    return Chosen(visit, choice.order.value, why, choice.overtakes)


def _waited(visit: Visit, now: float) -> int:
    return max(0, int(now - visit.issued_at))
