"""Whether a journal is whole: its hash chains, its projections, its file. Names each chain's first bad event.

Reads only, and never stops at damage that it can step over. Must not know how events are written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

from pysqlite3 import dbapi2 as sqlite

from kiosk.journal.projection import TicketRow, project
from kiosk.protocol.envelope import FIELDS, Envelope, Tip, verify
from kiosk.storage.connection import Connection
from kiosk.storage.damaged import any_text, file_faults
from kiosk.storage.errors import DamagedError, typed
from kiosk.storage.transactions import one_moment

KEEP_A_COPY: Final = DamagedError.default_remedy
REBUILD: Final = "Run: motesplats journal rebuild --data {folder}"


@dataclass(frozen=True, slots=True)
class JournalProblem:
    """One thing that is wrong: what, what to do, and for an event which incarnation and n."""

    what: str
    remedy: str
    incarnation: str | None = None
    n: int | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked and what is wrong with it. `tips` says where each chain stands, as far as it holds."""

    events: int
    tickets: int
    tips: Mapping[str, Tip]
    problems: tuple[JournalProblem, ...]

    @property
    def ok(self) -> bool:
        return not self.problems


def check(conn: Connection, path: Path) -> Verification:
    """Checks the whole file as it stands at one moment. Raises StorageError when it cannot be read at all."""
    with typed(path), one_moment(conn), any_text(conn, "surrogateescape"):
        faults = file_faults(conn)
        problems = (
            [JournalProblem(f"The journal's file is damaged: {faults}.", KEEP_A_COPY)] if faults else []
        )
        envelopes, unreadable = _rows(
            conn, f"SELECT {', '.join(FIELDS)}, seq FROM events NOT INDEXED ORDER BY seq", Envelope
        )
        problems += [JournalProblem(what, KEEP_A_COPY) for what in unreadable]
        tips: dict[str, Tip] = {}
        tickets = 0
        try:
            tips, found = _chains(conn, envelopes)
            problems += found
            tickets, found = _tickets(conn, path, envelopes)
            problems += found
        except TypeError:  # a flipped byte can leave no number where a number was
            problems.append(JournalProblem("The journal holds values that cannot be read.", KEEP_A_COPY))
    return Verification(len(envelopes), tickets, tips, tuple(problems))


def _rows(conn: Connection, query: str, of: Callable[..., Any]) -> tuple[list[Any], list[str]]:
    """The rows up to where the file can be read, and what stopped it."""
    rows: list[Any] = []
    try:
        for row in conn.execute(query):
            rows.append(of(*row))
    except (sqlite.DatabaseError, UnicodeDecodeError) as error:
        return rows, [f"The journal cannot be read past row {len(rows)}: {error}."]
    return rows, []


def _chains(conn: Connection, envelopes: list[Envelope]) -> tuple[dict[str, Tip], list[JournalProblem]]:
    streams, problems = _rows(
        conn, "SELECT incarnation, cut_n, cut_h, last_n, last_h FROM streams", lambda *row: row
    )
    found = [JournalProblem(what, KEEP_A_COPY) for what in problems]
    tips, faults = verify(envelopes, {row[0]: Tip(row[1], row[2]) for row in streams})
    broken = {fault.incarnation for fault in faults}
    ends = {row[0]: Tip(row[3], row[4]) for row in streams}
    for fault in faults:
        found.append(_bad_event(fault.incarnation, fault.n, fault.what))
    for incarnation in sorted(tips.keys() | ends.keys(), key=str):
        tip, end = tips.get(incarnation, Tip()), ends.get(incarnation, Tip())
        if incarnation in broken or tip == end:
            continue
        if tip.n < end.n:
            found.append(_bad_event(incarnation, tip.n + 1, f"and the later ones up to {end.n} are missing"))
        else:
            found.append(_bad_event(incarnation, tip.n, "is not where the chain is noted to end"))
    return tips, found


def _bad_event(incarnation: str, n: int, what: str) -> JournalProblem:
    return JournalProblem(f"Event {n} of incarnation {incarnation} {what}.", KEEP_A_COPY, incarnation, n)


def _tickets(conn: Connection, path: Path, envelopes: list[Envelope]) -> tuple[int, list[JournalProblem]]:
    expected: dict[str, TicketRow] = {}
    for envelope in envelopes:
        row = project(envelope.recorded(), expected.get)
        if row is not None:
            expected[row.visit] = row
    columns = ", ".join(f.name for f in fields(TicketRow))
    kept, problems = _rows(conn, f"SELECT {columns} FROM tickets", TicketRow)
    remedy = REBUILD.format(folder=path.parent)
    found = [JournalProblem(what, remedy) for what in problems]
    differ = sorted({row.ticket for row in {*expected.values()} ^ {*kept}}, key=str)
    if differ:
        found.append(
            JournalProblem(
                f"The list of tickets differs from the events: {', '.join(map(str, differ[:5]))}.", remedy
            )
        )
    return len(expected), found
