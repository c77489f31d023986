"""Makes a run of envelopes that the wire can carry, whatever a failing disk has made of some of them.

A flipped byte must not hold up every ticket behind it: what cannot be sent as it is goes as a stand-in under its n,
named as damaged, so that the server keeps its place in the chain and flags it. Pure. Must not know where envelopes are
kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from kiosk.protocol.envelope import FIELDS, Envelope
from kiosk.protocol.errors import WireError
from kiosk.protocol.push import check_sendable

STAND_IN: Final = "event.damaged"
"""The kind of a stand-in: unknown to every fold, which skips it."""


def mend(
    office: str, day: str, incarnation: str, kept: Sequence[Envelope], first: int, last: int
) -> tuple[tuple[Envelope, ...], frozenset[int]]:
    """The envelopes of n = first to last, of those `kept`, and the n of those that are stand-ins.

    `office` and `day` are what a stand-in says where its own cannot be read.
    """
    by_n = {envelope.n: envelope for envelope in kept}
    run: list[Envelope] = []
    bad: set[int] = set()
    for n in range(first, last + 1):
        envelope = by_n.get(n)
        if envelope is None or not sendable(envelope):
            template = run[-1] if run else next((each for each in kept if sendable(each)), None)
            envelope = _stand_in(envelope, template, office, day, incarnation, n)
            bad.add(n)
        run.append(envelope)
    return tuple(run), frozenset(bad)


def sendable(envelope: Envelope) -> bool:
    """Whether the wire carries it; its hash is not checked."""
    try:
        check_sendable(envelope)
    except (WireError, ValueError, TypeError, AttributeError, RecursionError):
        return False
    return True


def _stand_in(
    damaged: Envelope | None, template: Envelope | None, office: str, day: str, incarnation: str, n: int
) -> Envelope:
    """What can still be read of a damaged event, with its neighbour's values for the rest."""
    # the same each time it is sent, or a repeated push would look like another event under the same n
    h = hashlib.sha256(f"{incarnation} {n}".encode()).hexdigest()
    empty = Envelope(office, day, incarnation, n, STAND_IN, 0, 0.0, "unknown", 0, "{}", h)
    base = empty
    if template is not None:
        base = replace(
            empty, day=template.day, wall=template.wall, boot=template.boot, mono_ms=template.mono_ms
        )
    if damaged is None:
        return base
    readable: dict[str, Any] = {
        name: getattr(damaged, name)
        for name in FIELDS
        if name not in ("n", "incarnation") and sendable(replace(base, **{name: getattr(damaged, name)}))
    }
    return replace(base, **readable)
