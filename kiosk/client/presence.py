"""Presence: keeps a connection on which a device reports how it is, so that reception sees that it is alive.

    async with aclosing(presence(url, token, report=report)) as states:
        async for state in states:
            match state:
                case Connected(seq, epoch): ...         # after each connection, and when another server answers
                case Stale(since, code, sentence): ...  # until the next Connected

It never ends and never raises for a network's or a server's trouble. Must not know what a report is made of.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass

from kiosk.client.backoff import Backoff
from kiosk.client.outage import Outage, Stale
from kiosk.client.session import AwayError, OfficeSession, OfficeSocket
from kiosk.protocol.errors import WireError
from kiosk.protocol.presence import REPORT_S, SILENCE_S, DeviceReport, PresenceAck

__all__ = ["Connected", "Stale", "presence"]

PATH = "/v1/presence"
Report = Callable[[], DeviceReport]


@dataclass(frozen=True, slots=True)
class Connected:
    """The server sees this device. `seq`: the last place in its order of events; `epoch`: whose order it is."""

    seq: int
    epoch: str


async def presence(
    url: str,
    token: str | None = None,
    *,
    device: str = "",
    report: Report = DeviceReport,
    report_s: float = REPORT_S,
    silence_s: float = SILENCE_S,
    backoff: Backoff | None = None,
    clock: Callable[[], float] = time.time,
) -> AsyncGenerator[Connected | Stale, None]:
    """Reports at once and then every `report_s` seconds, over one connection after another.

    `device` names a device without a token, on the server's own computer. Raises AddressError at once.
    """
    outage = Outage(clock, backoff or Backoff())
    async with OfficeSession(url, token) as session:
        while True:
            error: AwayError | WireError | None = None
            epoch: str | None = None  # of this connection
            try:
                async with aclosing(_acks(session, device, report, report_s, silence_s)) as acks:
                    async for ack in acks:
                        outage.answered()
                        outage.reported = False
                        if ack.epoch != epoch:
                            epoch = ack.epoch
                            yield Connected(ack.seq, ack.epoch)
            except (AwayError, WireError) as failure:
                error = failure
            if stale := outage.failed(error):
                yield stale
            await asyncio.sleep(outage.delay())


async def _acks(
    session: OfficeSession, device: str, report: Report, report_s: float, silence_s: float
) -> AsyncGenerator[PresenceAck, None]:
    """The acknowledgements of one connection; ends with it."""
    async with session.socket(PATH, {"device": device} if device else {}, silence_s) as socket:
        reporting = asyncio.ensure_future(_report(socket, report, report_s))
        try:
            while (ack := await socket.receive(PresenceAck)) is not None:
                yield ack
        finally:
            reporting.cancel()
            await asyncio.gather(reporting, return_exceptions=True)


async def _report(socket: OfficeSocket, report: Report, report_s: float) -> None:
    while True:
        await socket.send(report())
        await asyncio.sleep(report_s)
