"""How each language is spoken by the engine: its voice, and a text in the pieces that one voice can say.

A table and pure functions. Must not know how a voice is started, nor what a text is for.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final, NamedTuple

from kiosk.languages import LANGUAGES

VOICES: Final = {code: language.voice for code, language in LANGUAGES.items()}
"""Every language of the product, and what espeak-ng calls its voice, whether it has it or not."""
NAMES_VOICE: Final = "sv"
"""Latin letters in a text of another script are Swedish names: Skatteverket, LMA."""
LATIN: Final = frozenset(each.voice for each in LANGUAGES.values() if each.script == "Latn")
"""Voices of languages in Latin letters."""

MARKS: Final = dict.fromkeys(
    (0x00AD, 0x061C, 0x200E, 0x200F, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
"""For `str.translate`: soft hyphens and marks of direction, which nobody hears. ZWNJ stays: Persian needs it."""

_LETTER: Final = "A-Za-zÀ-ÖØ-öø-ɏ"
_LATIN_RUN: Final = re.compile(rf"([{_LETTER}]+(?:[ \-'’&]+[{_LETTER}]+)*)")
_NUMBER: Final = re.compile(r"\d{3,}")
_LETTERS: Final = re.compile(r"\b[A-ZÅÄÖ]{2,4}\b")


class VoiceKind(StrEnum):
    """What a language is heard by."""

    RECORDED = "recorded"
    SYNTHESIZED = "synthesized"
    NONE = "none"


def kind(recorded: int, wanted: int, synthesized: bool) -> VoiceKind:
    """What a language is heard by. RECORDED: every phrase that is wanted is, or some are and nothing else is there."""
    if recorded and (recorded >= wanted or not synthesized):
        return VoiceKind.RECORDED
    return VoiceKind.SYNTHESIZED if synthesized else VoiceKind.NONE


class Run(NamedTuple):
    """What one voice says."""

    voice: str
    text: str


def plain(text: str) -> str:
    """A text as it is heard: without marks, its spaces single."""
    return " ".join(text.translate(MARKS).split())


def runs(language: str, text: str, digits: bool = False) -> tuple[Run, ...]:
    """A text cut where the voice changes. Empty when there is nothing to say, or no such language.

    `digits`: numbers of three digits and more, such as a ticket's, one digit at a time.
    """
    voice = VOICES.get(language)
    said = plain(text)
    if voice is None:
        return ()
    if digits:
        said = _NUMBER.sub(lambda number: " ".join(number[0]), said)
    pieces = [said] if voice in LATIN else _LATIN_RUN.split(said)  # every other one is Latin
    found = [Run(NAMES_VOICE if place % 2 else voice, piece.strip()) for place, piece in enumerate(pieces)]
    return tuple(
        Run(run.voice, _spelled(run.text) if run.voice == NAMES_VOICE else run.text)
        for run in found
        if any(letter.isalnum() for letter in run.text)
    )


def _spelled(text: str) -> str:
    """LMA is said letter by letter."""
    return _LETTERS.sub(lambda letters: " ".join(letters[0]), text)
