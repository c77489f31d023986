"""What QML sees of a `ReceptionScreen`.

Made by `python -m kiosk.ui.make_models`: change the dataclass, not this file."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlAnonymous

from kiosk.present.reception.view import (
    Action,
    ConfirmQuestion,
    DeviceLine,
    Figure,
    FoundTicket,
    Notice,
    PanelFact,
    PanelStop,
    Past,
    ReceptionScreen,
)
from kiosk.ui.reception import derived
from kiosk.ui.runtime.list_model import ListModel, plain

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

NO_NOTICE: Final = Notice(text="")
NO_QUESTION: Final = ConfirmQuestion(title="", text="", yes="", no="")


@QmlAnonymous
class ReceptionProperties(QObject):
    """The values of the view as properties, and its rows as list models."""

    changed = Signal()
    listsChanged = Signal()  # apart from `changed`: a list read anew is built anew on the screen
    fixed = Signal()  # never emitted: list models stay the same objects

    def __init__(self, view: ReceptionScreen, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._figures = ListModel(Figure, self, key="id")
        self._devices = ListModel(DeviceLine, self, key="id")
        self._found = ListModel(FoundTicket, self, key="id")
        self._panel_facts = ListModel(PanelFact, self, key="text")
        self._panel_stops = ListModel(PanelStop, self, key="id")
        self._panel_rows = ListModel(FoundTicket, self, key="id")
        self._panel_history = ListModel(Past, self, key="id")
        self._panel_actions = ListModel(Action, self, key="id")
        self._lists = self._lists_of(view)

    def view(self) -> ReceptionScreen:
        """What is shown now."""
        return self._view

    def _signal(self) -> None:
        """Signal the values of the view; its rows are shown apart."""
        was, self._lists = self._lists, self._lists_of(self._view)
        if self._lists != was:
            self.listsChanged.emit()
        self.changed.emit()

    def _show_rows(self, view: ReceptionScreen) -> None:
        self._figures.show(view.figures)
        self._devices.show(view.devices)
        self._found.show(view.found)
        self._panel_facts.show(view.panel.facts)
        self._panel_stops.show(view.panel.stops)
        self._panel_rows.show(view.panel.rows)
        self._panel_history.show(view.panel.history)
        self._panel_actions.show(view.panel.actions)

    @staticmethod
    def _lists_of(view: ReceptionScreen) -> dict[str, list[Any]]:
        return {
            "ticks": plain(view.ticks),
        }

    @Property(QObject, notify=fixed)
    def figures(self) -> QObject:
        return self._figures

    @Property(QObject, notify=fixed)
    def devices(self) -> QObject:
        return self._devices

    @Property(QObject, notify=fixed)
    def found(self) -> QObject:
        return self._found

    @Property(QObject, notify=fixed)
    def panelFacts(self) -> QObject:
        return self._panel_facts

    @Property(QObject, notify=fixed)
    def panelStops(self) -> QObject:
        return self._panel_stops

    @Property(QObject, notify=fixed)
    def panelRows(self) -> QObject:
        return self._panel_rows

    @Property(QObject, notify=fixed)
    def panelHistory(self) -> QObject:
        return self._panel_history

    @Property(QObject, notify=fixed)
    def panelActions(self) -> QObject:
        return self._panel_actions

    @Property("QVariantList", notify=listsChanged)  # type: ignore[arg-type]
    def ticks(self) -> list[Any]:
        return self._lists["ticks"]

    @Property(str, notify=changed)
    def language(self) -> str:
        return self._view.language

    @Property(str, notify=changed)
    def office(self) -> str:
        return self._view.office

    @Property(str, notify=changed)
    def clock(self) -> str:
        return self._view.clock

    @Property(str, notify=changed)
    def devicesTitle(self) -> str:
        return self._view.devices_title

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
    def closed(self) -> str:
        return self._view.closed

    @Property(str, notify=changed)
    def stale(self) -> str:
        return self._view.stale

    @Property(str, notify=changed)
    def selected(self) -> str:
        return self._view.selected

    @Property(str, notify=changed)
    def panelKind(self) -> str:
        return self._view.panel.kind

    @Property(str, notify=changed)
    def panelTitle(self) -> str:
        return self._view.panel.title

    @Property(str, notify=changed)
    def panelSecond(self) -> str:
        return self._view.panel.second

    @Property(str, notify=changed)
    def panelStation(self) -> str:
        return self._view.panel.station

    @Property(str, notify=changed)
    def panelVisit(self) -> str:
        return self._view.panel.visit

    @Property(str, notify=changed)
    def panelReason(self) -> str:
        return self._view.panel.reason

    @Property(str, notify=changed)
    def panelReasonPictogram(self) -> str:
        return self._view.panel.reason_pictogram

    @Property(str, notify=changed)
    def panelRowsEmpty(self) -> str:
        return self._view.panel.rows_empty

    @Property(str, notify=changed)
    def panelHistoryTitle(self) -> str:
        return self._view.panel.history_title

    @Property(str, notify=changed)
    def panelBack(self) -> str:
        return self._view.panel.back

    @Property(bool, notify=changed)
    def hasNotice(self) -> bool:
        return self._view.notice is not None

    @Property(str, notify=changed)
    def noticeText(self) -> str:
        return (self._view.notice or NO_NOTICE).text

    @Property(bool, notify=changed)
    def noticeWell(self) -> bool:
        return (self._view.notice or NO_NOTICE).well

    @Property(str, notify=changed)
    def noticeUndo(self) -> str:
        return (self._view.notice or NO_NOTICE).undo

    @Property(bool, notify=changed)
    def hasQuestion(self) -> bool:
        return self._view.question is not None

    @Property(str, notify=changed)
    def questionTitle(self) -> str:
        return (self._view.question or NO_QUESTION).title

    @Property(str, notify=changed)
    def questionText(self) -> str:
        return (self._view.question or NO_QUESTION).text

    @Property(str, notify=changed)
    def questionYes(self) -> str:
        return (self._view.question or NO_QUESTION).yes

    @Property(str, notify=changed)
    def questionNo(self) -> str:
        return (self._view.question or NO_QUESTION).no

    @Property(str, notify=changed)
    def questionPictogram(self) -> str:
        return (self._view.question or NO_QUESTION).pictogram

    @Property(str, notify=changed)
    def product(self) -> str:
        return derived.product(self._view)
