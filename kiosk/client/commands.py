"""Sends commands of a desk or of reception: each under one id until it is answered, so that it is done once at most.

A lost answer is no failure: asked again under the same id the server gives the answer it gave before. Must not know
what a command means.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Final, Self

from kiosk.client.backoff import Backoff
from kiosk.client.session import AwayError, OfficeSession
from kiosk.protocol.commands import Command, CommandResult, command_of

log = logging.getLogger("motesplats.sync")

RETRIES: Final = Backoff(least=0.3, most=3.0)
"""Shorter pauses than those of a delivery: a person waits in front of the screen."""
PATIENCE_S: Final = 5.0
"""Seconds after which no further attempt begins; then a clerk is told to look before pressing again."""


def new_command(kind: str, args: Mapping[str, Any] | None = None) -> Command:
    """A command with an id of its own: one for each press. Raises WireError for what is no command."""
    return command_of(secrets.token_urlsafe(16), kind, args or {})


class Commander:
    """Sends commands to one office server; an async context manager."""

    def __init__(
        self,
        url: str,
        token: str | None = None,
        *,
        patience_s: float | None = None,
        backoff: Backoff = RETRIES,
    ) -> None:
        """Create it inside the running loop. `patience_s`: see `PATIENCE_S`; None retries without end. Raises
        AddressError."""
        self._session = OfficeSession(url, token)
        self._patience_s = patience_s
        self._backoff = backoff

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def do(self, kind: str, args: Mapping[str, Any] | None = None) -> CommandResult:
        """One press of a button; not `ok` is no fault: the button was stale, or nobody waits. Raises what `send`
        raises."""
        return await self.send(new_command(kind, args))

    async def send(self, command: Command) -> CommandResult:
        """A command's answer, asked for until there is one. A request on its way is not cut off.

        Raises:
            WireError: The server will never accept the command.
            AwayError: No answer in time; whether it was done is unknown, and sending it again is safe.
        """
        loop = asyncio.get_running_loop()
        began, failures = loop.time(), 0
        while True:
            try:
                return await self._session.fetch(CommandResult, "/v1/commands", "POST", command.body())
            except AwayError as error:
                log.warning("%s was not answered: %s", command.kind, error)
                pause = self._backoff.delay(failures)
                failures += 1
                if self._patience_s is not None and loop.time() + pause - began > self._patience_s:
                    raise
                await asyncio.sleep(pause)
