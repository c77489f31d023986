"""The office server's database: events in one gapless order, projections, streams, the server's own tables.

Belongs to the thread that opened it; readers open their own. It keeps and gives back; what an event means and
what may follow is decided elsewhere.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any, Final

from kiosk.core.day.events import Recorded, Unread
from kiosk.core.day.visits import Visit
from kiosk.office.state import schema
from kiosk.office.state.streams import EventStream
from kiosk.protocol.envelope import FIELDS, Envelope, Tip, verify
from kiosk.storage import meta
from kiosk.storage.connection import Connection, connect, opened
from kiosk.storage.erasure import erase, note_deletion
from kiosk.storage.errors import InUseError, typed
from kiosk.storage.folder_lock import FolderLock, hold_for_setup
from kiosk.storage.migration import migrate
from kiosk.storage.transactions import Transaction

OTHER_OFFICE: Final = "other_office"
"""The flag of an event that a device brought along from another office: kept, and not counted here."""
_ENVELOPE: Final = ", ".join(FIELDS)
_KEPT: Final = f"{_ENVELOPE}, seq, device, received_at, queued_at, counted, flags"
_COLUMNS: Final = _KEPT.split(", ")
_ROWS_AT_ONCE: Final = 100


@dataclass(frozen=True, slots=True)
class Kept:
    """An event with its place in the office's order (`envelope.order` is seq) and what the server adds.

    `queued_at` is when it happened, by the server's clock; `counted` the office day on which it counts.
    """

    envelope: Envelope
    device: str
    received_at: float
    queued_at: float
    counted: str
    flags: tuple[str, ...] = ()

    @property
    def seq(self) -> int:
        return self.envelope.order

    def recorded(self) -> Recorded:
        """For the fold: the second and the day are the server's."""
        event = self.envelope.recorded().event
        if OTHER_OFFICE in self.flags:
            event = Unread(self.envelope.kind, self.envelope.v, "of another office")
        return Recorded(event, self.counted, self.queued_at, self.seq)

    def row(self) -> tuple[Any, ...]:
        """In the order of the columns."""
        envelope = tuple(getattr(self.envelope, name) for name in FIELDS)
        flags = " ".join(self.flags)
        return (*envelope, self.seq, self.device, self.received_at, self.queued_at, self.counted, flags)

    @classmethod
    def of_row(cls, row: tuple[Any, ...]) -> Kept:
        """The event of a row of `events`."""
        cut = len(FIELDS) + 1
        device, received_at, queued_at, counted, flags = row[cut:]
        return cls(Envelope(*row[:cut]), device, received_at, queued_at, counted, tuple(flags.split()))


