"""The demo plays a whole morning by itself: every screen touched, every ticket kept, nothing lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kiosk.core.checkin import Screen
from tests.e2e.programs import exported, motesplats

NUMBERS = ("visitors", "finished", "lost", "duplicates", "double_calls")


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object], str]:
    out = tmp_path_factory.mktemp("demo")
    done = motesplats("demo", "--headless", "--visitors", 9, "--seed", 7, "--out", out, "--json")
    assert done.returncode == 0, done.stderr
    return out, json.loads(done.stdout), done.stderr


def test_every_visitor_ends_with_a_ticket_of_their_own(played: tuple[Path, dict[str, object], str]) -> None:
    """Nine come, nine numbers, none lost, none twice."""
    _, summary, _ = played
    assert [summary[name] for name in NUMBERS] == [9, 9, 0, 0, 0]


def test_nothing_goes_wrong_behind_the_screens(played: tuple[Path, dict[str, object], str]) -> None:
    """No QML warning, no error in the log; the one printer without paper is told as a warning."""
    _, _, log = played
    assert "qml" not in log.lower()
    assert "ERROR" not in log
    assert log.count("WARNING") == 1, log


def test_every_screen_of_the_kiosk_was_in_front_of_a_visitor(
    played: tuple[Path, dict[str, object], str],
) -> None:
    """Pictures of all places but the one that needs a broken disk."""
    out, _, _ = played
    seen = {path.name.split("-", 1)[1] for path in (out / "screens").iterdir()}
    missing = [
        s.value for s in Screen if s is not Screen.TROUBLE and not any(n.startswith(s.value) for n in seen)
    ]
    assert missing == []


def test_each_ticket_is_there_as_picture_document_and_printer_commands(
    played: tuple[Path, dict[str, object], str],
) -> None:
    """What is listed exists; each number has its three forms; the printer got what was drawn."""
    out, summary, _ = played
    files = summary["files"]
    assert isinstance(files, list)
    assert all(Path(f).stat().st_size > 0 for f in files)
    numbers = {str(line["ticket"]) for line in exported(out / "journal") if line["kind"] == "ticket.issued"}
    assert len(numbers) == 9
    for number in numbers:
        for suffix in ("png", "pdf", "bin"):
            assert (out / "tickets" / f"ticket-{number}.{suffix}").is_file()


def test_the_journal_holds_no_answer_and_verifies(played: tuple[Path, dict[str, object], str]) -> None:
    """Agenda and language only; the chain is whole."""
    out, _, _ = played
    assert motesplats("journal", "verify", "--data", out / "journal").returncode == 0
    text = json.dumps(exported(out / "journal"))
    for answer in ("letter_mv", "protection", "under20", "ut_card", '"pnr"', "all_here"):
        assert answer not in text
