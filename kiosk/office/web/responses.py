"""How the office server reads a body and tells an error: JSON, always, and one sentence.

Must not know any route.
"""

from __future__ import annotations

from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from kiosk.office.serving.feeds import dumped
from kiosk.protocol import messages
from kiosk.protocol.validation import WireError
from kiosk.storage.errors import StorageError


class Json(Response):
    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return dumped(content).encode("utf-8")


async def body_of(request: Request) -> Any:
    """A request's JSON. Raises WireError; what is too large is not read to its end."""
    whole = bytearray()
    async for chunk in request.stream():
        whole += chunk
        if len(whole) > messages.MAX_BYTES:
            raise messages.too_large()
    return messages.parse(bytes(whole))


async def refuse(error: WireError, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": error.sentence})
        return
    await Json(error.document(), error.status)(scope, receive, send)


async def on_wire_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, WireError)
    headers = {"Retry-After": str(error.more["retry_after"])} if "retry_after" in error.more else None
    return Json(error.document(), error.status, headers=headers)


async def on_wrong_query(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    wrong = WireError(f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}.")
    return await on_wire_error(request, wrong)


async def on_no_route(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    sentence = f"{request.method} {request.url.path[:100]} is not served here."
    return Json({"code": "not_found", "sentence": sentence}, error.status_code, headers=error.headers)


async def on_journal_error(request: Request, error: Exception) -> Response:
    return Json({"code": "storage", "sentence": str(error)}, 503, headers={"Retry-After": "2"})


HANDLERS = {
    WireError: on_wire_error,
    StorageError: on_journal_error,
    RequestValidationError: on_wrong_query,
    HTTPException: on_no_route,
}
"""Error -> who tells it."""