class OfficeStore:
    """The database in a folder. `open` takes the folder for this process; every method may raise a StorageError."""

    def __init__(self, data_dir: Path) -> None:
        self.path = data_dir / schema.FILE_NAME
        self._lock: FolderLock | None = None
        self._conn: Connection | None = None

    @classmethod
    def over(cls, conn: Connection, path: Path) -> OfficeStore:
        """A store over an open connection, to look at a database that a server may use; it takes no lock."""
        store = cls(path.parent)
        store._conn = conn
        return store

    @property
    def conn(self) -> Connection:
        """The connection of an open store."""
        assert self._conn is not None, "the store is not open"
        return self._conn

    def open(self) -> None:
        """Opens the database, making it when missing. Raises InUseError when another server has it."""
        folder = self.path.parent
        try:
            self._lock = FolderLock(folder / schema.LOCK_NAME, wait=False)
        except InUseError:
            raise InUseError(
                f"Another office server already uses {folder}.",
                "Stop it, or start this one with another folder in --data.",
            ) from None
        try:
            with typed(self.path), hold_for_setup(folder):
                self._conn = connect(self.path, make=True)
                migrate(self.conn, self.path, schema.migrations)
                with self.transaction():
                    for key in ("epoch", "incarnation"):
                        if self.meta(key) is None:
                            self.set_meta(key, secrets.token_hex(8))
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Closes the database and gives the folder back; twice does no harm."""
        if self._conn is not None:
            with typed(self.path):
                self._conn.close()
            self._conn = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def transaction(self) -> Transaction:
        """All that is written inside is on disk at its end, or nothing of it."""
        return Transaction(self.conn, self.path)

    # The server's own values -------------------------------------------------------------------------------

    def meta(self, key: str) -> str | None:
        return meta.get(self.conn, key)

    def set_meta(self, key: str, value: str) -> None:
        meta.put(self.conn, key, value)

    @property
    def head(self) -> int:
        """The last place given in the order; also of events that have been deleted since."""
        last = self.conn.execute("SELECT max(seq) FROM events").fetchone()[0]
        return max(last or 0, int(self.meta("head") or 0))

    # Events ------------------------------------------------------------------------------------------------

    def add(self, events: Iterable[Kept]) -> None:
        """Adds events that follow the head."""
        self._insert(f"INSERT INTO events ({_KEPT})", [event.row() for event in events])

    def begin_day(self, day: str) -> None:
        """Notes that an office day begins: no event before it counts on it."""
        if self._day_begins(day) is None:
            self.set_meta("day_begins", json.dumps([day, self.head]))

    def of_day(self, counted: str) -> Iterator[Kept]:
        """The events that count on an office day, in their order."""
        rows = self.conn.execute(
            f"SELECT {_KEPT} FROM events WHERE seq > ? AND counted = ? ORDER BY seq",
            (self._day_begins(counted) or 0, counted),
        )
        return map(Kept.of_row, rows)

    def _day_begins(self, day: str) -> int | None:
        noted = json.loads(self.meta("day_begins") or "[null, 0]")
        return int(noted[1]) if noted[0] == day else None

    def hash_of(self, incarnation: str, n: int) -> str | None:
        """The hash of an event that is kept, or of which a stub is."""
        for table in ("events", "stubs"):
            row = self.conn.execute(
                f"SELECT h FROM {table} WHERE incarnation = ? AND n = ?", (incarnation, n)
            ).fetchone()
            if row:
                return str(row[0])
        return None

    def day_of_visit(self, visit: str) -> str | None:
        """The office day on which a visit counts."""
        row = self.conn.execute("SELECT day FROM visits WHERE visit = ?", (visit,)).fetchone()
        return str(row[0]) if row else None

    def streams(self) -> dict[str, EventStream]:
        rows = self.conn.execute("SELECT incarnation, device, n, h, cut_n, cut_h, queued_at FROM streams")
        return {
            row[0]: EventStream(row[0], row[1], Tip(row[2], row[3]), Tip(row[4], row[5]), row[6])
            for row in rows
        }

    def put_streams(self, streams: Iterable[EventStream]) -> None:
        self._insert(
            "INSERT INTO streams (incarnation, device, n, h, cut_n, cut_h, queued_at)",
            [(s.incarnation, s.device, s.tip.n, s.tip.h, s.cut.n, s.cut.h, s.queued_at) for s in streams],
            "ON CONFLICT (incarnation) DO UPDATE SET device = excluded.device, n = excluded.n, h = excluded.h,"
            " cut_n = excluded.cut_n, cut_h = excluded.cut_h, queued_at = excluded.queued_at",
        )

    def put_stub(self, incarnation: str, tip: Tip) -> None:
        """A place in a chain whose event is not kept."""
        self.conn.execute(
            "INSERT INTO stubs (incarnation, n, h) VALUES (?, ?, ?)", (incarnation, tip.n, tip.h)
        )

    def count_too_late(self, day: str, kind: str, incarnation: str, tip: Tip) -> None:
        """A fact for a day that is gone: its place in the chain is kept, and that there was one."""
        self.conn.execute(
            "INSERT INTO stubs (incarnation, n, h) VALUES (?, ?, ?)", (incarnation, tip.n, tip.h)
        )
        self.conn.execute(
            "INSERT INTO too_late (day, kind, events) VALUES (?, ?, 1)"
            " ON CONFLICT (day, kind) DO UPDATE SET events = events + 1",
            (day, kind),
        )

    # Projections -------------------------------------------------------------------------------------------

    def put_visits(self, day: str, visits: Iterable[Visit]) -> None:
        """Brings the rows of visits and their stops to what the fold says."""
        rows, stops = [], []
        for visit in visits:
            rows.append(_visit_row(day, visit))
            stops += _stop_rows(visit)
        self._insert(
            "INSERT INTO visits (visit, day, ticket, language, party, state, paper, issued_at, ended_at, token_hash)",
            rows,
            "ON CONFLICT (visit) DO UPDATE SET state = excluded.state, paper = excluded.paper,"
            " ended_at = excluded.ended_at",
        )
        self._insert(
            "INSERT INTO stops (visit, place, station, state, desk, outcome, queued_at, since)",
            stops,
            "ON CONFLICT (visit, place) DO UPDATE SET state = excluded.state, desk = excluded.desk,"
            " outcome = excluded.outcome, since = excluded.since",
        )

    def _insert(self, head: str, rows: list[tuple[Any, ...]], tail: str = "") -> None:
        # many rows in one statement: `executemany` would hand the interpreter to another thread at every row
        for i in range(0, len(rows), _ROWS_AT_ONCE):
            some = rows[i : i + _ROWS_AT_ONCE]
            one = f"({', '.join('?' * len(some[0]))})"
            self.conn.execute(
                f"{head} VALUES {', '.join([one] * len(some))} {tail}", list(chain.from_iterable(some))
            )

    def differing(self, day: str, visits: Iterable[Visit]) -> list[str]:
        """The visits whose rows differ from what the fold says."""
        expected = {}
        for visit in visits:
            expected[visit.id] = (_visit_row(day, visit), _stop_rows(visit))
        found = {}
        for row in self.conn.execute(
            "SELECT visit, day, ticket, language, party, state, paper, issued_at, ended_at, token_hash"
            " FROM visits WHERE day = ?",
            (day,),
        ):
            stops = self.conn.execute(
                "SELECT visit, place, station, state, desk, outcome, queued_at, since FROM stops WHERE visit = ?"
                " ORDER BY place",
                (row[0],),
            )
            found[row[0]] = (tuple(row), [tuple(stop) for stop in stops])
        return sorted(visit for visit in {*expected, *found} if expected.get(visit) != found.get(visit))

    # Commands ----------------------------------------------------------------------------------------------

    def answered(self, command_id: str) -> tuple[str, dict[str, Any]] | None:
        """What was asked under an id, and the answer that was given."""
        row = self.conn.execute("SELECT asked, result FROM commands WHERE id = ?", (command_id,)).fetchone()
        return (str(row[0]), json.loads(row[1])) if row else None

    def put_answer(self, command_id: str, asked: str, day: str, result: dict[str, Any]) -> None:
        text = json.dumps(result, ensure_ascii=False)
        self.conn.execute(
            "INSERT INTO commands (id, asked, day, result) VALUES (?, ?, ?, ?)",
            (command_id, asked, day, text),
        )

    # Deletion and checks -----------------------------------------------------------------------------------

    def drop_before(self, day: str) -> int:
        """Deletes what counts on days before `day`; the chains keep where they are cut. Gives the number of events.

        In a transaction; `clean` comes after it. What goes is counted by day and kind; events that come later for such
        a day are counted only.
        """
        self.conn.execute(
            "INSERT INTO day_totals (day, kind, n) SELECT counted, kind, count(*) FROM events"
            " WHERE counted < ? GROUP BY counted, kind ON CONFLICT (day, kind) DO UPDATE SET n = n + excluded.n",
            (day,),
        )
        self.conn.execute(
            "INSERT INTO stubs (incarnation, n, h) SELECT incarnation, n, h FROM events WHERE counted < ?",
            (day,),
        )
        self.set_meta("head", str(self.head))
        gone = int(self.conn.execute("DELETE FROM events WHERE counted < ?", (day,)).rowcount)
        self.conn.execute("DELETE FROM stops WHERE visit IN (SELECT visit FROM visits WHERE day < ?)", (day,))
        self.conn.execute("DELETE FROM visits WHERE day < ?", (day,))
        self.conn.execute("DELETE FROM commands WHERE day < ?", (day,))
        # a chain starts after its last event before which nothing is kept; stubs up to there say nothing more
        first_kept = dict(
            self.conn.execute("SELECT incarnation, min(n) FROM events GROUP BY incarnation").fetchall()
        )
        for stream in self.streams().values():
            cut_n = min(first_kept.get(stream.incarnation, stream.tip.n + 1), stream.tip.n + 1) - 1
            h = self.hash_of(stream.incarnation, cut_n) if cut_n > stream.cut.n else None
            if h is not None:
                self.put_streams([replace(stream, cut=Tip(cut_n, h))])
                self.conn.execute(
                    "DELETE FROM stubs WHERE incarnation = ? AND n <= ?", (stream.incarnation, cut_n)
                )
        self.set_meta("kept_from", day)
        note_deletion(self.conn)
        return gone

    def clean(self) -> None:
        """Erase what was deleted, also from the log; outside of a transaction. Raises a StorageError when that must be
        tried again."""
        erase(self.conn, self.path)

    def broken_chains(self) -> list[str]:
        """What is wrong with the streams' hash chains, one line each; events flagged damaged are known to be."""
        damaged = {
            (row[0], row[1])
            for row in self.conn.execute("SELECT incarnation, n FROM events WHERE flags LIKE '%damaged%'")
        }
        found = []
        for stream in self.streams().values():
            stubs = dict(
                self.conn.execute(
                    "SELECT n, h FROM stubs WHERE incarnation = ?", (stream.incarnation,)
                ).fetchall()
            )
            tip, fault = stream.cut, None
            for row in self.conn.execute(
                f"SELECT {_ENVELOPE} FROM events WHERE incarnation = ? ORDER BY n", (stream.incarnation,)
            ):
                envelope = Envelope(*row)
                if envelope.n != tip.n + 1 and envelope.n - 1 in stubs:
                    tip = Tip(envelope.n - 1, stubs[envelope.n - 1])
                if (stream.incarnation, envelope.n) not in damaged:
                    _, faults = verify([envelope], {stream.incarnation: tip})
                    fault = next(iter(faults), None)
                if fault is not None:
                    found.append(f"Event {fault.n} of {stream.incarnation} {fault.what}.")
                    break
                tip = Tip(envelope.n, envelope.h)
            if fault is None and tip != stream.tip and stubs.get(stream.tip.n) != stream.tip.h:
                found.append(f"The stream {stream.incarnation} ends at {tip.n}, not at {stream.tip.n}.")
        return found


def oldest_day(path: Path) -> str | None:
    """The oldest office day of which a database has an event or a visit, over a connection of its own."""
    with opened(path) as conn:
        query = "SELECT min(counted) FROM (SELECT counted FROM events UNION ALL SELECT day FROM visits)"
        day = conn.execute(query).fetchone()[0]
        return None if day is None else str(day)


def _visit_row(day: str, visit: Visit) -> tuple[Any, ...]:
    return (
        visit.id,
        day,
        visit.ticket,
        visit.language,
        visit.party,
        visit.state.value,
        visit.paper,
        visit.issued_at,
        visit.ended_at,
        visit.token_hash,
    )


def _stop_rows(visit: Visit) -> list[tuple[Any, ...]]:
    return [
        (visit.id, i, s.station, s.state.value, s.desk, s.outcome, s.queued_at, s.since)
        for i, s in enumerate(visit.stops)
    ]
