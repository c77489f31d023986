"""What was deleted is in no file any more: not in the database, not in its log, not in a copy beside it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from kiosk.storage.connection import Connection, connect
from kiosk.storage.erasure import erase, note_deletion
from kiosk.storage.errors import BusyError
from kiosk.storage.transactions import Transaction
from tests.storage.factories import copies, notes, opened, read, with_one_more, write

SECRET = "visit-of-yesterday"


def anywhere(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if SECRET.encode() in path.read_bytes()]


def delete(conn: Connection, path: Path) -> None:
    with Transaction(conn, path):
        conn.execute("DELETE FROM notes WHERE text = ?", (SECRET,))
        note_deletion(conn)


def test_nothing_of_it_is_in_any_file(folder: Path, path: Path) -> None:
    conn = opened(folder)
    for text in (SECRET, "today"):
        write(conn, text)
    conn.close()
    with closing(opened(folder, with_one_more(notes()))) as conn:
        assert len(copies(folder)) == 1
        assert len(anywhere(folder)) >= 2
        delete(conn, path)
        erase(conn, path)
        assert anywhere(folder) == []
        assert copies(folder) == []
        assert read(conn) == ["today"]


def test_where_nothing_was_deleted_nothing_is_written(conn: Connection, path: Path) -> None:
    write(conn, "today")
    before = conn.total_changes
    erase(conn, path)
    assert conn.total_changes == before


def test_a_reader_of_the_log_delays_it_only(conn: Connection, path: Path, folder: Path) -> None:
    write(conn, SECRET)
    conn.execute("PRAGMA busy_timeout = 1")
    with closing(connect(path, make=False)) as reader:
        reader.execute("BEGIN")
        assert read(reader) == [SECRET]
        delete(conn, path)
        with pytest.raises(BusyError, match=r"log of notes\.db"):
            erase(conn, path)
        reader.execute("ROLLBACK")
        erase(conn, path)
    assert anywhere(folder) == []
