"""What the board's QML sees: one `BoardView` as typed properties. Holds no rule and no word."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.present.board import BoardCall, BoardView, StationWaiting
from kiosk.ui.runtime.list_model import ListModel

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

EMPTY: Final = BoardView("soon", "", "")
NOBODY: Final = BoardCall("", "", "", "", "", "")


@QmlElement
class Board(QObject):
    """The view model of the board's window. Must outlive the QML engine that shows it."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = EMPTY
        self._rows = ListModel(BoardCall, self)
        self._near = ListModel(BoardCall, self)
        self._recent = ListModel(BoardCall, self)
        self._waiting = ListModel(StationWaiting, self, key="station")

    def show(self, view: BoardView) -> None:
        if view == self._view:
            return
        self._view = view
        self._rows.show(view.rows)
        self._near.show(view.near)
        self._recent.show(view.recent)
        self._waiting.show(view.waiting)
        self.changed.emit()

    def view(self) -> BoardView:
        """What is shown now."""
        return self._view

    def _band(self) -> BoardCall:
        return self._view.band or NOBODY

    # Lists --------------------------------------------------------------------------------------------

    @Property(QObject, notify=changed)
    def rows(self) -> QObject:
        return self._rows

    @Property(QObject, notify=changed)
    def near(self) -> QObject:
        return self._near

    @Property(QObject, notify=changed)
    def recent(self) -> QObject:
        return self._recent

    @Property(QObject, notify=changed)
    def waiting(self) -> QObject:
        return self._waiting

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]
    def hours(self) -> list[Any]:
        return list(self._view.hours)

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]
    def hoursSecond(self) -> list[Any]:
        return list(self._view.hours_second)

    # Scalars ------------------------------------------------------------------------------------------

    @Property(str, notify=changed)
    def layout(self) -> str:
        return self._view.layout

    @Property(str, notify=changed)
    def office(self) -> str:
        return self._view.office

    @Property(str, notify=changed)
    def clock(self) -> str:
        return self._view.clock

    @Property(bool, notify=changed)
    def called(self) -> bool:
        return self._view.band is not None

    @Property(str, notify=changed)
    def number(self) -> str:
        return self._band().number

    @Property(str, notify=changed)
    def station(self) -> str:
        return self._band().station

    @Property(str, notify=changed)
    def desk(self) -> str:
        return self._band().desk

    @Property(str, notify=changed)
    def way(self) -> str:
        return self._band().way

    @Property(str, notify=changed)
    def swedish(self) -> str:
        return self._band().swedish

    @Property(str, notify=changed)
    def bandSecond(self) -> str:
        return self._band().second

    @Property(str, notify=changed)
    def bandSecondScript(self) -> str:
        return self._band().second_script

    @Property(str, notify=changed)
    def nearTitle(self) -> str:
        return self._view.near_title

    @Property(str, notify=changed)
    def nearSecond(self) -> str:
        return self._view.near_second

    @Property(str, notify=changed)
    def recentTitle(self) -> str:
        return self._view.recent_title

    @Property(str, notify=changed)
    def recentSecond(self) -> str:
        return self._view.recent_second

    @Property(str, notify=changed)
    def waitingTitle(self) -> str:
        return self._view.waiting_title

    @Property(str, notify=changed)
    def waitingSecond(self) -> str:
        return self._view.waiting_second

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._view.title

    @Property(str, notify=changed)
    def second(self) -> str:
        return self._view.second

    @Property(bool, notify=changed)
    def stale(self) -> bool:
        return self._view.stale

    @Property(str, notify=changed)
    def staleTitle(self) -> str:
        return self._view.stale_title

    @Property(str, notify=changed)
    def staleText(self) -> str:
        return self._view.stale_text

    @Property(str, notify=changed)
    def staleSecond(self) -> str:
        return self._view.stale_second
