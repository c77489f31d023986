"""Named situations: every kiosk screen, reached by walking the real flow, for pictures, tests and reviews.

A situation is a name and the touches that lead to it. It needs no server, no journal and no window; time is fixed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from kiosk.core.checkin.state import (
    CheckIn,
    Choose,
    ChooseLanguage,
    Drop,
    Dropped,
    Issued,
    Lobby,
    NotIssued,
    Paper,
    PaperIs,
    ReadingEnded,
    SilenceReason,
    Tap,
    Tick,
)
from kiosk.core.office_config import OTHER_LANGUAGE, OfficeConfig
from kiosk.ui.showcase.walk import Given, Walk

MORNING: Final = datetime(2026, 11, 24, 9, 42)  # a Tuesday: every station of the sample city office is open
SAMPLE_NUMBER: Final = "2047"
SAMPLE_TOKEN: Final = "q7w2m5x9k3r8t1v6p4z0ab"  # opens nothing: a picture's QR needs some letters


@dataclass(frozen=True, slots=True)
class Situation:
    """One named state of the kiosk: what is on the screen, in which lobby, at what time."""

    name: str
    state: CheckIn
    lobby: Lobby
    wall: datetime


class SituationWalk(Walk):
    """A walk in a language; tickets are answered as a willing journal and printer would."""

    def __init__(self, lobby: Lobby, language: str) -> None:
        super().__init__(lobby)
        self.language = language

    def begin(self) -> SituationWalk:
        return self.do(ChooseLanguage(self.language))

    def take_ticket(self, paper: Paper = Paper.PRINTED) -> SituationWalk:
        self.do(Tap.GO_ON)
        token = SAMPLE_TOKEN if self.lobby.config.office.phone_url else None
        issued = Issued("visit", SAMPLE_NUMBER, self.ordered(), MORNING.timestamp(), token)
        return self.do(issued).do(PaperIs(paper))


FAMILY: Final[dict[str, Given]] = {
    "purpose": "letter",
    "sender": "MV",
    "letter": "decision",
    "adults": "2",
    "children": "2",
    "papers": ("lma", "decision"),
    "may_stay": "yes",
    "ground": "protection",
    "pnr": "no",
    "pnr2": "no",
    "kids": "all_here",
    "age": "mid",
    "age2": "mid",
    "needs": ("all",),
    "done": ("none",),
}
WORKER: Final[dict[str, Given]] = {
    "purpose": "new",
    "adults": "1",
    "children": "0",
    "papers": ("eu_id",),
    "pnr": "no",
    "stay": "year_or_more",
    "age": "mid",
    "needs": ("swedish", "work"),
    "done": ("none",),
}
WAITING: Final[dict[str, Given]] = {
    "purpose": "new",
    "adults": "1",
    "children": "1",
    "papers": ("lma",),
    "pnr": "no",
    "age": "mid",
    "needs": ("school",),
    "done": ("none",),
}
OLDER: Final[dict[str, Given]] = {
    "purpose": "new",
    "adults": "2",
    "children": "0",
    "papers": ("ut_card", "other"),
    "ground": "protection",
    "pnr": "no",
    "age": "old",
    "needs": ("all",),
    "done": ("none",),
}
RELATIVE: Final[dict[str, Given]] = {
    "purpose": "new",
    "adults": "1",
    "children": "0",
    "papers": ("ut_card",),
    "ground": "family",
    "family_of": "protection",
    "pnr": "yes",
    "moved": "yes",
    "permit_ends": "soon",
    "age": "mid",
    "needs": ("home", "idcard"),
    "done": ("MV",),
}
UKRAINE: Final[dict[str, Given]] = {
    "purpose": "new",
    "adults": "1",
    "children": "1",
    "papers": ("ut_card", "other"),
    "ground": "ukraine",
    "pnr": "no",
    "permit_months": "12_or_more",
    "kids": "all_here",
    "age": "mid",
    "needs": ("all",),
    "done": ("none",),
}
REFUSED: Final[dict[str, Given]] = {
    "purpose": "new",
    "adults": "1",
    "children": "1",
    "papers": ("lma", "decision"),
    "may_stay": "no",
    "pnr": "no",
    "age": "mid",
    "needs": ("all",),
    "done": ("none",),
}
NOTHING: Final[dict[str, Given]] = {
    "purpose": "new",
    "adults": "1",
    "children": "0",
    "papers": ("eu_id",),
    "pnr": "yes",
    "age": "mid",
    "needs": ("swedish",),
    "done": ("KOM",),
}


def _until(question: str, answers: dict[str, Given] = FAMILY) -> Callable[[SituationWalk], SituationWalk]:
    """The walk that stops at one question."""
    before: dict[str, Given] = {}
    for name, value in answers.items():
        if name == question:
            break
        before[name] = value
    return lambda w: w.begin().answer(**before)


def _papers_chosen(w: SituationWalk) -> SituationWalk:
    return _until("papers")(w).do(Choose("ut_card"), Choose("other"))


def _path(answers: dict[str, Given]) -> Callable[[SituationWalk], SituationWalk]:
    return lambda w: w.begin().answer(**answers)


def _ticket(paper: Paper, answers: dict[str, Given] = FAMILY) -> Callable[[SituationWalk], SituationWalk]:
    return lambda w: w.begin().answer(**answers).take_ticket(paper)


def _put_off(w: SituationWalk) -> SituationWalk:
    """The registration is left for another day, so that nothing is promised that follows it."""
    return _path(FAMILY)(w).do(Tap.CHANGE, Drop("SKV", Dropped.NOT_TODAY), Tap.GO_ON)


def _other_language(w: SituationWalk) -> SituationWalk:
    """Pictures, Swedish and English, for a visitor whose language is not on the screen."""
    return w.do(ChooseLanguage(OTHER_LANGUAGE)).answer(**WORKER)


def _told(w: SituationWalk) -> SituationWalk:
    """The office has said how long the whole visit usually takes."""
    w.lobby = replace(w.lobby, usual_minutes=290)
    return _path(FAMILY)(w)


def _closed(w: SituationWalk) -> SituationWalk:
    office = w.lobby.config.office
    w.lobby = replace(w.lobby, open=False, next_open=office.hours.next_open(w.lobby.today))
    return w.do(Tick())


def _no_voice(w: SituationWalk) -> SituationWalk:
    w.lobby = replace(w.lobby, voices=frozenset())
    return w.begin().do(Tap.LISTEN)


def _no_stations(w: SituationWalk) -> SituationWalk:
    """Everything this person needs is closed today: the list "not today" and reception."""
    office = w.lobby.config.office
    stations = tuple(
        s
        if s.id == "REC"
        else replace(s, hours=replace(s.hours, by_weekday=_other_days(s.hours.by_weekday, w)))
        for s in office.stations
    )
    w.lobby = replace(w.lobby, config=replace(w.lobby.config, office=replace(office, stations=stations)))
    return w.begin().answer(**WORKER)


def _other_days(
    by_weekday: Mapping[int, tuple[time, time]], w: SituationWalk
) -> dict[int, tuple[time, time]]:
    return {day: span for day, span in by_weekday.items() if day != w.lobby.today.weekday()}


WALKS: Final[dict[str, Callable[[SituationWalk], SituationWalk]]] = {
    "welcome": lambda w: w,
    "language": lambda w: w.begin().do(Tap.LANGUAGE),
    "purpose": lambda w: w.begin(),
    "sender": _until("sender"),
    "letter": _until("letter"),
    "adults": _until("adults"),
    "children": _until("children"),
    "kids": _until("kids"),
    "may_stay": _until("may_stay"),
    "family_of": _until("family_of", RELATIVE),
    "stay": _until("stay", WORKER),
    "permit_months": _until("permit_months", UKRAINE),
    "pnr2": _until("pnr2"),
    "moved": _until("moved", RELATIVE),
    "permit_ends": _until("permit_ends", RELATIVE),
    "age2": _until("age2"),
    "needs_of_few": _until("needs", WAITING),
    "papers": _until("papers"),
    "papers_chosen": _papers_chosen,
    "ground": _until("ground"),
    "pnr": _until("pnr"),
    "age": _until("age"),
    "needs": _until("needs"),
    "needs_chosen": lambda w: _until("needs")(w).do(Choose("work"), Choose("school"), Choose("home")),
    "done": _until("done"),
    "station": lambda w: w.begin().do(Choose("one")),
    "errand": lambda w: w.begin().do(Choose("one"), Choose("KOM")),
    "path_family": _path(FAMILY),
    "path_told": _told,
    "path_worker": _path(WORKER),
    "path_waiting": _path(WAITING),
    "path_older": _path(OLDER),
    "path_relative": _path(RELATIVE),
    "path_ukraine": _path(UKRAINE),
    "path_refused": _path(REFUSED),
    "path_put_off": _put_off,
    "path_one_stop": lambda w: w.begin().do(Choose("collect_id")),
    "path_for_other": lambda w: w.begin().do(Choose("for_other")),
    "path_picked": lambda w: w.begin().do(
        Choose("one"), Choose("KOM"), Choose("KOM-ASK"), Tap.ADD, Choose("FK"), Choose("FK-ASK")
    ),
    "path_other_language": _other_language,
    "change": lambda w: _path(FAMILY)(w).do(Tap.CHANGE),
    "change_dropped": lambda w: _path(FAMILY)(w).do(
        Tap.CHANGE, Drop("AF", Dropped.DONE), Drop("KOM", Dropped.NOT_TODAY)
    ),
    "empty": _path(NOTHING),
    "empty_not_today": _no_stations,
    "person": lambda w: w.begin().do(Tap.PERSON),
    "minor": lambda w: _until("age")(w).do(Choose("under18")),
    "printing": _ticket(Paper.PRINTING),
    "ticket": _ticket(Paper.PRINTED),
    "ticket_worker": _ticket(Paper.LOW_PAPER, WORKER),
    "ticket_reception": lambda w: w.begin().do(Tap.PERSON).take_ticket(),
    "ticket_no_paper": _ticket(Paper.NO_PAPER),
    "ticket_cover_open": _ticket(Paper.COVER_OPEN),
    "ticket_no_answer": _ticket(Paper.NO_ANSWER),
    "ticket_refused": _ticket(Paper.REFUSED),
    "ticket_no_printer": _ticket(Paper.NO_PRINTER),
    "show_reception": lambda w: _ticket(Paper.PRINTED)(w).do(Tap.PERSON),
    "start_over": lambda w: _papers_chosen(w).do(Tap.START_OVER),
    "time_out": lambda w: _papers_chosen(w).do(Tick(), wait=71),
    "listening": lambda w: _until("papers")(w).do(Tap.LISTEN),
    "no_voice": _no_voice,
    "no_sound": lambda w: w.begin().do(Tap.LISTEN, ReadingEnded(SilenceReason.NO_SOUND)),
    "needs_headphones": lambda w: _path(FAMILY)(w).do(Tap.LISTEN),
    "trouble": lambda w: _path(FAMILY)(w).do(Tap.GO_ON).do(NotIssued()),
    "closed": _closed,
    "larger_papers": lambda w: _papers_chosen(w).do(Tap.LARGER),
    "larger_needs": lambda w: _until("needs")(w).do(Tap.LARGER),
    "larger_path": lambda w: _path(FAMILY)(w).do(Tap.LARGER),
    "larger_ticket": lambda w: _ticket(Paper.PRINTED)(w).do(Tap.LARGER),
    "lower_papers": lambda w: _papers_chosen(w).do(Tap.LOWER),
    "lower_path": lambda w: _path(FAMILY)(w).do(Tap.LOWER),
    "contrast_papers": lambda w: _papers_chosen(w).do(Tap.CONTRAST),
    "contrast_path": lambda w: _path(FAMILY)(w).do(Tap.CONTRAST),
    "contrast_ticket": lambda w: _ticket(Paper.PRINTED)(w).do(Tap.CONTRAST),
    "all_comforts": lambda w: _papers_chosen(w).do(Tap.LARGER, Tap.LOWER, Tap.CONTRAST),
}


def situation(name: str, language: str, config: OfficeConfig, today: date | None = None) -> Situation:
    """One situation in one language. Raises KeyError for a name that is not in `WALKS`."""
    lobby = Lobby(config, today or MORNING.date())
    walk = WALKS[name](SituationWalk(lobby, language))
    return Situation(name, walk.state, walk.lobby, MORNING.replace(tzinfo=ZoneInfo(config.office.time_zone)))


def situations(language: str, config: OfficeConfig) -> Iterator[Situation]:
    """Every situation in one language."""
    for name in WALKS:
        yield situation(name, language, config)
