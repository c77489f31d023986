"""Following a real office server: each event once and in order, over breaks, restarts and another server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest

from kiosk.client.backoff import Backoff
from kiosk.client.presence import NO_EVENTS, Anew, Batch, Stale, follow
from tests.client.proxy import Proxy
from tests.office.factories import Running, Stream, running

SOON = Backoff(least=0.01, most=0.02)
Updates = AsyncGenerator[Batch | Anew | Stale, None]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path / "office") as office:
        yield office


@pytest.fixture
def stream() -> Stream:
    return Stream()


def following(url: str, **more: Any) -> aclosing[Updates]:
    return aclosing(follow(url, backoff=SOON, **{"clock": lambda: 7.0, **more}))


def play(scene: Callable[[], Awaitable[None]]) -> None:
    async def whole() -> None:
        async with asyncio.timeout(20):
            await scene()

    asyncio.run(whole())


async def upto(updates: Updates, seq: int) -> list[int]:
    """The places of all events until `seq` has come."""
    places: list[int] = []
    while not places or places[-1] < seq:
        update = await anext(updates)
        if isinstance(update, Batch):
            places += [event["seq"] for event in update.events]
    return places


def issue(office: Running, stream: Stream, count: int = 1) -> None:
    office.push(stream, [stream.issue() for _ in range(count)])


def port_of(office: Running) -> int:
    return int(office.server.socket.getsockname()[1])


def test_what_is_missing_comes_first_then_what_happens(office: Running, stream: Stream) -> None:
    async def scene() -> None:
        issue(office, stream, 5)
        async with following(office.url, after=2) as updates:
            assert await upto(updates, 5) == [3, 4, 5]
            issue(office, stream)
            update = await anext(updates)
            assert isinstance(update, Batch)
            assert [event["ticket"] for event in update.events] == [stream.events[-1].document()["ticket"]]
            assert update.head == 6

    play(scene)


def test_nothing_new_is_a_batch_once_so_that_it_is_known_to_be_fresh(office: Running) -> None:
    async def scene() -> None:
        async with following(office.url) as updates:
            assert await anext(updates) == Batch((), 0, office.server.office.writer.snapshot.epoch)

    play(scene)


def test_each_event_comes_once_over_a_bad_network(office: Running, stream: Stream) -> None:
    async def scene() -> None:
        async with Proxy(port_of(office), faults=25) as proxy, following(proxy.url) as updates:
            places: list[int] = []
            for _ in range(60):
                issue(office, stream)
                places += await upto(updates, (places[-1] if places else 0) + 1)
                if len(places) % 7 == 0:
                    proxy.drop()
            assert places == list(range(1, 61))

    play(scene)


def test_a_lost_server_is_stale_once_and_fresh_when_it_is_back(office: Running, stream: Stream) -> None:
    async def scene() -> None:
        async with Proxy(port_of(office)) as proxy, following(proxy.url) as updates:
            issue(office, stream)
            await upto(updates, 1)
            port, proxy.port = proxy.port, 9
            proxy.drop()
            assert await anext(updates) == Stale(7.0)
            coming = asyncio.ensure_future(anext(updates))
            await proxy.accepts(4)
            assert not coming.done()
            proxy.port = port
            assert isinstance(await coming, Batch)

    play(scene)


def test_silence_is_stale_though_the_connection_stands(office: Running) -> None:
    """The server's heartbeat comes every ten seconds, later than this follower waits."""

    async def scene() -> None:
        async with following(office.url, silence_s=0.5) as updates:
            for wanted in (Batch, Stale, Batch):  # on a busy computer also a connection may take its time
                while not isinstance(await anext(updates), wanted):
                    pass

    play(scene)


def test_another_server_is_followed_from_the_start(tmp_path: Path, office: Running, stream: Stream) -> None:
    async def scene() -> None:
        issue(office, stream, 4)
        async with Proxy(port_of(office)) as proxy, following(proxy.url) as updates:
            await upto(updates, 4)
            with running(tmp_path / "other") as other:
                other.push(stream, stream.events[:2])
                proxy.port = port_of(other)
                proxy.drop()
                update = await anext(updates)
                while isinstance(update, Stale):
                    update = await anext(updates)
                assert update == Anew(other.server.office.writer.snapshot.epoch)
                assert await upto(updates, 2) == [1, 2]

    play(scene)


def test_a_cursor_of_another_server_is_forgotten(office: Running, stream: Stream) -> None:
    async def scene() -> None:
        issue(office, stream, 2)
        async with following(office.url, after=900, epoch="another") as updates:
            assert isinstance(await anext(updates), Anew)
            assert await upto(updates, 2) == [1, 2]

    play(scene)


def test_who_wants_no_events_is_seen_and_gets_none(office: Running, stream: Stream) -> None:
    async def scene() -> None:
        issue(office, stream, 2)
        report = {"unsent": 4, "paper": "low_paper"}
        device = "local-aa11"
        asked = following(office.url, after=NO_EVENTS, device=device, report=lambda: report, report_s=0.01)
        async with asked as updates:
            first = await anext(updates)
            assert isinstance(first, Batch)
            assert first.events == ()
            signs = office.server.office.presence.signs
            while signs[device].unsent is None:
                await asyncio.sleep(0.005)
            assert (signs[device].unsent, signs[device].paper, signs[device].connections) == (
                4,
                "low_paper",
                1,
            )

    play(scene)


def test_a_device_that_may_not_follow_is_told_so(office: Running) -> None:
    token = office.token("board")["Authorization"].removeprefix("Bearer ")

    async def scene() -> None:
        async with following(office.url, token=token) as updates:
            update = await anext(updates)
            assert isinstance(update, Stale)
            assert update.code == "refused"

    play(scene)
