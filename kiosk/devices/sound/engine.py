"""Text to a sound file, by the child program that holds the speech engine: always an answer within a known time.

A child that crashes or hangs is started again for the next text. Must not know how speech is made, nor for whom.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from kiosk.devices import child_process
from kiosk.devices.child_process import Child
from kiosk.devices.sound.voice_messages import SpeechAnswer, SpeechRequest, VoiceReady
from kiosk.devices.sound.voices import Run
from kiosk.protocol.errors import WireError

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
        self._child: Child | None = None
        self._newborn: Child | None = None  # has not said its first line
        self._starting: asyncio.Task[None] | None = None
        self._listening: asyncio.Task[None] | None = None
        self._waiting: dict[int, asyncio.Future[SpeechAnswer]] = {}
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
        asked: Child | None = None
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
                asked.kill()
            return None
        if answer.file is not None:
            return Path(answer.file)
        log.warning("A text could not be spoken. %s", answer.error)
        return None

    async def close(self) -> None:
        """Ends the child; it takes its files with it."""
        while self._starting is not None and not self._starting.done():
            if self._newborn is not None:
                self._newborn.kill()
            await asyncio.wait({self._starting}, timeout=0.05)
        child, listening = self._child, self._listening
        if child is None or listening is None:
            return
        child.finish()
        done, _ = await asyncio.wait({listening}, timeout=1.0)
        if not done:
            child.kill()
            await listening

    async def _ask(self, child: Child, runs: Sequence[Run], speed: int) -> SpeechAnswer:
        self._last += 1
        number = self._last
        waiting: asyncio.Future[SpeechAnswer] = asyncio.get_running_loop().create_future()
        self._waiting[number] = waiting
        try:
            await child.send(SpeechRequest(number, tuple(runs), speed))
            return await waiting
        except OSError as error:
            return SpeechAnswer(number, error=f"The voice has ended ({error}).")
        finally:
            self._waiting.pop(number, None)

    async def _start(self) -> None:
        try:
            child = await Child.start(self._command)
        except OSError as error:
            self.trouble = f"The voice's program does not start ({error.strerror})."
            log.warning("%s", self.trouble)
            return
        self._newborn = child
        try:
            async with asyncio.timeout(START_S):
                ready = await child.receive(VoiceReady)
        except (TimeoutError, EOFError, WireError):
            child.kill()
            await child.wait()
            self.trouble = "The voice's program ended, or said nothing, when it was started."
            log.warning("%s", self.trouble)
            return
        finally:
            self._newborn = None
        self.voices, self._child, self.trouble = frozenset(ready.voices), child, ready.trouble
        self._listening = asyncio.ensure_future(self._listen(child, Path(ready.folder)))

    async def _listen(self, child: Child, folder: Path) -> None:
        """Hands on the answers until the child ends."""
        while True:
            try:
                self._take(await child.receive(SpeechAnswer))
            except WireError:
                continue  # something else that it printed
            except EOFError:
                break
        self._child = None
        child.kill()
        for number, waiting in self._waiting.items():
            if not waiting.done():
                waiting.set_result(SpeechAnswer(number, error="The voice's program ended."))
        await child.wait()
        shutil.rmtree(folder, ignore_errors=True)  # a child that was ended has left its files

    def _take(self, answer: SpeechAnswer) -> None:
        waiting = self._waiting.get(answer.id)
        if waiting is not None and not waiting.done():
            waiting.set_result(answer)
        elif answer.file is not None:  # nobody waits any more
            Path(answer.file).unlink(missing_ok=True)


def voices_now() -> tuple[frozenset[str], str]:
    """What can be spoken here and now, and what is wrong with the engine: starts a child, asks it and ends it."""

    async def ask() -> tuple[frozenset[str], str]:
        engine = Engine()
        await engine.prepare()
        await engine.close()
        return engine.voices, engine.trouble

    return asyncio.run(ask())
