"""The kiosk as a program: it starts, it stops, and what it cannot do it says in one sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.e2e.programs import motesplats, program

SIZE = ("--size", "540x960")


def test_a_kiosk_shows_itself_and_stops_cleanly_when_asked(tmp_path: Path) -> None:
    """First frame, then SIGTERM: exit code 0, nothing complained about, the journal whole."""
    with program("kiosk", "--data", tmp_path, *SIZE) as kiosk:
        kiosk.until("First frame")
        kiosk.until("Ready")
        assert kiosk.stop() == 0
        assert not [line for line in kiosk.said if "ERROR" in line or "Traceback" in line or "qml" in line]
    assert motesplats("journal", "verify", "--data", tmp_path).returncode == 0


def test_a_second_kiosk_on_the_same_journal_is_refused(tmp_path: Path) -> None:
    """Two programs, one journal: the second says so and leaves the first alone."""
    with program("kiosk", "--data", tmp_path, *SIZE) as first:
        first.until("Ready")
        second = motesplats("kiosk", "--data", tmp_path, *SIZE)
        assert second.returncode == 1
        assert "Another kiosk program already uses the journal" in second.stderr
        assert "Traceback" not in second.stderr
        assert first.stop() == 0


def test_without_a_display_one_sentence_says_what_to_do(tmp_path: Path) -> None:
    """No core dump: exit code 1 and a remedy."""
    done = motesplats("kiosk", "--data", tmp_path, QT_QPA_PLATFORM=None, DISPLAY=None, WAYLAND_DISPLAY=None)
    assert done.returncode == 1
    assert done.stderr.startswith("motesplats: There is no display")
    assert "--headless" in done.stderr


def test_a_display_that_does_not_answer_is_told_too(tmp_path: Path) -> None:
    """A wrong DISPLAY must not end in a core dump."""
    done = motesplats(
        "kiosk", "--data", tmp_path, QT_QPA_PLATFORM=None, DISPLAY=":4321", WAYLAND_DISPLAY=None
    )
    assert done.returncode == 1, (done.returncode, done.stderr)
    assert "motesplats: The display" in done.stderr


def test_a_partly_wrong_configuration_is_told_and_the_kiosk_runs(tmp_path: Path) -> None:
    """Line, field and remedy stand in the log; the rest is used."""
    config = tmp_path / "office.toml"
    config.write_text('name = "Ekeby"\nlanguages = ["sv", "xx"]\nseries = 500\n', encoding="utf-8")
    with program("kiosk", "--data", tmp_path, "--config", config, *SIZE) as kiosk:
        told = kiosk.until("office.toml:2")
        assert "languages" in told
        kiosk.until("Ready")
        assert kiosk.stop() == 0


@pytest.mark.parametrize("printer", ["tcp://", "pigeon:post"])
def test_a_printer_address_without_sense_is_told_and_the_kiosk_runs(tmp_path: Path, printer: str) -> None:
    """One wrong line never takes a kiosk down: numbers are shown to be photographed until it is mended."""
    config = tmp_path / "office.toml"
    config.write_text(f'name = "Ekeby"\nprinter = "{printer}"\n', encoding="utf-8")
    with program("kiosk", "--data", tmp_path, "--config", config, *SIZE) as kiosk:
        kiosk.until("printer")
        kiosk.until("Ready")
        assert kiosk.stop() == 0


def test_a_settings_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """An explicit --config must exist."""
    done = motesplats("kiosk", "--data", tmp_path, "--config", tmp_path / "none.toml", *SIZE)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "none.toml" in done.stderr


def test_a_data_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A file where the folder should be: one sentence with a remedy."""
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    done = motesplats("kiosk", "--data", blocked / "data", *SIZE)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert os.fspath(blocked) in done.stderr
