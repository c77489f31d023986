"""An office's own clock and calendar: local time, office day, open or closed.

Pure: the zone and the time are passed in, never read from the computer.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from kiosk.core.office_config import Office

DAY_STARTS_AT: Final = time(4)
"""When the office day begins unless the settings say otherwise: no office is open then, and cleaning is over."""


def local(zone: ZoneInfo, wall: float | datetime) -> datetime:
    """A moment (seconds since 1970, or a datetime that knows its zone) on the office's clock."""
    moment = datetime.fromtimestamp(wall, UTC) if isinstance(wall, int | float) else wall
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return moment.astimezone(zone)


def office_day(local_time: datetime, day_starts_at: time) -> date:
    """The office day that a local time belongs to: before `day_starts_at` it is still yesterday's."""
    day = local_time.date()
    return day if local_time.time() >= day_starts_at else day - timedelta(days=1)


def is_open(office: Office, local_time: datetime) -> bool:
    """Whether the office is open at a local time."""
    return office.hours.open_at(local_time.date(), local_time.time())
