"""`motesplats agenda`: answers in, agenda out, one sentence when it cannot be."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk.cli import main

SAMPLES = Path(__file__).parents[2] / "kiosk" / "catalogue" / "offices"
ANSWERS = {
    "purpose": "new", "adults": 2, "kids": "all_here", "papers": ["ut_card"], "ground": "protection",
    "pnr": "no", "age": "mid", "needs": ["all"], "done": [],
}  # fmt: skip
AGENDA = {
    "errands": ["SKV-REG", "AF-INS", "AF-KART", "FK-REG", "KOM-MOT", "KOM-EKO", "KOM-SKOLA", "KOM-SFI"],
    "stops": [
        {
            "station": "SKV",
            "errands": ["SKV-REG"],
            "minutes": 30,
            "who": {"SKV-REG": "whole_family"},
            "bring": ["ut_card", "certificates"],
        },
        {
            "station": "FK",
            "errands": ["FK-REG"],
            "minutes": 15,
            "who": {"FK-REG": "both_adults"},
            "bring": ["ut_card"],
        },
        {
            "station": "AF",
            "errands": ["AF-INS", "AF-KART"],
            "minutes": 90,
            "who": {"AF-INS": "each_adult", "AF-KART": "each_adult"},
            "bring": ["ut_card", "grades"],
        },
        {
            "station": "KOM",
            "errands": ["KOM-MOT", "KOM-EKO", "KOM-SKOLA", "KOM-SFI"],
            "minutes": 85,
            "who": {
                "KOM-MOT": "one_adult",
                "KOM-EKO": "both_adults",
                "KOM-SKOLA": "one_adult",
                "KOM-SFI": "each_adult",
            },
            "bring": ["ut_card", "rent_contract"],
        },
    ],
    "come_back": ["CB-PNR"],
    "not_today": [],
    "unlocks": ["SKV-ID", "FK-ETA", "FK-ETB", "FK-BOB", "KOM-SO"],
    "unmet": [{"need": "idcard", "why": "registration"}],
    "precedence": [
        ["AF-INS", "AF-KART", "H"],
        ["SKV-REG", "FK-REG", "L"],
        ["AF-INS", "KOM-EKO", "L"],
        ["FK-REG", "KOM-EKO", "S"],
        ["SKV-REG", "AF-INS", "S"],
        ["KOM-MOT", "KOM-SKOLA", "S"],
    ],
}


def agenda(*arguments: str, stdin: str = "") -> Result:
    return CliRunner().invoke(main, ["agenda", *arguments], input=stdin)


def test_json_is_one_document_and_nothing_else(tmp_path: Path) -> None:
    """The contract's fields, for the contract's example, on any day with the built-in office."""
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(ANSWERS))
    result = agenda("--answers", str(file), "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout) == AGENDA


def test_answers_may_come_from_stdin() -> None:
    """`--answers -`, also with an editor's byte order mark."""
    result = agenda("--answers", "-", "--json", stdin="\ufeff" + json.dumps(ANSWERS))
    assert json.loads(result.stdout) == AGENDA


def test_the_schema_describes_every_question_and_needs_no_answers() -> None:
    result = agenda("--schema")
    schema = json.loads(result.stdout)
    assert {*ANSWERS, "pick", "sender", "children", "age2"} <= set(schema["properties"])
    assert schema["properties"]["children"]["enum"][:3] == [0, 1, 2]
    assert schema["additionalProperties"] is False


def test_a_date_and_an_office_change_what_is_today() -> None:
    """The small office on a Monday: the employment desk is closed, ID cards are made elsewhere."""
    config = str(SAMPLES / "small.toml")
    result = agenda(
        "--answers", "-", "--config", config, "--date", "2026-11-23", "--json", stdin=json.dumps(ANSWERS)
    )
    found = json.loads(result.stdout)
    assert [s["station"] for s in found["stops"]] == ["FK"]
    assert {"errand": "SKV-REG", "why": "needs_booking"} in found["not_today"]
    assert {"errand": "AF-INS", "why": "closed_today"} in found["not_today"]
    collect = agenda("--answers", "-", "--config", config, "--json", stdin='{"purpose": "collect_id"}')
    assert json.loads(collect.stdout)["not_today"] == [{"errand": "SKV-PICK", "why": "not_in_office"}]


