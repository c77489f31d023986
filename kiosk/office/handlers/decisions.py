"""Decisions: an office day and a command become events, or a refusal that says why. Pure.

Nothing is decided anywhere else: whoever calls `decide` one after the other, on the state after the last one's
events, never has a visitor at two desks. Must not know who asks, nor how events are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from kiosk.core.checkin.agenda import service_minutes
from kiosk.core.day.events import (
    DayClosed,
    DeskClosed,
    DeskOpened,
    Event,
    InterpretersCounted,
    PathAdded,
    StationClosed,
    StationOpened,
    StopMoved,
    VisitLeft,
    VisitPrioritised,
)
from kiosk.core.day.lifecycle import IllegalStep, StopState, Verb, VisitState
from kiosk.core.day.state import DeskState, OfficeDay, check_step
from kiosk.core.day.visits import (
    AtAnotherDeskError,
    DeskBusyError,
    PrecedenceError,
    ReferralError,
    StepError,
    Stop,
    UnknownStopError,
    UnknownVisitError,
    Visit,
    VisitEndedError,
    move,
    unmet,
)
from kiosk.core.office_config import MEETING, OfficeConfig, Strength
from kiosk.core.queue.hall import RESERVED_S
from kiosk.office.handlers.dispatch import Chosen, asked_near, by_clerk, desks_of, next_call
from kiosk.protocol.commands import (
    AddPath,
    CallNext,
    CallVisit,
    CloseDay,
    CloseDesk,
    CloseStation,
    Command,
    CommandArgs,
    CountInterpreters,
    EndVisit,
    FinishService,
    HoldVisitor,
    OpenDesk,
    OpenStation,
    PreCall,
    RecallVisitor,
    ReferVisitor,
    ReleaseVisit,
    ReportNoShow,
    ResumeVisit,
    SetPriority,
    StartService,
)


@dataclass(frozen=True, slots=True)
class DecisionContext:
    """What the office offers, and the second of a decision."""

    config: OfficeConfig
    now: float


Events = Iterator[Event]
Decider = Callable[[OfficeDay, Any, DecisionContext], Events]
"""Gives the events of a command, or raises; each takes the arguments of its own kind."""
ABOUT_A_VISIT: Final = (StopMoved, VisitLeft, VisitPrioritised, PathAdded)
PARKED: Final = (StopState.WAITING, StopState.NEAR, StopState.HELD, StopState.MISSED)
"""Waits in some way, and can be sent home."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The events of a command; none when all is as asked for already. `visit`: whom it was about."""

    events: tuple[Event, ...]
    visit: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a command cannot be followed now. `code` is one of `kiosk.protocol.commands.REFUSALS`."""

    code: str
    sentence: str
    visit: str | None = None


class _Refused(Exception):  # noqa: N818  # no error: an answer on its way out
    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


def decide(state: OfficeDay, command: Command, config: OfficeConfig, now: float) -> Decision | Refusal:
    """What a command does to an office day at a second."""
    try:
        if state.closed and not isinstance(command.args, CloseDay | CloseDesk):
            raise _Refused("day_closed", "The day is closed.")
        events = tuple(_DECIDE[type(command.args)](state, command.args, DecisionContext(config, now)))
    except _Refused as refused:
        return Refusal(refused.code, refused.sentence, _about(state, command))
    except (StepError, IllegalStep) as error:
        return Refusal(
            _CODES[type(error)], f"{str(error)[:1].upper()}{str(error)[1:]}.", _about(state, command)
        )
    visit = next((event.visit for event in events if isinstance(event, ABOUT_A_VISIT)), None)
    return Decision(events, visit or _about(state, command))


def overdue(state: OfficeDay, now: float) -> tuple[StopMoved, ...]:
    """The releases of visitors who were asked to come near too long ago: they wait as before."""
    return tuple(
        StopMoved(visit.id, stop.station, Verb.RELEASE)
        for visit in state.visits.values()
        if visit.state is VisitState.ACTIVE
        for stop in visit.stops
        if stop.state is StopState.NEAR and now - stop.since >= RESERVED_S
    )


def shut_out(state: OfficeDay) -> tuple[StopMoved, ...]:
    """Whoever waits for a station that has closed: that stop is for another day, the rest of the path goes on."""
    if not state.shut:
        return ()
    return tuple(
        event
        for visit in state.visits.values()
        if visit.state is VisitState.ACTIVE
        for event in _sent_home(visit, state.shut)
    )


def _sent_home(visit: Visit, shut: frozenset[str]) -> Iterator[StopMoved]:
    for station in dict.fromkeys(stop.station for stop in visit.stops):
        stop = visit.stop(station)
        if station not in shut or stop is None or stop.state not in PARKED:
            continue
        verbs = (Verb.RELEASE, Verb.POSTPONE) if stop.state is StopState.NEAR else (Verb.POSTPONE,)
        for verb in verbs:
            event = StopMoved(visit.id, station, verb)
            yield event
            visit = move(visit, event, stop.since)
    for event in _hopeless(visit):
        yield event


# One function for each command; each gives its events or raises ---------------------------------------------------


def _desk_open(state: OfficeDay, args: OpenDesk, at: DecisionContext) -> Events:
    desk, station = state.desks.get(args.desk), args.station
    languages = ("sv",) if args.languages is None else args.languages
    if at.config.office.station(station) is None:
        raise _Refused("unknown_station", f"This office has no station {station}.")
    if desk is not None and desk.visit is not None and desk.station != station:
        raise _Refused("desk_busy", f"Desk {desk.number} has a visitor at {desk.station}.")
    if station in state.shut:
        yield StationOpened(station)
    if desk is None or not desk.open or (desk.station, desk.languages) != (station, languages):
        yield DeskOpened(args.desk, station, languages)


def _desk_close(state: OfficeDay, args: CloseDesk, at: DecisionContext) -> Events:
    desk = state.desks.get(args.desk)
    if desk is not None and desk.visit is not None:
        raise _Refused("desk_busy", f"Desk {desk.number} still has a visitor.")
    if desk is not None and desk.open:
        yield DeskClosed(desk.number)


def _call_next(state: OfficeDay, args: CallNext, at: DecisionContext) -> Events:
    desk = _free_desk(state, args.desk)
    chosen = next_call(state, desk, at.config, at.now)
    if chosen is None:
        raise _Refused("nobody_waits", f"Nobody waits at {desk.station} who could be called.")
    yield _checked(state, chosen.event(desk.station, Verb.CALL, desk.number))


def _call_this(state: OfficeDay, args: CallVisit, at: DecisionContext) -> Events:
    desk = _free_desk(state, args.desk)
    chosen = by_clerk(_active(state, args.visit), at.now)
    yield _checked(state, chosen.event(desk.station, Verb.CALL, desk.number))


def _pre_call(state: OfficeDay, args: PreCall, at: DecisionContext) -> Events:
    desk = _open_desk(state, args.desk)
    if args.visit is not None:
        chosen: Chosen | None = by_clerk(_active(state, args.visit), at.now)
    elif asked_near(state, desk.station) >= desks_of(state, desk.station):
        chosen = None  # for every desk somebody comes already
    else:
        chosen = next_call(state, desk, at.config, at.now, ahead=True)
    if chosen is None:
        raise _Refused("nobody_waits", f"Nobody waits at {desk.station} who could be asked to come near.")
    yield _checked(state, chosen.event(desk.station, Verb.PRE_CALL, None))


def _release(state: OfficeDay, args: ReleaseVisit, at: DecisionContext) -> Events:
    visit = _active(state, args.visit)
    near = next((stop for stop in visit.stops if stop.state is StopState.NEAR), None)
    if near is None:
        raise _Refused("not_now", f"{visit.ticket} is not asked to come near.")
    yield _checked(state, StopMoved(visit.id, near.station, Verb.RELEASE))


def _at_desk(verb: Verb) -> Decider:
    def decided(
        state: OfficeDay, args: RecallVisitor | StartService | ReportNoShow, at: DecisionContext
    ) -> Events:
        visit, stop = _visitor(state, args.desk)
        yield _checked(state, StopMoved(visit.id, stop.station, verb, args.desk))

    return decided


def _finish(state: OfficeDay, args: FinishService, at: DecisionContext) -> Events:
    visit, stop = _visitor(state, args.desk)
    event = StopMoved(visit.id, stop.station, Verb.FINISH, args.desk, args.outcome)
    yield _checked(state, event)
    yield from _hopeless(move(visit, event, stop.since))


def _refer(state: OfficeDay, args: ReferVisitor, at: DecisionContext) -> Events:
    visit, stop = _visitor(state, args.desk)
    station, errands = args.station, tuple(dict.fromkeys(args.errands))
    config = at.config
    there = config.office.station(station)
    if station in state.shut:
        raise _Refused("station_closed", f"{station} has closed for the day.")
    if there is None or station == stop.station:
        raise _Refused("unknown_station", f"{visit.ticket} cannot be sent on to {station}.")
    for errand in errands:
        known = config.catalogue.errands.get(errand)
        if known is None or known.station != station or errand in there.not_offered:
            raise _Refused("unknown_errand", f"{station} has no errand {errand} in this office.")
    if not errands:
        raise _Refused("unknown_errand", "Say for which errand the visitor is sent on.")
    minutes = sum(service_minutes(config.catalogue.errands[errand], visit.people) for errand in errands)
    refer_to = (station, errands, minutes)
    event = StopMoved(visit.id, stop.station, Verb.REFER, args.desk, args.outcome, refer_to)
    yield _checked(state, event)
    yield from _hopeless(move(visit, event, stop.since))


def _add_path(state: OfficeDay, args: AddPath, at: DecisionContext) -> Events:
    visit, stop = _visitor(state, args.desk)
    path = visit.advice.permit
    if path is None or MEETING not in stop.errands:
        raise _Refused("no_path", f"{visit.ticket} holds no path to add at {stop.station}.")
    if stop.state is not StopState.SERVING:
        raise _Refused("not_now", f"{visit.ticket} is not being served yet.")
    open_stops = tuple(each for each in path.stops if each[0] not in state.shut)
    yield PathAdded(visit.id, open_stops, path.precedence, path.come_back, path.unlocks)


def _hold(state: OfficeDay, args: HoldVisitor, at: DecisionContext) -> Events:
    if args.visit is None:
        assert args.desk is not None  # as its type demands
        visit, stop = _visitor(state, args.desk)
        yield _checked(state, StopMoved(visit.id, stop.station, Verb.HOLD, args.desk))
        return
    visit = _active(state, args.visit)
    engaged = visit.engaged
    station = args.station or (engaged.station if engaged is not None else "")
    yield _checked(state, StopMoved(visit.id, station, Verb.HOLD, args.desk))


def _resume(state: OfficeDay, args: ResumeVisit, at: DecisionContext) -> Events:
    _active(state, args.visit)
    yield _checked(state, StopMoved(args.visit, args.station, Verb.RESUME))


def _leave(state: OfficeDay, args: EndVisit, at: DecisionContext) -> Events:
    yield VisitLeft(_active(state, args.visit).id)


def _priority(state: OfficeDay, args: SetPriority, at: DecisionContext) -> Events:
    visit = _active(state, args.visit)
    if visit.support.priority != args.reason:
        yield VisitPrioritised(visit.id, args.reason)


def _station_close(state: OfficeDay, args: CloseStation, at: DecisionContext) -> Events:
    """Desks without a visitor close, whoever waits is sent home; who is at a desk is served to the end."""
    station = _known(at.config, args.station)
    if station in state.shut:
        return
    yield StationClosed(station)
    for desk in state.desks.values():
        if desk.station == station and desk.open and desk.visit is None:
            yield DeskClosed(desk.number)
    yield from shut_out(replace(state, shut=state.shut | {station}))


def _station_open(state: OfficeDay, args: OpenStation, at: DecisionContext) -> Events:
    station = _known(at.config, args.station)
    if station in state.shut:
        yield StationOpened(station)


def _interpreters(state: OfficeDay, args: CountInterpreters, at: DecisionContext) -> Events:
    known = state.interpreters.get(args.language, at.config.office.interpreters.get(args.language))
    if known != args.count:
        yield InterpretersCounted(args.language, args.count)


def _known(config: OfficeConfig, station: str) -> str:
    if config.office.station(station) is None:
        raise _Refused("unknown_station", f"This office has no station {station}.")
    return station


def _day_close(state: OfficeDay, args: CloseDay, at: DecisionContext) -> Events:
    if not state.closed:
        yield DayClosed()


_DECIDE: Final[Mapping[type[CommandArgs], Decider]] = {
    OpenDesk: _desk_open,
    CloseDesk: _desk_close,
    CallNext: _call_next,
    CallVisit: _call_this,
    PreCall: _pre_call,
    ReleaseVisit: _release,
    RecallVisitor: _at_desk(Verb.RECALL),
    StartService: _at_desk(Verb.START),
    FinishService: _finish,
    HoldVisitor: _hold,
    ResumeVisit: _resume,
    ReportNoShow: _at_desk(Verb.NO_SHOW),
    ReferVisitor: _refer,
    EndVisit: _leave,
    SetPriority: _priority,
    AddPath: _add_path,
    CloseStation: _station_close,
    OpenStation: _station_open,
    CountInterpreters: _interpreters,
    CloseDay: _day_close,
}

_CODES: Final[Mapping[type[ValueError], str]] = {
    UnknownVisitError: "unknown_visit",
    UnknownStopError: "unknown_stop",
    AtAnotherDeskError: "at_another_desk",
    DeskBusyError: "desk_busy",
    PrecedenceError: "precedence",
    ReferralError: "not_now",
    VisitEndedError: "not_now",
    StepError: "not_now",
    IllegalStep: "not_now",
}


def _checked(state: OfficeDay, event: StopMoved) -> StopMoved:
    check_step(state, event)
    return event


def _open_desk(state: OfficeDay, number: int) -> DeskState:
    desk = state.desks.get(number)
    if desk is None or not desk.open:
        raise _Refused("desk_closed", f"Desk {number} is not open.")
    return desk


def _free_desk(state: OfficeDay, number: int) -> DeskState:
    desk = _open_desk(state, number)
    if desk.visit is not None:
        ticket = state.visits[desk.visit].ticket
        raise _Refused("desk_busy", f"Desk {desk.number} still has {ticket}.")
    return desk


def _visitor(state: OfficeDay, number: int) -> tuple[Visit, Stop]:
    """Who is called to a desk or served there."""
    desk = state.desks.get(number)
    visit = None if desk is None or desk.visit is None else state.visits.get(desk.visit)
    stop = None if visit is None else visit.engaged
    if visit is None or stop is None:
        raise _Refused("desk_empty", f"Desk {number} has no visitor.")
    return visit, stop


def _active(state: OfficeDay, visit_id: str) -> Visit:
    visit = state.visits.get(visit_id)
    if visit is None:
        raise _Refused("unknown_visit", "There is no such visit today.")
    if visit.state is not VisitState.ACTIVE:
        raise _Refused("not_now", f"{visit.ticket} has {visit.state.value}.")
    return visit


def _about(state: OfficeDay, command: Command) -> str | None:
    """Whom a command without events was about: the one named, or the desk's visitor."""
    if command.visit in state.visits:
        return command.visit
    desk = state.desks.get(command.desk or 0)
    return desk.visit if desk is not None else None


def _hopeless(visit: Visit) -> Iterator[StopMoved]:
    """What an ending leaves without hope today goes to the come-back list: a stop whose earlier stop had to be
    done and was not. While somebody has sent the visitor on, there is hope: they may come back to it."""
    while not any(stop.referred_by is not None and not stop.ended for stop in visit.stops):
        lost = next((stop for stop in visit.stops if _is_lost(visit, stop)), None)
        if lost is None:
            return
        event = StopMoved(visit.id, lost.station, Verb.POSTPONE)
        yield event
        visit = move(visit, event, lost.since)


def _is_lost(visit: Visit, stop: Stop) -> bool:
    if stop.state not in (StopState.WAITING, StopState.HELD, StopState.MISSED):
        return False
    if visit.stop(stop.station) is not stop:
        return False  # verbs are about the latest stop at a station
    return any(
        strength == Strength.HARD and _ended(visit, before) for before, _, strength in unmet(visit, stop)
    )


def _ended(visit: Visit, errand: str) -> bool:
    earlier = next((stop for stop in reversed(visit.stops) if errand in stop.errands), None)
    return earlier is not None and earlier.ended
