"""Retention: office days that are over leave the journal; the chains keep where they are cut.

Works on an open connection, inside the caller's transaction; `storage.erasure` comes after it. Must not know clocks,
nor what events mean.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Final

from kiosk.storage import meta
from kiosk.storage.connection import Connection, opened

ACKED: Final = "acked:"
"""A note for each incarnation: up to which n the office server has its events."""
_HASH: Final = re.compile(r"[0-9a-f]{64}")


def something_before(conn: Connection, day: str) -> bool:
    """Whether anything of office days before `day` is kept; reads only."""
    return any(
        (oldest := conn.execute(f"SELECT min(day) FROM {table}").fetchone()[0]) is not None
        and str(oldest) < day
        for table in ("events", "tickets")
    )


def drop_before(conn: Connection, day: str, today: str) -> tuple[int, int]:
    """Deletes what belongs to office days before `day`: of each chain its events up to the first of `day` to
    `today`, and the rows of tickets. Gives the number of events and of rows.

    What no office server has acknowledged is counted in `day_totals` by day and kind: nobody else can tell it later.
    """
    gone = 0
    for incarnation, last_n in conn.execute("SELECT incarnation, last_n FROM streams").fetchall():
        kept = conn.execute(
            "SELECT min(n) FROM events WHERE incarnation = ? AND day BETWEEN ? AND ?",
            (incarnation, day, today),
        ).fetchone()[0]
        last = conn.execute(
            "SELECT n, CAST(h AS BLOB) FROM events WHERE incarnation = ? AND n < ? ORDER BY n DESC LIMIT 1",
            (incarnation, last_n + 1 if kept is None else kept),
        ).fetchone()
        if last is None:
            continue
        n, h = last[0], bytes(last[1]).decode("utf-8", "replace")
        # a spoilt one would be refused at every push; this is reported as damage, once
        if not _HASH.fullmatch(h):
            h = hashlib.sha256(f"{incarnation} {n}".encode()).hexdigest()
        conn.execute(
            "INSERT INTO day_totals (day, kind, n) SELECT day, kind, count(*) FROM events"
            " WHERE incarnation = ? AND n > ? AND n <= ? GROUP BY day, kind"
            " ON CONFLICT (day, kind) DO UPDATE SET n = n + excluded.n",
            (incarnation, _acked(conn, incarnation), n),
        )
        gone += conn.execute("DELETE FROM events WHERE incarnation = ? AND n <= ?", (incarnation, n)).rowcount
        conn.execute("UPDATE streams SET cut_n = ?, cut_h = ? WHERE incarnation = ?", (n, h, incarnation))
    rows = conn.execute("DELETE FROM tickets WHERE day < ?", (day,)).rowcount
    return gone, rows


def _acked(conn: Connection, incarnation: str) -> int:
    noted = meta.get(conn, ACKED + incarnation) or ""
    return int(noted) if noted.isdecimal() else 0


def oldest_kept(path: Path, day: str) -> str | None:
    """The oldest office day in a journal's file of which `drop_before(day)` would delete an event or a row, else
    the oldest there is; None for an empty one. Raises StorageError."""
    # an old event behind one of today (paper that came after the day's start) goes with the next day's morning
    query = (
        "WITH first AS (SELECT incarnation, min(n) AS n FROM events WHERE day >= ? GROUP BY incarnation)"
        " SELECT min(day) FROM (SELECT e.day FROM events e LEFT JOIN first USING (incarnation)"
        " WHERE e.n <= coalesce(first.n, e.n) UNION ALL SELECT day FROM tickets)"
    )
    with opened(path) as conn:
        found = conn.execute(query, (day,)).fetchone()[0]
        return None if found is None else str(found)
