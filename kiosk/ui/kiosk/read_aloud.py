"""Reads screens aloud: utterances one after the other, each lit on the screen while it is said; silent at once when
asked. Knows neither words nor how sound is made; whatever goes wrong with the sound ends the reading, never the kiosk.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Final

from kiosk import places
from kiosk.core.checkin.state import Hearing, ReadAloud, ReadingEnded, SilenceReason
from kiosk.devices.sound.player import PlaybackOutcome
from kiosk.devices.sound.speaking import Spoken, Voice
from kiosk.devices.sound.voices import VoiceKind
from kiosk.present.speech.utterances import Utterance, utterances
from kiosk.ui.kiosk.model import Kiosk

log = logging.getLogger("motesplats.kiosk")

ALERT: Final = places.assets_dir() / "sounds" / "chime.wav"


class Reader:
    """Reads what the flow asks for from the screen. `ended` takes the end of a reading that was not stopped."""

    def __init__(
        self, kiosk: Kiosk, voice: Voice, languages: tuple[str, ...], ended: Callable[[ReadingEnded], None]
    ) -> None:
        self._kiosk = kiosk
        self._voice = voice
        self._languages = languages
        self._ended = ended
        self._task: asyncio.Task[None] | None = None

    @property
    def voices(self) -> frozenset[str]:
        """The languages that can be heard."""
        return frozenset(
            code for code in self._languages if self._voice.can_speak(code) is not VoiceKind.NONE
        )

    def read(self, what: ReadAloud, hearing: Hearing) -> None:
        """Begins to read, instead of what is being read."""
        self.hush()
        said = utterances(self._kiosk.view(), what, hearing, self.voices)
        self._task = asyncio.get_running_loop().create_task(self._read(said, hearing.volume, what.alert))

    def hush(self) -> None:
        """Silent at once."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._voice.stop()
        self._kiosk.light("")

    async def close(self) -> None:
        """Silent, and nothing left running."""
        task = self._task
        self.hush()
        if task is not None:
            await asyncio.gather(task, return_exceptions=True)
        await self._voice.close()

    async def _read(self, said: tuple[Utterance, ...], volume: int, alert: bool) -> None:
        untold = None
        try:
            works = not alert or await self._voice.player.play(ALERT, volume) is not PlaybackOutcome.DEAD
            if not (works and await self._say(said, volume)):
                untold = SilenceReason.NO_SOUND
        except Exception:
            log.exception("A screen could not be read aloud.")
            untold = SilenceReason.NO_SOUND
        self._task = None
        self._kiosk.light("")
        self._ended(ReadingEnded(untold))

    async def _say(self, said: tuple[Utterance, ...], volume: int) -> bool:
        """One after the other; False when no sound comes out. What one voice cannot say is left out."""
        for one in said:
            self._kiosk.light(one.target)
            if await self._voice.speak(one.language, one.text, volume, one.digits) is Spoken.NO_SOUND:
                return False
        return True
