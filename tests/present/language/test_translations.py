"""The catalogues: up to date with the sources, complete, and fit for the screens."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import pytest
from fontTools.ttLib import TTFont

from kiosk import places
from kiosk.present.language import catalogues, update
from kiosk.present.language.languages import GREETINGS, GREETINGS_RTL, LANGUAGES
from kiosk.present.language.words import OPENERS, PDI, SOFT_HYPHEN, words_of

ALL = [code for code in LANGUAGES if catalogues.po_file(code).is_file()]
"""Every language with a catalogue, also those that come later."""
COMPLETE = tuple(code for code in LANGUAGES if code != catalogues.SOURCE)
SAME = {", ", "{n} person", "{n} people", "{weekday} {date}", "{first_day}–{last_day}", "Pension"}
"""What may read the same in another language."""
INVISIBLE = {SOFT_HYPHEN, *OPENERS, PDI, "\u200c", "\u200d"}


class Entry(NamedTuple):
    context: str | None
    source: tuple[str, ...]
    said: tuple[str, ...]


def tupled(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value),)


def entries(code: str) -> Iterator[Entry]:
    for message in catalogues.read(catalogues.po_file(code)):
        if message.id:
            yield Entry(message.context, tupled(message.id), tupled(message.string))


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_the_catalogues_are_up_to_date_with_the_sources() -> None:
    """Else: make translations."""
    assert [str(path) for path in update.outdated(places.translations_dir())] == []


@pytest.mark.parametrize("code", COMPLETE)
def test_nothing_is_left_untranslated(code: str) -> None:
    assert catalogues.status(code).completeness == 1
    assert [e for e in entries(code) if set(e.source) & set(e.said) and not set(e.source) <= SAME] == []


@pytest.mark.parametrize("code", ALL)
def test_placeholders_are_those_of_the_source(code: str) -> None:
    """A form for none, one or two may leave the number to the word."""
    for entry in entries(code):
        wanted = placeholders(entry.source[0])
        for form, said in enumerate(entry.said):
            found = placeholders(said) if said else wanted
            may_lack = {"n"} if len(entry.source) > 1 and form < 3 and code != "sv" else set()
            assert wanted - may_lack <= found <= wanted, entry


@pytest.mark.parametrize("code", ["en", *ALL])
def test_no_text_shouts_or_hides_stray_letters(code: str) -> None:
    texts = (
        [text for e in entries(code) for text in e.said]
        if code in ALL
        else [t for found in update.texts() for t in tupled(found.english)]
    )
    for text in texts:
        assert not set(text) & set("!¡！՜\t\n\"'"), text
        assert not re.search(r"  |\s$|^\s", text) or text in (", ", "، ", "፣ "), text
        assert not {*OPENERS, PDI} & set(text), "isolates come with the values"


@pytest.mark.parametrize("code", ALL)
def test_what_a_machine_drafted_is_flagged(code: str) -> None:
    """Swedish is written by hand; the others are drafts until a reader takes the flag away."""
    status = catalogues.status(code)
    assert catalogues.is_reviewed(catalogues.po_file(code)) == (status.reviewed == status.completeness)
    if code == "sv":
        assert status.reviewed == 1


def glyphs(*families: str) -> set[int]:
    found: set[int] = set()
    for family in families:
        for weight in ("Regular", "Bold"):
            with TTFont(places.fonts_dir() / f"{family.replace(' ', '')}-{weight}.ttf", lazy=True) as font:
                here = set(font.getBestCmap())
                found = found & here if weight == "Bold" and len(families) == 1 else found | here
    return found


def letters_of(code: str) -> set[str]:
    texts = [text for e in entries(code) for text in e.said] if code in ALL else []
    return {letter for text in texts for letter in text} - INVISIBLE


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_letter_has_a_glyph(code: str) -> None:
    """In the language's own font; Latin names inside other scripts come from Noto Sans."""
    letters = letters_of(code) | set(LANGUAGES[code].own_name) - INVISIBLE
    own = glyphs(LANGUAGES[code].font)
    missing = {letter for letter in letters if ord(letter) not in own}
    assert not {letter for letter in missing if ord(letter) not in glyphs("Noto Sans")}
    assert all(letter.isascii() or letter in "–½·öåä" for letter in missing), missing


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_letter_of_days_months_and_numbers_has_a_glyph(code: str) -> None:
    """They come from CLDR, not from the catalogues."""
    words, own = words_of(code), glyphs(LANGUAGES[code].font) | glyphs("Noto Sans")
    said = [words.weekday(date(2026, 6, day)) for day in range(1, 8)]
    said += [words.date(date(2026, month, 28), form) for month in range(1, 13) for form in ("day", "short")]
    said += [words.duration(minutes) for minutes in range(5, 400, 5)]
    assert {letter for text in said for letter in text if ord(letter) not in own} - INVISIBLE == set()


def test_every_letter_of_the_greetings_has_a_glyph() -> None:
    known = glyphs("Noto Sans", "Noto Sans Arabic", "Noto Sans Ethiopic")
    assert not {
        letter for text in (*GREETINGS, *GREETINGS_RTL) for letter in text if ord(letter) not in known
    }


def test_long_swedish_words_can_be_parted() -> None:
    """Nothing is cut with dots, so a word longer than a tile must say where it may break."""
    for entry in entries("sv"):
        for word in " ".join(entry.said).replace("–", " ").split():
            assert max(map(len, re.split(f"[{SOFT_HYPHEN}-]", word))) <= 15, word


def test_extraction_sees_calls_marks_counts_and_contexts() -> None:
    found = {(f.english, f.context) for f in update.texts()}
    assert ("Back", None) in found
    assert (("{n} stop", "{n} stops"), None) in found
    assert ("with an Arabic interpreter", None) in found
    assert ("Register your move", "errand.SKV-REG.short") in found
    comments = {c for f in update.texts() for c in f.comments}
    assert any("between the things of a list" in comment for comment in comments)


def test_an_update_keeps_translations_and_drops_what_is_gone() -> None:
    pot = update.template()
    before = {(e.context, e.source): e.said for e in entries("ar")}
    merged = {
        (m.context, tupled(m.id)): tupled(m.string)
        for m in update.updated("ar", pot, places.translations_dir())
        if m.id
    }
    assert merged == before
    pot.delete("Back")
    pot.add("A new text")
    changed = {
        tupled(m.id)[0]: tupled(m.string)[0]
        for m in update.updated("ar", pot, places.translations_dir())
        if m.id
    }
    assert "Back" not in changed
    assert changed["A new text"] in ("", "None")
