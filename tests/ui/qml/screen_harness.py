"""What a person sees and touches of a kiosk window: its items, their words and places, and a finger.

Knows QML items, nothing of the core. Measures in design pixels, so that the same rules hold in any window.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtQml import QQmlEngine, QQmlExpression
from PySide6.QtQuick import QQuickItem

from kiosk.present.kiosk.view import KioskView
from kiosk.ui.kiosk.model import Kiosk
from kiosk.ui.kiosk.window import KioskWindow
from tests.ui.window_harness import WindowHarness, middle, press_key, value

LEAST_PX = 65  # 20 mm on a 27-inch panel
GAP_PX = 16  # 5 mm


@dataclass
class Glass(WindowHarness):
    """A window that shows a view, and the commands it sent."""

    kiosk: Kiosk
    window: KioskWindow
    sent: list[object]

    @classmethod
    def open(cls, view: KioskView, size: tuple[int, int] = (1080, 1920), still: bool = True) -> Glass:
        kiosk = Kiosk()
        if still:
            kiosk.keep_still()
        sent: list[object] = []
        kiosk.command.connect(sent.append)
        kiosk.show(view)
        glass = cls(kiosk, KioskWindow(kiosk, size), sent)
        glass.settle()
        return glass

    def show(self, view: KioskView) -> Glass:
        self.kiosk.show(view)
        self.settle()
        return self

    # Items ---------------------------------------------------------------------------------------------------

    def item(self, name: str) -> QQuickItem:
        found = self.named(name)
        assert len(found) == 1, f"{len(found)} visible items are called {name}"
        return found[0]

    def names(self) -> list[str]:
        return [item.objectName() for item in self.touchables()]

    def touchables(self) -> list[QQuickItem]:
        """What can be touched now: has a name, is enabled, takes the keyboard."""
        return [
            item
            for item in self.items()
            if item.objectName() and item.isEnabled() and item.activeFocusOnTab()
        ]

    def stage(self) -> QQuickItem:
        return self.item("stage")

    def rect(self, item: QQuickItem) -> QRectF:
        """Where an item is, in design pixels."""
        return item.mapRectToItem(self.stage(), QRectF(0, 0, item.width(), item.height()))

    def ink(self, text: QQuickItem) -> QRectF:
        """Where the letters of a text are: as wide as its longest line, without the air between lines."""
        width, box = value(text, "contentWidth"), QRectF(0, 0, text.width(), text.height())
        left = {1: 0.0, 2: box.width() - width, 4: (box.width() - width) / 2}[_alignment(text)]
        air = 0.14 * value(text, "lineHeight")
        return text.mapRectToItem(self.stage(), QRectF(left, air, width, box.height() - 2 * air))

    # Fingers and keys ----------------------------------------------------------------------------------------

    def middle(self, name: str) -> QPoint:
        return middle(self.item(name))

    def press(self, name: str) -> None:
        self.press_at(self.middle(name))

    def tap(self, name: str) -> None:
        at = self.middle(name)
        self.press(name)
        self.release(at)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        press_key(self, key, modifier)

    def focused(self) -> str:
        item = self.window.window.activeFocusItem()
        return item.objectName() if item else ""

    # Rules ---------------------------------------------------------------------------------------------------

    def offences(self) -> list[str]:
        """What no screen may have: small or crowded targets, words that are cut, collide or leave their place."""
        return [*self._targets(), *self._words()]

    def _targets(self) -> Iterator[str]:
        targets = [(item.objectName(), self.rect(item)) for item in self.touchables() if ":" in item.objectName()
                   or item.objectName() in ("action", "back", "change")]  # fmt: skip
        whole = self.rect(self.stage())
        for name, rect in targets:
            if min(rect.width(), rect.height()) < LEAST_PX:
                yield f"{name} is {rect.width():.0f} x {rect.height():.0f}"
            if not whole.adjusted(-1, -1, 1, 1).contains(rect):
                yield f"{name} leaves the screen: {rect}"
        for (one, a), (other, b) in combinations(targets, 2):
            apart = max(
                b.left() - a.right(), a.left() - b.right(), b.top() - a.bottom(), a.top() - b.bottom()
            )
            if apart < GAP_PX - 0.5:
                yield f"{one} and {other} are {apart:.1f} apart"

    def _words(self) -> Iterator[str]:
        whole = self.rect(self.stage())
        inks = []
        for text in self.texts():
            said, ink = value(text, "text"), self.ink(text)
            inks.append((said, ink))
            if value(text, "truncated"):
                yield f"{said!r} is cut"
            if value(text, "contentWidth") > text.width() + 1.5:
                yield f"{said!r} is wider than its place: {value(text, 'contentWidth'):.0f} in {text.width():.0f}"
            holder = next((i for i in _upwards(text) if i.activeFocusOnTab() and i.objectName()), None)
            room = self.rect(holder) if holder else whole
            if not room.adjusted(-1, -1, 1, 1).contains(ink):
                yield f"{said!r} leaves {holder.objectName() if holder else 'the screen'}: {ink} in {room}"
        for (one, a), (other, b) in combinations(inks, 2):
            if a.adjusted(1, 1, -1, -1).intersects(b.adjusted(1, 1, -1, -1)):
                yield f"{one!r} lies over {other!r}: {a} {b}"


def _alignment(text: QQuickItem) -> int:
    """1 left, 2 right, 4 middle; QML tells it as a number, Python cannot read the type."""
    context = QQmlEngine.contextForObject(text)
    assert context is not None
    told: Any = QQmlExpression(context, text, "effectiveHorizontalAlignment + 0").evaluate()
    return int(told[0] if isinstance(told, tuple) else told)


def spoken(item: QQuickItem) -> tuple[str, QAccessible.Role]:
    """Name and role, as a screen reader gets them."""
    told = QAccessible.queryAccessibleInterface(item)
    assert told is not None, f"{item.objectName()} says nothing"
    return told.text(QAccessible.Text.Name), told.role()


def same(one: QImage, other: QImage) -> bool:
    return one.convertToFormat(QImage.Format.Format_RGB32) == other.convertToFormat(
        QImage.Format.Format_RGB32
    )


def _upwards(item: QQuickItem) -> Iterator[QQuickItem]:
    parent = item.parentItem()
    while parent is not None:
        yield parent
        parent = parent.parentItem()
