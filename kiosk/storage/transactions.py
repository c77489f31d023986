"""Transactions: all that is written inside is on disk at the end, or nothing of it.

Must not know what is stored.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pysqlite3 import dbapi2 as sqlite

from kiosk.storage.connection import Connection
from kiosk.storage.errors import typed


class Transaction:
    """`BEGIN IMMEDIATE` to `COMMIT`; SQLite's errors inside become a StorageError about `path`.

    A class with slots, because the office server enters it some thousand times a second.
    """

    __slots__ = ("_conn", "_path")

    def __init__(self, conn: Connection, path: Path) -> None:
        self._conn = conn
        self._path = path

    def __enter__(self) -> None:
        with typed(self._path):
            self._conn.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        with typed(self._path):
            try:
                if error is not None:
                    raise error
                self._conn.execute("COMMIT")
            except BaseException:
                with suppress(sqlite.Error):  # the first error is the one to report
                    if self._conn.in_transaction:
                        self._conn.execute("ROLLBACK")
                raise


@contextmanager
def one_moment(conn: Connection) -> Iterator[None]:
    """Everything read inside is the database as it stands at one moment."""
    conn.execute("BEGIN")
    try:
        yield
    finally:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
