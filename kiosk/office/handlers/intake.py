"""Tasks for the writer: take a push, follow a command, welcome and pair devices.

Each function gives a piece of work that runs in the writer's thread and inside its transaction: it checks
first, then changes. Must not know HTTP.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any, Final

from kiosk.core.day.events import Event, Unread
from kiosk.core.day.lifecycle import VisitState
from kiosk.core.day.state import OfficeDay
from kiosk.core.office_config import OfficeConfig
from kiosk.core.views import station_visitor
from kiosk.journal.numbers import parse
from kiosk.office.access import Principal, check_command
from kiosk.office.handlers.decisions import Decision, Refusal, decide, overdue, shut_out
from kiosk.office.handlers.dispatch import pre_calls
from kiosk.office.state.devices import (
    CODE_S,
    Device,
    Grant,
    Pairing,
    Tries,
    hash_of,
    hash_of_code,
    new_code,
    new_token,
    revoked,
)
from kiosk.office.state.memory import OfficeMemory
from kiosk.office.state.store import OTHER_OFFICE, Kept
from kiosk.office.state.streams import LATE_S, EventStream, counted_day, happened_at, take
from kiosk.office.state.writer import WriteContext, WriteTask
from kiosk.protocol.commands import Command
from kiosk.protocol.envelope import Tip, canonical, to_ms
from kiosk.protocol.messages import Paired, Push, Pushed, Welcome
from kiosk.protocol.validation import WireError, plain

LOCAL_PREFIX: Final = "local-"

Document = dict[str, Any]


# Streams -----------------------------------------------------------------------------------------------------------


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


def stream_tip(incarnation: str, principal: Principal) -> WriteTask[Document]:
    """Where a stream stands."""

    def work(turn: WriteContext) -> Document:
        tip = _own_stream(turn.memory, incarnation, principal).tip
        return {"acked": tip.n, "h": tip.h, "epoch": turn.memory.epoch}

    return work


def _own_stream(memory: OfficeMemory, incarnation: str, principal: Principal) -> EventStream:
    """The stream a device may push to: its own, or one that it began before it was paired."""
    if incarnation == memory.incarnation:
        raise WireError("That is the office server's own stream.", "not_allowed", 403)
    device = principal.device if not principal.local else LOCAL_PREFIX + incarnation[:8]
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
            return _grant(turn, stream.incarnation, stream.device)
        except WireError:  # no series is left; reception sees the clash all the same
            return None
    return None


# Commands ----------------------------------------------------------------------------------------------------------


def follow(command: Command, principal: Principal, config: OfficeConfig) -> WriteTask[Document]:
    """Decides a command, once: asked again under its id, it has the same answer and does nothing."""

    def work(turn: WriteContext) -> Document:
        asked = canonical([command.kind, dict(command.args)]).decode()
        before = turn.store.answered(command.id)
        if before is not None:
            if before[0] != asked:
                raise WireError("This id was used for another command; take a new one.", "id_used", 409)
            return before[1]
        memory = turn.memory
        check_command(principal, command, memory.state)
        decided = decide(memory.state, command, config, turn.now.wall)
        if isinstance(decided, Decision):
            memory.decided(decided.events, turn.now)
            answer: Document = {"id": command.id, "ok": True}
        else:
            answer = {"id": command.id, "ok": False, "code": decided.code, "sentence": decided.sentence}
        answer |= {"seq": memory.seq, **_standing(memory.state, command, decided, turn.now.wall)}
        turn.store.put_answer(command.id, asked, memory.today, answer)
        return answer

    return work


def release_overdue() -> WriteTask[int]:
    """Lets go of visitors who were asked to come near and have not been called in time; and sends home who has come
    for a station that has closed."""

    def work(turn: WriteContext) -> int:
        memory = turn.memory
        released = memory.decided(overdue(memory.state, turn.now.wall), turn.now)
        return len(released) + len(memory.decided(shut_out(memory.state), turn.now))

    return work


def ask_near(config: OfficeConfig) -> WriteTask[int]:
    """Asks the next visitor near where a desk is expected to be free soon."""

    def work(turn: WriteContext) -> int:
        return len(turn.memory.decided(pre_calls(turn.memory.state, config, turn.now.wall), turn.now))

    return work


def _standing(state: OfficeDay, command: Command, decided: Decision | Refusal, now: float) -> Document:
    """How the desk and the visitor of a command stand: the visitor as the desk's station sees them."""
    desk = state.desks.get(command.args.get("desk", 0))
    visit = state.visits.get(decided.visit or "")
    stop = None
    if visit is not None:
        if desk is not None:
            stop = visit.stop(desk.station)
        else:
            stop = visit.engaged or next((stop for stop in visit.stops if not stop.ended), None)
            stop = visit.stop(command.args.get("station", "")) or stop
    visitor = None if visit is None or stop is None else plain(station_visitor(visit, stop, now))
    if visit is not None and visit.state is not VisitState.ACTIVE and visitor is not None:
        visitor["ready"] = False
    return {"desk": None if desk is None else plain(desk), "visitor": visitor}


