"""The journal's file: how it is opened, which SQLite may, and its tables with their migrations.

Must not know what the rows mean beyond their types.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final

from pysqlite3 import dbapi2 as sqlite
from sqlite_utils import Database, Migrations

from kiosk.storage.errors import DiskError, NotADatabaseError, OldSQLiteError
from kiosk.storage.folder_lock import give_to_owner_of
from kiosk.storage.migration_backup import keep_copy

FILE_NAME: Final = "journal.db"
BUSY_S: Final = 15.0
"""How long a writer waits for the others; thirty at once on a slow disk need some seconds."""
NEEDED_SQLITE: Final = (3, 51, 3)
"""Older ones can damage a write-ahead log that several programs use."""

migrations = Migrations("journal")
"""They only add, for at least one version: the version before opens the file too, so that one can go back."""


@migrations()
def first_tables(db: Database) -> None:
    """Events are the truth; streams, tickets and the day in meta follow them in the same transaction."""
    for statement in (
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
        # AUTOINCREMENT: the place of a deleted event is never given to another
        "CREATE TABLE events (seq INTEGER PRIMARY KEY AUTOINCREMENT, office TEXT NOT NULL, day TEXT NOT NULL,"
        " incarnation TEXT NOT NULL, n INTEGER NOT NULL, kind TEXT NOT NULL, v INTEGER NOT NULL,"
        " wall REAL NOT NULL, boot TEXT NOT NULL, mono_ms INTEGER NOT NULL, body TEXT NOT NULL,"
        " h TEXT NOT NULL, UNIQUE (incarnation, n)) STRICT",
        "CREATE INDEX events_of_day ON events (day, seq)",
        # where each chain stands, and where it starts when older days have been deleted
        "CREATE TABLE streams (incarnation TEXT PRIMARY KEY, last_n INTEGER NOT NULL, last_h TEXT NOT NULL,"
        " cut_n INTEGER NOT NULL DEFAULT 0, cut_h TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID",
        "CREATE TABLE tickets (visit TEXT PRIMARY KEY, day TEXT NOT NULL, ticket TEXT NOT NULL,"
        " series INTEGER NOT NULL, number INTEGER NOT NULL, language TEXT NOT NULL, issued REAL NOT NULL,"
        " paper TEXT NOT NULL, UNIQUE (day, ticket)) STRICT, WITHOUT ROWID",
        "CREATE INDEX numbers_of_day ON tickets (day, series, number)",
    ):
        db.execute(statement)


@migrations()
def totals_of_days(db: Database) -> None:
    """What is left of days that are over: how many events of each kind, neither visits nor languages."""
    db.execute(
        "CREATE TABLE day_totals (day TEXT NOT NULL, kind TEXT NOT NULL, n INTEGER NOT NULL,"
        " PRIMARY KEY (day, kind)) STRICT, WITHOUT ROWID"
    )


def assert_sqlite(version: tuple[int, ...] = sqlite.sqlite_version_info) -> None:
    """Raises OldSQLiteError when the SQLite in use could damage a journal."""
    if version < NEEDED_SQLITE:
        found, needed = (".".join(map(str, v)) for v in (version, NEEDED_SQLITE))
        raise OldSQLiteError(f"SQLite {found} can damage a journal; {needed} or newer is needed.")


def connect(path: Path, *, make: bool) -> Database:
    """A connection to the journal's file, durable at each commit; `make` makes a missing file.

    Raises OldSQLiteError, NotADatabaseError, DiskError, and SQLite's own errors.
    """
    assert_sqlite()
    if make:
        # only for its owner from the first byte; SQLite gives its side files the same rights
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        give_to_owner_of(path.parent, path)
    elif not path.is_file():
        raise NotADatabaseError(f"There is no journal in {path.parent}.", "Name its folder with --data.")
    connection: Any = sqlite.connect(str(path), isolation_level=None, timeout=BUSY_S)
    try:
        mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        if mode != "wal":
            raise DiskError(f"{path} lies where programs cannot share it.", "Use a folder on a local disk.")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten
        connection.execute("PRAGMA trusted_schema = OFF")
        return Database(connection, execute_plugins=False)  # no plugin of another package runs here
    except BaseException:
        connection.close()
        raise


def bring_up_to_date(db: Database, path: Path) -> None:
    """Applies the migrations that are missing, all or none, once there is a copy. For one program at a time."""
    if not migrations.pending(db):
        return
    keep_copy(db.conn, path)
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(db)
        db.conn.execute("COMMIT")
    except BaseException:
        if db.conn.in_transaction:
            db.conn.execute("ROLLBACK")
        raise
