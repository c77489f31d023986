"""Reading a database that may be damaged: what is wrong with its file, and texts that are no Unicode any more.

Must not know what is stored.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from pysqlite3 import dbapi2 as sqlite

from kiosk.storage.connection import Connection

_FAULTS: Final = 3
"""How many faults of a file are named; a damaged page can give thousands."""


def file_faults(conn: Connection) -> str:
    """What SQLite finds wrong with a database's file; "" when it is whole."""
    try:
        lines = [str(row[0]) for row in conn.execute(f"PRAGMA quick_check({_FAULTS})")]
    except (sqlite.DatabaseError, UnicodeDecodeError) as error:
        lines = [str(error)]
    return "" if lines == ["ok"] else "; ".join(" ".join(line.split()) for line in lines)


@contextmanager
def any_text(conn: Connection, errors: str) -> Iterator[None]:
    """Inside, text that a flipped byte has made no Unicode is read too, as `bytes.decode` does with `errors`."""
    before = conn.text_factory
    conn.text_factory = lambda raw: raw.decode("utf-8", errors)
    try:
        yield
    finally:
        conn.text_factory = before
