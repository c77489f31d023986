"""The choices of a question as the two list models that QML shows: tiles, and bars."""

from __future__ import annotations

from typing import Final

from kiosk.present.kiosk.view import ChoiceView, KioskView
from kiosk.ui.runtime.list_model import HeldRows

NO_CHOICE: Final = ChoiceView(id="", text="")
USUAL_TILES: Final = 6
USUAL_BARS: Final = 9


class ChoiceCells:
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
