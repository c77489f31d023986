"""Starting the real programs as a person or a service would, and reading what they say. No fixtures, no tests."""

from __future__ import annotations

import json
import os
import queue
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PATIENCE = 180.0
"""Seconds after which something that does not come is an error: only a hang takes as long, even on a busy computer."""


def environment(**changes: str | None) -> dict[str, str]:
    """This environment with changes; None takes a name out."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUNBUFFERED": "1"}
    for name, value in changes.items():
        if value is None:
            env.pop(name, None)
        else:
            env[name] = value
    return env


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "kiosk.cli", *map(str, arguments)]


def motesplats(*arguments: object, **changes: str | None) -> subprocess.CompletedProcess[str]:
    """Runs a command to its end."""
    return subprocess.run(
        command(*arguments),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        env=environment(**changes),
        check=False,
    )


def exported(data: Path) -> list[dict[str, Any]]:
    """The journal in a folder, line by line."""
    done = motesplats("journal", "export", "--data", data)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


class Program:
    """A running program: wait for what it says, ask it to stop."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.said: list[str] = []
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self._lines.put(line)
        self._lines.put(None)

    def until(self, words: str) -> str:
        """Waits for a line on stderr that contains these words."""
        while True:
            line = self._lines.get(timeout=PATIENCE)
            assert line is not None, f"ended before {words!r}: {''.join(self.said)}"
            self.said.append(line)
            if words in line:
                return line

    def stop(self) -> int:
        """SIGTERM, as systemd would; gives the exit code."""
        self.process.terminate()
        code = self.process.wait(timeout=PATIENCE)
        self._reader.join(timeout=PATIENCE)
        while (line := self._lines.get(timeout=PATIENCE)) is not None:
            self.said.append(line)
        return code


@contextmanager
def program(*arguments: object, **changes: str | None) -> Iterator[Program]:
    """A program that is stopped at the end of the block, whatever happens."""
    process = subprocess.Popen(
        command(*arguments), stderr=subprocess.PIPE, text=True, env=environment(**changes)
    )
    try:
        yield Program(process)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(timeout=PATIENCE)
        assert process.stderr is not None
        process.stderr.close()


def free_port() -> int:
    """A port on loopback that nobody listens at now."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@dataclass(frozen=True)
class OfficeProcess:
    """A running office server."""

    process: subprocess.Popen[str]
    url: str

    def kill(self) -> None:
        """Without warning, as a power cut would."""
        self.process.kill()
        self.process.wait(timeout=PATIENCE)


@contextmanager
def office(data: Path, port: int, config: Path) -> Iterator[OfficeProcess]:
    """The office server on a port of loopback (0: any free one), killed at the end of the block if it still runs."""
    process = subprocess.Popen(
        command("office", "--data", data, "--config", config, "--port", port, "--json"),
        stdout=subprocess.PIPE,
        text=True,
        env=environment(),
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, "the office server did not start"
        yield OfficeProcess(process, str(json.loads(line)["url"]))
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(timeout=PATIENCE)
        assert process.stdout is not None
        process.stdout.close()


def click(display: str, x: int, y: int) -> None:
    """Moves the pointer of an X screen there and clicks."""
    subprocess.run(
        ["xdotool", "mousemove", str(x), str(y), "click", "1"],
        env={**os.environ, "DISPLAY": display},
        check=True,
        timeout=PATIENCE,
    )


def check_in_by_clicks(kiosk: Program, display: str) -> None:
    """Swedish, "collect my ID card", "take my ticket" on a kiosk of 1080 x 1920 that tells its places in its log."""
    click(display, 256, 690)
    kiosk.until("At purpose")
    click(display, 790, 1030)
    kiosk.until("At path")
    click(display, 740, 1590)
