"""Which languages put a screen to the test: those whose words are the longest there, and every day two others.

All of them, in every case, with MOTESPLATS_SOAK=1.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from kiosk.present.language import catalogues
from kiosk.present.language.languages import LANGUAGES, language
from kiosk.ui.showcase.situations import WALKS
from tests.ui.qml.measured import width_of
from tests.ui.qml.path_samples import SAMPLES, shown

SOAK: Final = os.environ.get("MOTESPLATS_SOAK") == "1"
WISHES: Final = ("larger", "lower", "contrast", "all")
SITUATIONS: Final = (*(name for name in WALKS if name.split("_")[0] not in WISHES), *SAMPLES)
"""Every screen; wishes for larger text and the like are tried on each of them."""
BETWEEN_VISITS: Final = ("welcome", "closed")
"""Nobody has wished for larger text there: a wish ends with its visit."""
MOST: Final = 3
FURTHER: Final = 1


def languages() -> tuple[str, ...]:
    """Every language there are words in."""
    return tuple(
        code for code in LANGUAGES if code == catalogues.SOURCE or catalogues.po_file(code).is_file()
    )


def tried(situation: str, round_: int = 0, most: int = MOST) -> Sequence[str]:
    """The languages in which a situation is tried: all in a soak, else the longest, and others by the day."""
    every = languages()
    if SOAK:
        return every
    longest = _longest(situation)[:most]
    others = [code for code in every if code not in longest]
    start = date.today().toordinal() * FURTHER + round_ + len(situation)
    return [*longest, *(others[(start + turn) % len(others)] for turn in range(min(FURTHER, len(others))))]


@cache
def _longest(situation: str) -> Sequence[str]:
    """First the languages with the most texts, and the most words, that are the longest of all."""
    widest: dict[tuple[Any, ...], tuple[float, str]] = {}
    for code in languages():
        for where, text in _texts(shown(situation, code)):
            px = 36 if language(code).script != "Arab" else 39
            parts = (text, *re.split(r"[\s\u00ad]+", text))
            for what, wide in (
                ("whole", width_of(text, px, True, "Noto Sans")),
                ("word", max(width_of(part, px, True, "Noto Sans") for part in parts[1:])),
            ):
                if wide > widest.get((*where, what), (0.0, ""))[0]:
                    widest[(*where, what)] = (wide, code)
    firsts = Counter(code for _, code in widest.values())
    return [code for code, _ in firsts.most_common()]


def _texts(value: Any, where: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    if isinstance(value, str):
        if value:
            yield where, value
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in ("language", "script", "place", "layout", "qr"):
                yield from _texts(getattr(value, field.name), (*where, field.name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts(item, (*where, index))
