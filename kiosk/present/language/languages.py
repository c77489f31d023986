"""A language by its tag, known to the product or to CLDR only, and the greetings of the welcome poster."""

from __future__ import annotations

from typing import Final

from kiosk.languages import LANGUAGES, Language

__all__ = ["GREETINGS", "GREETINGS_RTL", "LANGUAGES", "Language", "language"]

_FIRST: Final = ("sv", "en", "so", "ti", "ru")
"""As the poster is laid out; the others follow in the order of the table."""
_GREETING: Final = tuple(LANGUAGES[code] for code in dict.fromkeys((*_FIRST, *LANGUAGES)))
GREETINGS: Final = tuple(dict.fromkeys(each.greeting for each in _GREETING if not each.rtl))
GREETINGS_RTL: Final = tuple(dict.fromkeys(each.greeting for each in _GREETING if each.rtl))
"""The welcome poster: every language, whatever the office offers; Dari and Persian greet alike."""


def language(code: str) -> Language:
    """A language by its tag. One outside the table is known by CLDR alone."""
    known = LANGUAGES.get(code)
    return known if known is not None else _from_cldr(code)


def _from_cldr(code: str) -> Language:
    from babel.core import Locale, UnknownLocaleError, get_global

    try:
        locale = Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return Language(code, code.replace("-", "_"), "Latn", code, code)
    likely = str(get_global("likely_subtags").get(locale.language, "")).split("_")
    script = locale.script or (likely[1] if len(likely) > 1 else "Latn")
    names = (locale.get_language_name(locale), locale.get_language_name("sv"))
    return Language(code, str(locale), script, names[0] or code, names[1] or code)
