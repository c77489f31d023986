"""What reception shows, as plain frozen data: the hall as lines, one ticket or station beside it, devices below.

Filled by `reception` and `receptionticket`. Every field is a word, a number or a name of a pictogram; where
things stand on the screen is the screen's business.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Chip:
    """A ticket on its lane. `kind`: next (called next), late (past the limit), late_next (both) or plain. `badge`:
    near (asked to come near) or risk (probably does not finish before closing)."""

    id: str  # the visit
    number: str
    minutes: int
    kind: str = "plain"
    badge: str = ""


@dataclass(frozen=True, slots=True)
class DeskCard:
    """A desk at the end of its lane. `mode`: serving | called | free | closed."""

    id: str
    number: str
    mode: str
    minutes: str = ""
    ticket: str = ""
    note: str = ""
    visit: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """One station: who waits, for how long, and its desks."""

    station: str
    agency: str
    waiting: str
    longest: str
    late: bool
    closed: bool  # not open today
    chips: tuple[Chip, ...]
    desks: tuple[DeskCard, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that is a sentence: "26" and "tickets wait, 61 people"."""

    id: str
    number: str
    text: str
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """`mode`: ok | warning | away."""

    id: str
    text: str
    mode: str
    pictogram: str


@dataclass(frozen=True, slots=True)
class FoundTicket:
    """A ticket in a list: found by its number, of one station, or of those who have waited longest."""

    id: str
    number: str
    station: str
    text: str
    minutes: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class PanelFact:
    pictogram: str
    text: str
    warning: bool = False


@dataclass(frozen=True, slots=True)
class PanelStop:
    """A stop of the path. `mark`: done | now | ahead | off (left out, come back)."""

    id: str
    station: str
    agency: str
    text: str
    errands: str
    mark: str
    late: bool = False
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Past:
    """A line of the history."""

    id: str
    clock: str
    text: str


@dataclass(frozen=True, slots=True)
class ConfirmQuestion:
    """What is asked before something that cannot be taken back."""

    title: str
    text: str
    yes: str
    no: str
    pictogram: str = "warning"


@dataclass(frozen=True, slots=True)
class Action:
    """A button and the command it sends. `question`: asked first."""

    id: str
    kind: str
    text: str
    pictogram: str
    args: tuple[tuple[str, object], ...] = ()
    strong: bool = False
    question: ConfirmQuestion | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """The part beside the hall. `kind`: hall | station | desk | ticket."""

    kind: str
    title: str
    second: str = ""
    station: str = ""
    visit: str = ""
    facts: tuple[PanelFact, ...] = ()
    stops: tuple[PanelStop, ...] = ()
    reason: str = ""
    reason_pictogram: str = ""
    rows: tuple[FoundTicket, ...] = ()
    rows_empty: str = ""
    history_title: str = ""
    history: tuple[Past, ...] = ()
    actions: tuple[Action, ...] = ()
    back: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """What became of the last press."""

    text: str
    well: bool = True
    undo: str = ""  # a press that takes it back


@dataclass(frozen=True, slots=True)
class Looked:
    """What staff are looking at: at most one of visit, station and desk; a number being typed; a question."""

    visit: str = ""
    stop: str = ""
    station: str = ""
    desk: int | None = None
    typed: str = ""
    question: ConfirmQuestion | None = None
    notice: Notice | None = None
    choosing: str = ""  # the button whose choices are shown instead of all others


@dataclass(frozen=True, slots=True)
class ReceptionScreen:
    """The whole screen. `axis`: minutes at the end of the lanes."""

    language: str
    office: str
    clock: str
    panel: Panel
    lanes: tuple[Lane, ...] = ()
    figures: tuple[Figure, ...] = ()
    devices: tuple[DeviceLine, ...] = ()
    devices_title: str = ""
    axis: int = 60
    ticks: tuple[int, ...] = ()
    limit: int = 0
    first_tick: str = ""
    search_hint: str = ""
    typed: str = ""
    found: tuple[FoundTicket, ...] = ()
    found_none: str = ""
    other_language: str = ""
    hall_label: str = ""  # opens the panel of the whole hall where it is not always seen
    closed: str = ""  # the day is closed: said in the strip's place
    stale: str = ""
    notice: Notice | None = None
    question: ConfirmQuestion | None = None
    selected: str = field(default="")
