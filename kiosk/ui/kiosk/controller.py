"""The kiosk's shell: keeps the flow's state, steps it at each touch and tick, and carries out its effects.

Knows no QML, no words and no SQL: it is given something that shows a state, something that records (the journal) and
something that prints. Runs on one asyncio loop; a touch is stepped at once, effects go on beside it.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from kiosk.core.checkin.draft import TicketDraft
from kiosk.core.checkin.flow import path_draft, step
from kiosk.core.checkin.state import (
    IDLE,
    CheckIn,
    Command,
    Dialog,
    Effect,
    Hearing,
    Hush,
    Issued,
    IssueTicket,
    Lobby,
    NotIssued,
    Paper,
    PaperIs,
    PrintTicket,
    ReadAloud,
    ReadingEnded,
    RecordEnd,
    Screen,
    ScreenTimeouts,
    SilenceReason,
    Tick,
    Ticket,
)
from kiosk.core.day.events import Clock
from kiosk.core.day.office_time import is_open, local, office_day
from kiosk.core.office_config import OfficeConfig

log = logging.getLogger("motesplats.kiosk")


class Records(Protocol):
    """Where tickets become durable."""

    async def issue(self, draft: TicketDraft) -> Issued:
        """A durable ticket. Raises when it could not be stored; then nothing was."""
        ...

    async def paper(self, visit: str, paper: Paper) -> None:
        """What became of the paper."""
        ...

    async def ended(self, record: RecordEnd) -> None:
        """How a check-in ended, without visit id."""
        ...

    async def forget(self) -> None:
        """Deletes what belongs to office days that are over."""
        ...


class Printing(Protocol):
    async def print(self, ticket: Ticket, language: str) -> Paper:
        """Puts a ticket on paper; answers what is known of it. Never raises for a printer's trouble."""
        ...


Foretell = Callable[[TicketDraft], Awaitable[int | None]]
"""The usual minutes of a whole visit, as the office forecasts it; None when it cannot be asked or does not know."""


class ScreenReader(Protocol):
    """Reads what is on the screen aloud; says `ReadingEnded` when it has ended by itself."""

    @property
    def voices(self) -> frozenset[str]:
        """The languages that can be heard."""
        ...

    def read(self, what: ReadAloud, hearing: Hearing) -> None: ...

    def hush(self) -> None: ...


