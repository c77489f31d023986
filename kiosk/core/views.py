"""Views: what one kind of device may know of an office day, as pure functions of it.

Each gives as little as its screen needs. Seconds since the epoch are passed in; a wait is never negative,
since clocks are set.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kiosk.core.day.calling import can_be_called, is_ready
from kiosk.core.day.history import HistoryLine
from kiosk.core.day.lifecycle import AT_DESK, WAITS, StopState, VisitState
from kiosk.core.day.state import DeskState, OfficeDay
from kiosk.core.day.visits import (
    ENGAGED,
    Oddity,
    Stop,
    Support,
    Visit,
    engaged_stop,
    latest_stop,
    unmet,
)
from kiosk.core.office_config import MEETING, Party
from kiosk.core.queue.forecast import Forecast, Range, VisitForecast


@dataclass(frozen=True, slots=True)
class StationInHall:
    """One station at a glance. A visitor waits at every station still to do: the sum exceeds the hall."""

    station: str
    waiting: int  # stops that wait or have been asked to come near
    ready: int  # of these, whom a desk could call now: not elsewhere, nothing to be done first
    longest_wait_s: int  # of those waiting, since they joined the queue; 0 when none
    at_desks: int  # called or served


def hall(state: OfficeDay, now: float) -> tuple[StationInHall, ...]:
    """The hall by station, in the order in which stations first came up; for reception."""
    by_station: dict[str, list[tuple[Visit, Stop]]] = {}
    for visit in _active(state):
        for stop in visit.stops:
            by_station.setdefault(stop.station, []).append((visit, stop))
    return tuple(_in_hall(station, stops, now) for station, stops in by_station.items())


def _in_hall(station: str, stops: list[tuple[Visit, Stop]], now: float) -> StationInHall:
    waiting = [(visit, stop) for visit, stop in stops if stop.state in WAITS]
    return StationInHall(
        station,
        len(waiting),
        sum(can_be_called(visit, stop) for visit, stop in waiting),
        max((_seconds(now, stop.queued_at) for _, stop in waiting), default=0),
        sum(stop.state in AT_DESK for _, stop in stops),
    )


@dataclass(frozen=True, slots=True)
class PublicCall:
    """A call as everyone in the hall may know it: no errand, no visit id. Its language is called out, never shown."""

    ticket: str
    station: str
    desk: int | None
    since: float
    near: bool  # asked to come near, not yet called
    language: str = ""


@dataclass(frozen=True, slots=True)
class PublicView:
    day: str
    closed: bool
    calls: tuple[PublicCall, ...]  # latest first
    waiting: tuple[tuple[str, int], ...]  # station, how many
    shut: tuple[str, ...] = ()  # stations closed for the rest of the day


def public(state: OfficeDay, now: float) -> PublicView:
    """For the board. Who is being served is not shown: they have come."""
    calls = [
        PublicCall(
            visit.ticket,
            stop.station,
            stop.desk,
            stop.since,
            near=stop.state is StopState.NEAR,
            language=visit.language,
        )
        for visit in _active(state)
        for stop in visit.stops
        if stop.state in ENGAGED and stop.state is not StopState.SERVING
    ]
    calls.sort(key=lambda call: (-call.since, call.ticket))
    waiting = tuple((each.station, each.waiting) for each in hall(state, now))
    return PublicView(state.day, state.closed, tuple(calls), waiting, tuple(sorted(state.shut)))


@dataclass(frozen=True, slots=True)
class OwnStop:
    station: str
    errands: tuple[str, ...]
    minutes: int
    state: StopState
    desk: int | None
    first: tuple[str, ...]  # errands that must be done before
    expected: Range | None = None  # of its call, seconds since the epoch, while it waits
    again: bool = False  # it waits once more: had been asked near, called or paused


@dataclass(frozen=True, slots=True)
class TicketView:
    """What the holder of a ticket sees of it."""

    ticket: str
    state: VisitState
    stops: tuple[OwnStop, ...]
    come_back: tuple[str, ...]
    not_today: tuple[tuple[str, str], ...]  # errand, why
    probably_next: str | None = None  # a station; what is firm stands in the stops
    next_call: Range | None = None
    finish: Range | None = None
    party: int = 1
    children: int = 0  # of the party
    unlocks: tuple[str, ...] = ()

    @property
    def people(self) -> Party:
        """The party as adults and children."""
        return Party(max(1, self.party - self.children), self.children)


def ticket(visit: Visit, forecast: Forecast | None = None) -> TicketView:
    """For the phone page of one visit."""
    told = forecast_of(visit, forecast)
    return TicketView(
        visit.ticket,
        visit.state,
        tuple(
            OwnStop(
                stop.station,
                stop.errands,
                stop.minutes,
                stop.state,
                stop.desk,
                _first(visit, stop),
                expected_call(stop, told),
                stop.state is StopState.WAITING and stop.since > stop.queued_at,
            )
            for stop in visit.stops
        ),
        visit.come_back,
        visit.not_today,
        *_what_next(visit, told),
        party=visit.party,
        children=visit.advice.children,
        unlocks=visit.advice.unlocks,
    )


def forecast_of(visit: Visit, forecast: Forecast | None) -> VisitForecast | None:
    """What is forecast for a visit that has not ended."""
    if forecast is None or visit.state is not VisitState.ACTIVE:
        return None
    return forecast.visits.get(visit.id)


def expected_call(stop: Stop, told: VisitForecast | None) -> Range | None:
    """When a stop that waits is expected to be called."""
    if told is None or stop.state not in WAITS:
        return None
    return next((each.call for each in told.stops if each.station == stop.station), None)


def _what_next(visit: Visit, told: VisitForecast | None) -> tuple[str | None, Range | None, Range | None]:
    """Probably next, its call, the finish. While the visitor is called or asked near that is firm, and no forecast."""
    if told is None:
        return None, None, None
    waits = any(stop.station == told.next_station and stop.state in WAITS for stop in visit.stops)
    if visit.engaged is not None or not waits:
        return None, None, told.finish
    return told.next_station, told.next_call, told.finish


@dataclass(frozen=True, slots=True)
class StationVisitor:
    """A visitor as one station's clerks may see them: this station's errands only."""

    visit: str
    ticket: str
    language: str
    interpreter: str | None
    private_help: bool
    priority: str | None
    party: int
    errands: tuple[str, ...]
    minutes: int
    state: StopState
    desk: int | None
    waited_s: int
    ready: bool  # can be called now
    by: str | None = None  # of whom is called, served or asked near: chosen by rule | check_in | clerk
    why: tuple[tuple[str, int], ...] = ()  # what counted, in seconds of waiting
    overtakes: int = 0  # how many who came earlier could have been called instead
    expected: Range | None = (
        None  # of the call to this station, seconds since the epoch, while the visitor waits
    )
    next_here: int | None = None  # thousandths: how likely this station is the visitor's next
    elsewhere: bool = False  # called, served or awaited at another station: never told which
    children: int = 0  # of the party
    path_to_add: bool = False  # a path is ready for the case that the permit is granted


def station(
    state: OfficeDay, station_id: str, now: float, forecast: Forecast | None = None
) -> tuple[StationVisitor, ...]:
    """For the desks of one station: stops that have not ended, longest in the queue first."""
    found = [
        (visit, stop)
        for visit in _active(state)
        for stop in visit.stops
        if stop.station == station_id and not stop.ended
    ]
    found.sort(key=lambda pair: (pair[1].queued_at, pair[0].ticket))
    return tuple(station_visitor(visit, stop, now, forecast_of(visit, forecast)) for visit, stop in found)


def station_visitor(
    visit: Visit, stop: Stop, now: float, told: VisitForecast | None = None
) -> StationVisitor:
    """One visitor as the clerks of a stop's station may see them."""
    expected, engaged = expected_call(stop, told), visit.engaged
    first = next((each.first for each in told.stops if each.station == stop.station), 0) if told else 0
    return StationVisitor(
        visit=visit.id,
        ticket=visit.ticket,
        language=visit.language,
        interpreter=visit.support.interpreter,
        private_help=visit.support.private_help,
        priority=visit.support.priority,
        party=visit.party,
        errands=stop.errands,
        minutes=stop.minutes,
        state=stop.state,
        desk=stop.desk,
        waited_s=_seconds(now, stop.queued_at),
        ready=can_be_called(visit, stop),
        by=stop.by,
        why=stop.why,
        overtakes=stop.overtakes,
        expected=expected,
        next_here=None if expected is None else first,
        elsewhere=engaged is not None and engaged is not stop,
        children=visit.advice.children,
        path_to_add=visit.advice.permit is not None and MEETING in stop.errands,
    )


