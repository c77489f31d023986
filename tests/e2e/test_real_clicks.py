"""The demo in a real window: real clicks of a pointer on a virtual screen lead to a ticket on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.e2e.programs import check_in_by_clicks, exported, program


def test_three_clicks_from_welcome_to_a_printed_ticket(
    new_display: Callable[[], str], tmp_path: Path
) -> None:
    """Swedish, "collect my ID card", "take my ticket": as a person at the window would."""
    display = new_display()
    surroundings = {"QT_QPA_PLATFORM": None, "WAYLAND_DISPLAY": None, "MOTESPLATS_LOG": "debug"}
    with program("demo", "--out", tmp_path, "--size", "1080x1920", DISPLAY=display, **surroundings) as demo:
        demo.until("Ready")
        check_in_by_clicks(demo, display)
        demo.until("Paper: printed")
        assert demo.stop() == 0
    kinds = [line["kind"] for line in exported(tmp_path / "kiosk-1")]
    assert sorted(kinds) == ["checkin.ended", "ticket.issued", "ticket.printed"]
    assert list((tmp_path / "paper").iterdir())
