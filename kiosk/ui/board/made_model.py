"""What QML sees of a `BoardView`.

Made by `python -m kiosk.ui.make_models`: change the dataclass, not this file."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlAnonymous

from kiosk.present.board import BoardCall, BoardView, StationWaiting
from kiosk.ui.runtime.list_model import ListModel, plain

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

NO_BAND: Final = BoardCall(id="", number="", station="", desk="", way="", agency="")


@QmlAnonymous
class BoardProperties(QObject):
    """The values of the view as properties, and its rows as list models."""

    changed = Signal()
    listsChanged = Signal()  # apart from `changed`: a list read anew is built anew on the screen
    fixed = Signal()  # never emitted: list models stay the same objects

    def __init__(self, view: BoardView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._rows = ListModel(BoardCall, self, key="id")
        self._near = ListModel(BoardCall, self, key="id")
        self._recent = ListModel(BoardCall, self, key="id")
        self._waiting = ListModel(StationWaiting, self, key="station")
        self._lists = self._lists_of(view)

    def view(self) -> BoardView:
        """What is shown now."""
        return self._view

    def _signal(self) -> None:
        """Signal the values of the view; its rows are shown apart."""
        was, self._lists = self._lists, self._lists_of(self._view)
        if self._lists != was:
            self.listsChanged.emit()
        self.changed.emit()

    def _show_rows(self, view: BoardView) -> None:
        self._rows.show(view.rows)
        self._near.show(view.near)
        self._recent.show(view.recent)
        self._waiting.show(view.waiting)

    @staticmethod
    def _lists_of(view: BoardView) -> dict[str, list[Any]]:
        return {
            "hours": plain(view.hours),
            "hours_second": plain(view.hours_second),
        }

    @Property(QObject, notify=fixed)
    def rows(self) -> QObject:
        return self._rows

    @Property(QObject, notify=fixed)
    def near(self) -> QObject:
        return self._near

    @Property(QObject, notify=fixed)
    def recent(self) -> QObject:
        return self._recent

    @Property(QObject, notify=fixed)
    def waiting(self) -> QObject:
        return self._waiting

    @Property("QVariantList", notify=listsChanged)  # type: ignore[arg-type]
    def hours(self) -> list[Any]:
        return self._lists["hours"]

    @Property("QVariantList", notify=listsChanged)  # type: ignore[arg-type]
    def hoursSecond(self) -> list[Any]:
        return self._lists["hours_second"]

    @Property(str, notify=changed)
    def layout(self) -> str:
        return self._view.layout

    @Property(str, notify=changed)
    def office(self) -> str:
        return self._view.office

    @Property(str, notify=changed)
    def clock(self) -> str:
        return self._view.clock

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

    @Property(bool, notify=changed)
    def hasBand(self) -> bool:
        return self._view.band is not None

    @Property(str, notify=changed)
    def bandId(self) -> str:
        return (self._view.band or NO_BAND).id

    @Property(str, notify=changed)
    def bandNumber(self) -> str:
        return (self._view.band or NO_BAND).number

    @Property(str, notify=changed)
    def bandStation(self) -> str:
        return (self._view.band or NO_BAND).station

    @Property(str, notify=changed)
    def bandDesk(self) -> str:
        return (self._view.band or NO_BAND).desk

    @Property(str, notify=changed)
    def bandWay(self) -> str:
        return (self._view.band or NO_BAND).way

    @Property(str, notify=changed)
    def bandAgency(self) -> str:
        return (self._view.band or NO_BAND).agency

    @Property(str, notify=changed)
    def bandSwedish(self) -> str:
        return (self._view.band or NO_BAND).swedish

    @Property(str, notify=changed)
    def bandSecond(self) -> str:
        return (self._view.band or NO_BAND).second

    @Property(str, notify=changed)
    def bandSecondScript(self) -> str:
        return (self._view.band or NO_BAND).second_script