@dataclass(frozen=True, slots=True)
class VisitStop:
    """A stop as reception sees it."""

    station: str
    errands: tuple[str, ...]
    minutes: int
    state: StopState
    desk: int | None
    outcome: str | None
    queued_at: float
    since: float
    calls: int
    first: tuple[str, ...]  # errands that must be done before
    referred_by: str | None
    by: str | None = None  # of the last call or pre-call, while it stands
    why: tuple[tuple[str, int], ...] = ()
    overtakes: int = 0
    expected: Range | None = None  # of its call, while it waits


@dataclass(frozen=True, slots=True)
class ReceptionVisit:
    """A whole visit. It never holds a name or an answer, and neither does the journal."""

    visit: str
    ticket: str
    language: str
    party: int
    support: Support
    state: VisitState
    issued_at: float
    ended_at: float | None
    why_left: str | None
    paper: str
    come_back: tuple[str, ...]
    not_today: tuple[tuple[str, str], ...]
    stops: tuple[VisitStop, ...]
    history: tuple[HistoryLine, ...]
    probably_next: str | None = None
    next_call: Range | None = None
    finish: Range | None = None
    at_risk: int | None = None  # thousandths: how likely it does not finish by closing

    def stop(self, station: str) -> VisitStop | None:
        """Return the latest stop at a station."""
        return latest_stop(self.stops, station)

    @property
    def engaged(self) -> VisitStop | None:
        """The stop for which the visitor is called, served or asked to come near."""
        return engaged_stop(self.stops)

    def can_be_called(self, stop: VisitStop) -> bool:
        """Whether a desk could call for this stop now."""
        return is_ready(stop, self.engaged, stop.first)


