"""Path, change, ticket, messages and closed: in every comfort each word is whole, each target large."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Final

import pytest
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from pyzbar import pyzbar

from kiosk.core.checkin.state import Drop, Dropped, SetInterpreter, SetPrivateHelp, Tap
from kiosk.present.kiosk.view import KioskView
from tests.ui.qml.path_samples import SAMPLES, shown
from tests.ui.qml.screen_harness import Glass, spoken
from tests.ui.window_harness import value

SOAK: Final = os.environ.get("MOTESPLATS_SOAK") == "1"
SITUATIONS: Final = (
    "path_family", "path_worker", "path_one_stop", "change_dropped", "empty_not_today", "person", "ticket",
    "ticket_no_paper", "closed",
)  # fmt: skip
FURTHER: Final = (
    "path_waiting", "path_older", "change", "empty", "minor", "trouble", "printing", "ticket_reception",
    "ticket_cover_open", "ticket_no_printer",
)  # fmt: skip
COMFORTS: Final = {
    "normal": (False, False, False),
    "larger": (True, False, False),
    "lower": (False, True, False),
    "contrast": (False, False, True),
    "all": (True, True, True),
}
PANELS: Final = {"portrait": (1080, 1920), "landscape": (1920, 1080)}


@pytest.fixture(scope="module", params=PANELS)
def panel(request: pytest.FixtureRequest, qapp: object) -> Iterator[Glass]:
    """One window for all views: they take each other's place as they do in a day."""
    glass = Glass.open(shown("path_family", "sv"), PANELS[request.param])
    yield glass
    assert glass.close() == []


@pytest.fixture(scope="module")
def upright(qapp: object) -> Iterator[Glass]:
    glass = Glass.open(shown("path_family", "sv"))
    yield glass
    assert glass.close() == []


@pytest.fixture
def glass(upright: Glass) -> Glass:
    """The same window for every test, on the path, with nothing sent."""
    quickly(upright, shown("closed", "sv"))
    quickly(upright, shown("path_family", "sv"))
    upright.sent.clear()
    return upright


def comforted(view: KioskView, comfort: str) -> KioskView:
    larger, lower, contrast = COMFORTS[comfort]
    return replace(view, comfort_larger=larger, comfort_lower=lower, comfort_contrast=contrast)


def pages(glass: Glass) -> Iterator[int]:
    """Every page of the screen, by its strong action."""
    QTest.qWait(2)
    screen = value(glass.item("screen"), "item")
    for page in range(screen.property("pages") or 1):
        if page > 0:
            glass.tap("action")
            QTest.qWait(1)
        yield page


def quickly(glass: Glass, view: KioskView) -> None:
    """Laid out, not drawn."""
    glass.kiosk.show(view)
    QTest.qWait(2)


EVERY_DAY: Final = [("sv", "normal"), ("ar", "normal"), ("en", "larger"), ("ar", "all")]


@pytest.mark.parametrize(
    ("language", "comfort"), list(product(("sv", "en", "ar"), COMFORTS)) if SOAK else EVERY_DAY
)
def test_every_word_is_whole_and_every_target_large(panel: Glass, language: str, comfort: str) -> None:
    """Nothing is cut, lies over another, or leaves its place; targets are 20 mm with 5 mm between."""
    found = []
    for name in (*SITUATIONS, *SAMPLES, *(FURTHER if SOAK else ())):
        quickly(panel, comforted(shown(name, language), comfort))
        found += [f"{name} page {page}: {what}" for page in pages(panel) for what in panel.offences()]
    assert found == []


@pytest.mark.parametrize("comfort", ["normal", "larger", "lower"])
@pytest.mark.parametrize("name", ["change_all", "change_dropped", "person", "ticket_no_paper", "path_all"])
def test_nothing_to_touch_is_out_of_reach(glass: Glass, name: str, comfort: str) -> None:
    """Upright, targets lie at most 1 220 mm high; with lower buttons at most 1 101 mm."""
    highest = 952 if comfort == "lower" else 576
    quickly(glass, comforted(shown(name, "ar"), comfort))
    for _ in pages(glass):
        tops = {
            item.objectName(): glass.rect(item).top()
            for item in glass.touchables()
            if item.objectName() != "question"  # takes the keyboard, not the finger
        }
        assert {name: top for name, top in tops.items() if top < highest - 0.5} == {}


def test_a_touch_leaves_a_stop_out_and_puts_it_back(glass: Glass) -> None:
    """Each stop has its two buttons, a dropped one the third; each says for which agency it is."""
    quickly(glass, shown("change_dropped", "ar"))
    for name in ("drop:MV:done", "drop:SKV:not_today", "restore:AF", "toggle:interpreter"):
        glass.tap(name)
    assert glass.sent == [
        Drop("MV", Dropped.DONE),
        Drop("SKV", Dropped.NOT_TODAY),
        Drop("AF", None),
        SetInterpreter(False),
    ]
    name, role = spoken(glass.item("restore:AF"))
    assert "مكتب العمل" in name
    assert role is QAccessible.Role.Button
    assert spoken(glass.item("toggle:interpreter"))[1] is QAccessible.Role.CheckBox
    assert "drop:AF:done" not in glass.names()


def test_a_dropped_stop_changes_its_row_only(glass: Glass) -> None:
    """Rows stay where they are while stops go and come back."""
    quickly(glass, shown("change", "sv"))
    before = {name: glass.rect(glass.item(name)) for name in ("stop:MV", "stop:AF", "stop:KOM")}
    kept = glass.item("stop:MV")
    quickly(glass, shown("change_dropped", "sv"))
    assert {name: glass.rect(glass.item(name)) for name in before} == before
    assert glass.item("stop:MV") is kept


