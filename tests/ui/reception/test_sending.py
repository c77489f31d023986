"""Commands on their way: the same id again while nobody answers, so that it is done once or not at all."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiohttp import web

from kiosk.client.session import AddressError
from kiosk.protocol.errors import WireError
from kiosk.ui.reception.sending import NoAnswerError, new_command, sender
from tests.office.factories import Stream, running

Answer = Callable[[int], web.Response]


def sent_to(answer: Answer) -> tuple[list[dict[str, Any]], Any]:
    """What a server got of one command, and what became of it."""
    got: list[dict[str, Any]] = []

    async def handle(request: web.Request) -> web.Response:
        got.append(await request.json())
        return answer(len(got))

    async def main() -> Any:
        app = web.Application()
        app.router.add_post("/v1/commands", handle)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = runner.addresses[0][1]
        try:
            return await sender(f"http://127.0.0.1:{port}", None, (0.01, 0.01))(new_command("day.close", {}))
        except (NoAnswerError, WireError) as error:
            return error
        finally:
            await runner.cleanup()

    return got, asyncio.run(main())


def test_it_is_sent_again_with_the_same_id_until_it_is_answered() -> None:
    got, answer = sent_to(
        lambda n: web.json_response({"ok": True}) if n == 3 else web.Response(status=503, text="{}")
    )
    assert answer == {"ok": True}
    assert len(got) == 3
    assert len({each["id"] for each in got}) == 1


def test_after_its_tries_nobody_knows() -> None:
    got, answer = sent_to(lambda n: web.Response(status=200, text="no json"))
    assert isinstance(answer, NoAnswerError)
    assert len(got) == 3


def test_what_the_office_will_not_allow_is_not_tried_again() -> None:
    got, answer = sent_to(lambda n: web.json_response({"code": "not_allowed", "sentence": "No."}, status=403))
    assert isinstance(answer, WireError)
    assert (answer.code, len(got)) == ("not_allowed", 1)


def test_nobody_there_is_no_answer() -> None:
    async def main() -> None:
        with pytest.raises(NoAnswerError):
            await sender("http://127.0.0.1:1", None, (0.01,))(new_command("day.close", {}))

    asyncio.run(main())


def test_an_address_that_is_none_is_refused_at_once() -> None:
    with pytest.raises(AddressError):
        sender("office")


def test_a_real_office_follows_once(tmp_path: Any) -> None:
    with running(tmp_path / "office") as office:
        stream = Stream()
        stream.issue()
        office.push(stream)
        office.did("desk.open", desk=3, station="SKV")
        visit = office.view("reception")["visits"][0]["visit"]
        command = new_command("call.this", {"desk": 3, "visit": visit})

        async def main() -> list[Any]:
            send: Callable[[Any], Awaitable[Any]] = sender(office.url)
            return [await send(command), await send(command), await send(new_command("recall", {"desk": 4}))]

        first, again, other = asyncio.run(main())
        assert first["ok"]
        assert again == first
        assert (other["ok"], other["code"]) == (False, "desk_empty")
        assert office.view("public")["calls"][0]["desk"] == 3
