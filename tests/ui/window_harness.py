"""An open window of any program as a person sees it: its visible items, their texts, a finger, keys.

Knows QML items, nothing of the core.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QPointingDevice
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.ui.runtime.window import Window

_device: list[QPointingDevice] = []


def touch_panel() -> QPointingDevice:
    """One simulated panel: Qt keeps every one that was made."""
    if not _device:
        _device.append(QTest.createTouchDevice())
    return _device[0]


class WindowHarness:
    """A window, laid out and drawn."""

    window: Window

    def settle(self) -> None:
        """Everything that waits is laid out and drawn."""
        assert QTest.qWaitForWindowExposed(self.window.window)
        for _ in range(3):
            QTest.qWait(5)
            self.window.window.grabWindow()

    def picture(self) -> QImage:
        self.settle()
        return self.window.window.grabWindow()

    def close(self) -> list[str]:
        """Closes; gives the QML warnings of the whole life."""
        self.window.close()
        return self.window.warnings

    def items(self) -> Iterator[QQuickItem]:
        """Every visible item, parents first."""
        return visible(self.window.window.contentItem())

    def named(self, name: str) -> list[QQuickItem]:
        return [item for item in self.items() if item.objectName() == name]

    def texts(self) -> list[QQuickItem]:
        """Every text there is to read; what lies under a sheet is not."""
        return [item for item in self.items() if item.inherits("QQuickText") and item.isEnabled()]

    def press_at(self, at: QPoint) -> None:
        QTest.touchEvent(self.window.window, touch_panel()).press(0, at).commit()

    def release(self, at: QPoint) -> None:
        QTest.touchEvent(self.window.window, touch_panel()).release(0, at).commit()


def middle(item: QQuickItem, aside: tuple[float, float] = (0, 0)) -> QPoint:
    """The middle of an item, or a point beside it, in pixels of the window."""
    return item.mapToScene(QPointF(item.width() / 2 + aside[0], item.height() / 2 + aside[1])).toPoint()


def press_key(
    harness: WindowHarness, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(harness.window.window, key, modifier)


def value(item: QObject, name: str) -> Any:
    """A property as plain Python."""
    return item.property(name)


def visible(item: QQuickItem) -> Iterator[QQuickItem]:
    for child in item.childItems():
        if child.isVisible():
            yield child
            yield from visible(child)
