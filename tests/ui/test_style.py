"""The style says what the tokens say, and the tokens keep the contrast they promise."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.design import tokens
from kiosk.ui.style.make import HERE, MADE_FILES

TOKENS: dict[str, Any] = tokens()
PROMISES = [(theme, pair) for theme, pairs in TOKENS["contrast"].items() for pair in pairs]


def luminance(colour: str) -> float:
    """WCAG 2 relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("theme", "pair"), PROMISES, ids=[f"{theme} {pair['what']}" for theme, pair in PROMISES]
)
def test_a_pair_of_colours_keeps_its_contrast(theme: str, pair: dict[str, Any]) -> None:
    measured = ratio(pair["front"], pair["back"])
    assert measured >= pair["needs"]
    assert measured == pytest.approx(pair["ratio"], abs=0.01)


@pytest.mark.parametrize("theme", ["normal", "highContrast"])
def test_what_the_screens_put_together_can_be_read(theme: str) -> None:
    """Body text 7:1, second lines and everything on a coloured ground 4.5:1, edges of controls 3:1."""
    colour = TOKENS["colour"][theme]
    for front, back, needs in (
        ("ink", "paper", 7),
        ("ink", "surface", 7),
        ("ink", "later", 7),
        ("ink", "nextSoft", 7),
        ("onInk", "ink", 7),
        ("onNext", "next", 7),
        ("inkSecondary", "paper", 4.5),
        ("inkSecondary", "surface", 4.5),
        ("onInkSecondary", "ink", 4.5),
        ("outline", "paper", 3),
        ("outline", "surface", 3),
        ("focus", "paper", 3),
        ("focus", "surface", 3),
    ):
        assert ratio(colour[front], colour[back]) >= needs, (front, back)
    if theme == "highContrast":
        assert ratio(colour["next"], colour["paper"]) >= 3  # a yellow button without an outline


@pytest.mark.parametrize("name", MADE_FILES)
def test_made_qml_is_what_the_tokens_give(name: str) -> None:
    made = MADE_FILES[name](tokens())
    assert (HERE / name).read_text(encoding="utf-8") == made, "run: python -m kiosk.ui.style.make"


def test_larger_text_is_larger_and_large_enough_for_600_mm() -> None:
    sizes = TOKENS["type"]
    least = 7.3 / sizes["capHeight"] / sizes["mmPerPx27inch"]
    for role, px in sizes["kioskLarger"].items():
        assert px >= sizes["kiosk"][role]
        assert px >= max(40, least), role
