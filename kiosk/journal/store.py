"""The journal of one device over SQLite: appends events durably, numbers tickets, keeps projections.

Safe for several programs at once on one file: the last n, hash and number are read inside the transaction
that writes the next, never cached. A `Journal` belongs to the thread that opened it; see `writer`. Must not
know what an office offers, nor Qt.
"""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields, replace
from datetime import time
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from kiosk.core.checkin.draft import TicketDraft, issued_event
from kiosk.core.day.events import (
    Clock,
    Event,
    Moment,
    Recorded,
    TicketNotPrinted,
    TicketPrinted,
    to_body,
)
from kiosk.core.day.office_time import DAY_STARTS_AT, local, office_day
from kiosk.core.day.rollover import DayClock, keep_day, kept_from
from kiosk.journal import retention, schema
from kiosk.journal.checking import Verification, check
from kiosk.journal.numbers import LAST_SERIES, next_number, series_of
from kiosk.journal.projection import TicketRow, project
from kiosk.protocol.envelope import FIELDS, Envelope, Tip, seal, to_ms
from kiosk.storage import meta
from kiosk.storage.connection import Connection, connect, require_tables
from kiosk.storage.erasure import erase, note_deletion
from kiosk.storage.errors import StorageError, typed
from kiosk.storage.folder_lock import hold_for_setup
from kiosk.storage.migration import migrate
from kiosk.storage.transactions import Transaction

log = logging.getLogger("motesplats.journal")

TIME_ZONE: Final = "Europe/Stockholm"
GRANTED_SERIES: Final = "granted_series"
GRANTED_SPARE: Final = "granted_spare"
"""Notes of what the office server has granted: before what the settings say."""
_PAGE: Final = 1_000

_COLUMNS: Final = ", ".join(FIELDS)
_INSERT_EVENT: Final = f"INSERT INTO events ({_COLUMNS}) VALUES ({', '.join('?' * len(FIELDS))})"
_TICKET_COLUMNS: Final = ", ".join(f.name for f in fields(TicketRow))
_UPSERT_TICKET: Final = (
    f"INSERT INTO tickets ({_TICKET_COLUMNS}) VALUES ({', '.join('?' * len(fields(TicketRow)))})"
    " ON CONFLICT (visit) DO UPDATE SET paper = excluded.paper"
)


def _new_id() -> str:
    return secrets.token_hex(8)


@dataclass(frozen=True, slots=True)
class IssuedTicket:
    """A ticket that is on disk: its visit, its number, the office day, and its place in the chain."""

    visit: str
    ticket: str
    day: str  # ISO date
    n: int
    at: float  # seconds since the epoch


