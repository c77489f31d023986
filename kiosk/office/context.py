"""What the routes share: the office's parts, who asks, and the guard in front of every route.

Must not know any route.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

from fastapi import Request, Response, WebSocket
from fastapi.routing import APIRoute

from kiosk.core.day.events import Clock
from kiosk.core.office_config import OfficeConfig
from kiosk.office.access import Principal, check_route
from kiosk.office.serving.feeds import ChangeNotifier
from kiosk.office.serving.forecasts import Forecaster, Forecasts
from kiosk.office.serving.serialisers import DeviceStatusTable
from kiosk.office.state.devices import Tries
from kiosk.office.state.store import OfficeStore
from kiosk.office.state.writer import OfficeWriter


@dataclass(slots=True)
class Connection:
    """An open stream of a caller: its device counts as connected while it is open, and is noted at each beat."""

    office: OfficeContext
    principal: Principal
    device: str

    def beat(self) -> None:
        """Note that the device still takes what is sent to it."""
        if self.device:
            self.office.presence.heard(self.device, self.office.now())

    def allowed(self) -> bool:
        """Whether the caller may still be served: a revoked device may not, at once."""
        device = self.office.writer.snapshot.devices.get(self.principal.device)
        return self.principal.local or device is None or device.revoked_at is None


@dataclass(slots=True)
class OfficeContext:
    """The parts of one office server."""

    writer: OfficeWriter
    notifier: ChangeNotifier
    presence: DeviceStatusTable
    tries: Tries
    desk_stations: dict[int, str]
    forecasts: Forecasts
    forecaster: Forecaster

    def now(self) -> float:
        """Seconds since the epoch."""
        return self.writer.clock.now().wall

    @contextmanager
    def connected(self, principal: Principal, device: str) -> Iterator[Connection]:
        """An open stream of a caller, from its first to its last byte. `device`: "" when nobody is to be noted."""
        connection = Connection(self, principal, device)
        if device:
            self.presence.heard(device, self.now()).connections += 1
        try:
            yield connection
        finally:
            if device:
                self.presence.signs[device].connections -= 1


def open_office(store: OfficeStore, config: OfficeConfig, clock: Clock) -> OfficeContext:
    """Return the parts of an office server; nothing is started or opened yet."""
    writer = OfficeWriter(store, config, clock)
    notifier, forecasts = ChangeNotifier(writer), Forecasts()
    return OfficeContext(
        writer,
        notifier,
        DeviceStatusTable(),
        Tries(),
        {desk.number: desk.station for desk in config.office.desks},
        forecasts,
        Forecaster(writer, forecasts, notifier.refresh),
    )


def principal_of(request: Request | WebSocket) -> Principal:
    """Who asks; the access middleware has recognised them."""
    return cast(Principal, request.scope["principal"])


def office_of(request: Request | WebSocket) -> OfficeContext:
    return cast(OfficeContext, request.app.state.office)


class Guarded(APIRoute):
    """A route that serves the roles that `access.ROUTES` names, and no others."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handler = super().get_route_handler()
        path = self.path_format

        async def guarded(request: Request) -> Response:
            check_route(principal_of(request), request.method, path)
            return await handler(request)

        return guarded
