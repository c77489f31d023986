"""The keeper and its store: what is answered is on disk, one failure spoils nobody else's work, everything can be
made again from the events."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.core.day import rollover
from kiosk.core.day.events import StopMoved, TicketPrinted
from kiosk.core.day.state import fold
from kiosk.office.access import Principal, Unpaired
from kiosk.office.handlers import commands, pushes
from kiosk.office.state.store import OfficeStore
from kiosk.office.state.writer import OfficeWriter, WriteContext
from kiosk.protocol.commands import CommandResult, command_of
from kiosk.protocol.envelope import Tip
from kiosk.protocol.errors import WireError
from kiosk.protocol.push import Push, Pushed
from kiosk.storage.connection import connect
from kiosk.storage.errors import ClosedError, InUseError
from tests.core.office_days import CONFIG
from tests.journal.factories import MONDAY, TUESDAY, ScriptedClock
from tests.office.factories import OFFICE, Stream, in_a_loop, read_events

LOCAL = Principal(Unpaired.LOCAL, "local", local=True)


@contextmanager
def kept(folder: Path, clock: ScriptedClock) -> Iterator[OfficeWriter]:
    writer = OfficeWriter(OfficeStore(folder), CONFIG, clock)
    writer.start()
    try:
        yield writer
    finally:
        writer.stop()


@pytest.fixture
def writer(folder: Path, clock: ScriptedClock) -> Iterator[OfficeWriter]:
    with kept(folder, clock) as writer:
        yield writer


def push(writer: OfficeWriter, stream: Stream, first: int = 1, cut: Tip | None = None) -> Pushed:
    events = tuple(stream.events[first - 1 :])
    body = Push(stream.incarnation, OFFICE, events, stream.clock.now(), cut=cut)
    return writer.do_and_wait(pushes.push(body, LOCAL))


def press(writer: OfficeWriter, number: int, kind: str, **args: object) -> CommandResult:
    command = command_of(f"press-{number:05}", kind, args)
    return writer.do_and_wait(commands.execute(command, LOCAL, CONFIG))


def a_day(writer: OfficeWriter, clock: ScriptedClock, incarnation: str = "aa11", series: int = 2) -> Stream:
    """Some tickets; one is served, one called, one has left."""
    stream = Stream(incarnation, clock, series)
    for _ in range(4):
        stream.issue(precedence=(("SKV-REG", "FK-REG", "H"),))
    push(writer, stream)
    press(writer, 1, "desk.open", desk=1, station="SKV")
    for i, kind in enumerate(("call.next", "start"), 2):
        press(writer, i, kind, desk=1)
    press(writer, 4, "finish", desk=1, outcome="papers_missing")
    press(writer, 5, "leave", visit=f"{incarnation}-3")
    press(writer, 6, "call.next", desk=1)
    return stream


def test_the_state_is_the_fold_of_what_is_on_disk(writer: OfficeWriter, clock: ScriptedClock) -> None:
    a_day(writer, clock)
    events = read_events(writer.store.path, 0, 1_000)
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert fold(MONDAY, (event.recorded() for event in events)) == writer.snapshot.day


def test_projections_follow_and_chains_hold(writer: OfficeWriter, clock: ScriptedClock) -> None:
    a_day(writer, clock)

    def checked(turn: WriteContext) -> tuple[list[str], list[str]]:
        return (
            turn.store.differing(MONDAY, turn.memory.state.visits.values()),
            turn.store.broken_chains(),
        )

    assert writer.do_and_wait(checked) == ([], [])
    writer.do_and_wait(
        lambda turn: turn.store.conn.execute("UPDATE stops SET state = 'waiting' WHERE place = 1")
    )
    writer.do_and_wait(lambda turn: turn.store.conn.execute("UPDATE events SET body = '{}' WHERE n = 2"))
    differing, broken = writer.do_and_wait(checked)
    assert differing == ["aa11-1", "aa11-3"]
    assert sorted(line.split(" of ")[0] for line in broken) == ["Event 2", "Event 2"]


def test_a_restart_finds_the_same_state(folder: Path, clock: ScriptedClock) -> None:
    with kept(folder, clock) as writer:
        a_day(writer, clock)
        before = writer.snapshot
    with kept(folder, clock) as writer:
        after = writer.snapshot
    for part in ("office", "epoch", "seq", "day", "history", "tokens", "papers", "devices"):
        assert getattr(before, part) == getattr(after, part), part


def test_a_failure_spoils_nobody_elses_work(writer: OfficeWriter, clock: ScriptedClock) -> None:
    stream = Stream(clock=clock)
    stream.issue()

    def fails(turn: WriteContext) -> None:
        turn.memory.decided([StopMoved("a", "SKV", "call")], turn.now)  # half done
        turn.store.set_meta("epoch", "spoilt")
        raise RuntimeError("a bug")

    async def all_at_once() -> tuple[object, object, object]:
        body = Push(stream.incarnation, OFFICE, tuple(stream.events), clock.now())
        return await asyncio.gather(
            writer.do(pushes.push(body, LOCAL)), writer.do(fails), writer.do(_seq), return_exceptions=True
        )

    pushed, failed, seq = in_a_loop(all_at_once())
    assert isinstance(pushed, Pushed)
    assert pushed.acked == 1
    assert str(failed) == "a bug"
    assert seq == 1
    assert writer.snapshot.seq == 1
    assert len(read_events(writer.store.path, 0, 10)) == 1
    assert writer.do_and_wait(lambda turn: turn.store.meta("epoch")) == writer.snapshot.epoch


def _seq(turn: WriteContext) -> int:
    return turn.memory.seq


def test_a_refusal_changes_nothing_and_the_others_go_on(writer: OfficeWriter) -> None:
    def refuses(turn: WriteContext) -> None:
        raise WireError("No.")

    async def both() -> tuple[object, object]:
        return await asyncio.gather(writer.do(refuses), writer.do(_seq), return_exceptions=True)

    refused, seq = in_a_loop(both())
    assert (str(refused), seq) == ("No.", 0)


def test_after_its_end_nothing_is_taken(writer: OfficeWriter) -> None:
    writer.stop()
    writer.stop()
    with pytest.raises(ClosedError):
        writer.do_and_wait(_seq)


def test_two_servers_never_share_a_folder(writer: OfficeWriter, clock: ScriptedClock) -> None:
    with pytest.raises(InUseError, match="Another office server already uses"):
        OfficeWriter(OfficeStore(writer.store.path.parent), CONFIG, clock).start()


def test_old_days_are_dropped_and_their_late_facts_counted(folder: Path, clock: ScriptedClock) -> None:
    with kept(folder, clock) as writer:
        stream = a_day(writer, clock)
        other = Stream("bb22", clock, 3)
        other.issue()
        stream.add(TicketPrinted("aa11-1"))
        head = writer.snapshot.seq
    clock.stand(f"{TUESDAY}T09:00")
    with kept(folder, clock) as writer:
        assert read_events(writer.store.path, 0, 1_000) == []
        assert writer.snapshot.seq == head  # no place in the order is given twice
        stream.day = TUESDAY
        stream.issue()
        assert push(writer, stream, first=4).acked == 6
        assert push(writer, stream).acked == 6  # all of it again
        assert push(writer, other).acked == 1
        late = writer.do_and_wait(lambda turn: turn.store.conn.execute("SELECT * FROM too_late").fetchall())
        assert sorted(late) == [(MONDAY, "ticket.issued", 1), (MONDAY, "ticket.printed", 1)]
        assert [visit.ticket for visit in writer.snapshot.day.visits.values()] == ["2005"]
        assert writer.do_and_wait(lambda turn: turn.store.broken_chains()) == []
        assert read_events(writer.store.path, 0, 10)[0].seq == head + 1


def bytes_of(folder: Path) -> bytes:
    """Everything that lies in the database's files."""
    files = [folder / f"office.db{end}" for end in ("", "-wal", "-shm")]
    return b"".join(file.read_bytes() for file in files if file.exists())


