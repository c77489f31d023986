"""A printer says what became of the paper, in time, and never "printed" when it did not answer."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from kiosk.devices.printing import escpos
from kiosk.devices.printing.pretend_printer import Mode, PretendPrinter
from kiosk.devices.printing.printer import PrinterError, PrintJob, Timeouts, open_printer
from kiosk.devices.printing.state import PrinterState

PATIENT = Timeouts(connect=30, answer=30, send=30, spool=30)
"""Where an answer comes: however busy the computer is."""
SHORT = Timeouts(connect=30, answer=0.15, send=0.3, spool=30)
"""Where none will come."""
DOTS = bytes(range(256)) * 72 * 9  # 576 wide, 2304 rows: the length of a long ticket


def no_pdf() -> bytes:
    raise AssertionError("a thermal printer needs no PDF")


JOB = PrintJob(escpos.encode(DOTS, 576), no_pdf)


def printing(mode: Mode, do: Callable[[PretendPrinter], Awaitable[None]]) -> PretendPrinter:
    """Run a scene with a pretend printer in a mode."""

    async def scene() -> PretendPrinter:
        async with PretendPrinter(mode) as printer:
            await do(printer)
        return printer

    return asyncio.run(scene())


@pytest.mark.parametrize(
    ("mode", "paper", "jobs"),
    [
        (Mode.FINE, PrinterState.READY, 1),
        (Mode.LOW_PAPER, PrinterState.LOW_PAPER, 1),
        (Mode.NO_PAPER, PrinterState.NO_PAPER, 0),
        (Mode.COVER_OPEN, PrinterState.COVER_OPEN, 0),
        (Mode.OFFLINE, PrinterState.REFUSED, 0),
        (Mode.NO_ANSWER, PrinterState.NO_ANSWER, 0),
        (Mode.REFUSED, PrinterState.REFUSED, 0),
    ],
)
def test_state_and_print_tell_each_mode_alike_and_send_nothing_in_vain(
    mode: Mode, paper: PrinterState, jobs: int
) -> None:
    async def scene(pretend: PretendPrinter) -> None:
        printer = open_printer(pretend.url, SHORT if mode is Mode.NO_ANSWER else PATIENT)
        assert await printer.state() is paper
        assert await printer.print(JOB) is paper

    assert len(printing(mode, scene).printed) == jobs


def test_what_comes_out_is_what_was_sent() -> None:
    async def scene(pretend: PretendPrinter) -> None:
        await open_printer(pretend.url, PATIENT).print(JOB)

    assert [picture.dots for picture in printing(Mode.FINE, scene).printed] == [DOTS]


def test_paper_that_ends_with_this_ticket_is_told_at_once() -> None:
    """The state is asked after the job too."""

    async def scene(pretend: PretendPrinter) -> None:
        pretend.after_next = Mode.NO_PAPER
        printer = open_printer(pretend.url, PATIENT)
        assert await printer.print(JOB) is PrinterState.NO_PAPER
        assert await printer.state() is PrinterState.NO_PAPER
        await pretend.change(Mode.FINE)
        assert await printer.print(JOB) is PrinterState.READY

    printing(Mode.FINE, scene)


def test_silence_after_the_job_is_not_printed() -> None:
    async def scene(pretend: PretendPrinter) -> None:
        pretend.after_next = Mode.NO_ANSWER
        assert await open_printer(pretend.url, SHORT).print(JOB) is PrinterState.NO_ANSWER

    printing(Mode.FINE, scene)


def test_a_printer_that_hangs_up_in_the_job_has_not_printed() -> None:
    async def scene(pretend: PretendPrinter) -> None:
        assert await open_printer(pretend.url, PATIENT).print(JOB) is PrinterState.NO_ANSWER

    assert printing(Mode.DROPS, scene).printed == []


def test_a_printer_that_takes_no_more_is_asked_why_on_a_new_line() -> None:
    async def scene(pretend: PretendPrinter) -> None:
        assert (
            await open_printer(pretend.url, Timeouts(connect=30, answer=30, send=0.3)).print(JOB)
            is PrinterState.NO_PAPER
        )

    assert printing(Mode.STUCK, scene).printed == []


def test_a_printer_may_go_and_come_back_at_the_same_address() -> None:
    async def scene(pretend: PretendPrinter) -> None:
        printer, url = open_printer(pretend.url, PATIENT), pretend.url
        await pretend.change(Mode.REFUSED)
        assert await printer.state() is PrinterState.REFUSED
        await pretend.change(Mode.LOW_PAPER)
        assert (await printer.state(), pretend.url) == (PrinterState.LOW_PAPER, url)

    printing(Mode.FINE, scene)


def test_tickets_asked_for_at_once_come_out_one_by_one() -> None:
    async def scene(pretend: PretendPrinter) -> None:
        printer = open_printer(pretend.url, PATIENT)
        assert await asyncio.gather(*(printer.print(JOB) for _ in range(4))) == [PrinterState.READY] * 4

    assert len(printing(Mode.FINE, scene).printed) == 4


def test_noise_is_no_answer() -> None:
    """Bytes that are no status are passed over, not believed to be plenty of paper."""

    async def babble(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"\x00\x14\xff" * 10)
        writer.close()

    async def scene() -> PrinterState:
        server = await asyncio.start_server(babble, "127.0.0.1", 0)
        async with server:
            port = server.sockets[0].getsockname()[1]
            return await open_printer(f"tcp://127.0.0.1:{port}", PATIENT).state()

    assert asyncio.run(scene()) is PrinterState.NO_ANSWER


def test_what_the_pretend_printer_prints_it_writes_to_its_folder(tmp_path: Path) -> None:
    async def scene() -> None:
        async with PretendPrinter(folder=tmp_path) as pretend:
            printer = open_printer(pretend.url, PATIENT)
            await printer.print(JOB)
            await printer.print(JOB)

    asyncio.run(scene())
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "printed-001.bin",
        "printed-001.png",
        "printed-002.bin",
        "printed-002.png",
    ]


def test_the_pretend_printer_drops_who_speaks_another_language() -> None:
    async def scene(pretend: PretendPrinter) -> None:
        host, _, port = pretend.url.removeprefix("tcp://").partition(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(b"GET / HTTP/1.1\r\n")
        assert await reader.read() == b""
        writer.close()
        assert await open_printer(pretend.url, PATIENT).state() is PrinterState.READY

    printing(Mode.FINE, scene)


# Addresses ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "tcp://",
        "tcp://:9100",
        "tcp://host:port",
        "tcp://host:99999",
        "tcp:host",
        "tcp://h/raw",
        "tcp://a@h",
        "file:",
        "file:lp0",
        "cups:",
        "cups:two words",
        "cups:-d",
        "folder:",
        "http://host",
        "host",
        ":",
        "usb",
    ],
)
def test_an_address_that_makes_no_sense_is_one_sentence_with_a_remedy(url: str) -> None:
    with pytest.raises(PrinterError, match=r"^The printer .*(write|take)") as error:
        open_printer(url)
    assert f'"{url}"' in str(error.value)


@pytest.mark.parametrize(
    "url",
    [
        "tcp://printer",
        "tcp://[::1]:9100",
        "tcp://h:9100/",
        "file:/dev/usb/lp0",
        "file:///dev/usb/lp0",
        "cups:Q_1",
    ],
)
def test_addresses_that_are_understood(url: str) -> None:
    open_printer(url)


@pytest.mark.parametrize("url", ["", "none"])
def test_without_a_printer_the_number_is_shown(url: str) -> None:
    printer = open_printer(url)
    assert asyncio.run(printer.state()) is PrinterState.NO_PRINTER
    assert asyncio.run(printer.print(JOB)) is PrinterState.NO_PRINTER


def test_an_address_where_nothing_listens_refuses() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert asyncio.run(open_printer(f"tcp://127.0.0.1:{port}", PATIENT).state()) is PrinterState.REFUSED


# A device file -----------------------------------------------------------------------------------


@pytest.fixture
def device() -> Iterator[tuple[int, Path]]:
    """A terminal pair: bytes both ways through a device file, as /dev/usb/lp0 has them."""
    tty = pytest.importorskip("tty")
    pty = pytest.importorskip("pty")
    printer_side, kiosk_side = pty.openpty()
    tty.setraw(kiosk_side)
    yield printer_side, Path(os.ttyname(kiosk_side))
    os.close(printer_side)
    os.close(kiosk_side)


def test_a_device_file_is_asked_and_fed_like_the_network(device: tuple[int, Path]) -> None:
    printer_side, path = device
    jobs: list[bytes] = []

    def play() -> None:
        """Answer the printer's side of the line until the job and the questions after it are done."""
        stream, questions = escpos.EscPosParser(), 0
        while questions < 6:
            for item in stream.feed(os.read(printer_side, 4096)):
                if isinstance(item, bytes):
                    jobs.append(item)
                else:
                    questions += 1
                    os.write(printer_side, b"\x12")

    async def scene() -> PrinterState:
        playing = asyncio.create_task(asyncio.to_thread(play))
        paper = await open_printer(f"file:{path}", PATIENT).print(JOB)
        await playing
        return paper

    assert asyncio.run(scene()) is PrinterState.READY
    assert jobs == [JOB.escpos]


