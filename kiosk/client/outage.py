"""Decides when a lost server is reported: once per outage, and not for a short break that heals at the first retry.

Pure: clock and chance are passed in. Must not know how the network is used.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.client.backoff import Backoff
from kiosk.client.session import AwayError, SilentError
from kiosk.protocol.errors import WireError


@dataclass(frozen=True, slots=True)
class Stale:
    """What was received last can no longer be trusted.

    `since`: when the server last answered (the clock's seconds), None when it never did. `code` and `sentence` say
    why: "away", or the server's own, such as "unauthorized".
    """

    since: float | None
    code: str = "away"
    sentence: str = "The office server does not answer."


class Outage:
    """Tracks one connection that is opened again after each failure."""

    def __init__(self, clock: Callable[[], float], backoff: Backoff) -> None:
        self._clock = clock
        self._backoff = backoff
        self._answered_at: float | None = None
        self._failures = 0
        self.reported = False

    def answered(self) -> None:
        """The server sent something."""
        self._answered_at, self._failures = self._clock(), 0

    def failed(self, error: AwayError | WireError | None = None) -> Stale | None:
        """A connection failed, or ended without an error; returns what is to be reported now.

        The first failure after a working connection is only its end: the next attempt decides. Silence on an open
        connection, a refusal, and a server that never answered are reported at once.
        """
        self._failures += 1
        certain = isinstance(error, SilentError | WireError) or self._answered_at is None
        if self.reported or not (certain or self._failures > 1):
            return None
        self.reported = True
        if isinstance(error, WireError):
            return Stale(self._answered_at, error.code, error.sentence)
        return Stale(self._answered_at)

    def delay(self) -> float:
        """Seconds to wait before the next attempt."""
        return self._backoff.delay(self._failures - 1)
