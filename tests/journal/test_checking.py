"""Verification: names the incarnation and the first bad n of each chain, and what to do."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from kiosk.core.day.events import CheckinEnded
from kiosk.journal.store import Journal
from kiosk.storage.errors import StorageError
from tests.conftest import SOAK
from tests.journal.factories import DRAFT, opened

FLIPS = 3_000 if SOAK else 150


@pytest.fixture
def kept(journal: Journal) -> Journal:
    """Ten tickets, half of them printed: fifteen events."""
    for i in range(10):
        visit = journal.issue(DRAFT).visit
        if i % 2:
            journal.printed(visit)
    return journal


def test_a_whole_journal_is_whole(kept: Journal) -> None:
    found = kept.verify()
    assert (found.ok, found.events, found.tickets, found.problems) == (True, 15, 10, ())
    assert found.tips[kept.incarnation].n == 15


def test_an_empty_journal_is_whole(journal: Journal) -> None:
    assert journal.verify().ok


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE events SET body = replace(body, 'ar', 'fa') WHERE n = 7",
        "UPDATE events SET day = '2026-11-22' WHERE n = 7",
        "UPDATE events SET kind = 'ticket.issues' WHERE n = 7",
        "UPDATE events SET wall = wall + 60 WHERE n = 7",
        "UPDATE events SET mono_ms = mono_ms + 1 WHERE n = 7",
        "UPDATE events SET h = replace(h, substr(h, 1, 1), 'z') WHERE n = 7",
        "UPDATE events SET h = upper(h) || 'a' WHERE n = 7",
        "DELETE FROM events WHERE n = 7",
        "UPDATE events SET n = 70 WHERE n = 7",
        "UPDATE events SET body = CAST(x'7bff7d' AS TEXT) WHERE n = 7",
    ],
)
def test_a_changed_event_is_named_with_its_incarnation(kept: Journal, change: str) -> None:
    kept.conn.execute(change)
    problem = kept.verify().problems[0]
    assert (problem.incarnation, problem.n) == (kept.incarnation, 7)
    assert f"Event 7 of incarnation {kept.incarnation}" in problem.what
    assert "Keep a copy" in problem.remedy


def test_a_lost_end_is_named(kept: Journal) -> None:
    kept.conn.execute("DELETE FROM events WHERE n > 13")
    problem = kept.verify().problems[0]
    assert (problem.n, "up to 15 are missing" in problem.what) == (14, True)


def test_an_event_that_somebody_added_is_named(kept: Journal) -> None:
    columns = "office, day, incarnation, kind, v, wall, boot, mono_ms, body, h"
    kept.conn.execute(f"INSERT INTO events ({columns}, n) SELECT {columns}, 16 FROM events WHERE n = 15")
    assert kept.verify().problems[0].n == 16


def test_a_list_of_tickets_that_differs_says_to_rebuild(kept: Journal) -> None:
    for change in (
        "UPDATE tickets SET paper = 'printed' WHERE ticket = '2001'",
        "DELETE FROM tickets WHERE ticket = '2001'",
        "INSERT INTO tickets VALUES ('x', '2026-11-23', '2011', 2, 11, 'sv', 0.0, 'pending')",
    ):
        kept.conn.execute(change)
        (problem,) = kept.verify().problems
        assert "list of tickets differs" in problem.what
        assert problem.remedy == f"Run: motesplats journal rebuild --data {kept.path.parent}"
        kept.rebuild()
        assert kept.verify().ok


def test_a_chain_that_was_cut_at_an_old_day_still_verifies(kept: Journal) -> None:
    execute = kept.conn.execute
    n, h = execute("SELECT n, h FROM events WHERE n = 6").fetchone()
    execute("UPDATE streams SET cut_n = ?, cut_h = ?", (n, h))
    execute("DELETE FROM events WHERE n <= 6")
    kept.rebuild()
    assert kept.verify().ok


def test_each_of_two_lives_is_checked_by_itself(kept: Journal) -> None:
    first = kept.incarnation
    with kept.changing():
        kept.put_note("incarnation", "00000000deadbeef")
    kept.append(CheckinEnded("sv", 1, "ticket", "ticket"))
    assert kept.verify().ok
    kept.conn.execute("UPDATE events SET day = 'x' WHERE n = 3 AND incarnation = ?", (first,))
    found = kept.verify()
    assert [(p.incarnation, p.n) for p in found.problems if p.n] == [(first, 3)]
    assert found.tips["00000000deadbeef"].n == 1


def test_a_flipped_byte_in_the_file_is_found_or_harmless(folder: Path, tmp_path: Path) -> None:
    """Anywhere in the file: either it is told, or everything reads as before (unused space, caches)."""
    journal = opened(folder)
    for _ in range(40):
        journal.printed(journal.issue(DRAFT).visit)
    whole = [e.document() for e in journal.events()]
    journal.close()
    data = (folder / "journal.db").read_bytes()
    chance = random.Random(4)
    told = 0
    for _ in range(FLIPS):
        place = chance.randrange(len(data))
        flipped = bytearray(data)
        flipped[place] ^= 1 << chance.randrange(8)
        shutil.rmtree(tmp_path / "copy", ignore_errors=True)
        (tmp_path / "copy").mkdir()
        (tmp_path / "copy" / "journal.db").write_bytes(flipped)
        try:
            reader = Journal.reader(tmp_path / "copy")
        except StorageError:
            told += 1
            continue
        try:
            if not reader.verify().ok:
                told += 1
            else:
                assert [e.document() for e in reader.events()] == whole, place
        except StorageError:
            told += 1
        finally:
            reader.close()
    assert told > FLIPS / 4
