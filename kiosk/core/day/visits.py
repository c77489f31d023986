"""A visit and its stops as the fold knows them, and what a verb does to one visit.

Whether a step is allowed is the lifecycle table's to say; here stand the rules that look at more than one
stop: one desk at a time, and hard precedences. Pure: seconds are passed in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, Protocol, TypeVar

from kiosk.core.day.events import PathAdded, StopMoved, TicketIssued
from kiosk.core.day.lifecycle import (
    AT_DESK,
    ENDED,
    StopState,
    Verb,
    VisitState,
    VisitStep,
    step_stop,
    step_visit,
)
from kiosk.core.office_config import Party, Strength

ENGAGED: Final = AT_DESK | {StopState.NEAR}
"""A visitor has at most one stop in these states."""

DONE: Final = "done"
"""The outcome of a stop that went well; others are wrong_place, papers_missing, come_back."""


class StepError(ValueError):
    """A verb that does not fit the visit, beyond what the table of one stop says."""


class UnknownVisitError(StepError):
    """No such visit on this office day."""


class UnknownStopError(StepError):
    """The visit has no stop at that station."""


class AtAnotherDeskError(StepError):
    """The visitor is called, served or awaited elsewhere."""


class DeskBusyError(StepError):
    """The desk has another visitor."""


class PrecedenceError(StepError):
    """An earlier stop must have ended first, or ended well."""


class VisitEndedError(StepError):
    """The visit has ended."""


class ReferralError(StepError):
    """A referral without a station to go to."""


@dataclass(frozen=True, slots=True)
class Support:
    """What a visit needs. `priority` is a reason code given by reception."""

    interpreter: str | None = None  # language, BCP 47
    private_help: bool = False
    priority: str | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """One visit's business at one station. Times are seconds since the epoch."""

    station: str
    errands: tuple[str, ...]
    minutes: int  # estimated, for the party
    queued_at: float  # kept through hold and no-show: nobody loses a place
    since: float  # of the last change
    state: StopState = StopState.WAITING
    desk: int | None = None  # while at a desk, and where it ended
    outcome: str | None = None
    calls: int = 0  # calls and recalls
    referred_by: str | None = None  # the station that sent the visitor on
    # of the last call or pre-call, while it stands:
    by: str | None = None  # rule | check_in | clerk
    why: tuple[tuple[str, int], ...] = ()  # see `kiosk.core.queue.rule.REASONS`
    overtakes: int = 0

    @property
    def ended(self) -> bool:
        return self.state in ENDED

    @property
    def went_well(self) -> bool:
        return self.state in (StopState.DONE, StopState.REFERRED) and self.outcome == DONE


class AnyStop(Protocol):
    """A stop of the fold, or of a view that shows it."""

    @property
    def station(self) -> str: ...

    @property
    def state(self) -> StopState: ...


S = TypeVar("S", bound=AnyStop)


def engaged_stop(stops: Sequence[S]) -> S | None:
    """Return the stop for which the visitor is called, served or asked to come near."""
    return next((stop for stop in stops if stop.state in ENGAGED), None)


def latest_stop(stops: Sequence[S], station: str) -> S | None:
    """Return the latest stop at a station: commands are about that one."""
    return next((stop for stop in reversed(stops) if stop.station == station), None)


@dataclass(frozen=True, slots=True)
class PermitPath:
    """The stops that a desk adds when its meeting shows that the permit is granted."""

    stops: tuple[tuple[str, tuple[str, ...], int], ...]  # station, errands, minutes
    precedence: tuple[tuple[str, str, str], ...] = ()
    come_back: tuple[str, ...] = ()
    unlocks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Advice:
    """What a ticket says besides its stops."""

    children: int = 0  # of the party
    unlocks: tuple[str, ...] = ()  # errands that may follow after the come-back
    permit: PermitPath | None = None


NO_ADVICE: Final = Advice()


