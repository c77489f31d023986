"""`told`, `span`: a forecast as it is told: kindly rounded to five minutes, never in the past, never past closing.

Must not know whose forecast it is, nor on which screen it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from kiosk.core.office_config import OfficeConfig
from kiosk.core.queue.forecast import Range
from kiosk.present.language.words import Words, isolate

STEP: Final = timedelta(minutes=5)
NOW_S: Final = 150
"""What is usually due by then is told as about now."""


@dataclass(frozen=True, slots=True)
class PromisedTimes:
    """When to count on a call: the usual time, None for about now, and the one before which it surely comes."""

    about: datetime | None
    before: datetime


def told(call: Range | None, config: OfficeConfig, now: datetime) -> PromisedTimes | None:
    """The two times of a call; None when there is none, or it would be after closing."""
    if call is None or _after_closing(call, config, now):
        return None
    usual = _local(call.p50, now)
    about = None if usual <= now + timedelta(seconds=NOW_S) else max(_nearest(usual), _up(now))
    before = max(_up(_local(call.p90, now)), (about or _up(now)) + STEP)
    return PromisedTimes(about, before)


def span(call: Range | None, config: OfficeConfig, now: datetime) -> tuple[datetime, datetime] | None:
    """From when to when a later call may come."""
    if call is None or _after_closing(call, config, now):
        return None
    early = max(_down(_local(call.p10, now)), _up(now))
    return early, max(_up(_local(call.p90, now)), early + STEP)


def span_text(words: Words, times: tuple[datetime, datetime]) -> str:
    """A range in one isolate: early, then late, also where the words run right to left."""
    return isolate(f"{words.clock(times[0])}–{words.clock(times[1])}")


def clock_of(at: float, now: datetime) -> datetime:
    """A second of the forecast on the office's clock, to five minutes."""
    return _nearest(_local(at, now))


def _after_closing(call: Range, config: OfficeConfig, now: datetime) -> bool:
    hours = config.office.hours.on(now.date())
    if hours is None or hours[1] <= hours[0]:  # no hours today; or open past midnight
        return False
    return _local(call.p50, now) >= datetime.combine(now.date(), hours[1], now.tzinfo)


def _local(at: float, now: datetime) -> datetime:
    return datetime.fromtimestamp(at, now.tzinfo)


def _down(at: datetime) -> datetime:
    return at - timedelta(minutes=at.minute % 5, seconds=at.second, microseconds=at.microsecond)


def _up(at: datetime) -> datetime:
    low = _down(at)
    return low if low == at else low + STEP


def _nearest(at: datetime) -> datetime:
    return _down(at + STEP / 2)
