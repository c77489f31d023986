"""The office server's API: routes, who is served, errors as one sentence. FastAPI, with OpenAPI.

Thin: a route reads what came, gives work to the writer or takes a view, and answers. Web pages join it from
`kiosk.office.web.pages`. Must not know how anything is decided or kept.
"""

from __future__ import annotations

import asyncio
import importlib
import importlib.util
import re
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal, cast

from fastapi import FastAPI, Request, Response, WebSocket
from fastapi.responses import StreamingResponse
from fastapi.routing import APIRoute, APIRouter
from pydantic import Field, TypeAdapter, ValidationError
from starlette.types import ASGIApp, Receive, Scope, Send

from kiosk import __version__
from kiosk.core.day.events import Clock
from kiosk.core.office_config import OfficeConfig
from kiosk.office.access import Principal, Role, check_route, check_station, recognise
from kiosk.office.handlers import intake
from kiosk.office.serving import feeds as live
from kiosk.office.serving import serialisers
from kiosk.office.serving.feeds import ChangeNotifier
from kiosk.office.serving.forecasts import Forecaster, Forecasts
from kiosk.office.serving.metrics import CONTENT_TYPE, exposition
from kiosk.office.serving.serialisers import DeviceStatusTable, View
from kiosk.office.state.devices import CODE_S, Tries
from kiosk.office.state.store import OfficeStore, read_events
from kiosk.office.state.writer import OfficeWriter
from kiosk.office.web.responses import HANDLERS, Json, body_of, on_journal_error, on_wire_error, refuse
from kiosk.protocol import messages
from kiosk.protocol.validation import WireError
from kiosk.storage.errors import StorageError

_PUSH_ROUTE: Final = f"{messages.API}/streams/{{incarnation}}/events"
_PUSH_PATH: Final = re.compile(rf"{messages.API}/streams/([A-Za-z0-9_-]{{1,64}})/events")
MAX_PAGE: Final = 1_000
TICK_S: Final = 1.0

Incarnation = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
DeviceRole = Literal["kiosk", "board", "reception", "desk", "monitor"]
Place = Annotated[str, Field(min_length=1, max_length=100)]


@dataclass(frozen=True, slots=True)
class AskCode:
    role: DeviceRole
    place: Place
    desk: Annotated[int, Field(ge=1, le=999)] | None = None
    hours: Annotated[int, Field(ge=1, le=168)] | None = None


@dataclass(frozen=True, slots=True)
class AskPair:
    code: Annotated[str, Field(min_length=1, max_length=40)]
    incarnation: Incarnation
    name: Annotated[str, Field(max_length=100)] = ""


@dataclass(frozen=True, slots=True)
class AskHello:
    incarnation: Incarnation
    role: DeviceRole
    series: Annotated[int, Field(ge=1, le=99)] | None = None


ASK_CODE: Final = TypeAdapter(AskCode)
ASK_PAIR: Final = TypeAdapter(AskPair)
ASK_HELLO: Final = TypeAdapter(AskHello)


