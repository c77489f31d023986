"""What to record: digits first, every text that can be heard, parts where values stand, nothing that is only read."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.core.checkin.state import Hearing, ReadAloud, ReadingScope
from kiosk.devices.sound.clips import Clips, words_of
from kiosk.present.board import Call, called_out
from kiosk.present.language.languages import LANGUAGES
from kiosk.present.speech.recordings import Phrase, phrases_to_record
from kiosk.present.speech.utterances import utterances
from tests.present.kiosk.walks import CONFIG, every_screen


def texts(language: str, folder: Path | None = None) -> list[str]:
    return [phrase.text for phrase in phrases_to_record(language, CONFIG, folder)]


@pytest.fixture
def whole(tmp_path: Path) -> Clips:
    """A language recorded to the last phrase: Swedish. The files are there, and empty."""
    clips = Clips(tmp_path)
    (tmp_path / "sv").mkdir()
    for text in filter(words_of, texts("sv")):
        clips.path("sv", text).touch()
    return clips


def test_digits_come_first_then_days_and_months_of_the_language() -> None:
    said = texts("sv")
    assert said[:10] == list("0123456789")
    assert said[10:12] == ["måndag", "tisdag"]
    assert "december" in said


def test_what_has_values_gives_its_parts_and_says_of_what() -> None:
    found = {phrase.text: phrase for phrase in phrases_to_record("en", CONFIG)}
    assert found["Go to"].english == "Go to {agency}"
    assert found[", desk"] == Phrase(", desk", "Go to {agency}, desk {desk}", "board phone")
    assert found["What do you want to do?"].where == "question.purpose"
    assert not any("{" in text for text in found)


def test_every_text_is_listed_once() -> None:
    said = texts("ar")
    assert len(said) == len(set(said)) + max(0, said.count("") - 1)


def test_what_is_only_read_is_not_recorded() -> None:
    """Words for staff, on phones, on paper and on the board."""
    said = texts("en")
    for read in ("Get ready", "Staff call out the numbers. Ask at reception.", "The day is closed."):
        assert read not in said


def test_everything_that_a_kiosk_says_can_be_put_together(whole: Clips) -> None:
    """Every screen of the walks, read as a whole and by the keys: what one language has to say, values and all."""
    alone = Hearing(headphones=True, speech=True)
    missing = set()
    for view in every_screen("sv"):
        choices = (*view.choices, *view.toggles)
        items = [ReadAloud(ReadingScope.ITEM, f"choice:{choice.id}") for choice in choices]
        for read in (*map(ReadAloud, ReadingScope), *items):
            heard = [u for u in utterances(view, read, alone, frozenset(LANGUAGES)) if u.language == "sv"]
            missing |= {(view.place, u.target, u.text) for u in heard if not whole.parts("sv", u.text)}
    assert missing == set()


def test_every_call_can_be_put_together(whole: Clips) -> None:
    for station in CONFIG.office.stations:
        for desk in (None, 3, 12):
            ((_, text),) = called_out(Call("20471", station.id, desk, 0.0, "sv"), CONFIG, lambda _: True)
            assert whole.parts("sv", text), text


def test_a_language_without_words_has_digits_and_its_name_and_the_rest_in_english(tmp_path: Path) -> None:
    pot = tmp_path / "kiosk.pot"
    pot.write_text(
        'msgid ""\nmsgstr ""\n\n#: kiosk/present/kiosk/frame.py\nmsgid "Listen"\nmsgstr ""\n',
        encoding="utf-8",
    )
    phrases = phrases_to_record("ckb", CONFIG, tmp_path)
    assert Phrase("کوردی (سۆرانی)", "کوردی (سۆرانی)", "languages") in phrases
    assert phrases[-1] == Phrase("", "Listen", "frame")


def test_a_program_without_its_template_still_lists_the_numbers(tmp_path: Path) -> None:
    assert texts("so", tmp_path)[:10] == list("0123456789")
