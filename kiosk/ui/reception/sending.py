"""Sends one command to the office server, again with the same id while nobody answers: it is done once or not at all.

Must not know what a command means.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

import aiohttp

from kiosk.client.session import base_url, open_session
from kiosk.protocol.api import failure
from kiosk.protocol.codec import to_plain
from kiosk.protocol.commands import Command, command_of
from kiosk.protocol.errors import WireError

log = logging.getLogger("motesplats.reception")

PATH: Final = "/v1/commands"
PAUSES_S: Final = (0.3, 1.0, 3.0)
"""Between the tries."""

Send = Callable[[Command], Awaitable[Mapping[str, Any]]]
"""Gives the office's answer. Raises NoAnswerError, and WireError for what the office will not read or allow."""


class NoAnswerError(Exception):
    """Nobody knows whether the command was followed."""


def new_command(kind: str, args: Mapping[str, Any]) -> Command:
    """A command with an id of its own: one for each press."""
    return command_of(secrets.token_urlsafe(16), kind, args)


def sender(url: str, token: str | None = None, pauses: tuple[float, ...] = PAUSES_S) -> Send:
    """Sends to the office at a url. Raises AddressError at once for what cannot be one."""
    address = base_url(url) + PATH

    async def send(command: Command) -> Mapping[str, Any]:
        async with open_session(url, token) as session:
            for pause in (*pauses, None):
                try:
                    return await _once(session, address, command)
                except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
                    log.warning("%s was not answered: %s.", command.kind, error)
                except WireError as error:
                    if error.status < 500:
                        raise
                    log.warning("%s: %s", command.kind, error.sentence)
                if pause is not None:
                    await asyncio.sleep(pause)
        raise NoAnswerError(command.kind)

    return send


async def _once(session: aiohttp.ClientSession, address: str, command: Command) -> Mapping[str, Any]:
    async with session.post(address, json=to_plain(command.body()), allow_redirects=False) as response:
        document = await response.json(content_type=None)
        if response.status != 200:
            raise failure(response.status, document)
        if not isinstance(document, dict):
            raise ValueError("the answer is no object")
        return document
