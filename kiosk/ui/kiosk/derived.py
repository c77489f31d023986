"""What the kiosk's QML needs to know of a `KioskView` besides its fields. Each function becomes a property of its name.

Pure. `python -m kiosk.ui.make_models` makes the properties.
"""

from __future__ import annotations

from typing import Any, Final

from kiosk import PRODUCT
from kiosk.core.checkin.state import Tap
from kiosk.present.kiosk.view import KioskView

CHOICE_LAYOUTS: Final = {"tiles", "rows", "grid"}
"""Shown by one screen, "choices"; every other layout has a screen of its name."""


def product(_view: KioskView) -> str:
    return PRODUCT


def screen(view: KioskView) -> str:
    """Which screen file shows this view."""
    return "choices" if view.layout in CHOICE_LAYOUTS else view.layout


def choice_sides(view: KioskView) -> list[Any]:
    """For each choice whether its script comes from the right: the language screen has a column for each."""
    return [choice.rtl for choice in view.choices]


def choice_texts(view: KioskView) -> list[Any]:
    """The words of all choices: how long they are decides how they are laid out."""
    return [choice.text for choice in view.choices]


def choices_signed(view: KioskView) -> bool:
    """Stations are to be chosen: their names are long."""
    return any(choice.sign for choice in view.choices)


def choice_count(view: KioskView) -> int:
    return len(view.choices)


def tool_texts(view: KioskView) -> list[Any]:
    """The words of the toolbar: how long they are decides how it is shared out."""
    return [tool.text for tool in view.tools]


def person_first(view: KioskView) -> bool:
    """The toolbar begins with "talk to a person", its widest."""
    return bool(view.tools) and view.tools[0].id == Tap.PERSON
