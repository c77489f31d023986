"""Made-up kiosks and a real office server for tests: streams sealed in memory, a server in a thread."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import threading
import uuid
from collections.abc import Coroutine, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import httpx

from kiosk.core.day.events import Event, TicketIssued, to_body
from kiosk.core.queue.forecast import forecast
from kiosk.office.program import OfficeServer, OfficeSettings
from kiosk.office.serving.forecasts import hall_to_come
from kiosk.office.state.store import Kept
from kiosk.protocol.codec import to_plain
from kiosk.protocol.envelope import FIELDS, Envelope, Tip, seal
from kiosk.protocol.push import push_body
from kiosk.storage.connection import opened
from tests.core.office_days import CONFIG
from tests.journal.factories import MONDAY, ScriptedClock

T = TypeVar("T")

OFFICE = CONFIG.office.id
BOTH = (("SKV", ("SKV-REG",), 20), ("FK", ("FK-REG",), 15))


class Stream:
    """A kiosk's stream, sealed in memory."""

    def __init__(
        self,
        incarnation: str = "aa11",
        clock: ScriptedClock | None = None,
        series: int = 2,
        day: str = MONDAY,
    ) -> None:
        self.incarnation = incarnation
        self.clock = clock or ScriptedClock()
        self.series = series
        self.day = day
        self.office = OFFICE
        self.events: list[Envelope] = []
        self.tickets = 0

    @property
    def tip(self) -> Tip:
        return Tip(self.events[-1].n, self.events[-1].h) if self.events else Tip()

    def add(self, event: Event) -> Envelope:
        envelope = seal(
            self.tip,
            office=self.office,
            day=self.day,
            incarnation=self.incarnation,
            kind=event.kind,
            v=event.v,
            at=self.clock.now(),
            body=to_body(event),
        )
        self.events.append(envelope)
        return envelope

    def issue(self, **changes: Any) -> Envelope:
        """One more ticket; its visit is `incarnation-number`."""
        self.tickets += 1
        return self.add(
            ticket(f"{self.incarnation}-{self.tickets}", f"{self.series}{self.tickets:03d}", **changes)
        )

    def push(self, events: Iterable[Envelope] | None = None, **more: Any) -> dict[str, Any]:
        """The body of a push of these events, or of all."""
        chosen = self.events if events is None else list(events)
        body: dict[str, Any] = to_plain(push_body(self.office, chosen, self.clock.now(), **more))
        return body


def ticket(visit: str, number: str, **changes: Any) -> TicketIssued:
    values: dict[str, Any] = {"visit": visit, "ticket": number, "language": "ar", "party": 2, "stops": BOTH}
    return TicketIssued(**{**values, **changes})


def in_a_loop(work: Coroutine[Any, Any, T]) -> T:
    """Runs it in a loop and a thread of its own: a browser's tests may have left one running in this thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def read_events(path: Path, after: int, limit: int) -> list[Kept]:
    """Events after a place in the office's order, read from the database's file."""
    columns = ", ".join((*FIELDS, "seq", "device", "received_at", "queued_at", "counted", "flags"))
    query = f"SELECT {columns} FROM events WHERE seq > ? ORDER BY seq LIMIT ?"
    with opened(path) as conn:
        return [Kept.of_row(row) for row in conn.execute(query, (after, limit))]


def document_of(kept: Kept) -> dict[str, Any]:
    """An event as one mapping: its envelope, and what the server added."""
    return {
        "seq": kept.seq,
        "device": kept.device,
        "received_at": kept.received_at,
        "queued_at": kept.queued_at,
        "flags": list(kept.flags),
        **kept.envelope.document(),
    }


class Running:
    """An office server that answers at `url`, and a client on this computer."""

    def __init__(self, server: OfficeServer, clock: ScriptedClock) -> None:
        self.server = server
        self.clock = clock
        self.url = server.office_url
        self.http = httpx.Client(base_url=self.url, trust_env=False, timeout=20)

    def push(self, stream: Stream, events: Iterable[Envelope] | None = None, **more: Any) -> httpx.Response:
        return self.http.post(f"/v1/streams/{stream.incarnation}/events", json=stream.push(events, **more))

    def ask(self, kind: str, *, id: str = "", **args: Any) -> dict[str, Any]:
        """The answer to a command, with a new id unless one is given."""
        body = {"id": id or f"press-{uuid.uuid4()}", "kind": kind, "args": args}
        response = self.http.post("/v1/commands", json=body)
        assert response.status_code == 200, response.text
        return dict(response.json())

    def foretell(self) -> None:
        """A forecast of the hall as it stands, now and here; the server's own comes when it comes."""
        office = self.server.office
        writer, snapshot = office.writer, office.writer.snapshot
        hall = hall_to_come(snapshot, writer.config, self.clock.now().wall)
        office.forecasts.take(forecast(hall, 1), snapshot.day)
        office.notifier.refresh()

    def did(self, kind: str, **args: Any) -> dict[str, Any]:
        """The answer to a command that must be followed."""
        answer = self.ask(kind, **args)
        assert answer["ok"], answer
        return answer

    def events(self, after: int = 0) -> list[dict[str, Any]]:
        """The office's journal after a place in its order, as it is on the disk."""
        kept = read_events(self.server.office.writer.store.path, after, 100_000)
        return [document_of(each) for each in kept]

    def view(self, name: str) -> dict[str, Any]:
        response = self.http.get(f"/v1/views/{name}")
        assert response.status_code == 200, response.text
        return dict(response.json())

    def token(self, role: str, **more: Any) -> dict[str, str]:
        """The headers of a device that has just been paired."""
        code = self.http.post("/v1/pairings", json={"role": role, "place": role, **more}).json()["code"]
        paired = self.http.post("/v1/pair", json={"code": code, "incarnation": f"inc-{code}"})
        assert paired.status_code == 200, paired.text
        return {"Authorization": f"Bearer {paired.json()['token']}"}


@contextmanager
def running(
    folder: Path, clock: ScriptedClock | None = None, *, host: str = "127.0.0.1"
) -> Iterator[Running]:
    """A server on a free port, in a thread; it has stopped at the end."""
    clock = clock or ScriptedClock()
    server = OfficeServer(OfficeSettings(CONFIG, folder, clock, host, 0))
    ready = threading.Event()
    thread = threading.Thread(target=server.serve_until_stopped, args=(lambda url: ready.set(),))
    thread.start()
    try:
        assert ready.wait(20)
        office = Running(server, clock)
        with contextlib.closing(office.http):
            yield office
    finally:
        server.stop()
        thread.join(20)
        assert not thread.is_alive()
