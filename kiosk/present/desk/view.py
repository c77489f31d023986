"""What the desk page says, as plain frozen data: filled by `desk`, shown by the office's web pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.core.day.state import DeskState
from kiosk.core.office_config import OfficeConfig
from kiosk.core.views import StationVisitor
from kiosk.present.shared.web import Destination, OtherLanguage, Trouble


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a clerk sits, as the page's address says."""

    station: str
    desk: int


@dataclass(frozen=True, slots=True)
class AtDesk:
    """Who is called to the desk or served there; `since` in the office's own time."""

    visitor: StationVisitor
    since: datetime
    calls: int


@dataclass(frozen=True, slots=True)
class Next:
    """Whom the office would call to this desk, or ask near to it while it has a visitor; and why."""

    visit: str
    by: str
    why: tuple[tuple[str, int], ...] = ()
    last: bool = False  # nothing else is left of that visit


@dataclass(frozen=True, slots=True)
class DeskScene:
    """What the page is made of. `desk` is None before it was ever opened today."""

    config: OfficeConfig
    seat: Seat
    now: datetime
    closed: bool
    desk: DeskState | None
    at_desk: AtDesk | None
    visitors: tuple[StationVisitor, ...]
    languages: tuple[str, ...]  # the clerk's, for a desk that is to be opened
    next: Next | None = None
    near_full: bool = False  # as many are asked near as the station has desks


@dataclass(frozen=True, slots=True)
class Press:
    """A button: the command it sends, with its arguments beyond the desk."""

    kind: str
    text: str
    pictogram: str
    args: tuple[tuple[str, str], ...] = ()
    strong: bool = False


@dataclass(frozen=True, slots=True)
class DeskFact:
    pictogram: str
    text: str


@dataclass(frozen=True, slots=True)
class DeskErrand:
    pictogram: str
    text: str
    detail: str


@dataclass(frozen=True, slots=True)
class Served:
    """The visitor at the desk."""

    visit: str
    ticket: str
    ticket_label: str
    state: str
    since: str
    facts: tuple[DeskFact, ...]
    errands: tuple[DeskErrand, ...]


@dataclass(frozen=True, slots=True)
class QueueRow:
    """`is_next`: called next, or asked near and reserved."""

    ticket: str
    lines: tuple[str, ...]
    is_next: bool = False
    press: Press | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class QueueGroup:
    heading: str
    rows: tuple[QueueRow, ...]


@dataclass(frozen=True, slots=True)
class Referral:
    """One errand of another station to which a visitor can be sent on."""

    value: str  # station and errand
    pictogram: str
    text: str


@dataclass(frozen=True, slots=True)
class ReferralStation:
    gate: Destination
    agency: str
    errands: tuple[Referral, ...]


@dataclass(frozen=True, slots=True)
class ReferPanel:
    """Where to send the visitor on; the two presses also say how it went here."""

    heading: str
    stations: tuple[ReferralStation, ...]
    presses: tuple[Press, ...]
    back: str


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    code: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A desk that is not open: in what languages it is to be."""

    heading: str
    label: str
    languages: tuple[LanguageChoice, ...]


@dataclass(frozen=True, slots=True)
class DeskPage:
    """`mode`: open (to be opened), free, called, serving, refer or day_closed."""

    language: str
    title: str
    mode: str
    gate: Destination
    agency: str
    desk: str
    headline: str  # when nobody is at the desk
    detail: str
    served: Served | None
    main: Press | None
    others: tuple[Press, ...]
    refer_link: str  # "" where nobody can be sent on
    refer: ReferPanel | None
    form: OpenForm | None
    queue_label: str
    queue: tuple[QueueGroup, ...]
    waiting: str
    privacy: str
    change: str
    rest: Press | None
    other: OtherLanguage
    trouble: Trouble
    unsent: str


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A station and the desks the office's settings give it."""

    station: str
    gate: Destination
    agency: str
    desks: tuple[tuple[int, str], ...]  # number, spoken name


@dataclass(frozen=True, slots=True)
class ChoosePage:
    language: str
    title: str
    heading: str
    office: str
    rows: tuple[SeatRow, ...]
    other_heading: str
    agency_label: str
    number_label: str
    go: str
    other: OtherLanguage