@dataclass(frozen=True, slots=True)
class ReceptionView:
    day: str
    closed: bool
    hall: tuple[StationInHall, ...]
    desks: tuple[DeskState, ...]  # by number
    visits: tuple[ReceptionVisit, ...]  # in the order of arrival
    oddities: tuple[Oddity, ...]
    shut: tuple[str, ...] = ()  # stations closed for the rest of the day
    interpreters: tuple[tuple[str, int], ...] = ()  # in the house, where they have been counted today


def reception(
    state: OfficeDay,
    history: Mapping[str, tuple[HistoryLine, ...]],
    now: float,
    forecast: Forecast | None = None,
) -> ReceptionView:
    """For reception, which oversees everything of the day. `history` is by visit."""
    return ReceptionView(
        state.day,
        state.closed,
        hall(state, now),
        tuple(state.desks[number] for number in sorted(state.desks)),
        tuple(
            _whole(visit, history.get(visit.id, ()), forecast_of(visit, forecast))
            for visit in state.visits.values()
        ),
        state.oddities,
        tuple(sorted(state.shut)),
        tuple(sorted(state.interpreters.items())),
    )


def _whole(visit: Visit, history: tuple[HistoryLine, ...], told: VisitForecast | None) -> ReceptionVisit:
    return ReceptionVisit(
        visit.id,
        visit.ticket,
        visit.language,
        visit.party,
        visit.support,
        visit.state,
        visit.issued_at,
        visit.ended_at,
        visit.why_left,
        visit.paper,
        visit.come_back,
        visit.not_today,
        tuple(
            VisitStop(
                stop.station,
                stop.errands,
                stop.minutes,
                stop.state,
                stop.desk,
                stop.outcome,
                stop.queued_at,
                stop.since,
                stop.calls,
                _first(visit, stop),
                stop.referred_by,
                stop.by,
                stop.why,
                stop.overtakes,
                expected_call(stop, told),
            )
            for stop in visit.stops
        ),
        history,
        *_what_next(visit, told),
        None if told is None else told.late,
    )


def _first(visit: Visit, stop: Stop) -> tuple[str, ...]:
    """The errands that must be done before a stop."""
    return () if stop.ended else tuple(before for before, _, _ in unmet(visit, stop))


def _active(state: OfficeDay) -> Iterator[Visit]:
    return (visit for visit in state.visits.values() if visit.state is VisitState.ACTIVE)


def _seconds(now: float, since: float) -> int:
    return max(0, int(now - since))
