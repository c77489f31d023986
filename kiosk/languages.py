"""The languages and scripts of the product, one row each: everything about a language but its words.

A new language is a row here, a catalogue of words in `translations`, and for a new script its row and its font files.
A plain table, since the first frame of the kiosk waits for it. Which languages an office offers is in its settings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Script:
    """How a script is set. `code` is ISO 15924; `line_height` is in font sizes."""

    code: str
    font: str  # a family of `assets/fonts`, in files named after it without spaces
    line_height: float
    size_factor: float = 1.0  # so that small letters of all scripts look equally big
    rtl: bool = False


SCRIPTS: Final = {
    script.code: script
    for script in (
        Script("Latn", "Noto Sans", 1.18),
        Script("Arab", "Noto Sans Arabic", 1.42, size_factor=1.08, rtl=True),
        Script("Ethi", "Noto Sans Ethiopic", 1.32),
        Script("Cyrl", "Noto Sans", 1.20),
    )
}
"""Their fonts are searched in this order: digits and Latin letters look the same inside every script."""
RTL_SCRIPTS: Final = frozenset({"Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm"})
"""Every script written from right to left, as CLDR has them: also those of languages outside the table."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language. The English texts are translated like all words; without them it is one outside the table."""

    code: str  # BCP 47
    locale: str  # Babel's form, for dates and the folder of its words
    script: str  # ISO 15924, as CLDR has it; here because asking CLDR costs a start 12 ms
    own_name: str
    swedish_name: str
    english_name: str = ""
    interpreter: str = ""  # English: with an interpreter of it
    voice: str = ""  # espeak-ng's name of its voice, whether it has it or not
    greeting: str = ""
    names: tuple[str, ...] = ()  # beginnings of words that keep their capital inside a sentence
    letters: str = (
        ""  # what its alphabet has beyond its neighbours': a font made for another language lacks just these
    )

    @property
    def rtl(self) -> bool:
        return self.script in RTL_SCRIPTS

    @property
    def font(self) -> str:
        return SCRIPTS.get(self.script, SCRIPTS["Latn"]).font


PROPER_NAMES: Final = (
    "Arbetsförmedlingen",
    "Försäkringskassan",
    "Migrationsverket",
    "Pensionsmyndigheten",
    "Skatteverket",
)
"""Names of agencies, as Swedish has them in every language: they keep their capital inside a sentence."""

LANGUAGES: Final = {
    language.code: language
    for language in (
        Language(
            code="sv", locale="sv", script="Latn", own_name="svenska", swedish_name="svenska",
            english_name="Swedish", interpreter="with a Swedish interpreter",
            voice="sv", greeting="Välkommen", names=("Sverige", "Ukraina"), letters="ÅÄÖåäö0123456789",
        ),
        Language(
            code="en", locale="en_GB", script="Latn", own_name="English", swedish_name="engelska",
            english_name="English", interpreter="with an English interpreter",
            voice="en", greeting="Welcome", names=("Sweden", "Swedish", "Ukrain"), letters="AZaz0123456789",
        ),
        Language(
            code="ar", locale="ar", script="Arab", own_name="العربية", swedish_name="arabiska",
            english_name="Arabic", interpreter="with an Arabic interpreter",
            voice="ar", greeting="أهلاً وسهلاً", letters="ابتثجحخدذضظغقكلمنهوي",
        ),
        Language(  # written as Persian is; the voice's accent is Iranian
            code="fa-AF", locale="fa_AF", script="Arab", own_name="دری", swedish_name="dari",
            english_name="Dari", interpreter="with a Dari interpreter",
            voice="fa", greeting="خوش آمدید", letters="پچژگکی",
        ),
        Language(
            code="fa", locale="fa", script="Arab", own_name="فارسی", swedish_name="persiska",
            english_name="Persian", interpreter="with a Persian interpreter",
            voice="fa", greeting="خوش آمدید", letters="پچژگکی",
        ),
        Language(  # a voice from espeak-ng 1.53 on
            code="ps", locale="ps", script="Arab", own_name="پښتو", swedish_name="pashto",
            english_name="Pashto", interpreter="with a Pashto interpreter",
            voice="ps", greeting="ښه راغلاست", letters="ټځڅډړږښګڼۍې",
        ),
        Language(  # no voice in espeak-ng yet
            code="so", locale="so", script="Latn", own_name="Soomaali", swedish_name="somaliska",
            english_name="Somali", interpreter="with a Somali interpreter",
            voice="so", greeting="Soo dhawoow", names=("Iswiidhan", "Yukrayn"), letters="AZazʼ",
        ),
        Language(  # a voice from espeak-ng 1.52 on
            code="ti", locale="ti", script="Ethi", own_name="ትግርኛ", swedish_name="tigrinja",
            english_name="Tigrinya", interpreter="with a Tigrinya interpreter",
            voice="ti", greeting="እንቋዕ ብደሓን መጻእኩም", letters="ሀሰቋኸዐጸቐ",
        ),
        Language(
            code="uk", locale="uk", script="Cyrl", own_name="українська", swedish_name="ukrainska",
            english_name="Ukrainian", interpreter="with a Ukrainian interpreter",
            voice="uk", greeting="Ласкаво просимо", names=("Швеці", "Україн"), letters="ЄІЇҐєіїґ",
        ),
        Language(
            code="ru", locale="ru", script="Cyrl", own_name="русский", swedish_name="ryska",
            english_name="Russian", interpreter="with a Russian interpreter",
            voice="ru", greeting="Добро пожаловать", names=("Швеци", "Украин"), letters="ЁЩЫЭёщыэ",
        ),
        Language(
            code="tr", locale="tr", script="Latn", own_name="Türkçe", swedish_name="turkiska",
            english_name="Turkish", interpreter="with a Turkish interpreter",
            voice="tr", greeting="Hoş geldiniz", names=("İsveç", "Ukrayna"), letters="ÇĞİŞıçğş",
        ),
        Language(
            code="kmr", locale="ku", script="Latn", own_name="Kurdî (Kurmancî)", swedish_name="kurmanji",
            english_name="Kurmanji", interpreter="with a Kurmanji interpreter",
            voice="ku", greeting="Bi xêr hatin", names=("Swêd", "Ukrayna"), letters="ÇÊÎŞÛçêîşû",
        ),
        Language(  # no voice in espeak-ng yet
            code="ckb", locale="ckb", script="Arab", own_name="کوردی (سۆرانی)", swedish_name="sorani",
            english_name="Sorani", interpreter="with a Sorani interpreter",
            voice="ckb", greeting="بەخێر بێن", letters="ڕڵۆێەڤ",
        ),
    )
}  # fmt: skip
"""By tag, in the order of the design; an office has its own."""
