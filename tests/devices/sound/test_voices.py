"""How a text is cut for the voices: marks are not heard, Latin names are Swedish, numbers can be spelled."""

from __future__ import annotations

import pytest

from kiosk.devices.sound.voices import VOICES, plain, runs
from kiosk.present.language.languages import LANGUAGES


def test_swedish_names_are_said_by_the_swedish_voice_in_every_script_but_latin() -> None:
    for code, language in LANGUAGES.items():
        voices = [run.voice for run in runs(code, "Skatteverket")]
        assert voices == [VOICES[code] if language.script == "Latn" else "sv"]


def test_marks_are_not_heard_and_the_joiner_of_persian_stays() -> None:
    assert plain("Skatte\u00adverket \u2068\u20662047\u2069\u2069\u200f  \n!") == "Skatteverket 2047 !"
    assert plain("می\u200cخواهم") == "می\u200cخواهم"


@pytest.mark.parametrize(
    ("language", "text", "digits", "said"),
    [
        ("sv", "Gå till Skatteverket", False, [("sv", "Gå till Skatteverket")]),
        ("en", "Number 2047, desk 12", True, [("en", "Number 2 0 4 7, desk 12")]),
        ("en", "Number 2047", False, [("en", "Number 2047")]),
        (
            "ar",
            "اذهب إلى \u2068Skatteverket\u2069، الشباك 3",
            False,
            [("ar", "اذهب إلى"), ("sv", "Skatteverket"), ("ar", "، الشباك 3")],
        ),
        ("ti", "Statens servicecenter (ሰርቪስ)", False, [("sv", "Statens servicecenter"), ("ti", "(ሰርቪስ)")]),
        ("ru", "Карта LMA.", False, [("ru", "Карта"), ("sv", "L M A")]),
        ("sv", "LMA-kort", False, [("sv", "L M A-kort")]),
        ("fa-AF", "شماره 2047", True, [("fa", "شماره 2 0 4 7")]),
        ("kmr", "Ziman", False, [("ku", "Ziman")]),
        ("sv", " \u2068\u2069… ", False, []),
        ("xx", "hello", False, []),
    ],
)
def test_a_text_is_cut_where_the_voice_changes(
    language: str, text: str, digits: bool, said: list[tuple[str, str]]
) -> None:
    assert [tuple(run) for run in runs(language, text, digits)] == said
