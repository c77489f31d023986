"""The chime: a short sound through whichever player this computer has; silence where it has none.

A program of its own plays it, so that a broken sound system never holds the board. Must not know why it rings.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from kiosk import places

log = logging.getLogger("motesplats.board")

PLAYERS: Final = (("pw-play",), ("paplay",), ("aplay", "-q"))
AT_MOST_S: Final = 5.0
"""A player that takes longer hangs."""


def sound_file() -> Path:
    return places.assets_dir() / "sounds" / "chime.wav"


def find_player() -> tuple[str, ...] | None:
    """The first player there is, as the start of its command line."""
    return next((player for player in PLAYERS if shutil.which(player[0])), None)


class Chime:
    """Rings once for each call, one after the other; several at once are one chime. Never raises."""

    def __init__(self, player: Sequence[str] | None = None, sound: Path | None = None) -> None:
        found = player if player is not None else find_player()
        self._command = (*found, str(sound or sound_file())) if found else None
        self._task: asyncio.Task[None] | None = None
        self._again = False
        self._told = False
        self.rung = 0

    def ring(self) -> None:
        """Begins to ring; while it rings, it will ring once more."""
        self.rung += 1
        if self._command is None:
            self._tell("There is no sound: none of %s is installed.", ", ".join(p[0] for p in PLAYERS))
        elif self._task is not None and not self._task.done():
            self._again = True
        else:
            self._task = asyncio.ensure_future(self._play(self._command))

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _play(self, command: tuple[str, ...]) -> None:
        while True:
            self._again = False
            await self._once(command)
            if not self._again:
                return

    async def _once(self, command: tuple[str, ...]) -> None:
        try:
            player = await asyncio.create_subprocess_exec(
                *command, stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
            )  # fmt: skip
        except OSError as error:
            self._tell("The chime cannot be played by %s: %s.", command[0], error)
            return
        try:
            async with asyncio.timeout(AT_MOST_S):
                if await player.wait() != 0:
                    self._tell("%s could not play the chime (%s).", command[0], player.returncode)
        except TimeoutError:
            self._tell("%s did not end and was stopped.", command[0])
        finally:
            if player.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    player.kill()
                await player.wait()

    def _tell(self, what: str, *values: object) -> None:
        """The first trouble only: the board goes on without sound."""
        if not self._told:
            log.warning(what, *values)
        self._told = True