@dataclass(frozen=True, slots=True)
class Visit:
    """A party's stay. `paper` is "pending", "printed", "low_paper" or the state that kept the ticket in."""

    id: str
    ticket: str
    language: str
    party: int
    issued_at: float
    stops: tuple[Stop, ...]  # a referral adds one; a station can come twice
    support: Support = Support()
    state: VisitState = VisitState.ACTIVE
    precedence: tuple[tuple[str, str, str], ...] = ()  # errand before, errand after, strength
    come_back: tuple[str, ...] = ()
    not_today: tuple[tuple[str, str], ...] = ()
    token_hash: str | None = None
    paper: str = "pending"
    ended_at: float | None = None
    why_left: str | None = None  # "left" or "day_ended"
    advice: Advice = NO_ADVICE

    @property
    def people(self) -> Party:
        """The party as adults and children; in old journals all count as adults."""
        return Party(max(1, self.party - self.advice.children), self.advice.children)

    def stop(self, station: str) -> Stop | None:
        """The latest stop at a station."""
        return latest_stop(self.stops, station)

    @property
    def engaged(self) -> Stop | None:
        """The stop for which the visitor is called, served or asked to come near."""
        return engaged_stop(self.stops)


def begin(event: TicketIssued, at: float) -> Visit:
    """The visit of a new ticket."""
    return Visit(
        id=event.visit,
        ticket=event.ticket,
        language=event.language,
        party=event.party,
        issued_at=at,
        stops=tuple(Stop(station, errands, minutes, at, at) for station, errands, minutes in event.stops),
        support=Support(event.interpreter, event.private_help),
        precedence=event.precedence,
        come_back=event.come_back,
        not_today=event.not_today,
        token_hash=event.token_hash,
        advice=Advice(
            event.children,
            event.unlocks,
            PermitPath(
                event.permit_stops, event.permit_precedence, event.permit_come_back, event.permit_unlocks
            )
            if event.permit_stops
            else None,
        ),
    )


def add_path(visit: Visit, event: PathAdded, at: float) -> Visit:
    """The visit with more stops: errands join a stop of their station that has not ended.

    What the visit has, or had, is not added again. Raises VisitEndedError when the visit has ended.
    """
    if visit.state is not VisitState.ACTIVE:
        raise VisitEndedError(f"{visit.ticket} has ended")
    stops = list(visit.stops)
    present = {errand for stop in stops for errand in stop.errands}
    for station, every, minutes in event.stops:
        errands = tuple(errand for errand in every if errand not in present)
        if not errands:
            continue
        index = next((i for i, s in enumerate(stops) if s.station == station and not s.ended), None)
        if index is None:
            stops.append(Stop(station, errands, minutes, at, at))
        else:
            here = stops[index]
            stops[index] = replace(here, errands=(*here.errands, *errands), minutes=here.minutes + minutes)
    return replace(
        visit,
        stops=tuple(stops),
        precedence=tuple(dict.fromkeys((*visit.precedence, *event.precedence))),
        come_back=tuple(dict.fromkeys((*visit.come_back, *event.come_back))),
        advice=replace(
            visit.advice,
            unlocks=tuple(dict.fromkeys((*visit.advice.unlocks, *event.unlocks))),
            permit=None,
        ),
    )


def move(visit: Visit, event: StopMoved, at: float) -> Visit:
    """The visit after a verb at one of its stops; precedences are asked apart, with `unmet`.

    Raises IllegalStep, UnknownStopError, AtAnotherDeskError, ReferralError.
    """
    stop = visit.stop(event.station)
    if stop is None:
        raise UnknownStopError(f"{visit.ticket} has no stop at {event.station}")
    verb = Verb(event.verb)
    state = step_stop(stop.state, verb)
    if state in ENGAGED:
        engaged = visit.engaged
        if engaged is not None and engaged is not stop:
            raise AtAnotherDeskError(f"{visit.ticket} is {engaged.state} at {engaged.station}")
    if verb is not Verb.CALL and event.desk is not None and stop.desk not in (None, event.desk):
        raise AtAnotherDeskError(f"{visit.ticket} is at desk {stop.desk}, not {event.desk}")
    if verb is Verb.REFER and event.refer_to is None:
        raise ReferralError(f"{visit.ticket} is sent on, and it is not said where")
    moved = Stop(
        stop.station,
        stop.errands,
        stop.minutes,
        stop.queued_at,
        at,
        state,
        _desk(stop, event, state),
        (event.outcome or (DONE if verb is Verb.FINISH else None)) if state in ENDED else None,
        stop.calls + (verb in (Verb.CALL, Verb.RECALL)),
        stop.referred_by,
    )
    if state in ENGAGED:
        moved = _for_a_reason(moved, stop, event)
    stops = [moved if s is stop else s for s in visit.stops]
    if verb is Verb.REFER and event.refer_to is not None:
        stops = _sent_on(stops, event.station, event.refer_to, at)
        return _with_stops(visit, stops, step_visit(visit.state, VisitStep.REFERRED_ON))
    if state in ENDED and all(s.state in ENDED for s in stops):
        return _with_stops(visit, stops, step_visit(visit.state, VisitStep.LAST_STOP_ENDED), at)
    return _with_stops(visit, stops, visit.state)


