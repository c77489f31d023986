"""The office server as an ASGI application: recognises who asks, then passes on to the routers it is given.

Must not know how anything is decided or kept.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Final

from fastapi import FastAPI, Request, Response
from fastapi.routing import APIRouter
from starlette.types import ASGIApp, Receive, Scope, Send

from kiosk import __version__
from kiosk.office.access import Unpaired, check_route, recognise
from kiosk.office.context import Guarded, OfficeContext, principal_of
from kiosk.office.handlers import commands
from kiosk.office.serving.feeds import Repeating
from kiosk.office.web.api import PUSH_ROUTE, take_push
from kiosk.office.web.openapi import TITLE
from kiosk.office.web.responses import HANDLERS, on_journal_error, on_wire_error, refuse
from kiosk.protocol.api import API, version_of
from kiosk.protocol.errors import WireError
from kiosk.storage.errors import StorageError

TICK_S: Final = 1.0
"""Seconds between looks at what is due: pre-calls, and releases of visitors who did not come."""

_PUSH_PATH: Final = re.compile(rf"{API}/streams/([A-Za-z0-9_-]{{1,64}})/events")
_OPEN_TO_ALL: Final = ("POST", f"{API}/pair")


def make_app(office: OfficeContext, routers: Iterable[APIRouter]) -> FastAPI:
    """Return the server of an office with these routes. Its lifespan starts and stops the writer; a caller that wants
    the store's errors before it serves calls `office.writer.start()` itself."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        office.writer.start()
        office.notifier.attach()

        async def tend() -> None:
            await office.writer.do(commands.release_overdue())
            await office.writer.do(commands.ask_near(office.writer.config))

        ticking = Repeating(TICK_S, tend)
        office.forecaster.start()
        try:
            yield
        finally:
            await ticking.end()
            await office.forecaster.stop()
            office.notifier.stop()
            office.writer.stop()

    app = FastAPI(
        title=TITLE,
        version=__version__,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        exception_handlers=HANDLERS,  # type: ignore[arg-type]  # each takes its own error
    )
    app.state.office = office
    app.router.route_class = Guarded
    app.state.routers = tuple(routers)  # for OpenAPI
    for router in app.state.routers:
        app.include_router(router)
    app.add_middleware(AccessMiddleware, office=office)
    return app


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
            if (
                principal.role is Unpaired.STRANGER
                and (
                    scope.get("method"),
                    scope["path"],
                )
                != _OPEN_TO_ALL
            ):
                raise WireError("Pair this device with the office: it has no token.", "no_token", 401)
        except WireError as error:
            await refuse(error, scope, receive, send)
            return
        if principal.device and principal.role is not Unpaired.LOCAL:
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
            check_route(principal_of(request), "POST", PUSH_ROUTE)
            return await take_push(self._office, request, incarnation)
        except WireError as error:
            return on_wire_error(error)
        except StorageError as error:
            return on_journal_error(error)


def _version(scope: Scope) -> str | None:
    """Which version a device says it is, in its User-Agent."""
    return next((version_of(v.decode("latin-1")) for k, v in scope["headers"] if k == b"user-agent"), None)
