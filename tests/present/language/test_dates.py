"""Dates in words are those of CLDR, though CLDR is not asked while a program runs."""

from __future__ import annotations

import datetime as dt
from typing import get_args

import pytest
from babel.dates import format_date

from kiosk.present.language.dates import _PATTERNS, TABLE, DateForm, date_in_words
from kiosk.present.language.languages import LANGUAGES
from kiosk.present.language.make_dates import made

DAYS = [dt.date(2026, month, 20 + month % 8) for month in range(1, 13)]


def test_the_made_table_is_what_cldr_gives() -> None:
    assert TABLE.read_text(encoding="utf-8") == made(), "run: python -m kiosk.present.language.make_dates"


@pytest.mark.parametrize("form", get_args(DateForm))
@pytest.mark.parametrize("locale", [language.locale for language in LANGUAGES.values()])
def test_a_date_reads_as_babel_writes_it(locale: str, form: DateForm) -> None:
    assert [date_in_words(day, form, locale) for day in DAYS] == [
        format_date(day, _PATTERNS[form], locale=locale) for day in DAYS
    ]


def test_a_language_outside_the_table_is_asked_of_babel() -> None:
    assert date_in_words(dt.date(2026, 11, 21), "short", "fi") == "21 marras 2026"
