"""The hours in an office's settings: weekdays, single days and days of every year, for the office and each station.

What cannot be read is reported and left out: the usual hours then hold, so that a slip does not close an office.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from typing import Final

from kiosk.catalogue.office_file import OfficeFile, OfficeStationRow
from kiosk.catalogue.toml_reader import Place, Source, misplaced
from kiosk.core.opening_hours import MIDNIGHT, Hours, Span, overlap

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ALWAYS: Final = Hours(dict.fromkeys(range(7), (MIDNIGHT, MIDNIGHT)))
CLOSED: Final = "closed"

_CLOCK: Final = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)|24:00")
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAY_OF_YEAR: Final = re.compile(r"\d{2}-\d{2}")
_LEAP_YEAR: Final = 2028  # has every day that a year can have

Settings = Source[OfficeFile]


def office_hours(settings: Settings) -> Hours:
    """The office's hours; without any it is always open."""
    rows = settings.rows
    hours = _by_weekday(settings, ("hours",), rows.hours, ALWAYS)
    if not hours.by_weekday:
        settings.note(("hours",), "The office is closed on every weekday.", "Name a day with hours.")
    return _with_single_days(settings, (), rows.closing_days, rows.day_hours, hours)


def station_hours(settings: Settings, place: Place, row: OfficeStationRow, office: Hours) -> Hours:
    """A station's hours, within those of its office."""
    hours = replace(office, within=office) if row.day_hours else office
    if row.weekdays is not None:
        days = {
            day
            for i, written in enumerate(row.weekdays)
            for day in weekdays(settings, (*place, "weekdays", i), written)
        }
        if days or not row.weekdays:
            there = {day: span for day, span in office.by_weekday.items() if day in days}
            hours = Hours(there, within=office)
    if row.hours is not None:
        own = _by_weekday(settings, (*place, "hours"), row.hours, office)
        _report_outside(settings, (*place, "hours"), own, office)
        hours = Hours(own.by_weekday, within=office)
    return _with_single_days(settings, place, row.closing_days, row.day_hours, hours)


def span_of(text: str) -> Span | None:
    """`09:00-16:00` as a span; None when it is none."""
    start, dash, end = (part.strip() for part in text.replace("\u2013", "-").partition("-"))
    opens, closes = clock_of(start), clock_of(end)
    if not dash or opens is None or closes is None or (closes != MIDNIGHT and closes <= opens):
        return None
    return opens, closes


def clock_of(text: str) -> time | None:
    """`9:15` as a time, 24:00 as midnight; None when it is none."""
    if not _CLOCK.fullmatch(text):
        return None
    hour, minute = text.split(":")
    return time(int(hour) % 24, int(minute))


def weekdays(settings: Settings, place: Place, written: str) -> tuple[int, ...]:
    """`mon` or `mon-fri` as weekdays; Monday is 0."""
    first, _, last = written.partition("-")
    if first in DAYS and (last or first) in DAYS:
        start, end = DAYS.index(first), DAYS.index(last or first)
        if start <= end:
            return tuple(range(start, end + 1))
    usual = "Write mon, tue, wed, thu, fri, sat or sun, or mon-fri."
    remedy = misplaced(OfficeFile, place) if place[-1] == written else ""
    settings.report(place, f"{written!r} is no weekday.", remedy or usual)
    return ()


def _by_weekday(
    settings: Settings, place: Place, written: Mapping[str, str] | None, otherwise: Hours
) -> Hours:
    """Hours by weekday. A day not named is closed; a day that cannot be read keeps its usual hours.

    Where a day is named twice the later line holds: meant in a drop-in, a problem in one file.
    """
    if written is None:
        return otherwise
    spans: dict[int, Span | None] = {}
    named_by: dict[int, str] = {}
    for key, text in written.items():
        here: Place = (*place, key)
        days = weekdays(settings, here, key)
        span, readable = _hours_or_closed(settings, here, text) if days else (None, False)
        twice = [day for day in days if day in named_by]
        if twice and settings.file_of((*place, named_by[twice[0]])) == settings.file_of(here):
            settings.report(
                here,
                f"{DAYS[twice[0]]} is in {named_by[twice[0]]!r} already.",
                f"Name each day once; {key!r} holds for now.",
            )
        for day in days:
            named_by[day] = key
            spans[day] = span if readable else otherwise.by_weekday.get(day)
    if not spans:  # nothing could be read
        return otherwise
    return Hours({day: span for day in range(7) if (span := spans.get(day))})


def _hours_or_closed(settings: Settings, place: Place, text: str) -> tuple[Span | None, bool]:
    """The hours (None: closed), and whether they could be read."""
    span = span_of(text)
    if span is None and text != CLOSED:
        settings.report(place, f"{text!r} are no hours.", "Write 09:00-16:00, or closed.")
        return None, False
    return span, True


def _with_single_days(
    settings: Settings, place: Place, closed: list[str], other: Mapping[str, str], hours: Hours
) -> Hours:
    """The hours with those of single days; a day that cannot be read is a problem and left out."""
    dates, of_a_year = dict(hours.by_date), dict(hours.by_day_of_year)
    written: list[tuple[Place, str, str]] = [
        (("closing_days", i), day, CLOSED) for i, day in enumerate(closed)
    ]
    written += [(("day_hours", day), day, text) for day, text in other.items()]
    named: set[date | tuple[int, int]] = set()
    for key, text, hours_text in written:
        here: Place = (*place, *key)
        day = _day_of(text)
        if day is None:
            usual = 'Write "2026-12-24", or "12-24" for every year.'
            remedy = misplaced(OfficeFile, here) if here[-1] == text else ""
            settings.report(here, f"{text!r} is no day.", remedy or usual)
            continue
        span, readable = _hours_or_closed(settings, here, hours_text)
        if not readable:
            continue
        if day in named:
            settings.report(here, f"{text} is named twice.", "Name it once; this line holds for now.")
        named.add(day)
        if isinstance(day, date):
            dates[day] = span
        else:
            of_a_year[day] = span
    return replace(hours, by_date=dates, by_day_of_year=of_a_year)


def _day_of(text: str) -> date | tuple[int, int] | None:
    """A date, or month and day of every year; None when it is neither."""
    try:
        if _DAY_OF_YEAR.fullmatch(text):
            day = date.fromisoformat(f"{_LEAP_YEAR}-{text}")
            return day.month, day.day
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


def _report_outside(settings: Settings, place: Place, own: Hours, office: Hours) -> None:
    """Reports the weekdays on which a station would be open while the office is not."""
    for day, span in own.by_weekday.items():
        limit = office.by_weekday.get(day)
        if limit is None:
            settings.report(place, f"The office is closed on {DAYS[day]}.", "Change one of the two hours.")
        elif overlap(span, limit) != span:
            settings.report(
                place,
                f"The office is not open all these hours on {DAYS[day]}.",
                "Change one of the two hours; outside the office's the station is closed.",
            )
