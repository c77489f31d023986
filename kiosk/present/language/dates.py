"""Dates in words: the day with its month, short with the year, or the weekday.

The names come from `dates.json`; a language that is not in it is asked of Babel. Digits are Latin in every language.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final, Literal

DateForm = Literal["day", "short", "weekday"]

TABLE: Final = Path(__file__).with_name("dates.json")
_PATTERNS: Final = {"day": "d MMMM", "short": "d MMM y", "weekday": "EEEE"}
# not "cccc": with it Babel 2.18 says the weekdays of the first language asked in all others too


def date_in_words(day: dt.date, form: DateForm, locale: str) -> str:
    """ "day": 21 November; "short": 21 Nov 2026; "weekday": Saturday. `locale` in Babel's form, as `fa_AF`."""
    names = _table().get(locale)
    if names is None:
        from babel.dates import format_date

        return str(format_date(day, _PATTERNS[form], locale=locale))
    match form:
        case "day":
            return f"{day.day} {names['months'][day.month - 1]}"
        case "short":
            return f"{day.day} {names['short_months'][day.month - 1]} {day.year}"
        case "weekday":
            return names["weekdays"][day.weekday()]


@cache
def _table() -> Mapping[str, Mapping[str, Sequence[str]]]:
    loaded: dict[str, dict[str, list[str]]] = json.loads(TABLE.read_text(encoding="utf-8"))
    return loaded
