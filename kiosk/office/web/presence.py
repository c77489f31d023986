"""Route of presence: a device's connection on which it reports how it is (see `kiosk.protocol.presence`)."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

from fastapi import WebSocket
from fastapi.routing import APIRouter
from starlette.websockets import WebSocketDisconnect, WebSocketState

from kiosk.office.access import check_route
from kiosk.office.context import Connection, OfficeContext, office_of, principal_of
from kiosk.office.web.contract import speaks
from kiosk.protocol import codec
from kiosk.protocol.api import API
from kiosk.protocol.errors import WireError
from kiosk.protocol.presence import HEARTBEAT_S, DeviceReport, PresenceAck

log = logging.getLogger("motesplats.office")

_GOING_AWAY = 1001
_NOT_ALLOWED = 1008

router = APIRouter()


@router.websocket(f"{API}/presence")
@speaks(request=DeviceReport, answer=PresenceAck)
async def presence(socket: WebSocket, device: str = "") -> None:
    """A device reports how it is; the server answers each report and sends a heartbeat."""
    principal, office = principal_of(socket), office_of(socket)
    check_route(principal, "WS", f"{API}/presence")
    who = (device or principal.device) if principal.local else principal.device
    await socket.accept()
    with office.connected(principal, who) as connection:
        tasks = {
            asyncio.create_task(_receive(socket, office, connection)),
            asyncio.create_task(_beat(socket, office)),
            asyncio.create_task(_until_refused(office, connection)),
        }
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            if socket.client_state is WebSocketState.CONNECTED:
                with suppress(RuntimeError, WebSocketDisconnect):
                    await socket.close(_GOING_AWAY if connection.allowed() else _NOT_ALLOWED)


async def _receive(socket: WebSocket, office: OfficeContext, connection: Connection) -> None:
    """Take reports until the device has gone or was revoked. One that does not fit is a sign of life only."""
    while True:
        report = DeviceReport()
        text = await socket.receive_text()
        if not connection.allowed():
            return
        try:
            report = codec.decode(DeviceReport, text)
        except WireError as error:
            log.warning("A report of the device %s does not fit: %s", connection.device, error.sentence)
        office.presence.reported(connection.device, office.now(), report)
        await _acknowledge(socket, office)


async def _beat(socket: WebSocket, office: OfficeContext) -> None:
    """Send a heartbeat until the server stops."""
    while not await office.notifier.stops_within(HEARTBEAT_S):
        await _acknowledge(socket, office)


async def _until_refused(office: OfficeContext, connection: Connection) -> None:
    """Return when the device has been revoked, or the server stops."""
    while connection.allowed() and not office.notifier.stopping:
        await office.notifier.wait(office.writer.snapshot.version, HEARTBEAT_S)


async def _acknowledge(socket: WebSocket, office: OfficeContext) -> None:
    snapshot = office.writer.snapshot
    await socket.send_text(codec.encode(PresenceAck(snapshot.seq, snapshot.epoch)).decode())
