"""The office day: the fold of a journal. One state from which every screen's view is made.

Total: a fact that does not fit is kept among the oddities and the rest goes on, because it has happened and
the next visitor waits. Decisions are checked before they are made, with `check_step`. Pure: no clock, no
order but the journal's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final, TypeVar

from kiosk.core.day.events import (
    CheckinEnded,
    DayClosed,
    DeskClosed,
    DeskOpened,
    InterpretersCounted,
    PathAdded,
    Recorded,
    StationClosed,
    StationOpened,
    StopMoved,
    TicketIssued,
    TicketNotPrinted,
    TicketPrinted,
    Unread,
    VisitLeft,
    VisitPrioritised,
)
from kiosk.core.day.lifecycle import AT_DESK, IllegalStep, Verb, VisitState
from kiosk.core.day.visits import (
    AtAnotherDeskError,
    DeskBusyError,
    Oddity,
    OddityReason,
    PrecedenceError,
    ReferralError,
    Stop,
    UnknownStopError,
    UnknownVisitError,
    Visit,
    VisitEndedError,
    add_path,
    begin,
    leave,
    move,
    unmet,
)

CLOSED_TODAY: Final = "closed_today"
"""Why an errand is not for today, as in `kiosk.core.checkin.agenda.Why`."""

K = TypeVar("K")
T = TypeVar("T")

__all__ = ["DeskState", "Oddity", "OfficeDay", "Stop", "Visit", "apply", "check_step", "extend", "fold"]


@dataclass(frozen=True, slots=True)
class DeskState:
    """A desk as the journal knows it; one that calls without having been opened is open all the same."""

    number: int
    station: str
    languages: tuple[str, ...] = ()
    open: bool = True
    visit: str | None = None  # who is called to it or served there


def _nothing() -> Mapping[Any, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class OfficeDay:
    """One office day, folded up to the event in place `order`."""

    day: str  # ISO date
    visits: Mapping[str, Visit] = field(default_factory=_nothing)  # by id, in the order of arrival
    tickets: Mapping[str, tuple[str, ...]] = field(
        default_factory=_nothing
    )  # number -> visits; more: a clash
    desks: Mapping[int, DeskState] = field(default_factory=_nothing)
    checkins: Mapping[str, int] = field(default_factory=_nothing)  # how they ended -> how many
    oddities: tuple[Oddity, ...] = ()
    closed: bool = False
    order: int = 0
    shut: frozenset[str] = frozenset()  # stations that have closed for the rest of the day
    interpreters: Mapping[str, int] = field(default_factory=_nothing)
    """How many are in the house by language, where reception has counted them today."""

    @classmethod
    def empty(cls, day: str) -> OfficeDay:
        return cls(day)

    def with_ticket(self, number: str) -> tuple[Visit, ...]:
        """The visits that bear a number: none, one, or more after a clash."""
        return tuple(self.visits[visit] for visit in self.tickets.get(number, ()))


def fold(day: str, records: Iterable[Recorded]) -> OfficeDay:
    """The state after all records, in their order."""
    building = _Building(OfficeDay.empty(day))
    for recorded in records:
        building.take(recorded)
    return building.done()


def apply(state: OfficeDay, recorded: Recorded) -> OfficeDay:
    """The state after one more record; `fold` of a whole journal gives the same."""
    return extend(state, (recorded,))


def extend(state: OfficeDay, records: Iterable[Recorded]) -> OfficeDay:
    """The state after some more records."""
    building = _Building(state)
    for recorded in records:
        building.take(recorded)
    return building.done()


def check_step(state: OfficeDay, event: StopMoved) -> None:
    """Whether a decision may be made now.

    Raises IllegalStep when the stop's table does not allow it, else a StepError: UnknownVisitError,
    UnknownStopError, AtAnotherDeskError, DeskBusyError, PrecedenceError, ReferralError.
    """
    visit = state.visits.get(event.visit)
    if visit is None:
        raise UnknownVisitError(f"there is no visit {event.visit!r} on {state.day}")
    move(visit, event, 0.0)
    _desk_is_free(state.desks, event)
    _nothing_before(visit, event)


def _desk_is_free(desks: Mapping[int, DeskState], event: StopMoved) -> None:
    desk = None if event.desk is None else desks.get(event.desk)
    if event.verb in (Verb.CALL, Verb.START) and desk is not None and desk.visit not in (None, event.visit):
        raise DeskBusyError(f"desk {desk.number} has another visitor")


def _nothing_before(visit: Visit, event: StopMoved) -> None:
    stop = visit.stop(event.station)
    if event.verb in (Verb.CALL, Verb.PRE_CALL) and stop is not None:
        first = unmet(visit, stop)
        if first:
            raise PrecedenceError(f"{first[0][0]} comes before {first[0][1]} for {visit.ticket}")


_WHY: Final[Mapping[type[ValueError], OddityReason]] = {
    UnknownVisitError: OddityReason.UNKNOWN_VISIT,
    UnknownStopError: OddityReason.UNKNOWN_STOP,
    AtAnotherDeskError: OddityReason.AT_ANOTHER_DESK,
    DeskBusyError: OddityReason.DESK_BUSY,
    PrecedenceError: OddityReason.PRECEDENCE,
    ReferralError: OddityReason.REFERRAL,
    VisitEndedError: OddityReason.ILLEGAL_STEP,
    IllegalStep: OddityReason.ILLEGAL_STEP,
}


class _Building:
    """An office day while it is being folded: the dictionaries change, what is in them does not."""

    def __init__(self, state: OfficeDay) -> None:
        self.day = state.day
        self.visits = _copy(state.visits)
        self.tickets = _copy(state.tickets)
        self.desks = _copy(state.desks)
        self.checkins = _copy(state.checkins)
        self.oddities = list(state.oddities)
        self.closed = state.closed
        self.order = state.order
        self.shut = state.shut
        self.interpreters = state.interpreters

    def done(self) -> OfficeDay:
        return OfficeDay(
            self.day,
            MappingProxyType(self.visits),
            MappingProxyType(self.tickets),
            MappingProxyType(self.desks),
            MappingProxyType(self.checkins),
            tuple(self.oddities),
            self.closed,
            self.order,
            self.shut,
            self.interpreters,
        )

    def take(self, recorded: Recorded) -> None:
        self.order = recorded.order
        event = recorded.event
        if isinstance(event, Unread):
            self._odd(recorded, OddityReason.UNREAD, event.why)
        elif recorded.day != self.day:
            self._odd(recorded, OddityReason.OTHER_DAY, f"belongs to {recorded.day}")
        else:
            try:
                _TAKE[type(event)](self, event, recorded)
            except (*_WHY,) as error:
                self._odd(recorded, _WHY[type(error)], str(error))

    def _odd(self, recorded: Recorded, why: OddityReason, detail: str, *, taken: bool = False) -> None:
        event = recorded.event
        visit = getattr(event, "visit", None)
        self.oddities.append(Oddity(why, event.kind, recorded.order, recorded.at, detail, visit, taken))

    def _visit(self, visit_id: str) -> Visit:
        try:
            return self.visits[visit_id]
        except KeyError:
            raise UnknownVisitError(f"there is no visit {visit_id!r} on {self.day}") from None

    def _issued(self, event: TicketIssued, recorded: Recorded) -> None:
        if event.visit in self.visits:
            self._odd(recorded, OddityReason.SAME_VISIT, f"{event.visit!r} has begun already")
            return
        visit = begin(event, recorded.at)
        if self.closed:
            # from a kiosk that did not know: the paper exists, so staff must find it
            self._odd(
                recorded, OddityReason.DAY_CLOSED, f"{event.ticket} came after the day was closed", taken=True
            )
            visit = leave(visit, recorded.at, "day_ended")
        same = self.tickets.get(event.ticket, ())
        if same:
            self._odd(recorded, OddityReason.SAME_TICKET, f"{event.ticket} was given twice", taken=True)
        self.tickets[event.ticket] = (*same, event.visit)
        self.visits[event.visit] = visit

    def _printed(self, event: TicketPrinted, recorded: Recorded) -> None:
        paper = "low_paper" if event.low_paper else "printed"
        self.visits[event.visit] = replace(self._visit(event.visit), paper=paper)

    def _not_printed(self, event: TicketNotPrinted, recorded: Recorded) -> None:
        self.visits[event.visit] = replace(self._visit(event.visit), paper=event.state)

    def _checkin_ended(self, event: CheckinEnded, recorded: Recorded) -> None:
        self.checkins[event.outcome] = self.checkins.get(event.outcome, 0) + 1

    def _moved(self, event: StopMoved, recorded: Recorded) -> None:
        visit = self._visit(event.visit)
        after = move(visit, event, recorded.at)
        _desk_is_free(self.desks, event)
        try:
            _nothing_before(visit, event)
        except PrecedenceError as error:  # somebody called all the same, and the visitor stands there
            self._odd(recorded, OddityReason.PRECEDENCE, str(error), taken=True)
        if event.verb == Verb.POSTPONE and event.station in self.shut:
            after = _closed_today(after, event.station)
        self.visits[event.visit] = after
        self._seat(event.visit, visit.stop(event.station), after.stop(event.station))

    def _seat(self, visit_id: str, before: Stop | None, after: Stop | None) -> None:
        """The desk's side of a step: who leaves it, who comes to it."""
        if before is not None and before.desk is not None and before.state in AT_DESK:
            self.desks[before.desk] = _held_by(self.desks[before.desk], None)
        if after is not None and after.desk is not None and after.state in AT_DESK:
            desk = self.desks.get(after.desk) or DeskState(after.desk, after.station)
            self.desks[after.desk] = _held_by(desk, visit_id)

    def _left(self, event: VisitLeft, recorded: Recorded) -> None:
        visit = self._visit(event.visit)
        after = leave(visit, recorded.at, event.why)
        self.visits[event.visit] = after
        for stop in visit.stops:
            self._seat(event.visit, stop, None)

    def _prioritised(self, event: VisitPrioritised, recorded: Recorded) -> None:
        visit = self._visit(event.visit)
        self.visits[event.visit] = replace(visit, support=replace(visit.support, priority=event.reason))

    def _station_closed(self, event: StationClosed, recorded: Recorded) -> None:
        self.shut |= {event.station}

    def _station_opened(self, event: StationOpened, recorded: Recorded) -> None:
        self.shut -= {event.station}

    def _counted(self, event: InterpretersCounted, recorded: Recorded) -> None:
        self.interpreters = MappingProxyType({**self.interpreters, event.language: max(0, event.count)})

    def _desk_opened(self, event: DeskOpened, recorded: Recorded) -> None:
        known = self.desks.get(event.desk)
        visit = known.visit if known else None
        self.desks[event.desk] = DeskState(event.desk, event.station, event.languages, True, visit)

    def _desk_closed(self, event: DeskClosed, recorded: Recorded) -> None:
        desk = self.desks.get(event.desk)
        if desk is None:
            self._odd(recorded, OddityReason.UNKNOWN_DESK, f"there is no desk {event.desk}")
        else:
            self.desks[event.desk] = replace(desk, open=False)

    def _path_added(self, event: PathAdded, recorded: Recorded) -> None:
        self.visits[event.visit] = add_path(self._visit(event.visit), event, recorded.at)

    def _day_closed(self, event: DayClosed, recorded: Recorded) -> None:
        if self.closed:
            self._odd(recorded, OddityReason.DAY_CLOSED, "the day was closed already")
            return
        self.closed = True
        for visit in self.visits.values():
            if visit.state is VisitState.ACTIVE:
                self.visits[visit.id] = leave(visit, recorded.at, "day_ended")
        self.desks = {number: _held_by(desk, None) for number, desk in self.desks.items()}


