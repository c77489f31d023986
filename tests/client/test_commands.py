"""A press of a button is done once, however often its answer is lost."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from kiosk.client.backoff import Backoff
from kiosk.client.commands import Commander
from kiosk.client.session import AwayError
from kiosk.protocol.errors import WireError
from tests.client.proxy import Proxy
from tests.office.factories import Running, Stream, running

SOON = Backoff(least=0.005, most=0.01)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path / "office") as office:
        stream = Stream()
        office.push(stream, [stream.issue() for _ in range(12)])
        yield office


def play(office: Running, scene: Callable[[Commander, Proxy], Awaitable[None]], *, faults: int = 0) -> None:
    async def whole() -> None:
        port = int(office.server.socket.getsockname()[1])
        async with (
            asyncio.timeout(20),
            Proxy(port, random.Random(5), faults=faults) as proxy,
            Commander(proxy.url, backoff=SOON) as commander,
        ):
            await scene(commander, proxy)

    asyncio.run(whole())


def calls(office: Running) -> list[str]:
    events = office.events()
    return [each["body"]["visit"] for each in events if each["body"].get("verb") == "call"]


def test_lost_answers_call_nobody_twice(office: Running) -> None:
    async def scene(commander: Commander, proxy: Proxy) -> None:
        assert (await commander.do("desk.open", {"desk": 4, "station": "SKV"})).ok
        proxy.lose = 3
        answer = await commander.do("call.next", {"desk": 4})
        assert answer.ok
        assert proxy.spoilt == 3
        assert calls(office) == [answer.document["visitor"]["visit"]]

    play(office, scene)


def test_over_a_bad_network_each_desk_gets_its_own_visitor(office: Running) -> None:
    async def scene(commander: Commander, proxy: Proxy) -> None:
        proxy.faults = 40
        for desk in range(1, 9):
            assert (await commander.do("desk.open", {"desk": desk, "station": "SKV"})).ok
        answers = await asyncio.gather(*(commander.do("call.next", {"desk": n}) for n in range(1, 9)))
        called = [answer.document["visitor"]["visit"] for answer in answers]
        assert len(set(called)) == 8
        assert sorted(calls(office)) == sorted(called)
        assert proxy.spoilt > 0

    play(office, scene)


def test_a_stale_button_is_an_answer(office: Running) -> None:
    async def scene(commander: Commander, proxy: Proxy) -> None:
        answer = await commander.do("recall", {"desk": 4})
        assert (answer.ok, answer.code) == (False, "desk_empty")
        assert answer.sentence

    play(office, scene)


def test_what_makes_no_sense_is_not_asked_again(office: Running) -> None:
    async def scene(commander: Commander, proxy: Proxy) -> None:
        with pytest.raises(WireError, match="no command"):
            await commander.do("dance")
        assert proxy.connections == 1

    play(office, scene)


def test_an_id_asked_again_after_patience_has_ended_is_done_once(office: Running) -> None:
    async def scene(commander: Commander, proxy: Proxy) -> None:
        await commander.do("desk.open", {"desk": 4, "station": "SKV"})
        proxy.lose = 1_000
        with pytest.raises(AwayError):
            await commander.do("call.next", {"desk": 4}, command_id="press-0001", patience_s=0.3)
        proxy.lose = 0
        assert (await commander.do("call.next", {"desk": 4}, command_id="press-0001")).ok
        assert len(calls(office)) == 1

    play(office, scene)
