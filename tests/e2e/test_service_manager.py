"""What systemd would hear of the real programs: ready, alive because something was done, and stopping."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.programs import PATIENCE, command, environment, motesplats


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        listening.settimeout(PATIENCE)
        yield listening


def watched(manager: socket.socket, *arguments: object) -> subprocess.Popen[str]:
    """A program that must show a sign of life every two seconds."""
    return subprocess.Popen(
        command(*arguments),
        env=environment(NOTIFY_SOCKET=manager.getsockname(), WATCHDOG_USEC="2000000"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def until(manager: socket.socket, word: str) -> str:
    """Waits for a word; gives the status that came with it."""
    while True:
        told, _, rest = manager.recv(4096).decode().partition("\n")
        if told == word:
            return rest.removeprefix("STATUS=")


def ends_in_silence(manager: socket.socket) -> bool:
    """Reads what was still said, until nothing comes in time."""
    try:
        while True:
            until(manager, "WATCHDOG=1")
    except TimeoutError:
        return True


PROGRAMS = {
    "office": (("office", "--port", 0, "--data"), "Serving http://127.0.0.1:"),
    "kiosk": (("kiosk", "--data"), "Ready."),
    "board": (("board", "--office", "http://127.0.0.1:1"), "Shown."),
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_tells_that_it_is_ready_and_lives(
    name: str, manager: socket.socket, tmp_path: Path
) -> None:
    words, status = PROGRAMS[name]
    process = watched(manager, *words, *([tmp_path / "data"] if words[-1] == "--data" else []))
    assert until(manager, "READY=1").startswith(status)
    assert until(manager, "WATCHDOG=1").startswith(status)
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE) == 0, process.stderr
    assert process.stderr is not None
    process.stderr.close()


def test_a_server_that_stands_still_shows_no_sign_of_life(manager: socket.socket, tmp_path: Path) -> None:
    process = watched(manager, "office", "--port", 0, "--data", tmp_path / "data")
    until(manager, "WATCHDOG=1")
    process.send_signal(signal.SIGSTOP)
    manager.settimeout(3.0)
    assert ends_in_silence(manager)
    process.kill()
    process.wait()
    assert process.stderr is not None
    process.stderr.close()


@pytest.mark.parametrize("name", ["kiosk", "board", "reception"])
def test_a_trial_ends_after_its_first_frame_and_tells_when_it_came(name: str, tmp_path: Path) -> None:
    done = motesplats(name, "--smoke", *(["--data", tmp_path] if name == "kiosk" else []))
    assert done.returncode == 0, done.stderr
    assert 0 < json.loads(done.stdout)["first_frame_ms"] < PATIENCE * 1000
