"""The demo plays a whole office day by itself: every screen touched, every visitor served, nothing lost."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kiosk.core.checkin.state import Screen
from tests.e2e.programs import exported, motesplats

NUMBERS = ("visitors", "finished", "lost", "duplicates", "double_calls")


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object], str]:
    out = tmp_path_factory.mktemp("demo")
    done = motesplats("demo", "--headless", "--visitors", 12, "--seed", 7, "--out", out, "--json")
    assert done.returncode == 0, done.stderr
    return out, json.loads(done.stdout), done.stderr


def test_every_visitor_is_served_to_the_end(played: tuple[Path, dict[str, object], str]) -> None:
    """Twelve come, twelve leave with every stop done: none lost, no number twice, nobody at two desks."""
    _, summary, _ = played
    assert [summary[name] for name in NUMBERS] == [12, 12, 0, 0, 0]


def test_nothing_goes_wrong_behind_the_screens(played: tuple[Path, dict[str, object], str]) -> None:
    """No QML warning, no error in the log; the printer without paper is told, and a computer without sound."""
    _, _, log = played
    assert "qml" not in log.lower()
    assert "ERROR" not in log
    told = [line for line in log.splitlines() if "WARNING" in line and not re.search("no sound|chime", line)]
    assert len(told) == 1, told
    assert "no_paper" in told[0]


def test_every_screen_of_the_kiosk_was_in_front_of_a_visitor(
    played: tuple[Path, dict[str, object], str],
) -> None:
    """Pictures of all places but the one that needs a broken disk."""
    out, _, _ = played
    seen = {path.name.split("-", 1)[1] for path in (out / "screens").iterdir()}
    assert {"board", "reception"} <= {path.name.split("-")[0] for path in (out / "screens").iterdir()}
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
    numbers = {
        str(line["ticket"])
        for kiosk in ("kiosk-1", "kiosk-2")
        for line in exported(out / kiosk)
        if line["kind"] == "ticket.issued"
    }
    assert len(numbers) == 12
    for number in numbers:
        for suffix in ("png", "pdf", "bin"):
            assert (out / "tickets" / f"ticket-{number}.{suffix}").is_file()


def test_the_journal_holds_no_answer_and_verifies(played: tuple[Path, dict[str, object], str]) -> None:
    """Agenda and language only; the chain is whole."""
    out, _, _ = played
    assert motesplats("journal", "verify", "--data", out / "kiosk-1").returncode == 0
    text = json.dumps(exported(out / "kiosk-1"))
    for answer in ("letter_mv", "protection", "under20", "ut_card", '"pnr"', "all_here"):
        assert answer not in text
