"""Forgetting: in the morning nothing of yesterday is in the journal, its file or its log, and the chain goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.core.day import rollover
from kiosk.core.day.events import CheckinEnded
from kiosk.journal import retention
from kiosk.journal.outbox import Outbox
from kiosk.journal.store import Journal
from kiosk.protocol.envelope import Tip
from kiosk.storage.errors import BusyError, DiskFullError
from tests.journal.factories import DRAFT, MONDAY, TUESDAY, ScriptedClock, opened

ENDED = CheckinEnded("ar", 3, "ticket", "ticket")
VISITS = 300
"""So many that pages of the file are split."""


def a_monday(journal: Journal, visits: int = VISITS) -> list[str]:
    """A day of tickets; the visits' ids."""
    ids = []
    for _ in range(visits):
        ids.append(journal.issue(DRAFT, token_hash="ab" * 32).visit)
        journal.printed(ids[-1])
        journal.append(ENDED)
    return ids


def bytes_of(folder: Path) -> bytes:
    """Everything that lies in the journal's files."""
    files = [folder / f"journal.db{end}" for end in ("", "-wal", "-shm")]
    return b"".join(file.read_bytes() for file in files if file.exists())


def totals(journal: Journal) -> list[tuple[str, str, int]]:
    rows = journal.conn.execute("SELECT day, kind, n FROM day_totals ORDER BY day, kind")
    return [(str(day), str(kind), int(n)) for day, kind, n in rows]


@pytest.fixture
def tuesday(journal: Journal, clock: ScriptedClock) -> list[str]:
    """The visits of yesterday; it is the first moment of today."""
    visits = a_monday(journal)
    clock.stand(f"{TUESDAY}T04:00")
    return visits


def test_nothing_of_yesterday_is_in_any_file(folder: Path, journal: Journal, tuesday: list[str]) -> None:
    kept = bytes_of(folder)
    traces: list[bytes] = [b"SKV-REG", b"CB-PNR", b'"language":"ar"', b"ab" * 32, b"2001"]
    assert all(trace in kept for trace in [*traces, tuesday[0].encode()])
    assert journal.forget() == 3 * VISITS
    left = bytes_of(folder)
    assert [trace for trace in traces if trace in left] == []
    assert [visit for visit in tuesday if visit.encode() in left] == []
    assert list(journal.events()) == []
    assert journal.tickets() == []


def test_today_stays_and_only_it(journal: Journal, folder: Path, tuesday: list[str]) -> None:
    visit = journal.issue(DRAFT).visit
    journal.printed(visit)
    assert journal.forget() == 3 * VISITS
    left = bytes_of(folder)
    assert visit.encode() in left
    assert [each for each in tuesday if each.encode() in left] == []
    assert [(row.visit, row.ticket) for row in journal.tickets()] == [(visit, "2001")]
    assert journal.issue(DRAFT).ticket == "2002"
    found = journal.verify()
    assert (found.ok, found.events, found.tickets) == (True, 3, 2)
    assert journal.rebuild() == 2


def test_the_chain_goes_on_from_the_cut(journal: Journal, tuesday: list[str]) -> None:
    last = list(journal.events())[-1]
    journal.forget()
    assert journal.streams()[journal.incarnation] == (Tip(last.n, last.h), Tip(last.n, last.h))
    assert journal.verify().ok
    assert journal.issue(DRAFT).n == last.n + 1
    assert journal.verify().ok


def test_before_the_days_start_nothing_is_forgotten(journal: Journal, clock: ScriptedClock) -> None:
    a_monday(journal, 2)
    clock.stand(f"{TUESDAY}T03:59:59")
    assert journal.forget() == 0
    assert len(journal.tickets()) == 2


def test_a_second_time_writes_nothing(journal: Journal, tuesday: list[str]) -> None:
    journal.forget()
    before = journal.conn.total_changes
    assert journal.forget() == 0
    assert journal.conn.total_changes == before


def test_a_wrong_clock_forgets_nothing(journal: Journal, clock: ScriptedClock) -> None:
    a_monday(journal, 2)
    clock.jump(400 * 86_400)
    assert journal.forget() == 0


def test_the_day_does_not_go_back_though_nothing_of_it_is_left(
    journal: Journal, clock: ScriptedClock, tuesday: list[str]
) -> None:
    journal.forget()
    clock.stand(f"{MONDAY}T10:00")
    assert journal.current_day() == TUESDAY


