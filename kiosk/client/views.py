"""A live view of the office for boards and reception: each new state of it, and a notice when it is out of date.

    async with aclosing(live("http://127.0.0.1:8321", "/v1/live/public", PublicView, token)) as updates:
        async for update in updates:
            match update:
                case Fresh(view): ...
                case Stale(since, code, sentence): ...

It never ends and never raises for a network's or a server's trouble; it connects again by itself. A short break that
heals at the first retry is not reported: the server sends the whole view again, so nothing is missed. Import this
after the first frame. Must not know what a view holds, nor screens.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from typing import Generic, TypeVar

from kiosk.client.backoff import Backoff
from kiosk.client.outage import Outage, Stale
from kiosk.client.session import AwayError, OfficeSession
from kiosk.client.sse import EventReader, TooLongError
from kiosk.protocol import codec
from kiosk.protocol.errors import WireError
from kiosk.protocol.presence import SILENCE_S

__all__ = ["Fresh", "Stale", "live"]

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Fresh(Generic[V]):
    """The view as it is now."""

    view: V


async def live(
    url: str,
    path: str,
    cls: type[V],
    token: str | None = None,
    *,
    silence_s: float = SILENCE_S,
    backoff: Backoff | None = None,
    clock: Callable[[], float] = time.time,
) -> AsyncGenerator[Fresh[V] | Stale, None]:
    """The updates of one view, decoded as `cls`; `path` as in `/v1/live/reception`.

    Stale is reported once per outage; the next Fresh ends it. Raises AddressError at once for an address that cannot
    be a server's.
    """
    outage = Outage(clock, backoff or Backoff())
    async with OfficeSession(url, token) as session:
        while True:
            error: AwayError | WireError | None = None
            try:
                async with aclosing(_views(session, path, cls, silence_s)) as views:
                    async for view in views:
                        outage.answered()
                        if view is not None:
                            outage.reported = False
                            yield Fresh(view)
            except (AwayError, WireError) as failure:
                error = failure
            if stale := outage.failed(error):
                yield stale
            await asyncio.sleep(outage.delay())


async def _views(
    session: OfficeSession, path: str, cls: type[V], silence_s: float
) -> AsyncGenerator[V | None, None]:
    """Views of one connection, None for a heartbeat; ends with the connection."""
    reader = EventReader()
    async with aclosing(session.stream(path, silence_s)) as pieces:
        async for piece in pieces:
            views = _read(reader, piece, cls)
            for view in views:
                yield view
            if not views:
                yield None


def _read(reader: EventReader, piece: bytes, cls: type[V]) -> list[V]:
    """The views that end in this piece. Raises WireError with the code "unreadable"."""
    try:
        return [codec.decode(cls, event.data) for event in reader.feed(piece) if event.event == "view"]
    except (TooLongError, WireError) as error:
        raise WireError(
            f"The office server sent a view that cannot be read: {error}", "unreadable"
        ) from error
