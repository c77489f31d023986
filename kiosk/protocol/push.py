"""Push: how a device's events come to the office server, contiguous, idempotent, and on disk when answered.

Must not know how events are stored on either side.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, Final

from msgspec import Meta

from kiosk.core.day.events import Moment
from kiosk.protocol import codec
from kiosk.protocol.api import failure
from kiosk.protocol.envelope import Envelope, EnvelopeError, Tip, canonical
from kiosk.protocol.errors import WireError
from kiosk.protocol.scalars import Count, Day, Hash, Id, MonotonicMs, Seconds, ShortText

MAX_EVENTS: Final = 200
"""Events of one push; with more, the answer would take longer than a device waits on a slow disk."""


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One event as it is sent: who, when, the place in its stream, and what happened. The hash covers everything but
    itself, and the hash of the event before it."""

    office: ShortText
    day: Day
    incarnation: Id
    n: Annotated[Count, Meta(description="The place in the stream: 1, 2, 3 ... within the incarnation.")]
    kind: ShortText
    v: Annotated[Count, Meta(description="The version of this kind's body.")]
    wall: Seconds
    boot: Annotated[ShortText, Meta(description="Identifies one boot of the device.")]
    mono_ms: MonotonicMs
    body: Annotated[dict[str, Any], Meta(description="What happened; its form follows from kind and v.")]
    h: Hash


@dataclass(frozen=True, slots=True)
class SentAt:
    """The device's clocks at sending, from which the server takes each event's age."""

    wall: Seconds
    boot: ShortText
    mono_ms: Count


@dataclass(frozen=True, slots=True)
class ChainCut:
    """The last event of the days that the device has deleted; the server's chain goes on after it."""

    n: Count
    h: Hash


@dataclass(frozen=True, slots=True)
class PushBody:
    """1 to 200 events of one stream, in the order of their n.

    Nothing is taken unless all of it fits. Errors, besides those of every route:

    - 409 `gap`: continue with `expect`.
    - 409 `fork`: see `PushRefused`.
    - 413 `too_many` or `too_large`: send fewer events.
    - 422 `damaged` with `n`: that event does not have the hash that it names. Send it again; if that fails too, name n
      in `damaged`, and it is taken as it is, with a flag.
    - 422 `wrong_office`: the server is another office's. Keep everything.
    """

    events: Annotated[tuple[EventRecord, ...], Meta(min_length=1, description="At most 200.")]
    now: SentAt
    office: Annotated[
        ShortText | None,
        Meta(
            description="The device's office now; its older events may be of another. Without it: the last event's."
        ),
    ] = None
    before: Annotated[
        Hash | None,
        Meta(description="The hash of the event before the first: tells a fork from damage."),
    ] = None
    cut: ChainCut | None = None
    damaged: tuple[Count, ...] = ()


@dataclass(frozen=True, slots=True)
class Pushed:
    """Everything up to `acked` is on the server's disk."""

    acked: Count
    h: str
    epoch: Annotated[
        str,
        Meta(description="Another one than before: nothing counts as acknowledged any more, send all again."),
    ]
    series: int | None = None
    spare: int | None = None


@dataclass(frozen=True, slots=True)
class PushRefused:
    """Nothing of the push was taken.

    A gap: continue with `expect`. A fork: the server has another event under one of these n, because an old disk image
    was restored; start a new incarnation, send everything that was not acknowledged under it, and never use an n again.
    """

    expect: Count
    h: str
    fork: bool = False
    code: str = "gap"
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class StreamTip:
    """Where a stream stands on the server's disk; 0 and an empty hash for one that is not known."""

    acked: Count
    h: str
    epoch: str


class PushRefusedError(WireError):
    """Nothing of a push was taken: a gap or a fork."""

    def __init__(self, refused: PushRefused) -> None:
        super().__init__(refused.sentence, refused.code, 409)
        self.refused = refused


@dataclass(frozen=True, slots=True)
class Push:
    """One push as the server reads it; the hashes are not checked yet."""

    incarnation: str
    office: str  # the device's own now; its older events may be another's
    events: tuple[Envelope, ...]
    now: Moment
    before: str | None = None
    cut: Tip | None = None
    damaged: frozenset[int] = frozenset()


def push_body(
    office: str,
    events: Iterable[Envelope],
    now: Moment,
    *,
    before: str | None = None,
    cut: Tip | None = None,
    damaged: Iterable[int] = (),
) -> PushBody:
    """Return the body of a push; `before` is the hash of the event before the first."""
    return PushBody(
        tuple(record_of(envelope) for envelope in events),
        SentAt(now.wall, now.boot, now.mono_ms),
        office,
        before,
        None if cut is None else ChainCut(cut.n, cut.h),
        tuple(sorted(damaged)),
    )


def read_push(incarnation: str, body: bytes) -> Push:
    """Return a push as the server handles it.

    Raises:
        WireError: It does not fit; the code is `too_many` when it holds over 200 events.
    """
    read = codec.decode(PushBody, body)
    if len(read.events) > MAX_EVENTS:
        raise WireError(f"{len(read.events)} events at once; send at most {MAX_EVENTS}.", "too_many", 413)
    first = read.events[0].n
    events = []
    for i, record in enumerate(read.events):
        if record.incarnation != incarnation:
            raise WireError(f"events[{i}] belongs to the stream {record.incarnation}, not {incarnation}.")
        if record.n != first + i:
            raise WireError(f"events[{i}] has n {record.n}, where {first + i} follows.")
        events.append(_envelope(record, f"events[{i}]"))
    return Push(
        incarnation,
        events[-1].office if read.office is None else read.office,
        tuple(events),
        Moment(read.now.wall, read.now.boot, read.now.mono_ms),
        read.before,
        None if read.cut is None else Tip(read.cut.n, read.cut.h),
        frozenset(read.damaged),
    )


def record_of(envelope: Envelope) -> EventRecord:
    """Return an envelope as it is sent.

    Raises:
        ValueError: Its body is not JSON.
    """
    e = envelope
    body = json.loads(e.body)
    return EventRecord(e.office, e.day, e.incarnation, e.n, e.kind, e.v, e.wall, e.boot, e.mono_ms, body, e.h)


def check_sendable(envelope: Envelope) -> None:
    """Check that the protocol can carry an envelope; its hash is not checked.

    Raises:
        WireError: A field does not fit, or holds what is not text.
        ValueError, TypeError: Its body is not JSON.
    """
    record = codec.convert(EventRecord, codec.to_plain(record_of(envelope)))
    _envelope(record, "the event")
    try:
        canonical([record.office, record.kind, record.wall, record.boot])
    except EnvelopeError:
        raise WireError("the event: its text is not Unicode.") from None


def read_pushed(status: int, content: object) -> Pushed | PushRefused:
    """Return the answer to a push.

    Raises:
        WireError: Any other answer, with the server's code and sentence.
    """
    if status == 200:
        return codec.convert(Pushed, content)
    if status == 409:
        try:
            return codec.convert(PushRefused, content)
        except WireError:
            pass
    raise failure(status, content)


def _envelope(record: EventRecord, name: str) -> Envelope:
    if not _is_date(record.day):
        raise WireError(f"{name}: day does not fit: {record.day} is not in the calendar.")
    try:
        body = canonical(record.body).decode("utf-8")
    except (EnvelopeError, RecursionError):
        raise WireError(f"{name}: its text is not Unicode, or nested too deeply.") from None
    r = record
    return Envelope(r.office, r.day, r.incarnation, r.n, r.kind, r.v, r.wall, r.boot, r.mono_ms, body, r.h)


@lru_cache(maxsize=64)
def _is_date(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True
