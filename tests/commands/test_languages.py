"""`motesplats languages`: honest about what is there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk import places
from kiosk.catalogue.load import load_config
from kiosk.cli import main
from kiosk.devices.sound.clips import Clips
from kiosk.present.language import catalogues
from kiosk.present.language.languages import LANGUAGES
from kiosk.present.speech.recordings import phrases_to_record
from tests.devices.sound.players import tone_file


def rows() -> dict[str, dict[str, object]]:
    done = CliRunner().invoke(main, ["languages", "--json"])
    assert done.exit_code == 0, done.output
    return {row["code"]: row for row in json.loads(done.stdout)}


def test_every_language_of_the_product_is_listed_in_order() -> None:
    assert list(rows()) == list(LANGUAGES)
    for row in rows().values():
        assert list(row) == ["code", "completeness", "reviewed", "font", "voice"]


@pytest.mark.parametrize(
    ("code", "completeness", "reviewed", "font"),
    [("sv", 1, 1, "Noto Sans"), ("en", 1, 1, "Noto Sans"), ("ar", 1, 0, "Noto Sans Arabic")],
)
def test_languages_with_words(code: str, completeness: float, reviewed: float, font: str) -> None:
    row = rows()[code]
    assert (row["completeness"], row["reviewed"], row["font"]) == (completeness, reviewed, font)


def test_every_language_has_all_its_words() -> None:
    assert {row["completeness"] for row in rows().values()} == {1}


def test_a_language_without_words_counts_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "translations_dir", lambda: tmp_path)
    tigrinya = rows()["ti"]
    assert (tigrinya["completeness"], tigrinya["reviewed"], tigrinya["font"]) == (0, 0, "Noto Sans Ethiopic")


def test_a_voice_is_claimed_where_one_speaks() -> None:
    """Pashto depends on the computer: espeak-ng has it from 1.53 on."""
    voices = {code: row["voice"] for code, row in rows().items()}
    assert voices.pop("ps") in {"none", "synthesized"}
    assert {code for code, voice in voices.items() if voice == "none"} == {"so", "ckb"}
    assert {voice for voice in voices.values() if voice != "none"} == {"synthesized"}


def test_recordings_are_claimed_when_they_are_whole_or_all_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "assets_dir", lambda: tmp_path)
    config, clips = load_config(None), Clips()
    for phrase in phrases_to_record("sv", config):
        tone_file(clips.path("sv", phrase.text), 0.01)
    for code in ("so", "ar"):
        tone_file(clips.path(code, "7"), 0.01)
    voices = {code: row["voice"] for code, row in rows().items()}
    assert (voices["sv"], voices["so"], voices["ar"]) == ("recorded", "recorded", "synthesized")


def test_without_an_engine_no_voice_is_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.devices.child_process.command", lambda _: ("/nowhere/voice",))
    assert {row["voice"] for row in rows().values()} == {"none"}


def test_a_broken_catalogue_is_one_sentence_with_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    po = catalogues.po_file("sv", tmp_path)
    po.parent.mkdir(parents=True)
    po.write_bytes(b"\xff\xfe broken")
    monkeypatch.setattr(places, "translations_dir", lambda: tmp_path)
    done = CliRunner().invoke(main, ["languages", "--json"])
    assert (done.exit_code, done.stdout) == (1, "")
    assert "make translations" in done.stderr


def test_a_table_for_people() -> None:
    done = CliRunner().invoke(main, ["languages"])
    assert done.exit_code == 0
    assert len(done.output.splitlines()) == len(LANGUAGES) + 1
