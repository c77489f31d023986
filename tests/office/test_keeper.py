"""The keeper and its store: what is answered is on disk, one failure spoils nobody else's work, everything can be
made again from the events."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.core.events import StopMoved, TicketPrinted
from kiosk.core.officeday import fold
from kiosk.journal.envelope import Tip
from kiosk.journal.errors import ClosedError, InUseError
from kiosk.office import intake
from kiosk.office.keeper import Keeper, Turn
from kiosk.office.principal import Principal, Role
from kiosk.office.store import OfficeStore, read_events
from kiosk.sync.commands import Command
from kiosk.sync.reading import WireError
from kiosk.sync.wire import Push, Pushed
from tests.conftest import SOAK
from tests.journal.making import MONDAY, TUESDAY, ScriptedClock
from tests.office.making import OFFER, OFFICE, Stream, in_a_loop

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
    clock.stand("2026-12-08T09:00")
    with kept(folder, clock) as keeper:
        assert read_events(keeper.store.path, 0, 1_000) == []
        assert keeper.snapshot.seq == head  # no place in the order is given twice
        stream.day = "2026-12-08"
        stream.issue()
        assert push(keeper, stream, first=4).acked == 6
        assert push(keeper, stream).acked == 6  # all of it again
        assert push(keeper, other).acked == 1
        late = keeper.do_and_wait(lambda turn: turn.store.conn.execute("SELECT * FROM too_late").fetchall())
        assert sorted(late) == [(MONDAY, "ticket.issued", 1), (MONDAY, "ticket.printed", 1)]
        assert [visit.ticket for visit in keeper.snapshot.day.visits.values()] == ["2005"]
        assert keeper.do_and_wait(lambda turn: turn.store.broken_chains()) == []
        assert read_events(keeper.store.path, 0, 10)[0].seq == head + 1


def test_yesterdays_late_fact_counts_on_yesterday(keeper: Keeper, clock: ScriptedClock) -> None:
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
