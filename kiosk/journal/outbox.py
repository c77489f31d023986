"""What the office server does not have yet: the journal's own streams seen as an outbox, with how far each is
acknowledged, what was granted, and which server it was.

Every change is one transaction of the journal. Must not know how anything is sent.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from kiosk.journal.retention import ACKED
from kiosk.journal.store import GRANTED_SERIES, GRANTED_SPARE, Journal
from kiosk.protocol.envelope import FIELDS, Envelope, Tip, chained
from kiosk.storage.damaged import any_text

_EPOCH: Final = "office_epoch"
_LEFT: Final = "left:"
_COLUMNS: Final = ", ".join(FIELDS)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One incarnation's events as this journal has them: deleted up to `cut`, the last is `last`, and everything up
    to n = `acked` is on the office server's disk."""

    incarnation: str
    cut: Tip
    last: Tip
    acked: int

    @property
    def unsent(self) -> int:
        return self.last.n - self.acked


class Outbox:
    """The outbox of an open journal; used where the journal is, in its thread. Methods may raise a StorageError."""

    def __init__(self, journal: Journal, new_id: Callable[[], str] = lambda: secrets.token_hex(8)) -> None:
        self._journal = journal
        self._new_id = new_id

    @property
    def office(self) -> str:
        return self._journal.office_id

    # Reading -----------------------------------------------------------------------------------------------

    def current(self) -> Outgoing:
        """The stream that events are appended to now."""
        with self._journal.reading():
            incarnation = self._journal.note("incarnation") or self._journal.incarnation
            streams = {each.incarnation: each for each in self._streams()}
            return streams.get(incarnation) or Outgoing(incarnation, Tip(), Tip(), 0)

    def streams(self) -> list[Outgoing]:
        """All streams of this journal."""
        with self._journal.reading():
            return list(self._streams())

    def first_unsent(self) -> Outgoing | None:
        """The stream with the oldest event that is not acknowledged."""
        with self._journal.reading():
            unsent = [each for each in self._streams() if each.unsent > 0]
            return unsent[0] if len(unsent) == 1 else min(unsent, key=self._place, default=None)

    def unsent(self) -> int:
        """How many events are not acknowledged."""
        return sum(each.unsent for each in self.streams())

    def hash_at(self, incarnation: str, n: int) -> str | None:
        """The hash of an event of a stream, "" before the first; None where there is none or no more."""
        if n == 0:
            return ""
        with self._journal.reading():
            row = self._journal.conn.execute(
                "SELECT h FROM events WHERE incarnation = ? AND n = ?"
                " UNION ALL SELECT cut_h FROM streams WHERE incarnation = ? AND cut_n = ?",
                (incarnation, n, incarnation, n),
            ).fetchone()
            return str(row[0]) if row else None

    def envelopes(self, incarnation: str, after: int, limit: int) -> list[Envelope]:
        """Events of a stream in the order of their n. Also those that a flipped byte has spoilt, as far as they can
        be read: one bad event must not hold up the rest."""
        with self._journal.reading(), any_text(self._journal.conn, "replace"):
            rows = self._journal.conn.execute(
                f"SELECT {_COLUMNS}, seq FROM events WHERE incarnation = ? AND n > ? AND n <= ? ORDER BY n",
                (incarnation, after, after + limit),
            )
            return [Envelope(*row) for row in rows]

    def epoch(self) -> str:
        """The epoch of the server that has acknowledged what is acknowledged; "" before the first contact."""
        return self._journal.note(_EPOCH) or ""

    def wanted_series(self) -> int | None:
        """The series that the office's settings name for this kiosk."""
        value = self._journal.note("series")
        return int(value) if value and value.isdecimal() else None

    # Writing -----------------------------------------------------------------------------------------------

    def acknowledge(self, incarnation: str, n: int) -> None:
        """The server has everything of a stream up to n; less than before when it has lost some."""
        if self._journal.note(ACKED + incarnation) != str(n):
            with self._journal.changing():
                self._journal.put_note(ACKED + incarnation, str(n))

    def new_epoch(self, epoch: str) -> None:
        """Another server, or one put back from a backup: what was acknowledged counts no more."""
        with self._journal.changing():
            for stream in self._streams():
                self._journal.put_note(ACKED + stream.incarnation, str(stream.cut.n))
            self._journal.put_note(_EPOCH, epoch)

    def met(self, epoch: str) -> None:
        """The first contact with a server."""
        with self._journal.changing():
            self._journal.put_note(_EPOCH, epoch)

    def grant(self, series: int | None, spare: int | None) -> bool:
        """Later numbers are given from these, before what the settings say; None keeps. Whether that is new."""
        given = {GRANTED_SERIES: series, GRANTED_SPARE: spare}
        new = {key: str(value) for key, value in given.items() if value is not None}
        new = {key: value for key, value in new.items() if self._journal.note(key) != value}
        if new:
            with self._journal.changing():
                for key, value in new.items():
                    self._journal.put_note(key, value)
        return bool(new)

    def begin_again(self, incarnation: str, n: int) -> str:
        """A new incarnation, which takes over a stream's events from n on under its own n and hashes.

        They are moved and not copied, so that a ticket stays one ticket. The spare series comes into use, because
        whoever has the other events under those n may have given the same numbers. Gives the new incarnation.
        """
        journal, new = self._journal, self._new_id()
        with journal.changing(), any_text(self._journal.conn, "replace"):
            execute = journal.conn.execute
            before = self.hash_at(incarnation, n - 1)
            last_n = next((s.last.n for s in self._streams() if s.incarnation == incarnation), 0)
            rows = execute(
                f"SELECT {_COLUMNS}, seq FROM events WHERE incarnation = ? AND n >= ? ORDER BY n",
                (incarnation, n),
            ).fetchall()
            tip = Tip()
            for row in rows:
                moved = replace(Envelope(*row), incarnation=new, n=tip.n + 1)
                tip = Tip(moved.n, chained(tip.h, moved))
                execute(
                    "UPDATE events SET incarnation = ?, n = ?, h = ? WHERE seq = ?",
                    (new, tip.n, tip.h, moved.order),
                )
            if rows:
                execute(
                    "UPDATE streams SET last_n = ?, last_h = ? WHERE incarnation = ?",
                    (n - 1, before or "", incarnation),
                )
            execute("INSERT INTO streams (incarnation, last_n, last_h) VALUES (?, ?, ?)", (new, tip.n, tip.h))
            journal.put_note("incarnation", new)
            # what was at the old stream's end, for whoever asks later why its n stop
            journal.put_note(_LEFT + incarnation, json.dumps({"from": n, "last": last_n, "to": new}))
            if spare := journal.note(GRANTED_SPARE):
                journal.put_note(GRANTED_SERIES, spare)
                journal.put_note(GRANTED_SPARE, "")
            journal.incarnation = new
        return new

    def begin_for_pairing(self) -> str:
        """The incarnation to be paired with: a new one when this one has delivered before, for the office may keep
        its stream for who this device was until now. What is not delivered moves along. Twice does no harm."""
        stream = self.current()
        return self.begin_again(stream.incarnation, stream.acked + 1) if stream.acked else stream.incarnation

    # Inside ------------------------------------------------------------------------------------------------

    def _streams(self) -> Iterator[Outgoing]:
        rows = self._journal.conn.execute(
            "SELECT incarnation, cut_n, cut_h, last_n, last_h FROM streams"
        ).fetchall()
        for incarnation, cut_n, cut_h, last_n, last_h in rows:
            noted = self._journal.note(ACKED + incarnation) or ""
            acked = int(noted) if noted.isdecimal() else 0
            yield Outgoing(
                incarnation, Tip(cut_n, cut_h), Tip(last_n, last_h), min(max(acked, cut_n), last_n)
            )

    def _place(self, stream: Outgoing) -> int:
        row = self._journal.conn.execute(
            "SELECT seq FROM events WHERE incarnation = ? AND n > ? ORDER BY n LIMIT 1",
            (stream.incarnation, stream.acked),
        ).fetchone()
        return int(row[0]) if row else 0