@dataclass
class Shell:
    """One kiosk. `show` is called with each new state; `records` and `printing` may arrive after the first frame."""

    config: OfficeConfig
    clock: Clock
    show: Callable[[CheckIn, Lobby, datetime], None]
    times: ScreenTimeouts = ScreenTimeouts()
    state: CheckIn = IDLE
    seconds: Callable[[], float] = (
        time.monotonic
    )  # how long somebody stands still, whatever the clock on the wall

    def __post_init__(self) -> None:
        self._zone = ZoneInfo(self.config.office.time_zone)
        self._backing: asyncio.Future[tuple[Records, Printing]] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._minute = -1
        self._reader: ScreenReader | None = None
        self._forgot: tuple[date, int] | None = None  # on which day, in which hour of the clock
        self.foretell: Foretell | None = None
        self._asked: TicketDraft | None = None  # the path whose time was asked for last
        self._usual: int | None = None  # and what it was

    def attach(self, records: Records, printing: Printing) -> None:
        """The journal and the printer are there: tickets that were asked for before are issued now."""
        self._future().set_result((records, printing))

    def listen_to(self, reader: ScreenReader) -> None:
        """There is a voice now."""
        self._reader = reader
        self.show(self.state, self.lobby(), self.wall())

    def do(self, command: Command) -> None:
        """A touch, a tick or a result."""
        before = self.state
        lobby = self.lobby()
        self.state, effects = step(before, command, self._at(), lobby)
        if self.state.place != before.place:
            # of use when a kiosk is tried out; kept out of the usual log, which knows nothing of visitors
            log.debug("At %s.", self.state.place.question or self.state.place.screen.value)
        for effect in effects:
            if not isinstance(effect, ReadAloud | Hush):
                self._begin(self._carry_out(effect))
        if self.state != before:
            self._ask_how_long(lobby)
            lobby = replace(lobby, usual_minutes=self._usual)
        wall = self.wall()
        passing = (
            isinstance(command, Tick)
            and self._minute == wall.minute
            and self.state.sheet is not Dialog.TIME_OUT
        )
        if not passing or replace(before, now=0) != replace(self.state, now=0):
            self._minute = wall.minute
            self.show(self.state, lobby, wall)
        for effect in effects:  # what is read is what is shown
            if isinstance(effect, ReadAloud | Hush):
                self._speak(effect)

    def _speak(self, effect: ReadAloud | Hush) -> None:
        if self._reader is None:
            if isinstance(effect, ReadAloud):
                asyncio.get_running_loop().call_soon(self.do, ReadingEnded(SilenceReason.NO_SOUND))
        elif isinstance(effect, ReadAloud):
            self._reader.read(effect, self.state.hearing)
        else:
            self._reader.hush()

    def _ask_how_long(self, lobby: Lobby) -> None:
        """Asks the office once for each path that is looked at; with the path what was told is forgotten."""
        wanted = path_draft(self.state, lobby) if self.state.place.screen is Screen.PATH else None
        if wanted == self._asked or (wanted is not None and self.foretell is None):
            return
        self._asked, self._usual = wanted, None
        if wanted is not None and wanted.agenda.stops:
            self._begin(self._hear_how_long(wanted))

    async def _hear_how_long(self, wanted: TicketDraft) -> None:
        assert self.foretell is not None
        try:
            usual = await self.foretell(wanted)
        except Exception:
            log.exception("How long the visit takes could not be asked.")
            return
        if self._asked == wanted and usual is not None:
            self._usual = usual
            self.show(self.state, self.lobby(), self.wall())

    def tick(self) -> None:
        """Time passes: time-outs, the clock on the screen, opening and closing; in the morning yesterday goes."""
        self.do(Tick())
        self._forget_in_a_quiet_moment()

    async def run(self) -> None:
        """Ticks until cancelled: four times a second while somebody is there, else once."""
        while True:
            self.tick()
            await asyncio.sleep(1.0 if self.state.began_at is None else 0.25)

    async def close(self) -> None:
        """Waits for what has begun (tickets being stored or printed)."""
        if self._backing is not None and not self._backing.done():
            self._backing.cancel()
        while self._tasks:  # a stored ticket asks for its paper, a printed one for its note
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def wall(self) -> datetime:
        """The office's own time."""
        return local(self._zone, self.clock.now().wall)

    def lobby(self) -> Lobby:
        """The surroundings as of now."""
        here = self.wall()
        office = self.config.office
        today = office_day(here, office.day_starts_at)
        span = office.hours.on(here.date())
        upcoming = (
            (here.date(), span[0]) if span and here.time() < span[0] else office.hours.next_open(here.date())
        )
        voices = None if self._reader is None else self._reader.voices
        return Lobby(self.config, today, is_open(office, here), upcoming, self.times, voices, self._usual)

    def _at(self) -> float:
        return self.seconds()

    def _future(self) -> asyncio.Future[tuple[Records, Printing]]:
        if self._backing is None:
            self._backing = asyncio.get_running_loop().create_future()
        return self._backing

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _carry_out(self, effect: Effect) -> None:
        match effect:
            case IssueTicket(draft):
                await self._issue(draft)
            case PrintTicket(ticket):
                await self._print(ticket)
            case RecordEnd():
                await self._record(effect)

    def _forget_in_a_quiet_moment(self) -> None:
        """When a new office day has come and nobody is in front. Once an hour besides: it costs a look when nothing is
        to be done, and mends what failed."""
        if (
            self.state.began_at is not None
            or self._tasks
            or self._backing is None
            or not self._backing.done()
        ):
            return
        now = (self.lobby().today, self.wall().hour)
        if now != self._forgot:
            self._forgot = now
            self._begin(self._forget())

    async def _forget(self) -> None:
        try:
            records, _ = await self._future()
            await records.forget()
        except Exception:
            log.exception("Older days could not be deleted yet.")

    async def _issue(self, draft: TicketDraft) -> None:
        try:
            records, _ = await self._future()
            issued = await records.issue(draft)
        except Exception:
            # whatever went wrong, the visitor must meet a person and not a dead screen
            log.exception("A ticket could not be issued.")
            self.do(NotIssued())
        else:
            self.do(issued)

    async def _print(self, ticket: Ticket) -> None:
        records, printing = await self._future()
        try:
            paper = await printing.print(ticket, self.state.language or self.config.office.languages[0])
        except Exception:
            log.exception("The printer failed.")
            paper = Paper.NO_ANSWER
        if self.state.ticket is not None and self.state.ticket.visit == ticket.visit:
            self.do(PaperIs(paper))
        log.debug("Paper: %s.", paper.value)
        if not paper.came_out:
            log.warning("Ticket without paper: %s. Look at the printer.", paper.value)
        try:
            await records.paper(ticket.visit, paper)
        except Exception:
            log.exception("What became of the paper could not be stored.")

    async def _record(self, record: RecordEnd) -> None:
        try:
            records, _ = await self._future()
            await records.ended(record)
        except Exception:
            log.exception("The end of a check-in could not be stored.")
