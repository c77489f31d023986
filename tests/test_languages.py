"""The table of languages: every row is whole, and what it names is there."""

from __future__ import annotations

import pytest

from kiosk import places
from kiosk.languages import LANGUAGES, RTL_SCRIPTS, SCRIPTS, Language
from kiosk.present.language.languages import language as from_cldr


@pytest.mark.parametrize("row", LANGUAGES.values(), ids=str)
def test_a_row_is_whole_and_its_words_are_there(row: Language) -> None:
    assert all((row.own_name, row.swedish_name, row.english_name, row.voice, row.greeting, row.letters))
    assert row.interpreter in (f"with {article} {row.english_name} interpreter" for article in ("a", "an"))
    assert row.code == "en" or (places.translations_dir() / row.locale / "LC_MESSAGES" / "kiosk.po").is_file()


@pytest.mark.parametrize("row", LANGUAGES.values(), ids=str)
def test_script_and_direction_are_those_of_unicode(row: Language) -> None:
    from babel.core import get_global

    likely = str(get_global("likely_subtags").get(row.locale.split("_")[0])).split("_")
    assert row.script == likely[1] or row.code == "kmr"
    assert row.script in SCRIPTS


def test_a_script_has_its_fonts() -> None:
    for script in SCRIPTS.values():
        for weight in ("Regular", "Bold"):
            assert (places.fonts_dir() / f"{script.font.replace(' ', '')}-{weight}.ttf").is_file()
        assert script.rtl == (script.code in RTL_SCRIPTS)


def test_a_language_outside_the_table_is_known_by_its_names_only() -> None:
    assert from_cldr("he").rtl
    assert from_cldr("he").english_name == ""
