"""Opens a window of QML on one view model: where the engine is made, and unmade in the right order.

Knows where the QML lies; no words, no rules.
"""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Final

import shiboken6
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine, QQmlError
from PySide6.QtQuick import QQuickWindow

from kiosk.errors import UserError
from kiosk.ui.runtime import fonts
from kiosk.ui.runtime.pictures import PICTOGRAM, SIGN, Pictures, Signs

log = logging.getLogger("motesplats.ui")

QML: Final = Path(__file__).parents[1] / "qml"


class WindowError(UserError):
    """The window could not be made: what QML said."""

    default_remedy = "Run: motesplats doctor."


class Window:
    """A window and its engine. `close` it before the view model goes, else bindings evaluate against null."""

    def __init__(self, name: str, model: QObject, file: str, size: tuple[int, ...] | None = None) -> None:
        """`name`: the property of the QML window that takes the model. Full screen without `size`."""
        fonts.load()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            letters = QFont()
            letters.setFamilies(list(fonts.FAMILIES))
            application.setFont(letters)
        self.model = model
        self.warnings: list[str] = []
        self._engine = QQmlApplicationEngine()
        self._engine.warnings.connect(self._warned)
        self._engine.addImageProvider(PICTOGRAM, Pictures())
        self._engine.addImageProvider(SIGN, Signs())
        self._engine.setInitialProperties({name: model})
        self._engine.load(QUrl.fromLocalFile(str(QML / file)))
        window = next(iter(self._engine.rootObjects()), None)
        if not isinstance(window, QQuickWindow):
            raise WindowError(f"The window does not open: {'; '.join(self.warnings) or 'no reason given'}.")
        self.window = window
        if size is None:
            window.showFullScreen()
        else:
            place(window, size)
            window.show()

    def close(self) -> None:
        self.window.close()
        shiboken6.delete(self._engine)

    def _warned(self, errors: list[QQmlError]) -> None:
        self.warnings += [error.toString() for error in errors]
        for error in errors:
            log.warning("%s", error.toString())


def place(window: QQuickWindow, size: tuple[int, ...]) -> None:
    """Give a window its width and height, and its position on the screen when `size` has two more numbers."""
    window.resize(size[0], size[1])
    if len(size) == 4:
        window.setPosition(size[2], size[3])


async def drawn(window: QQuickWindow) -> None:
    """As long as the window can be seen (a panel may be off), returns when it has drawn once more."""
    if window.isExposed():
        await drawn_once(window)


async def drawn_once(window: QQuickWindow) -> None:
    """Returns when the window has drawn once."""
    swapping = asyncio.get_running_loop().create_future()

    def swapped() -> None:
        if not swapping.done():
            swapping.set_result(None)

    window.frameSwapped.connect(swapped)
    try:
        window.update()
        await swapping
    finally:
        window.frameSwapped.disconnect(swapped)
