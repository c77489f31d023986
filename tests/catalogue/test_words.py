"""The catalogue's English: every text has its context, its line, and reads well on a button."""

from __future__ import annotations

import re
from datetime import date

import pytest

from kiosk.catalogue.load import load_config
from kiosk.catalogue.words import age_bands, catalogue_texts, text_of

TEXTS = list(catalogue_texts())


def test_every_context_is_there_once() -> None:
    """One message for one place."""
    contexts = [context for context, *_ in TEXTS]
    assert len(contexts) == len(set(contexts))


def test_every_part_of_the_catalogue_has_its_words() -> None:
    """Whatever a screen or a ticket names, there is an English text to start from."""
    catalogue = load_config(None).catalogue
    needed = [f"station.{s.id}{part}" for s in catalogue.stations for part in ("", ".for")]
    needed += [f"errand.{e}{part}" for e in catalogue.errands for part in ("", ".short")]
    needed += [f"question.{q.id}" for q in catalogue.questions]
    needed += [
        f"option.{q.id}.{o.id}" for q in catalogue.questions for o in q.options if not o.hidden or q.multiple
    ]
    needed += [f"paper.{p}" for p in catalogue.papers]
    needed += [f"come_back.{c.id}" for c in catalogue.come_backs]
    assert all(text_of(context) for context in needed)


def test_a_text_stands_on_the_line_that_is_told() -> None:
    """A translator who asks "where?" gets there."""
    for context, text, file, line in TEXTS:
        assert text in file.read_text().split("\n")[line - 1], context


def test_an_unknown_context_is_an_error() -> None:
    """A misspelt context is found by its first use."""
    with pytest.raises(KeyError):
        text_of("errand.SKV-REK")


def test_choices_are_short() -> None:
    """A choice is at most six words, an errand on the path two to four."""
    for context, text, *_ in TEXTS:
        if context.startswith("option."):
            assert len(text.split()) <= 6, context
        if context.endswith(".short"):
            assert len(text.split()) <= 4, context


def test_words_are_calm() -> None:
    """No exclamation, no straight apostrophe, nothing cut with dots, no spare blanks."""
    for context, text, *_ in TEXTS:
        assert not re.search(r"[!']|\.\.\.|…|  ", text), context
        assert text == text.strip(), context
        assert text[0].isupper() or text[0] == "{" or text[0].isdigit(), context


def test_only_ages_are_filled_in() -> None:
    """The placeholders of the options are exactly the numbers that `age_bands` gives."""
    bands = age_bands(load_config(None).catalogue, date(2026, 11, 21))
    for context, text, *_ in TEXTS:
        names = set(re.findall(r"\{(\w*)\}", text))
        option = re.sub(r"^option\.age2?\.", "", context)
        assert names == set(bands.get(option, ())), context
    assert {f"option.age.{option}" for option in bands} <= {context for context, *_ in TEXTS}


@pytest.mark.parametrize(
    ("on", "middle", "old"),
    [
        (date(2022, 12, 31), (20, 64), 65),
        (date(2023, 1, 1), (20, 65), 66),
        (date(2025, 12, 31), (20, 65), 66),
        (date(2026, 1, 1), (20, 66), 67),
        (date(2031, 6, 1), (20, 66), 67),
    ],
)
def test_ages_follow_the_law_of_the_day(on: date, middle: tuple[int, int], old: int) -> None:
    """The age of basic protection is 65, 66 from 2023 and 67 from 2026; the bands meet without a gap."""
    bands = age_bands(load_config(None).catalogue, on)
    assert bands["under18"] == {"age": 18}
    assert bands["under20"] == {"low": 18, "high": 19}
    assert bands["young"] == {"low": 20, "high": 28}
    assert bands["mid"] == {"low": middle[0], "high": middle[1]}
    assert bands["old"] == {"age": old}
