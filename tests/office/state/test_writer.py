"""The keeper and its store: what is answered is on disk, one failure spoils nobody else's work, everything can be
made again from the events."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.core.day import rollover
from kiosk.core.day.events import StopMoved, TicketPrinted
from kiosk.core.day.state import fold
from kiosk.journal.schema import connect
from kiosk.office.access import Principal, Role
from kiosk.office.handlers import intake
from kiosk.office.state.store import OfficeStore, read_events
from kiosk.office.state.writer import Keeper, Turn
from kiosk.protocol.commands import Command
from kiosk.protocol.envelope import Tip
from kiosk.protocol.messages import Push, Pushed
from kiosk.protocol.validation import WireError
from kiosk.storage.errors import ClosedError, InUseError
from tests.conftest import SOAK
from tests.journal.factories import MONDAY, TUESDAY, ScriptedClock
from tests.office.factories import OFFER, OFFICE, Stream, in_a_loop

LOCAL = Principal(Role.LOCAL, "local", local=True)


@contextmanager
def kept(folder: Path, clock: ScriptedClock) -> Iterator[Keeper]:
    keeper = Keeper(OfficeStore(folder), OFFER, clock)
    keeper.start()
    try:
        yield keeper
    finally:
        keeper.stop()


@pytest.fixture
def keeper(folder: Path, clock: ScriptedClock) -> Iterator[Keeper]:
    with kept(folder, clock) as keeper:
        yield keeper


def push(keeper: Keeper, stream: Stream, first: int = 1, cut: Tip | None = None) -> Pushed:
    events = tuple(stream.events[first - 1 :])
    body = Push(stream.incarnation, OFFICE, events, stream.clock.now(), cut=cut)
    return keeper.do_and_wait(intake.push(body, LOCAL))


def press(keeper: Keeper, number: int, kind: str, **args: object) -> dict[str, object]:
    command = Command(f"press-{number:05}", kind, args)
    return keeper.do_and_wait(intake.follow(command, LOCAL, OFFER))


def a_day(keeper: Keeper, clock: ScriptedClock, incarnation: str = "aa11", series: int = 2) -> Stream:
    """Some tickets; one is served, one called, one has left."""
    stream = Stream(incarnation, clock, series)
    for _ in range(4):
        stream.issue(precedence=(("SKV-REG", "FK-REG", "H"),))
    push(keeper, stream)
    press(keeper, 1, "desk.open", desk=1, station="SKV")
    for i, kind in enumerate(("call.next", "start"), 2):
        press(keeper, i, kind, desk=1)
    press(keeper, 4, "finish", desk=1, outcome="papers_missing")
    press(keeper, 5, "leave", visit=f"{incarnation}-3")
    press(keeper, 6, "call.next", desk=1)
    return stream


def test_the_state_is_the_fold_of_what_is_on_disk(keeper: Keeper, clock: ScriptedClock) -> None:
    a_day(keeper, clock)
    events = read_events(keeper.store.path, 0, 1_000)
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert fold(MONDAY, (event.recorded() for event in events)) == keeper.snapshot.day


def test_projections_follow_and_chains_hold(keeper: Keeper, clock: ScriptedClock) -> None:
    a_day(keeper, clock)

    def checked(turn: Turn) -> tuple[list[str], list[str]]:
        return (
            turn.store.differing(MONDAY, turn.books.state.visits.values()),
            turn.store.broken_chains(),
        )

    assert keeper.do_and_wait(checked) == ([], [])
    keeper.do_and_wait(
        lambda turn: turn.store.conn.execute("UPDATE stops SET state = 'waiting' WHERE place = 1")
    )
    keeper.do_and_wait(lambda turn: turn.store.conn.execute("UPDATE events SET body = '{}' WHERE n = 2"))
    differing, broken = keeper.do_and_wait(checked)
    assert differing == ["aa11-1", "aa11-3"]
    assert sorted(line.split(" of ")[0] for line in broken) == ["Event 2", "Event 2"]


def test_a_restart_finds_the_same_state(folder: Path, clock: ScriptedClock) -> None:
    with kept(folder, clock) as keeper:
        a_day(keeper, clock)
        before = keeper.snapshot
    with kept(folder, clock) as keeper:
        after = keeper.snapshot
    for part in ("office", "epoch", "seq", "day", "history", "tokens", "papers", "devices"):
        assert getattr(before, part) == getattr(after, part), part


def test_a_failure_spoils_nobody_elses_work(keeper: Keeper, clock: ScriptedClock) -> None:
    stream = Stream(clock=clock)
    stream.issue()

    def fails(turn: Turn) -> None:
        turn.books.decided([StopMoved("a", "SKV", "call")], turn.now)  # half done
        turn.store.set_meta("epoch", "spoilt")
        raise RuntimeError("a bug")

    async def all_at_once() -> tuple[object, object, object]:
        body = Push(stream.incarnation, OFFICE, tuple(stream.events), clock.now())
        return await asyncio.gather(
            keeper.do(intake.push(body, LOCAL)), keeper.do(fails), keeper.do(_seq), return_exceptions=True
        )

    pushed, failed, seq = in_a_loop(all_at_once())
    assert isinstance(pushed, Pushed)
    assert pushed.acked == 1
    assert str(failed) == "a bug"
    assert seq == 1
    assert keeper.snapshot.seq == 1
    assert len(read_events(keeper.store.path, 0, 10)) == 1
    assert keeper.do_and_wait(lambda turn: turn.store.meta("epoch")) == keeper.snapshot.epoch


def _seq(turn: Turn) -> int:
    return turn.books.seq


def test_a_refusal_changes_nothing_and_the_others_go_on(keeper: Keeper) -> None:
    def refuses(turn: Turn) -> None:
        raise WireError("No.")

    async def both() -> tuple[object, object]:
        return await asyncio.gather(keeper.do(refuses), keeper.do(_seq), return_exceptions=True)

    refused, seq = in_a_loop(both())
    assert (str(refused), seq) == ("No.", 0)


def test_after_its_end_nothing_is_taken(keeper: Keeper) -> None:
    keeper.stop()
    keeper.stop()
    with pytest.raises(ClosedError):
        keeper.do_and_wait(_seq)


def test_two_servers_never_share_a_folder(keeper: Keeper, clock: ScriptedClock) -> None:
    with pytest.raises(InUseError, match="Another office server already uses"):
        Keeper(OfficeStore(keeper.store.path.parent), OFFER, clock).start()


def test_old_days_are_dropped_and_their_late_facts_counted(folder: Path, clock: ScriptedClock) -> None:
    with kept(folder, clock) as keeper:
        stream = a_day(keeper, clock)
        other = Stream("bb22", clock, 3)
        other.issue()
        stream.add(TicketPrinted("aa11-1"))
        head = keeper.snapshot.seq
    clock.stand(f"{TUESDAY}T09:00")
    with kept(folder, clock) as keeper:
        assert read_events(keeper.store.path, 0, 1_000) == []
        assert keeper.snapshot.seq == head  # no place in the order is given twice
        stream.day = TUESDAY
        stream.issue()
        assert push(keeper, stream, first=4).acked == 6
        assert push(keeper, stream).acked == 6  # all of it again
        assert push(keeper, other).acked == 1
        late = keeper.do_and_wait(lambda turn: turn.store.conn.execute("SELECT * FROM too_late").fetchall())
        assert sorted(late) == [(MONDAY, "ticket.issued", 1), (MONDAY, "ticket.printed", 1)]
        assert [visit.ticket for visit in keeper.snapshot.day.visits.values()] == ["2005"]
        assert keeper.do_and_wait(lambda turn: turn.store.broken_chains()) == []
        assert read_events(keeper.store.path, 0, 10)[0].seq == head + 1


def bytes_of(folder: Path) -> bytes:
    """Everything that lies in the database's files."""
    files = [folder / f"office.db{end}" for end in ("", "-wal", "-shm")]
    return b"".join(file.read_bytes() for file in files if file.exists())


