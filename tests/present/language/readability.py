"""How hard a text is to read: measures for short Swedish and English texts, and what makes a single text hard.

LIX (läsbarhetsindex): C. H. Björnsson, "Läsbarhet", Stockholm: Liber, 1968; in English "Readability of Newspapers in 11
Languages", Reading Research Quarterly 18 (1983) 480-497: words per sentence + 100 x words of more than six letters per
word. Björnsson's scale: children's books about 25, fiction 35, newspapers 45, official texts 55 and more. It counts
letters only, so it serves every language written with letters; Swedish writes compounds as one word and therefore lies
higher than English at the same difficulty.

Flesch-Kincaid grade: J. P. Kincaid and others, "Derivation of new readability formulas ... for Navy enlisted
personnel", Research Branch Report 8-75, 1975: 0.39 x words per sentence + 11.8 x syllables per word - 15.59, in years
of American school. English only. Syllables are counted by groups of vowels, which is right to within a few per cent.

Both were made for running text. On a button of two words they only tell how long the two words are, so buttons are
measured by their words and letters, and whole screens by LIX and grade.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.present.language.words import NO_ISOLATES, SOFT_HYPHEN

LONG_WORD = 6
"""A word with more letters than this is long (LIX)."""

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.?!:]+(?=\s|$)|\s·\s|\n")
_PLACEHOLDER = re.compile(r"\{\w+\}")
_VOWELS = re.compile(r"[aeiouy]+")

BUREAUCRATIC = {
    "sv": {
        "erhålla": "få",
        "samt": "och",
        "avseende": "om",
        "gällande": "om",
        "vederbörande": "du",
        "erfordras": "behövs",
        "inkomma": "lämna",
        "komplettera": "lämna mer",
        "handlägga": "arbeta med",
        "handläggning": "arbete",
        "handläggare": "personal",
        "ifylld": "skriv i",
        "åtgärd": "det vi gör",
        "ärendetyp": "vad du vill göra",
        "tillhandahålla": "ge",
        "underrätta": "säga till",
        "medföra": "ha med",
        "legitimation": "id-kort",
        "legitimera": "visa id-kort",
        "bekräfta": "svara ja",
        "avbryta": "sluta",
        "nyanländ": "ny",
    },
    "en": {
        "obtain": "get",
        "regarding": "about",
        "concerning": "about",
        "pursuant": "by",
        "applicant": "you",
        "submit": "give",
        "provide": "give",
        "require": "need",
        "required": "need",
        "proceed": "go on",
        "terminate": "end",
        "commence": "start",
        "assistance": "help",
        "documentation": "papers",
        "confirm": "yes",
        "cancel": "no",
        "select": "choose",
        "invalid": "too old",
        "error": "what is wrong",
        "newcomer": "new",
    },
}
"""Words of offices, by language, with the plain word. No screen needs them."""

SWEDISH_PASSIVE = re.compile(r"\b(?!plats\b)\w+(?:as|ades|ats|ivs|örs|äggs)\b")
"""The Swedish passive in -s hides who does it, and learners meet it late: "Vi sparar inte" instead of "Sparas inte"."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Of a whole text."""

    words: int
    sentences: int
    lix: float
    grade: float  # Flesch-Kincaid; means nothing outside English


def plain(text: str) -> str:
    """As it is read: without isolates and soft hyphens; a value to come stands as a number."""
    return _PLACEHOLDER.sub("0", text.translate(NO_ISOLATES).replace(SOFT_HYPHEN, ""))


def sentences(text: str) -> tuple[tuple[str, ...], ...]:
    """The sentences of a text, each as its words. A line ends a sentence, and so does a dot between things."""
    parts = (tuple(_WORD.findall(part)) for part in _SENTENCE_END.split(plain(text)))
    return tuple(part for part in parts if part)


def words(text: str) -> tuple[str, ...]:
    return tuple(word for sentence in sentences(text) for word in sentence)


def letters(word: str) -> int:
    return sum(letter.isalpha() for letter in word)


def syllables(word: str) -> int:
    """Of an English word: groups of vowels, but for a silent e at the end."""
    low = word.lower()
    groups = len(_VOWELS.findall(low))
    silent = low.endswith("e") and not low.endswith(("le", "ee")) and groups > 1
    return max(1, groups - silent)


def measure(texts: Iterable[str], names: frozenset[str] = frozenset()) -> Measures:
    """All texts together. `names` are words that must stand as they are, and count as short ones."""
    split = [sentence for text in texts for sentence in sentences(text)]
    every = [word for sentence in split for word in sentence if letters(word)]
    if not every:
        return Measures(0, 0, 0.0, 0.0)
    counted = len([sentence for sentence in split if any(map(letters, sentence))])
    per_sentence = len(every) / counted
    long = sum(letters(word) > LONG_WORD for word in every if word.lower() not in names)
    spoken = sum(1 if word.lower() in names else syllables(word) for word in every)
    return Measures(
        words=len(every),
        sentences=counted,
        lix=per_sentence + 100 * long / len(every),
        grade=0.39 * per_sentence + 11.8 * spoken / len(every) - 15.59,
    )


def longest_sentence(text: str) -> int:
    """In words."""
    return max(map(len, sentences(text)), default=0)


def unbroken(text: str) -> int:
    """Letters of the longest piece of a word that cannot be broken at a line's end."""
    pieces = re.split(rf"[\s{SOFT_HYPHEN}\-–/]", _PLACEHOLDER.sub("0", text.translate(NO_ISOLATES)))
    return max(map(letters, pieces), default=0)


def bureaucratic(text: str, language: str) -> tuple[str, ...]:
    """The words of offices in it; in Swedish also the passive in -s."""
    spoken = plain(text).lower()
    found = [word for word in words(spoken) if word in BUREAUCRATIC[language]]
    return (*found, *(SWEDISH_PASSIVE.findall(spoken) if language == "sv" else ()))
