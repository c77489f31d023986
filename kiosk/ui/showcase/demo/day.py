"""The day a demo plays: chosen so that there is something to see. Knows opening hours and nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.core.office_config import OfficeConfig


def morning(config: OfficeConfig, now: datetime) -> float:
    """42 minutes after opening on the day of the coming week with the most stations open: seconds since the epoch."""
    here = now.astimezone(ZoneInfo(config.office.time_zone))
    days = [here.date() + timedelta(days=ahead) for ahead in range(7)]
    open_days = [day for day in days if config.office.hours.on(day)]
    if not open_days:
        return here.timestamp()
    best = max(open_days, key=lambda day: sum(s.hours.on(day) is not None for s in config.office.stations))
    span = config.office.hours.on(best)
    assert span is not None
    return (datetime.combine(best, span[0], here.tzinfo) + timedelta(minutes=42)).timestamp()