def test_a_silent_device_gives_no_answer(device: tuple[int, Path]) -> None:
    assert asyncio.run(open_printer(f"file:{device[1]}", SHORT).print(JOB)) is PrinterState.NO_ANSWER


def test_a_device_that_is_unplugged_gives_no_answer(tmp_path: Path) -> None:
    assert asyncio.run(open_printer(f"file:{tmp_path / 'lp0'}", PATIENT).state()) is PrinterState.NO_ANSWER


# A folder ----------------------------------------------------------------------------------------


def test_a_folder_keeps_every_job_as_bytes_and_picture(tmp_path: Path) -> None:
    printer = open_printer(f"folder:{tmp_path / 'new'}")
    assert [asyncio.run(printer.print(JOB)) for _ in range(2)] == [PrinterState.READY] * 2
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == [
        "ticket-2.bin",
        "ticket-2.png",
        "ticket.bin",
        "ticket.png",
    ]
    assert (tmp_path / "new" / "ticket.bin").read_bytes() == JOB.escpos
    assert asyncio.run(printer.state()) is PrinterState.READY


def test_a_folder_that_cannot_be_written_refuses(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    printer = open_printer(f"folder:{tmp_path / 'file'}")
    assert asyncio.run(printer.print(JOB)) is PrinterState.REFUSED
    assert asyncio.run(printer.state()) is PrinterState.REFUSED


# A print queue -----------------------------------------------------------------------------------

IDLE = "printer Q is idle.  enabled since Sat Nov 21 09:00:00 2026\n\tAlerts: none"

FAKE = """#!{python}
import pathlib, sys
here = pathlib.Path(__file__).parent
name, words = pathlib.Path(__file__).name, sys.argv[1:]
with (here / "log").open("a") as log:
    log.write(" ".join([name, *words]) + "\\n")
if name == "lp":
    (here / "job.pdf").write_bytes(sys.stdin.buffer.read())
    print("request id is Q-7 (0 file(s))")
elif name == "lpstat" and "-o" in words:
    print((here / "waiting").read_text())
elif name == "lpstat":
    text = (here / "printer").read_text()
    print(text)
    sys.exit(text.startswith("lpstat:"))
"""


@pytest.fixture
def cups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The programs of a print queue, which say what the files beside them hold."""
    for name in ("lp", "lpstat", "cancel"):
        program = tmp_path / name
        program.write_text(FAKE.format(python=sys.executable))
        program.chmod(0o755)
    (tmp_path / "printer").write_text(IDLE)
    (tmp_path / "waiting").write_text("")
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


PDF_JOB = PrintJob(b"", lambda: b"%PDF-1.4 ticket", "ticket-2047")


def test_a_queue_gets_the_pdf_and_is_asked_whether_it_left(cups: Path) -> None:
    assert asyncio.run(open_printer("cups:Q", PATIENT).print(PDF_JOB)) is PrinterState.READY
    assert (cups / "job.pdf").read_bytes() == b"%PDF-1.4 ticket"
    assert (cups / "log").read_text().splitlines() == [
        "lpstat -l -p Q",
        "lp -d Q -t ticket-2047 -",
        "lpstat -W not-completed -o Q",
        "lpstat -l -p Q",
    ]


@pytest.mark.parametrize(
    ("said", "paper"),
    [
        (IDLE, PrinterState.READY),
        (IDLE.replace("none", "media-low-warning"), PrinterState.LOW_PAPER),
        (IDLE.replace("none", "media-empty-error"), PrinterState.NO_PAPER),
        (IDLE.replace("none", "cover-open-error media-empty-error"), PrinterState.COVER_OPEN),
        (IDLE.replace("none", "offline-report"), PrinterState.NO_ANSWER),
        ("printer Q disabled since Sat Nov 21 09:00:00 2026 -\n\tPaused", PrinterState.REFUSED),
        ('lpstat: Invalid destination name in list "Q".', PrinterState.NO_PRINTER),
    ],
)
def test_a_queue_tells_its_printers_state_and_gets_no_job_in_vain(
    cups: Path, said: str, paper: PrinterState
) -> None:
    (cups / "printer").write_text(said)
    assert asyncio.run(open_printer("cups:Q", PATIENT).print(PDF_JOB)) is paper
    assert (cups / "job.pdf").exists() == paper.prints


def test_a_job_that_stays_in_the_queue_is_taken_back_and_not_called_printed(cups: Path) -> None:
    (cups / "waiting").write_text("Q-7  kiosk  1024  Sat Nov 21 09:00:00 2026")
    times = Timeouts(connect=30, spool=1.5)
    assert asyncio.run(open_printer("cups:Q", times).print(PDF_JOB)) is PrinterState.NO_ANSWER
    assert "cancel Q-7" in (cups / "log").read_text()


def test_without_the_queue_programs_there_is_no_printer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert asyncio.run(open_printer("cups:Q", PATIENT).print(PDF_JOB)) is PrinterState.NO_PRINTER
