"""What QML sees of a `KioskView`.

Made by `python -m kiosk.ui.make_models`: change the dataclass, not this file."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlAnonymous

from kiosk.present.kiosk.view import ChoiceView, KioskView, Later, SheetView, Tool
from kiosk.ui.kiosk import derived
from kiosk.ui.runtime.list_model import ListModel, plain

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

NO_LATER: Final = Later(pictogram="", headline="")
NO_SHEET: Final = SheetView(pictogram="", title="", text="", action="", action_pictogram="", action_tap="")


@QmlAnonymous
class KioskProperties(QObject):
    """The values of the view as properties, and its rows as list models."""

    changed = Signal()
    listsChanged = Signal()  # apart from `changed`: a list read anew is built anew on the screen
    fixed = Signal()  # never emitted: list models stay the same objects

    def __init__(self, view: KioskView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._choices = ListModel(ChoiceView, self, key="id")
        self._tools = ListModel(Tool, self, key="id")
        self._toggles = ListModel(ChoiceView, self, key="id")
        self._lists = self._lists_of(view)

    def view(self) -> KioskView:
        """What is shown now."""
        return self._view

    def _signal(self) -> None:
        """Signal the values of the view; its rows are shown apart."""
        was, self._lists = self._lists, self._lists_of(self._view)
        if self._lists != was:
            self.listsChanged.emit()
        self.changed.emit()

    def _show_rows(self, view: KioskView) -> None:
        self._choices.show(view.choices)
        self._tools.show(view.tools)
        self._toggles.show(view.toggles)

    @staticmethod
    def _lists_of(view: KioskView) -> dict[str, list[Any]]:
        return {
            "trust_lines": plain(view.trust_lines),
            "greetings": plain(view.greetings),
            "summary": plain(view.summary),
            "groups": plain(view.groups),
            "steps_to_take": plain(view.steps_to_take),
            "qr": plain(view.qr),
            "qr_lines": plain(view.qr_lines),
            "hours": plain(view.hours),
            "later_not_today": plain((view.later or NO_LATER).not_today),
        }

    @Property(QObject, notify=fixed)
    def choices(self) -> QObject:
        return self._choices

    @Property(QObject, notify=fixed)
    def tools(self) -> QObject:
        return self._tools

    @Property(QObject, notify=fixed)
    def toggles(self) -> QObject:
        return self._toggles

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
        return self._lists["later_not_today"]

    @Property(str, notify=changed)
    def layout(self) -> str:
        return self._view.layout

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
    def more(self) -> str:
        return self._view.more

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
    def comfortStill(self) -> bool:
        return self._view.comfort_still

    @Property(bool, notify=changed)
    def speech(self) -> bool:
        return self._view.speech

    @Property(bool, notify=changed)
    def hasLater(self) -> bool:
        return self._view.later is not None

    @Property(str, notify=changed)
    def laterPictogram(self) -> str:
        return (self._view.later or NO_LATER).pictogram

    @Property(str, notify=changed)
    def laterHeadline(self) -> str:
        return (self._view.later or NO_LATER).headline

    @Property(str, notify=changed)
    def laterDetail(self) -> str:
        return (self._view.later or NO_LATER).detail

    @Property(str, notify=changed)
    def laterSecond(self) -> str:
        return (self._view.later or NO_LATER).second

    @Property(bool, notify=changed)
    def hasSheet(self) -> bool:
        return self._view.sheet is not None

    @Property(str, notify=changed)
    def sheetPictogram(self) -> str:
        return (self._view.sheet or NO_SHEET).pictogram

    @Property(str, notify=changed)
    def sheetTitle(self) -> str:
        return (self._view.sheet or NO_SHEET).title

    @Property(str, notify=changed)
    def sheetText(self) -> str:
        return (self._view.sheet or NO_SHEET).text

    @Property(str, notify=changed)
    def sheetAction(self) -> str:
        return (self._view.sheet or NO_SHEET).action

    @Property(str, notify=changed)
    def sheetActionPictogram(self) -> str:
        return (self._view.sheet or NO_SHEET).action_pictogram

    @Property(str, notify=changed)
    def sheetActionTap(self) -> str:
        return (self._view.sheet or NO_SHEET).action_tap

    @Property(str, notify=changed)
    def sheetOther(self) -> str:
        return (self._view.sheet or NO_SHEET).other

    @Property(str, notify=changed)
    def sheetOtherPictogram(self) -> str:
        return (self._view.sheet or NO_SHEET).other_pictogram

    @Property(str, notify=changed)
    def sheetOtherTap(self) -> str:
        return (self._view.sheet or NO_SHEET).other_tap

    @Property(str, notify=changed)
    def sheetCount(self) -> str:
        return (self._view.sheet or NO_SHEET).count

    @Property(int, notify=changed)
    def sheetSeconds(self) -> int:
        return (self._view.sheet or NO_SHEET).seconds

    @Property(int, notify=changed)
    def sheetOf(self) -> int:
        return (self._view.sheet or NO_SHEET).of

    @Property(str, notify=changed)
    def product(self) -> str:
        return derived.product(self._view)

    @Property(str, notify=changed)
    def screen(self) -> str:
        return derived.screen(self._view)

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]
    def choiceSides(self) -> list[Any]:
        return derived.choice_sides(self._view)

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]
    def choiceTexts(self) -> list[Any]:
        return derived.choice_texts(self._view)

    @Property(bool, notify=changed)
    def choicesSigned(self) -> bool:
        return derived.choices_signed(self._view)

    @Property(int, notify=changed)
    def choiceCount(self) -> int:
        return derived.choice_count(self._view)

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]
    def toolTexts(self) -> list[Any]:
        return derived.tool_texts(self._view)

    @Property(bool, notify=changed)
    def personFirst(self) -> bool:
        return derived.person_first(self._view)
