"""The units really run, by a systemd of their own in a container: shut in as they are, watched, started again."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.packaging.chroots import Computer, computer

PATIENCE = 90.0
HEADLESS = """\
[Unit]
# a container has neither a console nor a screen
ConditionPathExists=
[Service]
Environment=WLR_BACKENDS=headless WLR_LIBINPUT_NO_DEVICES=1 WLR_RENDERER=pixman
WatchdogSec=4
"""


OPEN_DESK = {
    "id": "open-desk-1",
    "kind": "desk.open",
    "args": {"desk": 1, "station": "SKV", "languages": ["sv"]},
}
NEWCOMER = {"language": "sv", "party": 1, "stops": [["SKV", ["SKV-REG"], 20]]}
ASK = """
import sys, urllib.request
request = urllib.request.Request("http://127.0.0.1:8321" + sys.argv[1], sys.argv[2].encode())
request.add_header("Content-Type", "application/json")
print(urllib.request.urlopen(request, timeout=60).read().decode())
"""


class Booted:
    """A computer that runs."""

    def __init__(self, init: int) -> None:
        self._init = init

    def run(self, *words: str, check: bool = True) -> str:
        inside = ["nsenter", f"--target={self._init}", "--all", f"--root=/proc/{self._init}/root"]
        done = subprocess.run(
            [*inside, *words], capture_output=True, text=True, check=False, timeout=PATIENCE
        )
        assert not check or done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
        return done.stdout

    def asks(self, path: str, body: object) -> dict[str, Any]:
        """What the office server of that computer answers; asked by this computer's Python in its network."""
        asked = [
            "nsenter",
            f"--target={self._init}",
            "--net",
            sys.executable,
            "-c",
            ASK,
            path,
            json.dumps(body),
        ]
        done = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=PATIENCE)
        assert done.returncode == 0, done.stderr
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer

    def shown(self, unit: str, name: str) -> str:
        return self.run("systemctl", "show", "--property", name, "--value", unit).strip()

    def programs(self, name: str) -> list[str]:
        """The processes of our programs that were started with this command."""
        found = []
        for folder in Path(f"/proc/{self._init}/root/proc").glob("[0-9]*"):
            with suppress(OSError):
                words = (folder / "cmdline").read_bytes().decode().split("\0")
                if words[0].endswith("/motesplats") and words[1] == name:
                    found.append(folder.name)
        return found

    def until(self, unit: str, holds: Callable[[], bool]) -> None:
        """Waits for what systemd does by itself."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, self.run("journalctl", "--no-pager", "-u", unit)
            self.run("sleep", "0.2")


@contextmanager
def booted(here: Computer, folder: Path) -> Iterator[Booted]:
    """The system in a folder, under its own systemd."""
    with (folder / "console.log").open("wb") as console:
        process = subprocess.Popen(
            [
                *("systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "--boot", "--private-network"),
                *("--link-journal=no", f"--directory={here.root}"),
            ],
            stdin=subprocess.DEVNULL,
            stdout=console,
            stderr=console,
        )
    try:
        yield Booted(_init_of(process))
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _init_of(process: subprocess.Popen[bytes]) -> int:
    """The container's first process, once its systemd answers."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None
        for status in Path("/proc").glob("[0-9]*/status"):
            try:
                text = status.read_text(encoding="utf-8")
            except OSError:
                continue
            if re.search(rf"^PPid:\t{process.pid}$", text, re.MULTILINE) and re.search(
                r"^NSpid:.*\t1$", text, re.M
            ):
                init = int(status.parent.name)
                inside = ["nsenter", f"--target={init}", "--all", f"--root=/proc/{init}/root"]
                asked = ["systemctl", "is-system-running", "--wait"]
                done = subprocess.run([*inside, *asked], capture_output=True, text=True, check=False)
                if done.stdout.strip() in ("running", "degraded"):
                    return init
        os.sched_yield()
    raise AssertionError("the container did not start")


@pytest.fixture(params=["office", "kiosk", "board"])
def unit(request: pytest.FixtureRequest) -> str:
    return f"motesplats-{request.param}"


@pytest.fixture
def system(unit: str, installed: dict[str, Path], tmp_path: Path) -> Iterator[Booted]:
    """A computer with the package of the unit, which has been started."""
    part = "office" if unit.endswith("office") else "lobby"
    with computer(tmp_path / "computer", [installed[part]]) as here:
        here.run("apt-get", "install", "-y", "--no-install-recommends", "systemd-sysv", "dbus")
        drop_in = here.path(f"/etc/systemd/system/{unit}.service.d/trial.conf")
        drop_in.parent.mkdir(parents=True)
        drop_in.write_text(HEADLESS if part == "lobby" else "[Service]\nWatchdogSec=4\n", encoding="utf-8")
        here.run("systemctl", "enable", unit)
        here.path("/usr/sbin/policy-rc.d").unlink()
        here.release()
        with booted(here, tmp_path) as running:
            yield running


def test_a_unit_starts_shows_life_and_is_started_again_when_it_hangs(unit: str, system: Booted) -> None:
    """Ready by its own word, alive beyond the watchdog's patience; and a program that stands still is replaced."""
    system.until(unit, lambda: system.shown(unit, "ActiveState") == "active")
    first = system.shown(unit, "MainPID")
    told = system.shown(unit, "WatchdogTimestampMonotonic")
    system.until(unit, lambda: int(system.shown(unit, "WatchdogTimestampMonotonic")) > int(told) + 5_000_000)
    assert system.shown(unit, "MainPID") == first
    assert system.shown(unit, "NRestarts") == "0"
    assert system.shown(unit, "StatusText").startswith(("Serving http", "Ready.", "Shown."))

    (program,) = system.programs(unit.removeprefix("motesplats-"))
    system.run("sh", "-c", f"kill -STOP {program}")
    system.until(unit, lambda: system.shown(unit, "NRestarts") == "1")
    system.until(unit, lambda: system.shown(unit, "ActiveState") == "active")
    assert system.shown(unit, "MainPID") not in (first, "0")
    if unit == "motesplats-office":
        assert system.asks("/v1/commands", OPEN_DESK)["ok"]
        assert (
            system.asks("/v1/promise", NEWCOMER)["usual"] is not None
        )  # the forecast's child lives in the unit
        assert "code" in json.loads(
            system.run("motesplats", "pair", "new", "--role", "kiosk", "--place", "K1", "--json")
        )
