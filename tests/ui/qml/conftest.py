"""A window for each test, closed in the right order; any QML warning of its life fails the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QGuiApplication

from kiosk.present.kiosk.view import KioskView
from tests.ui.qml.screen_harness import Glass

PORTRAIT = (1080, 1920)
Open = Callable[..., Glass]


@pytest.fixture
def glass(qapp: QGuiApplication) -> Iterator[Open]:
    """Opens a window on a view: `glass(view, size)`."""
    opened: list[Glass] = []

    def open_(view: KioskView, size: tuple[int, int] = PORTRAIT, *, still: bool = True) -> Glass:
        opened.append(Glass.open(view, size, still))
        return opened[-1]

    yield open_
    warnings = [warning for one in opened for warning in one.close()]
    assert warnings == []
