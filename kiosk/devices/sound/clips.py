"""Recorded words: which file holds a text, and a text with values put together from the clips of its parts.

A clip is found by its name alone, which is made from its language and words (assets/audio/README.md). Must not know
which texts there are.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from kiosk import places
from kiosk.devices.sound import wavs
from kiosk.devices.sound.voices import plain

SILENT: Final = 300
"""A clip that is never louder than this (of 32768) holds nobody's voice."""
PAUSE_S: Final = 0.08
"""Between the clips of one phrase."""

_EDGES: Final = " .,:;!?…·()\"'«»“”،؛؟።፣፤፡–-"
_VALUES: Final = re.compile("[\u2066-\u2069]")
_SENTENCES: Final = re.compile(r"(?<=[.?!…؟።])\s+")
_NUMBERS: Final = re.compile(r"(\d+)")


def words_of(text: str) -> str:
    """What makes a text the same to hear: no marks, no punctuation at its ends, no capital letters."""
    return unicodedata.normalize("NFC", plain(text)).strip(_EDGES).casefold()


def name_of(language: str, text: str) -> str:
    """The name of the file that holds a text of a language."""
    return hashlib.sha256(f"{language}\n{words_of(text)}".encode()).hexdigest()[:16] + ".wav"


class Clips:
    """The recorded words of every language: `<folder>/<language>/<name>.wav`."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or places.assets_dir() / "audio"

    def path(self, language: str, text: str) -> Path:
        """Where the clip of a text is, or would be."""
        return self._folder / language / name_of(language, text)

    def has(self, language: str, text: str) -> bool:
        """Whether a text has its clip, be it good or broken."""
        return self.path(language, text).is_file()

    def usable(self, language: str, text: str) -> bool:
        """Whether a text has a clip that can be heard."""
        return self.has(language, text) and problem(self.path(language, text)) is None

    def recorded(self, language: str, texts: Iterable[str]) -> tuple[int, int]:
        """How many of these texts can be heard, and how many there are: those of one name count once."""
        wanted = {name_of(language, text): text for text in texts if words_of(text)}
        return sum(self.usable(language, text) for text in wanted.values()), len(wanted)

    def any_of(self, language: str) -> bool:
        """Whether something of a language has been recorded and can be heard."""
        return any(problem(file) is None for file in self._files(language))

    def problems(self, language: str) -> list[str]:
        """What is wrong with the clips of a language, each with the name of its file."""
        found = ((file, problem(file)) for file in self._files(language))
        return [f"{language}/{file.name}: {wrong}" for file, wrong in found if wrong is not None]

    def sound(self, language: str, text: str) -> wavs.Wav | None:
        """A text as recorded, whole or from parts; None when one part is missing or cannot be played."""
        try:
            parts = [_heard(file) for file in self.parts(language, text)]
        except wavs.WavError:
            return None
        return wavs.joined(parts, PAUSE_S) if parts else None

    def parts(self, language: str, text: str) -> list[Path]:
        """The clips that together are a text; none when one of them is not there."""
        files = [self.path(language, piece) for piece in self._pieces(language, text)]
        return files if all(file.is_file() for file in files) else []

    def _pieces(self, language: str, text: str) -> list[str]:
        """The largest parts that have clips: the whole, what stands round the values, sentences, digits."""
        if self.has(language, text):
            return [text]
        for cut in (_VALUES, _SENTENCES, _NUMBERS):
            pieces = [piece for piece in cut.split(text) if words_of(piece)]
            if cut is _SENTENCES:
                pieces = self._recorded_together(language, pieces)
            if len(pieces) > 1:
                return [part for piece in pieces for part in self._pieces(language, piece)]
        number = words_of(text)
        return list(number) if number.isdecimal() else [text]

    def _recorded_together(self, language: str, sentences: list[str]) -> list[str]:
        """Sentences in a row that have one clip become one piece; the longest row first."""
        pieces, at = [], 0
        while at < len(sentences):
            ends = range(len(sentences), at + 1, -1)
            end = next((e for e in ends if self.has(language, " ".join(sentences[at:e]))), at + 1)
            pieces.append(" ".join(sentences[at:end]))
            at = end
        return pieces

    def _files(self, language: str) -> list[Path]:
        return sorted((self._folder / language).glob("*.wav"))


def problem(file: Path) -> str | None:
    """Why a clip cannot be used; None when it can."""
    try:
        _heard(file)
    except wavs.WavError as error:
        return str(error)
    return None


def _heard(file: Path) -> wavs.Wav:
    sound = wavs.read(file)
    if sound.peak < SILENT:
        raise wavs.WavError("It is silent.")
    return sound
