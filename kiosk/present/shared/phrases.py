"""Phrases that several screens and the paper share: agencies, errands, papers, days, what must wait.

Each takes the words of one language and gives one text in it, so that the same phrase can be had in the
visitor's language and in Swedish. Must not know which screen it is for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import groupby
from typing import Final

from kiosk import PRODUCT
from kiosk.catalogue.words import text_of
from kiosk.core.checkin.agenda import OR, NotToday, NotTodayReason
from kiosk.core.office_config import OTHER_LANGUAGE, OfficeConfig, Party, Presence
from kiosk.core.opening_hours import Hours
from kiosk.present.language.languages import language
from kiosk.present.language.words import Words, isolate, marked, words_of
from kiosk.present.shared.bilingual import BothWords

SWEDISH: Final = "sv"
ENGLISH: Final = "en"

Say = Callable[[Words], str]

NO_NAME: Final = marked("We do not ask your name.")
ONLY_TODAY: Final = marked("We keep only your list for today. We delete it by tomorrow morning.")


def both(own: Words, say: Say) -> BothWords:
    """The same in the visitor's language and in Swedish; no Swedish where it would only say it twice."""
    text = say(own)
    swedish = "" if own.code == SWEDISH else say(words_of(SWEDISH))
    return BothWords(text, "" if swedish == text else swedish)


def said(words: Words, context: str, **values: object) -> str:
    """A text of the catalogue; "" when the catalogue has none."""
    try:
        source = text_of(context)
    except KeyError:
        return ""
    return words.text(source, context, **values)


def said_here(words: Words, config: OfficeConfig, context: str, **values: object) -> str:
    """A text of the office's own words, else of the catalogue; "" when there is none.

    Own words that lack a language are shown in English, else in Swedish.
    """
    own = config.own_words.get(context)
    if own is None:
        return said(words, context, **values)
    return own.get(words.code) or own.get(ENGLISH) or own[SWEDISH]


def agency(words: Words, config: OfficeConfig, station: str) -> str:
    """In Swedish the name on the sign; else what the agency is called in plain words."""
    here = config.office.station(station) or config.catalogue.station(station)
    name = here.agency if here is not None else station
    return name if words.code == SWEDISH else said_here(words, config, f"station.{station}") or name


def errand(words: Words, config: OfficeConfig, errand_id: str) -> str:
    """Two to four words for path and ticket."""
    return said_here(words, config, f"errand.{errand_id}.short")


def paper(words: Words, entry: str) -> str:
    """A paper to show, or alternatives: "passport or EU ID card"."""
    first, *others = (said(words, f"paper.{name}") for name in entry.split(OR))
    for other in others:
        first = words.text("{first} or {second}", first=first, second=words.inside(other))
    return first


def paper_pictograms(config: OfficeConfig, entry: str) -> tuple[str, ...]:
    """The pictograms of a paper to show, or of its alternatives."""
    papers = config.catalogue.papers
    return tuple(papers[name].pictogram for name in entry.split(OR) if name in papers)


def who_must_come(words: Words, who: tuple[tuple[str, str], ...], party: Party) -> tuple[str, str]:
    """Pictogram and words for who must come to a stop; ("", "") where one person is enough or alone.

    Args:
        who: Errand and presence, of the stop's errands.
        party: Of one adult with children nobody else is asked for.
    """
    needed = {presence for _, presence in who}
    if party.size > 1 and Presence.WHOLE_FAMILY in needed:
        return "family", words.text("Whole family")
    if party.adults > 1 and needed & {Presence.EACH_ADULT, Presence.BOTH_ADULTS}:
        return "adult-2", words.text("All adults")
    return "", ""


def show_papers(words: Words, papers: tuple[str, ...]) -> str:
    """ "Show: letter, LMA card"; "" when nothing is needed."""
    named = tuple(words.inside(paper(words, entry)) for entry in papers)
    return words.text("Show: {papers}", papers=words.listed(named)) if named else ""


def interpreter(words: Words, code: str) -> str:
    known = "" if code == OTHER_LANGUAGE else language(code).interpreter
    return words.text(known) if known else words.text("with an interpreter")


def office_name(config: OfficeConfig) -> str:
    """The office's own name, without the product's; "" when it has no other."""
    return config.office.name.removeprefix(PRODUCT).strip()


