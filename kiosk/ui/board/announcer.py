"""Calls aloud: the chime, then each new call in its visitor's language and in Swedish, one after the other.

Where there is no sound or no voice, what is shown has to do. Must not know the words, nor when a call is new.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Collection, Sequence
from enum import StrEnum
from pathlib import Path

from kiosk import places
from kiosk.core.office_config import OfficeConfig
from kiosk.devices.sound.player import PlaybackOutcome
from kiosk.devices.sound.speaking import Voice
from kiosk.devices.sound.voices import VoiceKind
from kiosk.present.board import Call, called_out


class Sound(StrEnum):
    """What is heard of a call."""

    VOICE = "voice"
    CHIME = "chime"
    NONE = "none"


def chime_file() -> Path:
    return places.assets_dir() / "sounds" / "chime.wav"


class Announcer:
    """Several calls at once are one chime; one that comes meanwhile has its own in its turn. Never raises."""

    def __init__(self, config: OfficeConfig, voice: Voice, sound: Sound = Sound.VOICE) -> None:
        self._config = config
        self._voice = voice
        self._sound = sound
        self._task: asyncio.Task[None] | None = None
        self._turn: list[Call] = []
        self._standing: Collection[Call] = ()
        self.announced = 0

    def told(self, new: Sequence[Call], standing: Collection[Call]) -> None:
        """Takes the news: which calls are new, and which stand. One that stands no more is not spoken."""
        self._standing = standing
        self.announced += len(new)
        if self._sound is Sound.NONE:
            return
        self._turn += new
        if self._turn and (self._task is None or self._task.done()):
            self._task = asyncio.ensure_future(self._announce())

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        await self._voice.close()

    async def _announce(self) -> None:
        while self._turn:
            calls, self._turn = self._turn, []
            rings = self._voice.player.play(chime_file())
            if self._sound is Sound.CHIME:
                await rings
                continue
            rung, _ = await asyncio.gather(rings, self._voice.prepare())
            if rung is PlaybackOutcome.PLAYED:
                for call in calls:
                    await self._call_out(call)

    async def _call_out(self, call: Call) -> None:
        for language, text in called_out(call, self._config, self._can_speak):
            if call in self._standing:
                await self._voice.speak(language, text, digits=True)

    def _can_speak(self, language: str) -> bool:
        return self._voice.can_speak(language) is not VoiceKind.NONE
