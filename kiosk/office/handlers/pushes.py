"""Pushes: take a device's events into the office's order.

Each function returns a task that runs in the writer's thread and inside its transaction: it checks first, then
changes. Must not know HTTP.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.day.events import Event, Unread
from kiosk.journal.numbers import parse
from kiosk.office.access import LOCAL_PREFIX, Principal, device_of
from kiosk.office.handlers.series import grant_series
from kiosk.office.state.devices import Grant
from kiosk.office.state.memory import OfficeMemory
from kiosk.office.state.store import OTHER_OFFICE, Kept
from kiosk.office.state.streams import LATE_S, EventStream, counted_day, happened_at, take
from kiosk.office.state.writer import WriteContext, WriteTask
from kiosk.protocol.envelope import Tip, to_ms
from kiosk.protocol.errors import WireError
from kiosk.protocol.push import Push, Pushed, StreamTip


def push(pushed: Push, principal: Principal) -> WriteTask[Pushed]:
    """Takes what is new; what makes no sense too, with a flag."""

    def work(turn: WriteContext) -> Pushed:
        memory = turn.memory
        if pushed.office != memory.office:
            raise WireError(
                f"This is the office server of {memory.office}, not of {pushed.office}.", "wrong_office"
            )
        stream = _own_stream(memory, pushed.incarnation, principal)
        taken = take(pushed, stream.tip, lambda n: _hash_of(turn, pushed.incarnation, n))
        if taken.start != stream.tip:
            stream = _after_a_cut(turn, stream, taken.start.n, taken.start.h)
        if taken.events:
            received, queued = to_ms(turn.now.wall), stream.queued_at
            new: list[tuple[Kept, Event | Unread]] = []
            came: dict[str, str] = {}  # visits of this push, and the days on which they count
            for envelope in taken.events:
                stream = replace(stream, tip=Tip(envelope.n, envelope.h))
                event = envelope.recorded().event
                queued = to_ms(happened_at(envelope, pushed.now, received, queued))
                day = _day(turn, event, envelope.day, turn.day_at(queued), came)
                if day < memory.kept_from:
                    turn.store.count_too_late(envelope.day, envelope.kind, envelope.incarnation, stream.tip)
                    continue
                flags = {
                    "late": received - queued > LATE_S,
                    "wrong_day": day != envelope.day,
                    OTHER_OFFICE: envelope.office != memory.office,
                    "damaged": envelope.n in taken.damaged,
                }
                if flags[OTHER_OFFICE]:
                    event = Unread(envelope.kind, envelope.v, "of another office")
                kept = Kept(
                    replace(envelope, order=memory.seq + len(new) + 1),
                    stream.device,
                    received,
                    queued,
                    day,
                    tuple(flag for flag, holds in flags.items() if holds),
                )
                new.append((kept, event))
            flagged = memory.absorb(replace(stream, queued_at=queued), new)
            grant = _other_series_after_a_clash(turn, stream, flagged)
        else:
            grant = None
        grant = grant or memory.grants.get(pushed.incarnation)
        series, spare = (grant.series, grant.spare) if grant else (None, None)
        return Pushed(stream.tip.n, stream.tip.h, memory.epoch, series, spare)

    return work


def stream_tip(incarnation: str, principal: Principal) -> WriteTask[StreamTip]:
    """Where a stream stands."""

    def work(turn: WriteContext) -> StreamTip:
        tip = _own_stream(turn.memory, incarnation, principal).tip
        return StreamTip(tip.n, tip.h, turn.memory.epoch)

    return work


def _own_stream(memory: OfficeMemory, incarnation: str, principal: Principal) -> EventStream:
    """The stream a device may push to: its own, or one that it began before it was paired."""
    if incarnation == memory.incarnation:
        raise WireError("That is the office server's own stream.", "not_allowed", 403)
    device = device_of(principal, incarnation)
    stream = memory.streams.get(incarnation)
    if stream is None:
        return EventStream(incarnation, device)
    if stream.device == device or principal.local:
        return stream
    if stream.device.startswith(LOCAL_PREFIX):
        return replace(stream, device=device)
    raise WireError("That stream is another device's.", "not_allowed", 403)


def _hash_of(turn: WriteContext, incarnation: str, n: int) -> str | None:
    return turn.memory.hash_of(incarnation, n) or turn.store.hash_of(incarnation, n)


def _after_a_cut(turn: WriteContext, stream: EventStream, n: int, h: str) -> EventStream:
    """The device has deleted days that never came here: the chain goes on after them."""
    start = Tip(n, h)
    if stream.tip.n == 0:
        return replace(stream, tip=start, cut=start)
    turn.store.put_stub(stream.incarnation, start)
    return replace(stream, tip=start)


def _day(turn: WriteContext, event: Event | Unread, day: str, happened: str, came: dict[str, str]) -> str:
    """What concerns a visit counts on the visit's day; else see `counted_day`. Also on a day that is gone: paper that
    comes after the day's start belongs to nobody of today, and must not bring yesterday's visit back."""
    visit = getattr(event, "visit", None)
    if visit is None or event.kind == "ticket.issued":
        counted = counted_day(day, happened, turn.memory.today)
        if visit is not None:
            came.setdefault(visit, counted)
        return counted
    known = turn.memory.day_of(visit) or turn.store.day_of_visit(visit) or came.get(visit)
    if known is None and day < turn.memory.kept_from:
        return day
    return known or counted_day(day, happened, turn.memory.today)


def _other_series_after_a_clash(turn: WriteContext, stream: EventStream, flagged: list[Kept]) -> Grant | None:
    """Two visits with one number: whoever does not hold the series gets another for later numbers."""
    for kept in flagged:
        if "same_ticket" not in kept.flags:
            continue
        number = parse(str(kept.envelope.document().get("ticket")))
        if number is None or turn.rows.holder(number.series) == stream.incarnation:
            continue
        try:
            return grant_series(turn, stream.incarnation, stream.device)
        except WireError:  # no series is left; reception sees the clash all the same
            return None
    return None
