"""A board's window for each test, closed in the right order; any QML warning of its life fails the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QGuiApplication

from kiosk.catalogue.load import load_config, sample_office
from kiosk.core.office_config import OfficeConfig
from kiosk.present.board import BoardView
from kiosk.ui.board.model import Board
from kiosk.ui.board.program import DESIGNED, WINDOW
from tests.ui.board.hall_harness import HallGlass

Open = Callable[..., tuple[HallGlass, Board]]


@pytest.fixture(scope="session")
def config() -> OfficeConfig:
    return load_config(sample_office("city"))


@pytest.fixture
def board(qapp: QGuiApplication) -> Iterator[Open]:
    """Opens a board on a view: `board(view, size)`."""
    opened: list[HallGlass] = []

    def open_(view: BoardView, size: tuple[int, int] = DESIGNED) -> tuple[HallGlass, Board]:
        model = Board()
        model.show(view)
        opened.append(HallGlass.open("board", model, WINDOW, size))
        return opened[-1], model

    yield open_
    assert [warning for one in opened for warning in one.close()] == []
