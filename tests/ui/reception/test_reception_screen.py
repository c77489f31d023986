"""Reception in every situation, both languages, desk and tablet: words fit; touch and keys say what is wanted."""

from __future__ import annotations

from functools import cache

import pytest
import shiboken6
from PySide6.QtCore import Qt

from kiosk.present.reception.view import ReceptionScreen
from kiosk.ui.showcase.reception_situations import SITUATIONS, reception_situation
from tests.core.office_days import CONFIG
from tests.ui.reception.conftest import Open

DESK, TABLET = (1440, 900), (1280, 800)
OVER_THE_HALL = {"searching", "search_none"}
"""A list lies over the hall: what is under it is meant to be covered."""


@cache
def situation(name: str, language: str) -> ReceptionScreen:
    """A situation plays a day and forecasts it: once is enough for all windows."""
    return reception_situation(name, language, CONFIG)


@pytest.mark.parametrize("size", [DESK, TABLET, (1920, 1080)], ids=["desk", "tablet", "large"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_words_fit_in_every_situation(language: str, size: tuple[int, int], reception: Open) -> None:
    desk = reception(situation("empty", language), size)
    for name in SITUATIONS:
        desk.show(situation(name, language))
        found = desk.glass.offences()
        if name in OVER_THE_HALL:
            found = [offence for offence in found if " lies over " not in offence]
        assert found == [], name


@pytest.mark.parametrize("size", [DESK, TABLET], ids=["desk", "tablet"])
def test_what_is_pressed_is_large_enough_for_a_finger(size: tuple[int, int], reception: Open) -> None:
    desk = reception(situation("ticket_to_call", "sv"), size)
    presses = [
        i for i in desk.glass.items() if i.objectName().startswith(("action:", "stop:", "row:", "desk:"))
    ]
    assert len(presses) > 8
    small = [i.objectName() for i in presses if min(i.width(), i.height()) < 48]
    assert small == []


def test_a_ticket_is_selected_by_touch_by_mouse_and_beside_it(reception: Open) -> None:
    view = situation("normal", "sv")
    desk = reception(view)
    chip = view.lanes[2].chips[0]
    desk.glass.tap(f"ticket:{chip.number}")
    desk.glass.click(f"ticket:{chip.number}")
    desk.glass.tap(f"ticket:{chip.number}", (30, 12))  # a finger is not a needle
    assert desk.wished == [("visit", chip.id)] * 3


def test_a_bundle_and_an_empty_place_lead_to_the_station(reception: Open) -> None:
    desk = reception(situation("full", "sv"))
    bundle = next(p for p in desk.model.placed()[2] if p.bundle)
    desk.glass.tap(bundle.number)
    desk.glass.tap("station:PM")
    assert desk.wished == [("station", "SKV"), ("station", "PM")]


def test_arrow_keys_go_from_ticket_to_ticket(reception: Open) -> None:
    view = situation("ticket", "sv")
    desk = reception(view)
    desk.glass.item("lanes").forceActiveFocus()
    desk.glass.key(Qt.Key.Key_Left)
    desk.glass.key(Qt.Key.Key_Up)
    assert [name for name, _ in desk.wished] == ["visit", "visit"]
    assert view.selected not in [value for _, value in desk.wished]


def test_desks_rows_stops_and_presses_say_which(reception: Open) -> None:
    desk = reception(situation("normal", "sv"))
    row = desk.model.view().panel.rows[0]
    desk.glass.tap("desk:5")
    desk.glass.tap(f"row:{row.number}")
    desk.glass.tap("action:day.close")
    desk.show(situation("ticket_to_call", "sv"))
    desk.glass.tap("action:call:REC")
    desk.glass.tap("stop:SKV")
    desk.glass.tap("back")
    desk.glass.tap("language")
    assert desk.wished == [
        ("desk", "5"), ("visit", row.id), ("press", "day.close"), ("press", "call:REC"), ("stop", "SKV"),
        ("back", ""), ("language", ""),
    ]  # fmt: skip


def test_digits_typed_anywhere_find_a_number_and_enter_takes_the_first(reception: Open) -> None:
    desk = reception(situation("normal", "sv"))
    desk.glass.key(Qt.Key.Key_2)
    assert desk.wished == [("typed", "2")]
    desk.show(situation("searching", "sv"))
    desk.glass.key(Qt.Key.Key_Return)
    desk.glass.tap("found:2041")
    assert desk.wished[1] == ("enter", "")
    assert desk.wished[-1] == ("visit", "v2041")


def test_a_finger_gets_a_number_pad(reception: Open) -> None:
    desk = reception(situation("normal", "sv"), TABLET)
    assert not desk.glass.has("key:7")
    desk.glass.tap("search")
    desk.glass.tap("key:7")
    assert desk.wished == [("typed", "7")]


def test_a_question_takes_every_key_and_going_on_as_it_was_is_the_strong_answer(reception: Open) -> None:
    desk = reception(situation("asking", "sv"))
    desk.glass.tap("desk:5")
    assert desk.wished == []
    desk.glass.key(Qt.Key.Key_Return)
    desk.glass.tap("answer:yes")
    desk.glass.key(Qt.Key.Key_Escape)
    assert desk.wished == [("answer", "no"), ("answer", "yes"), ("answer", "no")]


def test_on_a_tablet_the_panel_is_a_sheet_that_can_be_sent_away(reception: Open) -> None:
    desk = reception(situation("normal", "sv"), TABLET)
    assert not desk.glass.has("panel")
    desk.glass.tap("hall")
    assert desk.glass.has("panel")
    desk.glass.tap("back")
    assert not desk.glass.has("panel")
    desk.show(situation("ticket", "sv"))
    assert desk.glass.has("panel")


def test_what_is_drawn_on_a_lane_is_changed_not_built_anew(reception: Open) -> None:
    desk = reception(situation("normal", "sv"))

    def drawn() -> list[int]:
        lane = desk.glass.item("lane:AF")
        chips = [
            i for i in desk.glass.items() if i.objectName().startswith("ticket:") and lane.isAncestorOf(i)
        ]
        return [shiboken6.getCppPointer(chip)[0] for chip in chips]

    before = drawn()
    desk.show(situation("long_waits", "sv"))
    assert set(drawn()) & set(before)
