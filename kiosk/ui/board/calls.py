"""What the board remembers of the calls: who has the band and for how long, who has just been. Pure.

The public view says who is called now; a person who stands up at once is gone from it before others have
read the number. So a call keeps the band at least `BAND_S`, also when the visitor has come; calls that
arrive meanwhile stand below at once and take the band in their turn. Seconds are passed in. Must not know
words or the screen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from kiosk.core.views import PublicCall, PublicView
from kiosk.present.board import Call, Standing

BAND_S: Final = 20.0
ROWS: Final = 3
NEAR: Final = 5
RECENT: Final = 3
BESIDE: Final = 3
"""So many asked near leave room for the recent: where there are more, the recent give way."""
RECENT_S: Final = 600.0
"""Who was called longer ago has come, or asks in reception."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What the board knows. `standing` and `near` are the last view's, latest first."""

    day: str = ""
    closed: bool = False
    standing: tuple[Call, ...] = ()
    near: tuple[Call, ...] = ()
    waiting: tuple[tuple[str, int], ...] = ()
    shut: tuple[str, ...] = ()  # stations closed for the rest of the day
    band: Call | None = None
    band_until: float = 0.0
    turn: tuple[Call, ...] = ()  # those that have not had the band yet, first called first
    gone: tuple[tuple[Call, float], ...] = ()  # who has come or was given up, and when; latest first


def seen(memory: Memory, view: PublicView, at: float) -> tuple[Memory, tuple[Call, ...]]:
    """The memory after a view of the office, and the calls that are new: these are announced.

    A board that has just started announces nobody.
    """
    first = memory.day != view.day
    if first:
        memory = Memory(day=view.day)
    called = tuple(_call(each) for each in view.calls if not each.near)
    new = () if first else tuple(call for call in reversed(called) if call not in memory.standing)
    tickets = {call.ticket for call in called}
    ended = tuple(
        (call, at)
        for call in memory.standing
        if call.ticket not in tickets and call.ticket not in {each.ticket for each, _ in memory.gone}
    )
    band, until = memory.band, memory.band_until
    if band is not None and band not in called and band.ticket in tickets:
        until = at  # called again, perhaps to another desk: the old address must not stay
    memory = replace(
        memory,
        closed=view.closed,
        standing=called,
        near=tuple(_call(each) for each in view.calls if each.near),
        waiting=view.waiting,
        shut=view.shut,
        band_until=until,
        turn=(*(call for call in memory.turn if call in called), *new),
        gone=tuple(pair for pair in (*ended, *memory.gone) if pair[0].ticket not in tickets),
    )
    if memory.closed:
        memory = Memory(day=memory.day, closed=True)
        new = ()
    return passed(memory, at), new


def passed(memory: Memory, at: float) -> Memory:
    """The memory when some time has passed: who has had the band long enough gives it to the next in turn."""
    gone = tuple((call, when) for call, when in memory.gone if at - when < RECENT_S)
    memory = memory if gone == memory.gone else replace(memory, gone=gone)
    if memory.band is not None and at < memory.band_until:
        return memory
    if memory.turn:
        band, *rest = memory.turn
        return replace(memory, band=band, band_until=at + BAND_S, turn=tuple(rest))
    if memory.band in memory.standing:
        return memory
    if (
        memory.standing
    ):  # nobody new: the latest who has not come yet; whoever is called next may have it at once
        first = memory.band is None and memory.band_until == 0.0
        return replace(memory, band=memory.standing[0], band_until=at + BAND_S if first else at)
    return memory if memory.band is None else replace(memory, band=None)


def standing(memory: Memory) -> Standing:
    """What is on the board now. Nobody who is called is left out: who has no row stands among the recent."""
    others = tuple(call for call in memory.standing if call != memory.band)
    shown = {call.ticket for call in (*others[:ROWS], *((memory.band,) if memory.band else ()))}
    past = (*others[ROWS:], *(call for call, _ in memory.gone))
    return Standing(
        memory.band,
        others[:ROWS],
        memory.near[:NEAR],
        tuple(call for call in past if call.ticket not in shown)[
            : RECENT if len(memory.near) <= BESIDE else 0
        ],
        memory.waiting,
        memory.closed,
        memory.shut,
    )


def _call(call: PublicCall) -> Call:
    return Call(call.ticket, call.station, call.desk, call.since, call.language)
