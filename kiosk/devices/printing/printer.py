"""Ticket printers: a job goes out, what became of the paper comes back, always within a known time.

A printer that does not answer has not printed: "printed" is said only when it answered after the job that
it is well. It is asked before a job too, and gets none without paper. Knows bytes and states, not what a
ticket says.
"""

from __future__ import annotations

import asyncio
import logging
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from kiosk.devices.printing import escpos, spooler
from kiosk.devices.printing.byte_channel import Wire, open_device, open_tcp
from kiosk.devices.printing.state import PrinterState
from kiosk.errors import UserError

log = logging.getLogger(__name__)

TCP_PORT: Final = 9100
_CHUNK: Final = 8192

Connect = Callable[[], Coroutine[Any, Any, Wire]]


class PrinterError(UserError):
    """The printer's address makes no sense: one sentence with a remedy."""


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds that each part of printing may take, at most."""

    connect: float = 2.0
    answer: float = 1.0  # to one question
    send: float = 10.0  # the whole job: a printer takes it at the speed of its paper
    spool: float = 15.0  # until a print queue has passed the job on


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A ticket to print: commands for a thermal printer, and a PDF that is made only where one is needed."""

    escpos: bytes
    pdf: Callable[[], bytes] = field(repr=False)
    name: str = "ticket"  # of the file or the job in a queue; no words of the visitor


class Printer(ABC):
    """Where tickets come out. One job at a time; a second one waits."""

    def __init__(self) -> None:
        self._one_at_a_time = asyncio.Lock()

    async def print(self, job: PrintJob) -> PrinterState:
        """Print, and say what became of the paper. Never raises for what a printer can do."""
        async with self._one_at_a_time:
            return await self._print(job)

    async def state(self) -> PrinterState:
        """What a job would meet now; PRINTED (or LOW_PAPER) says that it would come out."""
        async with self._one_at_a_time:
            return await self._state()

    @abstractmethod
    async def _print(self, job: PrintJob) -> PrinterState: ...

    @abstractmethod
    async def _state(self) -> PrinterState: ...


def open_printer(url: str, timeouts: Timeouts | None = None) -> Printer:
    """The printer of an address; nothing is asked of it yet. PrinterError for an address that makes no sense.

    `tcp://host:9100` a network printer · `file:/dev/usb/lp0` one on a cable · `cups:QUEUE` a print queue ·
    `folder:PATH` pictures in a folder · `none` or nothing: no printer, the number is shown large.
    """
    times = timeouts or Timeouts()
    kind, colon, rest = url.strip().partition(":")
    match kind:
        case "" | "none" if not colon:
            return NoPrinter()
        case "tcp":
            host, port = _host_and_port(url.strip())
            return EscposPrinter(partial(open_tcp, host, port, times.connect), times)
        case "file":
            path = Path(re.sub(r"^//(?=/)", "", rest))
            if path.is_absolute():
                return EscposPrinter(partial(open_device, path), times)
            raise PrinterError(
                f'The printer "{url}" names no device: write it in full, as in file:/dev/usb/lp0.'
            )
        case "cups":
            if re.fullmatch(r"[^\s/#?-][^\s/#?]*", rest):
                return QueuePrinter(rest, times)
            raise PrinterError(f'The printer "{url}" names no print queue: take one that "lpstat -e" lists.')
        case "folder" if rest:
            return FolderPrinter(Path(rest).expanduser())
    raise PrinterError(
        f'The printer "{url}" is not understood: write tcp://host:9100, file:/dev/usb/lp0, cups:QUEUE, '
        f"folder:PATH or none."
    )


def _host_and_port(url: str) -> tuple[str, int]:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or TCP_PORT
        extra = parts.path not in ("", "/") or parts.query or parts.username
    except ValueError:
        host, port, extra = None, 0, True
    if not host or extra:
        raise PrinterError(
            f'The printer "{url}" is no network address: write it as in tcp://192.168.1.20:9100.'
        ) from None
    return host, port


class NoPrinter(Printer):
    """None is set up: the kiosk shows the number to be photographed."""

    async def _print(self, job: PrintJob) -> PrinterState:
        return PrinterState.NO_PRINTER

    async def _state(self) -> PrinterState:
        return PrinterState.NO_PRINTER


