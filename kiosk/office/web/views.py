"""Routes of the views: a view now, or live as server-sent events.

A live view is sent at once and then whenever it changes, at most every 50 ms: `event: view`, `id:` the place in the
server's order, `data:` the view's JSON. Every 10 s a comment is sent as a heartbeat; for reception the view itself,
because the age of devices' signs of life changes with time. A client that gets no line for 25 s treats the server as
away and connects again. Must not know what a view holds.
"""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import StreamingResponse
from fastapi.routing import APIRouter

from kiosk.office.access import check_station
from kiosk.office.context import Guarded, OfficeContext, office_of, principal_of
from kiosk.office.serving import serialisers
from kiosk.office.serving.feeds import view_events
from kiosk.office.serving.serialisers import View
from kiosk.office.web.contract import EVENT_STREAM, speaks
from kiosk.office.web.responses import NO_STORE, Json
from kiosk.protocol.api import API, Failure
from kiosk.protocol.errors import WireError
from kiosk.protocol.views import PublicDocument, ReceptionDocument, StationDocument, TicketDocument

UNKNOWN = {404: Failure}

router = APIRouter(prefix=API, route_class=Guarded)


@router.get("/views/public")
@speaks(answer=PublicDocument)
async def view_public(request: Request) -> Json:
    """Calls, and how many wait at each station."""
    return _now(office_of(request), serialisers.public)


@router.get("/views/station/{station}")
@speaks(answer=StationDocument, refusals=UNKNOWN)
async def view_station(request: Request, station: str) -> Json:
    """One station's desks and visitors."""
    return _now(office_of(request), _station(request, station))


@router.get("/views/reception")
@speaks(answer=ReceptionDocument)
async def view_reception(request: Request) -> Json:
    """The whole hall, every visit, every device."""
    return _now(office_of(request), _reception(office_of(request)))


@router.get("/views/ticket/{token}")
@speaks(answer=TicketDocument, refusals=UNKNOWN)
async def view_ticket(request: Request, token: str) -> Json:
    """One visit, for the holder of its ticket; 404 for any token that is not of today."""
    return _now(office_of(request), serialisers.ticket(token, office_of(request).forecasts))


@router.get("/live/public")
@speaks(answer=PublicDocument, media_type=EVENT_STREAM)
async def live_public(request: Request) -> StreamingResponse:
    """The public view, whenever it changes."""
    return _live(request, "public", serialisers.public)


@router.get("/live/station/{station}")
@speaks(answer=StationDocument, refusals=UNKNOWN, media_type=EVENT_STREAM)
async def live_station(request: Request, station: str) -> StreamingResponse:
    """A station's view, whenever it changes."""
    return _live(request, f"station {station}", _station(request, station))


@router.get("/live/reception")
@speaks(answer=ReceptionDocument, media_type=EVENT_STREAM)
async def live_reception(request: Request) -> StreamingResponse:
    """Reception's view, whenever it changes and every ten seconds."""
    return _live(request, "reception", _reception(office_of(request)), refresh=True)


@router.get("/live/ticket/{token}")
@speaks(answer=TicketDocument, refusals=UNKNOWN, media_type=EVENT_STREAM)
async def live_ticket(request: Request, token: str) -> StreamingResponse:
    """A ticket's view, whenever it changes; ends with its day."""
    return _live(request, f"ticket {token}", serialisers.ticket(token, office_of(request).forecasts))


def _station(request: Request, station: str) -> View:
    office = office_of(request)
    check_station(principal_of(request), station)
    if office.writer.config.office.station(station) is None:
        raise WireError(f"This office has no station {station[:40]}.", "unknown_station", 404)
    return serialisers.station(station, office.forecasts)


def _reception(office: OfficeContext) -> View:
    return serialisers.reception(office.presence, office.forecasts, office.writer.config)


def _now(office: OfficeContext, view: View) -> Json:
    document = view(office.writer.snapshot, office.now())
    if document is None:
        raise WireError("There is no such ticket today.", "not_found", 404)
    return Json(document, headers=NO_STORE)


def _live(request: Request, name: str, view: View, *, refresh: bool = False) -> StreamingResponse:
    office, principal = office_of(request), principal_of(request)
    if view(office.writer.snapshot, office.now()) is None:
        raise WireError("There is no such ticket today.", "not_found", 404)
    return StreamingResponse(
        view_events(office.notifier, name, view, refresh=refresh, admitted=lambda: office.admits(principal)),
        media_type=EVENT_STREAM,
        headers={**NO_STORE, "X-Accel-Buffering": "no"},
    )
