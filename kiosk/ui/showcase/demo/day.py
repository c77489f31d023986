"""The day a demo plays: chosen so that there is something to see. Knows opening hours and nothing else."""

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from kiosk.core.office_config import OfficeConfig

LAST_HOUR: Final = timedelta(hours=1)
"""From here on the demo's clock runs at real speed, so that a slow computer finishes its visitors before closing."""


def morning(config: OfficeConfig, now: datetime) -> float:
    """42 minutes after opening on the day of the coming week with the most stations open: seconds since the epoch."""
    best = _best_day(config, now)
    if best is None:
        return now.timestamp()
    opens, _ = best
    return (opens + timedelta(minutes=42)).timestamp()


def last_hour(config: OfficeConfig, now: datetime) -> float:
    """The last hour before the first station closes on the day of `morning`: seconds since the epoch."""
    best = _best_day(config, now)
    if best is None:
        return math.inf
    opens, closes = best
    return max(opens + timedelta(minutes=42), closes - LAST_HOUR).timestamp()


def _best_day(config: OfficeConfig, now: datetime) -> tuple[datetime, datetime] | None:
    """When the office opens and its first station closes on the day with the most stations open; None when never."""
    here = now.astimezone(ZoneInfo(config.office.time_zone))
    days = [here.date() + timedelta(days=ahead) for ahead in range(7)]
    open_days = [day for day in days if config.office.hours.on(day)]
    if not open_days:
        return None
    best = max(open_days, key=lambda day: sum(s.hours.on(day) is not None for s in config.office.stations))
    hours = [config.office.hours, *(station.hours for station in config.office.stations)]
    spans = [span for each in hours if (span := each.on(best)) is not None]
    return _at(best, spans[0][0], here), min(_at(best, end, here, closing=True) for _, end in spans)


def _at(day: date, clock: time, zone: datetime, *, closing: bool = False) -> datetime:
    """A time of a day in the zone of another; 00:00 as closing time is the midnight after it."""
    found = datetime.combine(day, clock, zone.tzinfo)
    return found + timedelta(days=1) if closing and clock == time(0) else found
