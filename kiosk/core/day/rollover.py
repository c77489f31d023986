"""When the office day changes: a pure rule over moments, so that a wrong clock cannot end a day.

The day never goes back; it does not change while the wall clock is behind what has been seen; and after the
wall clock has jumped by over 12 hours, time is counted on from the start of this boot. Must not know time
zones: which day a second belongs to is passed in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kiosk.core.day.events import Moment

JUMP_S: Final = 12 * 3600.0
"""A wall clock that has moved this much more or less than the monotonic one was set wrongly, or was wrong."""

KEPT_DAYS: Final = 0
"""How many office days before the current one are kept, in every journal and at the office server. The kiosk's first
screen promises that only today's list is kept and deleted by tomorrow morning: with any other number that sentence is
untrue, in every language, and must be changed first."""


def kept_from(today: str) -> str:
    """The oldest office day that is kept, as an ISO date; what belongs to older ones is deleted."""
    return (date.fromisoformat(today) - timedelta(days=KEPT_DAYS)).isoformat()


@dataclass(frozen=True, slots=True)
class DayClock:
    """What the rule remembers: the day, the latest second believed, and when this boot was first believed."""

    day: str  # ISO date
    seen: float  # latest wall second believed, since the epoch
    anchor: Moment  # the first believed moment of its boot; later ones are measured against it


def keep_day(before: DayClock | None, now: Moment, day_at: Callable[[float], str]) -> DayClock:
    """The day clock after `now`. `day_at` tells the ISO office day of a second since the epoch.

    A fold: kept with the journal, and the same again from the moments of its events.
    """
    if before is None:
        return DayClock(day_at(now.wall), now.wall, now)
    wall = now.wall
    anchored = now.boot == before.anchor.boot
    if anchored:
        counted_on = before.anchor.wall + (now.mono_ms - before.anchor.mono_ms) / 1000
        if abs(wall - counted_on) > JUMP_S:
            wall = counted_on
    if wall < before.seen:
        return before  # a dead battery or a clock set back: no anchor either, until the clock is believable
    return DayClock(max(before.day, day_at(wall)), wall, before.anchor if anchored else now)
