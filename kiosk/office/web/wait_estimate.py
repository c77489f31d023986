"""The promise for whoever stands at a kiosk: how long the whole visit usually takes, from the hall as it is now.

Asked before there is a ticket, and kept nowhere. Must not know how a forecast is made.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any, Final

from fastapi import APIRouter, Request

from kiosk.core.day.events import EventError, Recorded, TicketIssued, from_body
from kiosk.core.day.state import extend
from kiosk.core.queue.forecast import Range
from kiosk.office.app import Guarded, office_of
from kiosk.office.state.memory import Snapshot
from kiosk.office.web.responses import Json, body_of
from kiosk.protocol.validation import WireError, mapping

ASKED: Final = ("language", "party", "stops", "precedence", "interpreter")
MOST_STOPS: Final = 20

router = APIRouter(route_class=Guarded)


_SCHEMA: Final = {
    "type": "object",
    "required": ["language", "party", "stops"],
    "properties": {
        "language": {"type": "string"},
        "party": {"type": "integer"},
        "stops": {"type": "array", "items": {"type": "array"}},
        "precedence": {"type": "array", "items": {"type": "array"}},
        "interpreter": {"type": ["string", "null"]},
    },
}


@router.post(
    "/v1/promise",
    openapi_extra={"requestBody": {"required": True, "content": {"application/json": {"schema": _SCHEMA}}}},
)
async def promise(request: Request) -> Json:
    """How long the visit of an agenda usually takes, and almost surely, in whole minutes; null when nobody knows."""
    office = office_of(request)
    event = read_newcomer(await body_of(request))
    now, snapshot = office.now(), office.writer.snapshot
    minutes = None
    if _somebody_works(snapshot, event):
        finish = await office.forecaster.of_newcomer(with_newcomer(snapshot, event, now), event.visit)
        minutes = None if finish is None else _minutes(finish, now)
    return Json(minutes or {"usual": None, "surely": None}, headers={"Cache-Control": "no-store"})


def read_newcomer(document: object) -> TicketIssued:
    """A visit that may come. Raises WireError."""
    given = mapping(document, "the body")
    asked: dict[str, Any] = {name: given[name] for name in ASKED if name in given}
    try:
        event = from_body(
            TicketIssued.kind, TicketIssued.v, {"visit": secrets.token_hex(8), "ticket": "0", **asked}
        )
    except EventError as error:
        raise WireError(f"{error}.") from None
    if not isinstance(event, TicketIssued) or not 0 < len(event.stops) <= MOST_STOPS:
        raise WireError(f"`stops` must be 1 to {MOST_STOPS} stops.")
    if any(minutes < 0 or minutes > 1_000 for _, _, minutes in event.stops) or not 0 < event.party <= 99:
        raise WireError("`party` and the minutes of `stops` must be those of a visit.")
    return event


def with_newcomer(snapshot: Snapshot, event: TicketIssued, now: float) -> Snapshot:
    """The hall as if that visit had come just now."""
    day = snapshot.day
    return replace(snapshot, day=extend(day, (Recorded(event, day.day, now, day.order + 1),)))


def _somebody_works(snapshot: Snapshot, event: TicketIssued) -> bool:
    """The hall's forecast takes it that a clerk comes soon; a newcomer is promised nothing on that."""
    manned = {desk.station for desk in snapshot.day.desks.values() if desk.open}
    return all(station in manned for station, _, _ in event.stops)


def _minutes(finish: Range, now: float) -> dict[str, int]:
    return {"usual": max(0, int(finish.p50 - now)) // 60, "surely": -(-max(0, int(finish.p90 - now)) // 60)}