class Guarded(APIRoute):
    """A route that serves whom `principal.ROUTES` names, and nobody else."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handler = super().get_route_handler()
        path = self.path_format

        async def guarded(request: Request) -> Response:
            check_route(principal_of(request), request.method, path)
            return await handler(request)

        return guarded


@dataclass(slots=True)
class OfficeContext:
    """What the routes share."""

    writer: OfficeWriter
    notifier: ChangeNotifier
    presence: DeviceStatusTable
    tries: Tries
    desk_stations: dict[int, str]
    forecasts: Forecasts
    forecaster: Forecaster

    def now(self) -> float:
        return self.writer.clock.now().wall

    def for_reception(self) -> View:
        return serialisers.reception(self.presence, self.forecasts, self.writer.config)

    def view(self, view: View) -> Json:
        document = view(self.writer.snapshot, self.now())
        if document is None:
            raise WireError("There is no such ticket today.", "not_found", 404)
        return Json(document, headers={"Cache-Control": "no-store"})

    def live(self, name: str, view: View, *, refresh: bool = False) -> StreamingResponse:
        if view(self.writer.snapshot, 0.0) is None:
            raise WireError("There is no such ticket today.", "not_found", 404)
        return StreamingResponse(
            live.view_events(self.notifier, name, view, refresh=refresh),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )


def principal_of(request: Request | WebSocket) -> Principal:
    """Who asks; the gate in front of every route has seen to it."""
    return cast(Principal, request.scope["principal"])


def office_of(request: Request | WebSocket) -> OfficeContext:
    return cast(OfficeContext, request.app.state.office)


def _asks(adapter: TypeAdapter[Any] | None, schema: dict[str, Any] | None = None) -> dict[str, Any]:
    shape = schema if adapter is None else adapter.json_schema()
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": shape}}}}


_PUSH: Final = {
    "type": "object",
    "required": ["events", "now"],
    "properties": {
        "office": {"type": "string"},
        "events": {
            "type": "array",
            "minItems": 1,
            "maxItems": messages.MAX_EVENTS,
            "items": {"type": "object"},
        },
        "now": {
            "type": "object",
            "required": ["wall", "boot", "mono_ms"],
            "properties": {
                "wall": {"type": "number"},
                "boot": {"type": "string"},
                "mono_ms": {"type": "integer"},
            },
        },
        "before": {"type": "string"},
        "cut": {"type": "object", "properties": {"n": {"type": "integer"}, "h": {"type": "string"}}},
        "damaged": {"type": "array", "items": {"type": "integer"}},
    },
}
_COMMAND: Final = {
    "type": "object",
    "required": ["id", "kind"],
    "properties": {
        "id": {"type": "string", "pattern": "^[A-Za-z0-9_-]{8,64}$"},
        "kind": {"enum": list(messages.ARGUMENTS)},
        "args": {"type": "object"},
    },
}
_ERRORS: Final[dict[int | str, dict[str, Any]]] = {
    status: {"model": messages.Failure, "description": what}
    for status, what in {
        401: "No token, or one that is not known.",
        403: "Not for this role.",
        404: "There is none.",
        413: "Too much at once.",
        422: "It does not fit; the sentence says what.",
        503: "The disk refused; try again.",
    }.items()
}
router = APIRouter(prefix=messages.API, route_class=Guarded)


async def _asked(request: Request, adapter: TypeAdapter[Any]) -> Any:
    content = await body_of(request)
    try:
        return adapter.validate_python(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the body"
        raise WireError(f"{where}: {first['msg']}.") from None


@router.post("/pair", openapi_extra=_asks(ASK_PAIR), responses={200: {"model": messages.Paired}})
async def pair(request: Request) -> Json:
    """Trades a one-use code for a device's token."""
    office, asked = office_of(request), await _asked(request, ASK_PAIR)
    return Json(
        messages.plain(await office.writer.do(intake.pair(asked.code, asked.incarnation, office.tries)))
    )


@router.post("/pairings", openapi_extra=_asks(ASK_CODE))
async def give_code(request: Request) -> Json:
    """Gives a code for a device to come: one use, ten minutes or so many hours."""
    asked = await _asked(request, ASK_CODE)
    valid_s = CODE_S if asked.hours is None else asked.hours * 3600
    code = await office_of(request).writer.do(intake.give_code(asked.role, asked.place, asked.desk, valid_s))
    return Json(code, headers={"Cache-Control": "no-store"})


@router.get("/devices")
async def devices(request: Request) -> Json:
    """Every device, with its last sign of life."""
    office = office_of(request)
    return Json(serialisers.device_list(office.writer.snapshot, office.presence, office.now()))


@router.delete("/devices/{device}")
async def revoke(request: Request, device: str) -> Json:
    """Ends a device's token at once."""
    return Json(await office_of(request).writer.do(intake.revoke(device)))


@router.post("/hello", openapi_extra=_asks(ASK_HELLO), responses={200: {"model": messages.Welcome}})
async def hello(request: Request) -> Json:
    """What a device says at its start: it learns who answers; a kiosk gets its series."""
    office, principal, asked = office_of(request), principal_of(request), await _asked(request, ASK_HELLO)
    if not principal.is_any(Role(asked.role)):
        raise WireError(
            f"This device is paired as {principal.role}, not as {asked.role}.", "not_allowed", 403
        )
    welcome = await office.writer.do(intake.welcome(asked.incarnation, asked.role, asked.series, principal))
    version = messages.version_of(request.headers.get("user-agent", ""))
    office.presence.heard(welcome.device, office.now(), version)
    return Json(messages.plain(welcome))


