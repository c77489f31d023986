"""The languages a kiosk can offer: names, script, greeting, and where their words lie.

A table of what never changes while a visitor reads. Which of them an office offers, and in what order, is the
office's business; how much of each is translated is counted elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

RTL_SCRIPTS: Final = frozenset({"Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm"})
FONTS: Final = {"Arab": "Noto Sans Arabic", "Ethi": "Noto Sans Ethiopic"}


@dataclass(frozen=True, slots=True)
class Language:
    """`code` is BCP 47; `locale` is Babel's form, used in file names and for dates only."""

    code: str
    locale: str
    script: str  # as CLDR has it; here because asking CLDR costs a start 12 ms
    own_name: str
    swedish_name: str

    @property
    def rtl(self) -> bool:
        return self.script in RTL_SCRIPTS

    @property
    def font(self) -> str:
        return FONTS.get(self.script, "Noto Sans")


LANGUAGES: Final = {
    language.code: language
    for language in (
        Language("sv", "sv", "Latn", "svenska", "svenska"),
        Language("en", "en_GB", "Latn", "English", "engelska"),
        Language("ar", "ar", "Arab", "العربية", "arabiska"),
        Language("fa-AF", "fa_AF", "Arab", "دری", "dari"),
        Language("fa", "fa", "Arab", "فارسی", "persiska"),
        Language("ps", "ps", "Arab", "پښتو", "pashto"),
        Language("so", "so", "Latn", "Soomaali", "somaliska"),
        Language("ti", "ti", "Ethi", "ትግርኛ", "tigrinja"),
        Language("uk", "uk", "Cyrl", "українська", "ukrainska"),
        Language("ru", "ru", "Cyrl", "русский", "ryska"),
        Language("tr", "tr", "Latn", "Türkçe", "turkiska"),
        Language("kmr", "ku", "Latn", "Kurdî", "kurmanji"),
        Language("ckb", "ckb", "Arab", "کوردی", "sorani"),
    )
}
"""In the order of the design; an office has its own."""

GREETINGS: Final = (
    "Välkommen",
    "Welcome",
    "Soo dhawoow",
    "እንቋዕ ብደሓን መጻእኩም",
    "Добро пожаловать",
    "Ласкаво просимо",
    "Hoş geldiniz",
    "Bi xêr hatî",
)
GREETINGS_RTL: Final = ("أهلاً وسهلاً", "خوش آمدید", "ښه راغلاست", "بەخێر بێیت")
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