def test_at_the_first_moment_of_a_day_nothing_of_yesterday_is_in_any_file(
    folder: Path, clock: ScriptedClock
) -> None:
    """While it runs, with nobody asking anything: its own tick is enough. A restart finds whole chains."""
    with kept(folder, clock) as writer:
        stream = a_day(writer, clock)
        traces = [*(f"aa11-{i}".encode() for i in range(1, 5)), b"SKV-REG", b"papers_missing", b"press-00002"]
        assert [trace for trace in traces if trace not in bytes_of(folder)] == []
        clock.stand(f"{TUESDAY}T03:59:59")
        writer.do_and_wait(commands.release_overdue())
        assert len(writer.snapshot.day.visits) == 4
        clock.stand(f"{TUESDAY}T04:00")
        writer.do_and_wait(commands.release_overdue())
        assert [trace for trace in traces if trace in bytes_of(folder)] == []
        assert writer.snapshot.day.visits == {}
        stream.day = TUESDAY
        stream.issue()
        assert push(writer, stream, first=5).acked == 5
    with kept(folder, clock) as writer:
        assert writer.do_and_wait(lambda turn: turn.store.broken_chains()) == []
        assert list(writer.snapshot.day.visits) == ["aa11-5"]
        query = "SELECT day, n FROM day_totals WHERE kind = 'ticket.issued'"
        assert writer.do_and_wait(lambda turn: turn.store.conn.execute(query).fetchall()) == [(MONDAY, 4)]