@router.post(
    "/streams/{incarnation}/events",
    openapi_extra=_asks(None, _PUSH),
    responses={200: {"model": messages.Pushed}, 409: {"model": messages.PushRefused}},
)
async def push(request: Request, incarnation: str) -> Json:
    """Takes a device's events: contiguous, idempotent, on disk when answered."""
    return await take_push(office_of(request), request, incarnation)


async def take_push(office: OfficeContext, request: Request, incarnation: str) -> Json:
    """The push route itself."""
    principal = principal_of(request)
    read = messages.read_push(incarnation, await body_of(request))
    pushed = await office.writer.do(intake.push(read, principal))
    device = principal.device if not principal.local else intake.LOCAL_PREFIX + incarnation[:8]
    office.presence.heard(device, office.now())
    return Json(messages.plain(pushed))


@router.get("/streams/{incarnation}")
async def stream(request: Request, incarnation: str) -> Json:
    """Where a stream stands on the server's disk."""
    office, principal = office_of(request), principal_of(request)
    return Json(await office.writer.do(intake.stream_tip(incarnation, principal)))


@router.get("/events")
async def events(request: Request, after: int = 0, limit: int = 500) -> Json:
    """The journal after a place in its order; a kiosk sees its own events."""
    office = office_of(request)
    snapshot, device = office.writer.snapshot, _own_only(principal_of(request))
    after, limit = max(0, min(after, snapshot.seq)), max(1, min(limit, MAX_PAGE))
    page = await asyncio.to_thread(read_events, office.writer.store.path, after, limit, device)
    documents_ = [kept.document() for kept in page]
    return Json({"events": documents_, "head": snapshot.seq, "epoch": snapshot.epoch})


def _own_only(principal: Principal) -> str | None:
    return principal.device if principal.role is Role.KIOSK else None


@router.post("/commands", openapi_extra=_asks(None, _COMMAND))
async def command(request: Request) -> Json:
    """Decides a command, once for each id."""
    office, principal = office_of(request), principal_of(request)
    read = messages.read_command(await body_of(request))
    return Json(await office.writer.do(intake.follow(read, principal, office.writer.config)))


@router.get("/views/public")
async def view_public(request: Request) -> Json:
    """Calls, and how many wait at each station."""
    return office_of(request).view(serialisers.public)


@router.get("/views/station/{station}")
async def view_station(request: Request, station: str) -> Json:
    """One station's desks and visitors."""
    return office_of(request).view(_station(request, station))


@router.get("/views/reception")
async def view_reception(request: Request) -> Json:
    """The whole hall, every visit, every device."""
    office = office_of(request)
    return office.view(office.for_reception())


@router.get("/views/ticket/{token}")
async def view_ticket(request: Request, token: str) -> Json:
    """One visit, for whoever holds its ticket."""
    return office_of(request).view(serialisers.ticket(token, office_of(request).forecasts))


@router.get("/live/public")
async def live_public(request: Request) -> StreamingResponse:
    """The public view, whenever it changes."""
    return office_of(request).live("public", serialisers.public)


@router.get("/live/station/{station}")
async def live_station(request: Request, station: str) -> StreamingResponse:
    """A station's view, whenever it changes."""
    return office_of(request).live(f"station {station}", _station(request, station))


@router.get("/live/reception")
async def live_reception(request: Request) -> StreamingResponse:
    """Reception's view, whenever it changes and every ten seconds."""
    office = office_of(request)
    return office.live("reception", office.for_reception(), refresh=True)


@router.get("/live/ticket/{token}")
async def live_ticket(request: Request, token: str) -> StreamingResponse:
    """A ticket's view, whenever it changes; ends with its day."""
    return office_of(request).live(f"ticket {token}", serialisers.ticket(token, office_of(request).forecasts))


@router.get("/health")
async def health(request: Request) -> Json:
    """Whether the server lives, and whose it is."""
    office = office_of(request)
    snapshot = office.writer.snapshot
    return Json(
        {
            "ok": True,
            "office": snapshot.office,
            "day": snapshot.day.day,
            "seq": snapshot.seq,
            "epoch": snapshot.epoch,
            "version": __version__,
            "at": round(office.now(), 3),
        }
    )


def _station(request: Request, station: str) -> View:
    office = office_of(request)
    check_station(principal_of(request), station)
    if office.writer.config.office.station(station) is None:
        raise WireError(f"This office has no station {station[:40]}.", "unknown_station", 404)
    return serialisers.station(station, office.forecasts)


