"""The tactile keypad at the window: key codes become the keys QML knows, or touches of the flow.

Arrows and the middle key go on to QML, which knows what is on the screen; the others act when they are let go, as
a finger does. What the keypad's socket sends counts at once. Knows no words; which code does what is the office's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow

from kiosk.core.checkin.state import Command, Headphones, Tap
from kiosk.core.keypad import KeypadKey

MOVES: Final = {
    KeypadKey.UP: Qt.Key.Key_Up,
    KeypadKey.DOWN: Qt.Key.Key_Down,
    KeypadKey.LEFT: Qt.Key.Key_Left,
    KeypadKey.RIGHT: Qt.Key.Key_Right,
    KeypadKey.CHOOSE: Qt.Key.Key_Return,
}
TAPS: Final[Mapping[KeypadKey, Command]] = {
    KeypadKey.BACK: Tap.BACK,
    KeypadKey.START_OVER: Tap.START_OVER,
    KeypadKey.HELP: Tap.PERSON,
    KeypadKey.LISTEN: Tap.SPEECH,
    KeypadKey.LOUDER: Tap.LOUDER,
    KeypadKey.SOFTER: Tap.SOFTER,
}
SOCKET: Final[Mapping[KeypadKey, Command]] = {
    KeypadKey.HEADPHONES_IN: Headphones(True),
    KeypadKey.HEADPHONES_OUT: Headphones(False),
}
REPEATING: Final = {KeypadKey.LOUDER, KeypadKey.SOFTER}


def qt_key(name: str) -> Qt.Key | None:
    """Qt's key of a name; None for a code of the computer's own."""
    return None if name.startswith("scan:") else Qt.Key[f"Key_{name}"]


class Keypad(QObject):
    """Watches the keys of a window. `command` takes what they mean."""

    def __init__(
        self, window: QWindow, keys: Mapping[str, KeypadKey], command: Callable[[Command], None]
    ) -> None:
        super().__init__(window)
        self._command = command
        self._by_key = {qt_key(name): does for name, does in keys.items() if not name.startswith("scan:")}
        self._by_code = {
            int(name.removeprefix("scan:")): does for name, does in keys.items() if name.startswith("scan:")
        }
        self._passing = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._passing or event.type() not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            return False
        assert isinstance(event, QKeyEvent)
        does = self._by_code.get(event.nativeScanCode()) or self._by_key.get(Qt.Key(event.key()))
        if does is None:
            return False
        if does in MOVES:
            return self._moved(watched, event, MOVES[does])
        pressed = event.type() == QEvent.Type.KeyPress
        if does in SOCKET:
            if pressed and not event.isAutoRepeat():
                self._command(SOCKET[does])
        elif not pressed and (not event.isAutoRepeat() or does in REPEATING):
            self._command(TAPS[does])
        return True

    def _moved(self, watched: QObject, event: QKeyEvent, key: Qt.Key) -> bool:
        """As if the key of that name had been pressed; True when it was another one."""
        if event.key() == key:
            return False
        self._passing = True
        try:
            meant = QKeyEvent(event.type(), key, event.modifiers(), "", event.isAutoRepeat())
            QCoreApplication.sendEvent(watched, meant)
        finally:
            self._passing = False
        return True
