"""Named situations of reception, for pictures, tests and reviews. Need no server; time is fixed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from kiosk.core.day.events import InterpretersCounted, StopMoved
from kiosk.core.day.lifecycle import StopState, Verb, VisitState
from kiosk.core.office_config import OfficeConfig
from kiosk.core.queue.from_day import next_by_station
from kiosk.present.language.words import words_of
from kiosk.present.reception.console import reception_view
from kiosk.present.reception.support import undoable
from kiosk.present.reception.view import Looked, Notice, ReceptionScreen
from kiosk.protocol.views import DeviceView
from kiosk.ui.reception.model import Reception
from kiosk.ui.showcase.sample_days import FAMILY, OPENS, WORKER, SampleDay, devices


@dataclass
class ReceptionScene:
    """A day and what staff look at."""

    day: SampleDay
    looked: Looked = field(default_factory=Looked)
    others: tuple[DeviceView, ...] = ()
    stale_since: datetime | None = None
    stale: bool = False
    heard: bool = True
    silent: float = 0.0  # minutes since the last news
    foretold: bool = False  # with a forecast of the hall


def _waiting(day: SampleDay, place: int = 0) -> str:
    """Of those who wait, whoever has waited longest, or the one so many after."""
    found = [
        visit
        for visit in day.state.visits.values()
        if visit.state is VisitState.ACTIVE
        and visit.engaged is None
        and any(stop.state is StopState.WAITING for stop in visit.stops)
    ]
    return found[place].id if place < len(found) else ""


def _at_desk(day: SampleDay, state: StopState) -> str:
    visits = day.state.visits.values()
    return next((v.id for v in visits if v.engaged is not None and v.engaged.state is state), "")


def _empty(config: OfficeConfig) -> ReceptionScene:
    return ReceptionScene(SampleDay(config).open_desks().wait(4))


def _normal(config: OfficeConfig) -> ReceptionScene:
    day = SampleDay(config).open_desks(5).play(104, 60, 3, 2.0)
    return ReceptionScene(day)


def _ticket(config: OfficeConfig) -> ReceptionScene:
    scene = _normal(config)
    return replace(scene, looked=Looked(visit=_waiting(scene.day)))


def _family(config: OfficeConfig) -> ReceptionScene:
    """The longest ticket: five stops, everything known, one stop done, one paused."""
    scene = _normal(config)
    day = scene.day
    visit = day.arrives(
        FAMILY, "fa-AF", 5, number="3008", interpreter="fa-AF", private_help=True, paper="no_paper"
    )
    day.do(StopMoved(visit, "SKV", Verb.HOLD)).wait(7)
    return replace(scene, looked=Looked(visit=visit))


def _served(state: StopState) -> Callable[[OfficeConfig], ReceptionScene]:
    def made(config: OfficeConfig) -> ReceptionScene:
        scene = _normal(config)
        return replace(scene, looked=Looked(visit=_at_desk(scene.day, state)))

    return made


def _called(config: OfficeConfig) -> ReceptionScene:
    scene = _normal(config)
    day = scene.day
    visit = day.arrives(WORKER, "so", 1, number="4017")
    day.wait(1).do(StopMoved(visit, "KOM", Verb.PRE_CALL)).wait(1)
    return replace(scene, looked=Looked(visit=visit))


def _to_call(config: OfficeConfig) -> ReceptionScene:
    """Reception is free, and so are the desks: everything can be pressed."""
    day = SampleDay(config).open_desks().wait(15)
    first = day.arrives(WORKER, "uk", 2)
    visit = day.arrives((("REC", ("REC-HELP",), 5), *FAMILY), "ti", 4, number="2047", interpreter="ti")
    day.wait(9).call(first, "SKV", 3).wait(3)
    return ReceptionScene(day, Looked(visit=visit))


def _foretold(config: OfficeConfig) -> ReceptionScene:
    """In the afternoon, with a forecast: not all will finish; some are asked near; interpreters have been counted."""
    day = SampleDay(config, start=OPENS.replace(hour=13, minute=0)).open_desks(5).play(80, 56, 3, 1.4)
    day.do(InterpretersCounted("ar", 2), InterpretersCounted("fa-AF", 1))
    for station, choice in next_by_station(day.state, config, day.at).items():
        if station == "SKV":
            day.do(StopMoved(choice.visit, station, Verb.PRE_CALL, by="rule"))
    return ReceptionScene(day.wait(1), foretold=True)


def _looking_at_risk(scene: ReceptionScene) -> ReceptionScene:
    seen = scene.day.reception(foretold=True)
    worst = max(seen.visits, key=lambda visit: visit.at_risk or 0)
    return replace(scene, looked=Looked(visit=worst.visit))


def _choosing(config: OfficeConfig) -> ReceptionScene:
    scene = _ticket(config)
    return replace(scene, looked=replace(scene.looked, choosing="priority"))


def _undo(config: OfficeConfig) -> ReceptionScene:
    scene = _ticket(config)
    ticket = scene.day.state.visits[scene.looked.visit].ticket
    words = words_of("sv")
    said = f"{ticket}: {words.inside(words.text('Small child'))}"
    return replace(scene, looked=replace(scene.looked, notice=undoable(words, Notice(said))))


def _finished(config: OfficeConfig) -> ReceptionScene:
    scene = _normal(config)
    done = next(v.id for v in scene.day.state.visits.values() if v.state is VisitState.FINISHED)
    return replace(scene, looked=Looked(visit=done))


def _long(config: OfficeConfig) -> ReceptionScene:
    """One agency is far behind."""
    day = SampleDay(config).open_desks(5).play(104, 60, 9, 2.0)
    return ReceptionScene(day, Looked(visit=_waiting(day)))


_full_days: dict[int, SampleDay] = {}


def full_day(config: OfficeConfig) -> SampleDay:
    """300 visits, and a hall that cannot take more. Played once for each configuration."""
    if id(config) not in _full_days:
        _full_days[id(config)] = SampleDay(config).open_desks().play(265, 300, 3, 1.6)
    return _copied(_full_days[id(config)])


def _full(config: OfficeConfig) -> ReceptionScene:
    return ReceptionScene(full_day(config))


def _copied(day: SampleDay) -> SampleDay:
    copy = SampleDay(day.config)
    copy.state, copy.at, copy.history, copy.numbers = day.state, day.at, dict(day.history), day.numbers
    return copy


def _trouble(config: OfficeConfig) -> ReceptionScene:
    scene = _normal(config)
    day = scene.day
    silent = day.device("Board 1", "Hallen", connected=False, heard_at=day.at - 660, heard_s=660)
    return replace(
        scene,
        others=(
            day.device("Kiosk 2", "Entré höger", paper="no_paper", unsent=0),
            day.device("Kiosk 3", "Entré mitten", paper="low_paper"),
            silent,
            day.device("Kiosk 4", "Biblioteket", unsent=12),
        ),
    )


def _out_of_date(config: OfficeConfig) -> ReceptionScene:
    scene = _ticket(config)
    return replace(scene, stale=True, stale_since=scene.day.now, silent=7)


def _closed(config: OfficeConfig) -> ReceptionScene:
    day = _normal(config).day
    return ReceptionScene(day.wait(300).close())


def _asking(config: OfficeConfig) -> ReceptionScene:
    scene = _normal(config)
    view = _shown(scene, "sv", config)
    question = next(action.question for action in view.panel.actions if action.question)
    return replace(scene, looked=replace(scene.looked, question=question))


def _searching(config: OfficeConfig) -> ReceptionScene:
    scene = _normal(config)
    return replace(scene, looked=Looked(typed="204"))


def _refused(config: OfficeConfig) -> ReceptionScene:
    scene = _ticket(config)
    said = words_of("sv").text("There is a visitor at this desk already.")
    return replace(scene, looked=replace(scene.looked, notice=Notice(said, False)))


SITUATIONS: Final[dict[str, Callable[[OfficeConfig], ReceptionScene]]] = {
    "empty": _empty,
    "normal": _normal,
    "ticket": _ticket,
    "ticket_to_call": _to_call,
    "ticket_family": _family,
    "ticket_served": _served(StopState.SERVING),
    "ticket_near": _called,
    "ticket_finished": _finished,
    "foretold": _foretold,
    "ticket_foretold": lambda config: _looking_at_risk(_foretold(config)),
    "ticket_priority": _choosing,
    "ticket_undo": _undo,
    "station_to_close": lambda config: replace(_normal(config), looked=Looked(station="FK")),
    "long_waits": _long,
    "full": _full,
    "full_station": lambda config: replace(_full(config), looked=Looked(station="SKV")),
    "desk_free": lambda config: replace(_empty(config), looked=Looked(desk=3)),
    "desk_closed": lambda config: replace(_normal(config), looked=Looked(desk=5)),
    "devices": _trouble,
    "searching": _searching,
    "search_none": lambda config: replace(_normal(config), looked=Looked(typed="99")),
    "asking": _asking,
    "refused": _refused,
    "out_of_date": _out_of_date,
    "never_heard": lambda config: replace(_empty(config), heard=False, stale=True),
    "closed": _closed,
}


def reception_situation(name: str, language: str, config: OfficeConfig) -> ReceptionScreen:
    """One situation in one language. Raises KeyError for a name that is not in `SITUATIONS`."""
    return _shown(SITUATIONS[name](config), language, config)


def show_situation(reception: Reception, name: str, language: str, config: OfficeConfig) -> None:
    reception.show(reception_situation(name, language, config))


def _shown(scene: ReceptionScene, language: str, config: OfficeConfig) -> ReceptionScreen:
    day = scene.day
    return reception_view(
        day.reception(devices(day, *scene.others), foretold=scene.foretold) if scene.heard else None,
        config,
        language,
        day.now + timedelta(minutes=scene.silent),
        day.at + 60 * scene.silent,
        scene.looked,
        scene.stale_since,
        scene.stale,
    )
