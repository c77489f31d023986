"""Walks through the check-in that also look at every screen, for all tests of words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, date, datetime, time

from kiosk.catalogue.load import load_config
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
from kiosk.core.office_config import Hours, OfficeConfig
from kiosk.present.kiosk.screens import present
from kiosk.present.kiosk.view import KioskView
from kiosk.present.language.languages import LANGUAGES
from kiosk.ui.showcase.walk import Walk

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

    def answer_all(self, kids: str = "all_here") -> KioskView:
        """A family with a letter, from the purpose to the path."""
        return self.play(
            *map(Choose, ("letter_mv", "2", kids, "lma", "decision")), Tap.GO_ON,
            *map(Choose, ("protection", "no", "mid", "all")), Tap.GO_ON, Choose("none"), Tap.GO_ON,
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

    alone = Visitor(language)
    alone.play(Choose("new"), Choose("1"), Choose("none"), Choose("other"), Tap.GO_ON, Choose("no"))
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
    *{"other_pictogram", "other_tap", "station", "letter", "kind", "dropped", "paper", "qr", "reprint_tap"},
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
