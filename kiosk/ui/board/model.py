"""The board's view model: one `BoardView` as properties for QML. Holds no rule and no word."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlElement

from kiosk.present.board import BoardView
from kiosk.ui.board.made_model import BoardProperties

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

EMPTY: Final = BoardView("soon", "", "")


@QmlElement
class Board(BoardProperties):
    """The view model of the board's window. Must outlive the QML engine that shows it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(EMPTY, parent)

    def show(self, view: BoardView) -> None:
        if view != self._view:
            self._view = view
            self._show_rows(view)
            self._signal()
