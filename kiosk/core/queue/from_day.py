"""The live office day as a hall: what the calling order may know of it.

Seconds are those of the journal, cut to whole ones. What is not known (interpreters that nobody has counted, when a
clerk goes to lunch) is left open rather than guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from kiosk.core.day.calling import can_be_called
from kiosk.core.day.history import HistoryLine
from kiosk.core.day.lifecycle import AT_DESK, StopState, Verb, VisitState
from kiosk.core.day.state import DeskState, OfficeDay
from kiosk.core.day.visits import Stop, Visit
from kiosk.core.office_config import Errand, InterpreterUse, OfficeConfig, Presence, Strength
from kiosk.core.queue.hall import (
    INTERPRETER_FACTOR,
    USUAL_LAG_S,
    Coming,
    DeskActivity,
    HallDesk,
    HallState,
    Order,
    Task,
    VisitorKind,
    WaitingVisit,
)
from kiosk.core.queue.pace import Service
from kiosk.core.queue.rule import CallDecision, decide_each

_PARKED: Final = frozenset({StopState.HELD, StopState.MISSED})
_ENDINGS: Final = frozenset({Verb.FINISH, Verb.REFER})
NOBODY_COMES: Final = Coming()
NO_PAUSES: Final[Mapping[int, tuple[int, int]]] = {}


def hall_of(
    day: OfficeDay,
    config: OfficeConfig,
    now: float,
    *,
    pace: int = 1000,
    doubt: int = 0,
    pauses: Mapping[int, tuple[int, int]] = NO_PAUSES,
    coming: Coming = NOBODY_COMES,
    closing: float | None = None,
) -> HallState:
    """The hall of an office day at a second. `pauses`: breaks to come by desk, when and how many seconds."""
    at = int(now)
    active = [visit for visit in day.visits.values() if visit.state is VisitState.ACTIVE]
    errands = config.catalogue.errands
    desks = tuple(_desk(day, desk, errands, at, pauses) for _, desk in sorted(day.desks.items()))
    pools = {**config.office.interpreters, **day.interpreters}
    for desk in desks:
        if desk.interpreter in pools:
            pools[desk.interpreter] = max(0, pools[desk.interpreter] - 1)
    return HallState(
        at,
        tuple(_visit(visit, errands) for visit in active),
        desks,
        pools,
        pace=pace,
        doubt=doubt,
        pre_call=config.office.pre_call,
        coming=coming,
        closing=None if closing is None else int(closing),
    )


def next_by_station(day: OfficeDay, config: OfficeConfig, now: float) -> dict[str, CallDecision]:
    """Whom each station with an open desk calls next, as it stands now; where all desks are busy, whom it would ask
    near. Stations where nobody could be called are left out."""
    hall = hall_of(day, config, now)
    order = Order.CHECK_IN if config.office.order == Order.CHECK_IN else Order.RULE
    desks = [desk for desk in hall.desks if desk.at is not DeskActivity.CLOSED]
    free = {desk.station for desk in desks if desk.at is DeskActivity.FREE}
    asked = [desk for desk in desks if desk.at is DeskActivity.FREE or desk.station not in free]
    found: dict[str, CallDecision] = {}
    choices = decide_each(hall, ((desk.number, desk.station not in free) for desk in asked), order=order)
    for desk, choice in zip(asked, choices, strict=True):
        visit = None if choice is None else day.visits.get(choice.visit)
        stop = None if visit is None else visit.stop(desk.station)
        # somebody may have been asked near before another stop had ended
        if choice and visit and stop and can_be_called(visit, stop):
            found.setdefault(desk.station, choice)
    return found


def services(day: OfficeDay, history: Mapping[str, tuple[HistoryLine, ...]], now: float) -> list[Service]:
    """Today's services so far, for the pace. `history` is by visit."""
    found: list[Service] = []
    for visit in day.visits.values():
        began: HistoryLine | None = None
        for line in history.get(visit.id, ()):
            if line.what == Verb.START:
                began = line
            elif began is not None and line.station == began.station and line.what in _ENDINGS:
                found.append(_service(day, visit, began, line.at, True))
                began = None
        engaged = visit.engaged
        if began is not None and engaged is not None and engaged.state is StopState.SERVING:
            found.append(_service(day, visit, began, now, False))
    return [service for service in found if service.expected_s > 0 and service.took_s > 0]


def _service(day: OfficeDay, visit: Visit, began: HistoryLine, ended: float, done: bool) -> Service:
    stop = visit.stop(began.station or "")
    desk = None if began.desk is None else day.desks.get(began.desk)
    expected = 0 if stop is None else 60 * stop.minutes
    wanted = visit.support.interpreter
    if wanted is not None and desk is not None and wanted not in desk.languages:
        expected = expected * INTERPRETER_FACTOR // 1000
    return Service(expected, int(ended - began.at), done)


