"""The journal's tables and their migrations. Must not know what the rows mean beyond their types."""

from __future__ import annotations

from typing import Final

from sqlite_utils import Database, Migrations

from kiosk.storage import meta

FILE_NAME: Final = "journal.db"

migrations = Migrations("journal")
"""They only add, for at least one version: the version before opens the file too, so that one can go back."""


@migrations()
def first_tables(db: Database) -> None:
    """Events are the truth; streams, tickets and the day in meta follow them in the same transaction."""
    for statement in (
        meta.CREATE,
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
