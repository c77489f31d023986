"""Recorded clips: found by name, put together round values, and never silence that pretends."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.devices.sound import wavs
from kiosk.devices.sound.clips import Clips, name_of
from tests.devices.sound.players import tone_file

CALL = "Number \u20682047\u2069. Go to \u2068the Tax Agency\u2069, desk \u20683\u2069."


def recorded(folder: Path, *texts: str, language: str = "so", seconds: float = 0.1) -> Clips:
    clips = Clips(folder)
    for text in texts:
        tone_file(clips.path(language, text), seconds)
    return clips


def test_the_name_is_of_language_and_words_without_marks_edges_and_capitals() -> None:
    """It is in people's recordings: it must never change."""
    assert name_of("so", "Get ready") == "442324437a58e86a.wav"
    assert name_of("so", "\u2068get\u2069  re\u00adady.") == name_of("so", "Get ready")
    assert name_of("sv", "Get ready") != name_of("so", "Get ready")


def test_a_whole_text_is_preferred_to_its_parts(tmp_path: Path) -> None:
    clips = recorded(tmp_path, "One. Two.", "One", "Two")
    sound = clips.sound("so", "One. Two.")
    assert sound is not None
    assert round(sound.seconds, 2) == 0.1


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (CALL, ["Number", *"2047", "Go to", "The Tax Agency", "desk", "3"]),
        ("One thing? Another thing.", ["One thing", "Another thing"]),
        ("About \u206845\u2069 minutes", ["about", "45", "minutes"]),
        ("\u206609:30\u2069", ["0", "9", "3", "0"]),
    ],
)
def test_a_text_with_values_is_put_together_from_clips(text: str, parts: list[str], tmp_path: Path) -> None:
    clips = recorded(tmp_path, *dict.fromkeys(parts))
    sound = clips.sound("so", text)
    assert sound is not None
    assert round(sound.seconds, 2) == round(0.1 * len(parts) + 0.08 * (len(parts) - 1), 2)


def test_one_missing_part_makes_the_whole_text_missing(tmp_path: Path) -> None:
    clips = recorded(tmp_path, "Number", "2", "0", "4", "Go to", "The Tax Agency", "desk", "3")
    assert clips.sound("so", CALL) is None
    assert clips.sound("so", "…") is None


def test_broken_empty_and_silent_clips_are_named_and_not_played(tmp_path: Path) -> None:
    clips = recorded(tmp_path, "good")
    clips.path("so", "broken").write_bytes(b"not a sound")
    wavs.write(wavs.silence(0), clips.path("so", "empty"))
    wavs.write(wavs.silence(1), clips.path("so", "silent"))
    assert {line.split(": ")[0]: line.split(": ")[1] for line in clips.problems("so")} == {
        f"so/{name_of('so', 'broken')}": "It is no WAV file.",
        f"so/{name_of('so', 'empty')}": "It is empty.",
        f"so/{name_of('so', 'silent')}": "It is silent.",
    }
    assert [clips.sound("so", text) for text in ("broken", "empty", "silent", "good broken")] == [None] * 4
    assert clips.sound("so", "good") is not None


def test_a_language_with_broken_clips_only_is_not_recorded(tmp_path: Path) -> None:
    clips = Clips(tmp_path)
    assert not clips.any_of("so")
    tone_file(clips.path("so", "bad")).write_bytes(b"")
    assert not clips.any_of("so")
    recorded(tmp_path, "good")
    assert clips.any_of("so")