class Journal:
    """One device's journal. Open it with `Journal.open`, or `Journal.reader` to look only.

    Every method may raise a StorageError; nothing is then stored, and the next call may succeed.
    """

    def __init__(
        self,
        conn: Connection,
        path: Path,
        *,
        office_id: str = "",
        clock: Clock | None = None,
        time_zone: str = TIME_ZONE,
        day_starts_at: time = DAY_STARTS_AT,
        new_id: Callable[[], str] = _new_id,
    ) -> None:
        self.conn = conn
        self.path = path
        self.office_id = office_id
        self._clock = clock
        self._zone = ZoneInfo(time_zone)
        self._day_starts_at = day_starts_at
        self._new_id = new_id
        self.incarnation = ""
        self.forgotten = 0
        """How many events of older days were deleted when it was opened."""

    @classmethod
    def open(
        cls,
        data_dir: Path,
        office_id: str,
        *,
        clock: Clock,
        series: int | None = None,
        spare: int | None = None,
        time_zone: str = TIME_ZONE,
        day_starts_at: time = DAY_STARTS_AT,
        new_id: Callable[[], str] = _new_id,
    ) -> Journal:
        """Opens the journal in a folder, making both when missing; what is older than today is deleted.

        `series` and `spare` are granted ticket series (1 to 99); None keeps what the journal has. The office
        day follows `time_zone` and `day_starts_at`. Raises StorageError.
        """
        for granted in (series, spare):
            if granted is not None and not 1 <= granted <= LAST_SERIES:
                raise ValueError(f"a ticket series is 1 to {LAST_SERIES}, not {granted}")
        path = data_dir / schema.FILE_NAME
        with typed(path, "a journal"), hold_for_setup(data_dir):
            conn = connect(path, make=True)
            try:
                migrate(conn, path, schema.migrations)
                journal = cls(
                    conn,
                    path,
                    office_id=office_id,
                    clock=clock,
                    time_zone=time_zone,
                    day_starts_at=day_starts_at,
                    new_id=new_id,
                )
                journal._introduce(series, spare)
            except BaseException:
                conn.close()
                raise
        journal._forget_at_the_start()
        return journal

    @classmethod
    def reader(cls, data_dir: Path) -> Journal:
        """Opens a journal that is there, to look at or rebuild; appending is refused. Raises StorageError."""
        path = data_dir / schema.FILE_NAME
        with typed(path, "a journal"):
            conn = connect(path, make=False)
            try:
                require_tables(conn, path, "a journal", "meta", "events", "streams", "tickets")
                journal = cls(conn, path)
                journal.incarnation = meta.get(conn, "incarnation") or ""
            except BaseException:
                conn.close()
                raise
        return journal

    def close(self) -> None:
        """Closes the file; everything acknowledged is on disk already."""
        with typed(self.path):
            self.conn.close()

    # Writing -----------------------------------------------------------------------------------------------

    def issue(
        self, draft: TicketDraft, *, token_hash: str | None = None, visit: str | None = None
    ) -> IssuedTicket:
        """Gives a draft its number and keeps it; on disk when this returns.

        `token_hash` is the sha256 of the phone page's token. Raises StorageError, among them
        NumbersExhaustedError.
        """
        with self._writing() as now:
            day = self._advance(now)
            event = issued_event(draft, visit or self._new_id(), self._next_ticket(day), token_hash)
            envelope = self._put(event, day, now)
        return IssuedTicket(event.visit, event.ticket, day, envelope.n, envelope.wall)

    def append(self, event: Event) -> Envelope:
        """Keeps an event; on disk when this returns. What concerns a visit belongs to its office day."""
        with self._writing() as now:
            day = self._advance(now)
            row = self._ticket_row(getattr(event, "visit", ""))
            return self._put(event, row.day if row else day, now)

    def printed(self, visit: str, *, low_paper: bool = False) -> Envelope:
        """The paper came out, as far as the printer says."""
        return self.append(TicketPrinted(visit, low_paper))

    def not_printed(self, visit: str, state: str) -> Envelope:
        """The paper did not come; `state` is the printer's. The ticket stays valid."""
        return self.append(TicketNotPrinted(visit, state))

    def forget(self) -> int:
        """Deletes what belongs to office days that are over, from the file and from its log; gives the number of
        events. Nothing is written when there is nothing.

        Also what the office server has not acknowledged; that is counted in `day_totals`. A BusyError says that the
        events are deleted but may still lie in the log: the next call sees to it.
        """
        gone = 0
        with typed(self.path):
            if self._older_is_kept():
                with self.changing():
                    today = self._advance(self._now())
                    gone, rows = retention.drop_before(self.conn, kept_from(today), today)
                    if gone or rows:
                        note_deletion(self.conn)
            erase(self.conn, self.path)
        return gone

    def rebuild(self) -> int:
        """Makes the projections again from the events, all or nothing; gives the number of tickets."""
        rows: dict[str, TicketRow] = {}
        with self.changing():
            for envelope in self._pages("", ()):
                row = project(envelope.recorded(), rows.get)
                if row is not None:
                    rows[row.visit] = row
            self.conn.execute("DELETE FROM tickets")
            self.conn.executemany(_UPSERT_TICKET, map(astuple, rows.values()))
        return len(rows)

    # Reading -----------------------------------------------------------------------------------------------

    def current_day(self) -> str:
        """The office day (ISO date) that an event would get now. Writes nothing."""
        with typed(self.path):
            return self._day_clock(self._now()).day

    def events(self, day: str | None = None, after: int = 0) -> Iterator[Envelope]:
        """Events in their order, of one office day or all, from the place after `after`."""
        where, values = ("AND day = ?", (day,)) if day else ("", ())
        with typed(self.path):
            yield from self._pages(where, values, after)

    def recorded(self, day: str | None = None, after: int = 0) -> Iterator[Recorded]:
        """As `events`, for the fold."""
        return (envelope.recorded() for envelope in self.events(day, after))

    def export(self) -> Iterator[dict[str, Any]]:
        """One document for each event; `ticket.issued` bears its "ticket" outside the body too."""
        return (envelope.document() for envelope in self.events())

    def tickets(self, day: str | None = None) -> list[TicketRow]:
        """The projection: the tickets of an office day, or all, in the order of their numbers."""
        where, values = ("WHERE day = ?", (day,)) if day else ("", ())
        with typed(self.path):
            rows = self.conn.execute(
                f"SELECT {_TICKET_COLUMNS} FROM tickets {where} ORDER BY day, series, number, visit", values
            )
            return [TicketRow(*row) for row in rows]

    def verify(self) -> Verification:
        """Whether chains, projections and file are whole. Raises StorageError when nothing can be read."""
        return check(self.conn, self.path)

    def streams(self) -> dict[str, tuple[Tip, Tip]]:
        """For each incarnation: where its chain is cut (older days deleted) and where it stands."""
        with typed(self.path):
            rows = self.conn.execute("SELECT incarnation, cut_n, cut_h, last_n, last_h FROM streams")
            return {row[0]: (Tip(row[1], row[2]), Tip(row[3], row[4])) for row in rows}

    # For the outbox ----------------------------------------------------------------------------------------

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Inside, errors become a StorageError."""
        with typed(self.path):
            yield

    def changing(self) -> Transaction:
        """What is changed inside is on disk at its end, or nothing of it."""
        return Transaction(self.conn, self.path)

    def note(self, key: str) -> str | None:
        """A value that belongs to the journal and is no event."""
        with typed(self.path):
            return meta.get(self.conn, key)

    def put_note(self, key: str, value: str) -> None:
        """Keeps a value; inside `changing`."""
        meta.put(self.conn, key, value)

    # Inside ------------------------------------------------------------------------------------------------

    def _introduce(self, series: int | None, spare: int | None) -> None:
        self.incarnation = meta.get(self.conn, "incarnation") or secrets.token_hex(8)
        granted = {"series": series, "spare": spare}
        values = {key: str(value) for key, value in granted.items() if value is not None}
        values["incarnation"] = self.incarnation
        new = {key: value for key, value in values.items() if meta.get(self.conn, key) != value}
        if new:  # a journal that is opened again needs no write, and opens on a full disk too
            with self.changing():
                for key, value in new.items():
                    meta.put(self.conn, key, value)

    def _forget_at_the_start(self) -> None:
        try:
            self.forgotten = self.forget()
        except StorageError as error:
            # a full disk must not keep people from checking in; the doctor reports it
            log.warning("Older days could not be deleted yet: %s", error)

    def _older_is_kept(self) -> bool:
        anything = "SELECT 1 FROM events UNION ALL SELECT 1 FROM tickets LIMIT 1"
        if self.conn.execute(anything).fetchone() is None:
            return False
        return retention.something_before(self.conn, kept_from(self._day_clock(self._now()).day))

    def _now(self) -> Moment:
        assert self._clock is not None, "a reader appends nothing"
        moment = self._clock.now()
        return Moment(to_ms(moment.wall), moment.boot, moment.mono_ms)

    @contextmanager
    def _writing(self) -> Iterator[Moment]:
        with self.changing():
            # also never cached: another program may have begun a new incarnation
            self.incarnation = meta.get(self.conn, "incarnation") or self.incarnation
            yield self._now()  # read when it is our turn, so that times follow the order

    def _put(self, event: Event, day: str, now: Moment) -> Envelope:
        execute = self.conn.execute
        row = execute(
            "SELECT last_n, last_h FROM streams WHERE incarnation = ?", (self.incarnation,)
        ).fetchone()
        envelope = seal(
            Tip(*row) if row else Tip(),
            office=self.office_id,
            day=day,
            incarnation=self.incarnation,
            kind=event.kind,
            v=event.v,
            at=now,
            body=to_body(event),
        )
        execute(_INSERT_EVENT, tuple(getattr(envelope, name) for name in FIELDS))
        execute(
            "INSERT INTO streams (incarnation, last_n, last_h) VALUES (?, ?, ?) ON CONFLICT (incarnation)"
            " DO UPDATE SET last_n = excluded.last_n, last_h = excluded.last_h",
            (self.incarnation, envelope.n, envelope.h),
        )
        ticket = project(Recorded(event, day, envelope.wall), self._ticket_row)
        if ticket is not None:
            execute(_UPSERT_TICKET, astuple(ticket))
        return envelope

    def _next_ticket(self, day: str) -> str:
        own = (self._granted("series"), self._granted("spare"))
        granted = self._granted(GRANTED_SERIES)
        series = series_of(self.incarnation, *((granted, self._granted(GRANTED_SPARE)) if granted else own))

        def used(each: int) -> int:
            last = self.conn.execute(
                "SELECT max(number) FROM tickets WHERE day = ? AND series = ?", (day, each)
            ).fetchone()[0]
            return int(last or 0)

        return next_number(series, used).ticket

    def _granted(self, key: str) -> int | None:
        value = meta.get(self.conn, key)
        return int(value) if value and value.isdecimal() else None

    def _ticket_row(self, visit: str) -> TicketRow | None:
        row = self.conn.execute(f"SELECT {_TICKET_COLUMNS} FROM tickets WHERE visit = ?", (visit,)).fetchone()
        return TicketRow(*row) if row else None

    def _advance(self, now: Moment) -> str:
        clock = self._day_clock(now)
        value = {"day": clock.day, "seen": clock.seen, "anchor": astuple(clock.anchor)}
        meta.put(self.conn, "day_clock", json.dumps(value))
        return clock.day

    def _day_clock(self, now: Moment) -> DayClock:
        try:
            value = json.loads(meta.get(self.conn, "day_clock") or "")
            before = DayClock(value["day"], value["seen"], Moment(*value["anchor"]))
        except (ValueError, TypeError, KeyError):
            # the first event, or damaged: the day still never goes back
            last = self.conn.execute("SELECT max(day) FROM events").fetchone()[0]
            fresh = keep_day(None, now, self._day_at)
            return replace(fresh, day=max(fresh.day, str(last or "")))
        return keep_day(before, now, self._day_at)

    def _day_at(self, wall: float) -> str:
        return office_day(local(self._zone, wall), self._day_starts_at).isoformat()

    def _pages(self, where: str, values: tuple[Any, ...], after: int = 0) -> Iterator[Envelope]:
        query = f"SELECT {_COLUMNS}, seq FROM events WHERE seq > ? {where} ORDER BY seq LIMIT {_PAGE}"
        while True:
            page = [Envelope(*row) for row in self.conn.execute(query, (after, *values))]
            yield from page
            if len(page) < _PAGE:
                return
            after = page[-1].order
