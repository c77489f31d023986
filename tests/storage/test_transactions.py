"""What is written in a transaction is there at its end, or nothing of it is."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.storage.connection import Connection, connect
from kiosk.storage.errors import BusyError, StorageError
from kiosk.storage.transactions import Transaction, one_moment
from tests.storage.factories import read, write


def test_all_of_it_is_there_at_its_end(conn: Connection, path: Path) -> None:
    with Transaction(conn, path):
        write(conn, "a")
        write(conn, "b")
    assert not conn.in_transaction
    assert read(conn) == ["a", "b"]


def test_an_error_inside_leaves_nothing_and_comes_out(conn: Connection, path: Path) -> None:
    def fail() -> None:
        with Transaction(conn, path):
            write(conn, "a")
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert not conn.in_transaction
    assert read(conn) == []


def test_an_error_of_sqlite_inside_is_a_sentence_about_the_file(conn: Connection, path: Path) -> None:
    def fail() -> None:
        with Transaction(conn, path):
            write(conn, "a")
            conn.execute("INSERT INTO notes (text) VALUES (NULL)")

    with pytest.raises(StorageError, match=str(path)):
        fail()
    assert read(conn) == []


def test_somebody_elses_transaction_is_waited_for_and_then_a_typed_error(
    conn: Connection, path: Path
) -> None:
    with closing(connect(path, make=False)) as other, Transaction(conn, path):
        other.execute("PRAGMA busy_timeout = 1")
        with pytest.raises(BusyError, match="Try again"), Transaction(other, path):
            pass


def test_a_killed_program_leaves_nothing_half_written(conn: Connection, path: Path) -> None:
    write(conn, "a")
    script = (
        "import os, signal, sys; from pathlib import Path\n"
        "from kiosk.storage.connection import connect\n"
        "from kiosk.storage.transactions import Transaction\n"
        "path = Path(sys.argv[1]); conn = connect(path, make=False)\n"
        "with Transaction(conn, path):\n"
        "    conn.execute(\"INSERT INTO notes (text) VALUES ('b')\"); os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], check=False, timeout=30)
    assert done.returncode == -signal.SIGKILL
    assert read(conn) == ["a"]
    with Transaction(conn, path):
        write(conn, "c")
    assert read(conn) == ["a", "c"]


def test_a_reader_sees_one_moment(conn: Connection, path: Path) -> None:
    write(conn, "a")
    with closing(connect(path, make=False)) as other:
        with one_moment(other):
            assert read(other) == ["a"]
            write(conn, "b")
            assert read(other) == ["a"]
        assert read(other) == ["a", "b"]
