"""The catalogues of words on disk: where each lies, loaded and counted.

A compiled catalogue is used while it is newer than its source, else the source is compiled in memory, so that
words are never old. English is in the program and needs no file. Must not know what the words are for.
"""

from __future__ import annotations

import gettext
import io
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kiosk import places
from kiosk.catalogue import languages
from kiosk.errors import UserError
from kiosk.present.language.languages import language

if TYPE_CHECKING:
    from babel.messages import Catalog

DOMAIN: Final = "kiosk"
SOURCE: Final = languages.SOURCE
DRAFTED: Final = languages.DRAFTED
FOR_STAFF: Final = "For staff, who read Swedish or English."
SWEDISH_AND_ENGLISH: Final = "Shown in Swedish and English only."
"""The comments of texts that the other languages do not have."""
STAFF_LANGUAGES: Final = (SOURCE, "sv")


class UnreadableWordsError(UserError):
    """A catalogue that is there and cannot be read."""

    default_remedy = "Mend the file, then run: make translations"


@dataclass(frozen=True, slots=True)
class TranslationStatus:
    """How far a language has come, from 0 to 1."""

    completeness: float
    reviewed: float


@dataclass(frozen=True, slots=True)
class Loaded:
    translations: gettext.NullTranslations
    reviewed: bool
    problem: str = ""


def po_file(code: str, folder: Path | None = None) -> Path:
    return (folder or places.translations_dir()) / language(code).locale / "LC_MESSAGES" / f"{DOMAIN}.po"


def pot_file(folder: Path | None = None) -> Path:
    return (folder or places.translations_dir()) / f"{DOMAIN}.pot"


def load(code: str, folder: Path | None = None) -> Loaded | None:
    """The words of one language; None when there are none, and English is spoken instead."""
    po = po_file(code, folder)
    mo = po.with_suffix(".mo")
    try:
        if mo.is_file() and not _is_older(mo, po):
            with mo.open("rb") as file:
                return Loaded(gettext.GNUTranslations(file), is_reviewed(po))
        if po.is_file():
            return Loaded(gettext.GNUTranslations(io.BytesIO(compiled(po))), is_reviewed(po))
    except (OSError, ValueError, struct.error, UnreadableWordsError) as wrong:
        problem = f"The words of {code} cannot be read ({wrong}). Mend {po.name} or run: make translations"
        return Loaded(gettext.NullTranslations(), reviewed=True, problem=problem)
    return None


def _is_older(mo: Path, po: Path) -> bool:
    """Whether a source was edited after it was compiled; installers set times as they please."""
    return places.IS_CHECKOUT and po.is_file() and po.stat().st_mtime > mo.stat().st_mtime


def read(po: Path) -> Catalog:
    from babel.messages import pofile

    try:
        with po.open("rb") as file:
            return pofile.read_po(file, abort_invalid=True)
    except (OSError, ValueError, pofile.PoFileError) as wrong:
        raise UnreadableWordsError(f"{po} cannot be read as a catalogue of words ({wrong}).") from wrong


def compiled(po: Path) -> bytes:
    from babel.messages import mofile

    out = io.BytesIO()
    mofile.write_mo(out, read(po))
    return out.getvalue()


def is_reviewed(po: Path) -> bool:
    """Whether every entry is approved. Read as plain text: this is asked at each start, and must be quick."""
    try:
        lines = po.read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    return not languages.is_drafted(lines)


def status(code: str, folder: Path | None = None) -> TranslationStatus:
    """Counted over the messages of the template, so that words that came later count as missing."""
    if code == SOURCE:
        return TranslationStatus(1.0, 1.0)
    po, pot = po_file(code, folder), pot_file(folder)
    if not po.is_file():
        return TranslationStatus(0.0, 0.0)
    messages = (m for m in read(pot if pot.is_file() else po) if m.id)
    wanted = {key(m) for m in messages if is_needed(code, m.auto_comments)}
    if not wanted:
        return TranslationStatus(0.0, 0.0)
    there = [m for m in read(po) if m.id and key(m) in wanted and all(_strings(m.string))]
    approved = [m for m in there if DRAFTED not in m.flags and not m.fuzzy]
    return TranslationStatus(len(there) / len(wanted), len(approved) / len(wanted))


def is_needed(code: str, comments: Iterable[str]) -> bool:
    """Whether a text with these comments is shown in a language."""
    return code in STAFF_LANGUAGES or not {FOR_STAFF, SWEDISH_AND_ENGLISH} & set(comments)


def key(message: object) -> tuple[str | None, str]:
    """What tells one message from another: its context and its English."""
    return getattr(message, "context", None), _strings(getattr(message, "id", ""))[0]


def _strings(value: object) -> tuple[str, ...]:
    return tuple(str(v) for v in value) if isinstance(value, list | tuple) else (str(value),)
