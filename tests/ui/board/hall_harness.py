"""A window of the hall, board or reception, as a person sees it: its words and places, a finger, keys.

Knows QML items, nothing of the core.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.ui.runtime.window import Window
from tests.ui.window_harness import WindowHarness, middle, press_key, value


@dataclass
class HallGlass(WindowHarness):
    """An open window of the hall."""

    window: Window

    @classmethod
    def open(cls, name: str, model: QObject, file: str, size: tuple[int, int]) -> HallGlass:
        glass = cls(Window(name, model, file, size))
        glass.settle()
        return glass

    # Items ---------------------------------------------------------------------------------------------------

    def item(self, name: str) -> QQuickItem:
        found = self.named(name)
        assert found, f"nothing visible is called {name}"
        return found[0]

    def has(self, name: str) -> bool:
        return bool(self.named(name))

    def names(self) -> set[str]:
        return {item.objectName() for item in self.items()} - {""}

    def said(self) -> str:
        """Every word there is to read."""
        return "\n".join(str(value(text, "text")) for text in self.texts())

    def texts(self) -> list[QQuickItem]:
        """Every text that says something and is not covered by something else."""
        return [text for text in super().texts() if value(text, "text") != ""]

    # Fingers and keys ----------------------------------------------------------------------------------------

    def tap(self, name: str, aside: tuple[float, float] = (0, 0)) -> None:
        at = middle(self.item(name), aside)
        self.press_at(at)
        self.release(at)
        self.settle()

    def click(self, name: str) -> None:
        at = middle(self.item(name))
        QTest.mouseClick(self.window.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        self.settle()

    def key(self, key: Qt.Key) -> None:
        press_key(self, key)
        self.settle()

    # Rules ---------------------------------------------------------------------------------------------------

    def offences(self) -> list[str]:
        """Words that are cut, lie over each other, or leave their place."""
        return list(self._offences())

    def _offences(self) -> Iterator[str]:
        whole = QRectF(0, 0, self.window.window.width(), self.window.window.height())
        inks: list[tuple[str, QRectF]] = []
        for text in self.texts():
            said, ink = str(value(text, "text")), _ink(text)
            view = _viewport(text)
            if view is not None:
                if not view.contains(ink):
                    continue  # scrolled away, wholly or in part
            elif not whole.adjusted(-1, -1, 1, 1).contains(ink):
                yield f"{said!r} leaves the screen: {ink}"
            if value(text, "truncated"):
                yield f"{said!r} is cut"
            if value(text, "contentWidth") > text.width() + 1.5:
                yield f"{said!r} is wider than its place"
            if value(text, "lineCount") > 1 and _breaks_a_word(text):
                yield f"{said!r} breaks a word"
            inks.append((said, ink))
        for (one, a), (other, b) in combinations(inks, 2):
            if a.adjusted(1, 1, -1, -1).intersects(b.adjusted(1, 1, -1, -1)):
                yield f"{one!r} lies over {other!r}: {a} {b}"


def _ink(text: QQuickItem) -> QRectF:
    """Where the letters are, in pixels of the window; without the air between lines."""
    width = min(value(text, "contentWidth"), text.width())
    air = min(text.height() * 0.2, 0.14 * value(text, "lineHeight")) if value(text, "lineHeight") > 2 else 2
    return text.mapRectToScene(QRectF(0, air, width, text.height() - 2 * air))


def _viewport(item: QQuickItem) -> QRectF | None:
    """The rectangle that clips an item; None when nothing does."""
    parent = item.parentItem()
    while parent is not None:
        if parent.clip():
            return parent.mapRectToScene(QRectF(0, 0, parent.width(), parent.height()))
        parent = parent.parentItem()
    return None


def _breaks_a_word(text: QQuickItem) -> bool:
    """Whether a word of the text is longer than its place is wide."""
    from PySide6.QtGui import QFontMetricsF

    font = value(text, "font")
    longest = max(str(value(text, "text")).split(), key=len, default="")
    parts = longest.replace("\u00ad", "-").replace("–", "-").split("-")
    return any(QFontMetricsF(font).horizontalAdvance(part) > text.width() + 1 for part in parts)
