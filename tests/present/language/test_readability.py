"""Swedish and English of every visitor text and screen are plain enough for who learns the language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from kiosk.present.kiosk.view import KioskView
from kiosk.present.language import update
from kiosk.present.language.words import words_of
from tests.present.kiosk.test_screens import own_words
from tests.present.kiosk.walks import CONFIG, every_screen
from tests.present.language import readability
from tests.present.language.readability import (
    bureaucratic,
    longest_sentence,
    measure,
    sentences,
    syllables,
    unbroken,
)

LANGUAGES = ("sv", "en")

WORDS_IN_A_SENTENCE = 12
WORDS_ON_A_BUTTON = 4
WORDS_IN_AN_ANSWER = 6
"""A button that is a whole sentence: it begins with I, Yes, No, Jag, Ja or Nej, and is heard as an answer."""
WORDS_OF_AN_ERRAND = 6
"""What one goes to one agency for, and what that agency is for: alone in a row as wide as the screen. On path and
ticket an errand has four."""
LETTERS_TOGETHER = 13
"""The half of a kiosk's width in larger text holds so many."""
LIX_OF_A_SENTENCE = 45
"""Of one text with at least five words: a single long word makes 20 of it."""
LIX_OF_A_SCREEN = 35
"""Fiction on Björnsson's scale, where newspapers have 45. A screen is mostly short labels, which LIX takes for hard."""
LIX_OF_ALL = 20
"""All texts together: below children's books, which have 25."""
GRADE_OF_A_SCREEN = 7.5
GRADE_OF_ALL = 3.0
"""School years, English only."""

NAMES = frozenset(
    word.lower() for station in CONFIG.office.stations for word in station.agency.split()
) | frozenset(("mötesplats", "kommun"))
"""They hang on the wall and stand in letters, and must be learnt as they are."""

EXCEPTIONS = {
    (
        "en",
        "errand.FK-REG",
        "letters",
    ): "Försäkringskassan is a name; it stands in a row as wide as the screen",
}
"""(language, context or English, rule) -> why a text may break it."""


Text = tuple[str, str]
"""What a text is called here (its context, else its English), and how it reads."""


@cache
def texts(language: str) -> tuple[Text, ...]:
    """Every text of visitors, in one language. Reasons of errands are for staff."""
    words = words_of(language)
    found: dict[str, str] = {}
    for one in update.texts():
        context = one.context or ""
        if one.for_staff or context.endswith(".reason"):
            continue
        if isinstance(one.english, tuple):
            found[one.english[1]] = words.count(*one.english, 5)
        else:
            found[context or one.english] = words._found(one.english, one.context)
    return tuple(found.items())


@cache
def screens(language: str) -> tuple[KioskView, ...]:
    """But those that hold several languages at once."""
    return tuple(view for view in every_screen(language) if view.layout not in ("language", "closed"))


def excused(language: str, name: str, rule: str) -> bool:
    return (language, name, rule) in EXCEPTIONS


def touched(view: KioskView) -> Iterator[str]:
    """Words of all that can be touched on a screen, but for the choices, whose texts are looked at one by one."""
    yield from (tool.text for tool in view.tools)
    yield from (toggle.text for toggle in view.toggles)
    yield from (view.back, view.change, view.action, view.next_page, view.reprint)
    yield from (view.done_label, view.not_today_label, view.restore_label)
    if view.sheet:
        yield from (view.sheet.action, view.sheet.other)


# The measure itself ----------------------------------------------------------------------------------------------


def test_lix_is_words_a_sentence_and_long_words_in_a_hundred() -> None:
    """Ten words in two sentences, two of them of more than six letters: 5 + 20."""
    ten = "Vi ropar upp ditt nummer. Personalen hjälper dig att hitta."
    assert (measure([ten]).words, measure([ten]).sentences) == (10, 2)
    assert measure([ten]).lix == pytest.approx(25)
    assert measure(["sex sexsex", "sjusjus"]).lix == pytest.approx(1.5 + 100 / 3)


def test_lix_knows_a_childs_sentence_from_an_offices() -> None:
    child = "Pippi bor i ett hus. Hon har en häst. Hästen är stor."
    office = (
        "Handläggningstiden förutsätter att sökanden inkommer med erforderliga kompletterande handlingar "
        "avseende försörjningsförmåga före utgången av den föreskrivna ansökningstiden."
    )
    assert measure([child]).lix < 15
    assert measure([office]).lix > 60


def test_grade_is_flesch_kincaids() -> None:
    """Six words, six syllables, one sentence: 0.39 x 6 + 11.8 - 15.59."""
    assert measure(["The cat sat on the mat."]).grade == pytest.approx(-1.45)
    hard = "Applicants are required to submit supplementary documentation regarding residency."
    assert measure([hard]).grade > 15


