"""Made-up office days for the tests of the fold and its views."""

from __future__ import annotations

from typing import Any

from kiosk.catalogue.load import load_config, sample_office
from kiosk.core.day.events import Event, Recorded, StopMoved, TicketIssued
from kiosk.core.day.state import OfficeDay, fold
from kiosk.core.day.visits import Visit

CONFIG = load_config(sample_office("city"))
DAY = "2026-11-23"
HARD = ("SKV-REG", "FK-REG", "H")
LODGED = ("SKV-REG", "FK-REG", "L")
SOFT = ("SKV-REG", "FK-REG", "S")


def ticket(visit: str = "a", number: str = "2001", **changes: Any) -> TicketIssued:
    """A party of two for Skatteverket and Försäkringskassan."""
    values: dict[str, Any] = {
        "visit": visit,
        "ticket": number,
        "language": "ar",
        "party": 2,
        "stops": (("SKV", ("SKV-REG",), 20), ("FK", ("FK-REG", "FK-ACT"), 15)),
        **changes,
    }
    return TicketIssued(**values)


def moved(verb: str, station: str = "SKV", visit: str = "a", **changes: Any) -> StopMoved:
    return StopMoved(visit, station, verb, **changes)


def records(*events: Event, start: float = 0.0) -> list[Recorded]:
    """The events in this order, ten seconds apart."""
    return [Recorded(event, DAY, start + 10.0 * i, i + 1) for i, event in enumerate(events)]


def day_of(*events: Event) -> OfficeDay:
    return fold(DAY, records(*events))


def visit_after(*events: Event) -> Visit:
    """The visit "a" after its ticket and these events, none of which was odd."""
    day = day_of(ticket(), *events)
    assert day.oddities == ()
    return day.visits["a"]
