"""What is written can be told from its ground: by the tokens, and as it is drawn on every screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import pytest
from PySide6.QtGui import QImage

from kiosk.design import tokens
from tests.ui.qml.longest import SITUATIONS
from tests.ui.qml.measured import Box, Panel
from tests.ui.qml.path_samples import shown
from tests.ui.test_style import ratio

NEEDED: Final = {"normal": 4.5, "highContrast": 7.0}
ON_GROUNDS: Final = (
    ("ink", ("paper", "surface", "later", "nextSoft")),
    ("inkSecondary", ("paper", "surface", "later", "nextSoft")),
    ("onInk", ("ink",)),
    ("onInkSecondary", ("ink",)),
    ("onNext", ("next",)),
)
EDGES: Final = (("outline", ("paper", "surface", "later")), ("focus", ("paper", "surface")))
"""Of what can be touched, and where the keyboard is."""


@pytest.mark.parametrize("theme", NEEDED)
def test_every_text_colour_can_be_read_on_every_ground_it_stands_on(theme: str) -> None:
    colour = tokens()["colour"][theme]
    weak = [
        f"{front} on {ground}: {ratio(colour[front], colour[ground]):.2f}"
        for front, grounds in ON_GROUNDS
        for ground in grounds
        if ratio(colour[front], colour[ground]) < NEEDED[theme]
    ]
    assert weak == []


def test_in_high_contrast_edges_are_as_clear_as_words() -> None:
    colour = tokens()["colour"]["highContrast"]
    for front, grounds in (*EDGES, ("next", ("paper", "surface"))):
        for ground in grounds:
            assert ratio(colour[front], colour[ground]) >= NEEDED["highContrast"], (front, ground)


@pytest.fixture(scope="module")
def panel(qapp: object) -> Iterator[Panel]:
    """A window that is drawn."""
    panel = Panel.open(shown("path_family", "sv"), (1080, 1920))
    panel.glass.window.window.show()
    yield panel
    assert panel.close() == []


@pytest.mark.parametrize("theme", NEEDED)
def test_every_text_can_be_read_as_it_is_drawn(panel: Panel, theme: str) -> None:
    """The ground is what most of a text's place is filled with; letters of the text's colour are seen on it."""
    weak = []
    for number, name in enumerate(SITUATIONS):
        view = shown(name, ("sv", "ar", "uk", "ti")[number % 4])
        for _ in panel.show(replace(view, comfort_contrast=theme == "highContrast")):
            picture = panel.glass.window.window.grabWindow().convertToFormat(QImage.Format.Format_RGB32)
            for text in panel.read().texts:
                if not text.enabled:
                    continue  # under a sheet
                ground, seen = ground_of(picture, text.ink, text.color)
                told = ratio(text.color, ground)
                if told < NEEDED[theme] or not seen:
                    weak.append(f"{name}: {text.words!r} {text.color} on {ground}: {told:.2f}, {seen=}")
    assert weak == []


def ground_of(picture: QImage, place: Box, front: str) -> tuple[str, bool]:
    """The colour most of a place has, and whether that of the letters is seen there."""
    left, top, right, bottom = (round(edge) for edge in place)
    across = max(1, (right - left) // 160)
    colours = Counter(
        picture.pixel(x, y) & 0xFFFFFF
        for y in range(max(0, top), min(picture.height(), bottom), 2)
        for x in range(max(0, left), min(picture.width(), right), across)
    )
    letters = int(front[1:], 16)
    grounds = [colour for colour, _ in colours.most_common(2) if colour != letters]
    return f"#{grounds[0] if grounds else letters:06x}", letters in colours


def test_a_text_that_cannot_be_read_would_be_found() -> None:
    picture = QImage(40, 20, QImage.Format.Format_RGB32)
    picture.fill(0xF8F3E8)
    for x in range(10, 20):
        picture.setPixel(x, 10, 0xDDD3C2)
    assert ground_of(picture, (0, 0, 40, 20), "#ddd3c2") == ("#f8f3e8", True)
    assert ratio("#ddd3c2", "#f8f3e8") < NEEDED["normal"]
    assert ground_of(picture, (0, 0, 40, 20), "#10303a") == ("#f8f3e8", False)
