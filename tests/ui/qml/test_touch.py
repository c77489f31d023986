"""A finger on the real screens: what is touched shows it at once, acts on release inside, and sends one command."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from kiosk.core.checkin.state import Choose, ChooseLanguage, Tap
from kiosk.present.kiosk.view import KioskView
from tests.ui.qml import samples
from tests.ui.qml.conftest import Open
from tests.ui.qml.screen_harness import same
from tests.ui.window_harness import touch_panel, value


@pytest.mark.parametrize(
    ("view", "touched", "command"),
    [
        (samples.PAPERS, "choice:lma", Choose("lma")),
        (samples.PURPOSE, "choice:one", Choose("one")),
        (samples.DONE_AR, "choice:KOM", Choose("KOM")),
        (samples.PAPERS, "action", Tap.GO_ON),
        (samples.PAPERS, "back", Tap.BACK),
        (replace(samples.PAPERS, change="Ändra"), "change", Tap.CHANGE),
        (samples.LANGUAGES, "choice:fa-AF", ChooseLanguage("fa-AF")),
        (samples.LANGUAGES, "choice:und", ChooseLanguage("und")),
        (samples.PAPERS, "tool:person", Tap.PERSON),
        (samples.PAPERS_AR, "tool:start_over", Tap.START_OVER),
        (samples.PAPERS, "tool:larger", Tap.LARGER),
        (samples.TIME_OUT, "sheet:action", Tap.MORE_TIME),
        (samples.TIME_OUT, "sheet:other", Tap.START_OVER),
        (samples.TIME_OUT, "tool:contrast", Tap.CONTRAST),
    ],
)
def test_a_touch_sends_its_command_once(glass: Open, view: KioskView, touched: str, command: object) -> None:
    shown = glass(view)
    shown.tap(touched)
    assert shown.sent == [command]


@pytest.mark.parametrize(
    "touched", ["choice:lma", "choice:ut_card", "action", "back", "tool:person", "tool:listen"]
)
def test_a_press_is_seen_before_anything_is_done(glass: Open, touched: str) -> None:
    shown = glass(samples.PAPERS)
    at = shown.middle(touched)
    before = shown.window.window.grabWindow()
    shown.press(touched)
    assert value(shown.item(touched), "pressed")
    assert not same(before, shown.window.window.grabWindow())
    assert shown.sent == []
    shown.release(at)
    assert not value(shown.item(touched), "pressed")


def test_leaving_the_target_cancels(glass: Open) -> None:
    shown = glass(samples.PAPERS)
    shown.press("choice:lma")
    shown.release(shown.middle("choice:eu_id"))
    assert shown.sent == []


def test_a_finger_may_rest_as_long_as_it_likes(glass: Open) -> None:
    shown = glass(samples.PURPOSE)
    at = shown.middle("choice:one")
    shown.press("choice:one")
    QTest.qWait(1100)  # longer than Qt's long press
    shown.release(at)
    assert shown.sent == [Choose("one")]


def test_the_whole_tile_is_the_target(glass: Open) -> None:
    shown = glass(samples.PAPERS)
    rect = shown.rect(shown.item("choice:decision"))
    for corner in (rect.topLeft() + QPoint(4, 4), rect.bottomRight() - QPoint(4, 4)):
        at = corner.toPoint()
        QTest.touchEvent(shown.window.window, touch_panel()).press(0, at).commit()
        shown.release(at)
    assert shown.sent == [Choose("decision"), Choose("decision")]


def test_a_ticked_box_changes_that_tile_and_nothing_beside_it(glass: Open) -> None:
    shown = glass(samples.PAPERS)
    before = {name: shown.item(name) for name in shown.names() if name.startswith("choice:")}
    shown.show(samples.toggled(samples.PAPERS, "lma"))
    assert {name: shown.item(name) for name in before} == before
    assert value(shown.item("choice:lma"), "selected")


def test_an_action_that_has_nothing_to_do_yet_does_nothing(glass: Open) -> None:
    shown = glass(samples.NEEDS)
    shown.tap("action")
    assert shown.sent == []
    shown.show(replace(samples.NEEDS, action_ready=True))
    shown.tap("action")
    assert shown.sent == [Tap.GO_ON]


def test_while_the_ticket_is_made_the_pressed_button_stays_ink_and_does_nothing(glass: Open) -> None:
    shown = glass(samples.PAPERS)
    shown.show(replace(samples.PAPERS, busy=True))
    assert value(shown.item("action"), "pressed")
    shown.tap("action")
    assert shown.sent == []


def test_nothing_under_a_sheet_is_touched(glass: Open) -> None:
    shown = glass(samples.PAPERS)
    at = shown.middle("choice:ut_card")
    shown.show(samples.TIME_OUT)
    QTest.touchEvent(shown.window.window, touch_panel()).press(0, at).commit()
    shown.release(at)
    assert shown.sent == []
    shown.show(samples.PAPERS)
    shown.tap("choice:lma")
    assert shown.sent == [Choose("lma")]


def test_two_hands_touch_two_things(glass: Open) -> None:
    shown = glass(samples.PAPERS)
    one, other = shown.middle("choice:lma"), shown.middle("choice:eu_id")
    window = shown.window.window
    QTest.touchEvent(window, touch_panel()).press(0, one).press(1, other).commit()
    QTest.touchEvent(window, touch_panel()).release(0, one).release(1, other).commit()
    assert sorted(str(command) for command in shown.sent) == [str(Choose("eu_id")), str(Choose("lma"))]


def test_a_page_that_slides_in_takes_touches_from_its_first_frame(glass: Open) -> None:
    shown = glass(samples.PURPOSE, still=False)
    shown.kiosk.show(samples.PAPERS)
    shown.window.window.grabWindow()
    shown.tap("choice:lma")
    assert shown.sent == [Choose("lma")]


def test_a_touch_reaches_its_target_in_a_window_of_any_size(glass: Open) -> None:
    for size in ((540, 960), (1440, 2560), (960, 540)):
        shown = glass(samples.PAPERS, size)
        shown.tap("choice:nothing")
        shown.tap("tool:start_over")
        assert shown.sent == [Choose("nothing"), Tap.START_OVER], size
