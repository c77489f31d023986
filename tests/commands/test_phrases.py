"""`motesplats phrases`: a list that somebody can record from, with what is missing."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk import places
from kiosk.cli import main
from kiosk.devices.sound.clips import Clips, name_of
from tests.devices.sound.players import tone_file


@pytest.fixture(autouse=True)
def clips(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clips:
    """Somali has been begun: seven is there, eight is broken."""
    monkeypatch.setattr(places, "assets_dir", lambda: tmp_path)
    clips = Clips()
    tone_file(clips.path("so", "7"))
    clips.path("so", "8").write_bytes(b"")
    return clips


def phrases(*arguments: str) -> Result:
    done = CliRunner().invoke(main, ["phrases", *arguments])
    assert done.exit_code == 0, done.output
    return done


def test_every_phrase_has_the_name_of_its_file_and_whether_it_is_recorded() -> None:
    rows = json.loads(phrases("--language", "so", "--json").stdout)
    assert [row["text"] for row in rows[:10]] == list("0123456789")
    assert rows[7] == {
        "language": "so", "file": f"so/{name_of('so', '7')}", "text": "7", "english": "7", "where": "numbers",
        "recorded": True,
    }  # fmt: skip
    assert not rows[8]["recorded"]
    files = [row["file"] for row in rows if row["file"]]
    assert len(files) == len(set(files))


def test_what_is_missing_alone() -> None:
    rows = json.loads(phrases("--language", "so", "--missing", "--json").stdout)
    assert [row["text"] for row in rows[:9]] == list("012345689")


def test_a_table_for_a_speaker(tmp_path: Path) -> None:
    file = tmp_path / "sv.csv"
    done = phrases("--language", "sv", "--csv", str(file))
    with file.open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    assert {row["text"] for row in rows} >= {"7", "Vad vill du göra?", "Gå till", "Skatteverket"}
    assert done.stdout == f"sv: 0 of {len(rows)} recorded\n"


def test_a_list_for_people_ends_with_how_far_each_language_is() -> None:
    *_, swedish, somali = phrases("--language", "sv", "--language", "so").stdout.splitlines()
    assert swedish.startswith("sv: 0 of ")
    assert somali.startswith("so: 1 of ")


def test_a_table_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    done = CliRunner().invoke(
        main, ["phrases", "--language", "so", "--csv", str(tmp_path / "no" / "where.csv")]
    )
    assert (done.exit_code, "Name another file." in done.stderr) == (1, True)
