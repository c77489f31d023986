"""The one door to the network: which addresses a device may speak to, and the session in which it does.

Every HTTP and WebSocket client of the product is an `OfficeSession`; `tests/test_architecture.py` forbids others. It
verifies the server (`trust`, where the office's own certificate will be pinned), follows no redirect and no proxy,
sends the device's token and version, limits the time and size of an answer, and reports failures as `AwayError` or
`WireError`. Must not know what a message means.
"""

from __future__ import annotations

import asyncio
import ipaddress
import json
import ssl
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Any, Final, Self, TypeVar
from urllib.parse import urlsplit

import aiohttp

from kiosk.client.sse import MAX_EVENT
from kiosk.errors import UserError
from kiosk.protocol import codec
from kiosk.protocol.api import USER_AGENT, failure
from kiosk.protocol.errors import WireError

T = TypeVar("T")

CONNECT_S: Final = 5.0
"""Seconds to reach the server; in a local network a connection succeeds at once or never."""
ANSWER_S: Final = 20.0
"""Seconds for one request and its answer; a server that syncs a slow disk needs some."""
MAX_ANSWER: Final = MAX_EVENT
"""Bytes of one answer or message: the longest is a view, with or without an event stream around it."""
_JSON: Final = {"Content-Type": "application/json"}
_CLOSE: Final = aiohttp.ClientWSTimeout(ws_close=1.0)
_NETWORK_ERRORS: Final = (aiohttp.ClientError, OSError, TimeoutError)


class AddressError(UserError):
    """An address that cannot be the office server's; the sentence says how to write it."""


class AwayError(UserError):
    """There is no answer now; a later try may have one. Whether the request arrived is unknown."""

    def __init__(self, sentence: str = "The office server does not answer.", remedy: str = "") -> None:
        super().__init__(sentence, remedy)


class SilentError(AwayError):
    """The connection stands, and nothing arrives within the time allowed."""


def base_url(url: str) -> str:
    """The office server's address in the form that paths are added to. Raises AddressError."""
    text = url.strip().rstrip("/")
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    if parts.scheme not in ("http", "https") or not host or parts.query or parts.fragment or parts.username:
        raise AddressError(f"{url!r} is no office server's address; write it as http://127.0.0.1:8321.")
    if parts.scheme == "http" and not _is_this_computer(host):
        # without encryption anybody in the office's network could read tickets and tokens
        raise AddressError(f"{url!r} is another computer, which may only be reached by https://.")
    return text


def trust() -> ssl.SSLContext:
    """The certificates that are accepted: those of the computer's authorities, until the office's own is pinned."""
    return ssl.create_default_context()


