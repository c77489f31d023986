"""Routes of the API: pairing, streams of events, commands, health, metrics.

Thin: a route reads a message, gives a task to the writer, and answers. Must not know how anything is decided or kept.
"""

from __future__ import annotations

from typing import Final

from fastapi import Request, Response
from fastapi.routing import APIRouter

from kiosk import __version__
from kiosk.office.access import device_of
from kiosk.office.context import Guarded, OfficeContext, office_of, principal_of
from kiosk.office.handlers import commands, pairing, pushes
from kiosk.office.serving import serialisers
from kiosk.office.serving.metrics import CONTENT_TYPE, exposition
from kiosk.office.state.devices import CODE_S
from kiosk.office.web.contract import speaks
from kiosk.office.web.openapi import document_of
from kiosk.office.web.responses import NO_STORE, Json, asked, body_of
from kiosk.protocol.api import API, Failure, Health, version_of
from kiosk.protocol.commands import CommandBody, CommandResult, read_command
from kiosk.protocol.errors import WireError
from kiosk.protocol.pairing import AskCode, AskHello, AskPair, CodeGiven, DeviceRevoked, Paired, Welcome
from kiosk.protocol.push import PushBody, Pushed, PushRefused, StreamTip, read_push
from kiosk.protocol.views import DeviceListDocument

PUSH_ROUTE: Final = f"{API}/streams/{{incarnation}}/events"

router = APIRouter(route_class=Guarded)


@router.post(f"{API}/pair")
@speaks(request=AskPair, answer=Paired, refusals={409: Failure, 429: Failure})
async def pair(request: Request) -> Json:
    """Exchanges a one-use code for a device's token."""
    office, ask = office_of(request), await asked(request, AskPair)
    return Json(await office.writer.do(pairing.pair(ask.code, ask.incarnation, office.tries)))


@router.post(f"{API}/pairings")
@speaks(request=AskCode, answer=CodeGiven)
async def give_code(request: Request) -> Json:
    """Gives a code for a device to come: one use, valid for ten minutes or the hours asked for."""
    ask = await asked(request, AskCode)
    valid_s = CODE_S if ask.hours is None else ask.hours * 3600
    code = await office_of(request).writer.do(pairing.give_code(ask.role, ask.place, ask.desk, valid_s))
    return Json(code, headers=NO_STORE)


@router.get(f"{API}/devices")
@speaks(answer=DeviceListDocument)
async def devices(request: Request) -> Json:
    """Every device, with its last sign of life; also those whose token has ended."""
    office = office_of(request)
    return Json(serialisers.device_list(office.writer.snapshot, office.presence, office.now()))


@router.delete(f"{API}/devices/{{device}}")
@speaks(answer=DeviceRevoked, refusals={404: Failure})
async def revoke(request: Request, device: str) -> Json:
    """Ends a device's token at once."""
    return Json(await office_of(request).writer.do(pairing.revoke(device)))


@router.post(f"{API}/hello")
@speaks(request=AskHello, answer=Welcome, refusals={409: Failure})
async def hello(request: Request) -> Json:
    """Greets a device at its start: it learns who answers; a kiosk gets its series."""
    office, principal, ask = office_of(request), principal_of(request), await asked(request, AskHello)
    if not principal.is_any(ask.role):
        raise WireError(f"This device is paired as {principal.role}, not as {ask.role}.", "not_allowed", 403)
    welcome = await office.writer.do(pairing.welcome(ask.incarnation, ask.role, ask.series, principal))
    version = version_of(request.headers.get("user-agent", ""))
    office.presence.heard(welcome.device, office.now(), version)
    return Json(welcome)


@router.post(PUSH_ROUTE)
@speaks(request=PushBody, answer=Pushed, refusals={409: PushRefused})
async def push(request: Request, incarnation: str) -> Json:
    """Takes a device's events: contiguous, idempotent, on disk when answered."""
    return await take_push(office_of(request), request, incarnation)


async def take_push(office: OfficeContext, request: Request, incarnation: str) -> Json:
    """The push route itself."""
    principal = principal_of(request)
    read = read_push(incarnation, await body_of(request))
    pushed = await office.writer.do(pushes.push(read, principal))
    office.presence.heard(device_of(principal, incarnation), office.now())
    return Json(pushed)


@router.get(f"{API}/streams/{{incarnation}}")
@speaks(answer=StreamTip)
async def stream(request: Request, incarnation: str) -> Json:
    """Where a stream stands on the server's disk."""
    office, principal = office_of(request), principal_of(request)
    return Json(await office.writer.do(pushes.stream_tip(incarnation, principal)))


@router.post(f"{API}/commands")
@speaks(request=CommandBody, answer=CommandResult, refusals={409: Failure})
async def command(request: Request) -> Json:
    """Decides a command, once for each id; 409 `id_used` when the id was another command's."""
    office, principal = office_of(request), principal_of(request)
    read = read_command(await body_of(request))
    return Json(await office.writer.do(commands.execute(read, principal, office.writer.config)))


@router.get(f"{API}/health")
@speaks(answer=Health)
async def health(request: Request) -> Json:
    """Whether the server is alive, and whose it is."""
    office = office_of(request)
    snapshot = office.writer.snapshot
    return Json(
        Health(
            ok=True,
            office=snapshot.office,
            day=snapshot.day.day,
            seq=snapshot.seq,
            epoch=snapshot.epoch,
            version=__version__,
            at=round(office.now(), 3),
        )
    )


@router.get("/openapi.json", include_in_schema=False)
async def openapi(request: Request) -> Json:
    """This API as an OpenAPI document."""
    return Json(document_of(request.app.state.routers))


@router.get("/metrics", include_in_schema=False)
async def metrics(request: Request) -> Response:
    """The office's figures in Prometheus' text format."""
    office = office_of(request)
    figures = exposition(office.writer.snapshot, office.presence, office.writer.counted(), office.now())
    return Response(figures, media_type=CONTENT_TYPE)
