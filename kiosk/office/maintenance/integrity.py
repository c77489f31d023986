"""Whether the office server's database is whole: its file, its chains. Reads only, also beside a server that runs.

Must not know how anything is written.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kiosk.office.state.store import OfficeStore
from kiosk.storage.errors import NotADatabaseError, typed
from kiosk.storage.sqlite_copy import looking_only

_NEEDED = {"meta", "events", "streams", "devices"}


@dataclass(frozen=True, slots=True)
class IntegrityReport:
    """What was checked, and what is wrong, one sentence each."""

    events: int
    streams: int
    problems: tuple[str, ...]


def check_database(path: Path) -> IntegrityReport:
    """Checks the whole file as it stands at one moment. Raises StorageError when it cannot be read at all."""
    store = OfficeStore(path.parent)
    with typed(path), closing(looking_only(path).conn) as store.conn:
        conn = store.conn
        tables = {str(row[0]) for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if _NEEDED - tables:
            raise NotADatabaseError(f"{path} is not an office server's database.")
        conn.execute("BEGIN")  # one moment for all that follows
        try:
            said = [str(row[0]) for row in conn.execute("PRAGMA quick_check(3)")]
            problems = [] if said == ["ok"] else [f"The file is damaged: {'; '.join(said)}."]
            problems += store.broken_chains()
            events, streams = (
                int(conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
                for table in ("events", "streams")
            )
        finally:
            conn.execute("ROLLBACK")
    return IntegrityReport(events, streams, tuple(problems))
