"""The demo's stage: the office server as a process of its own, a second kiosk without a screen, and what to ask them.

Everything runs on loopback and shares one scaled clock. Knows no visitor and no clerk.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from kiosk.client.delivery.loop import OfficeLink
from kiosk.client.session import AwayError, OfficeSession
from kiosk.core.checkin.state import CheckIn, Paper, Tap
from kiosk.core.day.events import Clock
from kiosk.core.day.lifecycle import VisitState
from kiosk.core.office_config import OfficeConfig
from kiosk.devices import child_process
from kiosk.devices.clock import SHARED, ScaledClock, shared
from kiosk.devices.printing.printer import open_printer
from kiosk.errors import UserError
from kiosk.journal.writer import JournalWriter
from kiosk.protocol.views import ReceptionDocument
from kiosk.ui.kiosk.controller import Shell
from kiosk.ui.kiosk.services import JournalRecords, TicketPrinting, journal_opener
from kiosk.ui.showcase.visitors import Visitor

PATIENCE_S = 30.0
"""What has not come after so long never will."""


class StageError(UserError):
    """A part of the demo did not start or did not end."""

    default_remedy = "Try again, with another folder in --out."


@asynccontextmanager
async def office_server(config: Path, data_dir: Path, clock: ScaledClock) -> AsyncIterator[str]:
    """The office server on a free port of loopback; gives its address. Ended at the end of the block."""
    process = await asyncio.create_subprocess_exec(
        *child_process.command("office"),
        "--config", str(config), "--data", str(data_dir), "--port", "0", "--json",
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, SHARED: shared(clock)},
    )  # fmt: skip
    assert process.stdout is not None
    try:
        async with asyncio.timeout(PATIENCE_S):
            line = await process.stdout.readline()
        if not line:
            raise StageError("The office server did not start; what it said stands above.")
        yield str(json.loads(line)["url"])
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE_S):
                await process.wait()


class Inquiry:
    """Asks the office server what it knows, as reception may."""

    def __init__(self, url: str) -> None:
        self.url = url

    async def hall(self) -> ReceptionDocument:
        """The day as reception sees it: every visit with its history, and what did not fit."""
        async with OfficeSession(self.url) as session:
            return await session.fetch(ReceptionDocument, "/v1/views/reception")

    async def until_finished(self, numbers: set[str], patience_s: float) -> None:
        """Waits until every one of these tickets has ended. Raises StageError when it does not come to that."""
        loop = asyncio.get_running_loop()
        end = loop.time() + patience_s
        while True:
            with suppress(AwayError):
                ended = (
                    visit for visit in (await self.hall()).visits if visit.state is not VisitState.ACTIVE
                )
                open_ = numbers - {visit.ticket for visit in ended}
                if not open_:
                    return
            if loop.time() > end:
                raise StageError(f"These tickets were not served in time: {', '.join(sorted(open_))}.")
            await asyncio.sleep(0.3)


@dataclass
class QuietKiosk:
    """A kiosk without a screen: the same flow, journal, printer and link as one with, touched by commands."""

    shell: Shell

    async def check_in(self, visitor: Visitor) -> str:
        """One whole check-in; gives the ticket's number."""
        while self.shell.state.ticket is None:
            touch = visitor.next_touch(self.shell.state, self.shell.lobby())
            if touch is None:
                await self._changed()
            else:
                self.shell.do(touch.command)
        while self.shell.state.paper is Paper.PRINTING:
            await self._changed()
        number = self.shell.state.ticket.number
        self.shell.do(Tap.GO_ON)
        return number

    async def _changed(self) -> None:
        changed = asyncio.get_running_loop().create_future()
        before = self.shell.show

        def told(state: CheckIn, *_: object) -> None:
            if not changed.done():
                changed.set_result(None)

        self.shell.show = told
        try:
            async with asyncio.timeout(PATIENCE_S):
                await changed
        finally:
            self.shell.show = before


@asynccontextmanager
async def quiet_kiosk(
    office_config: OfficeConfig, data_dir: Path, clock: Clock, url: str, keep: Path
) -> AsyncIterator[QuietKiosk]:
    """A second kiosk, delivering to the office while the block runs."""
    writer = JournalWriter(journal_opener(data_dir, office_config, clock))
    link = OfficeLink(writer, clock, url)
    delivering = asyncio.ensure_future(link.run())
    shell = Shell(office_config, clock, lambda *_: None)
    shell.attach(
        JournalRecords(writer, office_config, link.nudge),
        TicketPrinting(open_printer(f"folder:{keep}"), office_config, clock, keep),
    )
    try:
        yield QuietKiosk(shell)
    finally:
        await shell.close()
        delivering.cancel()
        await asyncio.gather(delivering, return_exceptions=True)
        await asyncio.to_thread(writer.close)


def fresh_folder(path: Path) -> Path:
    """An empty folder: what an earlier demo left is moved aside, not deleted."""
    if path.exists():
        aside = next(p for i in itertools.count(1) if not (p := path.with_name(f"{path.name}.{i}")).exists())
        path.rename(aside)
    path.mkdir(parents=True)
    return path
