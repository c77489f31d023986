"""The board in every situation: nothing cut, nothing over another, yellow only for the call, in both sizes."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor, QImage

from kiosk.core.office_config import OfficeConfig
from kiosk.design import tokens
from kiosk.ui.showcase.board_situations import SITUATIONS, board_situation
from tests.ui.board.conftest import Open

YELLOW = "#FFC629"


def colours(picture: QImage) -> set[str]:
    """Those that fill more than a letter's edge."""
    small = picture.scaled(picture.width() // 4, picture.height() // 4)
    seen: dict[str, int] = {}
    for y in range(0, small.height(), 2):
        for x in range(0, small.width(), 2):
            name = QColor(small.pixel(x, y)).name().upper()
            seen[name] = seen.get(name, 0) + 1
    return {name for name, count in seen.items() if count > 20}


@pytest.mark.parametrize("name", SITUATIONS)
def test_words_fit_and_yellow_is_the_call_and_nothing_else(
    name: str, board: Open, config: OfficeConfig
) -> None:
    view = board_situation(name, config)
    glass, model = board(view)
    assert glass.offences() == []
    found = colours(glass.picture())
    assert (YELLOW in found) == (view.band is not None and not view.stale)
    assert model.view() is view


@pytest.mark.parametrize("name", ["busy", "out_of_date", "closed"])
def test_on_a_panel_four_times_as_large_all_is_twice_as_large(
    name: str, board: Open, config: OfficeConfig
) -> None:
    glass, _ = board(board_situation(name, config), (3840, 2160))
    assert glass.offences() == []
    assert glass.item("stage").scale() == 2.0


def test_situations_follow_one_another_in_one_window(board: Open, config: OfficeConfig) -> None:
    glass, model = board(board_situation("busy", config))
    assert {"row:3012", "row:2041", "row:4008", "side:2051", "side:2039", "waiting:SKV"} <= glass.names()
    for name in SITUATIONS:
        model.show(board_situation(name, config))
        glass.settle()
        assert glass.offences() == [], name
    model.show(board_situation("out_of_date", config))
    glass.settle()
    assert not {n for n in glass.names() if n.startswith(("side:", "waiting:"))}


def test_no_number_of_a_waiting_person_is_shown_by_station(board: Open, config: OfficeConfig) -> None:
    glass, _ = board(board_situation("soon", config))
    assert not re.search(r"\d{4}", glass.said())


def test_a_call_is_new_for_twenty_seconds() -> None:
    assert tokens()["time"]["boardNewestS"] == 20
