"""The pages' routes, and whom each serves."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from datetime import date
from typing import Any, Final
from urllib.parse import quote
from zoneinfo import ZoneInfo

from fastapi import Request
from fastapi.responses import Response
from fastapi.routing import APIRoute, APIRouter

from kiosk.core import views
from kiosk.core.day.office_time import local
from kiosk.core.office_config import PHONE_PATH
from kiosk.office.access import ALL_ROLES, Role, Unpaired
from kiosk.office.context import office_of, principal_of
from kiosk.office.state.devices import hash_of
from kiosk.office.web.pages import desk, render
from kiosk.present.language.languages import LANGUAGES
from kiosk.present.phone import not_found, phone_page
from kiosk.protocol.errors import WireError
from kiosk.protocol.roles import DeviceRole

_STAFF: Final[frozenset[Role]] = frozenset({DeviceRole.DESK, DeviceRole.RECEPTION, Unpaired.LOCAL})
_ANYBODY: Final = ALL_ROLES - {Unpaired.STRANGER}
SERVED: Final[Mapping[tuple[str, str], frozenset[Role]]] = {
    ("GET", "/desk"): _STAFF,
    ("POST", "/desk"): _STAFF,
    ("GET", f"{PHONE_PATH}/{{token}}"): _ANYBODY,  # its address is the key
    ("GET", "/static/{name}"): _ANYBODY,
}
"""Route -> who is served, as `kiosk.office.access.ROUTES` has it for the API."""


class PageRoute(APIRoute):
    """A route that serves whom SERVED names, and nobody else."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handler = super().get_route_handler()
        path = self.path_format

        async def guarded(request: Request) -> Response:
            principal = principal_of(request)
            if principal.role not in SERVED.get((request.method, path), frozenset()):
                raise WireError(
                    "This page is not for you; pair this device with the office.", "not_allowed", 403
                )
            return await handler(request)

        return guarded


router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/desk")
async def desk_page(request: Request) -> Response:
    """A clerk's desk."""
    return desk.show(request, office_of(request), principal_of(request))


@router.post("/desk")
async def desk_press(request: Request) -> Response:
    """A press on the desk page."""
    return await desk.press(request, office_of(request), principal_of(request))


@router.get(f"{PHONE_PATH}/{{token}}")
async def phone(request: Request, token: str) -> Response:
    """The page of one ticket; the same 404 for whatever is none of today's."""
    office = office_of(request)
    snapshot, config = office.writer.snapshot, office.writer.config
    visit = snapshot.day.visits.get(snapshot.tokens.get(hash_of(token), ""))
    if visit is None:
        return render.page("not_found.html", render.SECRET_ADDRESS, 404, pages=not_found(config))
    asked = request.query_params.get("lang", "")
    shown = phone_page(
        views.ticket(visit, office.forecasts.of(snapshot.day, office.now())),
        config,
        date.fromisoformat(snapshot.day.day),
        own=visit.language,
        shown=asked if asked in LANGUAGES else None,
        now=local(ZoneInfo(config.office.time_zone), office.now()),
    )
    live = f"../v1/live/ticket/{quote(token, safe='')}"
    return render.page("phone.html", render.SECRET_ADDRESS, page=shown, live=live)


@router.get("/static/{name}")
async def static(request: Request, name: str) -> Response:
    """A file that pages load."""
    if name not in render.FILES:
        raise WireError("There is no such file.", "not_found", 404)
    return render.file(name)
