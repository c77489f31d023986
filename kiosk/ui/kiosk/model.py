"""What the kiosk's QML sees: one `KioskView` as typed properties, and touches turned into commands.

`show(view)` takes a screen; `changed` tells every scalar at once, lists tell row by row. A touch comes out
of the signal `command`. Each screen file looks at a page of its own, a view model that is told only while it is
in front: what is hidden works out nothing. Holds no rule and no word; when a visit is over, `rest` empties the pages.
"""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk import PRODUCT
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
from kiosk.present.kiosk.view import KioskView, SheetView, Tool
from kiosk.ui.kiosk.page_rows import (
    BETWEEN_VISITS,
    CHOICE_LAYOUTS,
    EMPTY,
    NO_LATER,
    Cells,
    PageRows,
    lists_of,
    screen_of,
)
from kiosk.ui.runtime.list_model import ListModel

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

"""The name beside the mark; a name, the same in every language."""

NO_SHEET: Final = SheetView(pictogram="", title="", text="", action="", action_pictogram="", action_tap="")


@QmlElement
class Kiosk(QObject):
    """The view model of the kiosk window. Must outlive the QML engine that shows it."""

    changed = Signal()
    listsChanged = Signal()  # apart: a list read anew is built anew on the screen
    litChanged = Signal()
    pageChanged = Signal()  # another place: the new page slides in, the focus starts anew
    command = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = EMPTY
        self._sheet = NO_SHEET
        self._later = NO_LATER
        self._rows = PageRows()
        self._cells = Cells()
        self._tools = ListModel(Tool, self)
        self._lists = lists_of(EMPTY)
        self._pages: dict[str, Kiosk] = {}
        self._telling = False
        self._still = False
        self._mm_per_px = 0.0
        self._lit = ""

    def show(self, view: KioskView) -> None:
        """Put this screen in front of the visitor."""
        was, self._view = self._view, view
        if was == view:
            return
        another_page = (was.layout, was.place) != (view.layout, view.place)
        self._sheet = view.sheet or NO_SHEET
        self._later = view.later or NO_LATER
        if another_page:
            self._rows.clear()
            self._cells.shown().hide_pictures()
        else:
            self._rows.show(view)
        self._tools.show(view.tools)
        was_lists, self._lists = self._lists, lists_of(view)
        self._telling = True
        if self._lists != was_lists:
            self.listsChanged.emit()
        self.changed.emit()
        self._telling = False
        if another_page:
            self._rows.show(view)  # last: then every row finds its place at once
        if view.layout in CHOICE_LAYOUTS:
            self._cells.show(view)
        if self._pages:
            self.page(screen_of(view)).show(view)
        if another_page:
            self.pageChanged.emit()

    @Slot(str, result=QObject)
    def page(self, screen: str) -> Kiosk:
        """The view model of one screen file, which lives as long as this one."""
        if screen not in self._pages:
            page = self._pages[screen] = Kiosk(self)
            page.command.connect(self.command)
            if screen == screen_of(self._view):
                page.show(self._view)
        return self._pages[screen]

    @Slot()
    def rest(self) -> None:
        """Between visits the pages that are not in front hold nothing: the next visitor's come into empty ones."""
        self._cells.rest()
        for page in self._pages.values():
            page.rest()
        if self._view.layout in BETWEEN_VISITS:
            for screen, page in self._pages.items():
                if screen != screen_of(self._view):
                    page.clear()

    def clear(self) -> None:
        """Nothing is shown, and nothing held of what was."""
        self.show(EMPTY)
        self._cells.clear()

    @Slot(bool)
    def as_tiles(self, tiles: bool) -> None:
        """How the screen shows its choices."""
        self._cells.as_tiles = tiles
        if not self._telling:
            self._cells.show(self._view)

    @Slot(result=bool)
    def hold_more(self) -> bool:
        """Makes place for one more choice, while nobody waits; False when there is place for the usual ones."""
        return self._cells.hold_more()

    def view(self) -> KioskView:
        """What is shown now."""
        return self._view

    def keep_still(self) -> None:
        """No motion, for pictures that must be the same every time."""
        self._still = True
        self.changed.emit()

    def fit_panel(self, mm_per_px: float) -> None:
        """How large a pixel of the panel is, when the panel tells."""
        self._mm_per_px = mm_per_px
        self.changed.emit()

    def light(self, target: str) -> None:
        """What is being read aloud, by its name on the screen; "" for nothing."""
        if target != self._lit:
            self._lit = target
            self.litChanged.emit()

    # Touches --------------------------------------------------------------------------------------------

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

    @Property(str, notify=listsChanged)
    def product(self) -> str:
        return PRODUCT

    # Lists --------------------------------------------------------------------------------------------

    @Property(QObject, notify=listsChanged)
    def choices(self) -> QObject:
        return self._rows.choices

    @Property(QObject, notify=listsChanged)
    def tiles(self) -> QObject:
        return self._cells.tiles

    @Property(QObject, notify=listsChanged)
    def bars(self) -> QObject:
        return self._cells.bars

    @Property(QObject, notify=listsChanged)
    def toggles(self) -> QObject:
        return self._rows.toggles

    @Property(QObject, notify=listsChanged)
    def tools(self) -> QObject:
        return self._tools

    @Property(QObject, notify=listsChanged)
    def stops(self) -> QObject:
        """The stops of all groups in one row, for the change screen."""
        return self._rows.stops

    @Property("QVariantList", notify=listsChanged)  # type: ignore[arg-type]
    def trustLines(self) -> list[Any]:
        return self._lists["trust_lines"]

    @Property("QVariantList", notify=listsChanged)  # type: ignore[arg-type]
    def greetings(self) -> list[Any]:
        return self._lists["greetings"]

    @Property("QVariantList", notify=listsChanged)  # type: ignore[arg-type]
    def summary(self) -> list[Any]:
        return self._lists["summary"]

    @Property("QVariantList", notify=listsChanged)  # type: ignore[arg-type]
    def groups(self) -> list[Any]:
        return self._lists["groups"]

    @Property("QVariantList", notify=listsChanged)  # type: ignore[arg-type]
    def stepsToTake(self) -> list[Any]:
        return self._lists["steps_to_take"]

    @Property("QVariantList", notify=listsChanged)  # type: ignore[arg-type]
    def qr(self) -> list[Any]:
        return self._lists["qr"]

    @Property("QVariantList", notify=listsChanged)  # type: ignore[arg-type]
    def qrLines(self) -> list[Any]:
        return self._lists["qr_lines"]

    @Property("QVariantList", notify=listsChanged)  # type: ignore[arg-type]
    def hours(self) -> list[Any]:
        return self._lists["hours"]

    @Property("QVariantList", notify=listsChanged)  # type: ignore[arg-type]
    def laterNotToday(self) -> list[Any]:
        return self._lists["not_today"]

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]
    def choiceSides(self) -> list[bool]:
        """For each choice whether its script comes from the right: the language screen has a column for each."""
        return [choice.rtl for choice in self._view.choices]

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]
    def toolTexts(self) -> list[str]:
        """The words of the plinth: how long they are decides how it is shared out."""
        return [tool.text for tool in self._view.tools]

    @Property(bool, notify=changed)
    def personFirst(self) -> bool:
        """The plinth begins with "talk to a person", its widest."""
        return bool(self._view.tools) and self._view.tools[0].id == Tap.PERSON

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]
    def choiceTexts(self) -> list[str]:
        """The words of all choices: how long they are decides how they are laid out."""
        return [choice.text for choice in self._view.choices]

    @Property(bool, notify=changed)
    def choicesSigned(self) -> bool:
        """Stations are to be chosen: their names are long."""
        return any(choice.sign for choice in self._view.choices)

    @Property(int, notify=changed)
    def choiceCount(self) -> int:
        return len(self._view.choices)

    # Scalars --------------------------------------------------------------------------------------------

    @Property(bool, notify=changed)
    def still(self) -> bool:
        return self._still or self._view.comfort_still

    @Property(bool, notify=changed)
    def speech(self) -> bool:
        """Every step of the keys is spoken."""
        return self._view.speech

    @Property(str, notify=litChanged)
    def lit(self) -> str:
        return self._lit

    @Property(float, notify=changed)
    def mmPerPx(self) -> float:
        return self._mm_per_px

    @Property(str, notify=changed)
    def layout(self) -> str:
        return self._view.layout

    @Property(str, notify=changed)
    def screen(self) -> str:
        return screen_of(self._view)

    @Property(str, notify=changed)
    def place(self) -> str:
        return self._view.place

    @Property(str, notify=changed)
    def language(self) -> str:
        return self._view.language

    @Property(bool, notify=changed)
    def rtl(self) -> bool:
        return self._view.rtl

    @Property(str, notify=changed)
    def script(self) -> str:
        return self._view.script

    @Property(str, notify=changed)
    def office(self) -> str:
        return self._view.office

    @Property(str, notify=changed)
    def clock(self) -> str:
        return self._view.clock

    @Property(str, notify=changed)
    def notice(self) -> str:
        return self._view.notice

    @Property(int, notify=changed)
    def stepsDone(self) -> int:
        return self._view.steps_done

    @Property(int, notify=changed)
    def steps(self) -> int:
        return self._view.steps

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._view.title

    @Property(str, notify=changed)
    def second(self) -> str:
        return self._view.second

    @Property(str, notify=changed)
    def hint(self) -> str:
        return self._view.hint

    @Property(str, notify=changed)
    def body(self) -> str:
        return self._view.body

    @Property(str, notify=changed)
    def pictogram(self) -> str:
        return self._view.pictogram

    @Property(str, notify=changed)
    def sign(self) -> str:
        return self._view.sign

    @Property(bool, notify=changed)
    def multiple(self) -> bool:
        return self._view.multiple

    @Property(str, notify=changed)
    def back(self) -> str:
        return self._view.back

    @Property(str, notify=changed)
    def change(self) -> str:
        return self._view.change

    @Property(str, notify=changed)
    def action(self) -> str:
        return self._view.action

    @Property(str, notify=changed)
    def actionPictogram(self) -> str:
        return self._view.action_pictogram

    @Property(bool, notify=changed)
    def actionReady(self) -> bool:
        return self._view.action_ready

    @Property(str, notify=changed)
    def nextPage(self) -> str:
        return self._view.next_page

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        return self._view.busy

    @Property(str, notify=changed)
    def trust(self) -> str:
        return self._view.trust

    @Property(str, notify=changed)
    def interpreter(self) -> str:
        return self._view.interpreter

    @Property(bool, notify=changed)
    def interpreterWanted(self) -> bool:
        return self._view.interpreter_wanted

    @Property(str, notify=changed)
    def doneLabel(self) -> str:
        return self._view.done_label

    @Property(str, notify=changed)
    def notTodayLabel(self) -> str:
        return self._view.not_today_label

    @Property(str, notify=changed)
    def restoreLabel(self) -> str:
        return self._view.restore_label

    @Property(str, notify=changed)
    def showLabel(self) -> str:
        return self._view.show_label

    @Property(str, notify=changed)
    def number(self) -> str:
        return self._view.number

    @Property(str, notify=changed)
    def paper(self) -> str:
        return self._view.paper

    @Property(bool, notify=changed)
    def paperOut(self) -> bool:
        return self._view.paper_out

    @Property(str, notify=changed)
    def ticketLine(self) -> str:
        return self._view.ticket_line

    @Property(str, notify=changed)
    def reprint(self) -> str:
        return self._view.reprint

    @Property(bool, notify=changed)
    def comfortLarger(self) -> bool:
        return self._view.comfort_larger

    @Property(bool, notify=changed)
    def comfortLower(self) -> bool:
        return self._view.comfort_lower

    @Property(bool, notify=changed)
    def comfortContrast(self) -> bool:
        return self._view.comfort_contrast

    @Property(bool, notify=changed)
    def hasLater(self) -> bool:
        return self._view.later is not None

    @Property(str, notify=changed)
    def laterPictogram(self) -> str:
        return self._later.pictogram

    @Property(str, notify=changed)
    def laterHeadline(self) -> str:
        return self._later.headline

    @Property(str, notify=changed)
    def laterSecond(self) -> str:
        return self._later.second

    @Property(str, notify=changed)
    def laterDetail(self) -> str:
        return self._later.detail

    @Property(bool, notify=changed)
    def sheetUp(self) -> bool:
        return self._view.sheet is not None

    @Property(str, notify=changed)
    def sheetPictogram(self) -> str:
        return self._sheet.pictogram

    @Property(str, notify=changed)
    def sheetTitle(self) -> str:
        return self._sheet.title

    @Property(str, notify=changed)
    def sheetText(self) -> str:
        return self._sheet.text

    @Property(str, notify=changed)
    def sheetAction(self) -> str:
        return self._sheet.action

    @Property(str, notify=changed)
    def sheetActionPictogram(self) -> str:
        return self._sheet.action_pictogram

    @Property(str, notify=changed)
    def sheetActionTap(self) -> str:
        return self._sheet.action_tap

    @Property(str, notify=changed)
    def sheetOther(self) -> str:
        return self._sheet.other

    @Property(str, notify=changed)
    def sheetOtherPictogram(self) -> str:
        return self._sheet.other_pictogram

    @Property(str, notify=changed)
    def sheetOtherTap(self) -> str:
        return self._sheet.other_tap

    @Property(str, notify=changed)
    def sheetCount(self) -> str:
        return self._sheet.count

    @Property(int, notify=changed)
    def sheetSeconds(self) -> int:
        return self._sheet.seconds

    @Property(int, notify=changed)
    def sheetOf(self) -> int:
        return self._sheet.of
