"""What the paper ticket says, as plain frozen data: drawn by `kiosk.ui.ticket.render`, filled by `ticket_page`."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.present.shared.bilingual import BothWords


@dataclass(frozen=True, slots=True)
class TicketErrand:
    pictogram: str
    words: BothWords


@dataclass(frozen=True, slots=True)
class TicketStop:
    station: str
    letter: str
    agency: BothWords
    people: str  # pictogram of who must come; "" where one person is enough
    errands: tuple[TicketErrand, ...]
    bring: tuple[str, ...]  # pictograms of the papers to show; `TicketPage.legend` names them


@dataclass(frozen=True, slots=True)
class TicketGroup:
    kind: str  # first | any | last
    label: BothWords  # own is "" where the line does not fork
    stops: tuple[TicketStop, ...]


@dataclass(frozen=True, slots=True)
class TicketLater:
    pictogram: str
    headline: BothWords
    items: tuple[TicketErrand, ...]


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
    later: tuple[TicketLater, ...]  # come back; then not today
    ask_us: BothWords
    show: BothWords  # heading of the legend
    legend: tuple[TicketErrand, ...] = ()  # each paper, and who must come, once
    phone: BothWords | None = None  # beside the QR
    qr: tuple[str, ...] = ()  # rows of "0" and "1"
    interpreter: BothWords | None = None
