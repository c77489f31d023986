"""The kiosk's view model: one `KioskView` as properties for QML, and touches turned into commands.

`show(view)` takes a screen; `changed` signals every scalar at once, lists signal row by row. A touch is emitted by the
signal `command`. Each screen file reads a page of its own, a view model that is updated only while it is in front: what
is hidden computes nothing. Holds no rule and no word; when a visit is over, `rest` empties the pages.
"""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Property, QObject, QRectF, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.core.checkin.state import (
    Choose,
    ChooseLanguage,
    Drop,
    Dropped,
    Focused,
    SetInterpreter,
    SetPrivateHelp,
    Tap,
)
from kiosk.present.kiosk.view import KioskView, StopView
from kiosk.ui.kiosk.choice_cells import ChoiceCells
from kiosk.ui.kiosk.choice_layout import ChoiceSpace, plan_choices
from kiosk.ui.kiosk.derived import CHOICE_LAYOUTS, screen
from kiosk.ui.kiosk.made_model import KioskProperties
from kiosk.ui.kiosk.path_layout import PathLayout, PathSizes
from kiosk.ui.runtime.list_model import ListModel, plain

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

EMPTY: Final = KioskView(layout="", place="", language="", rtl=False, script="Latn", office="", clock="")
BETWEEN_VISITS: Final = {"language", "closed"}
"""Layouts where nobody has entered anything."""


@QmlElement
class Kiosk(KioskProperties):
    """The view model of the kiosk window. Must outlive the QML engine that shows it."""

    litChanged = Signal()
    stillChanged = Signal()
    panelChanged = Signal()
    pageChanged = Signal()  # another place: the new page slides in, the focus starts anew
    cellsFixed = Signal()  # never emitted: the list models stay the same objects
    rested = Signal()  # the pages that are not in front hold nothing any more
    command = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(EMPTY, parent)
        self._stops = ListModel(StopView, self, key="station")
        self._cells = ChoiceCells()
        self._pages: dict[str, Kiosk] = {}
        self._signalling = False
        self._still = False
        self._mm_per_px = 0.0
        self._lit = ""

    def show(self, view: KioskView) -> None:
        """Put this screen in front of the visitor."""
        was, self._view = self._view, view
        if was == view:
            return
        another_page = (was.layout, was.place) != (view.layout, view.place)
        if another_page:
            self._show_rows(EMPTY)
            self._cells.shown().hide_pictures()
        else:
            self._show_rows(view)
        self._tools.show(view.tools)
        self._signalling = True
        self._signal()
        self._signalling = False
        if another_page:
            self._show_rows(view)  # last: then every row finds its place at once
        if view.layout in CHOICE_LAYOUTS:
            self._cells.show(view)
        if self._pages:
            self.page(screen(view)).show(view)
        if another_page:
            self.pageChanged.emit()

    def _show_rows(self, view: KioskView) -> None:
        """The lists of the page; the tools are on every page and change apart."""
        self._choices.show(view.choices)
        self._toggles.show(view.toggles)
        self._stops.show([stop for group in view.groups for stop in group.stops])

    @Slot(str, result=QObject)
    def page(self, name: str) -> Kiosk:
        """The view model of one screen file, which lives as long as this one."""
        if name not in self._pages:
            page = self._pages[name] = Kiosk(self)
            page.command.connect(self.command)
            if name == screen(self._view):
                page.show(self._view)
        return self._pages[name]

    @Slot()
    def rest(self) -> None:
        """Between visits the pages that are not in front hold nothing: the next visitor's come into empty ones."""
        self._cells.rest()
        for page in self._pages.values():
            page.rest()
        if self._view.layout in BETWEEN_VISITS:
            for name, page in self._pages.items():
                if name != screen(self._view):
                    page.clear()
            self.rested.emit()

    def clear(self) -> None:
        """Nothing is shown, and nothing held of what was."""
        self.show(EMPTY)
        self._cells.clear()

    @Slot(bool)
    def as_tiles(self, tiles: bool) -> None:
        """How the screen shows its choices."""
        self._cells.as_tiles = tiles
        if not self._signalling:
            self._cells.show(self._view)

    @Slot(result=bool)
    def hold_more(self) -> bool:
        """Makes place for one more choice, while nobody waits; False when there is place for the usual ones."""
        return self._cells.hold_more()

    def keep_still(self) -> None:
        """No motion, for pictures that must be the same every time."""
        self._still = True
        self.stillChanged.emit()

    def fit_panel(self, mm_per_px: float) -> None:
        """How large a pixel of the panel is, when the panel tells."""
        self._mm_per_px = mm_per_px
        self.panelChanged.emit()

    def light(self, target: str) -> None:
        """What is being read aloud, by its name on the screen; "" for nothing."""
        if target != self._lit:
            self._lit = target
            self.litChanged.emit()

    # Layouts ------------------------------------------------------------------------------------------------

    @Slot("QVariantMap", result="QVariantMap")
    def choice_plan(self, space: dict[str, Any]) -> dict[str, Any]:
        """Where the choices stand, for what the screen has measured. `key` is the same for the same plan."""
        plan = plan_choices(ChoiceSpace(**space))
        places = [QRectF(*place) for place in plan.places]
        return {**plain(plan), "places": places, "key": repr(plan)}

    @Slot("QVariantList", float, float, float, bool, result="QVariantMap")
    def path_plan(
        self, stops: list[float], label: float, later: float, room: float, paged: bool
    ) -> dict[str, Any]:
        """Where the stops stand: on one page (`pages` is 0 when there is no room), or on as many as it needs."""
        layout = PathLayout(self._view.groups, PathSizes(tuple(stops), label, later, room))
        plan = layout.on_pages() if paged else layout.on_one_page()
        return {"pages": 0} if plan is None else {**plain(plan), "pages": plan.pages}

    # Touches ------------------------------------------------------------------------------------------------

    @Slot(str)
    def choose(self, option: str) -> None:
        self.command.emit(Choose(option))

    @Slot(str)
    def choose_language(self, code: str) -> None:
        self.command.emit(ChooseLanguage(code))

    @Slot(str)
    def tap(self, name: str) -> None:
        self.command.emit(Tap(name))

    @Slot(str, str)
    def drop(self, station: str, why: str) -> None:
        """`why`: done | not_today, or "" to put the stop back."""
        self.command.emit(Drop(station, Dropped(why) if why else None))

    @Slot(bool)
    def set_interpreter(self, wanted: bool) -> None:
        self.command.emit(SetInterpreter(wanted))

    @Slot(bool)
    def set_private_help(self, wanted: bool) -> None:
        self.command.emit(SetPrivateHelp(wanted))

    @Slot(str, str)
    def focused(self, target: str, label: str) -> None:
        """The keys have moved there."""
        self.command.emit(Focused(target, label))

    # What is not in the view --------------------------------------------------------------------------------

    @Property(QObject, notify=cellsFixed)
    def tiles(self) -> QObject:
        return self._cells.tiles

    @Property(QObject, notify=cellsFixed)
    def bars(self) -> QObject:
        return self._cells.bars

    @Property(QObject, notify=cellsFixed)
    def stops(self) -> QObject:
        """The stops of all groups in one row, for the change screen."""
        return self._stops

    @Property(bool, notify=stillChanged)
    def still(self) -> bool:
        """Nothing moves, whatever the visitor has chosen."""
        return self._still

    @Property(str, notify=litChanged)
    def lit(self) -> str:
        return self._lit

    @Property(float, notify=panelChanged)
    def mmPerPx(self) -> float:
        return self._mm_per_px