def coming_of(day: OfficeDay, now: float, opens: float, until: float) -> Coming:
    """The rest of the day, if it goes on as it has begun: as many an hour and with the same to do, fewer and fewer
    towards the end of admission."""
    at, start, end = int(now), int(opens), int(until)
    came = [visit for visit in day.visits.values() if visit.stops]
    if not came or at <= start or at >= end:
        return Coming()
    passed, left = _share(start, at, end), 1000 - _share(start, at, end)
    expected = 1000 * len(came) * left // max(passed, 100)
    kinds = tuple(
        VisitorKind(
            tuple(Task(s.station, 60 * s.minutes) for s in visit.stops if s.referred_by is None),
            visit.support.interpreter,
            visit.support.priority is not None,
        )
        for visit in came
    )
    half = (at + end) // 2
    return Coming(kinds, ((at, half, expected * 6 // 10), (half, end, expected * 4 // 10)), until=end)


def _share(start: int, at: int, end: int) -> int:
    """How many thousandths of a day's visitors have come, if at the end half as many come an hour as in the morning."""
    gone = 1000 * (at - start) // max(1, end - start)
    return min(1000, gone * (4000 - gone) // 3000)


def _visit(visit: Visit, errands: Mapping[str, Errand]) -> WaitingVisit:
    engaged = visit.engaged
    at_desk = engaged is not None and engaged.state in AT_DESK
    near = engaged is not None and engaged.state is StopState.NEAR
    return WaitingVisit(
        visit.id,
        int(visit.issued_at),
        tuple(_task(visit, stop, errands) for stop in _still(visit)),
        visit.support.interpreter,
        visit.support.priority is not None,
        None if at_desk else int(visit.issued_at),
        engaged.station if engaged is not None and near else None,
        int(engaged.since) if engaged is not None and near else 0,
        visit.party,
    )


def _still(visit: Visit) -> Iterable[Stop]:
    """What is still to be called: the latest stop at each station, unless it has ended or is at a desk."""
    for stop in visit.stops:
        if not stop.ended and stop.state not in AT_DESK and visit.stop(stop.station) is stop:
            yield stop


def _task(visit: Visit, stop: Stop, errands: Mapping[str, Errand]) -> Task:
    after, better, hopeless = set[str](), set[str](), False
    for before, later, strength in visit.precedence:
        if later not in stop.errands or before in stop.errands:
            continue
        earlier = next((s for s in reversed(visit.stops) if before in s.errands), None)
        if earlier is None or earlier is stop:
            continue
        if strength == Strength.SOFT:
            better |= set() if earlier.ended else {earlier.station}
        elif not earlier.ended:
            after.add(earlier.station)
        elif strength == Strength.HARD and not earlier.went_well:
            hopeless = True
    known = [errands[errand] for errand in stop.errands if errand in errands]
    return Task(
        stop.station,
        60 * stop.minutes if stop.minutes > 0 else None,
        frozenset(after),
        frozenset(better),
        not known or any(errand.interpreter is not InterpreterUse.NO for errand in known),
        any(errand.presence is Presence.WHOLE_FAMILY for errand in known),
        hopeless or stop.state in _PARKED,
    )


def _desk(
    day: OfficeDay,
    desk: DeskState,
    errands: Mapping[str, Errand],
    now: int,
    pauses: Mapping[int, tuple[int, int]],
) -> HallDesk:
    pause_from, pause_s = pauses.get(desk.number, (None, 0))
    languages = frozenset(desk.languages)
    visit = None if desk.visit is None else day.visits.get(desk.visit)
    stop = None if visit is None else visit.engaged
    if visit is None or stop is None:
        at = DeskActivity.FREE if desk.open else DeskActivity.CLOSED
        return HallDesk(desk.number, desk.station, at, languages, break_from=pause_from, break_s=pause_s)
    wanted = visit.support.interpreter
    serving = stop.state is StopState.SERVING
    uses = wanted is not None and wanted not in languages and _task(visit, stop, errands).language
    return HallDesk(
        desk.number,
        desk.station,
        DeskActivity.BUSY,
        languages,
        break_from=pause_from,
        break_s=pause_s,
        visit=visit.id,
        started=int(stop.since) if serving else max(now, int(stop.since) + USUAL_LAG_S),
        seconds=60 * stop.minutes if stop.minutes > 0 else None,
        interpreter=wanted if uses else None,
    )
