"""A live view comes, goes stale once, says since when, and recovers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from kiosk.client.backoff import Backoff
from kiosk.client.session import AddressError
from kiosk.client.views import Fresh, Stale, live

SOON = Backoff(least=0.01, most=0.02)
PATH = "/v1/live/public"


def event(**view: object) -> bytes:
    return b"id: 1\nevent: view\ndata: " + json.dumps(view).encode() + b"\n\n"


@dataclass
class Office:
    """A server whose live view the test writes: bytes to send, None to hang up."""

    orders: asyncio.Queue[bytes | None] = field(default_factory=asyncio.Queue)
    first: bytes = b""  # to each new connection
    status: int = 200
    seen: list[str | None] = field(default_factory=list)
    port: int = 0
    now: float = 1_000.0
    runner: web.AppRunner | None = None

    async def __aenter__(self) -> Office:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        app = web.Application()
        app.router.add_get(PATH, self._live)
        self.runner = web.AppRunner(app, shutdown_timeout=0.01, handler_cancellation=True)
        await self.runner.setup()
        site = web.TCPSite(self.runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        self.port = self.port or self.runner.addresses[0][1]

    async def stop(self) -> None:
        if self.runner is not None:
            await self.runner.cleanup()
            self.runner = None

    def view(self, **view: object) -> None:
        self.orders.put_nowait(event(**view))

    def updates(
        self, *, silence_s: float = 30.0
    ) -> aclosing[AsyncGenerator[Fresh[dict[str, Any]] | Stale, None]]:
        address = f"http://127.0.0.1:{self.port}"
        return aclosing(
            live(address, PATH, dict, "secret", silence_s=silence_s, backoff=SOON, clock=lambda: self.now)
        )

    async def _live(self, request: web.Request) -> web.StreamResponse:
        self.seen.append(request.headers.get("Authorization"))
        if self.status != 200:
            document = {"code": "unauthorized", "sentence": "This device's token has been revoked."}
            return web.json_response(document, status=self.status)
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        if self.first:
            await response.write(self.first)
        while (order := await self.orders.get()) is not None:
            await response.write(order)
        return response


def play(scene: Callable[[Office], Awaitable[None]]) -> None:
    async def whole() -> None:
        async with asyncio.timeout(20), Office() as office:
            await scene(office)

    asyncio.run(whole())


def test_views_come_as_they_change_with_the_devices_token() -> None:
    async def scene(office: Office) -> None:
        async with office.updates() as updates:
            office.view(seq=1)
            assert await anext(updates) == Fresh({"seq": 1})
            office.view(seq=2)
            office.view(seq=3)
            assert [await anext(updates), await anext(updates)] == [Fresh({"seq": 2}), Fresh({"seq": 3})]
        assert office.seen == ["Bearer secret"]

    play(scene)


def test_a_view_may_be_longer_than_any_buffer() -> None:
    async def scene(office: Office) -> None:
        async with office.updates() as updates:
            office.view(visits="å" * 2_000_000)
            update = await anext(updates)
            assert isinstance(update, Fresh)
            assert len(update.view["visits"]) == 2_000_000

    play(scene)


def test_a_server_that_was_never_there_is_told_at_once_and_found_later() -> None:
    async def scene(office: Office) -> None:
        await office.stop()
        async with office.updates() as updates:
            assert await anext(updates) == Stale(None)
            await office.start()
            office.view(seq=1)
            assert await anext(updates) == Fresh({"seq": 1})

    play(scene)


def test_a_lost_server_is_told_once_with_when_it_was_last_heard() -> None:
    async def scene(office: Office) -> None:
        async with office.updates() as updates:
            office.view(seq=1)
            await anext(updates)
            office.now = 2_000.0
            await office.stop()
            assert await anext(updates) == Stale(1_000.0)
            coming = asyncio.ensure_future(anext(updates))
            await office.start()
            office.view(seq=2)
            assert await coming == Fresh({"seq": 2})

    play(scene)


def test_a_connection_that_ends_and_comes_again_is_not_told() -> None:
    async def scene(office: Office) -> None:
        async with office.updates() as updates:
            office.view(seq=1)
            await anext(updates)
            office.orders.put_nowait(None)
            office.view(seq=2)
            assert await anext(updates) == Fresh({"seq": 2})
        assert len(office.seen) == 2

    play(scene)


def test_silence_is_out_of_date_though_the_connection_stands() -> None:
    async def scene(office: Office) -> None:
        async with office.updates(silence_s=0.5) as updates:
            office.first = event(seq=1)
            while await anext(updates) != Fresh({"seq": 1}):
                pass  # on a busy computer also a connection may take its time
            assert await anext(updates) == Stale(1_000.0)
            office.first = event(seq=2)
            assert await anext(updates) == Fresh({"seq": 2})

    play(scene)


def test_a_heartbeat_is_no_view_but_a_sign_of_life() -> None:
    async def scene(office: Office) -> None:
        async with office.updates(silence_s=2.0) as updates:
            office.view(seq=1)
            await anext(updates)
            coming = asyncio.ensure_future(anext(updates))
            for beat in range(8):  # longer than the silence, together
                office.now = 1_001.0 + beat
                office.orders.put_nowait(b": beat\n\n")
                done, _ = await asyncio.wait({coming}, timeout=0.3)
                assert not done
            await office.stop()
            assert await coming == Stale(1_008.0)

    play(scene)


def test_a_refusal_is_told_in_the_servers_words() -> None:
    async def scene(office: Office) -> None:
        async with office.updates() as updates:
            office.status = 401
            assert await anext(updates) == Stale(
                None, "unauthorized", "This device's token has been revoked."
            )
            office.status = 200
            office.view(seq=1)
            assert await anext(updates) == Fresh({"seq": 1})

    play(scene)


def test_nonsense_from_the_server_is_out_of_date_and_not_an_end() -> None:
    async def scene(office: Office) -> None:
        async with office.updates() as updates:
            office.first = b"event: view\ndata: {nonsense\n\n"
            stale = await anext(updates)
            assert isinstance(stale, Stale)
            assert (stale.since, stale.code) == (None, "unreadable")
            office.first = event(seq=1)
            assert await anext(updates) == Fresh({"seq": 1})

    play(scene)


@dataclass(frozen=True)
class Waiting:
    seq: int
    waiting: tuple[str, ...] = ()


def test_a_view_is_handed_on_as_its_type_and_one_that_does_not_fit_is_out_of_date() -> None:
    async def scene(office: Office) -> None:
        address = f"http://127.0.0.1:{office.port}"
        async with aclosing(live(address, PATH, Waiting, backoff=SOON)) as updates:
            office.first = event(seq="one")
            stale = await anext(updates)
            assert isinstance(stale, Stale)
            assert stale.code == "unreadable"
            assert "`seq`" in stale.sentence
            office.first = event(seq=1, waiting=["REC"], of_a_later_version=True)
            assert await anext(updates) == Fresh(Waiting(1, ("REC",)))

    play(scene)


def test_an_address_of_nobody_is_refused_at_once() -> None:
    async def ask() -> None:
        async with aclosing(live("office", PATH, dict)) as updates:
            await anext(updates)

    with pytest.raises(AddressError):
        asyncio.run(ask())
