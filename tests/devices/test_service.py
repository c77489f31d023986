"""systemd is told what has been done, and nothing while nothing is done."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.devices import service
from tests.service_manager import listening


@pytest.fixture
def manager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """A service manager's socket, and a program that knows it."""
    with listening(tmp_path, 40000, monkeypatch) as heard:
        yield heard


def heard(manager: socket.socket) -> list[str]:
    return manager.recv(4096).decode().split("\n")


def silent(manager: socket.socket) -> bool:
    manager.setblocking(False)
    try:
        manager.recv(4096)
    except BlockingIOError:
        return True
    return False


def test_ready_comes_with_one_line_for_people(manager: socket.socket) -> None:
    service.ready("Serving\nhere.")
    assert heard(manager) == ["READY=1", "STATUS=Serving here."]


@pytest.mark.parametrize("address", ["", "nonsense", "/nowhere/at/all", "@nobody-listens"])
def test_without_a_service_manager_nothing_is_told(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(service.SOCKET, address)
    assert not service.tell("READY=1")


def test_an_abstract_socket_is_told_too(monkeypatch: pytest.MonkeyPatch) -> None:
    name = f"motesplats-test-service-{os.getpid()}"  # abstract names are shared by the whole computer
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(f"\0{name}")
        monkeypatch.setenv(service.SOCKET, f"@{name}")
        assert service.tell("READY=1")


def test_a_sign_of_life_follows_work_that_was_done(manager: socket.socket) -> None:
    done: list[str] = []

    async def work() -> str:
        done.append("work")
        if len(done) == 3:
            raise asyncio.CancelledError
        return "Ready."

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(service.attest(work))
    assert [heard(manager) for _ in range(2)] == [["WATCHDOG=1", "STATUS=Ready."]] * 2
    assert silent(manager)


@pytest.mark.parametrize("what", ["fails", "hangs"])
def test_no_sign_of_life_while_work_fails_or_hangs(what: str, manager: socket.socket) -> None:
    tries: list[str] = []

    async def work() -> str:
        tries.append(what)
        if len(tries) == 3:
            raise asyncio.CancelledError
        if what == "hangs":
            await asyncio.get_running_loop().create_future()
        raise ValueError("no frame")

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(service.attest(work))
    assert silent(manager)


@pytest.mark.parametrize("told", ["", "0", "soon"])
def test_nobody_watches_nobody_works(
    told: str, manager: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(service.PATIENCE, told)

    async def work() -> str:
        raise AssertionError("not asked for")

    asyncio.run(service.attest(work))
    assert silent(manager)