def test_at_the_first_moment_of_a_day_nothing_of_yesterday_is_in_any_file(
    folder: Path, clock: ScriptedClock
) -> None:
    """While it runs, with nobody asking anything: its own tick is enough. A restart finds whole chains."""
    with kept(folder, clock) as keeper:
        stream = a_day(keeper, clock)
        traces = [*(f"aa11-{i}".encode() for i in range(1, 5)), b"SKV-REG", b"papers_missing", b"press-00002"]
        assert [trace for trace in traces if trace not in bytes_of(folder)] == []
        clock.stand(f"{TUESDAY}T03:59:59")
        keeper.do_and_wait(intake.release_overdue())
        assert len(keeper.snapshot.day.visits) == 4
        clock.stand(f"{TUESDAY}T04:00")
        keeper.do_and_wait(intake.release_overdue())
        assert [trace for trace in traces if trace in bytes_of(folder)] == []
        assert keeper.snapshot.day.visits == {}
        stream.day = TUESDAY
        stream.issue()
        assert push(keeper, stream, first=5).acked == 5
    with kept(folder, clock) as keeper:
        assert keeper.do_and_wait(lambda turn: turn.store.broken_chains()) == []
        assert list(keeper.snapshot.day.visits) == ["aa11-5"]
        query = "SELECT day, n FROM day_totals WHERE kind = 'ticket.issued'"
        assert keeper.do_and_wait(lambda turn: turn.store.conn.execute(query).fetchall()) == [(MONDAY, 4)]


