"""Memory that is free goes back to the system."""

from __future__ import annotations

from pathlib import Path

from kiosk.ui.runtime.memory import trim


def resident_kb() -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:")))


def test_what_is_freed_between_what_is_in_use_is_given_back() -> None:
    """Every second of 2,000 blocks of 20 KB stays: what lies between them is 20 MB."""
    blocks = [bytes(20_000) for _ in range(2_000)]
    kept = blocks[::2]
    del blocks
    before = resident_kb()
    trim()
    assert before - resident_kb() > 5_000
    assert len(kept) == 1_000
