"""A tactile keypad at the window: key codes become keys of the screen or touches of the flow."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from kiosk.catalogue.keypad import OTHER_KEYS
from kiosk.core.checkin.state import Choose, Command, Headphones, Tap
from kiosk.core.keypad import USUAL_KEYS, keys_of
from kiosk.ui.kiosk.keypad import Keypad, qt_key
from tests.ui.qml import samples
from tests.ui.qml.screen_harness import Glass

Key = Qt.Key
DOWN, UP = QEvent.Type.KeyPress, QEvent.Type.KeyRelease


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Glass]:
    glass = Glass.open(samples.PAPERS)
    yield glass
    assert glass.close() == []


def with_keys(glass: Glass, **settings: tuple[str, ...]) -> Keypad:
    return Keypad(glass.window.window, keys_of(settings), glass.kiosk.command.emit)


def send(glass: Glass, kind: QEvent.Type, key: Key, scan: int = 0, *, again: bool = False) -> None:
    modifiers = Qt.KeyboardModifier.NoModifier
    event = QKeyEvent(kind, key, modifiers, scan, 0, 0, "", again)
    QCoreApplication.sendEvent(glass.window.window, event)


def press(glass: Glass, key: Key, scan: int = 0) -> list[Command]:
    """One key, down and up; what the flow was told of it."""
    before = len(glass.sent)
    send(glass, DOWN, key, scan)
    send(glass, UP, key, scan)
    return [command for command in glass.sent[before:] if isinstance(command, Tap | Headphones | Choose)]


@pytest.mark.parametrize("name", [*USUAL_KEYS, *OTHER_KEYS, "A", "5", "F35"])
def test_every_name_is_a_key_of_qt(name: str) -> None:
    assert qt_key(name) is not None


@pytest.mark.parametrize(
    ("key", "told"),
    [
        (Key.Key_Home, Tap.START_OVER),
        (Key.Key_F1, Tap.PERSON),
        (Key.Key_Help, Tap.PERSON),
        (Key.Key_Escape, Tap.BACK),
        (Key.Key_F13, Tap.SPEECH),
        (Key.Key_VolumeUp, Tap.LOUDER),
        (Key.Key_VolumeDown, Tap.SOFTER),
        (Key.Key_F15, Headphones(True)),
        (Key.Key_F16, Headphones(False)),
    ],
)
def test_each_usual_key_does_its_work(shown: Glass, key: Key, told: Command) -> None:
    with_keys(shown)
    assert press(shown, key) == [told]


def test_a_key_acts_when_it_is_let_go(shown: Glass) -> None:
    """And once, however long it is held."""
    with_keys(shown)
    send(shown, DOWN, Key.Key_Home)
    send(shown, UP, Key.Key_Home, again=True)
    assert Tap.START_OVER not in shown.sent
    send(shown, UP, Key.Key_Home)
    assert shown.sent.count(Tap.START_OVER) == 1


def test_the_socket_counts_at_once(shown: Glass) -> None:
    with_keys(shown)
    send(shown, DOWN, Key.Key_F15)
    assert shown.sent[-1] == Headphones(True)


def test_the_volume_goes_on_while_its_key_is_held(shown: Glass) -> None:
    with_keys(shown)
    send(shown, DOWN, Key.Key_VolumeUp)
    for _ in range(3):
        send(shown, UP, Key.Key_VolumeUp, again=True)
    send(shown, UP, Key.Key_VolumeUp)
    assert shown.sent.count(Tap.LOUDER) == 4


def test_other_codes_move_and_choose_as_the_arrows_do(shown: Glass) -> None:
    """A keypad that sends letters and codes of its own."""
    with_keys(shown, down=("J",), choose=("scan:191",))
    while shown.focused() != "choice:lma":
        press(shown, Key.Key_J)
    assert press(shown, Key.Key_unknown, 191) == [Choose("lma")]


def test_keys_without_a_function_are_left_alone(shown: Glass) -> None:
    with_keys(shown)
    before = shown.focused()
    assert press(shown, Key.Key_Q) == []
    assert shown.focused() == before


def test_in_speech_the_arrows_go_through_everything_in_one_line(qtbot: QtBot) -> None:
    """Nobody needs to know what lies beside what; at the end it begins again: never trapped (EN 301 549, 5.1.6.2)."""
    from dataclasses import replace

    glass = Glass.open(replace(samples.PAPERS, speech=True))
    with_keys(glass)
    seen = []
    for _ in range(len(glass.names()) + 2):
        press(glass, Key.Key_Down)
        seen.append(glass.focused())
    assert set(glass.names()) <= set(seen)
    assert seen[-1] in seen[:3]
    here = glass.focused()
    press(glass, Key.Key_Down)
    press(glass, Key.Key_Up)
    assert glass.focused() == here
    assert glass.close() == []
