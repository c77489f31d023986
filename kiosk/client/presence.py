"""Follows the office's journal over a WebSocket: what is missing after a cursor, then what comes; and says when it is
out of date.

    async with aclosing(follow(url, token, after=cursor, epoch=epoch)) as updates:
        async for update in updates:
            match update:
                case Batch(events, head, epoch): ...    # up to date once the last event's seq is `head`
                case Anew(epoch): ...                   # forget all and the cursor, another server answers
                case Stale(since, code, sentence): ...  # until the next Batch

It never ends and never raises for a network's or a server's trouble. While it follows it tells the server how this
device is (`report`), so that reception sees that it lives. Must not know what events mean.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, Final

import aiohttp

from kiosk.client.backoff import Backoff
from kiosk.client.session import CONNECT_S, base_url, open_session
from kiosk.client.views import Stale
from kiosk.protocol.presence import SILENCE_S

__all__ = ["NO_EVENTS", "Anew", "Batch", "Stale", "follow"]

REPORT_S: Final = 15.0
NO_EVENTS: Final = 2**53 - 1
"""A cursor beyond every event: to be seen by the office, and get its heartbeat only."""
_MAX_FRAME: Final = 16_000_000
_CLOSE: Final = aiohttp.ClientWSTimeout(ws_close=1.0)


@dataclass(frozen=True, slots=True)
class Batch:
    """Events as the server serves them, in its order. `head`: the last place in that order; `epoch`: whose order it
    is, to be given with the cursor next time."""

    events: tuple[Mapping[str, Any], ...]
    head: int
    epoch: str


@dataclass(frozen=True, slots=True)
class Anew:
    """Another server answers, or one that was put back: what was followed before counts no more, all comes again."""

    epoch: str


Report = Callable[[], Mapping[str, Any]]


async def follow(
    url: str,
    token: str | None = None,
    *,
    after: int = 0,
    epoch: str = "",
    device: str = "",
    report: Report = dict,
    report_s: float = REPORT_S,
    silence_s: float = SILENCE_S,
    backoff: Backoff | None = None,
    clock: Callable[[], float] = time.time,
) -> AsyncGenerator[Batch | Anew | Stale, None]:
    """Everything after the cursor `after` of `epoch`, each event once. `device` names a device without a token, of
    this computer. Raises AddressError at once."""
    address = f"{base_url(url)}/v1/follow"
    waits = backoff or Backoff()
    cursor, known = after, epoch
    heard: float | None = None
    failures, told = 0, False
    async with open_session(url, token) as session:
        while True:
            trouble, was_silent, first = Stale(None), False, True
            asked = {"after": str(cursor), **({"device": device} if device else {})}
            try:
                async with aclosing(_frames(session, address, asked, report, report_s, silence_s)) as frames:
                    async for batch in frames:
                        heard, failures = clock(), 0
                        if known and batch.epoch != known:
                            known, told = batch.epoch, False
                            cursor = cursor if cursor == NO_EVENTS else 0
                            yield Anew(known)
                            break  # the same connection would go on from the old cursor
                        known = batch.epoch
                        new = tuple(event for event in batch.events if event["seq"] > cursor)
                        if new:
                            cursor = new[-1]["seq"]
                        if new or first or told:
                            first = told = False
                            yield Batch(new, batch.head, batch.epoch)
                    else:
                        failures += 1
            except aiohttp.WSServerHandshakeError as error:
                failures += 1
                if error.status < 500:
                    trouble = Stale(
                        None, "refused", f"The office server refused this device ({error.status})."
                    )
            except TimeoutError:
                failures, was_silent = failures + 1, True
            except (aiohttp.ClientError, OSError, ValueError, KeyError, TypeError):
                failures += 1
            if (
                failures
                and not told
                and (failures > 1 or heard is None or was_silent or trouble.code != "away")
            ):
                told = True
                yield Stale(heard, trouble.code, trouble.sentence)
            if failures:
                await asyncio.sleep(waits.delay(failures - 1))


async def _frames(
    session: aiohttp.ClientSession,
    address: str,
    asked: Mapping[str, str],
    report: Report,
    report_s: float,
    silence_s: float,
) -> AsyncGenerator[Batch, None]:
    """The frames of one connection; ends with it. Raises TimeoutError when nothing comes."""
    async with asyncio.timeout(min(CONNECT_S, silence_s)):
        socket = await session.ws_connect(address, params=asked, max_msg_size=_MAX_FRAME, timeout=_CLOSE)
    async with socket:
        telling = asyncio.ensure_future(_tell(socket, report, report_s))
        try:
            while True:
                async with asyncio.timeout(silence_s):
                    message = await socket.receive()
                if message.type is not aiohttp.WSMsgType.TEXT:
                    return
                content = json.loads(message.data)
                yield Batch(tuple(content["events"]), content["head"], content["epoch"])
        finally:
            telling.cancel()
            await asyncio.gather(telling, return_exceptions=True)


async def _tell(socket: aiohttp.ClientWebSocketResponse, report: Report, report_s: float) -> None:
    while not socket.closed:
        await socket.send_str(json.dumps(dict(report())))
        await asyncio.sleep(report_s)
