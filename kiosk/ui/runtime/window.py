"""Opens the kiosk's window on a view model: where the engine is made, and unmade in the right order.

Knows where the QML lies; no words, no rules.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import shiboken6
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine, QQmlError
from PySide6.QtQuick import QQuickWindow

from kiosk.errors import UserError
from kiosk.ui.kiosk.model import Kiosk
from kiosk.ui.runtime import fonts
from kiosk.ui.runtime.pictures import PICTOGRAM, SIGN, Pictures, Signs

QML: Final = Path(__file__).parents[1] / "qml"


class WindowError(UserError):
    """The window could not be made: what QML said."""

    default_remedy = "Run: motesplats doctor."


def place(window: QQuickWindow, size: tuple[int, ...]) -> None:
    """Gives a window its width and height, and its place on the screen when two more numbers say where."""
    window.resize(size[0], size[1])
    if len(size) == 4:
        window.setPosition(size[2], size[3])


class KioskWindow:
    """The window and its engine. `close` it before the view model goes, else bindings ask what is no more."""

    def __init__(self, kiosk: Kiosk, size: tuple[int, ...] | None = None) -> None:
        """Full screen without `size`."""
        fonts.load()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            letters = QFont()
            letters.setFamilies(list(fonts.FAMILIES))
            application.setFont(letters)
        self.kiosk = kiosk
        self.warnings: list[str] = []
        self._engine = QQmlApplicationEngine()
        self._engine.warnings.connect(self._warned)
        self._engine.addImageProvider(PICTOGRAM, Pictures())
        self._engine.addImageProvider(SIGN, Signs())
        self._engine.setInitialProperties({"kiosk": kiosk})
        self._engine.load(QUrl.fromLocalFile(str(QML / "KioskWindow.qml")))
        window = next(iter(self._engine.rootObjects()), None)
        if not isinstance(window, QQuickWindow):
            raise WindowError(
                f"The kiosk's window does not open: {'; '.join(self.warnings) or 'no reason given'}."
            )
        self.window = window
        if size is None:
            window.showFullScreen()
        else:
            place(window, size)
            window.show()

    def find(self, name: str) -> QObject | None:
        """What bears this objectName, as `choice:ut_card` or `action`."""
        return self.window.findChild(QObject, name)

    def close(self) -> None:
        self.window.close()
        shiboken6.delete(self._engine)

    def _warned(self, errors: list[QQmlError]) -> None:
        self.warnings += [error.toString() for error in errors]
