"""Envelopes: an event as it is kept, with who, when, order and a hash chain over everything.

The chain runs per incarnation: h = sha256(h before || canonical bytes), so that a changed, missing or swapped
event is found and named. Must not know where envelopes are kept, nor what the bodies mean.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from kiosk.core.day.events import Moment, Recorded, Unread, read

FIELDS: Final = ("office", "day", "incarnation", "n", "kind", "v", "wall", "boot", "mono_ms", "body", "h")


class EnvelopeError(ValueError):
    """Values that have no canonical form: not plain JSON, or text that is not Unicode."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """One stored event. `n` counts 1, 2, 3 ... within the incarnation; `h` is hexadecimal; `body` is the
    canonical JSON text as stored."""

    office: str
    day: str  # ISO date of the office day
    incarnation: str
    n: int
    kind: str
    v: int
    wall: float  # seconds since the epoch, to the millisecond
    boot: str
    mono_ms: int
    body: str
    h: str
    order: int = 0  # place in this store; not part of the chain

    def document(self) -> dict[str, Any]:
        """One line of an export: the fields in order and, beside them, the ticket where one was issued.

        `h` covers everything but itself and that outer `ticket`, which is the body's.
        """
        line: dict[str, Any] = {name: getattr(self, name) for name in FIELDS}
        line["body"] = json.loads(self.body)
        if self.kind == "ticket.issued":
            line["ticket"] = line["body"].get("ticket")
        return line

    def recorded(self) -> Recorded:
        """The event for the fold; what cannot be read is an `Unread` in it. Never raises."""
        try:
            body = json.loads(self.body)
            event = read(self.kind, self.v, body if isinstance(body, dict) else {})
        except (ValueError, TypeError):
            event = Unread(self.kind, self.v, "damaged")
        return Recorded(event, self.day, self.wall, self.order)


@dataclass(frozen=True, slots=True)
class Tip:
    """Where a chain stands: the last event's number and hash; (0, "") before the first."""

    n: int = 0
    h: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """The first event of an incarnation that does not fit its chain."""

    incarnation: str
    n: int
    what: str


def canonical(value: object) -> bytes:
    """The one form of a JSON value in bytes: sorted keys, no spaces, UTF-8. Raises EnvelopeError."""
    try:
        text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
        return text.encode("utf-8")
    except (TypeError, ValueError) as error:
        raise EnvelopeError(f"no canonical form: {error}") from error


def seal(
    tip: Tip,
    *,
    office: str,
    day: str,
    incarnation: str,
    kind: str,
    v: int,
    at: Moment,
    body: Mapping[str, Any],
) -> Envelope:
    """The next envelope of a chain that stands at `tip`. Raises EnvelopeError."""
    text = canonical(dict(body)).decode("utf-8")
    wall = to_ms(at.wall)
    open_ = Envelope(office, day, incarnation, tip.n + 1, kind, v, wall, at.boot, at.mono_ms, text, "")
    return replace(open_, h=chained(tip.h, open_))


def to_ms(wall: float) -> float:
    """Seconds to the millisecond, so that a second reads the same in every export."""
    return round(float(wall), 3)


def chained(before: str, envelope: Envelope) -> str:
    """The hash of an envelope that follows the hash `before`.

    Raises ValueError, TypeError or AttributeError on damaged values.
    """
    head = {name: getattr(envelope, name) for name in FIELDS if name not in ("body", "h")}
    # "body" sorts first, and goes in as its stored text: also a change that leaves its meaning alone is found
    whole = b'{"body":' + envelope.body.encode("utf-8") + b"," + canonical(head)[1:]
    return hashlib.sha256(bytes.fromhex(before) + whole).hexdigest()


def verify(
    envelopes: Iterable[Envelope], cuts: Mapping[str, Tip] | None = None
) -> tuple[dict[str, Tip], list[Fault]]:
    """Checks each incarnation's chain, its events given in the order of their n.

    `cuts` says where a chain starts whose older events have been deleted. Gives where each chain stands, as
    far as it holds, and for each broken one its first bad event.
    """
    tips: dict[str, Tip] = dict(cuts or {})
    faults: dict[str, Fault] = {}
    for envelope in envelopes:
        key = envelope.incarnation
        if key in faults:
            continue
        tip = tips.get(key, Tip())
        what = _fault(tip, envelope)
        if what is None:
            tips[key] = Tip(envelope.n, envelope.h)
        else:
            faults[key] = Fault(key, tip.n + 1, what)
    return tips, list(faults.values())


def _fault(tip: Tip, envelope: Envelope) -> str | None:
    if envelope.n != tip.n + 1:
        return f"is missing; the next one is {envelope.n!r}"
    try:
        h = chained(tip.h, envelope)
    except (
        ValueError,
        TypeError,
        AttributeError,
    ):  # a flipped byte can leave text that is no Unicode, or bytes where text was
        return "cannot be read"
    return None if h == envelope.h else "has been changed"
