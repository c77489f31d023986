"""Words of one language: plurals, isolates, times; and what happens when a translation is bad or missing."""

from __future__ import annotations

import gettext
import os
import subprocess
import sys
import time
from datetime import date
from datetime import time as clock
from pathlib import Path

import pytest
from babel.core import Locale, get_global

from kiosk.catalogue import languages as settings
from kiosk.catalogue.load import load_config
from kiosk.languages import PROPER_NAMES
from kiosk.present.language import catalogues, words
from kiosk.present.language.languages import LANGUAGES, language
from kiosk.present.language.words import FSI, NO_ISOLATES, PDI, Words, isolate, right_to_left, words_of


class Given(gettext.NullTranslations):
    """Translations given in a test."""

    def __init__(self, **texts: str) -> None:
        super().__init__()
        self.texts = texts

    def gettext(self, message: str) -> str:
        return self.texts.get(message, message)


def plain(text: str) -> str:
    return text.translate(NO_ISOLATES)


def test_every_inserted_value_stands_in_its_own_isolate() -> None:
    said = words_of("ar").text("First: {agency}", agency="Skatteverket")
    assert f"{FSI}Skatteverket{PDI}" in said
    assert isolate(7) == f"{FSI}7{PDI}"


def test_arabic_has_its_six_forms_in_the_order_of_cldr() -> None:
    said = [words_of("ar").count("{n} stop", "{n} stops", n) for n in (0, 1, 2, 3, 11, 100)]
    assert [plain(s) for s in said] == [
        "لا محطات", "محطة واحدة", "محطتان", "3 محطات", "11 محطة", "100 محطة",
    ]  # fmt: skip


@pytest.mark.parametrize("code", ["ar", "sv"])
def test_the_plural_rule_of_a_catalogue_is_that_of_cldr(code: str) -> None:
    loaded = catalogues.load(code)
    assert loaded is not None
    rule = Locale.parse(LANGUAGES[code].locale).plural_form
    tags = [rule(n) for n in range(201)]
    forms = [loaded.translations.plural(n) for n in range(201)]  # type: ignore[attr-defined]
    assert len({*zip(tags, forms, strict=True)}) == len(set(tags)) == len(set(forms))


@pytest.mark.parametrize(
    ("n", "swedish", "english"),
    [(1, "1 sekund kvar", "1 second left"), (2, "2 sekunder kvar", "2 seconds left"),
     (0, "0 sekunder kvar", "0 seconds left"), (30, "30 sekunder kvar", "30 seconds left")],
)  # fmt: skip
def test_counts_in_swedish_and_english(n: int, swedish: str, english: str) -> None:
    for code, expected in (("sv", swedish), ("en", english)):
        assert plain(words_of(code).count("{n} second left", "{n} seconds left", n)) == expected


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(1, "about 5 minutes"), (12, "about 10 minutes"), (44, "about 45 minutes"), (57, "about 55 minutes"),
     (58, "about 1 hour"), (75, "about 1½ hours"), (105, "about 2 hours"), (225, "about 4 hours")],
)  # fmt: skip
def test_a_duration_is_rounded_to_what_people_say(minutes: int, said: str) -> None:
    assert plain(words_of("en").duration(minutes)) == said


def test_times_are_24_hours_with_latin_digits_in_every_language() -> None:
    for code in LANGUAGES:
        assert Words(code, gettext.NullTranslations()).clock(clock(15, 30)) == "15:30"
    assert words_of("ar").hours((clock(9), clock(16))) == f"{FSI}09:00–16:00{PDI}"
    assert words_of("sv").hours((clock(0), clock(0))) == f"{FSI}00:00–24:00{PDI}"


def test_dates_follow_the_language_with_latin_digits() -> None:
    day = date(2026, 11, 21)
    assert words_of("en").date(day) == "21 November"
    assert words_of("sv").date(day, "short") == "21 nov. 2026"
    assert words_of("sv").weekday(day) == "lördag"
    assert words_of("ar").date(day) == "21 نوفمبر"


def test_a_missing_translation_is_english() -> None:
    assert Words("sv", Given()).text("Back") == "Back"


@pytest.mark.parametrize("bad", ["{who} ropar", "{", "{0}", "{number.secret}", "{number[0]!z}"])
def test_a_translation_that_cannot_be_filled_in_is_english_and_remembered(bad: str) -> None:
    broken = Words("sv", Given(**{"We call your number, {number}": bad}))
    said = broken.text("We call your number, {number}", number="2047")
    assert plain(said) == "We call your number, 2047"
    assert any(repr(bad) in problem for problem in words.problems())


def test_a_language_without_words_speaks_english_left_to_right() -> None:
    """Persian letters would be laid out right to left; English words may not."""
    persian = Words("fa", None)
    assert (persian.code, persian.rtl, persian.script) == ("fa", False, "Latn")


def test_a_text_inside_a_sentence_begins_small_but_for_abbreviations() -> None:
    inside = words_of("sv").inside
    assert [inside(w) for w in ("Brev", "LMA-kort", "EU-pass", "Å", "")] == [
        "brev",
        "LMA-kort",
        "EU-pass",
        "Å",
        "",
    ]
    assert Words("tr", gettext.NullTranslations()).inside("İmza") == "imza"


