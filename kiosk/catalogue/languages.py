"""The words of each language: in which file they are, and whether native readers have approved them.

Must not know any word of them, nor which office offers which.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

from kiosk import places
from kiosk.languages import LANGUAGES

KNOWN = tuple(LANGUAGES)
"""The tags that an office may offer."""
SOURCE = "en"  # stands in the program, and has no file
DRAFTED = "machine-drafted"
"""The flag of an entry that no native reader has approved yet."""

_EMPTY = re.compile(r'msgstr(\[\d\])? ""')


def words_file(tag: str, folder: Path | None = None) -> Path:
    """The catalogue of a language's words; `tag` is one of `KNOWN`."""
    return (folder or places.translations_dir()) / LANGUAGES[tag].locale / "LC_MESSAGES" / "kiosk.po"


def is_drafted(lines: list[str]) -> bool:
    """Whether an entry of a catalogue still waits for a native reader."""
    return any(line.startswith("#,") and DRAFTED in line for line in lines)


def is_reviewed(tag: str, folder: Path | None = None) -> bool:
    """Whether a native reader has approved every entry, and none is missing. Read as plain text: quick at a start."""
    if tag == SOURCE:
        return True
    try:
        lines = words_file(tag, folder).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return False
    gaps = any(_EMPTY.fullmatch(line) and not after.startswith('"') for line, after in pairwise([*lines, ""]))
    return not gaps and not is_drafted(lines)
