"""The few ESC/POS commands a ticket needs: reset, a picture in bands, cut, and what a printer answers.

Bytes in, bytes out: no sockets, no files, no Qt. `decode` reads back what `encode` wrote, dot for dot,
and is what the pretend printer and the tests look at.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

RESET: Final = b"\x1b@"
CUT: Final = b"\x1dVB\x00"
"""Feed to the knife and cut."""
PICTURE: Final = b"\x1dv0\x00"
"""Followed by bytes in a row and rows, two bytes each, low one first; then the dots."""

BAND: Final = 256
"""Rows a command: small printers hold little more in their memory."""

ASK: Final = b"\x10\x04"
ASK_PRINTER: Final = 1
ASK_OFFLINE: Final = 2
ASK_PAPER: Final = 4


class EscposError(ValueError):
    """Dots or bytes that make no picture."""


@dataclass(frozen=True, slots=True)
class Bitmap:
    """A one-bit picture: bit 1 is black, eight dots to a byte from the left, each row from a new byte."""

    width: int
    height: int
    dots: bytes


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """What the three answers of a printer say together."""

    offline: bool
    cover_open: bool
    no_paper: bool
    low_paper: bool


def encode(dots: bytes, width: int) -> bytes:
    """The commands that print a picture `width` dots wide and cut the paper. EscposError for half a row."""
    if width <= 0 or len(dots) % row_bytes(width):
        raise EscposError(f"{len(dots)} bytes are no whole rows of {width} dots.")
    per_row = row_bytes(width)
    if per_row > 0xFFFF:
        raise EscposError(f"{width} dots are more than a row can have.")
    parts = [RESET]
    for start in range(0, len(dots), per_row * BAND):
        band = dots[start : start + per_row * BAND]
        parts += [PICTURE, per_row.to_bytes(2, "little"), (len(band) // per_row).to_bytes(2, "little"), band]
    return b"".join([*parts, CUT])


def decode(data: bytes) -> Bitmap:
    """The picture that `encode`'s commands print; `width` is a whole number of bytes.

    EscposError for anything else, or when bytes are missing: half a ticket is no ticket.
    """
    if not data.startswith(RESET):
        raise EscposError("The commands do not begin with a reset.")
    if not data.endswith(CUT):
        raise EscposError("The commands do not end with the cut: part of them is missing.")
    at, end = len(RESET), len(data) - len(CUT)
    per_row, dots = 0, []
    while at < end:
        head = data[at : at + len(PICTURE) + 4]
        if not head.startswith(PICTURE) or len(head) < len(PICTURE) + 4:
            raise EscposError(f"Byte {at} begins no picture.")
        wide = int.from_bytes(head[4:6], "little")
        rows = int.from_bytes(head[6:8], "little")
        if wide == 0 or per_row not in (0, wide):
            raise EscposError(f"The band at byte {at} is {wide} bytes wide, the ones before {per_row}.")
        per_row, at = wide, at + len(head)
        if at + wide * rows > end:
            raise EscposError(f"The band that ends the data should have {rows} rows and has less.")
        dots.append(data[at : at + wide * rows])
        at += wide * rows
    all_dots = b"".join(dots)
    return Bitmap(per_row * 8, len(all_dots) // per_row if per_row else 0, all_dots)


class EscPosParser:
    """What a printer reads, a piece at a time: whole questions and whole jobs come out, in their order."""

    def __init__(self) -> None:
        self._waiting = bytearray()  # of the command that is not whole yet
        self._job = bytearray()

    @property
    def in_job(self) -> bool:
        """A job has begun and its cut has not come."""
        return bool(self._job)

    def feed(self, data: bytes) -> Iterator[int | bytes]:
        """The questions (their number) and jobs (their bytes) that are whole now. EscposError for others."""
        self._waiting += data
        while (length := self._whole()) is not None:
            command = bytes(self._waiting[:length])
            del self._waiting[:length]
            if command.startswith(ASK):
                yield command[-1]
                continue
            self._job += command
            if command == CUT:
                job, self._job = bytes(self._job), bytearray()
                yield job

    def _whole(self) -> int | None:
        """The length of the first command waiting; None while part of it is missing."""
        waiting = self._waiting
        for start, head_length in ((ASK, 3), (RESET, 2), (CUT, 4), (PICTURE, 8)):
            head = waiting[: len(start)]
            if head == start:
                dots = 0
                if start == PICTURE and len(waiting) >= head_length:
                    dots = int.from_bytes(waiting[4:6], "little") * int.from_bytes(waiting[6:8], "little")
                return head_length + dots if len(waiting) >= head_length + dots else None
            if start.startswith(head):
                return None
        raise EscposError(f"0x{waiting[:4].hex()} begins no command that is known here.")


def row_bytes(width: int) -> int:
    """Bytes that hold one row of so many dots."""
    return (width + 7) // 8


def is_status(byte: int) -> bool:
    """Whether a byte can be an answer: two bits are always set and two never, so noise is not believed."""
    return byte & 0b1001_0011 == 0b0001_0010


def status(printer: int, offline: int, paper: int) -> PrinterStatus:
    """The answers to `ASK_PRINTER`, `ASK_OFFLINE` and `ASK_PAPER` read together. EscposError for noise."""
    for byte in (printer, offline, paper):
        if not is_status(byte):
            raise EscposError(f"0x{byte:02x} is no answer of a printer.")
    return PrinterStatus(
        offline=bool(printer & 0x08),
        cover_open=bool(offline & 0x04),
        no_paper=bool(paper & 0x60) or bool(offline & 0x20),
        low_paper=bool(paper & 0x0C),
    )


def answers(status: PrinterStatus) -> tuple[int, int, int]:
    """What a printer in this state answers, in the order of `status`."""
    always = 0b0001_0010
    return (
        always | (0x08 if status.offline else 0),
        always | (0x04 if status.cover_open else 0) | (0x20 if status.no_paper else 0),
        always | (0x60 if status.no_paper else 0) | (0x0C if status.low_paper else 0),
    )


def to_png(bitmap: Bitmap) -> bytes:
    """The picture as a PNG file, one bit a dot."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)

    per_row = row_bytes(bitmap.width)
    white = bytes(255 - byte for byte in range(256))  # in PNG bit 1 is white
    dots = bitmap.dots.translate(white)
    rows = b"".join(b"\0" + dots[start : start + per_row] for start in range(0, len(dots), per_row))
    head = bitmap.width.to_bytes(4) + bitmap.height.to_bytes(4) + bytes([1, 0, 0, 0, 0])
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        chunk(kind, body) for kind, body in ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    )