class OfficeSession:
    """Speaks with one office server as the device that holds `token`; an async context manager."""

    def __init__(self, url: str, token: str | None = None, *, answer_s: float = ANSWER_S) -> None:
        """Create it inside the running loop. Raises AddressError."""
        self.base = base_url(url)
        headers = {"User-Agent": USER_AGENT, **({"Authorization": f"Bearer {token}"} if token else {})}
        self._http = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(ssl=trust() if self.base.startswith("https:") else True),
            headers=headers,
            timeout=aiohttp.ClientTimeout(total=answer_s, sock_connect=CONNECT_S),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        await self._http.close()

    async def ask(self, method: str, path: str, document: object = None) -> tuple[int, Any]:
        """One request's status and JSON document. Raises AwayError, also for a server that cannot answer now."""
        status, body = await self._exchange(method, path, document)
        return status, _json(body)

    async def fetch(self, cls: type[T], path: str, method: str = "GET", document: object = None) -> T:
        """A typed answer. Raises AwayError, and WireError for a refusal or an answer that does not fit."""
        status, body = await self._exchange(method, path, document)
        if status != 200:
            raise failure(status, _json(body))
        try:
            return codec.decode(cls, body)
        except WireError as error:
            _json(body)
            raise WireError(f"The office server's answer does not fit: {error}", "unclear", 502) from None

    async def stream(self, path: str, silence_s: float) -> AsyncGenerator[bytes, None]:
        """The bytes of an event stream as they arrive; ends with the connection.

        Raises:
            AwayError: The server cannot be reached, or the connection broke.
            SilentError: Nothing arrived for `silence_s` seconds.
            WireError: The server refused, with its code and sentence.
        """
        headers = {"Accept": "text/event-stream"}
        unlimited = aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_S)
        try:
            async with asyncio.timeout(silence_s):
                response = await self._http.get(
                    self.base + path, headers=headers, timeout=unlimited, allow_redirects=False
                )
        except _NETWORK_ERRORS as error:
            raise AwayError from error
        async with response:
            try:
                if response.status != 200:
                    async with asyncio.timeout(silence_s):
                        body = await _limited(response)
                    raise failure(response.status, _json_or_none(body))
                while piece := await self._piece(response, silence_s):
                    yield piece
            except _NETWORK_ERRORS as error:
                raise AwayError from error

    @asynccontextmanager
    async def socket(
        self, path: str, params: Mapping[str, str], silence_s: float
    ) -> AsyncIterator[OfficeSocket]:
        """A WebSocket. Raises AwayError, and WireError with the code "refused" when the server refuses it."""
        try:
            async with asyncio.timeout(min(CONNECT_S, silence_s)):
                # it follows no redirect: aiohttp refuses every answer but 101
                opened = await self._http.ws_connect(
                    self.base + path, params=params, max_msg_size=MAX_ANSWER, timeout=_CLOSE
                )
        except aiohttp.WSServerHandshakeError as error:
            if error.status >= 500:
                raise AwayError(f"The office server failed ({error.status}).") from None
            sentence = f"The office server refused this device ({error.status})."
            raise WireError(sentence, "refused", error.status) from None
        except _NETWORK_ERRORS as error:
            raise AwayError from error
        async with opened:
            yield OfficeSocket(opened, silence_s)

    async def _exchange(self, method: str, path: str, document: object = None) -> tuple[int, bytes]:
        body = None if document is None else codec.encode(document)
        try:
            async with self._http.request(
                method, self.base + path, data=body, headers=_JSON if body else None, allow_redirects=False
            ) as response:
                status, answer = response.status, await _limited(response)
        except _NETWORK_ERRORS as error:
            raise AwayError from error
        if status >= 500:
            content = _json_or_none(answer)
            raise AwayError(
                f"The office server failed ({status})."
                if content is None
                else failure(status, content).sentence
            )
        return status, answer

    async def _piece(self, response: aiohttp.ClientResponse, silence_s: float) -> bytes:
        try:
            async with asyncio.timeout(silence_s):
                return await response.content.readany()
        except TimeoutError:
            response.close()
            raise SilentError from None


class OfficeSocket:
    """One open WebSocket with the office server."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, silence_s: float) -> None:
        self._socket = socket
        self._silence_s = silence_s

    async def send(self, value: object) -> None:
        """Send frozen data as one JSON text. Raises AwayError."""
        try:
            await self._socket.send_str(codec.encode(value).decode())
        except _NETWORK_ERRORS as error:
            raise AwayError from error

    async def receive(self, cls: type[T]) -> T | None:
        """The next message; None when the connection has ended. Raises AwayError, SilentError, WireError."""
        try:
            async with asyncio.timeout(self._silence_s):
                message = await self._socket.receive()
        except TimeoutError:
            raise SilentError from None
        except _NETWORK_ERRORS as error:
            raise AwayError from error
        if message.type is not aiohttp.WSMsgType.TEXT:
            return None
        return codec.decode(cls, message.data)


def fetch_once(
    url: str,
    cls: type[T],
    path: str,
    method: str = "GET",
    document: object = None,
    *,
    token: str | None = None,
    answer_s: float = ANSWER_S,
) -> T:
    """`OfficeSession.fetch` for a caller without a running loop. Raises AddressError, AwayError, WireError."""

    async def exchange() -> T:
        async with OfficeSession(url, token, answer_s=answer_s) as session:
            return await session.fetch(cls, path, method, document)

    return asyncio.run(exchange())


async def _limited(response: aiohttp.ClientResponse) -> bytes:
    """The whole body. Raises AwayError for one that is longer than any answer of an office server."""
    body = bytearray()
    async for piece in response.content.iter_any():
        body += piece
        if len(body) > MAX_ANSWER:
            response.close()
            raise AwayError(f"The answer is longer than {MAX_ANSWER} bytes.")
    return bytes(body)


def _json(body: bytes) -> Any:
    content = _json_or_none(body)
    if content is None:
        raise AwayError("What answers at this address is no office server.")
    return content


def _json_or_none(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _is_this_computer(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
