"""Streams: what of a push is new, what does not fit, when it happened, and on which office day it counts. Pure.

A stream is taken only contiguously, and taking it twice does no harm. Facts that make no sense are taken and
flagged: refusing one would hold up everything behind it. Must not know how events are kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from kiosk.core.day.events import Moment
from kiosk.protocol.envelope import Envelope, Tip, chained
from kiosk.protocol.errors import WireError
from kiosk.protocol.push import Push, PushRefused, PushRefusedError

BELIEVABLE: Final = 1_767_225_600.0
"""The start of 2026: a wall clock that tells less has lost its battery."""
START: Final = Tip()
LATE_S: Final = 60.0
"""Older than this at its arrival, an event is flagged late: staff may have seen an empty queue."""


@dataclass(frozen=True, slots=True)
class EventStream:
    """One incarnation's events as the server has them. `queued_at` is of the last one."""

    incarnation: str
    device: str
    tip: Tip = START
    cut: Tip = START
    queued_at: float = 0.0


@dataclass(frozen=True, slots=True)
class Taken:
    """The new events of a push. `start`: where the chain goes on, after a cut of the device's own.
    `damaged`: of these n the hash does not fit."""

    events: tuple[Envelope, ...]
    start: Tip
    damaged: frozenset[int]


def take(push: Push, tip: Tip, kept: Callable[[int], str | None]) -> Taken:
    """What is new in a push, for a stream that stands at `tip`.

    `kept(n)` is the hash of an event that the server has, None when it has been deleted. Raises PushRefusedError,
    and WireError with the code "damaged".
    """
    first = push.events[0].n
    if push.cut is not None and push.cut.n > tip.n and first == push.cut.n + 1:
        tip = push.cut
    if first > tip.n + 1:
        raise _behind(tip, fork=False)
    if first == tip.n + 1 and tip.n and push.before is not None and push.before != tip.h:
        raise _behind(tip, fork=True)
    for envelope in push.events:
        if envelope.n <= tip.n and kept(envelope.n) not in (None, envelope.h):
            raise _behind(tip, fork=True)
    # with the event before it compared, what does not chain is damaged; else it may be another history
    compared = tip.n == 0 or first <= tip.n or push.before is not None
    new = tuple(envelope for envelope in push.events if envelope.n > tip.n)
    h, damaged = tip.h, set[int]()
    for envelope in new:
        if chained(h, envelope) != envelope.h:
            if envelope.n in push.damaged:
                damaged.add(envelope.n)
            elif envelope.n == tip.n + 1 and not compared:
                raise _behind(tip, fork=True)
            else:
                raise WireError(
                    f"Event {envelope.n} does not have the hash it says.", "damaged", 422, n=envelope.n
                )
        h = envelope.h
    return Taken(new, tip, frozenset(damaged))


def _behind(tip: Tip, *, fork: bool) -> PushRefusedError:
    """Nothing of a push fits: a gap, or a fork."""
    sentence = (
        f"The server has another event under n {tip.n} or before: start a new incarnation."
        if fork
        else f"The next event must have n {tip.n + 1}."
    )
    return PushRefusedError(PushRefused(tip.n + 1, tip.h, fork, "fork" if fork else "gap", sentence))


def happened_at(event: Envelope, sender: Moment, received: float, after: float) -> float:
    """When an event happened by the server's clock: within one boot of its device from its age on the monotonic
    clock, else from the difference of the wall clocks; never before the stream's event before it (`after`, 0 for
    none), never after its arrival."""
    if event.boot == sender.boot:
        at = received - (sender.mono_ms - event.mono_ms) / 1000
    elif event.wall < BELIEVABLE:
        at = after or received  # it lost its battery: all we know is the order
    elif sender.wall < BELIEVABLE:
        at = event.wall
    else:
        at = received - (sender.wall - event.wall)
    return min(received, max(after, at))


def counted_day(day: str, happened: str, today: str) -> str:
    """The office day on which an event counts: its own, as its device says. What happened today counts today,
    whatever a wrong clock made of it, because the visitor stands in the hall."""
    return day if day < today and happened < today else today
