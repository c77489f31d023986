"""What is printed is what was drawn, dot for dot; what is not a whole job or a true answer is not believed."""

from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.printing import escpos


@st.composite
def pictures(draw: st.DrawFn) -> tuple[bytes, int]:
    width = draw(st.integers(1, 80))
    rows = draw(st.integers(1, 700))
    seed = draw(st.binary(min_size=1, max_size=64))
    size = escpos.row_bytes(width) * rows
    return (seed * (size // len(seed) + 1))[:size], width


@given(pictures())
def test_what_is_encoded_decodes_to_the_same_dots(picture: tuple[bytes, int]) -> None:
    dots, width = picture
    back = escpos.decode(escpos.encode(dots, width))
    assert back.dots == dots
    assert back.width == escpos.row_bytes(width) * 8
    assert back.height == len(dots) // escpos.row_bytes(width)


@given(pictures())
def test_no_command_holds_more_than_a_band(picture: tuple[bytes, int]) -> None:
    dots, width = picture
    data = escpos.encode(dots, width)
    assert data.startswith(escpos.RESET)
    assert data.endswith(escpos.CUT)
    bands = -(-len(dots) // (escpos.row_bytes(width) * escpos.BAND))
    assert len(data) == len(escpos.RESET) + bands * 8 + len(dots) + len(escpos.CUT)


@given(pictures(), st.integers(min_value=0))
def test_a_job_with_bytes_missing_is_no_job(picture: tuple[bytes, int], cut: int) -> None:
    data = escpos.encode(*picture)
    with pytest.raises(escpos.EscposError):
        escpos.decode(data[: cut % len(data)])


@given(st.binary(max_size=200))
def test_no_bytes_crash_the_decoder(data: bytes) -> None:
    try:
        escpos.decode(data)
    except escpos.EscposError:
        return


@pytest.mark.parametrize(("dots", "width"), [(b"\0\0\0", 16), (b"\0", 0), (b"", -8)])
def test_half_rows_are_refused(dots: bytes, width: int) -> None:
    with pytest.raises(escpos.EscposError, match="no whole rows"):
        escpos.encode(dots, width)


def test_bands_of_two_widths_are_no_picture() -> None:
    band = escpos.PICTURE + b"\x02\x00\x01\x00" + b"ab"
    other = escpos.PICTURE + b"\x01\x00\x01\x00" + b"a"
    with pytest.raises(escpos.EscposError, match="bytes wide"):
        escpos.decode(escpos.RESET + band + other + escpos.CUT)


@given(pictures(), st.integers(1, 600))
def test_a_stream_gives_questions_and_jobs_however_it_is_cut(picture: tuple[bytes, int], piece: int) -> None:
    job = escpos.encode(*picture)
    data = escpos.ASK + b"\x01" + job + escpos.ASK + b"\x04"
    stream = escpos.EscPosParser()
    items = [
        item for start in range(0, len(data), piece) for item in stream.feed(data[start : start + piece])
    ]
    assert items == [1, job, 4]
    assert not stream.in_job


def test_a_stream_refuses_what_it_does_not_know() -> None:
    with pytest.raises(escpos.EscposError, match="begins no command"):
        list(escpos.EscPosParser().feed(b"GET / HTTP/1.1"))


@given(st.builds(escpos.PrinterStatus, st.booleans(), st.booleans(), st.booleans(), st.booleans()))
def test_an_answer_reads_back_as_the_state_it_tells(status: escpos.PrinterStatus) -> None:
    assert escpos.status(*escpos.answers(status)) == status


@given(st.integers(0, 255))
def test_only_bytes_with_the_fixed_bits_are_answers(byte: int) -> None:
    fixed = (byte & 0x80, byte & 0x10, byte & 0x02, byte & 0x01) == (0, 0x10, 0x02, 0)
    assert escpos.is_status(byte) == fixed
    if not fixed:
        with pytest.raises(escpos.EscposError):
            escpos.status(0x12, 0x12, byte)


@given(pictures())
def test_the_png_of_a_picture_holds_its_dots(picture: tuple[bytes, int]) -> None:
    dots, width = picture
    per_row = escpos.row_bytes(width)
    png = escpos.to_png(escpos.Bitmap(width, len(dots) // per_row, dots))
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", png[16:24]) == (width, len(dots) // per_row)
    (length,) = struct.unpack(">I", png[33:37])
    rows = zlib.decompress(png[41 : 41 + length])
    white = bytes(255 - byte for byte in rows)
    assert b"".join(white[at + 1 : at + 1 + per_row] for at in range(0, len(white), per_row + 1)) == dots
