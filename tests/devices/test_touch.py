"""Touch screens are told from other input devices by what the kernel says of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.devices import touch


@pytest.mark.parametrize(
    ("properties", "touched"), [("0", False), ("2", True), ("5", False), ("3", True), ("0 2", True)]
)
def test_a_touch_screen_is_told_from_a_touch_pad(
    properties: str, touched: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    devices = tmp_path / "devices"
    devices.write_text(
        f'N: Name="ILITEK Multi-Touch"\nB: PROP={properties}\nB: EV=b\n\nN: Name="A keyboard"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(touch, "DEVICES", devices)
    assert touch.screens() == (["ILITEK Multi-Touch"] if touched else [])


def test_a_system_that_does_not_tell_is_not_one_without_a_touch_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(touch, "DEVICES", tmp_path / "nothing")
    assert touch.screens() is None
