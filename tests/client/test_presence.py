"""Presence: a device reports how it is, learns that its server lives, and says once when it does not."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import WSMsgType, web

from kiosk.client.backoff import Backoff
from kiosk.client.presence import Connected, Stale, presence
from kiosk.client.session import AddressError
from kiosk.protocol.presence import DeviceReport, DoctorState

SOON = Backoff(least=0.01, most=0.02)
States = AsyncGenerator[Connected | Stale, None]


@dataclass
class Office:
    """A server that acknowledges each report with what the test says."""

    ack: str | None = '{"seq": 3, "epoch": "e1"}'  # None: silence
    status: int = 101
    reports: asyncio.Queue[dict[str, Any]] = field(default_factory=asyncio.Queue)
    asked: list[web.Request] = field(default_factory=list)
    sockets: set[web.WebSocketResponse] = field(default_factory=set)
    port: int = 0
    runner: web.AppRunner | None = None

    async def __aenter__(self) -> Office:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        app = web.Application()
        app.router.add_get("/v1/presence", self._serve)
        self.runner = web.AppRunner(app, shutdown_timeout=0.01, handler_cancellation=True)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", self.port, reuse_address=True).start()
        self.port = self.port or self.runner.addresses[0][1]

    async def stop(self) -> None:
        if self.runner is not None:
            await self.runner.cleanup()
            self.runner = None

    async def hang_up(self) -> None:
        for socket in list(self.sockets):
            await socket.close()

    def seen(self, token: str | None = None, **more: Any) -> aclosing[States]:
        options = {"backoff": SOON, "clock": lambda: 7.0, **more}
        return aclosing(presence(f"http://127.0.0.1:{self.port}", token, **options))

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        if self.status != 101:
            return web.json_response({"code": "not_allowed", "sentence": "No."}, status=self.status)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.add(socket)
        try:
            async for message in socket:
                assert message.type is WSMsgType.TEXT
                self.reports.put_nowait(json.loads(message.data))
                if self.ack is not None:
                    await socket.send_str(self.ack)
        finally:
            self.sockets.discard(socket)
        return socket


def play(scene: Callable[[Office], Awaitable[None]]) -> None:
    async def whole() -> None:
        async with asyncio.timeout(20), Office() as office:
            await scene(office)

    asyncio.run(whole())


def test_a_device_reports_at_once_with_its_token_and_is_acknowledged() -> None:
    report = DeviceReport(unsent=4, paper="low_paper", doctor=DoctorState.WARNING, not_fine=("touch",))

    async def scene(office: Office) -> None:
        async with office.seen("secret", report=lambda: report) as states:
            assert await anext(states) == Connected(3, "e1")
            received = await office.reports.get()
            assert (received["unsent"], received["paper"]) == (4, "low_paper")
            assert (received["doctor"], received["not_fine"]) == ("warning", ["touch"])
        (request,) = office.asked
        assert request.headers["Authorization"] == "Bearer secret"
        assert "device" not in request.query

    play(scene)


def test_a_device_without_a_token_names_itself() -> None:
    async def scene(office: Office) -> None:
        async with office.seen(device="local-aa11") as states:
            await anext(states)
        assert office.asked[0].query["device"] == "local-aa11"

    play(scene)


def test_each_report_says_how_the_device_is_then() -> None:
    unsent = iter(range(1_000))

    async def scene(office: Office) -> None:
        async with office.seen(report=lambda: DeviceReport(unsent=next(unsent)), report_s=0.01) as states:
            coming = asyncio.ensure_future(anext(states))
            assert [(await office.reports.get())["unsent"] for _ in range(3)] == [0, 1, 2]
            await coming

    play(scene)


def test_a_lost_server_is_reported_once_and_connected_when_it_is_back() -> None:
    async def scene(office: Office) -> None:
        async with office.seen() as states:
            await anext(states)
            await office.stop()
            assert await anext(states) == Stale(7.0)
            coming = asyncio.ensure_future(anext(states))
            await office.start()
            assert await coming == Connected(3, "e1")

    play(scene)


def test_a_connection_that_ends_and_comes_again_is_not_an_outage() -> None:
    async def scene(office: Office) -> None:
        async with office.seen() as states:
            await anext(states)
            coming = asyncio.ensure_future(anext(states))
            await asyncio.sleep(0)
            await office.hang_up()
            assert await coming == Connected(3, "e1")
        assert len(office.asked) == 2

    play(scene)


def test_another_server_on_the_same_connection_is_told() -> None:
    async def scene(office: Office) -> None:
        async with office.seen(report_s=0.01) as states:
            assert await anext(states) == Connected(3, "e1")
            office.ack = '{"seq": 0, "epoch": "e2", "of_a_later_version": true}'
            assert await anext(states) == Connected(0, "e2")

    play(scene)


def test_silence_is_an_outage_though_the_connection_stands() -> None:
    async def scene(office: Office) -> None:
        async with office.seen(silence_s=0.5) as states:
            while not isinstance(await anext(states), Connected):
                pass  # on a busy computer also a connection may take its time
            office.ack = None
            assert await anext(states) == Stale(7.0)

    play(scene)


def test_a_server_that_was_never_there_is_reported_at_once() -> None:
    async def scene(office: Office) -> None:
        await office.stop()
        async with office.seen() as states:
            assert await anext(states) == Stale(None)

    play(scene)


@pytest.mark.parametrize(("status", "code"), [(403, "refused"), (503, "away")])
def test_a_refusal_is_told_apart_from_a_server_that_cannot_now(status: int, code: str) -> None:
    async def scene(office: Office) -> None:
        office.status = status
        async with office.seen() as states:
            stale = await anext(states)
            assert isinstance(stale, Stale)
            assert stale.code == code
            office.status = 101
            assert await anext(states) == Connected(3, "e1")

    play(scene)


def test_nonsense_from_the_server_is_an_outage_and_not_an_end() -> None:
    async def scene(office: Office) -> None:
        office.ack = "nonsense"
        async with office.seen() as states:
            assert isinstance(await anext(states), Stale)
            office.ack = '{"seq": 1, "epoch": "e1"}'
            assert await anext(states) == Connected(1, "e1")

    play(scene)


def test_an_address_that_is_none_is_refused_at_once() -> None:
    async def ask() -> None:
        async with aclosing(presence("office")) as states:
            await anext(states)

    with pytest.raises(AddressError):
        asyncio.run(ask())
