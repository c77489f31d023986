"""What the service manager is told of a program: that it is ready, that it lives, what it is doing.

systemd's protocol: a datagram of lines to the socket in NOTIFY_SOCKET. Without one nothing is told. A program lives
when some real work of it has just been done, never because time has passed. Must not know which program, nor what work.
"""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

log = logging.getLogger("motesplats.service")

SOCKET: Final = "NOTIFY_SOCKET"
PATIENCE: Final = "WATCHDOG_USEC"
"""Microseconds after which a program that has not said that it lives is started again."""
_TIMES: Final = 4
"""So often within that patience the work is tried."""


def tell(*lines: str) -> bool:
    """Sends lines such as READY=1; whether there was somebody to tell."""
    address = os.environ.get(SOCKET, "")
    if address[:1] not in ("/", "@"):
        return False
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.connect("\0" + address[1:] if address[0] == "@" else address)
        line.sendall("\n".join(lines).encode())
        return True
    return False


def ready(status: str = "") -> None:
    """The program does now what it is for."""
    tell("READY=1", _status(status))


def _status(line: str) -> str:
    return f"STATUS={' '.join(line.split())}"


def patience_s() -> float | None:
    """How long the service manager waits for a sign of life; None when it does not watch.

    WATCHDOG_PID is not looked at: under a compositor it names the compositor, and the unit takes signs from all.
    """
    told = os.environ.get(PATIENCE, "")
    return int(told) / 1e6 if told.isdecimal() and int(told) > 0 and os.environ.get(SOCKET) else None


async def attest(work: Callable[[], Awaitable[str]]) -> None:
    """Does some real work again and again, and says each time it has been done that the program lives.

    `work` gives a line for people, or nothing. While it fails or does not end, nothing is said. Ends at once when
    nobody watches.
    """
    patience = patience_s()
    if patience is None:
        return
    every = patience / _TIMES
    while True:
        try:
            async with asyncio.timeout(every):
                status = await work()
        except Exception as error:
            log.warning("No sign of life: %s", error or type(error).__name__)
        else:
            tell("WATCHDOG=1", _status(status))
        await asyncio.sleep(every)