def test_names_keep_their_capital_inside_a_sentence() -> None:
    said = {code: words_of(code).inside for code in LANGUAGES}
    assert said["tr"]("İsveççe öğrenme") == "İsveççe öğrenme"
    assert said["tr"]("För\u00adsäkrings\u00adkassan’a bilgi verme").startswith("För")
    assert said["uk"]("Шведська мова") == "шведська мова", (
        "an adjective, which only English and Turkish capitalise"
    )
    for inside in said.values():
        assert inside("Skatteverkets brev") == "Skatteverkets brev"


def test_the_names_of_all_agencies_are_proper_names() -> None:
    agencies = {station.agency for station in load_config(None).catalogue.stations}
    assert agencies - {"Kommunen", "Receptionen"} == set(PROPER_NAMES)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Skatteverket باید", "\u2067Skatteverket باید\u2069"),
        ("1. LMA کارت", "\u20671. LMA کارت\u2069"),
        (f"{FSI}شنبه{PDI} {FSI}21{PDI}", f"\u2067{FSI}شنبه{PDI} {FSI}21{PDI}\u2069"),
        (f"{FSI}LMA{PDI}: کارت", f"{FSI}LMA{PDI}: کارت"),
        ("کارت LMA", "کارت LMA"),
        ("Talk to staff", "Talk to staff"),
        ("، ", "، "),
    ],
)
def test_a_text_that_begins_with_a_foreign_letter_is_set_right_to_left(said: str, shown: str) -> None:
    """A text without any letter of the language is in another one; a comma alone has no direction."""
    assert right_to_left(said) == shown
    assert Words("fa", Given(Card=said), reviewed=True).text("Card") == shown
    assert Words("sv", Given(Card=said), reviewed=True).text("Card") == said


@pytest.mark.parametrize("code", LANGUAGES)
def test_script_and_direction_are_those_of_cldr(code: str) -> None:
    """They stand in our own table because asking takes 12 ms of the start."""
    known = language(code)
    locale = Locale.parse(known.locale)
    likely = get_global("likely_subtags")[locale.language].split("_")[1]
    assert known.script == (locale.script or likely)
    assert known.rtl == (locale.text_direction == "rtl")


def test_a_language_outside_the_table_is_known_by_cldr() -> None:
    urdu = language("ur")
    assert (urdu.script, urdu.rtl, urdu.swedish_name) == ("Arab", True, "urdu")
    assert language("tlh-XX").script == "Latn", "nothing is known of it, and nothing fails"


def test_an_old_compiled_catalogue_is_not_believed(tmp_path: Path) -> None:
    po = catalogues.po_file("sv", tmp_path)
    po.parent.mkdir(parents=True)
    po.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Back"\nmsgstr "Tillbaka"\n'
    )
    po.with_suffix(".mo").write_bytes(catalogues.compiled(po))
    po.write_text(po.read_text(encoding="utf-8").replace("Tillbaka", "Bakåt"), encoding="utf-8")
    later = time.time() + 5
    os.utime(po, (later, later))
    loaded = catalogues.load("sv", tmp_path)
    assert loaded is not None
    assert loaded.translations.gettext("Back") == "Bakåt"


@pytest.mark.parametrize("ending", [".mo", ".po"])
@pytest.mark.parametrize("garbage", [b"not a catalogue", b"\xde\x12\x04\x95\x00", b"\xff\xfe"])
def test_a_broken_catalogue_is_told_and_english_spoken(tmp_path: Path, ending: str, garbage: bytes) -> None:
    po = catalogues.po_file("sv", tmp_path)
    po.parent.mkdir(parents=True)
    po.with_suffix(ending).write_bytes(garbage)
    loaded = catalogues.load("sv", tmp_path)
    assert loaded is not None
    assert "make translations" in loaded.problem
    assert loaded.translations.gettext("Back") == "Back"


def test_a_compiled_language_is_there_in_15_ms(tmp_path: Path) -> None:
    po = catalogues.po_file("ar", tmp_path)
    po.parent.mkdir(parents=True)
    po.write_bytes(catalogues.po_file("ar").read_bytes())
    po.with_suffix(".mo").write_bytes(catalogues.compiled(po))
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        assert catalogues.load("ar", tmp_path) is not None
        taken.append(time.perf_counter() - start)
    assert min(taken) < 0.015


def test_the_first_screen_needs_no_dates_and_no_code_for_the_phone() -> None:
    """What is heavy comes after the first frame."""
    program = (
        "import sys, datetime as d\n"
        "from kiosk.catalogue.load import load_config\n"
        "from kiosk.core.checkin.state import CheckIn, Lobby\n"
        "from kiosk.present.kiosk.screens import present\n"
        "present(CheckIn(), Lobby(load_config(None), d.date(2026, 11, 23)), d.datetime(2026, 11, 23, 9, 42))\n"
        "print(*sorted({'babel.dates', 'qrcode'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_the_office_settings_know_the_same_languages() -> None:
    assert set(settings.KNOWN) == set(LANGUAGES)
    assert all(settings.words_file(code) == catalogues.po_file(code) for code in LANGUAGES)
    assert all(words_of(code).translated for code in LANGUAGES)


def test_each_language_has_its_own_weekdays() -> None:
    monday = date(2026, 11, 23)
    said = {
        code: words_of(code).weekday(monday) for code in ("ps", "sv", "ar", "ti", "uk", "ru", "tr", "ckb")
    }
    assert said["sv"] == "måndag"
    assert len(set(said.values())) == len(said)


def test_words_of_a_language_are_loaded_once() -> None:
    assert words_of("ar") is words_of("ar")
