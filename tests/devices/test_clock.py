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


def test_a_fast_clock_runs_at_real_speed_from_its_limit_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """The demo's office stays open on a computer that is too slow for the day."""
    fast = ScaledClock(start=1_000.0, factor=60.0, since_mono_ms=0, fast_until=1_060.0)
    seen = []
    for real_ms in (0, 500, 1_000, 1_500, 3_000):
        monkeypatch.setattr(clock, "_mono_ms", lambda real_ms=real_ms: real_ms)
        seen.append((fast.now().wall, fast.now().mono_ms))
    assert seen == [(1_000.0, 0), (1_030.0, 30_000), (1_060.0, 60_000), (1_060.5, 60_500), (1_062.0, 62_000)]


def test_programs_read_the_clock_that_a_demo_shares(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = ScaledClock(1_000.0, 10.0, since_mono_ms=5_000, boot="demo", fast_until=2_000.0)
    monkeypatch.setenv(clock.SHARED, clock.shared(ours))
    assert clock.program_clock() == ours
    monkeypatch.setenv(clock.SHARED, "nonsense")
    assert isinstance(clock.program_clock(), SystemClock)
