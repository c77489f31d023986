"""A live view of the office for boards and reception: each new state of it, and honestly when it is out of date.

    async with aclosing(live("http://127.0.0.1:8321", "/v1/live/public", token)) as updates:
        async for update in updates:
            match update:
                case Fresh(view): ...
                case Stale(since, code, sentence): ...

It never ends and never raises for a network's or a server's trouble; it connects again by itself. A short break that
heals at the first try is not told, nothing was missed: the server sends the whole view anew. Import this after the
first frame. Must not know what stands in a view, nor screens.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

import aiohttp

from kiosk.client.backoff import Backoff
from kiosk.client.session import CONNECT_S, base_url, open_session
from kiosk.client.sse import EventReader, TooLongError
from kiosk.protocol.api import failure
from kiosk.protocol.errors import WireError
from kiosk.protocol.presence import SILENCE_S

__all__ = ["Fresh", "Stale", "live"]


@dataclass(frozen=True, slots=True)
class Fresh:
    """The view as it is now."""

    view: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stale:
    """The last view can no longer be trusted. `since`: when the server was last heard (the clock's seconds), None when
    it never was. `code` and `sentence` say why: "away", or the server's own, such as "unauthorized"."""

    since: float | None
    code: str = "away"
    sentence: str = "The office server does not answer."


Update = Fresh | Stale


async def live(
    url: str,
    path: str,
    token: str | None = None,
    *,
    silence_s: float = SILENCE_S,
    backoff: Backoff | None = None,
    clock: Callable[[], float] = time.time,
) -> AsyncGenerator[Update, None]:
    """The updates of one view, `path` as in `/v1/live/reception`, for as long as it is asked.

    Stale is told once for each time out of date; the next Fresh ends it. Raises AddressError at once for an address
    that cannot be a server's.
    """
    address = base_url(url) + path
    waits = backoff or Backoff()
    heard: float | None = None
    failures, told = 0, False
    async with open_session(url, token) as session:
        while True:
            trouble = Stale(None)
            was_silent = False
            try:
                async with aclosing(_views(session, address, silence_s)) as views:
                    async for view in views:
                        heard, failures = clock(), 0
                        if view is not None:
                            told = False
                            yield Fresh(view)
            except WireError as error:
                trouble = Stale(None, error.code, error.sentence)
            except _SilentError:
                was_silent = True
            except (aiohttp.ClientError, OSError, TimeoutError, TooLongError, ValueError):
                pass
            failures += 1
            # the first failure after a working connection is only its end; the try after it decides
            if not told and (failures > 1 or heard is None or was_silent or trouble.code != "away"):
                told = True
                yield Stale(heard, trouble.code, trouble.sentence)
            await asyncio.sleep(waits.delay(failures - 1))


class _SilentError(Exception):
    """Connected, and nothing comes."""


async def _views(
    session: aiohttp.ClientSession, address: str, silence_s: float
) -> AsyncGenerator[dict[str, Any] | None, None]:
    """Views of one connection, None for a heartbeat; ends with the connection."""
    never = aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_S)
    async with asyncio.timeout(silence_s):
        response = await session.get(
            address, headers={"Accept": "text/event-stream"}, timeout=never, allow_redirects=False
        )
    async with response:
        if response.status != 200:
            async with asyncio.timeout(silence_s):
                raise failure(response.status, _json(await response.read()))
        reader = EventReader()
        while True:
            try:
                async with asyncio.timeout(silence_s):
                    piece = await response.content.readany()
            except TimeoutError:
                response.close()
                raise _SilentError from None
            if not piece:
                return
            beat = True
            for event in reader.feed(piece):
                document = json.loads(event.data)
                if event.event == "view" and isinstance(document, dict):
                    beat = False
                    yield document
            if beat:
                yield None


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return None