def test_people_get_a_list_to_read() -> None:
    """Without --json: agencies, errands, come-backs and what is not today, in plain words."""
    arguments = ("--config", str(SAMPLES / "small.toml"), "--date", "2026-11-23")
    result = agenda("--answers", "-", *arguments, stdin=json.dumps(ANSWERS))
    assert "Försäkringskassan, about 15 min\n  FK-REG     Give your details" in result.stdout
    assert "Come back\n  CB-REG     First: register with Skatteverket\n" in result.stdout
    assert "AF-INS     Sign up as a jobseeker: closed today, open 2026-11-24 from 10:00\n" in result.stdout
    assert (
        "Nothing for today" in agenda("--answers", "-", *arguments, stdin='{"purpose": "collect_id"}').stdout
    )


@pytest.mark.parametrize(
    ("stdin", "says"),
    [
        ('{"x": 1}', "Unknown question 'x'"),
        ('{"papers": ["pass"]}', "'papers' has no option 'pass'"),
        ('{"purpose": "one"}', 'needs "pick"'),
        ("[]", "must be a JSON object"),
        ('{"papers": ', "are not JSON"),
        ("", "are not JSON"),
        ("[" * 100_000, "are not"),
    ],
)
def test_answers_that_cannot_be_used_are_refused_in_one_sentence(stdin: str, says: str) -> None:
    """Exit code 1, nothing on stdout, the name of what is wrong on stderr."""
    result = agenda("--answers", "-", "--json", stdin=stdin)
    assert (result.exit_code, result.stdout) == (1, "")
    assert says in result.stderr
    assert result.stderr.startswith("motesplats: ")
    assert result.stderr.count("\n") == 1


def test_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    """Answers or settings that are not there, and answers that are no text."""
    missing = str(tmp_path / "no.json")
    assert "cannot be read" in agenda("--answers", missing).stderr
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe{}")
    assert "not UTF-8" in agenda("--answers", str(tmp_path / "bytes.json")).stderr
    result = agenda("--answers", "-", "--config", missing, stdin="{}")
    assert result.exit_code == 1
    assert "There is no settings file" in result.stderr


def test_faulty_settings_are_told_beside_the_agenda(tmp_path: Path) -> None:
    """The agenda comes all the same, and stdout stays one JSON document."""
    config = tmp_path / "office.toml"
    config.write_text('naem = "Ekeby"\n')
    result = agenda("--answers", "-", "--config", str(config), "--json", stdin=json.dumps(ANSWERS))
    assert (result.exit_code, json.loads(result.stdout)) == (0, AGENDA)
    assert "naem: There is no such setting" in result.stderr


@pytest.mark.parametrize(
    "arguments", [(), ("--answers", "-", "--date", "tomorrow"), ("--answers", "-", "--lang", "sv")]
)
def test_wrong_usage_exits_with_two(arguments: tuple[str, ...]) -> None:
    """As every command of the contract."""
    assert agenda(*arguments, stdin="{}").exit_code == 2


def test_the_process_imports_nothing_heavy() -> None:
    """No Qt, no journal, no templates; how long it takes is a figure of `make bench`."""
    script = (
        "import sys; from kiosk.cli import main;"
        "main(['agenda', '--answers', '-', '--json'], standalone_mode=False);"
        "heavy = ('PySide6', 'sqlite_utils', 'babel', 'asyncio');"
        "print([m for m in heavy if m in sys.modules], file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        input=json.dumps(ANSWERS),
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stderr == "[]\n"
    assert json.loads(run.stdout) == AGENDA
