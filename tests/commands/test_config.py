"""`motesplats config check`: what is wrong in an office's settings, before the office finds out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk import places
from kiosk.cli import main

SAMPLES = Path(__file__).parents[2] / "kiosk" / "catalogue" / "offices"


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["config", "check", *arguments])


def test_a_good_file_has_no_problems() -> None:
    """It says so and exits with 0."""
    file = str(SAMPLES / "city.toml")
    result = check(file)
    assert (result.exit_code, result.stdout) == (0, f"{file}: no problems.\n")
    told = {"file": file, "files": [file], "ok": True, "problems": [], "notes": []}
    assert json.loads(check(file, "--json").stdout) == told


def test_every_problem_is_listed_with_its_line(tmp_path: Path) -> None:
    """Exit code 1; the list on stdout, how many on stderr."""
    file = tmp_path / "office.toml"
    file.write_text('naem = "Ekeby"\n[station.REC]\n[station.SKW]\n')
    result = check(str(file))
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"{file}:1: naem: There is no such setting. Did you mean 'name'?",
        f"{file}:3: station.SKW: There is no station 'SKW'. Did you mean 'SKV'?",
    ]
    assert result.stderr.startswith("motesplats: 2 problems.")


def test_json_has_each_problem_in_parts(tmp_path: Path) -> None:
    """File, line, field, what and remedy, for other programs."""
    file = tmp_path / "office.toml"
    file.write_text("\nseries = 0\n")
    result = check(str(file), "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["problems"] == [
        {
            "file": str(file),
            "line": 2,
            "field": "series",
            "what": "0 is too small.",
            "remedy": "Use 1 or more.",
        }
    ]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """One sentence on stderr, exit code 1."""
    result = check(str(tmp_path / "office.toml"))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "There is no settings file" in result.stderr


def test_wrong_usage_exits_with_two() -> None:
    """An option or a command that is not there."""
    assert check("--strict").exit_code == 2
    assert CliRunner().invoke(main, ["config", "mend"]).exit_code == 2


def test_drop_ins_are_checked_with_their_file(tmp_path: Path) -> None:
    """All of them in one go, each problem with its own file and line."""
    file, folder = tmp_path / "office.toml", tmp_path / "conf.d"
    folder.mkdir()
    file.write_text('name = "Ekeby"\n')
    (folder / "10.toml").write_text("\n\nseries = 0\n")
    result = check(str(file))
    assert result.exit_code == 1
    assert result.stdout == f"{folder / '10.toml'}:3: series: 0 is too small. Use 1 or more.\n"
    assert json.loads(check(str(file), "--json").stdout)["files"] == [str(file), str(folder / "10.toml")]
    (folder / "10.toml").write_text("series = 3\n")
    assert check(str(file)).stdout == f"{file} + {folder / '10.toml'}: no problems.\n"


def test_without_a_file_the_settings_of_this_computer_are_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None at all is refused: the built-in office serves."""
    monkeypatch.setenv("MOTESPLATS_DATA", str(tmp_path))
    monkeypatch.setattr(places, "SYSTEM_CONFIG", tmp_path / "etc" / "office.toml")
    result = check()
    assert result.exit_code == 1
    assert "This computer has no settings file" in result.stderr
    (tmp_path / "office.toml").write_text('name = "Ekeby"\n')
    assert check().stdout == f"{tmp_path / 'office.toml'}: no problems.\n"


def test_the_reference_tells_every_setting() -> None:
    """As Markdown, or in parts."""
    told = CliRunner().invoke(main, ["config", "reference"])
    assert told.exit_code == 0
    assert "| `day_starts_at` |" in told.stdout
    parts = json.loads(CliRunner().invoke(main, ["config", "reference", "--json"]).stdout)
    assert {"table", "key", "kind", "default", "meaning", "example"} == parts[0].keys()


def test_a_language_that_waits_for_its_reader_is_a_note_and_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "office.toml"
    file.write_text('languages = ["sv", "ar"]\nrequire_reviewed = true\n')
    result = check(str(file))
    note = "'ar' is not offered: require_reviewed is set, and no native reader has approved all its words."
    assert (result.exit_code, result.stdout) == (0, f"{file}: no problems.\nNote: {note}\n")
    assert json.loads(check(str(file), "--json").stdout)["notes"] == [note]
