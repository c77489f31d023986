"""What reception's QML sees: one `ReceptionScreen` as typed properties and lists, and touches as wishes.

Holds no rule and no word. It knows how wide a lane is, since a ticket's place on it is in pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final, cast

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.present.reception.view import DeskCard, Lane, Panel, ReceptionScreen
from kiosk.ui.reception.lanes import Placed, neighbour, place
from kiosk.ui.reception.made_model import ReceptionProperties
from kiosk.ui.runtime.list_model import ListModel

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

EMPTY: Final = ReceptionScreen("sv", "", "", Panel("hall", ""))
REACH: Final = 40.0
"""How far beside a ticket a finger may come down, in pixels."""


@QmlElement
class Reception(ReceptionProperties):
    """The view model of reception's window. Must outlive the QML engine that shows it.

    `wished` tells what was touched: a name and a value. Names: visit, stop, station, desk, typed, enter, press,
    answer (yes | no), back, language.
    """

    stillChanged = Signal()
    lanesFixed = Signal()  # never emitted: the list model stays the same object
    wished = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(EMPTY, parent)
        self._lane_width = 0.0
        self._still = False
        self._placed: list[tuple[Placed, ...]] = []
        self._known: dict[str, tuple[Any, tuple[Placed, ...]]] = {}
        self._chips: dict[str, ListModel] = {}
        self._desks: dict[str, ListModel] = {}
        self._lanes = ListModel(Lane, self, key="station")

    def show(self, view: ReceptionScreen) -> None:
        if view == self._view:
            return
        was, self._view = self._view, view
        if was.lanes != view.lanes or was.axis != view.axis or was.selected != view.selected:
            self._place()
        self._show_rows(view)
        self._signal()

    def placed(self) -> Sequence[tuple[Placed, ...]]:
        """Where the tickets stand, lane by lane."""
        return self._placed

    def keep_still(self) -> None:
        """No blinking cursor, for pictures that must be the same every time."""
        self._still = True
        self.stillChanged.emit()

    def _place(self) -> None:
        rows, self._placed = [], []
        for lane in self._view.lanes:
            if lane.station not in self._chips:
                self._chips[lane.station] = ListModel(Placed, self, key="slot")
                self._desks[lane.station] = ListModel(DeskCard, self)
            chips, desks = self._chips[lane.station], self._desks[lane.station]
            asked = (lane.chips, self._lane_width, self._view.axis, self._view.selected)
            known, placed = self._known.get(lane.station, (None, ()))
            if known != asked:  # most lanes stay as they were
                placed = place(*asked)
                self._known[lane.station] = asked, placed
            self._placed.append(placed)
            chips.show(placed)
            desks.show(lane.desks)
            # QML gets list models of their own for tickets and desks, which live as long as the lane
            rows.append(replace(lane, chips=cast(Any, chips), desks=cast(Any, desks)))
        self._lanes.show(rows)

    # Touches and keys ---------------------------------------------------------------------------------------

    @Slot(float)
    def fit(self, width: float) -> None:
        """A lane is so wide now."""
        if width != self._lane_width:
            self._lane_width = width
            self._place()

    @Slot(str, str)
    def wish(self, name: str, value: str) -> None:
        self.wished.emit(name, value)

    @Slot(str, float, float)
    def touchLane(self, station: str, x: float, level: float) -> None:
        """A finger on a lane, `level` from -1 above to 1 below: the ticket nearest to it, or the station."""
        at = next((n for n, lane in enumerate(self._view.lanes) if lane.station == station), None)
        near = (
            [(abs(p.x - x) + 20 * abs(p.level - level), p) for p in self._placed[at]]
            if at is not None
            else []
        )
        reach, found = min(near, key=lambda pair: pair[0], default=(REACH, None))
        if found is None or reach >= REACH or found.bundle:
            self.wished.emit("station", station)
        else:
            self.wished.emit("visit", found.id)

    @Slot(int, int)
    def go(self, dx: int, dy: int) -> None:
        """An arrow key among the tickets."""
        found = neighbour(self._placed, self._view.selected, dx, dy)
        if found and found != self._view.selected:
            self.wished.emit("visit", found)

    # What is not in the view ---------------------------------------------------------------------------------

    @Property(QObject, notify=lanesFixed)
    def lanes(self) -> QObject:
        return self._lanes

    @Property(bool, notify=stillChanged)
    def still(self) -> bool:
        return self._still
