"""The server as a service: what it has done before it says that it lives."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from kiosk.office.state.writer import OfficeWriter
from kiosk.storage.errors import DiskFullError
from tests.office.factories import running
from tests.service_manager import listening


@pytest.fixture
def manager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """A service manager that wants a sign of life every 0.4 seconds."""
    with listening(tmp_path, 400000, monkeypatch) as heard:
        yield heard


def status(manager: socket.socket, word: str) -> str:
    """What came with the next such word."""
    while True:
        told, _, rest = manager.recv(4096).decode().partition("\n")
        if told == word:
            return rest.removeprefix("STATUS=")


def test_a_server_lives_when_it_has_answered_and_committed(manager: socket.socket, tmp_path: Path) -> None:
    with running(tmp_path / "data") as office:
        assert status(manager, "READY=1") == status(manager, "WATCHDOG=1") == f"Serving {office.url}."
    assert status(manager, "STOPPING=1") == ""


def test_a_server_whose_disk_refuses_says_so_and_lives(
    manager: socket.socket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new start would make no room, and would take the board with it."""

    async def refuse(_writer: OfficeWriter, _work: object) -> NoReturn:
        raise DiskFullError("The disk is full.")

    with running(tmp_path / "data"):
        monkeypatch.setattr(OfficeWriter, "do", refuse)
        while "can be stored" not in (told := status(manager, "WATCHDOG=1")):
            pass
        assert told.startswith("Serving, but nothing can be stored: The disk is full.")


def test_a_server_whose_writer_hangs_shows_no_sign_of_life(
    manager: socket.socket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def hang(_writer: OfficeWriter, _work: object) -> None:
        raise TimeoutError

    with running(tmp_path / "data"):
        status(manager, "WATCHDOG=1")
        monkeypatch.setattr(OfficeWriter, "do", hang)
        manager.settimeout(1.0)
        with pytest.raises(TimeoutError):
            silence(manager)
    assert "No sign of life" in caplog.text


def silence(manager: socket.socket) -> NoReturn:
    """Raises TimeoutError once nothing more comes."""
    while True:
        status(manager, "WATCHDOG=1")
