"""The `[keypad]` part of `office.toml`: which key codes of a tactile keypad do what.

A line that does not fit is told and left out; the function keeps its usual keys. Must not know Qt.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from kiosk.catalogue.office_file import OfficeFile
from kiosk.catalogue.problems import one_of
from kiosk.catalogue.toml_reader import Source, misplaced
from kiosk.core.keypad import USUAL_KEYS, KeypadKey, keys_of

OTHER_KEYS: Final = (
    "Tab", "Backtab", "End", "PageUp", "PageDown", "Insert", "Delete", "Menu", "Pause", "Print", "ScrollLock",
    "NumLock", "VolumeMute", "MediaPlay", "MediaStop", "MediaNext", "MediaPrevious",
    "Asterisk", "Slash", "Period", "Comma",
)  # fmt: skip
"""Names a keypad may send besides the usual ones."""
_NAMED: Final = frozenset((*USUAL_KEYS, *OTHER_KEYS))
_FORM: Final = re.compile(r"F([1-9]|[12]\d|3[0-5])|[A-Z0-9]|scan:\d{1,5}")


def keypad(settings: Source[OfficeFile]) -> Mapping[str, KeypadKey]:
    """What each key does in this office; faults are added to the settings' problems."""
    taken: dict[str, str] = {}
    named: dict[str, tuple[str, ...]] = {}
    for function, written in settings.rows.keypad.items():
        if function not in tuple(KeypadKey):
            known = [key.value for key in KeypadKey]
            settings.report(
                ("keypad", function),
                f"A keypad has no {function!r}.",
                misplaced(OfficeFile, ("keypad", function)) or one_of(known, function),
            )
            continue
        fitting = tuple(key for key in written if _fits(settings, function, key, taken))
        if fitting or not written:
            named[function] = fitting
    return keys_of(named)


def _fits(settings: Source[OfficeFile], function: str, key: str, taken: dict[str, str]) -> bool:
    if key not in _NAMED and not _FORM.fullmatch(key):
        remedy = "Write a name such as Up, F15 or VolumeUp, or a code such as scan:191."
        settings.report(("keypad", function), f"There is no key {key!r}.", remedy)
        return False
    if taken.setdefault(key, function) != function:
        settings.report(
            ("keypad", function), f"The key {key} is {taken[key]!r} already.", "Give each key one function."
        )
        return False
    return True
