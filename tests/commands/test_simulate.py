"""`motesplats simulate`: the contract's options, exit codes, one document, one sentence for a fault."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.catalogue.load import sample_office
from kiosk.cli import main


def run(*args: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, ["simulate", *args])
    return done.exit_code, done.stdout, done.stderr


def test_json_is_one_document_and_nothing_else() -> None:
    code, out, err = run("--scenario", "S1-small", "--seeds", "0:2", "--json")
    document = json.loads(out)
    assert (code, err) == (0, "")
    assert document["scenario"] == "S1-small"
    assert [each["policy"] for each in document["policies"]] == ["fixed", "check_in", "rule", "near"]


def test_the_table_goes_to_stdout_and_progress_to_stderr() -> None:
    code, out, err = run("--scenario", "S1-small", "--seeds", "0:2", "--policy", "rule")
    assert code == 0
    assert out.startswith("S1-small: ")
    assert "fixed" not in out
    assert "Playing days" in err


def test_what_ifs_and_a_picture(tmp_path: Path) -> None:
    picture = tmp_path / "days.svg"
    what_if = ("--set", "desks.MV=+1", "--set", "booked=0.5")
    code, out, _ = run("--scenario", "S1-small", "--seeds", "0:2", *what_if, "--picture", str(picture))
    assert code == 0
    assert "near, as it is" in out
    assert picture.read_text(encoding="utf-8").startswith("<svg")


def test_an_offices_own_settings_and_a_scenario_file(tmp_path: Path) -> None:
    code, out, _ = run("--scenario", str(sample_office("small")), "--seeds", "0:1", "--policy", "rule")
    assert (code, out.split("\n")[0]) == (0, "small.toml")
    own = tmp_path / "own.toml"
    own.write_text("[station.A]\ndesks = 1\nminutes = 5\nload = 0.5\n", encoding="utf-8")
    assert run("--scenario", str(own), "--seeds", "0:1")[0] == 0
    own.write_text("[station.A]\ndesks = 1\nminutes = 5\nload = 5\n", encoding="utf-8")
    code, out, err = run("--scenario", str(own), "--seeds", "0:1")
    assert (code, out) == (1, "")
    assert "line 4: station.A.load: 5 is too large. Use 2.0 or less." in err


def test_lists_tell_what_there_is() -> None:
    assert "S6-language" in run("--scenario", "list")[1]
    assert "desks.SKV=+1" in run("--set", "list")[1]


@pytest.mark.parametrize("args", [("--scenario", "S9"), ("--scenario", "no.toml"), ("--set", "luck=1")])
def test_what_cannot_be_played_is_one_sentence_and_exit_code_1(args: tuple[str, str]) -> None:
    code, out, err = run(*args, "--seeds", "0:1")
    assert (code, out) == (1, "")
    assert err.startswith("motesplats: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "args", [("--seeds", "3"), ("--seeds", "5:2"), ("--policy", "luck"), ("--sedes", "0:1")]
)
def test_wrong_usage_is_exit_code_2(args: tuple[str, str]) -> None:
    assert run(*args)[0] == 2
