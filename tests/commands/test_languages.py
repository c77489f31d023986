"""`motesplats languages`: honest about what is there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk import places
from kiosk.cli import main
from kiosk.present import catalogues
from kiosk.present.languages import LANGUAGES


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


def test_no_voice_is_claimed() -> None:
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
