"""Opening hours of an office or a station: by weekday, with other hours or none on single days.

Pure: which day it is comes from the caller.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Final

Span = tuple[time, time]
"""Opens and closes. Closing at 00:00 is midnight; (00:00, 00:00) is the whole day."""

MIDNIGHT: Final = time(0)

LOOK_AHEAD_DAYS: Final = 60
"""Days searched for the next opening: judgement; longer than any holiday of an office."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours by weekday, in the office's own time; a missing weekday is closed.

    A single day goes before the day of every year, and that before the weekday.
    """

    by_weekday: Mapping[int, Span] = field(default_factory=dict)
    by_date: Mapping[date, Span | None] = field(default_factory=dict)  # None: closed
    by_day_of_year: Mapping[tuple[int, int], Span | None] = field(default_factory=dict)  # month, day
    within: Hours | None = None
    """The hours that limit these: a station is never open while its office is closed."""

    def on(self, day: date) -> Span | None:
        """The hours of a day; None when closed."""
        month_day = (day.month, day.day)
        if day in self.by_date:
            span = self.by_date[day]
        elif month_day in self.by_day_of_year:
            span = self.by_day_of_year[month_day]
        else:
            span = self.by_weekday.get(day.weekday())
        if span is None or self.within is None:
            return span
        limit = self.within.on(day)
        return None if limit is None else overlap(span, limit)

    def open_at(self, day: date, clock: time) -> bool:
        span = self.on(day)
        return span is not None and span[0] <= clock and (span[1] == MIDNIGHT or clock < span[1])

    def next_open(self, day: date) -> tuple[date, time] | None:
        """The first opening after `day` (not on it), within `LOOK_AHEAD_DAYS`; None when never open."""
        for ahead in range(1, LOOK_AHEAD_DAYS + 1):
            later = day + timedelta(days=ahead)
            span = self.on(later)
            if span is not None:
                return later, span[0]
        return None


def overlap(one: Span, other: Span) -> Span | None:
    """The time that two spans of a day have in common; None when they have none."""
    opens = max(one[0], other[0])
    ends = [end for end in (one[1], other[1]) if end != MIDNIGHT]
    closes = min(ends, default=MIDNIGHT)
    return None if closes != MIDNIGHT and closes <= opens else (opens, closes)