# Devices -----------------------------------------------------------------------------------------------------------


def welcome(incarnation: str, role: str, wanted: int | None, principal: Principal) -> WriteTask[Welcome]:
    """Says who answers; a kiosk gets its series."""

    def work(turn: WriteContext) -> Welcome:
        memory = turn.memory
        if principal.local:
            device_id = LOCAL_PREFIX + incarnation[:8]
            device = memory.devices.get(device_id) or Device(device_id, role, role, None, incarnation)
            device = replace(device, role=role, incarnation=incarnation)
        else:
            device = replace(memory.devices[principal.device], incarnation=incarnation)
        grant = None
        if device.role == "kiosk":
            grant = memory.grants.get(incarnation) or _grant(turn, incarnation, device.id, wanted)
        _put_device(turn, device)
        stream = memory.streams.get(incarnation)
        return Welcome(
            device.id,
            memory.office,
            memory.today,
            memory.epoch,
            stream.tip.n if stream else 0,
            stream.tip.h if stream else "",
            grant.series if grant else None,
            grant.spare if grant else None,
        )

    return work


def give_code(role: str, place: str, desk: int | None, valid_s: float = CODE_S) -> WriteTask[Document]:
    """Gives a one-use code for a device to come."""

    def work(turn: WriteContext) -> Document:
        code, expires = new_code(valid_s), to_ms(turn.now.wall + valid_s)
        turn.rows.forget_pairings(turn.now.wall)
        turn.rows.put_pairing(Pairing(hash_of_code(code), role, place, desk, expires))
        return {"code": code, "expires": expires, "role": role, "place": place, "desk": desk}

    return work


def pair(code: str, incarnation: str, tries: Tries) -> WriteTask[Paired]:
    """Trades a code for a token. The same incarnation may ask again, for the answer may have been lost."""

    def work(turn: WriteContext) -> Paired:
        tries.check(turn.now.mono_ms)
        pairing = turn.rows.pairing(hash_of_code(code))
        used = pairing is not None and pairing.incarnation not in (None, incarnation)
        if pairing is None or used or pairing.expires < turn.now.wall:
            tries.wrong(turn.now.mono_ms)
            raise WireError(
                "This code is wrong, used or too old. Get a new one at reception.", "wrong_code", 403
            )
        device_id = pairing.device or secrets.token_hex(6)
        grant = None
        if pairing.role == "kiosk":
            grant = turn.memory.grants.get(incarnation) or _grant(turn, incarnation, device_id)
        tries.right()
        token = new_token()
        _put_device(
            turn,
            Device(
                device_id,
                pairing.role,
                pairing.place,
                pairing.desk,
                incarnation,
                hash_of(token),
                to_ms(turn.now.wall),
            ),
        )
        turn.rows.put_pairing(replace(pairing, incarnation=incarnation, device=device_id))
        return Paired(
            device_id,
            pairing.role,
            pairing.place,
            token,
            turn.memory.office,
            pairing.desk,
            grant.series if grant else None,
            grant.spare if grant else None,
        )

    return work


def revoke(device_id: str) -> WriteTask[Document]:
    """Ends a device's token at once; its events stay."""

    def work(turn: WriteContext) -> Document:
        device = turn.memory.devices.get(device_id)
        if device is None:
            raise WireError("There is no such device.", "unknown_device", 404)
        if device.revoked_at is None:
            _put_device(turn, revoked(device, to_ms(turn.now.wall)))
        return {"device": device_id, "revoked_at": turn.memory.devices[device_id].revoked_at}

    return work


def _grant(turn: WriteContext, incarnation: str, device: str, wanted: int | None = None) -> Grant:
    grant = turn.rows.grant(incarnation, device, wanted, turn.memory.today)
    turn.memory.grants[incarnation] = grant
    return grant


def _put_device(turn: WriteContext, device: Device) -> None:
    if turn.memory.devices.get(device.id) == device:
        return
    turn.rows.put(device)
    turn.memory.devices[device.id] = device
    turn.memory.version += 1
