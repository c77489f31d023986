"""The voice of a kiosk or a board: a text is heard in a language, recorded or synthesized, or it is said why not.

Must not know which texts there are, nor when they are to be heard.
"""

from __future__ import annotations

import asyncio
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import Final

from kiosk.core.volume import LOUDEST
from kiosk.devices.sound import wavs
from kiosk.devices.sound.clips import Clips
from kiosk.devices.sound.engine import Engine
from kiosk.devices.sound.player import PlaybackOutcome, Player
from kiosk.devices.sound.voices import VOICES, VoiceKind, kind, runs


class Spoken(StrEnum):
    """What became of a text."""

    SAID = "said"
    STOPPED = "stopped"  # asked to stop, or another text came
    NO_VOICE = "no_voice"  # nobody can say this text in this language
    NO_SOUND = "no_sound"  # there is no loudspeaker


_SPOKEN: Final = {
    PlaybackOutcome.PLAYED: Spoken.SAID,
    PlaybackOutcome.STOPPED: Spoken.STOPPED,
    PlaybackOutcome.DEAD: Spoken.NO_SOUND,
    PlaybackOutcome.UNREADABLE: Spoken.NO_VOICE,
}


class Voice:
    """Says one text at a time; a new one stops the former. Never raises for what sound or engine can do."""

    def __init__(
        self, folder: Path | None = None, player: Player | None = None, engine: Engine | None = None
    ) -> None:
        """`folder`: of the recorded clips; that of the program if none is named."""
        self.clips = Clips(folder)
        self.player = player or Player()
        self.engine = engine or Engine()
        self._turn = 0
        self._recorded: dict[str, bool] = {}

    @property
    def works(self) -> bool | None:
        """Whether the last sound came out; None: none has been tried yet."""
        return self.player.works

    def can_speak(self, language: str) -> VoiceKind:
        """What a language is heard by, at least in part. What is synthesized is known after `prepare`."""
        if language not in self._recorded:
            self._recorded[language] = self.clips.any_of(language)
        return kind(self._recorded[language], 1, VOICES.get(language) in self.engine.voices)

    async def prepare(self) -> None:
        """Starts the engine, so that the first text is heard as soon as the others."""
        await self.engine.prepare()

    async def speak(self, language: str, text: str, volume: int = LOUDEST, digits: bool = False) -> Spoken:
        """Says a text to its end. `digits`: a ticket's number one digit at a time."""
        self.stop()
        turn = self._turn
        file = await self.sound_of(language, text, digits)
        if file is None:
            return Spoken.NO_VOICE if turn == self._turn else Spoken.STOPPED
        try:
            if turn != self._turn:
                return Spoken.STOPPED
            return _SPOKEN[await self.player.play(file, volume)]
        finally:
            file.unlink(missing_ok=True)  # it may hold what was said to one visitor

    async def sound_of(self, language: str, text: str, digits: bool = False) -> Path | None:
        """A file with the text as it is heard, the caller's to delete; None when nobody can say it."""
        recorded = await asyncio.to_thread(self.clips.sound, language, text)
        if recorded is not None:
            with tempfile.NamedTemporaryFile(prefix="motesplats-", suffix=".wav", delete=False) as file:
                file.write(wavs.to_bytes(recorded))
            return Path(file.name)
        return await self.engine.make(runs(language, text, digits))

    def stop(self) -> None:
        """Silence, at once."""
        self._turn += 1
        self.player.stop()

    async def close(self) -> None:
        """Stops, and ends the engine."""
        self.stop()
        await self.player.close()
        await self.engine.close()
