"""A kiosk's journal and an office server in memory, for tests of what goes between them."""

from __future__ import annotations

import secrets
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kiosk.client.delivery.push import Request
from kiosk.journal.outbox import Outbox
from kiosk.journal.store import Journal
from kiosk.office.state.streams import take
from kiosk.protocol.api import failure_of
from kiosk.protocol.codec import to_plain
from kiosk.protocol.envelope import Envelope, Tip
from kiosk.protocol.errors import WireError
from kiosk.protocol.pairing import Welcome
from kiosk.protocol.push import Pushed, PushRefused, PushRefusedError, read_push, read_pushed
from tests.journal.factories import ScriptedClock, opened

Fact = tuple[str, str]
"""A kind and a visit: what must reach the office once."""


def facts(envelopes: list[Envelope]) -> Counter[Fact]:
    return Counter((each.kind, each.document()["body"].get("visit", each.body)) for each in envelopes)


@dataclass
class MemoryOffice:
    """The server's side of the streams by the server's own rules, over a list."""

    office: str = "ekeby"
    epoch: str = "e1"
    events: list[Envelope] = field(default_factory=list)
    granted: dict[str, int] = field(default_factory=dict)
    damaged: set[tuple[str, int]] = field(default_factory=set)

    def tip(self, incarnation: str) -> Tip:
        last = next((e for e in reversed(self.events) if e.incarnation == incarnation), None)
        return Tip(last.n, last.h) if last else Tip()

    def hello(self, incarnation: str) -> Welcome:
        series = self.granted.setdefault(incarnation, 3 + len(self.granted))
        tip = self.tip(incarnation)
        return Welcome("d", self.office, "2026-11-23", self.epoch, tip.n, tip.h, series, series + 40)

    def push(self, incarnation: str, body: bytes) -> Pushed | PushRefused | WireError:
        """A push's answer, both ways through the wire."""
        try:
            push = read_push(incarnation, body)
            if push.office != self.office:
                raise WireError("Another office.", "wrong_office")
            kept = {e.n: e.h for e in self.events if e.incarnation == incarnation}
            taken = take(push, self.tip(incarnation), kept.get)
        except WireError as error:
            try:
                return read_pushed(
                    error.status,
                    to_plain(error.refused if isinstance(error, PushRefusedError) else failure_of(error)),
                )
            except WireError as read:
                return read
        self.events += taken.events
        self.damaged |= {(incarnation, n) for n in taken.damaged}
        tip = self.tip(incarnation)
        return read_pushed(200, to_plain(Pushed(tip.n, tip.h, self.epoch)))

    def backup(self) -> MemoryOffice:
        return deepcopy(self)

    def put_back(self, backup: MemoryOffice) -> None:
        self.events = list(backup.events)
        self.granted = dict(self.granted)  # numbers once given are never given to another
        self.epoch = secrets.token_hex(4)


@dataclass
class Kiosk:
    """A kiosk's folder: its journal is opened and closed as the program would."""

    folder: Path
    clock: ScriptedClock = field(default_factory=ScriptedClock)

    def __post_init__(self) -> None:
        self.journal: Journal = opened(self.folder, self.clock)

    @property
    def box(self) -> Outbox:
        return Outbox(self.journal)

    @property
    def events(self) -> list[Envelope]:
        return list(self.journal.events())

    def body(self, request: Request) -> bytes:
        import json

        return json.dumps(request.document("ekeby", self.clock.now())).encode()

    def sql(self, statement: str, *values: Any) -> None:
        """What a failing disk does."""
        self.journal.conn.execute(statement, values)

    def image(self) -> bytes:
        """The disk as it is now."""
        self.journal.close()
        image = self.journal.path.read_bytes()
        self.journal = opened(self.folder, self.clock)
        return image

    def put_back(self, image: bytes) -> None:
        """An older image of the disk."""
        self.journal.close()
        self.journal.path.write_bytes(image)
        self.journal = opened(self.folder, self.clock)

    def close(self) -> None:
        self.journal.close()
