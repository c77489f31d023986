"""A computer as it should be, with an office server, a printer and a touch screen; faults are then planted in it."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kiosk.client import identity
from kiosk.devices.printing.pretend_printer import Mode, PretendPrinter
from kiosk.doctor import Computer, Context
from kiosk.protocol.codec import convert
from kiosk.protocol.pairing import Paired
from tests.journal.factories import DRAFT, ScriptedClock, opened
from tests.office.factories import OFFICE, Running, Stream, running

HERE = Path(__file__).parent
CERTIFICATES = HERE / "certificates"
NOON = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)  # 09:00 in the office
SETTINGS = """\
id = "{office}"
name = "Ekeby"
languages = ["sv", "ar", "ti"]
printer = "{printer}"
[station.REC]
[station.SKV]
[[desk]]
number = 3
station = "SKV"
"""


@dataclass(slots=True)
class Kiosk:
    """The computer: a paired kiosk with a journal. Its folder and its settings are there to be spoilt."""

    context: Context
    office: Running
    printer: PretendPrinter

    @property
    def data(self) -> Path:
        return self.context.data

    @property
    def settings(self) -> Path:
        return self.data / "office.toml"

    def but(self, **changes: object) -> Context:
        """Its context, with another computer under it."""
        return replace(self.context, computer=replace(self.context.computer, **changes))  # type: ignore[arg-type]


@contextmanager
def kiosk(folder: Path) -> Iterator[Kiosk]:
    clock = ScriptedClock()
    with printing() as printer, running(folder / "office", clock) as office:
        data = folder / "kiosk"
        data.mkdir()
        (data / "office.toml").write_text(SETTINGS.format(office=OFFICE, printer=printer.url))
        with closing(opened(data, clock)) as journal:
            journal.office_id = OFFICE
            journal.issue(DRAFT)
        code = office.http.post("/v1/pairings", json={"role": "kiosk", "place": "Kiosk 1"}).json()["code"]
        answer = office.http.post("/v1/pair", json={"code": code, "incarnation": "aa11"})
        identity.save(data, identity.of_paired(office.url, convert(Paired, answer.json())))
        stream = Stream("bb22", clock)
        stream.issue()
        office.push(stream)
        computer = Computer(
            free_mb=lambda _: 5_000,
            sync_ms=lambda _: 3.0,
            utc_offset=lambda _: timedelta(hours=1),
            clock_is_synchronised=lambda: True,
            touch_screens=lambda: ["ILITEK Multi-Touch"],
        )
        yield Kiosk(Context(data, None, {"WAYLAND_DISPLAY": "wayland-0"}, NOON, computer), office, printer)


@contextmanager
def printing() -> Iterator[PretendPrinter]:
    """A pretend printer that answers from a loop and a thread of its own."""
    loop, printer = asyncio.new_event_loop(), PretendPrinter(Mode.FINE)
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        asyncio.run_coroutine_threadsafe(printer.start(), loop).result(20)
        yield printer
    finally:
        asyncio.run_coroutine_threadsafe(printer.stop(), loop).result(20)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(20)
        loop.close()


@contextmanager
def showing(certificate: str) -> Iterator[str]:
    """The address of a server that shows a certificate, and nothing else."""
    secured = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secured.load_cert_chain(CERTIFICATES / certificate)
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                line, _ = listening.accept()
            except OSError:
                return
            with line, contextlib.suppress(OSError), secured.wrap_socket(line, server_side=True) as shown:
                shown.recv(1)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"https://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(20)
