"""The child's keeper: an answer in a known time whatever the child does, and a new child after each bad one."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from kiosk.devices.sound import engine as engines
from kiosk.devices.sound.engine import Engine
from kiosk.devices.sound.voices import Run
from tests.devices.sound.players import Command
from tests.devices.sound.test_player import until

HELLO = [Run("sv", "Hej")]

CHILD = """
import json, os, pathlib, sys, tempfile, threading
mark, folder = pathlib.Path(sys.argv[1]), tempfile.mkdtemp()
mark.write_text(mark.read_text() + "started\\n" if mark.exists() else "started\\n")
print(json.dumps({"voices": ["sv"], "folder": folder, "trouble": ""}), flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    text = asked["runs"][0][1]
    if text == "crash":
        os._exit(3)
    if text == "hang":
        threading.Event().wait()  # for nothing: it hangs
    if text == "babble":
        print("no json\\n[1]\\n" + json.dumps({"id": 999, "file": folder + "/late.wav"}), flush=True)
    file = pathlib.Path(folder, f"{asked['id']}.wav")
    file.write_bytes(b"x")
    print(json.dumps({"id": asked["id"], "file": str(file)}), flush=True)
os.rmdir(folder)
"""


@pytest.fixture
def child(tmp_path: Path) -> Command:
    """A pretend child; each start is a line in the file `mark`."""
    file = tmp_path / "child.py"
    file.write_text(CHILD, encoding="utf-8")
    return (sys.executable, str(file), str(tmp_path / "mark"))


def starts(command: Command) -> int:
    return len(Path(command[2]).read_text(encoding="utf-8").split())


def run(engine: Engine, main: Callable[[Engine], Awaitable[None]]) -> None:
    async def whole() -> None:
        await main(engine)
        await engine.close()

    asyncio.run(whole())


async def said(engine: Engine, text: str = "Hej") -> bool:
    file = await engine.make([Run("sv", text)])
    if file is not None:
        file.unlink()
    return file is not None


def test_it_is_started_once_and_answers_many(child: Command) -> None:
    async def main(engine: Engine) -> None:
        assert engine.voices == frozenset()
        assert all(await asyncio.gather(engine.prepare(), engine.prepare()))
        assert engine.voices == {"sv"}
        assert all(await asyncio.gather(*(said(engine) for _ in range(20))))

    run(Engine(child), main)
    assert starts(child) == 1


def test_a_text_for_which_there_is_no_voice_is_not_asked(child: Command) -> None:
    async def main(engine: Engine) -> None:
        assert await engine.make([Run("sv", "Hej"), Run("so", "Soo dhawoow")]) is None
        assert await engine.make([]) is None
        assert await said(engine)

    run(Engine(child), main)


def test_a_child_that_crashes_fails_this_text_only(child: Command) -> None:
    async def main(engine: Engine) -> None:
        assert not any(await asyncio.gather(said(engine, "crash"), said(engine)))
        assert await said(engine)

    run(Engine(child), main)
    assert starts(child) == 2


def test_a_child_that_hangs_is_ended_and_its_files_go(
    child: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def main(engine: Engine) -> None:
        left = await engine.make(HELLO)
        assert left is not None
        monkeypatch.setattr(engines, "AT_MOST_S", 0.2)
        assert not await said(engine, "hang")
        monkeypatch.setattr(engines, "AT_MOST_S", 10.0)
        await until(lambda: not left.parent.exists())
        assert await said(engine)

    run(Engine(child), main)
    assert starts(child) == 2


def test_what_a_child_babbles_is_passed_over(child: Command) -> None:
    async def main(engine: Engine) -> None:
        assert await said(engine, "babble")
        assert await said(engine)

    run(Engine(child), main)


@pytest.mark.parametrize(
    "command",
    [
        ("/nowhere/at-all",),
        ("/bin/sh", "-c", "exit 1"),
        ("/bin/sh", "-c", "echo no json"),
        ("/bin/echo", "[1]"),
    ],
)
def test_a_child_that_does_not_start_is_no_voice(command: Command) -> None:
    async def main(engine: Engine) -> None:
        assert not await engine.prepare()
        assert engine.trouble
        assert not await said(engine)

    run(Engine(command), main)


def test_a_child_that_says_nothing_at_its_start_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "START_S", 0.2)

    async def main(engine: Engine) -> None:
        assert not await engine.prepare()

    run(Engine(("/bin/sleep", "60")), main)


def test_closed_while_it_starts_it_does_not_wait_for_a_child_that_says_nothing(tmp_path: Path) -> None:
    started = tmp_path / "started"

    async def main(engine: Engine) -> None:
        preparing = asyncio.ensure_future(engine.prepare())
        await until(started.exists)
        async with asyncio.timeout(5):
            await engine.close()
            assert not await preparing

    run(Engine(("/bin/sh", "-c", f"echo 1 >{started}; exec sleep 60")), main)


def test_closed_it_leaves_nothing(child: Command) -> None:
    folders: list[Path] = []

    async def main(engine: Engine) -> None:
        file = await engine.make(HELLO)
        assert file is not None
        folders.append(file.parent)

    run(Engine(child), main)
    assert not folders[0].exists()
