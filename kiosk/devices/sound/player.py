"""Sound out of this computer: one WAV file at a time, through whichever player there is, as a child program.

A broken sound system then never holds a screen: a player that hangs is ended after a known time. Must not know
what is played, nor why.
"""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import signal
import sys
import tempfile
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from kiosk.core.volume import LOUDEST, SOFTEST
from kiosk.devices import child_process
from kiosk.devices.sound import wavs

log = logging.getLogger("motesplats.sound")

PLAYERS: Final = (("pw-play",), ("paplay",), ("aplay", "-q"))
STEP_DB: Final = 2.5
"""Each step of the volume sounds as far from the next."""
GRACE_S: Final = 2.0
"""A player that needs so much longer than the sound lasts hangs."""

Command = tuple[str, ...]


class PlaybackOutcome(StrEnum):
    """What became of a sound."""

    PLAYED = "played"
    STOPPED = "stopped"  # asked to stop, or another one came
    DEAD = "dead"  # no player, or none that reaches a device
    UNREADABLE = "unreadable"  # the file holds no sound


@dataclass(frozen=True, slots=True)
class _Failed:
    """A player that did not play."""

    sentence: str
    hung: bool = False


def find_players() -> tuple[Command, ...]:
    """The players of this computer, the best first."""
    if sys.platform == "win32":
        return (child_process.command(child_process.SOUND),)
    return tuple(player for player in PLAYERS if shutil.which(player[0]))


def gain(volume: int) -> float:
    """A volume from SOFTEST to LOUDEST as a factor."""
    steps = LOUDEST - max(SOFTEST, min(LOUDEST, volume))
    return float(10 ** (-steps * STEP_DB / 20))


class Player:
    """Plays one sound at a time; a new one stops the former. Never raises for what a sound system can do."""

    def __init__(self, players: Iterable[Sequence[str]] | None = None) -> None:
        """`players`: command lines, the best first; those of this computer if none are named."""
        found = find_players() if players is None else players
        self._players = [tuple(player) for player in found]
        self.works: bool | None = None if self._players else False
        """Whether the last sound came out; None: none has been tried yet."""
        self.trouble = "" if self._players else f"None of {', '.join(p[0] for p in PLAYERS)} is installed."
        """What was wrong with the last sound that did not come out."""
        self._turn = 0
        self._child: Process | None = None
        self._one_at_a_time = asyncio.Lock()

    @property
    def name(self) -> str:
        """The player that is used; "" when there is none."""
        return Path(self._players[0][0]).name if self._players else ""

    async def play(self, file: Path, volume: int = LOUDEST) -> PlaybackOutcome:
        """Plays a file to its end."""
        self.stop()
        turn = self._turn
        async with self._one_at_a_time:
            if turn != self._turn:
                return PlaybackOutcome.STOPPED
            try:
                sound = wavs.read(file)
            except wavs.WavError as error:
                self.trouble = f"{file.name}: {error}"
                return PlaybackOutcome.UNREADABLE
            return await self._through_any(file, sound, gain(volume), turn)

    def stop(self) -> None:
        """Silence, at once."""
        self._turn += 1
        self._kill()

    async def close(self) -> None:
        """Stops, and waits until the player's program is gone."""
        self.stop()
        async with self._one_at_a_time:
            pass

    async def try_out(self) -> PlaybackOutcome:
        """Plays a moment of silence: whether sound would come out now. Said by the outcome, not in the log."""
        self.works = False
        with tempfile.TemporaryDirectory(prefix="motesplats-") as folder:
            file = Path(folder) / "silence.wav"
            wavs.write(wavs.silence(0.1), file)
            return await self.play(file, SOFTEST)

    async def _through_any(self, file: Path, sound: wavs.Wav, loud: float, turn: int) -> PlaybackOutcome:
        """A player may be installed and reach no device: the next one is tried. One that hangs has had its time."""
        trouble = self.trouble
        for player in tuple(self._players):
            failed = await self._through(player, file, sound, loud, turn)
            if turn != self._turn:
                return PlaybackOutcome.STOPPED
            if failed is None:
                self._players.remove(player)
                self._players.insert(0, player)
                self.works, self.trouble = True, ""
                return PlaybackOutcome.PLAYED
            trouble = failed.sentence
            if failed.hung:
                break
        if self.works is not False:
            log.warning("There is no sound. %s", trouble)
        self.works, self.trouble = False, trouble
        return PlaybackOutcome.DEAD

    async def _through(
        self, player: Command, file: Path, sound: wavs.Wav, loud: float, turn: int
    ) -> _Failed | None:
        words, wants_loudness = _words(player, file, loud)
        data = await asyncio.to_thread(_softened, sound, loud) if wants_loudness else None
        if turn != self._turn:
            return None
        try:
            child = await asyncio.create_subprocess_exec(
                *words,
                stdin=DEVNULL if data is None else PIPE,
                stdout=DEVNULL,
                stderr=PIPE,
                start_new_session=True,  # to be ended with all that it started: a part left alive would be waited for
            )
        except OSError as error:
            return _Failed(f"{player[0]} does not start ({error.strerror}).")
        self._child = child
        if turn != self._turn:
            self._kill()
        try:
            async with asyncio.timeout(sound.seconds + GRACE_S):
                _, told = await child.communicate(data)
        except TimeoutError:
            return _Failed(f"{player[0]} did not end and was stopped.", hung=True)
        finally:
            self._kill()
            self._child = None
            await child.wait()
        if child.returncode == 0:
            return None
        last = told.decode(errors="replace").strip().splitlines()[-1:]
        return _Failed(last[0] if last else f"{player[0]} ended with {child.returncode}.")

    def _kill(self) -> None:
        if self._child is not None and self._child.returncode is None:
            with suppress(ProcessLookupError):
                if sys.platform == "win32":
                    self._child.kill()
                else:
                    os.killpg(self._child.pid, signal.SIGKILL)


def _words(player: Command, file: Path, loud: float) -> tuple[Command, bool]:
    """The command line that plays a file, and whether the sound is handed over softened instead."""
    match Path(player[0]).name:
        case "pw-play":
            return (*player, f"--volume={loud:.3f}", str(file)), False
        case "paplay":  # its scale is cubic
            return (*player, f"--volume={round(65_536 * loud ** (1 / 3))}", str(file)), False
        case _:  # has no volume of its own
            return player, True


def _softened(sound: wavs.Wav, loud: float) -> bytes:
    return wavs.to_bytes(wavs.softer(sound, loud))
