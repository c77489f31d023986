"""Who asks, and what they may: every route of the API and the roles it serves.

A principal is a paired device by its token, this computer itself, or a stranger. Staff sign-in will add who
sits there (`staff`); until then a paired desk is trusted with its station. Must not know how a route answers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from typing import Final

from kiosk.core.day.state import OfficeDay
from kiosk.office.state.devices import Device, hash_of
from kiosk.protocol.commands import (
    CloseDay,
    CloseStation,
    Command,
    CountInterpreters,
    EndVisit,
    HoldVisitor,
    OpenDesk,
    OpenStation,
    ReleaseVisit,
    ResumeVisit,
    SetPriority,
)
from kiosk.protocol.errors import WireError
from kiosk.protocol.roles import DeviceRole


class Unpaired(StrEnum):
    """Who asks without a device's token."""

    LOCAL = "local"  # a program on this computer: every role at once
    VISITOR = "visitor"  # passed on by a web server on this computer: the phone page only
    STRANGER = "stranger"  # from elsewhere


Role = DeviceRole | Unpaired
ALL_ROLES: Final[frozenset[Role]] = frozenset([*DeviceRole, *Unpaired])
LOCAL_PREFIX: Final = "local-"
"""Begins the id of a device that is on this computer and was never paired."""


@dataclass(frozen=True, slots=True)
class Principal:
    """Who asks. `desk` and `stations` narrow what a desk may do; None: any."""

    role: Role
    device: str
    staff: str | None = None
    stations: frozenset[str] | None = None
    local: bool = False
    desk: int | None = None

    def is_any(self, *roles: Role) -> bool:
        """Whether it may act as one of these; this computer may as all of them."""
        return self.role in roles or self.role is Unpaired.LOCAL


_LOCAL: Final[frozenset[Role]] = frozenset({Unpaired.LOCAL})
_RECEPTION: Final = _LOCAL | {DeviceRole.RECEPTION}
_STAFF: Final = _RECEPTION | {DeviceRole.DESK}
_KIOSK: Final = _LOCAL | {DeviceRole.KIOSK}
_WATCHERS: Final = _LOCAL | {DeviceRole.MONITOR}
_DEVICES: Final = _STAFF | _KIOSK | {DeviceRole.BOARD}
_WITH_TICKET: Final = _DEVICES | {Unpaired.VISITOR}

ROUTES: Final[Mapping[tuple[str, str], frozenset[Role]]] = {
    ("POST", "/v1/pair"): ALL_ROLES,  # the code is the key
    ("POST", "/v1/pairings"): _RECEPTION,
    ("GET", "/v1/devices"): _RECEPTION,
    ("DELETE", "/v1/devices/{device}"): _RECEPTION,
    ("POST", "/v1/hello"): _DEVICES,
    ("POST", "/v1/streams/{incarnation}/events"): _KIOSK,
    ("GET", "/v1/streams/{incarnation}"): _KIOSK,
    ("POST", "/v1/promise"): _KIOSK,
    ("WS", "/v1/presence"): _DEVICES,
    ("POST", "/v1/commands"): _STAFF,
    ("GET", "/v1/views/public"): _DEVICES,
    ("GET", "/v1/views/station/{station}"): _STAFF,
    ("GET", "/v1/views/reception"): _RECEPTION,
    ("GET", "/v1/views/ticket/{token}"): _WITH_TICKET,
    ("GET", "/v1/live/public"): _DEVICES,
    ("GET", "/v1/live/station/{station}"): _STAFF,
    ("GET", "/v1/live/reception"): _RECEPTION,
    ("GET", "/v1/live/ticket/{token}"): _WITH_TICKET,
    ("GET", "/v1/health"): _WITH_TICKET | _WATCHERS,
    ("GET", "/metrics"): _WATCHERS,
    ("GET", "/openapi.json"): _DEVICES,
}
"""Route -> who is served. A route that is not here is served to nobody."""

RECEPTION_COMMANDS: Final = (SetPriority, CloseStation, OpenStation, CountInterpreters, CloseDay)
"""Commands that are not a desk's."""

