"""The lists of one kiosk page as QML takes them (rows that change one by one, lists taken whole), and which page.

Knows a `KioskView` and nothing of what its rows mean.
"""

from __future__ import annotations

from typing import Any, Final

from kiosk.present.kiosk.view import ChoiceView, KioskView, Later, StopView
from kiosk.ui.runtime.list_model import HeldRows, ListModel, plain

EMPTY: Final = KioskView(layout="", place="", language="", rtl=False, script="Latn", office="", clock="")
CHOICE_LAYOUTS: Final = {"tiles", "rows", "grid"}
"""Shown by one screen, "choices"; every other layout has a screen of its name."""
BETWEEN_VISITS: Final = {"language", "closed"}
"""Layouts where nobody has told anything."""
NO_LATER: Final = Later(pictogram="", headline="")
NO_CHOICE: Final = ChoiceView(id="", text="")
USUAL_TILES: Final = 6
USUAL_BARS: Final = 9


class PageRows:
    """The lists of one page that change row by row."""

    def __init__(self) -> None:
        self.choices = ListModel(ChoiceView)
        self.toggles = ListModel(ChoiceView)
        self.stops = ListModel(StopView, key="station")

    def show(self, view: KioskView) -> None:
        self.choices.show(view.choices)
        self.toggles.show(view.toggles)
        self.stops.show([stop for group in view.groups for stop in group.stops])

    def clear(self) -> None:
        for rows in (self.choices, self.toggles, self.stops):
            rows.show(())


class Cells:
    """The choices of a question, held in two forms: as tiles and as bars. The screen says which it shows.

    What was built for a question serves the next one of its form; the other form waits.
    """

    def __init__(self) -> None:
        self.tiles = HeldRows(NO_CHOICE)
        self.bars = HeldRows(NO_CHOICE)
        self.as_tiles = False

    def shown(self) -> HeldRows:
        return self.tiles if self.as_tiles else self.bars

    def show(self, view: KioskView) -> None:
        self.shown().show(view.choices)

    def hold_more(self) -> bool:
        """Place for one more choice; False when there is place for the usual ones."""
        for rows, usual in ((self.bars, USUAL_BARS), (self.tiles, USUAL_TILES)):
            if rows.rowCount() < usual:
                rows.hold(rows.rowCount() + 1)
                return True
        return False

    def rest(self) -> None:
        """The form that is not shown is emptied: old words are not laid out in new places when it comes back."""
        (self.bars if self.as_tiles else self.tiles).show(())

    def clear(self) -> None:
        self.tiles.show(())
        self.bars.show(())


def screen_of(view: KioskView) -> str:
    """Which screen shows this view."""
    return "choices" if view.layout in CHOICE_LAYOUTS else view.layout


def lists_of(view: KioskView) -> dict[str, list[Any]]:
    """The lists QML takes whole: what is in them changes with the page, not with a touch."""
    later = view.later or NO_LATER
    return {
        "trust_lines": plain(view.trust_lines),
        "greetings": plain(view.greetings),
        "summary": plain(view.summary),
        "groups": plain(view.groups),
        "steps_to_take": plain(view.steps_to_take),
        "qr": plain(view.qr),
        "qr_lines": plain(view.qr_lines),
        "hours": plain(view.hours),
        "not_today": plain(later.not_today),
    }
