"""Connections to SQLite databases: which SQLite may open one, how durable it is, who may read the file.

Must not know what is stored.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from pysqlite3 import dbapi2 as sqlite

from kiosk.storage.errors import DiskError, NotADatabaseError, OldSQLiteError, typed
from kiosk.storage.files import give_to_owner_of

if TYPE_CHECKING:
    import sqlite3

    Connection: TypeAlias = sqlite3.Connection  # pysqlite3 has the same interface, and no types
else:
    Connection = Any

BUSY_S: Final = 15.0
"""Seconds a writer waits for the others; thirty at once on a slow disk need some seconds."""
NEEDED_SQLITE: Final = (3, 51, 3)
"""Older versions can damage a write-ahead log that several programs use (sqlite.org, "WAL-reset bug")."""
READ_ONLY_BUSY_S: Final = 5.0
"""Seconds a reader waits; it is only blocked while a log is recovered."""


def assert_sqlite(version: tuple[int, ...] | None = None) -> None:
    """Raise OldSQLiteError when the SQLite in use could damage a database."""
    version = version or sqlite.sqlite_version_info
    if version < NEEDED_SQLITE:
        found, needed = (".".join(map(str, each)) for each in (version, NEEDED_SQLITE))
        raise OldSQLiteError(f"SQLite {found} can damage a database; {needed} or newer is needed.")


def connect(path: Path, *, make: bool) -> Connection:
    """Open a database, durable at each commit; `make` creates a missing file.

    Raises OldSQLiteError, NotADatabaseError, DiskError, and SQLite's own errors.
    """
    assert_sqlite()
    if make:
        # only for its owner from the first byte; SQLite gives its side files the same rights
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        give_to_owner_of(path.parent, path)
    elif not path.is_file():
        raise NotADatabaseError(f"There is no {path.name} in {path.parent}.", "Name its folder with --data.")
    connection: Connection = sqlite.connect(str(path), isolation_level=None, timeout=BUSY_S)
    try:
        if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
            raise DiskError(f"{path} lies where programs cannot share it.", "Use a folder on a local disk.")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten
        connection.execute("PRAGMA trusted_schema = OFF")
    except BaseException:
        connection.close()
        raise
    return connection


def connect_read_only(path: Path) -> Connection:
    """Open a database that this connection cannot change. Raises StorageError, and SQLite's own errors."""
    assert_sqlite()
    connection: Connection = sqlite.connect(
        f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=READ_ONLY_BUSY_S
    )
    return connection


@contextmanager
def opened(path: Path, *, read_only: bool = False) -> Iterator[Connection]:
    """A connection for one block; SQLite's errors inside become a StorageError about `path`."""
    with typed(path), closing(connect_read_only(path) if read_only else connect(path, make=False)) as conn:
        yield conn


def require_tables(conn: Connection, path: Path, what: str, *names: str) -> None:
    """Raise NotADatabaseError when a database is not `what` it should be: it lacks one of the tables."""
    there = {str(row[0]) for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if set(names) - there:
        raise NotADatabaseError(f"{path} is not {what}.")
