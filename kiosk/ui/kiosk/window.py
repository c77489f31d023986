"""The kiosk's window on its view model."""

from __future__ import annotations

from kiosk.ui.kiosk.model import Kiosk
from kiosk.ui.runtime.window import Window


class KioskWindow(Window):
    """The window of a kiosk."""

    def __init__(self, kiosk: Kiosk, size: tuple[int, ...] | None = None) -> None:
        """Full screen without `size`."""
        super().__init__("kiosk", kiosk, "kiosk/KioskWindow.qml", size)
