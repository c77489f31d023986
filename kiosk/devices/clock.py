"""The clocks of this computer: the only place that reads one for the journal.

Gives the core's `Moment`. Must not know offices, days or time zones.
"""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.core.events import Clock, Moment

__all__ = ["Clock", "ScaledClock", "SystemClock"]

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


@dataclass(frozen=True, slots=True)
class SystemClock:
    """This computer's clocks."""

    boot: str = field(default_factory=_boot_id)

    def now(self) -> Moment:
        return Moment(time.time(), self.boot, _mono_ms())


@dataclass(frozen=True, slots=True)
class ScaledClock:
    """A clock that starts at `start` (seconds since the epoch) and runs `factor` times as fast: for the demo.

    Programs given the same `boot`, `start` and `since_mono_ms` agree with each other.
    """

    start: float
    factor: float = 1.0
    since_mono_ms: int = field(default_factory=_mono_ms)
    boot: str = field(default_factory=lambda: f"scaled-{uuid.uuid4()}")

    def now(self) -> Moment:
        passed_ms = (_mono_ms() - self.since_mono_ms) * self.factor
        return Moment(self.start + passed_ms / 1000, self.boot, round(passed_ms))
