"""Words of one language: texts, plurals, numbers, times, dates, each inserted value in its own isolate.

The source language is English and stands in the program; a missing translation falls back to it, and a
translation that cannot be filled in does so too and is remembered. Never raises at a visitor.
Knows nothing of screens. Digits are Latin in every language: they must match ticket, board and desk.

Texts of languages written from right to left bear their direction where their first letter does not give it.
"""

from __future__ import annotations

import datetime as dt
import gettext
import unicodedata
from functools import lru_cache
from typing import Final

from kiosk.core.office_config import OTHER_LANGUAGE
from kiosk.languages import PROPER_NAMES
from kiosk.present.language import catalogues
from kiosk.present.language.dates import DateForm, date_in_words
from kiosk.present.language.languages import language

FSI: Final = "\u2068"
LRI: Final = "\u2066"  # left-to-right isolate
RLI: Final = "\u2067"  # right-to-left isolate
PDI: Final = "\u2069"
OPENERS: Final = (FSI, LRI, RLI)
NO_ISOLATES: Final = dict.fromkeys(map(ord, (*OPENERS, PDI)))
"""For `str.translate`: the words as they are read, without the marks that keep them apart."""
SOFT_HYPHEN: Final = "\u00ad"

_problems: dict[str, None] = {}


def problems() -> tuple[str, ...]:
    """What was wrong with translations since the start, each once, for `motesplats doctor`."""
    return tuple(_problems)


def marked(msgid: str) -> str:
    """Marks a text for translation that is looked up elsewhere."""
    return msgid


def swedish_and_english(msgid: str, **values: object) -> tuple[str, str]:
    """A text that is shown in these two languages only, and that no other language's catalogue has."""
    return words_of("sv").text(msgid, None, **values), words_of(catalogues.SOURCE).text(msgid, None, **values)


def isolate(value: object) -> str:
    """A value to be inserted, kept from changing the direction of the words around it."""
    return f"{FSI}{value}{PDI}"


def right_to_left(text: str) -> str:
    """A text of a right-to-left language, in an isolate where its first letter would set it left to right.

    Qt, and browsers with `dir=auto`, take a text's direction from its first letter outside isolates. A text with
    letters of left-to-right scripts only is in another language, and is left as it is.
    """
    letters = _directions(text)
    if letters[:1] in (["R"], ["AL"]) or ("L" in letters and not {"R", "AL"} & set(letters)):
        return text
    return f"{RLI}{text}{PDI}" if letters or FSI in text else text


def _directions(text: str) -> list[str]:
    """The bidirectional classes of the letters outside isolates."""
    depth, found = 0, []
    for letter in text:
        if letter in OPENERS:
            depth += 1
        elif letter == PDI:
            depth -= 1
        elif depth == 0 and (direction := unicodedata.bidirectional(letter)) in ("L", "R", "AL"):
            found.append(direction)
            if direction != "L":  # what follows does not matter
                break
    return found


class Words:
    """The words of one language. Make it with `words_of`."""

    __slots__ = ("_names", "_translations", "code", "locale", "reviewed", "rtl", "script", "translated")

    def __init__(
        self, code: str, translations: gettext.NullTranslations | None, *, reviewed: bool = True
    ) -> None:
        known = language(code)
        self.code = code
        self.translated = translations is not None or code == catalogues.SOURCE
        """False: nothing is there in this language, and all is English."""
        spoken = known if self.translated else language(catalogues.SOURCE)
        self.locale = spoken.locale
        self.script = spoken.script
        self.rtl = spoken.rtl
        self.reviewed = reviewed
        self._names = (*PROPER_NAMES, *spoken.names)
        self._translations = translations or gettext.NullTranslations()

    @property
    def tag(self) -> str:
        """The language that is really spoken, for those who read aloud: English where there are no words."""
        return self.code if self.translated else catalogues.SOURCE

    def text(self, msgid: str, context: str | None = None, **values: object) -> str:
        """A text, with values for its {names}."""
        found = self._found(msgid, context)
        return self._filled(found, msgid, values)

    def count(self, singular: str, plural: str, n: int, **values: object) -> str:
        """A text that depends on a number; {n} stands for it."""
        found = self._translations.ngettext(singular, plural, n) or (singular if n == 1 else plural)
        return self._filled(found, singular if n == 1 else plural, {"n": n, **values})

    def clock(self, at: dt.datetime | dt.time) -> str:
        """24-hour time, in every language."""
        return f"{at:%H:%M}"

    def hours(self, span: tuple[dt.time, dt.time]) -> str:
        """Opening hours in one isolate: opening, then closing, also where the words run right to left."""
        end = "24:00" if span[1] == dt.time(0) else self.clock(span[1])
        return isolate(f"{self.clock(span[0])}–{end}")

    def date(self, day: dt.date, form: DateForm = "day") -> str:
        """ "day": 21 November; "short": 21 Nov 2026; "weekday": Saturday."""
        return date_in_words(day, form, self.locale)

    def weekday(self, day: dt.date) -> str:
        return self.date(day, "weekday")

    def duration(self, minutes: int) -> str:
        """About how long: to five minutes under an hour, then to half hours."""
        if minutes < 58:
            return self.count("about {n} minute", "about {n} minutes", max(5, 5 * int(minutes / 5 + 0.5)))
        halves = int(minutes / 30 + 0.5)
        if halves % 2 == 0:
            return self.count("about {n} hour", "about {n} hours", halves // 2)
        return self.count("about {n}½ hours", "about {n}½ hours", halves // 2)

    def inside(self, words: str) -> str:
        """A text of its own, put inside a sentence: "Letter" becomes "letter", EU and names stay."""
        if len(words) < 2 or not words[1].islower():
            return words
        if words.replace(SOFT_HYPHEN, "").startswith(self._names):
            return words
        first = {"I": "ı", "İ": "i"}.get(words[0]) if self.code == "tr" else None
        return (first or words[0].lower()) + words[1:]

    def listed(self, things: tuple[str, ...]) -> str:
        """Things one after the other."""
        # Translators: between the things of a list, with its space
        comma = self.text(", ")
        # in the direction of the language: an isolate of isolates has no strong letter and would run left to right
        start = RLI if self.rtl else LRI
        return f"{start}{comma.join(isolate(thing) for thing in things)}{PDI}"

    def _found(self, msgid: str, context: str | None) -> str:
        found = self._translations.pgettext(context, msgid) if context else self._translations.gettext(msgid)
        return found or msgid

    def _filled(self, found: str, source: str, values: dict[str, object]) -> str:
        isolated = {name: isolate(value) for name, value in values.items()}
        for candidate in (found, source):
            try:
                filled = candidate.format_map(isolated)
            except (KeyError, IndexError, ValueError, AttributeError):
                _problems[f"{self.code}: {candidate!r} cannot be filled in; English is shown instead."] = None
            else:
                return right_to_left(filled) if self.rtl else filled
        return source


@lru_cache(maxsize=32)
def words_of(code: str) -> Words:
    """The words of a language, loaded once. Of a language that is not known: English."""
    if code in (catalogues.SOURCE, OTHER_LANGUAGE):
        return Words(catalogues.SOURCE, None)
    loaded = catalogues.load(code)
    if loaded is None:
        _problems[f"{code}: there are no words in this language; English is shown instead."] = None
        return Words(code, None)
    if loaded.problem:
        _problems[loaded.problem] = None
        return Words(code, None)
    return Words(code, loaded.translations, reviewed=loaded.reviewed)
