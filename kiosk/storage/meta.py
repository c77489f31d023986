"""The `meta` table of a database: single values under a key.

Must not know which keys there are.
"""

from __future__ import annotations

from typing import Final

from kiosk.storage.connection import Connection

CREATE: Final = "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID"


def get(conn: Connection, key: str) -> str | None:
    """The value under a key; None when there is none."""
    row = conn.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else None


def put(conn: Connection, key: str, value: str) -> None:
    """Keep a value under a key, in place of the one before."""
    conn.execute(
        "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )


def delete(conn: Connection, key: str) -> None:
    """Forget the value under a key, if there is one."""
    conn.execute("DELETE FROM meta WHERE key = ?", (key,))
