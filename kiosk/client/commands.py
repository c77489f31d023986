"""Commands of a desk or reception: each is asked under one id until it is answered, so that it is done once at most.

A lost answer is no failure: asked again under the same id the server gives the answer it gave before. Must not know
what a command means.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from kiosk.client.backoff import Backoff
from kiosk.client.session import AwayError, ask, base_url, open_session
from kiosk.protocol.api import failure
from kiosk.protocol.codec import to_plain
from kiosk.protocol.commands import Command, command_of


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server decided. Not `ok` is no fault: the button was stale, or nobody waits; `document` tells how it
    stands now, as in the wire's `Commands`."""

    ok: bool
    code: str
    sentence: str
    document: Mapping[str, Any]


class Commander:
    """Asks one office server for commands; an async context manager."""

    def __init__(self, url: str, token: str | None = None, backoff: Backoff | None = None) -> None:
        """Raises AddressError. Make it inside the running loop."""
        self._address = f"{base_url(url)}/v1/commands"
        self._session = open_session(url, token)
        self._backoff = backoff or Backoff()

    async def __aenter__(self) -> Commander:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        await self._session.close()

    async def do(
        self,
        kind: str,
        args: Mapping[str, Any] | None = None,
        *,
        command_id: str | None = None,
        patience_s: float | None = None,
    ) -> Answer:
        """One press of a button, asked until there is an answer.

        Raises WireError for what the server will never take, and AwayError after `patience_s` seconds (None: never):
        whether it was done is then unknown, and asking again with the same `command_id` is safe.
        """
        command = command_of(command_id or secrets.token_hex(12), kind, args or {})
        try:
            async with asyncio.timeout(patience_s):
                return await self._until_answered(command)
        except TimeoutError:
            raise AwayError("The office server does not answer; whether it was done is unknown.") from None

    async def _until_answered(self, command: Command) -> Answer:
        failures = 0
        while True:
            try:
                status, content = await ask(self._session, "POST", self._address, to_plain(command.body()))
            except AwayError:
                await asyncio.sleep(self._backoff.delay(failures))
                failures += 1
                continue
            if status != 200 or not isinstance(content, dict):
                raise failure(status, content)
            ok = content.get("ok") is True
            return Answer(ok, str(content.get("code", "")), str(content.get("sentence", "")), content)