def test_a_text_is_read_as_it_is_seen() -> None:
    """Soft hyphens and isolates are not letters, a value to come is one word, lines end sentences."""
    assert sentences("Ditt person\u00adnummer, \u2068{number}\u2069") == (("Ditt", "personnummer", "0"),)
    assert sentences("Öppnar 09:00. ID-kort · bank\nVisa: pass?") == (
        ("Öppnar", "09", "00"),
        ("ID-kort",),
        ("bank",),
        ("Visa",),
        ("pass",),
    )
    assert (longest_sentence(""), measure([]).words) == (0, 0)


def test_a_name_counts_as_a_short_word() -> None:
    assert measure(["Gå till Skatteverket nu"], NAMES).lix == pytest.approx(4)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("ticket", 2),
        ("people", 2),
        ("queue", 1),
        ("here", 1),
        ("agency", 3),
        ("the", 1),
        ("documentation", 5),
    ],
)
def test_syllables_are_counted_by_vowels(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_word_may_break_at_hyphens() -> None:
    assert unbroken("Uppe\u00adhålls\u00adtillstånds\u00adkort") == len("tillstånds")
    assert unbroken("EU-pass eller Arbetsförmedlingen") == len("Arbetsförmedlingen")


def test_words_of_offices_and_the_passive_are_found() -> None:
    assert bureaucratic("Handläggning sker samt sparas", "sv") == ("handläggning", "samt", "sparas")
    assert bureaucratic("Din plats i kön. Prata med oss, tack.", "sv") == ()
    assert bureaucratic("Please submit documentation.", "en") == ("submit", "documentation")


# Every text ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_longer_than_twelve_words(language: str) -> None:
    found = {name: text for name, text in texts(language) if longest_sentence(text) > WORDS_IN_A_SENTENCE}
    assert found == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_single_text_is_hard(language: str) -> None:
    measured = {name: measure([text], NAMES) for name, text in texts(language)}
    hard = {name: m.lix for name, m in measured.items() if m.words >= 5 and m.lix > LIX_OF_A_SENTENCE}
    assert hard == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_words_can_break(language: str) -> None:
    found = {name: text for name, text in texts(language) if unbroken(text) > LETTERS_TOGETHER}
    assert [name for name in found if not excused(language, name, "letters")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_offices_and_no_hidden_doer(language: str) -> None:
    found = {name: words for name, text in texts(language) if (words := bureaucratic(text, language))}
    assert found == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_choices_and_errands_have_few_words(language: str) -> None:
    """Two to four; an answer that is a whole sentence six."""
    found = {}
    for name, text in texts(language):
        if not name.startswith(("option.", "errand.", "paper.", "station.")):
            continue
        most = WORDS_IN_AN_ANSWER if _answers(text) else WORDS_ON_A_BUTTON
        if (name.startswith("errand.") and not name.endswith(".short")) or name.endswith(".for"):
            most = WORDS_OF_AN_ERRAND
        if name.startswith(("paper.", "option.papers.")):
            most += 1  # "EU passport or EU ID": what is printed on them
        if len(readability.words(text)) > most:
            found[name] = text
    assert found == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_buttons_have_few_words(language: str) -> None:
    found = {
        (view.place, text)
        for view in screens(language)
        for text in touched(view)
        if len(readability.words(text)) > (WORDS_IN_AN_ANSWER if _answers(text) else WORDS_ON_A_BUTTON)
    }
    assert found == set()


def _answers(text: str) -> bool:
    return readability.words(text)[:1] in [(first,) for first in ("I", "Yes", "No", "Jag", "Ja", "Nej")]


def test_no_exception_is_left_over() -> None:
    for language, name, rule in EXCEPTIONS:
        text = dict(texts(language))[name]
        assert rule == "letters", "the only rule that has exceptions"
        assert unbroken(text) > LETTERS_TOGETHER, (language, name)


# Whole screens ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_as_a_whole_is_easy(language: str) -> None:
    """Every screen on every walk, the sheet with the screen under it."""
    hard = {}
    for view in screens(language):
        whole = measure((said.words for said in own_words(view)), NAMES)
        if whole.lix > LIX_OF_A_SCREEN or (language == "en" and whole.grade > GRADE_OF_A_SCREEN):
            hard[view.place] = whole
    assert hard == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_texts_together_are_easier_than_a_childrens_book(language: str) -> None:
    whole = measure((text for _, text in texts(language)), NAMES)
    assert whole.words > 600, "all of them"
    assert whole.lix < LIX_OF_ALL
    if language == "en":
        assert whole.grade < GRADE_OF_ALL


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_points_by_colour_or_side_alone(language: str) -> None:
    """Nobody is sent to "the green sign" or "the button on the right": who does not see that is lost."""
    pointing = {
        "sv": (
            "röd",
            "röda",
            "gul",
            "gula",
            "grön",
            "gröna",
            "blå",
            "vänster",
            "höger",
            "ovan",
            "nedan",
            "rund",
        ),
        "en": ("red", "yellow", "green", "blue", "left", "right", "above", "below", "round", "square"),
    }[language]
    found = {
        name for name, text in texts(language) if set(pointing) & {w.lower() for w in readability.words(text)}
    }
    assert found <= {"{n} seconds left"}, "seconds that are left"
