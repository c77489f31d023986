"""Migrations of a database, as a whole or not at all, with a copy of how it was before.

Must not know what is in the database.
"""

from __future__ import annotations

import logging
from pathlib import Path

from pysqlite3 import dbapi2 as sqlite
from sqlite_utils import Database, Migrations

from kiosk import __version__
from kiosk.storage.connection import Connection
from kiosk.storage.sqlite_copy import copy_into
from kiosk.storage.transactions import Transaction

log = logging.getLogger("motesplats.storage")


def migrate(conn: Connection, path: Path, migrations: Migrations) -> None:
    """Apply the migrations that are missing, once there is a copy. For one program at a time.

    Raises StorageError; then the database is as it was.
    """
    db = Database(conn, execute_plugins=False)  # no plugin of another package runs here
    if migrations.pending(db):
        keep_copy(conn, path)
        with Transaction(conn, path):
            migrations.apply(db)


def keep_copy(conn: Connection, path: Path) -> Path | None:
    """Copy a database beside itself; None for one that has no table yet, or when there is no room.

    A disk without room is logged and no more: the change itself is made as a whole or not at all, and it only adds.
    """
    if conn.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None:
        return None
    copy = path.with_name(f"{path.stem}.before-{__version__}{path.suffix}")
    part = copy.with_name(copy.name + ".part")
    try:
        part.unlink(missing_ok=True)
        copy_into(conn, part)
        part.replace(copy)
    except (sqlite.Error, OSError) as error:
        part.unlink(missing_ok=True)
        log.warning("No copy of %s could be made before its form is changed: %s", path, error)
        return None
    log.warning("%s gets the form of version %s; as it was it is kept in %s.", path, __version__, copy.name)
    return copy


def drop_copies(path: Path) -> None:
    """Delete the copies beside a database: they hold what is to be deleted from it. Raises OSError."""
    for copy in path.parent.glob(f"{path.stem}.before-*"):
        copy.unlink(missing_ok=True)
