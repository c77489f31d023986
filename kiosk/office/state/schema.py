"""The office server's tables and their migrations. Must not know what the rows mean beyond their types."""

from __future__ import annotations

from typing import Final

from sqlite_utils import Database, Migrations

from kiosk.storage import meta

FILE_NAME: Final = "office.db"
LOCK_NAME: Final = "office.lock"

migrations = Migrations("office")
"""They only add, for at least one version: the version before opens the file too, so that one can go back."""


@migrations()
def first_tables(db: Database) -> None:
    """Events are the truth. Visits and stops follow them in the same transaction and can be made again; so do the
    streams' ends. Commands, devices, series and codes are the server's own."""
    for statement in (
        meta.CREATE,
        # seq is given by the server, gapless; counted is the office day on which the event counts. No index of it:
        # today's events are those after the day's first, and every index costs each commit a page
        "CREATE TABLE events (seq INTEGER PRIMARY KEY, office TEXT NOT NULL, day TEXT NOT NULL,"
        " incarnation TEXT NOT NULL, n INTEGER NOT NULL, kind TEXT NOT NULL, v INTEGER NOT NULL,"
        " wall REAL NOT NULL, boot TEXT NOT NULL, mono_ms INTEGER NOT NULL, body TEXT NOT NULL,"
        " h TEXT NOT NULL, device TEXT NOT NULL, received_at REAL NOT NULL, queued_at REAL NOT NULL,"
        " counted TEXT NOT NULL, flags TEXT NOT NULL, UNIQUE (incarnation, n)) STRICT",
        "CREATE TABLE streams (incarnation TEXT PRIMARY KEY, device TEXT NOT NULL, n INTEGER NOT NULL,"
        " h TEXT NOT NULL, cut_n INTEGER NOT NULL, cut_h TEXT NOT NULL, queued_at REAL NOT NULL)"
        " STRICT, WITHOUT ROWID",
        # of deleted events in the middle of a chain: enough to check what stands round them
        "CREATE TABLE stubs (incarnation TEXT NOT NULL, n INTEGER NOT NULL, h TEXT NOT NULL,"
        " PRIMARY KEY (incarnation, n)) STRICT, WITHOUT ROWID",
        "CREATE TABLE too_late (day TEXT NOT NULL, kind TEXT NOT NULL, events INTEGER NOT NULL,"
        " PRIMARY KEY (day, kind)) STRICT, WITHOUT ROWID",
        "CREATE TABLE visits (visit TEXT PRIMARY KEY, day TEXT NOT NULL, ticket TEXT NOT NULL,"
        " language TEXT NOT NULL, party INTEGER NOT NULL, state TEXT NOT NULL, paper TEXT NOT NULL,"
        " issued_at REAL NOT NULL, ended_at REAL, token_hash TEXT) STRICT, WITHOUT ROWID",
        "CREATE TABLE stops (visit TEXT NOT NULL, place INTEGER NOT NULL, station TEXT NOT NULL,"
        " state TEXT NOT NULL, desk INTEGER, outcome TEXT, queued_at REAL NOT NULL, since REAL NOT NULL,"
        " PRIMARY KEY (visit, place)) STRICT, WITHOUT ROWID",
        "CREATE TABLE commands (id TEXT PRIMARY KEY, asked TEXT NOT NULL, day TEXT NOT NULL,"
        " result TEXT NOT NULL) STRICT, WITHOUT ROWID",
        "CREATE TABLE devices (device TEXT PRIMARY KEY, role TEXT NOT NULL, place TEXT NOT NULL, desk INTEGER,"
        " incarnation TEXT NOT NULL, token_hash TEXT UNIQUE, paired_at REAL, revoked_at REAL)"
        " STRICT, WITHOUT ROWID",
        "CREATE TABLE series (series INTEGER PRIMARY KEY, incarnation TEXT NOT NULL, device TEXT NOT NULL,"
        " spare INTEGER NOT NULL, given_up INTEGER NOT NULL DEFAULT 0) STRICT",
        "CREATE TABLE pairings (code_hash TEXT PRIMARY KEY, role TEXT NOT NULL, place TEXT NOT NULL,"
        " desk INTEGER, expires REAL NOT NULL, incarnation TEXT, device TEXT) STRICT, WITHOUT ROWID",
    ):
        db.execute(statement)


@migrations()
def totals_of_days(db: Database) -> None:
    """What is left of days that are over: how many events of each kind, neither visits nor languages."""
    db.execute(
        "CREATE TABLE day_totals (day TEXT NOT NULL, kind TEXT NOT NULL, n INTEGER NOT NULL,"
        " PRIMARY KEY (day, kind)) STRICT, WITHOUT ROWID"
    )
