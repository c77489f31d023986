"""Every screen fits in every language, in both text sizes, on both panels, high and low.

The short form tries each screen in its longest languages and two others by the day; `make soak` tries all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import product
from typing import Final

import pytest
from PySide6.QtGui import QFont, QTextLayout, QTextOption

from kiosk.design import tokens
from kiosk.present.kiosk.view import KioskView
from kiosk.ui.runtime import fonts
from tests.ui.qml.longest import BETWEEN_VISITS, MOST, SITUATIONS, SOAK, tried
from tests.ui.qml.measured import Measured, Panel, Written, metrics
from tests.ui.qml.path_samples import shown

PANELS: Final = {"upright": (1080, 1920), "lying": (1920, 1080)}
COMFORTS: Final = {
    "normal": (False, False),
    "larger": (True, False),
    "lower": (False, True),
    "both": (True, True),
}
SHORT: Final = {"normal": MOST, "larger": 1, "lower": 1, "both": 2}
"""How many languages with the longest words each screen is tried in by `make test`; `make soak` tries all."""
MM_PER_PX: Final = 0.3113
DENSER: Final = (0.3113, 0.2745, 0.25)
"""Panels of 27, 24 and 21.5 inches; Qt's pixels are the panel's."""
CAPITAL_MM: Final = 7.3
"""EN 301 549, 5.1.4: 0.7 degrees at 600 mm."""
HIGHEST: Final = {
    ("upright", False): 576,  # 1 218 mm with the lower edge 800 mm above the floor
    ("upright", True): 952,  # 1 101 mm
    ("lying", False): 148,  # 1 220 mm with the lower edge at most 930 mm above the floor
    ("lying", True): 300,
}
NOT_READ: Final = {
    "TicketPaper": "the picture of the paper that comes out: office and date are printed on it and read there",
    "StationSign": "the letter of a dashed sign is a part of the sign, which is a picture; its name stands beside it",
    "Poster": "lying, the greetings are a picture round the ring: whoever reads finds each language's name in its tile",
}
"""What need not be as large as larger text, and why."""

LEAST: Final = tokens()["type"]["least"]
LEAST_CAPITAL: Final = tokens()["type"]["capHeight"]
COMBINED: Final = list(product(PANELS, COMFORTS))


@dataclass
class Found:
    """What is amiss on all screens of one panel in one comfort."""

    screens: int = 0
    laid_out: list[str] = field(default_factory=list)
    small: list[str] = field(default_factory=list)
    capitals: list[str] = field(default_factory=list)
    high: list[str] = field(default_factory=list)
    written: dict[tuple[str, bool, str], str] = field(default_factory=dict)

    def take(
        self, where: str, screen: Measured, least: float, capital_mm: float, mm: float, highest: float
    ) -> None:
        self.screens += 1
        self.laid_out += [f"{where}: {what}" for what in screen.offences()]
        for text in screen.texts:
            self.written.setdefault((text.text, text.bold, text.family), where)
            if not is_read(text):
                continue
            if text.px < least:
                self.small.append(f"{where}: {text.words!r} is {text.px} px")
            if metrics(text.px, text.bold, text.family).capHeight() * mm < capital_mm:
                self.capitals.append(f"{where}: {text.words!r} is {text.px} px")
        top, name = screen.highest_touch()
        if top < highest - 0.5:
            self.high.append(f"{where}: {name} at {top:.0f}")


Look = Callable[[str, str], Found]


def is_read(text: Written) -> bool:
    return not set(text.inside) & set(NOT_READ)


def comforted(view: KioskView, comfort: str) -> KioskView:
    larger, lower = COMFORTS[comfort]
    return replace(view, comfort_larger=larger, comfort_lower=lower)


def look_through(panel: Panel, lies: str, comfort: str, most: int = MOST) -> Found:
    """Every situation in the languages that try it."""
    found = Found()
    larger, lower = COMFORTS[comfort]
    for number, name in enumerate(SITUATIONS):
        if larger and name.startswith(BETWEEN_VISITS):
            continue
        for code in tried(name, round_=number, most=most):
            for page, screen in enumerate(panel.show(comforted(shown(name, code), comfort))):
                found.take(
                    f"{name} {code}" + (f" page {page + 1}" if page else ""),
                    screen,
                    LEAST["kiosk"] if not larger else 0 if lower else LEAST["kioskLarger"],
                    CAPITAL_MM if larger else 0,
                    panel.mm_per_px,
                    HIGHEST[lies, lower],
                )
    return found


@pytest.fixture(scope="module")
def look(qapp: object) -> Iterator[Look]:
    """Looks once at all screens of a panel in a comfort, in one window a panel."""
    panels: dict[str, Panel] = {}

    @cache
    def once(lies: str, comfort: str) -> Found:
        if lies not in panels:
            panels[lies] = Panel.open(shown("path_family", "sv"), PANELS[lies], MM_PER_PX)
        return look_through(panels[lies], lies, comfort, most=MOST if SOAK else SHORT[comfort])

    yield once
    assert [warning for panel in panels.values() for warning in panel.close()] == []


@pytest.mark.parametrize(("lies", "comfort"), COMBINED)
def test_nothing_is_cut_crowded_or_over_another(look: Look, lies: str, comfort: str) -> None:
    """Words are whole and in their place, no two lie on each other, targets are 20 mm with 5 mm between."""
    found = look(lies, comfort)
    assert found.laid_out == []
    assert found.screens > len(SITUATIONS)


@pytest.mark.parametrize(("lies", "comfort"), COMBINED)
def test_no_text_is_smaller_than_the_least(look: Look, lies: str, comfort: str) -> None:
    """Long words make letters smaller, down to a size and no further."""
    assert look(lies, comfort).small == []


@pytest.mark.parametrize("lies", PANELS)
@pytest.mark.parametrize("comfort", ["larger", "both"])
def test_larger_text_is_read_at_600_mm(look: Look, lies: str, comfort: str) -> None:
    """Every text that is read has capitals of 7.3 mm."""
    assert look(lies, comfort).capitals == []


@pytest.mark.parametrize(("lies", "comfort"), COMBINED)
def test_everything_to_touch_is_in_reach(look: Look, lies: str, comfort: str) -> None:
    """With lower buttons in the lower half, sheets too."""
    assert look(lies, comfort).high == []


@pytest.mark.parametrize(("lies", "comfort"), COMBINED)
def test_every_letter_on_the_screen_is_of_our_fonts(look: Look, lies: str, comfort: str) -> None:
    """Shaped as on the screen, each letter has a glyph in one of the families in assets/fonts."""
    amiss = []
    for (text, bold, family), where in look(lies, comfort).written.items():
        foreign = set(families_of(text, bold, family)) - set(fonts.FAMILIES)
        if foreign or family != fonts.FAMILIES[0]:
            amiss.append(f"{where}: {text!r} is set in {family}, {foreign}")
    assert amiss == []


@cache
def families_of(text: str, bold: bool, family: str) -> tuple[str, ...]:
    """The families the letters come from; "" for a letter without a glyph."""
    font = QFont()
    font.setFamilies(list(fonts.FAMILIES))
    assert family == fonts.FAMILIES[0]
    font.setPixelSize(40)
    font.setBold(bold)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1e6)
    layout.endLayout()
    runs = line.glyphRuns()
    missing = any(0 in run.glyphIndexes() for run in runs)
    return (*{run.rawFont().familyName() for run in runs}, *(("",) if missing else ()))


@pytest.mark.parametrize("lies", PANELS)
def test_on_a_denser_panel_larger_text_grows_until_it_is_read_and_still_fits(qapp: object, lies: str) -> None:
    """The densest of all, where letters need the most pixels; on the others they have their size to spare."""
    panel = Panel.open(shown("path_family", "sv"), PANELS[lies], min(DENSER))
    found = look_through(panel, lies, "larger", most=MOST if SOAK else 1)
    assert panel.close() == []
    assert found.capitals == []
    assert found.laid_out == []


@pytest.mark.parametrize("mm_per_px", DENSER)
def test_the_least_size_of_larger_text_follows_the_panel(qapp: object, mm_per_px: float) -> None:
    panel = Panel.open(shown("path_family", "sv"), PANELS["upright"], mm_per_px)
    for name in ("papers", "done", "ticket"):
        for screen in panel.show(comforted(shown(name, "uk"), "larger")):
            smallest = min(text.px for text in screen.texts if is_read(text))
            assert smallest * LEAST_CAPITAL * mm_per_px >= CAPITAL_MM
            assert smallest >= LEAST["kioskLarger"]
    assert panel.close() == []
