"""A press of a button is done once, however often its answer is lost."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from kiosk.client.backoff import Backoff
from kiosk.client.commands import Commander, new_command
from kiosk.client.session import AddressError, AwayError
from kiosk.protocol.commands import CommandResult
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


def play(
    office: Running,
    scene: Callable[[Commander, Proxy], Awaitable[None]],
    *,
    faults: int = 0,
    patience_s: float | None = None,
) -> None:
    async def whole() -> None:
        port = int(office.server.socket.getsockname()[1])
        async with (
            asyncio.timeout(20),
            Proxy(port, random.Random(5), faults=faults) as proxy,
            Commander(proxy.url, patience_s=patience_s, backoff=SOON) as commander,
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
        assert answer.visitor is not None
        assert proxy.spoilt == 3
        assert calls(office) == [answer.visitor.visit]

    play(office, scene)


def test_over_a_bad_network_each_desk_gets_its_own_visitor(office: Running) -> None:
    async def scene(commander: Commander, proxy: Proxy) -> None:
        proxy.faults = 40
        for desk in range(1, 9):
            assert (await commander.do("desk.open", {"desk": desk, "station": "SKV"})).ok
        answers = await asyncio.gather(*(commander.do("call.next", {"desk": n}) for n in range(1, 9)))
        called = [answer.visitor.visit for answer in answers if answer.visitor is not None]
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


def test_what_is_no_command_is_not_sent(office: Running) -> None:
    async def scene(commander: Commander, proxy: Proxy) -> None:
        with pytest.raises(WireError, match="no command"):
            await commander.do("dance")
        assert proxy.connections == 0

    play(office, scene)


def test_a_command_sent_again_after_patience_has_ended_is_done_once(office: Running) -> None:
    async def scene(commander: Commander, proxy: Proxy) -> None:
        await commander.do("desk.open", {"desk": 4, "station": "SKV"})
        proxy.lose = 1_000
        press = new_command("call.next", {"desk": 4})
        with pytest.raises(AwayError):
            await commander.send(press)
        proxy.lose = 0
        assert (await commander.send(press)).ok
        assert len(calls(office)) == 1

    play(office, scene, patience_s=0.3)


# Against a server that the test writes --------------------------------------------------------------------------


def sent_to(
    answer: Callable[[list[dict[str, Any]]], Awaitable[web.Response]], patience_s: float | None = None
) -> tuple[list[dict[str, Any]], CommandResult | Exception]:
    """What a server received of one command, and what became of it."""
    received: list[dict[str, Any]] = []

    async def handle(request: web.Request) -> web.Response:
        received.append(await request.json())
        return await answer(received)

    async def main() -> CommandResult | Exception:
        app = web.Application()
        app.router.add_post("/v1/commands", handle)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            async with asyncio.timeout(20), Commander(url, patience_s=patience_s, backoff=SOON) as commander:
                return await commander.do("day.close")
        except (AwayError, WireError) as error:
            return error
        finally:
            await runner.cleanup()

    return received, asyncio.run(main())


def test_a_command_is_sent_again_with_the_same_id_until_it_is_answered() -> None:
    async def answer(received: list[dict[str, Any]]) -> web.Response:
        if len(received) < 3:
            return web.Response(status=503, text="{}")
        return web.json_response({"id": received[0]["id"], "ok": True, "seq": 7})

    received, answered = sent_to(answer)
    assert answered == CommandResult(received[0]["id"], True, 7)
    assert len(received) == 3
    assert len({each["id"] for each in received}) == 1


def test_each_press_has_an_id_of_its_own() -> None:
    assert len({new_command("day.close").id for _ in range(50)}) == 50


def test_when_patience_has_ended_nobody_knows_whether_it_was_done() -> None:
    async def answer(_: object) -> web.Response:
        return web.Response(text="no json")

    received, answered = sent_to(answer, patience_s=0.1)
    assert isinstance(answered, AwayError)
    assert len({each["id"] for each in received}) == 1 < len(received)


def test_an_answer_that_is_on_its_way_is_awaited_past_the_patience() -> None:
    async def answer(_: object) -> web.Response:
        await asyncio.sleep(0.2)  # the slow disk of a server; not a synchronisation
        return web.json_response({"id": "press-0001", "ok": True, "seq": 7})

    received, answered = sent_to(answer, patience_s=0.05)
    assert isinstance(answered, CommandResult)
    assert (answered.ok, len(received)) == (True, 1)


def test_what_the_office_does_not_allow_is_not_sent_again() -> None:
    async def answer(_: object) -> web.Response:
        return web.json_response({"code": "not_allowed", "sentence": "No."}, status=403)

    received, answered = sent_to(answer)
    assert isinstance(answered, WireError)
    assert (answered.code, len(received)) == ("not_allowed", 1)


def test_an_address_that_is_none_is_refused_at_once() -> None:
    async def main() -> None:
        Commander("office")

    with pytest.raises(AddressError):
        asyncio.run(main())
