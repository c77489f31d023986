"""The tickets of a journal as rows: written in the append transaction, and the same again from the events.

Pure: the store and the rebuild use this one function, so they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from kiosk.core.day.events import Recorded, TicketIssued, TicketNotPrinted, TicketPrinted
from kiosk.journal.numbers import TicketNumber, parse


@dataclass(frozen=True, slots=True)
class TicketRow:
    """One ticket. `paper` is "pending" (nothing known), "printed", "low_paper" (printed, refill), or the
    state of the printer that did not print it."""

    visit: str
    day: str  # ISO date of the office day
    ticket: str
    series: int
    number: int
    language: str
    issued: float  # seconds since the epoch
    paper: str = "pending"


def project(recorded: Recorded, row_of: Callable[[str], TicketRow | None]) -> TicketRow | None:
    """The ticket's row after an event; None when it changes none. `row_of(visit)` is the row so far."""
    event = recorded.event
    if isinstance(event, TicketIssued):
        if row_of(event.visit) is not None:
            return None  # a visit has one ticket: the first
        number = parse(event.ticket) or TicketNumber(0, 0)
        return TicketRow(
            event.visit, recorded.day, event.ticket, number.series, number.number, event.language, recorded.at
        )
    if isinstance(event, TicketPrinted | TicketNotPrinted):
        row = row_of(event.visit)
        if row is None:
            return None
        if isinstance(event, TicketPrinted):
            return replace(row, paper="low_paper" if event.low_paper else "printed")
        return replace(row, paper=event.state)
    return None
