"""Reception's window for each test, closed in the right order; any QML warning of its life fails the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtGui import QGuiApplication

from kiosk.catalogue.load import load_config, sample_office
from kiosk.core.office_config import OfficeConfig
from kiosk.present.reception.view import ReceptionScreen
from kiosk.ui.reception.model import Reception
from kiosk.ui.reception.program import WINDOW
from tests.ui.board.hall_harness import HallGlass


@dataclass
class Desk:
    """A window, its model, and what was touched."""

    glass: HallGlass
    model: Reception
    wished: list[tuple[str, str]] = field(default_factory=list)

    def show(self, view: ReceptionScreen) -> None:
        self.model.show(view)
        self.glass.settle()


Open = Callable[..., Desk]


@pytest.fixture(scope="session")
def config() -> OfficeConfig:
    return load_config(sample_office("city"))


@pytest.fixture
def reception(qapp: QGuiApplication) -> Iterator[Open]:
    """Opens reception on a view: `reception(view, size)`."""
    opened: list[HallGlass] = []

    def open_(view: ReceptionScreen, size: tuple[int, int] = (1440, 900)) -> Desk:
        model = Reception()
        model.keep_still()
        model.show(view)
        opened.append(HallGlass.open("reception", model, WINDOW, size))
        desk = Desk(opened[-1], model)
        model.wished.connect(lambda name, value: desk.wished.append((name, value)))
        return desk

    yield open_
    assert [warning for one in opened for warning in one.close()] == []
