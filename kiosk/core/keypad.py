"""The tactile keypad: what its keys do, and which key codes do it unless the office's settings say otherwise.

A keypad of the trade is a USB keyboard; its keys, its volume keys and its headphone socket send key codes that can be
set. Key names are Qt's without their prefix (`Up`, `F15`), or `scan:` and a code of the computer's own. Knows no Qt.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class KeypadKey(StrEnum):
    """What a key does."""

    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"
    CHOOSE = "choose"  # the middle key
    BACK = "back"
    START_OVER = "start_over"  # Home; asks first
    HELP = "help"  # to a person
    LISTEN = "listen"  # the marked key: starts speech, then says it again
    LOUDER = "louder"
    SOFTER = "softer"
    HEADPHONES_IN = "headphones_in"
    HEADPHONES_OUT = "headphones_out"


USUAL_KEYS: Final[Mapping[str, KeypadKey]] = {
    "Up": KeypadKey.UP,
    "Down": KeypadKey.DOWN,
    "Left": KeypadKey.LEFT,
    "Right": KeypadKey.RIGHT,
    "Return": KeypadKey.CHOOSE,
    "Enter": KeypadKey.CHOOSE,
    "Space": KeypadKey.CHOOSE,
    "Select": KeypadKey.CHOOSE,
    "Escape": KeypadKey.BACK,
    "Backspace": KeypadKey.BACK,
    "Back": KeypadKey.BACK,
    "Home": KeypadKey.START_OVER,
    "HomePage": KeypadKey.START_OVER,
    "Help": KeypadKey.HELP,
    "F1": KeypadKey.HELP,
    "F13": KeypadKey.LISTEN,
    "VolumeUp": KeypadKey.LOUDER,
    "Plus": KeypadKey.LOUDER,
    "VolumeDown": KeypadKey.SOFTER,
    "Minus": KeypadKey.SOFTER,
    "F15": KeypadKey.HEADPHONES_IN,
    "F16": KeypadKey.HEADPHONES_OUT,
}
"""By key name. A keypad set at the factory to other codes is set to these, or its codes go into `[keypad]`."""


def keys_of(settings: Mapping[str, tuple[str, ...]]) -> Mapping[str, KeypadKey]:
    """The usual keys, but for what the settings name: a function named there has just those keys."""
    named = {KeypadKey(function): keys for function, keys in settings.items()}
    kept = {key: does for key, does in USUAL_KEYS.items() if does not in named}
    return kept | {key: does for does, keys in named.items() for key in keys}