def whole_name(config: OfficeConfig) -> str:
    return f"{PRODUCT} {office_name(config)}".strip()


def opens(words: Words, when: tuple[date, time], today: date) -> str:
    """When a door next opens, as people say it: at a time, tomorrow, on a weekday, on a date."""
    day, clock = when[0], words.clock(when[1])
    if day == today:
        return words.text("Opens today at {time}", time=clock)
    if day == today + timedelta(days=1):
        return words.text("Opens tomorrow at {time}", time=clock)
    if day < today + timedelta(days=7):
        return words.text("Opens on {weekday} at {time}", weekday=words.weekday(day), time=clock)
    return words.text("Opens on {date} at {time}", date=words.date(day), time=clock)


def opens_on(words: Words, when: tuple[date, time]) -> str:
    """For paper, which is read another day too: never "tomorrow"."""
    day = words.text("{weekday} {date}", weekday=words.weekday(when[0]), date=words.date(when[0]))
    return words.text("Opens on {date} at {time}", date=day, time=words.clock(when[1]))


def week(words: Words, hours: Hours) -> tuple[str, ...]:
    """Opening hours of a week, days with the same hours together."""
    days = sorted(hours.by_weekday.items())
    runs = groupby(enumerate(days), key=lambda item: (item[1][1], item[1][0] - item[0]))
    lines = []
    for (span, _), run in runs:
        weekdays = [day for _, (day, _) in run]
        first, last = (words.weekday(_WEEK[day]) for day in (weekdays[0], weekdays[-1]))
        when = words.text("every day") if len(weekdays) == len(_WEEK) else first
        if first != last and len(weekdays) < len(_WEEK):
            # Translators: days of the week. Right to left rather in words: "from … to …"
            when = words.text("{first_day}–{last_day}", first_day=first, last_day=last)
        open_all_day = span[0] == span[1] == time(0)
        times = words.text("all day") if open_all_day else words.hours(span)
        lines.append(f"{when} {times}")
    return tuple(lines)


_WEEK: Final = tuple(date(2026, 11, 16) + timedelta(days=day) for day in range(7))
"""Any week from a Monday on, for the names of its days."""


@dataclass(frozen=True, slots=True)
class NotTodayLine:
    """Why something is not possible here today; a shut station is named once for all its errands."""

    pictogram: str
    station: str
    say: Say


_WHY_PICTOGRAM: Final = {
    NotTodayReason.CLOSED_TODAY: "not-today",
    NotTodayReason.NOT_IN_OFFICE: "one-place",
    NotTodayReason.NEEDS_BOOKING: "book-time",
    NotTodayReason.PUT_OFF: "not-today",
}


def not_today_lines(
    items: tuple[NotToday, ...], config: OfficeConfig, today: date | None
) -> tuple[NotTodayLine, ...]:
    """`today` None: for paper, with dates."""
    lines: dict[tuple[str, NotTodayReason, str], NotTodayLine] = {}
    for item in items:
        station = config.catalogue.errands[item.errand].station
        by_errand = item.errand if item.why is NotTodayReason.NEEDS_BOOKING else ""
        lines.setdefault(
            (station, item.why, by_errand),
            NotTodayLine(_WHY_PICTOGRAM[item.why], station, _not_today(item, station, config, today)),
        )
    return tuple(lines.values())


def _not_today(item: NotToday, station: str, config: OfficeConfig, today: date | None) -> Say:
    def say(words: Words) -> str:
        name = agency(words, config, station)
        if item.why is NotTodayReason.NOT_IN_OFFICE:
            return words.text("{agency}: not in this office. Ask us where to go.", agency=name)
        if item.why is NotTodayReason.NEEDS_BOOKING:
            what = errand(words, config, item.errand)
            return words.text(
                "{agency}: {errand}. Ask us to book a time.", agency=name, errand=words.inside(what)
            )
        if item.why is NotTodayReason.PUT_OFF:
            return words.text("{agency}: another day, as you chose.", agency=name)
        shut = words.text("{agency}: closed today.", agency=name)
        if item.next_open is None:
            return shut
        again = opens(words, item.next_open, today) if today else opens_on(words, item.next_open)
        return f"{shut} {again}."

    return say


def office_and_date(words: Words, config: OfficeConfig, day: date) -> str:
    return f"{isolate(whole_name(config))} · {isolate(words.date(day))}"