_HERE: Final = frozenset({b"localhost", b"127.0.0.1", b"[::1]"})
_PORT: Final = re.compile(rb":\d+$")  # the port
_PASSED_ON: Final = (b"x-forwarded-for", b"forwarded", b"x-real-ip", b"via")


def recognise(
    client: str | None,
    headers: Mapping[bytes, bytes],
    keys: Mapping[str, Device],
    desk_stations: Mapping[int, str],
) -> Principal:
    """Who sends a request. Raises WireError (401) for a token that is none of a device of this office."""
    given = headers.get(b"authorization", b"")
    if given:
        return _of_token(given, keys, desk_stations)
    if not _is_loopback(client):
        return Principal(Unpaired.STRANGER, "")
    # a browser here may have been sent by any page of the world: then the host or the origin is not this computer.
    # What a web server here passes on comes from anywhere.
    named = [headers.get(b"host", b"")]
    if b"origin" in headers:
        named.append(headers[b"origin"].partition(b"://")[2])
    if any(name in headers for name in _PASSED_ON) or not all(map(_is_this_computer, named)):
        return Principal(Unpaired.VISITOR, "")
    return Principal(Unpaired.LOCAL, "local", local=True)


def check_route(principal: Principal, method: str, path: str) -> None:
    """Raises WireError unless the route, by its template such as `/v1/devices/{device}`, serves the principal."""
    if principal.role in ROUTES.get((method, path), frozenset()):
        return
    if principal.role in (Unpaired.STRANGER, Unpaired.VISITOR):
        raise WireError("Pair this device with the office: it has no token.", "no_token", 401)
    raise WireError(f"This is not for a {principal.role}.", "not_allowed", 403)


def check_station(principal: Principal, station: str) -> None:
    """Raises WireError when a desk looks at another station than its own."""
    if principal.stations is not None and station not in principal.stations:
        raise WireError(f"This desk does not belong to {station}.", "not_allowed", 403)


def check_command(principal: Principal, command: Command, state: OfficeDay) -> None:
    """Raises WireError when a desk asks for what is another desk's, another station's or reception's."""
    if principal.role is not DeviceRole.DESK:
        return
    if isinstance(command.args, RECEPTION_COMMANDS):
        raise WireError("Only reception may do that.", "not_allowed", 403)
    number = command.desk or principal.desk
    if principal.desk is not None and number != principal.desk:
        raise WireError(f"This is desk {principal.desk}, not {number}.", "not_allowed", 403)
    desk = state.desks.get(number or 0)
    if isinstance(command.args, OpenDesk | ResumeVisit | HoldVisitor) and command.station is not None:
        check_station(principal, command.station)
    elif desk is not None:
        check_station(principal, desk.station)
    if isinstance(command.args, EndVisit | ReleaseVisit):
        visit = state.visits.get(command.args.visit)
        own = principal.stations or ({desk.station} if desk is not None else set())
        if visit is not None and (visit.engaged is None or visit.engaged.station not in own):
            raise WireError(f"{visit.ticket} is not at this desk; ask reception.", "not_allowed", 403)


def device_of(principal: Principal, incarnation: str) -> str:
    """Return the id of the device that asks; on this computer it follows from its incarnation."""
    return LOCAL_PREFIX + incarnation[:8] if principal.local else principal.device


def _of_token(given: bytes, keys: Mapping[str, Device], desk_stations: Mapping[int, str]) -> Principal:
    scheme, _, token = given.decode("latin-1").partition(" ")
    device = keys.get(hash_of(token.strip())) if scheme.lower() == "bearer" else None
    if device is None:
        raise WireError("This office does not know the token: pair the device again.", "unknown_token", 401)
    role = DeviceRole(device.role)
    station = None if device.desk is None else desk_stations.get(device.desk)
    # a desk that the settings do not name belongs to no station: it sees nothing
    stations = frozenset(() if station is None else (station,)) if role is DeviceRole.DESK else None
    return Principal(role, device.id, stations=stations, desk=device.desk)


def _is_this_computer(host: bytes) -> bool:
    return _PORT.sub(b"", host).lower() in _HERE


def _is_loopback(client: str | None) -> bool:
    try:
        return client is not None and ip_address(client.partition("%")[0]).is_loopback
    except ValueError:
        return False