def test_the_wish_for_a_private_room(glass: Glass) -> None:
    """Talking to staff asks for no reason; the room is one touch."""
    quickly(glass, shown("person", "sv"))
    glass.tap("toggle:private_help")
    glass.tap("action")
    assert glass.sent == [SetPrivateHelp(True), Tap.GO_ON]


def test_the_paths_buttons(glass: Glass) -> None:
    """One strong action, the way back, and the change."""
    for name in ("action", "back", "change"):
        glass.tap(name)
    assert glass.sent == [Tap.GO_ON, Tap.BACK, Tap.CHANGE]


def test_pages_are_turned_before_the_ticket_is_taken(glass: Glass) -> None:
    """In larger text the path takes pages; the ticket is on the last one, and going back goes to the first."""
    quickly(glass, comforted(shown("path_family", "en"), "larger"))
    screen = value(glass.item("screen"), "item")
    count = screen.property("pages")
    assert count > 1
    seen: set[str] = set()
    for page in range(count):
        assert screen.property("page") == page
        seen |= {item.objectName() for item in glass.items() if item.objectName().startswith("stop:")}
        assert value(glass.item("action"), "text") == ("Take my ticket" if page == count - 1 else "Continue")
        glass.tap("action")
    assert glass.sent == [*[Tap.KEEP_ON] * (count - 1), Tap.GO_ON]
    assert seen == {"stop:MV", "stop:SKV", "stop:FK", "stop:AF", "stop:KOM"}
    for _ in range(count):
        glass.tap("back")
    assert screen.property("page") == 0
    assert glass.sent[count:] == [*[Tap.KEEP_ON] * (count - 1), Tap.BACK]


def test_whoever_comes_back_to_the_path_sees_its_first_page_fitted(glass: Glass) -> None:
    """The path's screen is kept: it must not come back turned over, or with the places of other stops."""
    path = comforted(shown("path_family", "en"), "larger")
    quickly(glass, path)
    glass.tap("action")
    assert value(glass.item("screen"), "item").property("page") == 1
    quickly(glass, comforted(shown("change_all", "en"), "larger"))
    glass.kiosk.show(replace(path, groups=path.groups[:1]))
    screen = value(glass.item("screen"), "item")
    assert (screen.property("page"), screen.property("fitted")) == (0, True)


@pytest.mark.parametrize("language", ["sv", "ar"])
def test_single_track_in_order_double_track_in_any(glass: Glass, language: str) -> None:
    """Beside a stop that is in order lies one track, beside a free one two; the line is at the side one reads from."""
    quickly(glass, shown("path_family", language))
    glass.settle()
    picture = glass.window.window.grabWindow()
    axis = 112 if language == "sv" else 1080 - 112
    ink = QColor("#10303A")
    for station, tracks in (("MV", [0]), ("FK", [-24, 24]), ("AF", [-24, 24]), ("KOM", [0])):
        sign = glass.rect(glass.item(f"stop:{station}"))
        y = round(sign.center().y()) + 62  # below the sign, still beside the stop
        here = [off for off in (-24, 0, 24) if picture.pixelColor(axis + off, y) == ink]
        assert here == tracks, station


def test_only_a_first_stop_has_the_band(glass: Glass) -> None:
    """Yellow says what comes next; where any stop may come first, nothing does."""
    for name, band in (("path_family", True), ("path_free", False)):
        quickly(glass, shown(name, "sv"))
        glass.settle()
        picture = glass.window.window.grabWindow()
        column = {picture.pixelColor(20, y).name() for y in range(250, 1490)}
        assert ("#ffe9ae" in column) is band


@pytest.mark.parametrize("comfort", ["normal", "all"])
@pytest.mark.parametrize("name", ["ticket", "ticket_long"])
def test_a_camera_reads_the_code_on_the_screen(glass: Glass, name: str, comfort: str) -> None:
    """Black on white with its quiet zone in every comfort, and never mirrored."""
    quickly(glass, comforted(shown(name, "ar"), comfort))
    glass.settle()
    picture = glass.window.window.grabWindow().convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = bytes(picture.constBits())[: picture.sizeInBytes()]
    codes = pyzbar.decode((pixels, picture.bytesPerLine(), picture.height()), [pyzbar.ZBarSymbol.QRCODE])
    assert [code.data.decode()[:39] for code in codes] == ["https://ekeby.motesplats.example/t/q7w2"]


def test_the_number_is_the_largest_thing_and_says_what_it_is(glass: Glass) -> None:
    """Above four digits it is set smaller, never cut."""
    for name, number, px in (("ticket", "2047", 240), ("ticket_long", "20471", 200)):
        quickly(glass, shown(name, "sv"))
        item = glass.item("number")
        assert value(item, "text") == number
        assert value(item, "font").pixelSize() >= px
        assert number in spoken(item)[0]


def test_trying_the_printer_again(glass: Glass) -> None:
    """Without paper the check-in has succeeded all the same: print again, or done."""
    quickly(glass, shown("ticket_no_paper", "sv"))
    glass.tap("reprint")
    glass.tap("action")
    assert glass.sent == [Tap.REPRINT, Tap.GO_ON]


def test_a_closed_kiosk_has_nothing_to_touch_but_listen(glass: Glass) -> None:
    """When it opens, in every language; no button that does nothing."""
    quickly(glass, shown("closed", "sv"))
    assert glass.names() == ["tool:listen"]
    assert "09:00" in " ".join(value(text, "text") for text in glass.texts())
