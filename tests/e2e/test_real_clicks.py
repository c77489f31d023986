"""The demo in a real window: real clicks of a pointer on a virtual screen lead to a ticket on paper."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.programs import PATIENCE, exported, program


@pytest.fixture
def display() -> Iterator[str]:
    """A virtual X screen of its own, at whatever number is free."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1080x1920x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


def click(display: str, x: int, y: int) -> None:
    """Moves the pointer there and clicks."""
    subprocess.run(
        ["xdotool", "mousemove", str(x), str(y), "click", "1"],
        env={**os.environ, "DISPLAY": display},
        check=True,
        timeout=PATIENCE,
    )


def test_three_clicks_from_welcome_to_a_printed_ticket(display: str, tmp_path: Path) -> None:
    """Swedish, "collect my ID card", "take my ticket": as a person at the window would."""
    surroundings = {
        "DISPLAY": display,
        "QT_QPA_PLATFORM": None,
        "WAYLAND_DISPLAY": None,
        "MOTESPLATS_LOG": "debug",
    }
    with program("demo", "--out", tmp_path, "--size", "1080x1920", **surroundings) as demo:
        demo.until("Ready")
        click(display, 256, 690)
        demo.until("At purpose")
        click(display, 540, 1380)
        demo.until("At path")
        click(display, 740, 1590)
        demo.until("Paper: printed")
        assert demo.stop() == 0
    kinds = [line["kind"] for line in exported(tmp_path / "kiosk-1")]
    assert sorted(kinds) == ["checkin.ended", "ticket.issued", "ticket.printed"]
    assert list((tmp_path / "paper").iterdir())
