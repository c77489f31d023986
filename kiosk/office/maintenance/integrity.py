"""Whether the office server's database is whole: its file, its chains. Reads only, also beside a server that runs.

Must not know how anything is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kiosk.office.state.store import OfficeStore
from kiosk.storage.connection import opened, require_tables
from kiosk.storage.damaged import file_faults
from kiosk.storage.transactions import one_moment


@dataclass(frozen=True, slots=True)
class IntegrityReport:
    """What was checked, and what is wrong, one sentence each."""

    events: int
    streams: int
    problems: tuple[str, ...]


def check_database(path: Path) -> IntegrityReport:
    """Checks the whole file as it stands at one moment. Raises StorageError when it cannot be read at all."""
    with opened(path, read_only=True) as conn:
        require_tables(conn, path, "an office server's database", "meta", "events", "streams", "devices")
        with one_moment(conn):
            faults = file_faults(conn)
            problems = [f"The file is damaged: {faults}."] if faults else []
            problems += OfficeStore.over(conn, path).broken_chains()
            events, streams = (
                int(conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
                for table in ("events", "streams")
            )
    return IntegrityReport(events, streams, tuple(problems))