def _copy(mapping: Mapping[K, T]) -> dict[K, T]:
    # `dict` of a proxy asks for every key; its own `copy` is twenty times as fast, and this is done at every step
    return mapping.copy() if isinstance(mapping, MappingProxyType) else dict(mapping)


def _closed_today(visit: Visit, station: str) -> Visit:
    """A stop that was sent away with its station stands on the list "not today", with what was to be done there."""
    stop = visit.stop(station)
    errands = () if stop is None else stop.errands
    known = {errand for errand, _ in visit.not_today}
    added = tuple((errand, CLOSED_TODAY) for errand in errands if errand not in known)
    return replace(visit, not_today=(*visit.not_today, *added))


def _held_by(desk: DeskState, visit: str | None) -> DeskState:
    return DeskState(desk.number, desk.station, desk.languages, desk.open, visit)


_TAKE: Final[Mapping[type, Callable[[_Building, Any, Recorded], None]]] = {
    TicketIssued: _Building._issued,
    TicketPrinted: _Building._printed,
    TicketNotPrinted: _Building._not_printed,
    CheckinEnded: _Building._checkin_ended,
    StopMoved: _Building._moved,
    VisitLeft: _Building._left,
    DeskOpened: _Building._desk_opened,
    DeskClosed: _Building._desk_closed,
    DayClosed: _Building._day_closed,
    VisitPrioritised: _Building._prioritised,
    StationClosed: _Building._station_closed,
    StationOpened: _Building._station_opened,
    InterpretersCounted: _Building._counted,
    PathAdded: _Building._path_added,
}
