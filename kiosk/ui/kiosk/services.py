"""What stands behind the shell: the journal's writer thread and the printer, as the shell asks for them.

Imported after the first frame. Knows no flow and no QML.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from kiosk.core.checkin.agenda import Agenda
from kiosk.core.checkin.draft import ONE_PERSON, TicketDraft, draft
from kiosk.core.checkin.state import Issued, Paper, RecordEnd, Ticket
from kiosk.core.day.events import CheckinEnded, Clock
from kiosk.core.day.office_time import local
from kiosk.core.office_config import OfficeConfig
from kiosk.devices.printing.printer import Printer, PrintJob
from kiosk.devices.printing.state import PrinterState
from kiosk.journal.store import Journal
from kiosk.journal.token import new_token, token_hash
from kiosk.journal.writer import JournalWriter
from kiosk.present.paper.page import TicketPage
from kiosk.present.paper.ticket import ticket_page
from kiosk.ui.ticket import render as drawing


def journal_opener(data_dir: Path, config: OfficeConfig, clock: Clock) -> Callable[[], Journal]:
    """Opens this office's journal; called in the writer's thread."""
    office = config.office
    return lambda: Journal.open(
        data_dir,
        office.id,
        clock=clock,
        series=office.series,
        time_zone=office.time_zone,
        day_starts_at=office.day_starts_at,
    )


@dataclass(frozen=True, slots=True)
class JournalRecords:
    """The journal as the shell's records: every call returns when it is on disk. `stored` is called after each,
    `paper_was` with what became of a paper: for the link to the office."""

    writer: JournalWriter
    config: OfficeConfig
    stored: Callable[[], None] = lambda: None
    paper_was: Callable[[str], None] = lambda _paper: None

    async def issue(self, draft: TicketDraft) -> Issued:
        token = new_token() if self.config.office.phone_url else None
        hashed = token_hash(token) if token else None
        issued = await asyncio.wrap_future(self.writer.submit(lambda j: j.issue(draft, token_hash=hashed)))
        self.stored()
        return Issued(issued.visit, issued.ticket, draft, issued.at, token)

    async def paper(self, visit: str, paper: Paper) -> None:
        if paper.came_out:
            low = paper is Paper.LOW_PAPER
            await asyncio.wrap_future(self.writer.submit(lambda j: j.printed(visit, low_paper=low)))
        else:
            await asyncio.wrap_future(self.writer.submit(lambda j: j.not_printed(visit, paper.value)))
        self.paper_was(paper.value)
        self.stored()

    async def ended(self, record: RecordEnd) -> None:
        event = CheckinEnded(
            record.language, record.minutes, record.last_screen, record.outcome, record.dropped
        )
        await asyncio.wrap_future(self.writer.submit(lambda j: j.append(event)))
        self.stored()

    async def forget(self) -> None:
        await asyncio.wrap_future(self.writer.submit(lambda j: j.forget()))


_PAPER: Final = {
    PrinterState.READY: Paper.PRINTED,
    PrinterState.LOW_PAPER: Paper.LOW_PAPER,
    PrinterState.NO_PAPER: Paper.NO_PAPER,
    PrinterState.COVER_OPEN: Paper.COVER_OPEN,
    PrinterState.NO_ANSWER: Paper.NO_ANSWER,
    PrinterState.REFUSED: Paper.REFUSED,
    PrinterState.NO_PRINTER: Paper.NO_PRINTER,
}
"""What a printer's state after a job means for the visitor's paper."""


@dataclass(frozen=True, slots=True)
class TicketPrinting:
    """Draws a ticket and hands it to the printer; with `keep`, also as files for people to look at."""

    printer: Printer
    config: OfficeConfig
    clock: Clock
    keep: Path | None = None

    async def print(self, ticket: Ticket, language: str) -> Paper:
        page = self.page(ticket, language)
        image = drawing.draw(page)
        if self.keep is not None:
            self._keep(page, ticket)
        job = PrintJob(drawing.to_escpos(image), lambda: drawing.to_pdf(page), f"ticket-{ticket.number}")
        return _PAPER[await self.printer.print(job)]

    def warm(self) -> None:
        """Draws a ticket that nobody gets: the first visitor should not wait for letters to be read from disk."""
        nobody = Ticket(
            "", "0000", draft(self.config, Agenda(), self.config.office.languages[0], ONE_PERSON), 0.0
        )
        drawing.to_escpos(drawing.draw(self.page(nobody, nobody.draft.language)))

    def page(self, ticket: Ticket, language: str) -> TicketPage:
        """The paper's words; a reprint bears its own time too."""
        now = local(ZoneInfo(self.config.office.time_zone), self.clock.now().wall)
        return ticket_page(ticket, self.config, language, now)

    def _keep(self, page: TicketPage, ticket: Ticket) -> None:
        assert self.keep is not None
        self.keep.mkdir(parents=True, exist_ok=True)
        for suffix in (".png", ".pdf", ".bin"):
            drawing.save(page, self.keep / f"ticket-{ticket.number}{suffix}")
