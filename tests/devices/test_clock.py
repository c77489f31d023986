"""The clocks: this computer's, and one that runs faster for the demo."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kiosk.core.day.events import Clock
from kiosk.devices import clock
from kiosk.devices.clock import ScaledClock, SystemClock


def test_the_systems_clock_tells_wall_boot_and_a_time_that_only_goes_on() -> None:
    ours: Clock = SystemClock()
    first, second = ours.now(), ours.now()
    assert abs(first.wall - time.time()) < 60
    assert first.boot == second.boot == SystemClock().now().boot
    assert 0 <= second.mono_ms - first.mono_ms < 60_000


def test_without_a_boot_id_each_program_is_its_own_boot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "_BOOT_ID", tmp_path / "none")
    one, other = SystemClock(), SystemClock()
    assert one.now().boot == one.now().boot != other.now().boot


def test_a_scaled_clock_runs_faster_on_both_clocks(monkeypatch: pytest.MonkeyPatch) -> None:
    fast = ScaledClock(start=1_000.0, factor=60.0, since_mono_ms=5_000)
    monkeypatch.setattr(clock, "_mono_ms", lambda: 5_500)
    now = fast.now()
    assert (now.wall, now.mono_ms) == (1_030.0, 30_000)


def test_programs_given_the_same_start_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_mono_ms", lambda: 7_000)
    one = ScaledClock(1_000.0, 10.0, since_mono_ms=5_000, boot="demo")
    other = ScaledClock(1_000.0, 10.0, since_mono_ms=5_000, boot="demo")
    assert one.now() == other.now()