def test_a_server_that_was_off_over_night_forgets_at_its_start(folder: Path, clock: ScriptedClock) -> None:
    with kept(folder, clock) as keeper:
        a_day(keeper, clock)
    clock.stand(f"{TUESDAY}T07:00")
    with kept(folder, clock):
        assert b"aa11-1" not in bytes_of(folder)


def test_what_a_reader_holds_in_the_log_is_cleaned_a_minute_later(
    folder: Path, clock: ScriptedClock, caplog: pytest.LogCaptureFixture
) -> None:
    with kept(folder, clock) as keeper:
        a_day(keeper, clock)
        keeper.do_and_wait(lambda turn: turn.store.conn.execute("PRAGMA busy_timeout = 1") and None)
        reader = connect(keeper.store.path, make=False).conn
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM events").fetchone()
        clock.stand(f"{TUESDAY}T04:00")
        keeper.do_and_wait(intake.release_overdue())
        assert "Older days may still lie in the file" in caplog.text
        assert read_events(keeper.store.path, 0, 10) == []
        reader.close()
        clock.stand(f"{TUESDAY}T04:01")
        keeper.do_and_wait(intake.release_overdue())
        assert b"aa11-1" not in bytes_of(folder)


def test_with_more_days_kept_yesterdays_late_fact_counts_on_yesterday(
    keeper: Keeper, clock: ScriptedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rollover, "KEPT_DAYS", 1)
    stream = Stream(clock=clock)
    stream.issue()
    clock.stand(f"{TUESDAY}T08:00")
    push(keeper, stream)
    assert keeper.snapshot.day.day == TUESDAY
    assert keeper.snapshot.day.visits == {}
    rows = keeper.do_and_wait(
        lambda turn: turn.store.conn.execute("SELECT day, ticket FROM visits").fetchall()
    )
    assert rows == [(MONDAY, "2001")]


def test_a_hole_that_the_device_had_cut_is_no_broken_chain(keeper: Keeper, clock: ScriptedClock) -> None:
    stream = Stream(clock=clock)
    for _ in range(6):
        stream.issue()
    body = Push(stream.incarnation, OFFICE, tuple(stream.events[:2]), clock.now())
    keeper.do_and_wait(intake.push(body, LOCAL))
    assert push(keeper, stream, first=5, cut=Tip(4, stream.events[3].h)).acked == 6
    assert keeper.do_and_wait(lambda turn: turn.store.broken_chains()) == []


def test_twenty_thousand_events_are_read_within_a_second(folder: Path, clock: ScriptedClock) -> None:
    """Of this program's own time, for others share the computer; `figures` has the clock's. The bar is for both."""
    with kept(folder, clock) as keeper:
        for i in range(20):
            stream = Stream(f"kiosk{i}", clock, i + 1)
            for number in range(1, 501):
                stream.issue()
                stream.add(TicketPrinted(f"kiosk{i}-{number}"))
            for first in range(0, 1_000, 200):
                part = tuple(stream.events[first : first + 200])
                keeper.do_and_wait(intake.push(Push(stream.incarnation, OFFICE, part, clock.now()), LOCAL))
    began = time.process_time()
    with kept(folder, clock) as keeper:
        took = time.process_time() - began
        assert len(keeper.snapshot.day.visits) == 10_000
    assert took < (1.0 if SOAK else 3.0)


def test_paper_of_yesterday_brings_no_visit_back_and_a_wrong_clock_loses_none(
    folder: Path, keeper: Keeper, clock: ScriptedClock
) -> None:
    """A late fact of a visit that is gone is counted; what a kiosk without a calendar issues now counts today."""
    stream = Stream(clock=clock)
    stream.issue()
    push(keeper, stream)
    clock.stand(f"{TUESDAY}T04:00:01")
    stream.add(TicketPrinted("aa11-1"))
    assert push(keeper, stream, first=2).acked == 2
    assert b"aa11-1" not in bytes_of(folder)
    lost = Stream("bb22", clock, 3, day="1970-01-02")
    lost.issue()
    lost.add(TicketPrinted("bb22-1"))
    push(keeper, lost)
    assert [(visit.id, visit.paper) for visit in keeper.snapshot.day.visits.values()] == [
        ("bb22-1", "printed")
    ]
    assert keeper.snapshot.day.oddities == ()
