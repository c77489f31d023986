"""Paths as long and as odd as the rules allow, as views: every station, everything closed, free orders, long numbers.

Made from the real words, so that they are as long as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Final

from kiosk.catalogue.load import load_config, sample_office
from kiosk.core.checkin.agenda import Agenda, NotToday, NotTodayReason, assemble
from kiosk.core.office_config import OfficeConfig, Party
from kiosk.present.kiosk.paths import groups, summary
from kiosk.present.kiosk.screens import present
from kiosk.present.kiosk.view import KioskView, LineView, PathGroupView
from kiosk.present.language.languages import LANGUAGES
from kiosk.present.language.words import words_of
from kiosk.present.shared import phrases
from kiosk.ui.showcase.situations import situation

TUESDAY: Final = date(2026, 11, 24)
"""The only day of the week on which every station of the sample office is open."""

LONGEST: Final = (
    "REC-HELP", "MV-DEL", "MV-BIO", "MV-LMA", "MV-INFO", "SKV-REG", "SKV-TPD", "SKV-ID", "FK-REG", "FK-ETB", "FK-BOB",
    "AF-INS", "AF-KART", "PM-AFS", "KOM-MOT", "KOM-EKO", "KOM-SKOLA", "KOM-SFI", "KOM-SO",
)  # fmt: skip


@cache
def config() -> OfficeConfig:
    """The sample city office in every language, with a phone page so that tickets carry their code."""
    city = load_config(sample_office("city"))
    spoken = (*city.office.languages, *(code for code in LANGUAGES if code not in city.office.languages))
    phone = "https://ekeby.motesplats.example/t"
    return replace(city, office=replace(city.office, phone_url=phone, languages=spoken))


@cache
def shown(name: str, language: str) -> KioskView:
    """A named situation or a sample, on a Tuesday."""
    if name in SAMPLES:
        return SAMPLES[name](language)
    reached = situation(name, language, config(), TUESDAY)
    return present(reached.state, reached.lobby, reached.wall)


def agenda(errands: Iterable[str], come_back: tuple[str, ...] = ("CB-PNR",)) -> Agenda:
    made = assemble(errands, Party(2, 2), config().catalogue, config().office)
    return replace(made, come_back=come_back)


def _path(language: str, errands: Iterable[str]) -> KioskView:
    words, what = words_of(language), agenda(errands)
    return replace(
        shown("path_family", language),
        groups=groups(words, what, config(), Party(2, 2)),
        summary=summary(words, what),
    )


def _all_free(language: str) -> KioskView:
    """No order at all: the line begins forked and ends so."""
    view = _path(language, ("FK-REG", "AF-INS", "AF-KART", "KOM-SFI"))
    stops = tuple(replace(stop, band=False, tag="") for group in view.groups for stop in group.stops)
    label = words_of(language).text("The order may vary")
    return replace(view, groups=(PathGroupView("any", label, stops),), later=None)


def _not_today(language: str) -> KioskView:
    """Five stops and three lines of what is not possible today."""
    words, view = words_of(language), shown("path_family", language)
    assert view.later is not None
    refused = (
        NotToday("PM-AFS", NotTodayReason.CLOSED_TODAY),
        NotToday("SKV-ID", NotTodayReason.NEEDS_BOOKING),
        NotToday("KOM-SO", NotTodayReason.NOT_IN_OFFICE),
    )
    lines = tuple(
        LineView(line.pictogram, line.say(words), sign=line.station)
        for line in phrases.not_today_lines(refused, config(), TUESDAY)
    )
    return replace(view, later=replace(view.later, not_today=lines))


def _change_all(language: str) -> KioskView:
    words = words_of(language)
    return replace(shown("change", language), groups=groups(words, agenda(LONGEST), config(), Party(2, 2)))


def _ticket_long(language: str) -> KioskView:
    view = shown("ticket_no_paper", language)
    return replace(
        view, number="20471", groups=groups(words_of(language), agenda(LONGEST), config(), Party(2, 2))
    )


def _closed_everywhere(language: str) -> KioskView:
    """As many languages as an office may offer."""
    view = shown("closed", language)
    return replace(view, hours=(view.hours * 5)[:13])


SAMPLES: Final[dict[str, Callable[[str], KioskView]]] = {
    "path_all": lambda language: _path(language, LONGEST),
    "path_six": lambda language: _path(language, [e for e in LONGEST if not e.startswith("REC")]),
    "path_free": _all_free,
    "path_not_today": _not_today,
    "change_all": _change_all,
    "ticket_long": _ticket_long,
    "closed_everywhere": _closed_everywhere,
}
