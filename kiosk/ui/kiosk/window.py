"""The kiosk's window on its view model."""

from __future__ import annotations

from PySide6.QtCore import QObject

from kiosk.ui.kiosk.model import Kiosk
from kiosk.ui.runtime.window import Window


class KioskWindow(Window):
    """The window of a kiosk."""

    def __init__(self, kiosk: Kiosk, size: tuple[int, ...] | None = None) -> None:
        """Full screen without `size`."""
        super().__init__("kiosk", kiosk, "kiosk/KioskWindow.qml", size)

    def find(self, name: str) -> QObject | None:
        """What bears this objectName, as `choice:ut_card` or `action`."""
        return self.window.findChild(QObject, name)
