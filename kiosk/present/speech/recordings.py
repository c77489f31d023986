"""What a person has to record so that a language is heard in a human voice: every text that can be spoken.

Digits first, then days and months, then the texts of screens and calls; one with values in it gives its parts, which
are put together round the values. Must not know files of sound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kiosk.core.office_config import OfficeConfig
from kiosk.present.language import catalogues
from kiosk.present.language.languages import language as known_language
from kiosk.present.language.words import words_of
from kiosk.present.shared import phrases
from kiosk.present.shared.spoken import NUMBER

if TYPE_CHECKING:
    from babel.messages.catalog import Message

READ_NOT_HEARD: Final = frozenset(
    f"kiosk/present/{name}.py"
    for name in (
        "board",
        "desk/page",
        "phone",
        "reception/console",
        "reception/ticket_panel",
        "paper/ticket",
        "shared/staff",
    )
)
"""Texts that only these have are on the board, on paper, on phones or for staff."""
CALLED_OUT: Final = frozenset({NUMBER, "Go to {agency}", "Go to {agency}, desk {desk}"})

_VALUE: Final = re.compile(r"\{\w*\}")
_DIGITS: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something to say. `text` is "" where it has not been translated; `english` is the whole that it is part of."""

    text: str
    english: str
    where: str


def phrases_to_record(language: str, config: OfficeConfig, folder: Path | None = None) -> tuple[Phrase, ...]:
    """Everything to record for a language, each text once. UnreadableWordsError for a broken catalogue."""
    found: dict[str, Phrase] = {}
    for phrase in (*_numbers(), *_days(language), *_names(language, config), *_texts(language, folder)):
        found.setdefault(phrase.text or f"untranslated: {phrase.english}", phrase)
    return tuple(found.values())


def _numbers() -> Iterator[Phrase]:
    for digit in "0123456789":
        yield Phrase(digit, digit, "numbers")


def _days(language: str) -> Iterator[Phrase]:
    """As the words of this language have them; CLDR knows them, no catalogue does."""
    words = words_of(language)
    if not words.translated:
        return
    for day in range(16, 23):
        yield Phrase(words.weekday(date(2026, 11, day)), f"{date(2026, 11, day):%A}", "days")
    for month in range(1, 13):
        named = _DIGITS.sub("", words.date(date(2026, month, 1))).strip()
        yield Phrase(named, f"{date(2026, month, 1):%B}", "months")


def _names(language: str, config: OfficeConfig) -> Iterator[Phrase]:
    """What no catalogue holds: the language's own name, the office's, in Swedish the names of agencies."""
    own_name, office = known_language(language).own_name, phrases.whole_name(config)
    yield Phrase(own_name, own_name, "languages")
    yield Phrase(office, office, "office")
    if language == phrases.SWEDISH:
        words = words_of(language)
        for station in config.office.stations:
            yield Phrase(phrases.agency(words, config, station.id), station.agency, "agencies")


def _texts(language: str, folder: Path | None) -> Iterator[Phrase]:
    pot, po = catalogues.pot_file(folder), catalogues.po_file(language, folder)
    if not pot.is_file():
        return
    known = catalogues.read(po) if po.is_file() and language != catalogues.SOURCE else None
    for message in catalogues.read(pot):
        if not message.id or not _is_spoken(message):
            continue
        if language == catalogues.SOURCE:
            said = _forms(message.id)
        else:
            own = known.get(_forms(message.id)[0], message.context) if known is not None else None
            said = _forms(own.string) if own is not None else ("",)
        for text in said:
            for part in _VALUE.split(text):
                if part.strip() or not text:
                    yield Phrase(part.strip(), _forms(message.id)[0], _where(message))


def _is_spoken(message: Message) -> bool:
    english = _forms(message.id)[0]
    if english in CALLED_OUT:
        return True
    for_staff = catalogues.FOR_STAFF in message.auto_comments
    return not for_staff and not {file for file, _ in message.locations} <= READ_NOT_HEARD


def _where(message: Message) -> str:
    """The catalogue's own name of the text, or the screens that have it."""
    return message.context or " ".join(dict.fromkeys(Path(file).stem for file, _ in message.locations))


def _forms(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value),)
