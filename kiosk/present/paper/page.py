"""What the paper ticket says, as plain frozen data: drawn by `kiosk.ui.ticket.render`, filled by `ticket_page`."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.present.shared.bilingual import BothWords


@dataclass(frozen=True, slots=True)
class TicketErrand:
    """A thing to do, or what a pictogram means. `station` "": without a sign."""

    pictogram: str
    words: BothWords
    station: str = ""


@dataclass(frozen=True, slots=True)
class LegendItem:
    """What a pictogram means, in the visitor's language: staff know the papers that they ask for."""

    pictogram: str
    words: str


@dataclass(frozen=True, slots=True)
class TicketStop:
    station: str
    letter: str
    agency: BothWords
    people: str  # pictogram of who must come; "" where one person is enough
    errands: tuple[TicketErrand, ...]
    bring: tuple[
        tuple[str, ...], ...
    ]  # pictograms of papers to show, alternatives together; the legend names them


@dataclass(frozen=True, slots=True)
class TicketGroup:
    kind: str  # first | any | last
    label: str  # "" where the line does not fork
    stops: tuple[TicketStop, ...]


@dataclass(frozen=True, slots=True)
class TicketLater:
    pictogram: str
    headline: BothWords
    items: tuple[TicketErrand, ...]


@dataclass(frozen=True, slots=True)
class TicketSlip:
    """The part to tear off and keep for another day. It names the office, as the ticket does."""

    hours: tuple[BothWords, ...]  # of the office, days with the same hours together
    later: tuple[TicketLater, ...]  # come back; then not today


@dataclass(frozen=True, slots=True)
class TicketPage:
    """Everything on the paper. No status, no reason, no name, no times but when it was taken, no ordinals."""

    office: str  # "Mötesplats Ekeby"
    taken: str  # "21 nov 2026 · 09:44"
    reprint: str  # "ny utskrift" or ""
    number: str
    language: str
    rtl: bool
    script: str
    first: BothWords  # "First: Migrationsverket" for the black block; own is "" when the order is free
    groups: tuple[TicketGroup, ...]
    ask_us: str
    show: str = ""  # heading of the legend
    legend: tuple[LegendItem, ...] = ()  # each paper, and who must come, once
    phone: str = ""  # beside the QR
    qr: tuple[str, ...] = ()  # rows of "0" and "1"
    interpreter: str = ""
    slip: TicketSlip | None = None
