"""Bodies, answers and errors of the office server: JSON by the protocol's codec, an error as one sentence.

Must not know any route.
"""

from __future__ import annotations

from typing import Any, TypeVar

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from kiosk.protocol import codec
from kiosk.protocol.api import MAX_BYTES, Failure, failure_of, too_large
from kiosk.protocol.errors import WireError
from kiosk.protocol.push import PushRefusedError
from kiosk.storage.errors import StorageError

T = TypeVar("T")

NO_STORE = {"Cache-Control": "no-store"}
"""Headers of an answer that no browser or proxy may keep."""


class Json(Response):
    """An answer of the protocol."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return codec.encode(content)


async def body_of(request: Request) -> bytes:
    """Return a request's body; one that is too large is not read to its end.

    Raises:
        WireError: It is too large.
    """
    whole = bytearray()
    async for chunk in request.stream():
        whole += chunk
        if len(whole) > MAX_BYTES:
            raise too_large()
    return bytes(whole)


async def asked(request: Request, cls: type[T]) -> T:
    """Return a request's body as a message.

    Raises:
        WireError: It does not fit; the sentence names the field.
    """
    return codec.decode(cls, await body_of(request))


async def refuse(error: WireError, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request that is not passed on to its route."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": error.sentence})
        return
    await on_wire_error(error)(scope, receive, send)


def on_wire_error(error: WireError) -> Response:
    headers = None if error.retry_after is None else {"Retry-After": str(error.retry_after)}
    body = error.refused if isinstance(error, PushRefusedError) else failure_of(error)
    return Json(body, error.status, headers=headers)


def on_journal_error(error: StorageError) -> Response:
    return Json(Failure("storage", str(error)), 503, headers={"Retry-After": "2"})


async def _wire_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, WireError)
    return on_wire_error(error)


async def _journal_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, StorageError)
    return on_journal_error(error)


async def _wrong_query(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    return on_wire_error(WireError(f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}."))


async def _no_route(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    sentence = f"{request.method} {request.url.path[:100]} is not served here."
    return Json(Failure("not_found", sentence), error.status_code, headers=error.headers)


HANDLERS = {
    WireError: _wire_error,
    StorageError: _journal_error,
    RequestValidationError: _wrong_query,
    HTTPException: _no_route,
}
"""Error -> its answer."""
