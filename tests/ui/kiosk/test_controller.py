"""The shell carries effects out and survives whatever stands behind it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.catalogue.load import load_config
from kiosk.core.checkin.draft import TicketDraft
from kiosk.core.checkin.state import (
    IDLE,
    CheckIn,
    Choose,
    ChooseLanguage,
    Issued,
    Paper,
    RecordEnd,
    Screen,
    Tap,
    Ticket,
)
from kiosk.core.day.events import Moment
from kiosk.ui.kiosk.controller import Shell


@dataclass
class Clock:
    """A clock that the test turns."""

    wall: float = 1_795_421_000.0
    ms: int = 0

    def now(self) -> Moment:
        return Moment(self.wall + self.ms / 1000, "test", self.ms)


@dataclass
class Records:
    """Keeps what it is told; fails when it is told to."""

    broken: bool = False
    issued: list[TicketDraft] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    ends: list[RecordEnd] = field(default_factory=list)
    forgotten: int = 0

    async def issue(self, draft: TicketDraft) -> Issued:
        if self.broken:
            raise OSError("no space left")
        self.issued.append(draft)
        return Issued(f"v{len(self.issued)}", f"100{len(self.issued)}", draft, 0.0)

    async def paper(self, visit: str, paper: Paper) -> None:
        self.papers.append(paper)

    async def ended(self, record: RecordEnd) -> None:
        self.ends.append(record)

    async def forget(self) -> None:
        self.forgotten += 1
        if self.broken:
            raise OSError("no space left")


@dataclass
class Printer:
    answer: Paper | Exception = Paper.PRINTED
    jobs: int = 0

    async def print(self, ticket: Ticket, language: str) -> Paper:
        self.jobs += 1
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@dataclass
class Kiosk:
    """A shell with its surroundings, and what it has shown."""

    records: Records = field(default_factory=Records)
    printer: Printer = field(default_factory=Printer)
    clock: Clock = field(default_factory=Clock)
    shown: list[CheckIn] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.shell = Shell(
            load_config(None), self.clock, lambda state, _lobby, _wall: self.shown.append(state)
        )

    async def settled(self) -> None:
        """Everything that the shell has begun has ended."""
        while begun := asyncio.all_tasks() - {asyncio.current_task()}:
            await asyncio.gather(*begun)

    def to_path(self) -> None:
        for command in (ChooseLanguage("en"), Choose("collect_id")):
            self.shell.do(command)


def play(scene: Callable[[Kiosk], Awaitable[None]], **surroundings: object) -> Kiosk:
    kiosk = Kiosk(**surroundings)  # type: ignore[arg-type]
    asyncio.run(scene(kiosk))  # type: ignore[arg-type]
    return kiosk


def test_a_confirmed_path_is_issued_then_printed_then_recorded() -> None:
    """One confirm: one ticket, one job, one note of the paper, one note of the end."""

    async def scene(kiosk: Kiosk) -> None:
        kiosk.shell.attach(kiosk.records, kiosk.printer)
        kiosk.to_path()
        kiosk.shell.do(Tap.GO_ON)
        await kiosk.settled()

    kiosk = play(scene)
    assert (len(kiosk.records.issued), kiosk.printer.jobs, kiosk.records.papers) == (1, 1, [Paper.PRINTED])
    assert [e.outcome for e in kiosk.records.ends] == ["ticket"]
    assert kiosk.shell.state.paper is Paper.PRINTED


def test_a_ticket_asked_for_before_the_journal_is_there_is_issued_when_it_comes() -> None:
    """The first visitor of the morning may be faster than the disk."""

    async def scene(kiosk: Kiosk) -> None:
        kiosk.to_path()
        kiosk.shell.do(Tap.GO_ON)
        await asyncio.sleep(0)
        assert kiosk.shell.state.waiting
        kiosk.shell.attach(kiosk.records, kiosk.printer)
        await kiosk.settled()

    assert play(scene).shell.state.place.screen is Screen.TICKET


def test_a_broken_journal_leads_to_staff_and_the_next_visitor_may_succeed() -> None:
    """A full disk is told kindly, and is not for ever."""

    async def scene(kiosk: Kiosk) -> None:
        kiosk.shell.attach(kiosk.records, kiosk.printer)
        kiosk.records.broken = True
        kiosk.to_path()
        kiosk.shell.do(Tap.GO_ON)
        await kiosk.settled()
        assert kiosk.shell.state.place.screen is Screen.TROUBLE
        assert kiosk.printer.jobs == 0
        kiosk.shell.do(Tap.GO_ON)
        kiosk.records.broken = False
        kiosk.to_path()
        kiosk.shell.do(Tap.GO_ON)
        await kiosk.settled()

    assert play(scene).shell.state.place.screen is Screen.TICKET


def test_a_printer_that_fails_leaves_the_ticket_valid() -> None:
    """The number is shown; the journal knows that no paper came."""

    async def scene(kiosk: Kiosk) -> None:
        kiosk.shell.attach(kiosk.records, kiosk.printer)
        kiosk.to_path()
        kiosk.shell.do(Tap.GO_ON)
        await kiosk.settled()

    kiosk = play(scene, printer=Printer(RuntimeError("cable")))
    assert kiosk.shell.state.ticket is not None
    assert kiosk.records.papers == [Paper.NO_ANSWER]


def test_paper_of_the_last_visitor_never_shows_on_the_next_ones_screen() -> None:
    """A slow printer answers when the visitor has gone: the idle screen stays idle."""

    async def scene(kiosk: Kiosk) -> None:
        gate = asyncio.Event()

        class Slow(Printer):
            async def print(self, ticket: Ticket, language: str) -> Paper:
                await gate.wait()
                return Paper.NO_PAPER

        kiosk.shell.attach(kiosk.records, Slow())
        kiosk.to_path()
        kiosk.shell.do(Tap.GO_ON)
        while kiosk.shell.state.ticket is None:
            await asyncio.sleep(0)
        kiosk.shell.do(Tap.GO_ON)
        gate.set()
        await kiosk.settled()

    kiosk = play(scene)
    assert kiosk.shell.state.place == IDLE.place
    assert kiosk.shell.state.paper is None
    assert kiosk.records.papers == [Paper.NO_PAPER]


def test_a_quiet_kiosk_shows_nothing_anew_until_the_minute_changes() -> None:
    """An idle screen costs nothing; its clock still goes."""

    async def scene(kiosk: Kiosk) -> None:
        kiosk.shell.tick()
        before = len(kiosk.shown)
        kiosk.clock.ms += 1000
        kiosk.shell.tick()
        assert len(kiosk.shown) == before
        kiosk.clock.ms += 60_000
        kiosk.shell.tick()
        assert len(kiosk.shown) == before + 1

    play(scene)


def test_closing_waits_for_a_ticket_that_is_being_stored() -> None:
    """Nothing that was promised is lost by switching off."""

    async def scene(kiosk: Kiosk) -> None:
        kiosk.shell.attach(kiosk.records, kiosk.printer)
        kiosk.to_path()
        kiosk.shell.do(Tap.GO_ON)
        await kiosk.shell.close()

    kiosk = play(scene)
    assert len(kiosk.records.issued) == 1
    assert kiosk.records.papers == [Paper.PRINTED]


def test_yesterday_is_forgotten_when_the_day_changes_and_nobody_is_in_front() -> None:
    """Not while somebody chooses, and at once when they have gone; in the same hour once."""

    async def scene(kiosk: Kiosk) -> None:
        kiosk.shell.attach(kiosk.records, kiosk.printer)
        seen = []
        at = datetime(2026, 11, 24, 3, 59, 59, tzinfo=ZoneInfo("Europe/Stockholm")).timestamp()

        async def tick(seconds: float) -> None:
            kiosk.clock.wall = at + seconds
            kiosk.shell.tick()
            await kiosk.settled()
            seen.append(kiosk.records.forgotten)

        await tick(0)
        await tick(0.5)
        kiosk.shell.do(ChooseLanguage("en"))
        await tick(1)
        kiosk.shell.do(Tap.START_OVER)
        kiosk.shell.do(Tap.START_OVER_NOW)
        await kiosk.settled()  # the note of how it ended
        await tick(2)
        await tick(3)
        assert seen == [1, 1, 1, 2, 2]

    play(scene)


def test_a_failure_to_forget_is_tried_again_an_hour_later(caplog: pytest.LogCaptureFixture) -> None:
    async def scene(kiosk: Kiosk) -> None:
        kiosk.shell.attach(kiosk.records, kiosk.printer)
        kiosk.records.broken = True
        for _ in range(3):
            kiosk.shell.tick()
            await kiosk.settled()
            kiosk.clock.wall += 1_800
        assert kiosk.records.forgotten in {2, 3}

    play(scene)
    assert "Older days could not be deleted yet." in caplog.text


def test_the_office_is_asked_once_for_each_path_and_what_it_says_is_shown() -> None:
    """Whoever goes on before the answer comes is shown nothing of it, nor is the next visitor."""
    asked: list[TicketDraft] = []
    told: list[int | None] = []

    async def scene(kiosk: Kiosk) -> None:
        answer = asyncio.get_running_loop().create_future()

        async def foretell(draft: TicketDraft) -> int | None:
            asked.append(draft)
            return await answer if len(asked) == 1 else None

        shell = kiosk.shell
        shell.show = lambda state, lobby, _wall: told.append(lobby.usual_minutes)
        shell.foretell = foretell
        kiosk.to_path()
        shell.tick()
        answer.set_result(95)
        await kiosk.settled()
        assert told[-1] == 95
        shell.do(Tap.BACK)
        assert told[-1] is None
        shell.do(Choose("collect_id"))
        await kiosk.settled()
        assert told[-1] is None

    play(scene)
    assert [draft.agenda.stops[0].station for draft in asked] == ["SKV", "SKV"]


def test_an_office_that_cannot_be_asked_costs_nothing(caplog: pytest.LogCaptureFixture) -> None:
    async def scene(kiosk: Kiosk) -> None:
        async def foretell(draft: TicketDraft) -> int | None:
            raise OSError("away")

        kiosk.shell.foretell = foretell
        kiosk.to_path()
        await kiosk.settled()
        assert kiosk.shell.state.place.screen is Screen.PATH

    play(scene)
    assert "How long the visit takes" in caplog.text
