"""Without a finger: the keyboard goes everywhere and never traps, and everything says its name."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from kiosk.core.checkin.state import Choose, ChooseLanguage, Focused, Tap
from kiosk.present.kiosk.view import KioskView
from tests.ui.qml import samples
from tests.ui.qml.conftest import Open
from tests.ui.qml.screen_harness import same, spoken

Key = Qt.Key


@pytest.mark.parametrize("name", samples.ALL)
def test_tab_reaches_everything_and_comes_round(glass: Open, name: str) -> None:
    shown = glass(samples.ALL[name])
    wanted = set(shown.names())
    seen = []
    for _ in range(len(wanted) + 3):
        shown.key(Key.Key_Tab)
        seen.append(shown.focused())
    assert set(seen) - {"question", ""} == wanted - {"question"}
    shown.key(Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert shown.focused() == seen[-2]


def test_the_order_is_question_choices_action_back_toolbar(glass: Open) -> None:
    shown = glass(samples.PAPERS)
    order = []
    for _ in range(10):
        shown.key(Key.Key_Tab)
        order.append(shown.focused())
    choices = [f"choice:{choice.id}" for choice in samples.PAPERS.choices]
    assert order == ["question", *choices, "action", "back", "tool:person"]


@pytest.mark.parametrize(
    ("view", "towards"), [(samples.PAPERS, Key.Key_Right), (samples.PAPERS_AR, Key.Key_Left)]
)
def test_arrows_go_where_they_point(glass: Open, view: KioskView, towards: Key) -> None:
    shown = glass(view)
    while shown.focused() != "choice:ut_card":
        shown.key(Key.Key_Tab)
    shown.key(towards)
    assert shown.focused() == "choice:decision"
    shown.key(Key.Key_Down)
    assert shown.focused() == "choice:eu_id"
    for _ in range(6):
        shown.key(Key.Key_Down)
    assert shown.focused().startswith("tool:")
    for _ in range(12):
        shown.key(Key.Key_Up)
    assert shown.focused() == "question"


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Space])
def test_enter_and_space_act_once_on_release(glass: Open, key: Key) -> None:
    shown = glass(samples.PAPERS)
    while shown.focused() != "choice:lma":
        shown.key(Key.Key_Tab)
    shown.key(key)
    assert [c for c in shown.sent if not isinstance(c, Focused)] == [Choose("lma")]


def test_a_whole_page_by_keys_alone(glass: Open) -> None:
    shown = glass(samples.LANGUAGES)
    while shown.focused() != "choice:ar":
        shown.key(Key.Key_Tab)
    shown.key(Key.Key_Return)
    assert ChooseLanguage("ar") in shown.sent
    shown.show(samples.PAPERS_AR)
    assert shown.focused() == "question"
    shown.key(Key.Key_Return)
    assert shown.sent[-1] is Tap.LISTEN


def test_under_a_sheet_the_keyboard_stays_on_sheet_and_toolbar(glass: Open) -> None:
    shown = glass(samples.PAPERS)
    shown.key(Key.Key_Tab)
    shown.show(samples.TIME_OUT)
    seen = set()
    for _ in range(14):
        shown.key(Key.Key_Tab)
        seen.add(shown.focused())
    assert seen == {"sheet:action", "sheet:other", *(f"tool:{t.id}" for t in samples.TOOLS)}
    shown.show(samples.PAPERS)
    shown.key(Key.Key_Tab)
    assert shown.focused()


def test_the_ring_is_seen_only_after_a_key(glass: Open) -> None:
    shown = glass(samples.PAPERS)
    still = shown.window.window.grabWindow()
    shown.key(Key.Key_Tab)
    shown.key(Key.Key_Tab)
    ringed = shown.window.window.grabWindow()
    assert not same(still, ringed)
    shown.tap("tool:listen")
    shown.settle()
    assert same(still, shown.window.window.grabWindow())


@pytest.mark.parametrize("comfort", ["normal", "contrast"])
def test_everything_to_touch_has_a_spoken_name_and_a_role(glass: Open, comfort: str) -> None:
    for view in samples.ALL.values():
        shown = glass(samples.in_comfort(view, comfort))
        for item in shown.touchables():
            name, role = spoken(item)
            assert name.strip(), item.objectName()
            assert role in (
                QAccessible.Role.Button,
                QAccessible.Role.CheckBox,
                QAccessible.Role.Heading,
            ), item.objectName()
