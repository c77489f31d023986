"""Events: the immutable facts and decisions of which an office day is the fold.

Each kind is one frozen dataclass with a `kind` and a version `v`; `to_body`/`from_body` turn it into plain
JSON values and back. The envelope (who, when, order, hash) is the journal's business. Unknown kinds stay
unread.
No event holds a name, a number of a person, an address, a status or an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from types import NoneType, UnionType
from typing import Any, ClassVar, Final, Protocol, get_args, get_origin, get_type_hints

from kiosk.core.day.lifecycle import Verb


class EventError(ValueError):
    """An event's body does not have the form its kind and version ask for."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happened, by every clock that helps: seconds since the epoch (wall),
    an id of this boot, and milliseconds since it (monotonic). Order never comes from these."""

    wall: float
    boot: str
    mono_ms: int


class Clock(Protocol):
    """Tells the moment. The core only names what it is given; `kiosk.devices.clock` has real ones."""

    def now(self) -> Moment: ...


@dataclass(frozen=True, slots=True)
class TicketIssued:
    """A visit begins: its ticket and agenda. The journal fills in `ticket` when it commits."""

    kind: ClassVar[str] = "ticket.issued"
    v: ClassVar[int] = 1
    visit: str
    ticket: str  # digits only: series and three digits of the office day
    language: str  # BCP 47
    party: int
    stops: tuple[tuple[str, tuple[str, ...], int], ...]  # station, errands, minutes
    precedence: tuple[tuple[str, str, str], ...] = ()
    come_back: tuple[str, ...] = ()
    not_today: tuple[tuple[str, str], ...] = ()  # errand, why
    interpreter: str | None = None  # language of the interpreter wanted
    private_help: bool = False
    token_hash: str | None = None  # sha256 of the phone page's token; the token itself is only on the paper
    children: int = 0  # of the party
    unlocks: tuple[str, ...] = ()  # errands that may follow after the come-back
    # the path that a desk adds when its meeting shows that the permit is granted
    permit_stops: tuple[tuple[str, tuple[str, ...], int], ...] = ()
    permit_precedence: tuple[tuple[str, str, str], ...] = ()
    permit_come_back: tuple[str, ...] = ()
    permit_unlocks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TicketPrinted:
    """The paper came out, as far as the printer says. `low_paper`: staff should refill."""

    kind: ClassVar[str] = "ticket.printed"
    v: ClassVar[int] = 1
    visit: str
    low_paper: bool = False


@dataclass(frozen=True, slots=True)
class TicketNotPrinted:
    """The ticket is valid, the paper did not come. `state` is a printer state's name."""

    kind: ClassVar[str] = "ticket.not_printed"
    v: ClassVar[int] = 1
    visit: str
    state: str


@dataclass(frozen=True, slots=True)
class CheckinEnded:
    """How a check-in ended, without visit id: for the quality of the kiosk, never about a person."""

    kind: ClassVar[str] = "checkin.ended"
    v: ClassVar[int] = 1
    language: str | None
    minutes: int
    last_screen: str
    outcome: str  # ticket | staff | start_over | timeout | failed
    dropped: int = 0  # errands dropped as already done


@dataclass(frozen=True, slots=True)
class StopMoved:
    """A verb of a stop's life happened: call, recall, start, finish ... (see `lifecycle`)."""

    kind: ClassVar[str] = "stop.moved"
    v: ClassVar[int] = 1
    visit: str
    station: str
    verb: str
    desk: int | None = None
    outcome: str | None = None  # of a finish: done | wrong_place | papers_missing | come_back
    refer_to: tuple[str, tuple[str, ...], int] | None = None  # station, errands, minutes of a referral
    # of a call and a pre-call, since a program that does not know these fields loses nothing by it:
    by: str | None = None  # rule | check_in | clerk
    why: tuple[tuple[str, int], ...] = ()  # what counted, most important first, in seconds of waiting
    overtakes: int = 0  # how many who came earlier could have been called instead

    def __post_init__(self) -> None:
        if self.verb not in Verb.__members__.values():
            raise EventError(f"stop.moved has no verb {self.verb!r}")


@dataclass(frozen=True, slots=True)
class VisitLeft:
    kind: ClassVar[str] = "visit.left"
    v: ClassVar[int] = 1
    visit: str
    why: str = "left"  # left | day_ended


@dataclass(frozen=True, slots=True)
class VisitPrioritised:
    """Reception gives priority, for a reason that is a code and no diagnosis; None takes it back."""

    kind: ClassVar[str] = "visit.prioritised"
    v: ClassVar[int] = 1
    visit: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class StationClosed:
    """An agency has gone home: nobody is called there any more today, whoever waited comes back another day."""

    kind: ClassVar[str] = "station.closed"
    v: ClassVar[int] = 1
    station: str


@dataclass(frozen=True, slots=True)
class StationOpened:
    """It has come back after all. Whoever was sent away stays so."""

    kind: ClassVar[str] = "station.opened"
    v: ClassVar[int] = 1
    station: str


