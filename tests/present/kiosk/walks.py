"""Walks through the check-in that also look at every screen, for all tests of words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, date, datetime, time

from kiosk.catalogue.load import load_config
from kiosk.core.checkin.answers import Answers
from kiosk.core.checkin.flow import asked_here
from kiosk.core.checkin.state import (
    CheckIn,
    Choose,
    ChooseLanguage,
    Command,
    Drop,
    Dropped,
    Issued,
    Lobby,
    Paper,
    PaperIs,
    Place,
    ReadingEnded,
    Screen,
    SetPrivateHelp,
    Tap,
    Tick,
)
from kiosk.core.office_config import OfficeConfig
from kiosk.core.opening_hours import Hours
from kiosk.present.kiosk.screens import present
from kiosk.present.kiosk.view import KioskView
from kiosk.present.language.languages import LANGUAGES
from kiosk.ui.showcase.walk import Given, Walk

MONDAY = date(2026, 11, 23)
WALL = datetime(2026, 11, 23, 9, 42)
TOKEN = "q3VxJ0a9Zk7sYw1TtB5mUg"
EXISTING = tuple(LANGUAGES)
"""The languages that have words."""

_WEEKDAYS = Hours({day: (time(9), time(16)) for day in range(4)} | {4: (time(9), time(15))})
_OFFER = load_config(None)
CONFIG = replace(
    _OFFER,
    office=replace(
        _OFFER.office,
        name="Ekeby",
        hours=_WEEKDAYS,
        stations=tuple(replace(s, hours=_WEEKDAYS) for s in _OFFER.office.stations),
        phone_url="https://ekeby.example/p",
    ),
)
LOBBY = Lobby(CONFIG, MONDAY)


def part_of_office(config: OfficeConfig = CONFIG) -> OfficeConfig:
    """An office where one station is shut on Mondays, one is absent, and one errand is by booked time."""
    stations = []
    for station in config.office.stations:
        if station.id == "FK":
            stations.append(replace(station, hours=Hours({1: (time(9), time(16))})))
        elif station.id == "SKV":
            stations.append(replace(station, booking_only=frozenset({"SKV-REG"})))
        elif station.id != "AF":
            stations.append(station)
    return replace(config, office=replace(config.office, stations=tuple(stations)))


class Visitor(Walk):
    """Plays commands in a language and keeps every screen seen."""

    def __init__(self, language: str, lobby: Lobby = LOBBY) -> None:
        super().__init__(lobby)
        self.seen: list[KioskView] = []
        self.play(Tick())
        if lobby.open:
            self.play(ChooseLanguage(language))

    def play(self, *commands: Command) -> KioskView:
        for command in commands:
            self.do(command)
            self.seen.append(self.view)
        return self.view

    def wait(self, seconds: float) -> KioskView:
        self.at += seconds - 1
        return self.play(Tick())

    @property
    def view(self) -> KioskView:
        return present(self.state, self.lobby, WALL)

    def tell(self, until: str = "", **answers: Given) -> KioskView:
        """Answers what is asked, up to the path or the question `until`; what is not given, as it counts unasked.

        So a question that somebody adds to the catalogue moves no walk.
        """
        while self.state.place.screen is Screen.QUESTION and self.state.place.question not in (None, until):
            question = self.lobby.config.catalogue.question(str(self.state.place.question))
            assert question is not None
            options = [option.id for option in question.options]
            counts_as = str(getattr(Answers(), question.id))
            given = answers.get(question.id, counts_as if counts_as in options else options[0])
            here = self.state.place
            self.play(*map(Choose, (given,) if isinstance(given, str) else given))
            if question.multiple and self.state.place == here:
                self.play(Tap.GO_ON)
            if self.state.place == here:  # none of these is offered to this visitor
                self.play(Choose(asked_here(self.state, question, self.lobby).options[0].id))
            if self.state.place == here:
                self.play(Tap.GO_ON)
        return self.view

    def answer_all(self, kids: str = "all_here") -> KioskView:
        """A family with a letter, from the purpose to the path."""
        return self.tell(
            purpose="letter", sender="MV", letter="decision", adults="2", kids=kids, children="2",
            papers=("lma", "decision"), may_stay="yes", ground="protection", pnr="no", pnr2="no", age="mid",
            age2="mid", needs=("all",), done=("none",),
        )  # fmt: skip

    def take_ticket(self, token: str | None = TOKEN) -> KioskView:
        self.play(Tap.GO_ON)
        issued_at = datetime(2026, 11, 23, 8, 44, tzinfo=UTC).timestamp()
        return self.play(Issued("v1", "2047", self.ordered(), issued_at, token))


def every_screen(language: str) -> Iterator[KioskView]:
    """Every place of the flow and every sheet, in one language."""
    family = Visitor(language)
    family.answer_all("not_all_here")
    family.play(Tap.CHANGE, Drop("KOM", Dropped.DONE), Drop("FK", Dropped.NOT_TODAY), Tap.GO_ON)
    family.play(Tap.LISTEN, ReadingEnded(), Tap.START_OVER, Tap.KEEP_ON, Tap.LANGUAGE, Tap.BACK)
    family.wait(70)
    family.play(Tap.MORE_TIME)
    family.take_ticket()
    family.play(*map(PaperIs, Paper), Tap.PERSON)
    yield from family.seen

    one = Visitor(language)
    one.play(
        Choose("one"), Choose("KOM"), Choose("KOM-SFI"), Tap.CHANGE, Drop("KOM", Dropped.DONE), Tap.GO_ON
    )
    yield from one.seen

    partly = Visitor(language, Lobby(part_of_office(), MONDAY))
    partly.answer_all()
    yield from partly.seen

    newcomer = {
        "purpose": "new",
        "adults": "2",
        "children": "0",
        "papers": ("ut_card",),
        "needs": ("idcard", "home"),
    }
    for more in (
        {"ground": "family", "pnr": "yes", "age": "young", "needs": ("swedish", "home")},
        {"ground": "ukraine", "pnr": "no"},
        {"papers": ("eu_id",), "pnr": "no", "needs": ("work", "money")},
        {"ground": "protection", "pnr": "yes", "needs": ("swedish", "home"), "done": ("MV", "AF")},
        {"ground": "protection", "pnr": "no", "age": "old", "needs": ("work",), "done": ("PM",)},
        {"children": "1", "ground": "protection", "pnr": "no", "needs": ("school",), "done": ("MV",)},
    ):
        other = Visitor(language)
        other.tell("", **{**newcomer, **more})  # type: ignore[arg-type]
        yield from other.seen

    alone = Visitor(language)
    alone.tell("age", purpose="new", papers=("other",), pnr="no")
    alone.play(Choose("under18"), Tap.PERSON, SetPrivateHelp(True))
    alone.take_ticket(token=None)
    alone.play(PaperIs(Paper.PRINTED))
    yield from alone.seen

    for place in (Screen.TROUBLE, Screen.EMPTY):
        yield present(CheckIn(place=Place(place), language=language), LOBBY, WALL)
    for next_open in (None, (MONDAY, time(9)), (date(2026, 11, 24), time(9)), (date(2026, 12, 24), time(9))):
        closed = CheckIn(place=Place(Screen.CLOSED))
        languages = (language, *(code for code in CONFIG.office.languages if code != language))
        config = replace(CONFIG, office=replace(CONFIG.office, languages=languages))
        yield present(closed, Lobby(config, MONDAY, open=False, next_open=next_open), WALL)


_NOT_WORDS = {
    *{"id", "layout", "place", "language", "script", "pictogram", "sign", "action_pictogram", "action_tap"},
    *{
        "people",
        "other_pictogram",
        "other_tap",
        "station",
        "letter",
        "kind",
        "dropped",
        "paper",
        "qr",
        "reprint_tap",
    },
}


@dataclass(frozen=True)
class Said:
    """Words on a screen and where they stand, as "choices.text"."""

    where: str
    words: str


def everything_said(view: object, where: str = "") -> Iterator[Said]:
    """All words of a screen or a paper, with their places."""
    if isinstance(view, str):
        if view:
            yield Said(where, view)
    elif isinstance(view, tuple):
        for item in view:
            yield from everything_said(item, where)
    elif is_dataclass(view):
        for field in fields(view):
            if field.name in _NOT_WORDS or (
                where.endswith(("choices", "toggles")) and field.name == "action"
            ):
                continue
            inner = f"{where}.{field.name}" if where else field.name
            yield from everything_said(getattr(view, field.name), inner)
