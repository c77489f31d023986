"""The one door to the network: which addresses a device may speak to, and what it makes of answers."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import pytest
from aiohttp import web

from kiosk import __version__
from kiosk.client.session import AddressError, AwayError, OfficeSession, base_url, fetch_once
from kiosk.protocol.errors import WireError
from tests.doctor.computers import showing


@pytest.mark.parametrize(
    ("given", "base"),
    [
        ("http://127.0.0.1:8321", "http://127.0.0.1:8321"),
        ("http://127.0.0.1:8321/", "http://127.0.0.1:8321"),
        (" http://localhost:8321 ", "http://localhost:8321"),
        ("http://[::1]:8321", "http://[::1]:8321"),
        ("https://office.example/kiosks/", "https://office.example/kiosks"),
    ],
)
def test_a_server_is_named_by_its_address(given: str, base: str) -> None:
    assert base_url(given) == base


@pytest.mark.parametrize(
    "given",
    [
        *("", "127.0.0.1:8321", "ftp://127.0.0.1", "http://", "http://127.0.0.1:port", "http://[::1"),
        *("http://a?b", "https://name:password@office.example"),
    ],
)
def test_what_is_no_address_is_refused(given: str) -> None:
    with pytest.raises(AddressError, match="no office server's address"):
        base_url(given)


@pytest.mark.parametrize(
    "given", ["http://192.168.1.5:8321", "http://office.example", "http://127.0.0.1.example"]
)
def test_another_computer_is_not_spoken_to_in_the_clear(given: str) -> None:
    with pytest.raises(AddressError, match="https"):
        base_url(given)


# What the session does with answers -----------------------------------------------------------------------------

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True)
class Health:
    office: str
    seq: int = 0


@contextmanager
def serving(handler: Handler) -> Iterator[str]:
    """The address of a server in a thread of its own that answers everything by `handler`."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    async def begin() -> web.AppRunner:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", handler)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return runner

    try:
        runner = asyncio.run_coroutine_threadsafe(begin(), loop).result(20)
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(20)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(20)
        loop.close()


def answering(body: str, status: int = 200, **headers: str) -> Handler:
    async def handler(_: web.Request) -> web.Response:
        return web.Response(text=body, status=status, headers=headers)

    return handler


def test_a_program_without_a_loop_gets_a_typed_answer_as_its_device() -> None:
    seen: list[web.Request] = []

    async def handler(request: web.Request) -> web.Response:
        seen.append(request)
        return web.json_response({"office": "ekeby", "of_a_later_version": 1})

    with serving(handler) as url:
        assert fetch_once(f"{url}/", Health, "/v1/health", token="secret") == Health("ekeby")
    (request,) = seen
    assert (request.path, request.headers["Authorization"]) == ("/v1/health", "Bearer secret")
    assert request.headers["User-Agent"] == f"motesplats/{__version__}"


def test_no_redirect_is_followed_and_no_token_leaves_the_office() -> None:
    asked: list[str] = []

    async def elsewhere(request: web.Request) -> web.Response:
        asked.append(request.path)
        return web.json_response({"office": "another"})

    with (
        serving(elsewhere) as other,
        serving(answering("{}", 307, Location=f"{other}/taken")) as url,
        pytest.raises(WireError),
    ):
        fetch_once(url, Health, "/v1/health", token="secret")
    assert asked == []


def test_no_proxy_of_the_environment_comes_in_between(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would make this computer a stranger to its own office server."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with serving(answering('{"office": "ekeby"}')) as url:
        assert fetch_once(url, Health, "/v1/health").office == "ekeby"


def test_a_refusal_is_an_error_with_the_servers_code_and_sentence() -> None:
    refusal = '{"code": "unknown_token", "sentence": "No."}'
    with serving(answering(refusal, 401)) as url, pytest.raises(WireError, match=r"^No\.$") as raised:
        fetch_once(url, Health, "/v1/health")
    assert (raised.value.code, raised.value.status) == ("unknown_token", 401)


@pytest.mark.parametrize(
    ("handler", "sentence"),
    [
        (answering('{"code": "storage", "sentence": "The disk is full."}', 503), "The disk is full."),
        (answering("oops", 500), "The office server failed (500)."),
        (answering("<html>"), "What answers at this address is no office server."),
        (answering("[1]", 404), "The office server answered 404."),
        (answering("[" * 100_000), "What answers at this address is no office server."),
    ],
)
def test_a_server_that_cannot_answer_now_is_said_in_one_sentence(handler: Handler, sentence: str) -> None:
    async def ask(url: str) -> tuple[int, object]:
        async with OfficeSession(url) as session:
            return await session.ask("GET", "/v1/health")

    with serving(handler) as url:
        with pytest.raises((AwayError, WireError)) as raised:
            fetch_once(url, Health, "/v1/health")
        assert str(raised.value) == sentence
        if isinstance(raised.value, AwayError):
            with pytest.raises(AwayError):
                asyncio.run(ask(url))


def test_an_answer_of_another_form_names_the_field() -> None:
    with serving(answering('{"office": 3}')) as url, pytest.raises(WireError, match="office") as raised:
        fetch_once(url, Health, "/v1/health")
    assert raised.value.status == 502


def test_an_answer_longer_than_16_million_bytes_is_given_up() -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        with suppress(ConnectionError):
            while True:
                await response.write(b" " * 1_000_000)
        return response

    with serving(endless) as url, pytest.raises(AwayError, match="longer than 16000000 bytes"):
        fetch_once(url, Health, "/v1/health")


def test_nobody_there_is_away() -> None:
    with pytest.raises(AwayError, match="does not answer"):
        fetch_once("http://127.0.0.1:9", Health, "/v1/health")


def test_a_server_that_says_nothing_is_given_up_in_time() -> None:
    async def silent(_: web.Request) -> web.Response:
        await asyncio.sleep(3600)
        return web.Response()

    with serving(silent) as url, pytest.raises(AwayError):
        fetch_once(url, Health, "/v1/health", answer_s=0.1)


def test_a_certificate_of_no_known_authority_is_not_believed() -> None:
    with showing("good.pem") as url, pytest.raises(AwayError):
        fetch_once(url, Health, "/v1/health", token="secret")