@dataclass(frozen=True, slots=True)
class InterpretersCounted:
    """So many interpreters of a language are in the house from now on, at work or free."""

    kind: ClassVar[str] = "interpreters.counted"
    v: ClassVar[int] = 1
    language: str
    count: int


@dataclass(frozen=True, slots=True)
class DeskOpened:
    kind: ClassVar[str] = "desk.opened"
    v: ClassVar[int] = 1
    desk: int
    station: str
    languages: tuple[str, ...] = ("sv",)


@dataclass(frozen=True, slots=True)
class DeskClosed:
    kind: ClassVar[str] = "desk.closed"
    v: ClassVar[int] = 1
    desk: int


@dataclass(frozen=True, slots=True)
class PathAdded:
    """The permit is granted: the desk added the stops that the ticket held for that case."""

    kind: ClassVar[str] = "path.added"
    v: ClassVar[int] = 1
    visit: str
    stops: tuple[tuple[str, tuple[str, ...], int], ...]  # station, errands, minutes
    precedence: tuple[tuple[str, str, str], ...] = ()
    come_back: tuple[str, ...] = ()
    unlocks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DayClosed:
    """Admission ends; what is unfinished ends as left (day ended)."""

    kind: ClassVar[str] = "day.closed"
    v: ClassVar[int] = 1


Event = (
    TicketIssued
    | TicketPrinted
    | TicketNotPrinted
    | CheckinEnded
    | StopMoved
    | VisitLeft
    | DeskOpened
    | DeskClosed
    | DayClosed
    | VisitPrioritised
    | StationClosed
    | StationOpened
    | InterpretersCounted
    | PathAdded
)

KINDS: Final[Mapping[str, type[Event]]] = {
    k.kind: k
    for k in (
        TicketIssued,
        TicketPrinted,
        TicketNotPrinted,
        CheckinEnded,
        StopMoved,
        VisitLeft,
        DeskOpened,
        DeskClosed,
        DayClosed,
        VisitPrioritised,
        StationClosed,
        StationOpened,
        InterpretersCounted,
        PathAdded,
    )
}


@dataclass(frozen=True, slots=True)
class Unread:
    """A stored event that this program cannot read: its kind or version is not known yet, or its body does
    not fit. It keeps its place in the order; the fold lists it and goes on."""

    kind: str
    v: int
    why: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event as the fold sees it: with its office day, the second it happened (wall, seconds since the
    epoch) and its place in the order."""

    event: Event | Unread
    day: str  # ISO date of the office day
    at: float
    order: int = field(default=0)


def to_body(event: Event) -> dict[str, Any]:
    """Plain JSON values; None and defaults of optional fields are kept, so that a body reads by itself."""
    return {f.name: _plain(getattr(event, f.name)) for f in fields(event)}


def from_body(kind: str, v: int, body: Mapping[str, Any]) -> Event | None:
    """The event of a stored body; None for a kind or version this program does not know yet.

    Raises EventError when a known kind's body does not fit.
    """
    cls = KINDS.get(kind)
    if cls is None or v > cls.v:
        return None
    fits = _FITS[cls]
    values: dict[str, Any] = {}
    for name, value in body.items():
        check = fits.get(name)
        if check is None:
            continue  # a later program's further field
        values[name] = given = _tuples(value)
        if not check(given):
            raise EventError(f"{kind} v{v}: {name} cannot be {value!r}")
    try:
        return cls(**values)
    except TypeError as error:
        raise EventError(f"{kind} v{v}: {error}") from error


def read(kind: str, v: int, body: Mapping[str, Any]) -> Event | Unread:
    """As `from_body`, for whoever must go on: what cannot be read is an `Unread`. Never raises."""
    try:
        event = from_body(kind, v, body)
    except EventError as error:
        return Unread(kind, v, str(error))
    return event if event is not None else Unread(kind, v, "not known to this program")


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return value


def _tuples(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_tuples(v) for v in value)
    return value


Check = Callable[[object], bool]


def _check(hint: Any) -> Check:
    """Whether a value has the type of a field, down to the items of its tuples."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin is UnionType:
        any_of = [_check(part) for part in parts]
        return lambda value: any(check(value) for check in any_of)
    if origin is tuple and parts[-1] is Ellipsis:
        item = _check(parts[0])
        return lambda value: isinstance(value, tuple) and all(map(item, value))
    if origin is tuple:
        items = [_check(part) for part in parts]
        return lambda value: (
            isinstance(value, tuple)
            and len(value) == len(items)
            and all(check(part) for check, part in zip(items, value, strict=True))
        )
    if hint is NoneType:
        return lambda value: value is None
    return lambda value: type(value) is hint  # a bool is no int here


def _checks(cls: type[Event]) -> dict[str, Check]:
    hints = get_type_hints(cls)
    return {f.name: _check(hints[f.name]) for f in fields(cls)}


_FITS: Final[Mapping[type[Event], Mapping[str, Check]]] = {cls: _checks(cls) for cls in KINDS.values()}
