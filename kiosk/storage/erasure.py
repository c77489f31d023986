"""Erasing what was deleted: nothing of it stays in a database's file, in its log, or in a copy beside it.

Must not know what is deleted, nor when.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kiosk.storage import meta
from kiosk.storage.connection import Connection
from kiosk.storage.errors import BusyError, typed
from kiosk.storage.migration import drop_copies

_TO_CLEAN: Final = "to_clean"
"""Kept in `meta` while something deleted may still lie in the file or its log."""


def note_deletion(conn: Connection) -> None:
    """Note that something has been deleted; in the transaction that deletes it, `erase` comes after."""
    meta.put(conn, _TO_CLEAN, "1")


def erase(conn: Connection, path: Path) -> None:
    """Leave only what is kept in the file, nothing in its log, and no copy of it. Outside of a transaction.

    Nothing is written when nothing has been deleted. Deleted rows are overwritten as they go (secure_delete); the file
    is written anew too, so that no unused part of a page is left that could hold a copy.

    Raises:
        BusyError: Somebody reads the log just now; the next call tries again.
        StorageError: The file cannot be written.
    """
    with typed(path):
        if meta.get(conn, _TO_CLEAN) is None:
            return
        drop_copies(path)
        conn.execute("PRAGMA temp_store = MEMORY")  # the copy lies nowhere else meanwhile
        conn.execute("VACUUM")
        if conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] != 0:
            raise BusyError(
                f"What was deleted still lies in the log of {path.name}: another program reads it."
            )
        meta.delete(conn, _TO_CLEAN)
