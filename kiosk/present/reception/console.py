"""`reception_view`: the hall as lines, in the words of staff. From reception's view and what staff look at.

Pure. Waits are given in minutes; where they stand on a line is the screen's business. Must not know QML, the
network, nor how a press reaches the office.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from kiosk.core.day.lifecycle import AT_DESK, StopState, VisitState
from kiosk.core.office_config import OfficeConfig, OfficeStation
from kiosk.core.views import ReceptionVisit
from kiosk.present.language.languages import language
from kiosk.present.language.words import NO_ISOLATES, Words, words_of
from kiosk.present.reception.devices import device_lines
from kiosk.present.reception.hall import LIMIT_MINUTES, ReceptionHall, Waiting, is_in_hall
from kiosk.present.reception.support import forecast_figures, interpreter_rows, station_actions
from kiosk.present.reception.ticket_panel import ticket_panel
from kiosk.present.reception.view import (
    Action,
    Chip,
    ConfirmQuestion,
    DeskCard,
    Figure,
    FoundTicket,
    Lane,
    Looked,
    Notice,
    Panel,
    PanelFact,
    ReceptionScreen,
)
from kiosk.present.shared import phrases
from kiosk.present.shared.reasons import language_name
from kiosk.present.shared.staff import STAFF
from kiosk.protocol.views import ReceptionDocument

LONGEST_SHOWN: Final = 8
FOUND_SHOWN: Final = 6
AXIS_LEAST: Final = 60
AXIS_MOST: Final = 180
"""Whoever has waited longer stands at the end of the line."""

_KIND: Final = {
    (False, False): "plain",
    (False, True): "next",
    (True, False): "late",
    (True, True): "late_next",
}


def reception_view(
    view: ReceptionDocument | None,
    config: OfficeConfig,
    language_code: str,
    now: datetime,
    at: float,
    looked: Looked | None = None,
    stale_since: datetime | None = None,
    stale: bool = False,
) -> ReceptionScreen:
    """The screen at a local time; `at` is the office's own second. `view` None: nothing has been heard yet.

    `stale`: the office is silent, since `stale_since` if it was ever heard: then nothing is yellow, and nothing
    can be pressed that would need it.
    """
    words, looked = words_of(language_code), looked or Looked()
    frame = _frame(words, config, now, looked, stale_since, stale)
    if view is None:
        return replace(frame, panel=Panel("hall", words.text("No news from the office yet")))
    hall = ReceptionHall(view, at)
    looked = _with_visitor(hall, looked)
    axis = _axis(hall)
    return replace(
        frame,
        panel=_panel(words, config, hall, looked, stale, now),
        lanes=tuple(_lane(words, config, hall, station, now, stale) for station in config.office.stations),
        figures=_figures(words, config, hall, now),
        devices=device_lines(words, config, view.devices, view.version),
        devices_title=words.text("Devices"),
        axis=axis,
        ticks=_ticks(axis),
        limit=LIMIT_MINUTES,
        first_tick="0 min",
        found=_found(words, config, hall, looked.typed),
        found_none=words.text("No such ticket today"),
        closed=words.text("The day is closed. Nobody is called any more today.") if view.closed else "",
        selected=looked.visit if looked.visit in hall.visits else "",
    )


def _with_visitor(hall: ReceptionHall, looked: Looked) -> Looked:
    """A desk that has a visitor is that visitor."""
    desk = hall.desks.get(looked.desk) if looked.desk is not None else None
    if desk is None or desk.visit is None or desk.visit not in hall.visits:
        return looked
    return Looked(desk.visit, typed=looked.typed, question=looked.question, notice=looked.notice)


def _frame(
    words: Words, config: OfficeConfig, now: datetime, looked: Looked, since: datetime | None, stale: bool
) -> ReceptionScreen:
    """What is there before anything has been received."""
    other = next(code for code in STAFF if code != words.code)
    away = ""
    if stale and since is not None:
        away = words.text(
            "The office has not answered since {time}. What you see may be old.", time=words.clock(since)
        ).translate(NO_ISOLATES)
    elif stale:
        away = words.text("The office is not answering. This page updates by itself when it does.")
    return ReceptionScreen(
        words.code,
        phrases.office_name(config),
        words.clock(now),
        Panel("hall", ""),
        search_hint=words.text("Find a number"),
        typed=looked.typed,
        hall_label=words.text("Longest waits"),
        other_language=language(other).own_name.capitalize(),
        stale=away,
        notice=looked.notice,
        question=looked.question,
    )


# The hall ---------------------------------------------------------------------------------------------------------


def _axis(hall: ReceptionHall) -> int:
    most = max((there[0].minutes for there in hall.waiting.values() if there), default=0)
    step = 10 if most <= 100 else 20
    return min(AXIS_MOST, max(AXIS_LEAST, (most // step + 1) * step))


def _ticks(axis: int) -> tuple[int, ...]:
    step = 10 if axis <= 80 else 20 if axis <= 140 else 30
    return tuple(range(0, axis + 1, step))


def _lane(
    words: Words,
    config: OfficeConfig,
    hall: ReceptionHall,
    station: OfficeStation,
    now: datetime,
    stale: bool,
) -> Lane:
    there = hall.queue(station.id)
    first = "" if stale else hall.next.get(station.id, "")
    chips = tuple(
        Chip(
            each.visit.visit,
            each.visit.ticket,
            each.minutes,
            _KIND[each.minutes >= LIMIT_MINUTES, each.visit.visit == first],
            "" if stale else "near" if each.near else "risk" if hall.at_risk(each.visit) else "",
        )
        for each in there
    )
    longest = there[0].minutes if there else 0
    return Lane(
        station.id,
        phrases.agency(words, config, station.id),
        words.count("{n} waits", "{n} wait", len(there)).translate(NO_ISOLATES) if there else "",
        words.text("longest {n} min", n=longest).translate(NO_ISOLATES) if there else "",
        longest >= LIMIT_MINUTES,
        station.hours.on(now.date()) is None or station.id in hall.view.shut,
        chips,
        _desks(words, config, hall, station.id),
    )


def _desks(words: Words, config: OfficeConfig, hall: ReceptionHall, station: str) -> tuple[DeskCard, ...]:
    """Those of the settings and any other that has been opened here."""
    planned = {desk.number for desk in config.office.desks if desk.station == station}
    moved = {number for number, desk in hall.desks.items() if desk.station != station}
    here = {number for number, desk in hall.desks.items() if desk.station == station}
    return tuple(_desk(words, hall, number) for number in sorted((planned - moved) | here))


def _desk(words: Words, hall: ReceptionHall, number: int) -> DeskCard:
    desk = hall.desks.get(number)
    key = f"desk:{number}"
    visit = hall.visits.get(desk.visit) if desk and desk.visit else None
    stop = visit.engaged if visit else None
    if visit is not None and stop is not None and stop.state in AT_DESK:
        minutes = f"{hall.minutes(stop.since)}′"
        return DeskCard(key, str(number), stop.state.value, minutes, visit.ticket, "", visit.visit)
    if desk is None or not desk.open:
        return DeskCard(key, str(number), "closed", note=words.text("closed", "desk"))
    return DeskCard(key, str(number), "free", note=words.text("free", "desk"))


def _figures(words: Words, config: OfficeConfig, hall: ReceptionHall, now: datetime) -> tuple[Figure, ...]:
    people = sum(visit.party for visit in hall.in_hall)
    longest = hall.longest()
    at_desks = [desk for desk in hall.desks.values() if desk.visit]
    opened = [desk for desk in hall.desks.values() if desk.open or desk.visit]
    where = phrases.agency(words, config, longest.stop.station) if longest else ""
    figures = (
        Figure(
            "waiting",
            str(len(hall.in_hall)),
            words.count(
                "ticket waits, {people}",
                "tickets wait, {people}",
                len(hall.in_hall),
                people=words.count("{n} person", "{n} people", people),
            ),
        ),
        Figure(
            "longest",
            str(longest.minutes if longest else 0),
            words.text("min longest, {agency}", agency=where) if longest else words.text("min longest wait"),
            bool(longest and longest.minutes >= LIMIT_MINUTES),
        ),
        Figure("served", str(hall.served), words.count("visit done today", "visits done today", hall.served)),
        Figure(
            "desks",
            str(len(at_desks)),
            words.count(
                "of {open} open desk has a visitor",
                "of {open} open desks have visitors",
                len(opened),
                open=len(opened),
            ),
        ),
    )
    shown = (*figures[:2], *(forecast_figures(words, config, hall, now) or figures[2:]))
    return tuple(Figure(each.id, each.number, each.text.translate(NO_ISOLATES), each.alarm) for each in shown)


# Finding, and the panel beside the hall ---------------------------------------------------------------------------


def _found(words: Words, config: OfficeConfig, hall: ReceptionHall, typed: str) -> tuple[FoundTicket, ...]:
    """Tickets whose number begins so: those still here first."""
    if not typed:
        return ()
    matching = [visit for visit in hall.visits.values() if visit.ticket.startswith(typed)]
    matching.sort(
        key=lambda visit: (visit.state is not VisitState.ACTIVE, visit.ticket != typed, visit.ticket)
    )
    return tuple(_row(words, config, hall, visit) for visit in matching[:FOUND_SHOWN])


def _row(words: Words, config: OfficeConfig, hall: ReceptionHall, visit: ReceptionVisit) -> FoundTicket:
    engaged = visit.engaged
    waits = [stop for stop in visit.stops if stop.state is StopState.WAITING]
    station = engaged.station if engaged else waits[0].station if waits else ""
    if visit.state is VisitState.FINISHED:
        text = words.text("finished")
    elif visit.state is VisitState.LEFT:
        text = words.text("has left")
    elif engaged is not None and engaged.desk is not None:
        text = words.text("at desk {desk}", desk=engaged.desk)
    elif station:
        text = phrases.agency(words, config, station)
    else:
        text = words.inside(words.text("Paused"))
    return FoundTicket(visit.visit, visit.ticket, station, text.translate(NO_ISOLATES))


def _panel(
    words: Words, config: OfficeConfig, hall: ReceptionHall, looked: Looked, stale: bool, now: datetime
) -> Panel:
    if looked.visit in hall.visits:
        return ticket_panel(words, config, hall, looked, stale, now)
    if looked.desk is not None:
        return _desk_panel(words, config, hall, looked.desk, stale)
    if looked.station and config.office.station(looked.station):
        return _station_panel(words, config, hall, looked.station, stale)
    return _hall_panel(words, config, hall, stale)


def _minutes(minutes: int) -> str:
    return f"{minutes} min"  # so in both languages of staff


def _hall_panel(words: Words, config: OfficeConfig, hall: ReceptionHall, stale: bool) -> Panel:
    """Who has waited longest, each visitor once."""
    every = sorted((w for there in hall.waiting.values() for w in there), key=lambda w: w.stop.queued_at)
    seen: dict[str, FoundTicket] = {}
    for each in every:
        visit = each.visit.visit
        if visit not in seen and is_in_hall(each.visit):
            station = each.stop.station
            seen[visit] = FoundTicket(
                visit,
                each.visit.ticket,
                station,
                phrases.agency(words, config, station),
                _minutes(each.minutes),
                each.minutes >= LIMIT_MINUTES,
            )
            if len(seen) == LONGEST_SHOWN:
                break
    odd = len(hall.view.oddities)
    noted = words.count("{n} event did not fit", "{n} events did not fit", odd).translate(NO_ISOLATES)
    question = ConfirmQuestion(
        words.text("Close the day?"),
        words.count(
            "{n} visit is not finished. It ends as left, and nobody is called any more today.",
            "{n} visits are not finished. They end as left, and nobody is called any more today.",
            sum(visit.state is VisitState.ACTIVE for visit in hall.visits.values()),
        ).translate(NO_ISOLATES),
        words.text("Close the day"),
        words.text("Keep it open"),
        "closed",
    )
    interpreters, comes_and_goes = interpreter_rows(words, config, hall)
    close = Action("day.close", "day.close", words.text("Close the day"), "closed", question=question)
    return Panel(
        "hall",
        words.text("Longest waits"),
        words.text("Touch a ticket to see its day.") if seen else "",
        rows=tuple(seen.values()),
        rows_empty=words.text("Nobody waits"),
        facts=(*interpreters, *((PanelFact("information", noted),) if odd else ())),
        actions=() if stale or hall.view.closed else (*comes_and_goes, close),
    )


def _station_panel(
    words: Words, config: OfficeConfig, hall: ReceptionHall, station: str, stale: bool
) -> Panel:
    """Everyone who waits at a station, longest first; and the press that closes it for the day."""
    there = hall.queue(station)
    here = config.office.station(station)

    def state(each: Waiting) -> str:
        engaged = each.visit.engaged
        if each.visit.visit == hall.next.get(station):
            return words.text("called next")
        if engaged is not None and engaged is not each.stop:
            if engaged.desk is None:
                return words.text("asked to come near elsewhere")
            return words.text("at desk {desk}", desk=engaged.desk)
        if not each.ready:
            return words.inside(words.text("Something else comes first"))
        return language_name(words, each.visit.language)

    return Panel(
        "station",
        phrases.agency(words, config, station),
        here.place if here else "",
        station=station,
        rows=tuple(
            FoundTicket(
                each.visit.visit,
                each.visit.ticket,
                "",
                state(each).translate(NO_ISOLATES),
                _minutes(each.minutes),
                each.minutes >= LIMIT_MINUTES,
            )
            for each in there
        ),
        rows_empty=words.text("Nobody waits"),
        actions=() if stale else station_actions(words, config, hall, station),
        back=words.text("Back"),
    )


def _desk_panel(words: Words, config: OfficeConfig, hall: ReceptionHall, number: int, stale: bool) -> Panel:
    """A desk without a visitor: opened, closed, or given the next one."""
    known = hall.desks.get(number)
    planned = next((desk for desk in config.office.desks if desk.number == number), None)
    station = known.station if known else planned.station if planned else ""
    spoken = tuple(known.languages) if known else planned.languages if planned else ("sv",)
    opened = bool(known and known.open)
    desk = (("desk", number),)
    actions: list[Action] = []
    if not stale and not hall.view.closed and station:
        if not opened:
            args = (*desk, ("station", station), ("languages", list(spoken)))
            actions = [Action("desk.open", "desk.open", words.text("Open the desk"), "desk", args)]
        else:
            if station in hall.next and known is not None and not known.visit:
                actions.append(
                    Action("call.next", "call.next", words.text("Call next"), "call", desk, strong=True)
                )
            actions.append(Action("desk.close", "desk.close", words.text("Close the desk"), "hold", desk))
    state = words.text("The desk is open and free") if opened else words.text("The desk is closed")
    return Panel(
        "desk",
        words.text("Desk {desk}", desk=number).translate(NO_ISOLATES),
        phrases.agency(words, config, station) if station else "",
        station=station,
        facts=(
            PanelFact("desk", state),
            PanelFact("language", words.listed(tuple(language_name(words, code) for code in spoken))),
        ),
        actions=tuple(actions),
        back=words.text("Back"),
    )


def told(title: str, said: str) -> Notice:
    """That a press has been followed."""
    return Notice(f"{title}: {said}")


def not_told(language_code: str) -> Notice:
    """That nobody knows whether a press was followed."""
    words = words_of(language_code)
    return Notice(
        words.text("The office is not answering. Check how things stand before you press again."), False
    )
