"""The clocks of this computer: the only place that reads one for the journal.

Gives the core's `Moment`. Must not know offices, days or time zones.
"""

from __future__ import annotations

import math
import os
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kiosk.core.day.events import Clock, Moment

__all__ = ["Clock", "ScaledClock", "ScreenClock", "SystemClock", "age_ms", "program_clock", "shared"]

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
# counts on while the computer sleeps; where there is none (Windows, macOS) plain monotonic is the nearest
_SINCE_BOOT: int | None = getattr(time, "CLOCK_BOOTTIME", None)


def _boot_id() -> str:
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        # without one, each program is its own boot: moments of two programs are then never measured together
        return f"run-{uuid.uuid4()}"


def _mono_ms() -> int:
    ns = time.monotonic_ns() if _SINCE_BOOT is None else time.clock_gettime_ns(_SINCE_BOOT)
    return ns // 1_000_000


def age_ms() -> int:
    """How long ago this process was started, to the hundredth of a second; 0 where the system does not tell."""
    try:
        started = (
            Path("/proc/self/stat")
            .read_text(encoding="utf-8", errors="replace")
            .rpartition(")")[2]
            .split()[19]
        )
        ticks = os.sysconf("SC_CLK_TCK")
    except (OSError, AttributeError, ValueError):
        return 0
    return max(0, _mono_ms() - int(started) * 1000 // ticks)


@dataclass(frozen=True, slots=True)
class SystemClock:
    """This computer's clocks."""

    boot: str = field(default_factory=_boot_id)

    def now(self) -> Moment:
        return Moment(time.time(), self.boot, _mono_ms())


@dataclass(frozen=True, slots=True)
class ScaledClock:
    """A clock that starts at `start` and runs `factor` times as fast until `fast_until`: for the demo.

    Both are seconds since the epoch. Programs given the same values agree with each other.
    """

    start: float
    factor: float = 1.0
    since_mono_ms: int = field(default_factory=_mono_ms)
    boot: str = field(default_factory=lambda: f"scaled-{uuid.uuid4()}")
    fast_until: float = math.inf

    def now(self) -> Moment:
        real_ms = _mono_ms() - self.since_mono_ms
        fast_ms = max(0.0, (self.fast_until - self.start) * 1000)
        passed_ms = real_ms * self.factor
        if passed_ms > fast_ms:
            passed_ms = fast_ms + real_ms - fast_ms / self.factor
        return Moment(self.start + passed_ms / 1000, self.boot, round(passed_ms))


@dataclass(frozen=True, slots=True)
class ScreenClock:
    """The wall of another clock, and this computer's own seconds: for screens that measure silence and motion."""

    wall: Clock

    def now(self) -> Moment:
        shown = self.wall.now()
        return Moment(shown.wall, shown.boot, _mono_ms())


SHARED: Final = "MOTESPLATS_CLOCK"
"""Where the demo tells its programs the one clock that they share."""


def shared(clock: ScaledClock) -> str:
    """A clock as text for the environment, read back by `program_clock`."""
    return f"{clock.start!r} {clock.factor!r} {clock.since_mono_ms} {clock.boot} {clock.fast_until!r}"


def program_clock() -> Clock:
    """The clock of a program: this computer's, or the one that a demo shares with it."""
    values = os.environ.get(SHARED, "").split()
    if len(values) not in (4, 5):
        return SystemClock()
    start, factor, since_mono_ms, boot, *rest = values
    return ScaledClock(float(start), float(factor), int(since_mono_ms), boot, *map(float, rest))