def test_opening_forgets(folder: Path, clock: ScriptedClock) -> None:
    first = opened(folder, clock)
    a_monday(first, 3)
    first.close()
    clock.stand(f"{TUESDAY}T08:00")
    journal = opened(folder, clock)
    assert (journal.forgotten, list(journal.events())) == (9, [])
    assert journal.verify().ok
    journal.close()


def test_a_failure_keeps_nobody_from_opening(
    folder: Path, clock: ScriptedClock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> None:
        raise DiskFullError("There is no space left.")

    first = opened(folder, clock)
    a_monday(first, 3)
    first.close()
    clock.stand(f"{TUESDAY}T08:00")
    with monkeypatch.context() as patch:
        patch.setattr(retention, "drop_before", full)
        journal = opened(folder, clock)
    assert "Older days could not be deleted yet" in caplog.text
    assert journal.forget() == 9
    journal.close()


def test_what_nobody_has_is_counted_by_day_and_kind(journal: Journal, clock: ScriptedClock) -> None:
    a_monday(journal, 4)
    Outbox(journal).acknowledge(journal.incarnation, 6)  # two visits are at the office
    clock.stand(f"{TUESDAY}T09:00")
    journal.forget()
    kinds = ("checkin.ended", "ticket.issued", "ticket.printed")
    assert totals(journal) == [(MONDAY, kind, 2) for kind in kinds]
    columns = [row[1] for row in journal.conn.execute("PRAGMA table_info(day_totals)")]
    assert columns == ["day", "kind", "n"]


def test_every_incarnation_is_cut_by_itself(journal: Journal, clock: ScriptedClock) -> None:
    a_monday(journal, 2)
    first = journal.incarnation
    second = Outbox(journal, lambda: "00000000deadbeef").begin_again(first, 4)
    a_monday(journal, 1)
    clock.stand(f"{TUESDAY}T09:00")
    journal.issue(DRAFT)
    assert journal.forget() == 9
    assert {key: (cut.n, last.n) for key, (cut, last) in journal.streams().items()} == {
        first: (3, 3),
        second: (6, 7),
    }
    assert journal.verify().ok


def test_paper_that_comes_after_the_first_of_today_goes_a_day_later(
    folder: Path, journal: Journal, clock: ScriptedClock
) -> None:
    visit = journal.issue(DRAFT).visit
    clock.stand(f"{TUESDAY}T04:00:01")
    journal.append(ENDED)
    journal.printed(visit)
    assert journal.forget() == 1
    assert journal.tickets() == []
    assert [event.kind for event in journal.events()] == ["checkin.ended", "ticket.printed"]
    assert journal.verify().ok
    assert retention.oldest_kept(journal.path, TUESDAY) == TUESDAY
    clock.stand("2026-11-25T04:00")
    assert journal.forget() == 2


def test_a_reader_of_the_log_delays_the_cleaning_only(
    folder: Path, journal: Journal, tuesday: list[str]
) -> None:
    reader = Journal.reader(folder)
    reader.conn.execute("BEGIN")
    reader.conn.execute("SELECT count(*) FROM events").fetchone()
    journal.conn.execute("PRAGMA busy_timeout = 1")
    with pytest.raises(BusyError, match="still lies in the log of journal"):
        journal.forget()
    assert list(journal.events()) == []
    reader.conn.execute("ROLLBACK")
    reader.close()
    assert journal.forget() == 0
    assert [visit for visit in tuesday if visit.encode() in bytes_of(folder)] == []


def test_a_spoilt_last_hash_still_gives_a_cut_that_the_wire_carries(
    journal: Journal, clock: ScriptedClock
) -> None:
    a_monday(journal, 2)
    journal.conn.execute("UPDATE events SET h = CAST(x'ff7a' AS TEXT) WHERE n = 6")
    clock.stand(f"{TUESDAY}T09:00")
    journal.issue(DRAFT)
    assert journal.forget() == 6
    cut, _ = journal.streams()[journal.incarnation]
    assert (cut.n, len(cut.h)) == (6, 64)
    assert journal.verify().problems[0].n == 7  # it follows a hash that nobody has any more


def test_the_oldest_day_is_told(journal: Journal, clock: ScriptedClock) -> None:
    assert retention.oldest_kept(journal.path, MONDAY) is None
    a_monday(journal, 1)
    assert retention.oldest_kept(journal.path, TUESDAY) == MONDAY


def test_one_number_says_how_many_days_are_kept(
    journal: Journal, clock: ScriptedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_monday(journal, 1)
    clock.stand(f"{TUESDAY}T09:00")
    monkeypatch.setattr(rollover, "KEPT_DAYS", 1)
    assert journal.forget() == 0
    monkeypatch.undo()
    assert journal.forget() == 3
