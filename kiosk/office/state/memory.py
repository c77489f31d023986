"""What the office server holds in memory of its database, changed event by event in one thread.

Everything in them can be made again from the database. Whoever only looks takes a `Snapshot`, which never
changes. Must not know threads, HTTP or SQL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from kiosk.core.day.events import (
    DayClosed,
    Event,
    Moment,
    Recorded,
    TicketIssued,
    TicketNotPrinted,
    TicketPrinted,
    Unread,
    to_body,
)
from kiosk.core.day.history import HistoryLine, history_line
from kiosk.core.day.state import OfficeDay, extend, fold
from kiosk.office.state.devices import Device, Grant, by_token
from kiosk.office.state.store import Kept
from kiosk.office.state.streams import EventStream
from kiosk.protocol.envelope import Tip, seal, to_ms

SERVER: Final = "office"
"""The server itself, where a device stands: its decisions are a stream like any other."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The state after a commit. `version` grows with every change, also of devices or of the day."""

    office: str
    epoch: str
    seq: int
    version: int
    day: OfficeDay
    history: Mapping[str, tuple[HistoryLine, ...]]  # by visit
    tokens: Mapping[str, str]  # sha256 of a phone page's token -> visit
    papers: Mapping[str, str]  # device -> what became of its last paper
    devices: Mapping[str, Device]
    keys: Mapping[str, Device]  # sha256 of a device's token -> device


@dataclass(slots=True)
class OfficeMemory:
    """The server's memory. `load` gives the events of an office day that is not in it."""

    office: str
    epoch: str
    incarnation: str
    load: Callable[[str], Iterable[Kept]]
    seq: int = 0
    version: int = 0
    today: str = ""
    kept_from: str = ""  # older office days are gone
    days: dict[str, OfficeDay] = field(default_factory=dict)
    history: dict[str, tuple[HistoryLine, ...]] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    papers: dict[str, str] = field(default_factory=dict)
    devices: dict[str, Device] = field(default_factory=dict)
    grants: dict[str, Grant] = field(default_factory=dict)  # by incarnation
    streams: dict[str, EventStream] = field(default_factory=dict)
    # since the last commit
    added: list[Kept] = field(default_factory=list)
    touched_visits: set[tuple[str, str]] = field(default_factory=set)  # office day, visit
    touched_streams: set[str] = field(default_factory=set)

    def copy(self) -> OfficeMemory:
        """To return to when a transaction fails. What is in the dictionaries never changes itself."""
        return replace(
            self,
            days=dict(self.days),
            history=dict(self.history),
            tokens=dict(self.tokens),
            papers=dict(self.papers),
            devices=dict(self.devices),
            grants=dict(self.grants),
            streams=dict(self.streams),
            added=[],
            touched_visits=set(),
            touched_streams=set(),
        )

    def committed(self) -> None:
        """What was changed is on disk."""
        self.added = []
        self.touched_visits = set()
        self.touched_streams = set()

    @property
    def state(self) -> OfficeDay:
        """The office day that is now."""
        return self.days[self.today]

    def open_day(self, day: str) -> None:
        """Turns to an office day, with what is known of it already."""
        events = list(self.load(day))
        records = [event.recorded() for event in events]
        self.today = day
        self.days = {day: fold(day, records)}
        self.history, self.tokens, self.papers = {}, {}, {}
        for event, recorded in zip(events, records, strict=True):
            self._note(event, recorded)
        self.version += 1

    def day(self, day: str) -> OfficeDay:
        """One office day; an older one is read again, because a fact for it came late."""
        if day not in self.days:
            self.days[day] = fold(day, (event.recorded() for event in self.load(day)))
        return self.days[day]

    def day_of(self, visit: str) -> str | None:
        """The office day in memory that has a visit."""
        return next((day for day, state in self.days.items() if visit in state.visits), None)

    def hash_of(self, incarnation: str, n: int) -> str | None:
        """The hash of an event that is not on disk yet."""
        for event in self.added:
            if event.envelope.n == n and event.envelope.incarnation == incarnation:
                return event.envelope.h
        return None

    def absorb(self, stream: EventStream, events: Iterable[tuple[Kept, Event | Unread]]) -> list[Kept]:
        """Takes events that follow the head, and where their stream then stands; gives them with the flags of what
        was odd about them."""
        by_day: dict[str, list[tuple[Kept, Recorded]]] = {}
        for kept, event in events:
            recorded = Recorded(event, kept.counted, kept.queued_at, kept.seq)
            by_day.setdefault(kept.counted, []).append((kept, recorded))
        flagged: list[Kept] = []
        for day, pairs in by_day.items():
            before = self.day(day)
            after = self.days[day] = extend(before, [recorded for _, recorded in pairs])
            odd = {oddity.order: str(oddity.why) for oddity in after.oddities[len(before.oddities) :]}
            for kept, recorded in pairs:
                why = odd.get(kept.seq)
                flagged.append(kept if why is None else replace(kept, flags=(*kept.flags, why)))
                self._touch(day, recorded)
                if day == self.today:
                    self._note(kept, recorded)
        flagged.sort(key=lambda kept: kept.seq)
        self.added += flagged
        self.seq += len(flagged)
        self.streams[stream.incarnation] = stream
        self.touched_streams.add(stream.incarnation)
        self.version += 1
        return flagged

    def decided(self, events: Iterable[Event], now: Moment) -> list[Kept]:
        """Takes the server's own decisions, of the office day that is now."""
        stream = self.streams.get(self.incarnation) or EventStream(self.incarnation, SERVER)
        wall = to_ms(now.wall)
        pairs: list[tuple[Kept, Event | Unread]] = []
        for event in events:
            envelope = seal(
                stream.tip,
                office=self.office,
                day=self.today,
                incarnation=self.incarnation,
                kind=event.kind,
                v=event.v,
                at=now,
                body=to_body(event),
            )
            stream = replace(stream, tip=Tip(envelope.n, envelope.h), queued_at=wall)
            kept = Kept(replace(envelope, order=self.seq + len(pairs) + 1), SERVER, wall, wall, self.today)
            pairs.append((kept, event))
        return self.absorb(stream, pairs) if pairs else []

    def snapshot(self) -> Snapshot:
        """The state as it is, for whoever only looks."""
        return Snapshot(
            self.office,
            self.epoch,
            self.seq,
            self.version,
            self.state,
            MappingProxyType(dict(self.history)),
            MappingProxyType(dict(self.tokens)),
            MappingProxyType(dict(self.papers)),
            MappingProxyType(dict(self.devices)),
            MappingProxyType(by_token(self.devices)),
        )

    def _touch(self, day: str, recorded: Recorded) -> None:
        event = recorded.event
        if isinstance(event, DayClosed):
            self.touched_visits.update((day, visit) for visit in self.days[day].visits)
        elif (visit := getattr(event, "visit", None)) in self.days[day].visits:
            self.touched_visits.add((day, str(visit)))

    def _note(self, kept: Kept, recorded: Recorded) -> None:
        """What the fold does not keep: history, phone tokens, papers."""
        event = recorded.event
        line = history_line(recorded)
        if line is not None and (visit := getattr(event, "visit", "")) in self.state.visits:
            self.history[visit] = (*self.history.get(visit, ()), line)
        if isinstance(event, TicketIssued) and event.token_hash is not None:
            self.tokens.setdefault(event.token_hash, event.visit)
        elif isinstance(event, TicketPrinted):
            self.papers[kept.device] = "low_paper" if event.low_paper else "printed"
        elif isinstance(event, TicketNotPrinted):
            self.papers[kept.device] = event.state
