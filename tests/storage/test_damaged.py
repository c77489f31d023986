"""A damaged database is read as far as it can be, and what is wrong with its file is said."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from kiosk.storage.connection import Connection, connect_read_only
from kiosk.storage.damaged import any_text, file_faults
from tests.storage.factories import read, write

SPOILT = "UPDATE notes SET text = CAST(x'61ff' AS TEXT)"
"""The letter a, and a byte that is no Unicode."""


def test_a_whole_file_has_no_faults(conn: Connection) -> None:
    assert file_faults(conn) == ""


def test_a_page_of_zeros_is_named_in_one_line(conn: Connection, path: Path, tmp_path: Path) -> None:
    for i in range(200):
        write(conn, f"{i} " * 20)
    conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(path.read_bytes())
    data[-8192:-4096] = bytes(4096)
    (tmp_path / "damaged.db").write_bytes(data)
    with closing(connect_read_only(tmp_path / "damaged.db")) as damaged:
        found = file_faults(damaged)
    assert found
    assert "\n" not in found


@pytest.mark.parametrize(("errors", "text"), [("replace", "a\ufffd"), ("surrogateescape", "a\udcff")])
def test_text_that_is_no_unicode_is_read_too(conn: Connection, errors: str, text: str) -> None:
    write(conn, "a")
    conn.execute(SPOILT)
    before = conn.text_factory
    with any_text(conn, errors):
        assert read(conn) == [text]
    assert conn.text_factory is before
