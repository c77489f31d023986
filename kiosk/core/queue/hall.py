"""The hall as the calling order sees it: who is in the house and for what, desks, interpreters, the rest of the day.

Times are whole seconds on one axis of the caller's choice. Frozen, and nothing in it tells how it was learnt.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

SLOWER: Final = 1500
"""Call and walk of who needs more time (priority, or a whole family), in thousandths of the usual."""
USUAL_LAG_S: Final = 60
USUAL_WALK_S: Final = 75
USUAL_SERVICE_S: Final = 900
INTERPRETER_FACTOR: Final = 1300
"""Service time with an interpreter, in thousandths of the time in a common language. Everything is said twice, but
papers and computers take as long as ever: an assumption (README of the scenarios) until offices have measured it."""
RESERVED_S: Final = 240
"""Seconds for which a pre-call reserves a visitor for one station. Then the visitor waits as before, so that a service
that takes longer than expected holds nobody back."""


def with_interpreter(seconds: int, factor: int = INTERPRETER_FACTOR) -> int:
    """Seconds of a service with an interpreter, from those in a common language."""
    return seconds * factor // 1000


class Order(StrEnum):
    """By what the next visitor is chosen."""

    RULE = "rule"
    CHECK_IN = "check_in"
    FIXED = "fixed"  # one station after the other, first come first served: for comparison only


class DeskActivity(StrEnum):
    """What a desk is doing."""

    FREE = "free"
    BUSY = "busy"
    BREAK = "break"
    CLOSED = "closed"  # no clerk, or not open yet


@dataclass(frozen=True, slots=True)
class Task:
    """One stop that a visit still has before it. `seconds` is expected service for the party; None: not known."""

    station: str
    seconds: int | None
    after: frozenset[str] = frozenset()  # stations that must have ended first (H, L)
    better_after: frozenset[str] = frozenset()  # stations that had better be first (S)
    language: bool = True  # the visitor's language matters here
    whole_family: bool = False  # everyone comes, so everyone must be gathered
    parked: bool = False  # held, missed: not to be called for now


@dataclass(frozen=True, slots=True)
class WaitingVisit:
    """A visit of today that has not ended. `free_at` is None while it is at a desk."""

    visit: str
    since: int  # check-in
    tasks: tuple[Task, ...]  # what is still to be done, without the one at a desk
    language: str | None = None  # special: spoken by the clerk or through an interpreter
    priority: bool = False
    free_at: int | None = 0
    near: str | None = None  # asked to come near to this station
    near_since: int = 0
    party: int = 1


@dataclass(frozen=True, slots=True)
class HallDesk:
    number: int
    station: str
    at: DeskActivity = DeskActivity.FREE
    languages: frozenset[str] = frozenset()  # special ones
    opens: int | None = None
    closes: int | None = None  # nothing starts from then; None: goes on until the hall is empty
    break_from: int | None = None  # still to come
    break_s: int = 0
    visit: str | None = None  # while busy
    started: int = 0  # when that service began, or will when the visitor has come
    seconds: int | None = None  # expected service of who is served
    interpreter: str | None = None  # the language of an interpreter of the pool, while busy
    back_at: int | None = None  # while on a break


@dataclass(frozen=True, slots=True)
class VisitorKind:
    """What a visitor yet to come may want; drawn by chance."""

    tasks: tuple[Task, ...]
    language: str | None = None
    priority: bool = False


@dataclass(frozen=True, slots=True)
class Coming:
    """Whom the rest of the day may bring. Shares in thousandths."""

    kinds: tuple[VisitorKind, ...] = ()
    walk_ins: tuple[tuple[int, int, int], ...] = ()  # from, to, thousandths of a visitor expected
    booked: tuple[int, ...] = ()  # times agreed on
    no_show: int = 100  # of the booked
    lateness_s: int = 360  # of the booked, as a standard deviation
    until: int | None = None  # nobody is let in later


def _nothing() -> Mapping[str, int]:
    return {}


@dataclass(frozen=True, slots=True)
class HallState:
    """Everything a choice or a forecast depends on."""

    now: int
    visits: tuple[WaitingVisit, ...]  # in the order of check-in
    desks: tuple[HallDesk, ...]
    interpreters: Mapping[str, int] = field(default_factory=_nothing)
    """Free ones by language. A language that is not named has as many as are wanted, by telephone."""
    lag: Mapping[str, int] = field(default_factory=_nothing)  # call to start, by station
    walk: Mapping[str, int] = field(default_factory=_nothing)  # from a station to the next
    interpreter_factor: int = INTERPRETER_FACTOR
    pace: int = 1000  # today's services against what is expected, in thousandths
    doubt: int = 0  # how unsure the pace is, as a standard deviation in thousandths
    spread: int = 600  # standard deviation of a service, in thousandths of its mean
    pre_call: bool = False  # the next visitor is asked near before a desk is free
    coming: Coming = Coming()
    closing: int | None = None  # who has not finished by then is at risk
