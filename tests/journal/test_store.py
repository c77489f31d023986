"""The journal over SQLite: durable, numbered inside the transaction, each day anew, whole after any failure."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import pytest

from kiosk.core.day.events import CheckinEnded, StopMoved, TicketIssued, Unread
from kiosk.core.day.state import fold
from kiosk.journal.numbers import NumbersExhaustedError
from kiosk.journal.store import Journal
from kiosk.protocol.envelope import Tip
from kiosk.storage.errors import BusyError, DiskFullError, NotADatabaseError
from tests.journal.factories import DRAFT, MONDAY, TUESDAY, ScriptedClock, at, opened

ENDED = CheckinEnded("ar", 3, "ticket", "ticket")


def issue(journal: Journal, count: int = 1) -> list[str]:
    return [journal.issue(DRAFT).ticket for _ in range(count)]


# What is kept -----------------------------------------------------------------------------------------------


def test_a_ticket_is_issued_and_can_be_read_back(journal: Journal) -> None:
    issued = journal.issue(DRAFT, token_hash="ab" * 32)
    (recorded,) = journal.recorded()
    assert (issued.ticket, issued.day, issued.n, issued.at) == ("2001", MONDAY, 1, at(f"{MONDAY}T09:00").wall)
    assert recorded.event == TicketIssued(
        visit=issued.visit,
        ticket="2001",
        language="ar",
        party=3,
        stops=(("SKV", ("SKV-REG",), 20), ("FK", ("FK-REG",), 15)),
        precedence=(("SKV-REG", "FK-REG", "H"),),
        come_back=("CB-PNR",),
        not_today=(("PM-SAMTAL", "closed_today"),),
        interpreter="ar",
        private_help=False,
        token_hash="ab" * 32,
        children=2,
    )


def test_everything_is_there_when_the_file_is_opened_again(folder: Path, clock: ScriptedClock) -> None:
    first = opened(folder, clock)
    issue(first, 3)
    incarnation = first.incarnation
    first.close()
    again = opened(folder, clock, series=None)
    assert issue(again) == ["2004"]
    assert again.incarnation == incarnation
    assert again.verify().ok
    again.close()


def test_events_are_given_by_day_and_place(journal: Journal, clock: ScriptedClock) -> None:
    issue(journal, 2)
    clock.stand(f"{TUESDAY}T09:00")
    issue(journal)
    assert [e.n for e in journal.events()] == [1, 2, 3]
    assert [e.n for e in journal.events(day=TUESDAY)] == [3]
    assert [e.n for e in journal.events(after=2)] == [3]
    assert [e.order for e in journal.events()] == [1, 2, 3]


def test_many_events_come_in_pages_without_gaps(journal: Journal) -> None:
    for _ in range(2_005):
        journal.append(ENDED)
    assert [e.n for e in journal.events()] == list(range(1, 2_006))


def test_the_export_bears_the_ticket(journal: Journal) -> None:
    journal.printed(journal.issue(DRAFT).visit)
    issued, printed = journal.export()
    assert (issued["kind"], issued["ticket"], issued["body"]["ticket"]) == ("ticket.issued", "2001", "2001")
    assert (printed["kind"], printed["office"], printed["day"]) == ("ticket.printed", "ekeby", MONDAY)


def test_issued_and_printed_are_apart(journal: Journal) -> None:
    a, b, c, _ = (journal.issue(DRAFT).visit for _ in range(4))
    journal.printed(a)
    journal.printed(b, low_paper=True)
    journal.not_printed(c, "no_paper")
    assert [row.paper for row in journal.tickets(MONDAY)] == ["printed", "low_paper", "no_paper", "pending"]
    day = fold(MONDAY, journal.recorded(MONDAY))
    assert [v.paper for v in day.visits.values()] == ["printed", "low_paper", "no_paper", "pending"]
    assert day.oddities == ()


def test_what_concerns_a_visit_belongs_to_the_visits_day(journal: Journal, clock: ScriptedClock) -> None:
    """Paper that comes after 04:00 for a ticket of before."""
    clock.stand(f"{TUESDAY}T03:59:59")
    visit = journal.issue(DRAFT).visit
    clock.stand(f"{TUESDAY}T04:00:01")
    assert journal.printed(visit).day == MONDAY
    assert journal.append(StopMoved(visit, "SKV", "call", desk=3)).day == MONDAY
    assert journal.append(ENDED).day == TUESDAY


def test_the_check_ins_end_has_no_visit_id(journal: Journal) -> None:
    journal.append(ENDED)
    (line,) = journal.export()
    assert set(line["body"]) == {"language", "minutes", "last_screen", "outcome", "dropped"}


@dataclass(frozen=True)
class Later:
    """An event of a program that does not exist yet."""

    kind: ClassVar[str] = "coffee.served"
    v: ClassVar[int] = 4
    cups: int = 2


def test_an_unknown_kind_is_stored_exported_and_skipped(journal: Journal) -> None:
    later: Any = Later()
    journal.append(later)
    issue(journal)
    assert next(journal.export())["body"] == {"cups": 2}
    assert isinstance(next(journal.recorded()).event, Unread)
    assert len(fold(MONDAY, journal.recorded(MONDAY)).visits) == 1
    assert journal.verify().ok
    assert journal.rebuild() == 1


def test_the_file_is_for_its_owner_only(journal: Journal) -> None:
    files = [journal.path, *journal.path.parent.glob("journal.db-*")]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(journal.path.parent.stat().st_mode) == 0o700


def test_commits_are_durable(journal: Journal) -> None:
    """Write-ahead log, FULL: a power cut loses nothing acknowledged; deleted rows are overwritten."""
    execute = journal.conn.execute
    found = [
        execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "secure_delete")
    ]
    assert found == ["wal", 2, 1]


# Numbers ----------------------------------------------------------------------------------------------------


def test_numbers_start_anew_each_office_day(journal: Journal, clock: ScriptedClock) -> None:
    assert issue(journal, 2) == ["2001", "2002"]
    clock.stand(f"{TUESDAY}T03:59:59")
    assert issue(journal) == ["2003"]
    clock.stand(f"{TUESDAY}T04:00")
    assert issue(journal, 2) == ["2001", "2002"]
    assert [(row.day, row.ticket) for row in journal.tickets(TUESDAY)] == [
        (TUESDAY, "2001"),
        (TUESDAY, "2002"),
    ]


def test_a_device_that_was_never_paired_takes_five_digits(folder: Path) -> None:
    journal = opened(folder, series=None)
    (ticket,) = issue(journal)
    assert ticket[0] == "9"
    assert ticket[2:] == "001"
    journal.close()


def test_a_granted_series_stays_with_the_journal(folder: Path) -> None:
    for series, ticket in ((3, "3001"), (None, "3002"), (4, "4001"), (None, "4002")):
        journal = opened(folder, series=series)
        assert issue(journal) == [ticket]
        journal.close()


@pytest.mark.parametrize("series", [0, 100, -2])
def test_a_series_that_cannot_be_is_refused(folder: Path, series: int) -> None:
    with pytest.raises(ValueError, match="1 to 99"):
        opened(folder, series=series)


def fill(journal: Journal, series: int) -> None:
    """As if 999 numbers of a series were used today."""
    journal.conn.execute(
        "INSERT INTO tickets VALUES (?, ?, ?, ?, 999, 'sv', 0.0, 'pending')",
        (f"last of {series}", MONDAY, f"{series}999", series),
    )


def test_past_999_the_spare_series_serves_and_then_a_clear_refusal(folder: Path) -> None:
    journal = opened(folder, series=2, spare=7)
    fill(journal, 2)
    assert issue(journal, 2) == ["7001", "7002"]
    fill(journal, 7)
    with pytest.raises(NumbersExhaustedError, match="2 and 7 are used up for today"):
        issue(journal)
    assert [e.n for e in journal.events()] == [1, 2]
    journal.close()


# The office day ---------------------------------------------------------------------------------------------


def test_the_current_day_is_told_without_writing(journal: Journal, clock: ScriptedClock) -> None:
    assert journal.current_day() == MONDAY
    clock.stand(f"{TUESDAY}T05:00")
    assert journal.current_day() == TUESDAY
    clock.stand(f"{MONDAY}T10:00")
    assert journal.current_day() == MONDAY
    assert list(journal.events()) == []


def test_another_zone_and_another_hour_decide_the_day(folder: Path) -> None:
    clock = ScriptedClock(at(f"{TUESDAY}T08:00"))
    journal = opened(folder, clock, time_zone="Pacific/Honolulu")  # eleven hours behind
    assert journal.current_day() == MONDAY
    journal.close()


def test_neither_a_jump_nor_a_clock_set_back_changes_the_day(journal: Journal, clock: ScriptedClock) -> None:
    issue(journal)
    for jump in (400 * 86_400, -800 * 86_400, 400 * 86_400 - 60):
        clock.jump(jump)
        assert journal.issue(DRAFT).day == MONDAY
    assert [row.ticket for row in journal.tickets()] == ["2001", "2002", "2003", "2004"]


def test_a_dead_battery_goes_on_in_the_last_day(folder: Path, clock: ScriptedClock) -> None:
    first = opened(folder, clock)
    issue(first)
    first.close()
    clock.stand("1970-01-02T00:00", boot="boot-2", mono_ms=5_000)
    journal = opened(folder, clock)
    assert (journal.issue(DRAFT).day, journal.issue(DRAFT).ticket) == (MONDAY, "2003")
    journal.close()


def test_the_day_does_not_go_back_when_what_was_noted_of_it_is_lost(
    journal: Journal, clock: ScriptedClock
) -> None:
    clock.stand(f"{TUESDAY}T09:00")
    issue(journal)
    journal.conn.execute("UPDATE meta SET value = '{' WHERE key = 'day_clock'")
    clock.stand(f"{MONDAY}T09:00")
    assert journal.issue(DRAFT).day == TUESDAY


# Failures ---------------------------------------------------------------------------------------------------


def test_a_full_disk_stores_nothing_and_later_writes_succeed(journal: Journal) -> None:
    issue(journal)
    execute = journal.conn.execute
    pages = execute("PRAGMA page_count").fetchone()[0]
    execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFullError, match=r"no space left.*Free some space"):
        issue(journal, 100)
    stored = [e.n for e in journal.events()]
    assert stored == list(range(1, len(stored) + 1))
    execute("PRAGMA max_page_count = 1000000")
    assert issue(journal) == [f"2{len(stored) + 1:03d}"]
    assert journal.verify().ok


def test_a_busy_journal_is_a_typed_error_and_stays_usable(journal: Journal, clock: ScriptedClock) -> None:
    other = opened(journal.path.parent, clock)
    other.conn.execute("PRAGMA busy_timeout = 1")
    journal.conn.execute("BEGIN IMMEDIATE")
    with pytest.raises(BusyError, match="busy with another program"):
        issue(other)
    journal.conn.execute("COMMIT")
    assert issue(other) == ["2001"]
    other.close()


class Stumbling(ScriptedClock):
    """A clock that fails: anything may, inside a transaction."""

    def now(self) -> Any:
        raise ZeroDivisionError


def test_any_error_inside_leaves_nothing_half_written(folder: Path) -> None:
    journal = opened(folder, Stumbling())
    with pytest.raises(ZeroDivisionError):
        issue(journal)
    assert not journal.conn.in_transaction
    assert list(journal.events()) == []
    journal.close()


def test_two_connections_take_turns_and_share_the_numbers(journal: Journal, clock: ScriptedClock) -> None:
    other = opened(journal.path.parent, clock)
    assert [issue(each)[0] for each in (journal, other, other, journal)] == ["2001", "2002", "2003", "2004"]
    assert journal.verify().ok
    assert journal.streams() == {journal.incarnation: (Tip(), Tip(4, list(other.events())[-1].h))}
    other.close()


def test_a_reader_looks_only(journal: Journal) -> None:
    issue(journal)
    reader = Journal.reader(journal.path.parent)
    assert [row.ticket for row in reader.tickets()] == ["2001"]
    with pytest.raises(AssertionError):
        reader.append(ENDED)
    reader.close()


def test_a_folder_without_a_journal_is_told_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(NotADatabaseError, match="no journal"):
        Journal.reader(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()


def test_rebuilding_gives_the_same_rows(journal: Journal) -> None:
    visits = [journal.issue(DRAFT).visit for _ in range(3)]
    journal.append(ENDED)
    journal.printed(visits[0])
    before = journal.tickets()
    journal.conn.execute("DELETE FROM tickets WHERE visit = ?", (visits[1],))
    journal.conn.execute("UPDATE tickets SET paper = 'lost'")
    assert journal.rebuild() == 3
    assert journal.tickets() == before
