"""What is shown to a person when something fails: one sentence with a remedy, and exit code 1; never a traceback."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from kiosk.cli import COMMANDS, main
from kiosk.errors import UserError
from kiosk.present.language import catalogues
from tests.test_architecture import files

# A fault of the computer or of what was typed, for each command: the words to type in an empty folder.
PLANTED: dict[str, list[str]] = {
    "demo": ["demo", "--headless", "--config", "none.toml"],
    "kiosk": ["kiosk", "--data", "data", "--office", "ftp://office"],
    "office": ["office", "--data", "data", "--config", "none.toml"],
    "reception": ["reception", "--token-file", "none"],
    "board": ["board", "--office", "nowhere"],
    "pair": ["pair", "new", "--office", "nowhere", "--role", "board"],
    "agenda": ["agenda", "--answers", "none.json"],
    "rules": ["rules", "check", "--config", "none.toml"],
    "checkin": ["checkin", "--answers", "none.json", "--language", "sv", "--config", "none.toml"],
    "journal": ["journal", "verify", "--data", "data"],
    "status": ["status", "--data", "damaged"],
    "backup": ["backup", "--data", "data"],
    "restore": ["restore", "none", "--data", "data"],
    "purge": ["purge", "--data", "data"],
    "simulate": ["simulate", "--scenario", "none.toml"],
    "screens": ["screens", "--out", "out", "--config", "none.toml"],
    "phrases": ["phrases", "--config", "none.toml"],
    "languages": ["languages"],
    "config": ["config", "check", "none.toml"],
    "doctor": ["doctor", "--only", "python", "--bundle", "there.zip"],
}


@pytest.fixture
def planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[list[str]], Result]:
    """Runs words in a folder with a damaged database, a file in the way, and a catalogue that cannot be read."""
    monkeypatch.chdir(tmp_path)
    Path("damaged").mkdir()
    Path("damaged/journal.db").write_bytes(b"no database" * 1000)
    Path("there.zip").write_bytes(b"")
    broken = catalogues.po_file("sv", tmp_path / "words")
    broken.parent.mkdir(parents=True)
    broken.write_bytes(b"\xff\xfe broken")

    def run(words: list[str]) -> Result:
        if words == ["languages"]:
            monkeypatch.setattr("kiosk.places.translations_dir", lambda: tmp_path / "words")
        return CliRunner().invoke(main, words)

    return run


def test_a_fault_is_planted_in_every_command() -> None:
    assert PLANTED.keys() == COMMANDS.keys()


@pytest.mark.parametrize("name", PLANTED)
def test_a_command_that_fails_says_what_and_what_to_do_and_ends_with_1(
    name: str, planted: Callable[[list[str]], Result]
) -> None:
    done = planted(PLANTED[name])
    assert isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code == 1
    (line,) = done.stderr.splitlines()
    sentence = line.removeprefix("motesplats: ")
    assert sentence != line
    assert re.search(r"[.;:] \w", sentence), "what failed, then what to do"


def test_any_error_for_people_ends_a_command_like_that_whatever_its_class(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """By the class and not by its name, which may change."""

    class NeverSeenBeforeError(UserError):
        default_remedy = "Do this."

    @click.command("journal")
    def failing() -> None:
        raise NeverSeenBeforeError("It does not work.")

    monkeypatch.setattr("kiosk.commands.journal.command", failing)
    done = CliRunner().invoke(main, ["journal"])
    assert (done.exit_code, done.stderr) == (1, "motesplats: It does not work. Do this.\n")


def test_a_bug_in_a_command_is_shown_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command("journal")
    def failing() -> None:
        raise LookupError("a bug")

    monkeypatch.setattr("kiosk.commands.journal.command", failing)
    assert isinstance(CliRunner().invoke(main, ["journal"]).exception, LookupError)


def test_the_program_itself_ends_in_a_sentence_too(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kiosk.cli", "journal", "verify", "--data", str(tmp_path / "none")],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])},
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("motesplats: There is no ")
    assert len(done.stderr.splitlines()) == 1


def test_an_error_is_its_sentence_and_its_remedy() -> None:
    error = UserError("It does not work.", "Do this.")
    assert (error.message, error.remedy, str(error)) == (
        "It does not work.",
        "Do this.",
        "It does not work. Do this.",
    )
    assert str(UserError("It does not work.")) == "It does not work."


def exceptions() -> dict[str, tuple[str, set[str], str]]:
    """Each exception class of the product: its file, its bases and its source."""
    found = {}
    for path in files("py", "kiosk"):
        source = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.ClassDef):
                bases = {ast.unparse(base).rpartition(".")[2] for base in node.bases}
                found[node.name] = (str(path), bases, ast.get_source_segment(source, node) or "")
    raised = {"Exception", "UserError"}
    while more := {name for name, (_, bases, _) in found.items() if bases & raised} - raised:
        raised |= more
    return {name: found[name] for name in raised & found.keys() - {"UserError"}}


def test_every_exception_with_a_remedy_is_a_user_error() -> None:
    found = exceptions()
    for_people = {"UserError"}
    while more := {name for name, (_, bases, _) in found.items() if bases & for_people} - for_people:
        for_people |= more
    assert len(for_people) > 20
    offences = [
        f"{path}: {name}"
        for name, (path, _, source) in found.items()
        if name not in for_people and "remedy" in source
    ]
    assert offences == []


def test_no_subclass_builds_the_sentence_again() -> None:
    offences = [
        f"{path}: {name}"
        for name, (path, _, source) in exceptions().items()
        if "self.remedy =" in source or "self.message =" in source
    ]
    assert offences == []


def test_no_json_comes_with_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs that read the output see nothing on stdout, never half a document."""
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["journal", "verify", "--data", "none", "--json"])
    assert (done.exit_code, done.stdout) == (1, "")
