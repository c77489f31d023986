"""Reception's words for what helps the hall along: the day's forecast, interpreters, priority, a station that closes.

Must not know QML or the network.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from kiosk.core.day.lifecycle import VisitState
from kiosk.core.day.state import DeskState
from kiosk.core.office_config import OfficeConfig
from kiosk.core.views import ReceptionVisit
from kiosk.present.language.words import NO_ISOLATES, Words, marked
from kiosk.present.reception.hall import ReceptionHall
from kiosk.present.reception.view import Action, ConfirmQuestion, Figure, Notice, PanelFact
from kiosk.present.shared import phrases, promises
from kiosk.present.shared.reasons import language_name
from kiosk.protocol.views import ReceptionDocument

PRIORITIES: Final = {
    "small_child": marked("Small child"),
    "hard_to_wait": marked("Hard to wait"),
    "health": marked("Health"),
    "safety": marked("Safety"),
    "other": marked("Another reason"),
}
"""Code of a reason for priority -> words. No diagnosis, and nobody is asked for one."""
CHOOSING: Final = "choose"
"""The kind of a button that sends nothing, and shows other buttons instead."""


def forecast_figures(
    words: Words, config: OfficeConfig, hall: ReceptionHall, now: datetime
) -> tuple[Figure, ...]:
    """When the last visitor is usually done, and how many may not be by closing; nothing without a forecast."""
    last = hall.last_finish()
    if last is None:
        return ()
    hours = config.office.hours.on(now.date())
    done = promises.clock_of(last, now)
    late = hours is not None and hours[0] < hours[1] < done.time()
    risk = sum(hall.at_risk(visit) for visit in hall.visits.values())
    said = words.count("may not finish today", "may not finish today", risk)
    if hours is not None:
        closes = words.clock(hours[1])
        said = words.count("may not finish by {time}", "may not finish by {time}", risk, time=closes)
    return (
        Figure("last", words.clock(done), words.text("last one done"), late),
        Figure("risk", str(risk), said, risk > 0),
    )


def finish_facts(
    words: Words, config: OfficeConfig, hall: ReceptionHall, visit: ReceptionVisit, now: datetime
) -> list[PanelFact]:
    """When a visitor is usually done, and whether that is too late."""
    found = []
    if visit.finish is not None and visit.state is VisitState.ACTIVE:
        usual = words.clock(promises.clock_of(max(visit.finish.p50, now.timestamp()), now))
        found.append(PanelFact("ready-smile", words.text("Done about {time}", time=usual)))
    if hall.at_risk(visit):
        found.append(PanelFact("warning", words.text("May not finish before closing"), warning=True))
    return found


# Interpreters ------------------------------------------------------------------------------------------------------


def pools(config: OfficeConfig, hall: ReceptionHall) -> dict[str, int]:
    """How many interpreters are in the house by language, as last counted."""
    return {**config.office.interpreters, **dict(hall.view.interpreters)}


def at_work(hall: ReceptionHall, code: str) -> list[DeskState]:
    """The desks where an interpreter of a language is at work."""
    found = []
    for desk in hall.desks.values():
        visit = hall.visits.get(desk.visit or "")
        if visit is not None and visit.support.interpreter == code and code not in desk.languages:
            found.append(desk)
    return found


def interpreter_rows(
    words: Words, config: OfficeConfig, hall: ReceptionHall
) -> tuple[tuple[PanelFact, ...], tuple[Action, ...]]:
    """How many of each language are free, and the presses with which one comes or goes."""
    facts: list[PanelFact] = []
    actions: list[Action] = []
    for code, count in sorted(pools(config, hall).items()):
        name = language_name(words, code)
        free = max(0, count - len(at_work(hall, code)))
        said = words.text("{language}: {free} of {n} free", language=name, free=free, n=count)
        facts.append(PanelFact("interpreter", said.translate(NO_ISOLATES), warning=free == 0))
        args = (("language", code),)
        one_more = words.text("{language}: one more", language=name).translate(NO_ISOLATES)
        actions.append(
            Action(
                f"interpreters:{code}:more",
                "interpreters",
                one_more,
                "add-stop",
                (*args, ("count", count + 1)),
            )
        )
        if count:
            one_less = words.text("{language}: one less", language=name).translate(NO_ISOLATES)
            actions.append(
                Action(
                    f"interpreters:{code}:less",
                    "interpreters",
                    one_less,
                    "remove-stop",
                    (*args, ("count", count - 1)),
                )
            )
    return tuple(facts), tuple(actions)


def waits_for_interpreter(
    words: Words, config: OfficeConfig, hall: ReceptionHall, visit: ReceptionVisit, station: str
) -> str:
    """ "Waits for an interpreter (Dari). The interpreter is at desk 7."; "" when that is not why."""
    code = visit.support.interpreter
    if code is None or code not in pools(config, hall):
        return ""
    if any(code in desk.languages for desk in hall.desks.values() if desk.open and desk.station == station):
        return ""
    busy = at_work(hall, code)
    if not busy or pools(config, hall)[code] > len(busy):
        return ""  # with none in the house at all it is done by telephone
    said = words.text("Waits for an interpreter ({language}).", language=language_name(words, code))
    served = hall.visits.get(busy[0].visit or "")
    stop = None if served is None else served.engaged
    minutes = hall.minutes(stop.since) if stop is not None else 0
    where = words.text("A visitor has been at desk {desk} for {n} min.", desk=busy[0].number, n=minutes)
    return f"{said} {where}"


# Priority, and a station that closes ---------------------------------------------------------------------------------


def priority_text(words: Words, reason: str | None) -> str:
    """ "Priority: small child"."""
    known = PRIORITIES.get(reason or "")
    priority = words.text("Priority")
    return f"{priority}: {words.inside(words.text(known))}" if known else priority


def priority_actions(words: Words, visit: ReceptionVisit, choosing: bool) -> list[Action]:
    """Priority given for one of the reasons, or taken back."""
    about = (("visit", visit.visit),)
    if choosing:
        return [
            Action(f"priority:{code}", "priority", words.text(said), "priority", (*about, ("reason", code)))
            for code, said in PRIORITIES.items()
        ]
    if visit.support.priority:
        return [Action("priority:none", "priority", words.text("No priority"), "undo", about)]
    return [Action("priority", CHOOSING, words.text("Priority"), "priority")]


def station_actions(
    words: Words, config: OfficeConfig, hall: ReceptionHall, station: str
) -> tuple[Action, ...]:
    """A station that goes home early, or comes back."""
    if hall.view.closed:
        return ()
    about = (("station", station),)
    agency = phrases.agency(words, config, station)
    if station in hall.view.shut:
        return (Action("station.open", "station.open", words.text("Open the station again"), "door", about),)
    question = ConfirmQuestion(
        words.text("Close {agency} for today?", agency=agency).translate(NO_ISOLATES),
        words.count(
            "{n} visitor who waits here comes back another day. The rest of the path goes on.",
            "{n} visitors who wait here come back another day. The rest of their paths goes on.",
            len(hall.queue(station)),
        ).translate(NO_ISOLATES),
        words.text("Close the station"),
        words.text("Keep it open"),
        "closed",
    )
    return (
        Action(
            "station.close",
            "station.close",
            words.text("Close the station"),
            "closed",
            about,
            question=question,
        ),
    )


# Taking a press back -------------------------------------------------------------------------------------------------


def undo_of(words: Words, action: Action, view: ReceptionDocument) -> Action | None:
    """What takes a press back that was followed on this view; None for what cannot be taken back."""
    args = dict(action.args)
    visit = next((v for v in view.visits if v.visit == args.get("visit")), None)
    about = () if visit is None else (("visit", visit.visit),)
    desk = next((d for d in view.desks if d.number == args.get("desk")), None)

    def back(kind: str, *more: tuple[str, object]) -> Action:
        return Action("undo", kind, words.text("Undone"), "undo", more)

    match action.kind:
        case "pre_call" if visit is not None:
            return back("release", *about)
        case "hold" if "station" in args:
            return back("resume", *about, ("station", args["station"]))
        case "resume":
            return back("hold", *about, ("station", args["station"]))
        case "priority" if visit is not None:
            was = visit.support.priority
            return back("priority", *about, *((("reason", was),) if was in PRIORITIES else ()))
        case "interpreters":
            change = 1 if action.id.endswith(":less") else -1
            return back(
                "interpreters", ("language", args["language"]), ("count", int(str(args["count"])) + change)
            )
        case "desk.close" if desk is not None:
            known = (
                ("desk", desk.number),
                ("station", desk.station),
                ("languages", list(desk.languages)),
            )
            return back("desk.open", *known)
        case "desk.open" if desk is None or not desk.open:
            return back("desk.close", ("desk", args["desk"]))
    return None


def undoable(words: Words, notice: Notice) -> Notice:
    """The notice with the press that takes it back."""
    return replace(notice, undo=words.text("Undo"))


def still_undoable(view: ReceptionDocument, undo: Action, happened: int | None) -> bool:
    """Until the next event on that visit: `happened` is how many there were after the press was followed."""
    visit = dict(undo.args).get("visit")
    return visit is None or happened is None or happened_to(view, visit) <= happened


def happened_to(view: ReceptionDocument, visit: object) -> int:
    return next((len(v.history) for v in view.visits if v.visit == visit), 0)
