"""What the checks ask of the computer: disk, clock, zone, input devices. Tests give another computer's answers.

Must not know what an answer means.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

_CLOCK_NOT_SYNCHRONISED: Final = 5  # the kernel's TIME_ERROR: no time server has set the clock lately
_ROUNDS: Final = 20


def free_mb(folder: Path) -> int:
    """How much may still be written, in millions of bytes. Raises OSError."""
    return shutil.disk_usage(folder).free // 1_000_000


def sync_ms(folder: Path) -> float:
    """The usual time for a small write to be safe on the disk: a ticket can be no faster. Raises OSError."""
    took = []
    with tempfile.TemporaryFile(dir=folder) as file:
        for _ in range(_ROUNDS):
            start = time.perf_counter()
            file.write(b"x" * 512)
            file.flush()
            os.fdatasync(file.fileno()) if hasattr(os, "fdatasync") else os.fsync(file.fileno())
            took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took)


def may_write(path: Path) -> bool:
    """Whether this user may write to a file that is there."""
    return os.access(path, os.W_OK)


def utc_offset(moment: datetime) -> timedelta:
    """How far this computer's own time zone is from UTC at a moment."""
    return moment.astimezone().utcoffset() or timedelta()


def clock_is_synchronised() -> bool | None:
    """Whether a time server keeps the clock right, as the kernel says; None where it does not say."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        # asked with nothing to set (its first number is 0), so that any user may ask
        asked = ctypes.create_string_buffer(512)
        state = ctypes.CDLL(None, use_errno=True).adjtimex(asked)
    except (OSError, AttributeError):
        return None
    return None if state < 0 else state != _CLOCK_NOT_SYNCHRONISED


def touch_screens() -> list[str] | None:
    """The names of the touch screens that are connected; None where the system does not tell."""
    from kiosk.devices import touch

    return touch.screens()


@dataclass(frozen=True, slots=True)
class Computer:
    """This computer, or the one that a test makes up."""

    free_mb: Callable[[Path], int] = free_mb
    sync_ms: Callable[[Path], float] = sync_ms
    may_write: Callable[[Path], bool] = may_write
    utc_offset: Callable[[datetime], timedelta] = utc_offset
    clock_is_synchronised: Callable[[], bool | None] = clock_is_synchronised
    touch_screens: Callable[[], list[str] | None] = touch_screens
