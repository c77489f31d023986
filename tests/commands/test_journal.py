"""`motesplats journal`: a document or a sentence, and exit code 1 for what is broken."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk.cli import main
from kiosk.journal.store import Journal
from tests.journal.factories import DRAFT, opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def journal(folder: Path) -> Iterator[Journal]:
    """Three tickets, the first printed; open, as beside a running kiosk."""
    journal = opened(folder)
    visits = [journal.issue(DRAFT).visit for _ in range(3)]
    journal.printed(visits[0])
    yield journal
    journal.close()


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["journal", *map(str, arguments)])


def test_verify_says_that_it_is_whole(journal: Journal, folder: Path) -> None:
    result = run("verify", "--data", folder)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "The journal is whole. Events: 4, tickets: 3, incarnations: 1.\n"


def test_verify_as_a_document(journal: Journal, folder: Path) -> None:
    document = json.loads(run("verify", "--data", folder, "--json").stdout)
    tip = list(journal.events())[-1]
    assert document == {
        "ok": True,
        "events": 4,
        "tickets": 3,
        "incarnations": [{"incarnation": journal.incarnation, "n": 4, "h": tip.h}],
        "problems": [],
    }


def test_a_changed_event_is_named_and_refused(journal: Journal, folder: Path) -> None:
    journal.conn.execute("UPDATE events SET body = replace(body, 'ar', 'fa') WHERE n = 2")
    result = run("verify", "--data", folder, "--json")
    assert result.exit_code == 1
    first = json.loads(result.stdout)["problems"][0]
    assert (first["incarnation"], first["n"]) == (journal.incarnation, 2)
    sentence = f"motesplats: Event 2 of incarnation {journal.incarnation} has been changed. Keep a copy"
    assert result.stderr.startswith(sentence)
    assert "Traceback" not in result.output


def test_export_gives_an_event_a_line(journal: Journal, folder: Path) -> None:
    lines = [json.loads(line) for line in run("export", "--data", folder).stdout.splitlines()]
    assert [line.get("ticket") for line in lines] == ["2001", "2002", "2003", None]
    assert json.loads(run("export", "--data", folder, "--json").stdout) == lines


def test_export_of_an_event_that_cannot_be_read_says_to_verify(journal: Journal, folder: Path) -> None:
    journal.conn.execute("UPDATE events SET body = '{' WHERE n = 2")
    result = run("export", "--data", folder)
    assert result.exit_code == 1
    assert f"Run: motesplats journal verify --data {folder}" in result.stderr


def test_rebuild_mends_the_list_of_tickets(journal: Journal, folder: Path) -> None:
    journal.conn.execute("DELETE FROM tickets")
    broken = run("verify", "--data", folder)
    assert (broken.exit_code, "motesplats journal rebuild" in broken.stderr) == (1, True)
    rebuilt = run("rebuild", "--data", folder)
    assert (rebuilt.exit_code, rebuilt.stdout) == (0, "Listed again. Tickets: 3, from events: 4.\n")
    document = json.loads(run("rebuild", "--data", folder, "--json").stdout)
    assert (document["rebuilt"], document["ok"]) == (3, True)


@pytest.mark.parametrize("command", ["verify", "export", "rebuild"])
def test_without_a_journal_it_refuses_in_one_sentence(command: str, tmp_path: Path) -> None:
    result = run(command, "--data", tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert (
        result.stderr == f"motesplats: There is no journal.db in {tmp_path}. Name its folder with --data.\n"
    )


@pytest.mark.parametrize("command", ["verify", "export", "rebuild"])
def test_a_file_that_is_no_journal_is_refused(command: str, tmp_path: Path) -> None:
    (tmp_path / "journal.db").write_text("a diary\n" * 200)
    result = run(command, "--data", tmp_path, "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "is not a journal. Name another folder" in result.stderr


def test_wrong_usage_is_exit_code_two() -> None:
    assert run("burn").exit_code == 2
    assert run("verify", "--unknown").exit_code == 2