@router.websocket("/follow")
async def follow(socket: WebSocket, after: int = 0) -> None:
    """The journal from a place on, then live."""
    principal, office = principal_of(socket), office_of(socket)
    check_route(principal, "WS", f"{messages.API}/follow")
    await live.follow(socket, office.notifier, office.presence, max(after, 0), _own_only(principal))


class AccessMiddleware:
    """Recognises who asks, before any route. Strangers get as far as `POST /v1/pair`."""

    def __init__(self, app: ASGIApp, office: OfficeContext) -> None:
        self._app = app
        self._office = office

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        office = self._office
        try:
            client = scope.get("client")
            principal = recognise(
                client[0] if client else None,
                dict(scope["headers"]),
                office.writer.snapshot.keys,
                office.desk_stations,
            )
            if principal.role is Role.STRANGER and (scope.get("method"), scope["path"]) != (
                "POST",
                f"{messages.API}/pair",
            ):
                raise WireError("Pair this device with the office: it has no token.", "no_token", 401)
        except WireError as error:
            await refuse(error, scope, receive, send)
            return
        if principal.device and principal.role is not Role.LOCAL:
            office.presence.heard(principal.device, office.now(), _version(scope))
        scope["principal"] = principal
        pushed = _PUSH_PATH.fullmatch(scope["path"]) if scope.get("method") == "POST" else None
        if pushed is not None:
            # the busiest route goes straight: to find it among all the others costs as much as to answer it
            answer = await self._push(Request(scope, receive), pushed[1])
            await answer(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _push(self, request: Request, incarnation: str) -> Response:
        try:
            check_route(principal_of(request), "POST", _PUSH_ROUTE)
            return await take_push(self._office, request, incarnation)
        except WireError as error:
            return await on_wire_error(request, error)
        except StorageError as error:
            return await on_journal_error(request, error)


def _version(scope: Scope) -> str | None:
    """Which version a device says it is, in its User-Agent."""
    return next(
        (messages.version_of(v.decode("latin-1")) for k, v in scope["headers"] if k == b"user-agent"), None
    )


def make_app(store: OfficeStore, config: OfficeConfig, clock: Clock) -> FastAPI:
    """The whole server as an ASGI application. Its lifespan starts and stops the writer; a caller that wants the
    store's errors before it serves calls `app.state.office.writer.start()` itself."""
    writer = OfficeWriter(store, config, clock)
    stations = {desk.number: desk.station for desk in config.office.desks}
    notifier, forecasts = ChangeNotifier(writer), Forecasts()
    forecaster = Forecaster(writer, forecasts, notifier.refresh)
    office = OfficeContext(writer, notifier, DeviceStatusTable(), Tries(), stations, forecasts, forecaster)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        writer.start()
        office.notifier.attach()

        async def tend() -> None:
            await writer.do(intake.release_overdue())
            await writer.do(intake.ask_near(config))

        ticking = live.Repeating(TICK_S, tend)
        forecaster.start()
        try:
            yield
        finally:
            await ticking.end()
            await forecaster.stop()
            office.notifier.stop()
            writer.stop()

    app = FastAPI(
        title="Mötesplats office server",
        version=__version__,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        exception_handlers=HANDLERS,  # type: ignore[arg-type]  # each takes its own error
        responses=_ERRORS,
    )
    app.state.office = office
    app.router.route_class = Guarded
    app.include_router(router)
    app.include_router(importlib.import_module("kiosk.office.web.wait_estimate").router)
    _include_pages(app)

    @app.get("/openapi.json", include_in_schema=False)
    async def openapi(request: Request) -> Json:
        return Json(app.openapi())

    @app.get("/metrics", include_in_schema=False)
    async def metrics(request: Request) -> Response:
        figures = exposition(writer.snapshot, office.presence, writer.counted(), office.now())
        return Response(figures, media_type=CONTENT_TYPE)

    app.add_middleware(AccessMiddleware, office=office)
    return app


def _include_pages(app: FastAPI) -> None:
    """The web pages, where this installation has them."""
    found = importlib.util.find_spec("kiosk.office.web.pages")
    if found is not None and found.origin is not None:
        pages: Any = importlib.import_module("kiosk.office.web.pages")
        app.include_router(pages.router)