def test_a_server_that_was_off_over_night_forgets_at_its_start(folder: Path, clock: ScriptedClock) -> None:
    with kept(folder, clock) as writer:
        a_day(writer, clock)
    clock.stand(f"{TUESDAY}T07:00")
    with kept(folder, clock):
        assert b"aa11-1" not in bytes_of(folder)


def test_what_a_reader_holds_in_the_log_is_cleaned_a_minute_later(
    folder: Path, clock: ScriptedClock, caplog: pytest.LogCaptureFixture
) -> None:
    with kept(folder, clock) as writer:
        a_day(writer, clock)
        writer.do_and_wait(lambda turn: turn.store.conn.execute("PRAGMA busy_timeout = 1") and None)
        reader = connect(writer.store.path, make=False)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM events").fetchone()
        clock.stand(f"{TUESDAY}T04:00")
        writer.do_and_wait(commands.release_overdue())
        assert "Older days may still lie in the file" in caplog.text
        assert read_events(writer.store.path, 0, 10) == []
        reader.close()
        clock.stand(f"{TUESDAY}T04:01")
        writer.do_and_wait(commands.release_overdue())
        assert b"aa11-1" not in bytes_of(folder)


def test_with_more_days_kept_yesterdays_late_fact_counts_on_yesterday(
    writer: OfficeWriter, clock: ScriptedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rollover, "KEPT_DAYS", 1)
    stream = Stream(clock=clock)
    stream.issue()
    clock.stand(f"{TUESDAY}T08:00")
    push(writer, stream)
    assert writer.snapshot.day.day == TUESDAY
    assert writer.snapshot.day.visits == {}
    rows = writer.do_and_wait(
        lambda turn: turn.store.conn.execute("SELECT day, ticket FROM visits").fetchall()
    )
    assert rows == [(MONDAY, "2001")]


def test_a_hole_that_the_device_had_cut_is_no_broken_chain(
    writer: OfficeWriter, clock: ScriptedClock
) -> None:
    stream = Stream(clock=clock)
    for _ in range(6):
        stream.issue()
    body = Push(stream.incarnation, OFFICE, tuple(stream.events[:2]), clock.now())
    writer.do_and_wait(pushes.push(body, LOCAL))
    assert push(writer, stream, first=5, cut=Tip(4, stream.events[3].h)).acked == 6
    assert writer.do_and_wait(lambda turn: turn.store.broken_chains()) == []


class Watched(OfficeStore):
    """Notes every statement that is put to its database."""

    def open(self) -> None:
        self.asked: list[str] = []
        super().open()
        self.conn.set_trace_callback(self.asked.append)


def test_a_restart_asks_the_database_as_often_for_many_visits_as_for_few(
    tmp_path: Path, clock: ScriptedClock
) -> None:
    """How long it takes is a figure of `make bench`."""
    asked = []
    for visits in (2, 200):
        folder = tmp_path / str(visits)
        with kept(folder, clock) as writer:
            stream = Stream(clock=clock)
            for number in range(1, visits + 1):
                stream.issue()
                stream.add(TicketPrinted(f"aa11-{number}"))
            push(writer, stream)
        again = OfficeWriter(store := Watched(folder), CONFIG, clock)
        again.start()
        assert len(again.snapshot.day.visits) == visits
        asked.append(len(store.asked))
        again.stop()
    assert asked[0] == asked[1] > 0


def test_paper_of_yesterday_brings_no_visit_back_and_a_wrong_clock_loses_none(
    folder: Path, writer: OfficeWriter, clock: ScriptedClock
) -> None:
    """A late fact of a visit that is gone is counted; what a kiosk without a calendar issues now counts today."""
    stream = Stream(clock=clock)
    stream.issue()
    push(writer, stream)
    clock.stand(f"{TUESDAY}T04:00:01")
    stream.add(TicketPrinted("aa11-1"))
    assert push(writer, stream, first=2).acked == 2
    assert b"aa11-1" not in bytes_of(folder)
    lost = Stream("bb22", clock, 3, day="1970-01-02")
    lost.issue()
    lost.add(TicketPrinted("bb22-1"))
    push(writer, lost)
    assert [(visit.id, visit.paper) for visit in writer.snapshot.day.visits.values()] == [
        ("bb22-1", "printed")
    ]
    assert writer.snapshot.day.oddities == ()