def leave(visit: Visit, at: float, why: str) -> Visit:
    """The visit after the party left, or after its day ended (`why` is "day_ended"). Raises IllegalStep."""
    state = step_visit(visit.state, VisitStep.DAY_ENDED if why == "day_ended" else VisitStep.LEAVE)
    stops = tuple(
        s if s.state in ENDED else replace(s, state=step_stop(s.state, Verb.LEAVE), since=at)
        for s in visit.stops
    )
    return replace(visit, stops=stops, state=state, ended_at=at, why_left=why)


def unmet(visit: Visit, stop: Stop) -> tuple[tuple[str, str, str], ...]:
    """The precedences that keep a stop from being called: its earlier stop has not ended, or, where it had to
    be done in this visit (H), did not end well: then the later errand is for the come-back list."""
    found: list[tuple[str, str, str]] = []
    for before, after, strength in visit.precedence:
        if strength == Strength.SOFT or after not in stop.errands or before in stop.errands:
            continue
        earlier = next((s for s in reversed(visit.stops) if before in s.errands), None)
        if earlier is None:
            continue
        if not earlier.ended or (strength == Strength.HARD and not earlier.went_well):
            found.append((before, after, strength))
    return tuple(found)


def _with_stops(visit: Visit, stops: list[Stop], state: VisitState, ended_at: float | None = None) -> Visit:
    # spelled out: `replace` costs five times as much, and a fold does this for every step
    return Visit(
        visit.id,
        visit.ticket,
        visit.language,
        visit.party,
        visit.issued_at,
        tuple(stops),
        visit.support,
        state,
        visit.precedence,
        visit.come_back,
        visit.not_today,
        visit.token_hash,
        visit.paper,
        ended_at,
        visit.why_left,
        visit.advice,
    )


def _desk(stop: Stop, event: StopMoved, state: StopState) -> int | None:
    if state in AT_DESK:
        return event.desk if event.desk is not None else stop.desk
    return stop.desk if state in ENDED else None


def _for_a_reason(moved: Stop, before: Stop, event: StopMoved) -> Stop:
    """The stop with by whom and why it has its turn; who was asked near for a reason is called for the same."""
    named = event.verb in (Verb.CALL, Verb.PRE_CALL) and (
        before.state is not StopState.NEAR or before.by is None
    )
    why: StopMoved | Stop = event if named else before
    if why.by is None:
        return moved
    return replace(moved, by=why.by, why=why.why, overtakes=why.overtakes)


def _sent_on(stops: list[Stop], by: str, refer_to: tuple[str, tuple[str, ...], int], at: float) -> list[Stop]:
    """The stops with a referral: a new one, or its errands added to one that still waits at that station."""
    station, errands, minutes = refer_to
    waiting = next((s for s in stops if s.station == station and not s.ended), None)
    if waiting is None:
        return [*stops, Stop(station, errands, minutes, at, at, referred_by=by)]
    new = tuple(e for e in errands if e not in waiting.errands)
    joined = replace(
        waiting, errands=waiting.errands + new, minutes=waiting.minutes + (minutes if new else 0)
    )
    return [joined if s is waiting else s for s in stops]


class OddityReason(StrEnum):
    """Why a fact did not fit."""

    UNKNOWN_VISIT = "unknown_visit"
    UNKNOWN_STOP = "unknown_stop"
    UNKNOWN_DESK = "unknown_desk"
    ILLEGAL_STEP = "illegal_step"
    AT_ANOTHER_DESK = "at_another_desk"
    DESK_BUSY = "desk_busy"
    PRECEDENCE = "precedence"
    REFERRAL = "referral"
    SAME_VISIT = "same_visit"
    SAME_TICKET = "same_ticket"
    DAY_CLOSED = "day_closed"
    OTHER_DAY = "other_day"
    UNREAD = "unread"

    @classmethod
    def _missing_(cls, value: object) -> OddityReason:
        """A reason that only a later server knows."""
        return cls.UNREAD


@dataclass(frozen=True, slots=True)
class Oddity:
    """A fact that did not fit what was known. `taken`: it changed the state all the same."""

    why: OddityReason
    kind: str
    order: int
    at: float
    detail: str
    visit: str | None = None
    taken: bool = False
