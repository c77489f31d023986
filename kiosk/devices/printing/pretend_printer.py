"""A thermal printer that is not there: on loopback it takes jobs and answers as one made of steel would.

For the demonstration and the tests. Its state can be changed while it runs; what it prints it keeps as
pictures, and writes to a folder when it is given one. Knows the printer's side of ESC/POS and nothing of
tickets.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from enum import StrEnum
from pathlib import Path
from typing import Final

from kiosk.devices.printing import escpos
from kiosk.devices.printing.printer import write_job

log = logging.getLogger(__name__)

LOOPBACK: Final = "127.0.0.1"
_MEMORY: Final = 4096  # bytes that wait in the printer, about


class Mode(StrEnum):
    """What is the matter with it."""

    FINE = "fine"
    LOW_PAPER = "low_paper"
    NO_PAPER = "no_paper"
    COVER_OPEN = "cover_open"
    OFFLINE = "offline"  # switched to "do not print" by a key on the printer
    NO_ANSWER = "no_answer"  # takes the line and is silent
    REFUSED = "refused"  # does not listen at all
    DROPS = "drops"  # hangs up in the middle of a job
    STUCK = "stuck"  # takes no more in the middle of a job, and has then no paper


_STATUS: Final = {
    Mode.LOW_PAPER: escpos.PrinterStatus(offline=False, cover_open=False, no_paper=False, low_paper=True),
    Mode.NO_PAPER: escpos.PrinterStatus(offline=True, cover_open=False, no_paper=True, low_paper=True),
    Mode.COVER_OPEN: escpos.PrinterStatus(offline=True, cover_open=True, no_paper=False, low_paper=False),
    Mode.OFFLINE: escpos.PrinterStatus(offline=True, cover_open=False, no_paper=False, low_paper=False),
}
_FINE: Final = escpos.PrinterStatus(offline=False, cover_open=False, no_paper=False, low_paper=False)
_PRINTS: Final = (Mode.FINE, Mode.LOW_PAPER)


class PretendPrinter:
    """`async with PretendPrinter() as printer:` listens at `printer.url` until the end of the block."""

    def __init__(self, mode: Mode = Mode.FINE, *, port: int = 0, folder: Path | None = None) -> None:
        self.mode = mode
        self.printed: list[escpos.Bitmap] = []
        """What came out, in order."""
        self.after_next: Mode | None = None
        """What it changes to when the next job has come out: the last of the paper, say."""
        self._port = port
        self._folder = folder
        self._server: asyncio.Server | None = None
        self._stopped = asyncio.Event()
        self._lines: set[asyncio.StreamWriter] = set()

    @property
    def url(self) -> str:
        """For `open_printer`. Stays the same while the printer lives."""
        return f"tcp://{LOOPBACK}:{self._port}"

    async def __aenter__(self) -> PretendPrinter:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Listen; with port 0 at a free one. OSError when the port is taken."""
        self._stopped.clear()
        listening = socket.create_server((LOOPBACK, self._port))
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _MEMORY)
        self._server = await asyncio.start_server(self._serve, sock=listening, limit=_MEMORY)
        self._port = listening.getsockname()[1]
        if self.mode is Mode.REFUSED:
            await self.stop()

    async def stop(self) -> None:
        """Hang up and listen no more."""
        if self._server is not None:
            self._server.close()
            self._stopped.set()
            for line in tuple(self._lines):
                line.transport.abort()
            await self._server.wait_closed()
            self._server = None

    async def change(self, mode: Mode) -> None:
        """Something happens to the printer."""
        self.mode = mode
        if mode is Mode.REFUSED:
            await self.stop()
        elif self._server is None:
            await self.start()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._lines.add(writer)
        stream = escpos.EscPosParser()
        try:
            while data := await reader.read(4096):
                for item in stream.feed(data):
                    await self._take(item, writer)
                if stream.in_job and self.mode is Mode.DROPS:
                    writer.transport.abort()
                if stream.in_job and self.mode is Mode.STUCK:
                    self.mode = Mode.NO_PAPER
                    await self._stopped.wait()
        except (OSError, escpos.EscposError) as error:
            log.info("The pretend printer drops a line: %s", error)
        finally:
            self._lines.discard(writer)
            writer.close()

    async def _take(self, item: int | bytes, writer: asyncio.StreamWriter) -> None:
        """A question is answered, a job printed: or not, as the mode is."""
        if isinstance(item, bytes):
            if self.mode in _PRINTS:
                self._print(item)
            return
        if self.mode is Mode.NO_ANSWER:
            return
        questions = (escpos.ASK_PRINTER, escpos.ASK_OFFLINE, escpos.ASK_PAPER)
        if item in questions:
            answers = escpos.answers(_STATUS.get(self.mode, _FINE))
            writer.write(bytes([answers[questions.index(item)]]))
            await writer.drain()

    def _print(self, job: bytes) -> None:
        self.printed.append(escpos.decode(job))
        if self._folder is not None:
            write_job(self._folder, f"printed-{len(self.printed):03}", job)
        if self.after_next is not None:
            self.mode, self.after_next = self.after_next, None
