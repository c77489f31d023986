"""Text to a sound file, by the child program that holds the speech engine: always an answer within a known time.

A child that crashes or hangs is started again for the next text. Must not know how speech is made, nor for whom.
"""

from __future__ import annotations

import asyncio
import json
import logging
import shutil
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from kiosk.devices import child_process
from kiosk.devices.sound.voices import Run

log = logging.getLogger("motesplats.sound")

AT_MOST_S: Final = 2.0
"""A text that takes longer is not spoken."""
START_S: Final = 10.0
"""A child that has not said its first line by then has hung; a cold disk may take some seconds."""
SPEED: Final = 150
"""Words a minute: clear for listeners who hear the voice for the first time."""


class Engine:
    """The child, started by need. Never raises for what a child can do."""

    def __init__(self, command: Sequence[str] | None = None) -> None:
        self._command = tuple(command or child_process.command(child_process.VOICE))
        self.voices: frozenset[str] = frozenset()
        """What the child can speak; empty until it has been started."""
        self.trouble = ""
        """Why there is no voice, or not the one that comes with the program."""
        self._child: Process | None = None
        self._newborn: Process | None = None  # has not said its first line
        self._starting: asyncio.Task[None] | None = None
        self._listening: asyncio.Task[None] | None = None
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._last = 0

    async def prepare(self) -> bool:
        """Starts the child where none runs; whether one does now."""
        if self._child is None:
            if self._starting is None or self._starting.done():
                self._starting = asyncio.ensure_future(self._start())
            await asyncio.shield(self._starting)
        return self._child is not None

    async def make(self, runs: Sequence[Run], speed: int = SPEED) -> Path | None:
        """A sound file of a text, which is then the caller's to delete; None when none could be made in time."""
        if not runs:
            return None
        asked: Process | None = None
        try:
            async with asyncio.timeout(AT_MOST_S):
                await self.prepare()
                asked = self._child
                if asked is None or not {run.voice for run in runs} <= self.voices:
                    return None
                answer = await self._ask(asked, runs, speed)
        except TimeoutError:
            log.warning("The voice took longer than %g s and was stopped.", AT_MOST_S)
            if asked is not None:
                _kill(asked)
            return None
        if "file" in answer:
            return Path(answer["file"])
        log.warning("A text could not be spoken. %s", answer.get("error"))
        return None

    async def close(self) -> None:
        """Ends the child; it takes its files with it."""
        while self._starting is not None and not self._starting.done():
            if self._newborn is not None:
                _kill(self._newborn)
            await asyncio.wait({self._starting}, timeout=0.05)
        child, listening = self._child, self._listening
        if child is None or listening is None:
            return
        assert child.stdin is not None
        child.stdin.close()
        done, _ = await asyncio.wait({listening}, timeout=1.0)
        if not done:
            _kill(child)
            await listening

    async def _ask(self, child: Process, runs: Sequence[Run], speed: int) -> dict[str, Any]:
        assert child.stdin is not None
        self._last += 1
        number, waiting = self._last, asyncio.get_running_loop().create_future()
        self._waiting[number] = waiting
        request = json.dumps({"id": number, "runs": runs, "speed": speed})
        try:
            child.stdin.write(request.encode() + b"\n")
            await child.stdin.drain()
            answer: dict[str, Any] = await waiting
        except OSError as error:
            return {"error": f"The voice has ended ({error})."}
        finally:
            self._waiting.pop(number, None)
        return answer

    async def _start(self) -> None:
        try:
            child = await asyncio.create_subprocess_exec(*self._command, stdin=PIPE, stdout=PIPE)
        except OSError as error:
            self.trouble = f"The voice's program does not start ({error.strerror})."
            log.warning("%s", self.trouble)
            return
        assert child.stdout is not None
        self._newborn = child
        try:
            async with asyncio.timeout(START_S):
                told = json.loads(await child.stdout.readline())
            voices, folder, self.trouble = frozenset(told["voices"]), Path(told["folder"]), told["trouble"]
        except (TimeoutError, ValueError, TypeError, KeyError):
            _kill(child)
            await child.wait()
            self.trouble = "The voice's program ended, or said nothing, when it was started."
            log.warning("%s", self.trouble)
            return
        finally:
            self._newborn = None
        self.voices, self._child = voices, child
        self._listening = asyncio.ensure_future(self._listen(child, folder))

    async def _listen(self, child: Process, folder: Path) -> None:
        """Hands on the answers until the child ends."""
        assert child.stdout is not None
        with suppress(ValueError):  # a line without end
            while line := await child.stdout.readline():
                self._take(line)
        self._child = None
        _kill(child)
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_result({"error": "The voice's program ended."})
        await child.wait()
        shutil.rmtree(folder, ignore_errors=True)  # a child that was ended has left its files

    def _take(self, line: bytes) -> None:
        try:
            answer = json.loads(line)
            waiting = self._waiting.get(answer["id"])
        except (ValueError, TypeError, KeyError):
            return
        if waiting is not None and not waiting.done():
            waiting.set_result(answer)
        elif "file" in answer:  # nobody waits any more
            Path(answer["file"]).unlink(missing_ok=True)


def voices_now() -> tuple[frozenset[str], str]:
    """What can be spoken here and now, and what is wrong with the engine: starts a child, asks it and ends it."""

    async def ask() -> tuple[frozenset[str], str]:
        engine = Engine()
        await engine.prepare()
        await engine.close()
        return engine.voices, engine.trouble

    return asyncio.run(ask())


def _kill(child: Process) -> None:
    if child.returncode is None:
        with suppress(ProcessLookupError):
            child.kill()