class EscposPrinter(Printer):
    """A thermal printer that answers, on a network or a cable."""

    def __init__(self, connect: Connect, times: Timeouts) -> None:
        super().__init__()
        self._connect = connect
        self._times = times

    async def _state(self) -> PrinterState:
        return await self._on_wire(None)

    async def _print(self, job: PrintJob) -> PrinterState:
        return await self._on_wire(job.escpos)

    async def _on_wire(self, data: bytes | None) -> PrinterState:
        """Ask; with data and paper: send, and ask again."""
        try:
            wire = await self._connect()
        except (ConnectionRefusedError, PermissionError) as error:
            log.warning("The printer refuses: %s.", error)
            return PrinterState.REFUSED
        except OSError as error:  # too late is one too
            log.warning("The printer cannot be reached: %s.", str(error) or "no answer in time")
            return PrinterState.NO_ANSWER
        stuck = False
        try:
            paper = await self._ask(wire)
            if data is not None and paper.prints:
                sent = await self._sent(wire, data)
                paper = await self._ask(wire) if sent else PrinterState.NO_ANSWER
                stuck = paper is PrinterState.NO_ANSWER
        except OSError as error:
            log.warning("The printer went away: %s.", error)
            return PrinterState.NO_ANSWER
        finally:
            wire.close()
        # Full of what it cannot print, no question gets through to it; on a new line it may say why.
        return await self._why_stuck() if stuck else paper

    async def _sent(self, wire: Wire, data: bytes) -> bool:
        """Send it all; False when the printer stopped taking it."""
        try:
            async with asyncio.timeout(self._times.send):
                for start in range(0, len(data), _CHUNK):
                    await wire.write(data[start : start + _CHUNK])
        except TimeoutError:
            log.warning("The printer stopped taking the ticket.")
            return False
        return True

    async def _why_stuck(self) -> PrinterState:
        paper = await self._on_wire(None)
        return PrinterState.NO_ANSWER if paper.prints else paper

    async def _ask(self, wire: Wire) -> PrinterState:
        """The state by three questions; a printer that leaves one open has not answered."""
        answers = []
        try:
            for question in (escpos.ASK_PRINTER, escpos.ASK_OFFLINE, escpos.ASK_PAPER):
                async with asyncio.timeout(self._times.answer):
                    await wire.write(escpos.ASK + bytes([question]))
                    while not escpos.is_status(answer := await wire.read_byte()):
                        pass  # reports that nobody asked for
                answers.append(answer)
        except TimeoutError:
            log.warning("The printer does not answer.")
            return PrinterState.NO_ANSWER
        return _paper(escpos.status(*answers))


def _paper(status: escpos.PrinterStatus) -> PrinterState:
    """An open cover is told before missing paper: an open printer cannot feel its paper."""
    if status.cover_open:
        return PrinterState.COVER_OPEN
    if status.no_paper:
        return PrinterState.NO_PAPER
    if status.offline:
        return PrinterState.REFUSED
    return PrinterState.LOW_PAPER if status.low_paper else PrinterState.READY


class QueuePrinter(Printer):
    """A print queue of this computer (CUPS), asked and fed through its own programs."""

    def __init__(self, queue: str, times: Timeouts) -> None:
        super().__init__()
        self._queue = queue
        self._times = times

    async def _state(self) -> PrinterState:
        return await spooler.state(self._queue, self._times.connect)

    async def _print(self, job: PrintJob) -> PrinterState:
        before = await self._state()
        if not before.prints:
            return before
        return await spooler.print_pdf(self._queue, job.pdf(), job.name, self._times.spool)


class FolderPrinter(Printer):
    """Every job as a picture and as bytes in a folder, for a demonstration and for tests."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    async def _state(self) -> PrinterState:
        return PrinterState.READY if self._folder.is_dir() else PrinterState.REFUSED

    async def _print(self, job: PrintJob) -> PrinterState:
        try:
            write_job(self._folder, job.name, job.escpos)
        except (OSError, escpos.EscposError) as error:
            log.warning("The ticket cannot be written to the folder: %s.", error)
            return PrinterState.REFUSED
        return PrinterState.READY


def write_job(folder: Path, name: str, data: bytes) -> Path:
    """Write a job as NAME.bin and NAME.png, with a number behind a name that is taken; the picture's path."""
    picture = escpos.to_png(escpos.decode(data))
    folder.mkdir(parents=True, exist_ok=True)
    number = 1
    while True:
        path = folder / (f"{name}.bin" if number == 1 else f"{name}-{number}.bin")
        try:
            with path.open("xb") as file:
                file.write(data)
        except FileExistsError:
            number += 1
            continue
        path.with_suffix(".png").write_bytes(picture)
        return path.with_suffix(".png")
