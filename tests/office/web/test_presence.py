"""Presence: reception sees that a device lives and how it is; the device hears that the server lives."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from kiosk.office.web import presence
from kiosk.protocol import codec
from kiosk.protocol.presence import DeviceReport, DoctorState, PresenceAck
from tests.office.factories import Running, Stream, in_a_loop

Socket = aiohttp.ClientWebSocketResponse
WHOLE = DeviceReport("0.9.1", None, 3, "no_paper", 150, DoctorState.FAULT, ("disk",))


@asynccontextmanager
async def connected(
    office: Running, headers: dict[str, str] | None = None, query: str = ""
) -> AsyncIterator[Socket]:
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.ws_connect(f"{office.url}/v1/presence{query}") as socket,
    ):
        yield socket


async def reported(socket: Socket, report: DeviceReport | str) -> PresenceAck:
    """The server's answer to a report."""
    await socket.send_str(report if isinstance(report, str) else codec.encode(report).decode())
    return codec.decode(PresenceAck, await asyncio.wait_for(socket.receive_str(), 20))


def device(office: Running, role: str) -> dict[str, Any]:
    (found,) = (each for each in office.view("reception")["devices"] if each["role"] == role)
    return dict(found)


def test_a_report_is_seen_by_reception_and_answered(office: Running) -> None:
    kiosk = office.token("kiosk")
    Stream(clock=office.clock)

    async def scene() -> None:
        async with connected(office, kiosk) as socket:
            ack = await reported(socket, WHOLE)
            assert ack == PresenceAck(0, office.http.get("/v1/health").json()["epoch"])
            seen = device(office, "kiosk")
            assert (seen["connected"], seen["heard_s"], seen["version"]) == (True, 0, "0.9.1")
            assert (seen["unsent"], seen["paper"], seen["disk_mb"]) == (3, "no_paper", 150)
            assert (seen["doctor"], seen["not_fine"]) == ("fault", ["disk"])

    in_a_loop(scene())


def test_a_clock_that_is_ahead_is_seen(office: Running) -> None:
    kiosk = office.token("kiosk")

    async def scene() -> None:
        async with connected(office, kiosk) as socket:
            await reported(socket, DeviceReport(wall=office.clock.now().wall + 90))

    in_a_loop(scene())
    assert device(office, "kiosk")["clock_s"] == 90


def test_what_a_device_does_not_know_stays_as_it_was(office: Running) -> None:
    kiosk = office.token("kiosk")

    async def scene() -> None:
        async with connected(office, kiosk) as socket:
            await reported(socket, WHOLE)
            await reported(socket, DeviceReport(unsent=0))

    in_a_loop(scene())
    seen = device(office, "kiosk")
    assert (seen["unsent"], seen["paper"], seen["doctor"], seen["not_fine"]) == (
        0,
        "no_paper",
        "fault",
        ["disk"],
    )


@pytest.mark.parametrize(
    "said",
    [
        "no json {",
        "[]",
        '{"doctor": "splendid", "unsent": 9}',
        '{"unsent": -1}',
        '{"version": "' + "x" * 300 + '"}',
        '{"wall": 1e400}',
    ],
)
def test_a_report_that_does_not_fit_is_a_sign_of_life_only(office: Running, said: str) -> None:
    kiosk = office.token("kiosk")

    async def scene() -> None:
        async with connected(office, kiosk) as socket:
            await reported(socket, WHOLE)
            await reported(socket, said)  # answered all the same

    in_a_loop(scene())
    seen = device(office, "kiosk")
    assert (seen["unsent"], seen["doctor"], seen["version"], seen["heard_s"]) == (3, "fault", "0.9.1", 0)


def test_a_field_of_a_later_version_is_ignored(office: Running) -> None:
    kiosk = office.token("kiosk")

    async def scene() -> None:
        async with connected(office, kiosk) as socket:
            await reported(socket, json.dumps({"unsent": 5, "mood": "good"}))

    in_a_loop(scene())
    assert device(office, "kiosk")["unsent"] == 5


def test_a_silent_connection_gets_a_heartbeat(office: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presence, "HEARTBEAT_S", 0.05)

    async def scene() -> None:
        async with connected(office) as socket:
            for _ in range(2):
                codec.decode(PresenceAck, await asyncio.wait_for(socket.receive_str(), 20))

    in_a_loop(scene())


def test_a_device_without_a_token_names_itself(office: Running) -> None:
    hello = office.http.post("/v1/hello", json={"incarnation": "aa11", "role": "kiosk"}).json()

    async def scene() -> None:
        async with connected(office, query=f"?device={hello['device']}") as socket:
            await reported(socket, DeviceReport(unsent=7))

    in_a_loop(scene())
    assert device(office, "kiosk")["unsent"] == 7


def test_a_paired_device_cannot_speak_for_another(office: Running) -> None:
    board, _ = office.token("board"), office.token("kiosk")
    other = device(office, "kiosk")["device"]

    async def scene() -> None:
        async with connected(office, board, f"?device={other}") as socket:
            await reported(socket, DeviceReport(unsent=7))

    in_a_loop(scene())
    assert (device(office, "board")["unsent"], device(office, "kiosk")["unsent"]) == (7, None)


def test_a_monitor_has_no_presence(office: Running) -> None:
    monitor = office.token("monitor")

    async def scene() -> None:
        async with connected(office, monitor):
            pass

    with pytest.raises(aiohttp.WSServerHandshakeError):
        in_a_loop(scene())


def test_a_device_whose_token_has_ended_is_not_connected_any_more(office: Running) -> None:
    """Its next report ends the connection and is not noted."""
    kiosk = office.token("kiosk")
    name = device(office, "kiosk")["device"]

    async def scene() -> None:
        async with connected(office, kiosk) as socket:
            await reported(socket, DeviceReport(unsent=3))
            office.http.delete(f"/v1/devices/{name}").raise_for_status()
            await socket.send_str('{"unsent": 7}')
            message = await asyncio.wait_for(socket.receive(), 20)
            assert (message.type, message.data) == (aiohttp.WSMsgType.CLOSE, 1008)

    in_a_loop(scene())
    (listed,) = office.http.get("/v1/devices").json()["devices"]
    assert (listed["connected"], listed["unsent"]) == (False, 3)


def test_a_silent_device_is_disconnected_when_its_token_ends(
    office: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presence, "HEARTBEAT_S", 0.05)
    board = office.token("board")
    name = device(office, "board")["device"]

    async def scene() -> None:
        async with connected(office, board) as socket:
            office.http.delete(f"/v1/devices/{name}").raise_for_status()
            async with asyncio.timeout(20):
                while (message := await socket.receive()).type is aiohttp.WSMsgType.TEXT:
                    pass
            assert message.data == 1008

    in_a_loop(scene())


def test_a_device_that_has_gone_is_not_connected(office: Running) -> None:
    kiosk = office.token("kiosk")

    async def scene() -> None:
        async with connected(office, kiosk) as socket:
            await reported(socket, WHOLE)
        while device(office, "kiosk")["connected"]:
            await asyncio.sleep(0)

    in_a_loop(asyncio.wait_for(scene(), 20))


def test_the_server_ends_open_connections_when_it_stops(office: Running) -> None:
    async def scene() -> None:
        async with connected(office) as socket:
            await reported(socket, DeviceReport())
            office.server.stop()
            message = await asyncio.wait_for(socket.receive(), 2)
            assert message.type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSING)

    in_a_loop(scene())
