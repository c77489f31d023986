"""What reception's QML sees: one `ReceptionScreen` as typed properties and lists, and touches as wishes.

Holds no rule and no word. It knows how wide a lane is, since a ticket's place on it is in pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk import PRODUCT
from kiosk.present.reception.view import (
    Action,
    ConfirmQuestion,
    DeskCard,
    DeviceLine,
    Figure,
    FoundTicket,
    Lane,
    Panel,
    PanelFact,
    PanelStop,
    Past,
    ReceptionScreen,
)
from kiosk.ui.reception.lanes import Placed, neighbour, place
from kiosk.ui.runtime.list_model import ListModel

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

EMPTY: Final = ReceptionScreen("sv", "", "", Panel("hall", ""))
NO_QUESTION: Final = ConfirmQuestion("", "", "", "")
REACH: Final = 40.0
"""How far beside a ticket a finger may come down, in pixels."""


@dataclass(frozen=True, slots=True)
class LaneRow:
    """A lane as QML has it; its tickets and desks are lists of their own that live as long as the lane."""

    station: str
    agency: str
    waiting: str
    longest: str
    late: bool
    closed: bool
    chips: Any
    desks: Any


@QmlElement
class Reception(QObject):
    """The view model of reception's window. Must outlive the QML engine that shows it.

    `wished` tells what was touched: a name and a value. Names: visit, stop, station, desk, typed, enter, press,
    answer (yes | no), back, language.
    """

    changed = Signal()
    wished = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = EMPTY
        self._lane_width = 0.0
        self._still = False
        self._placed: list[tuple[Placed, ...]] = []
        self._known: dict[str, tuple[Any, tuple[Placed, ...]]] = {}
        self._chips: dict[str, ListModel] = {}
        self._desks: dict[str, ListModel] = {}
        self._lanes = ListModel(LaneRow, self, key="station")
        self._figures = ListModel(Figure, self)
        self._devices = ListModel(DeviceLine, self)
        self._found = ListModel(FoundTicket, self)
        self._facts = ListModel(PanelFact, self, key="text")
        self._stops = ListModel(PanelStop, self)
        self._rows = ListModel(FoundTicket, self)
        self._history = ListModel(Past, self)
        self._actions = ListModel(Action, self)

    def show(self, view: ReceptionScreen) -> None:
        if view == self._view:
            return
        was, self._view = self._view, view
        if was.lanes != view.lanes or was.axis != view.axis or was.selected != view.selected:
            self._place()
        self._figures.show(view.figures)
        self._devices.show(view.devices)
        self._found.show(view.found)
        panel = view.panel
        self._facts.show(panel.facts)
        self._stops.show(panel.stops)
        self._rows.show(panel.rows)
        self._history.show(panel.history)
        self._actions.show(panel.actions)
        self.changed.emit()

    def view(self) -> ReceptionScreen:
        """What is shown now."""
        return self._view

    def placed(self) -> Sequence[tuple[Placed, ...]]:
        """Where the tickets stand, lane by lane."""
        return self._placed

    def keep_still(self) -> None:
        """No blinking cursor, for pictures that must be the same every time."""
        self._still = True
        self.changed.emit()

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
            rows.append(_row(lane, chips, desks))
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

    # Lists --------------------------------------------------------------------------------------------------

    @Property(QObject, notify=changed)
    def lanes(self) -> QObject:
        return self._lanes

    @Property(QObject, notify=changed)
    def figures(self) -> QObject:
        return self._figures

    @Property(QObject, notify=changed)
    def devices(self) -> QObject:
        return self._devices

    @Property(QObject, notify=changed)
    def found(self) -> QObject:
        return self._found

    @Property(QObject, notify=changed)
    def facts(self) -> QObject:
        return self._facts

    @Property(QObject, notify=changed)
    def stops(self) -> QObject:
        return self._stops

    @Property(QObject, notify=changed)
    def rows(self) -> QObject:
        return self._rows

    @Property(QObject, notify=changed)
    def history(self) -> QObject:
        return self._history

    @Property(QObject, notify=changed)
    def actions(self) -> QObject:
        return self._actions

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]
    def ticks(self) -> list[int]:
        return list(self._view.ticks)

    # Scalars ------------------------------------------------------------------------------------------------

    @Property(str, notify=changed)
    def product(self) -> str:
        return PRODUCT

    @Property(bool, notify=changed)
    def still(self) -> bool:
        return self._still

    @Property(str, notify=changed)
    def office(self) -> str:
        return self._view.office

    @Property(str, notify=changed)
    def clock(self) -> str:
        return self._view.clock

    @Property(int, notify=changed)
    def axis(self) -> int:
        return self._view.axis

    @Property(int, notify=changed)
    def limit(self) -> int:
        return self._view.limit

    @Property(str, notify=changed)
    def firstTick(self) -> str:
        return self._view.first_tick

    @Property(str, notify=changed)
    def searchHint(self) -> str:
        return self._view.search_hint

    @Property(str, notify=changed)
    def typed(self) -> str:
        return self._view.typed

    @Property(str, notify=changed)
    def foundNone(self) -> str:
        return self._view.found_none

    @Property(str, notify=changed)
    def otherLanguage(self) -> str:
        return self._view.other_language

    @Property(str, notify=changed)
    def hallLabel(self) -> str:
        return self._view.hall_label

    @Property(str, notify=changed)
    def devicesTitle(self) -> str:
        return self._view.devices_title

    @Property(str, notify=changed)
    def stale(self) -> str:
        return self._view.stale

    @Property(str, notify=changed)
    def closed(self) -> str:
        return self._view.closed

    @Property(str, notify=changed)
    def notice(self) -> str:
        return self._view.notice.text if self._view.notice else ""

    @Property(bool, notify=changed)
    def noticeWell(self) -> bool:
        return self._view.notice is None or self._view.notice.well

    @Property(str, notify=changed)
    def undo(self) -> str:
        return self._view.notice.undo if self._view.notice else ""

    @Property(str, notify=changed)
    def kind(self) -> str:
        return self._view.panel.kind

    @Property(str, notify=changed)
    def visit(self) -> str:
        return self._view.panel.visit

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._view.panel.title

    @Property(str, notify=changed)
    def second(self) -> str:
        return self._view.panel.second

    @Property(str, notify=changed)
    def station(self) -> str:
        return self._view.panel.station

    @Property(str, notify=changed)
    def reason(self) -> str:
        return self._view.panel.reason

    @Property(str, notify=changed)
    def reasonPictogram(self) -> str:
        return self._view.panel.reason_pictogram

    @Property(str, notify=changed)
    def rowsEmpty(self) -> str:
        return self._view.panel.rows_empty

    @Property(str, notify=changed)
    def historyTitle(self) -> str:
        return self._view.panel.history_title

    @Property(str, notify=changed)
    def back(self) -> str:
        return self._view.panel.back

    def _question(self) -> ConfirmQuestion:
        return self._view.question or NO_QUESTION

    @Property(bool, notify=changed)
    def asking(self) -> bool:
        return self._view.question is not None

    @Property(str, notify=changed)
    def questionTitle(self) -> str:
        return self._question().title

    @Property(str, notify=changed)
    def questionText(self) -> str:
        return self._question().text

    @Property(str, notify=changed)
    def questionYes(self) -> str:
        return self._question().yes

    @Property(str, notify=changed)
    def questionNo(self) -> str:
        return self._question().no

    @Property(str, notify=changed)
    def questionPictogram(self) -> str:
        return self._question().pictogram


def _row(lane: Lane, chips: ListModel, desks: ListModel) -> LaneRow:
    return LaneRow(
        lane.station, lane.agency, lane.waiting, lane.longest, lane.late, lane.closed, chips, desks
    )
