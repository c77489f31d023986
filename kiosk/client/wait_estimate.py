"""Asks the office how long a visit would usually take: what a kiosk tells before the ticket is taken.

One question, one answer, or none in time: nobody waits for it. Must not know screens.
"""

from __future__ import annotations

import logging
from types import TracebackType
from typing import Final

from kiosk.client.session import AwayError, OfficeSession
from kiosk.core.checkin.draft import TicketDraft
from kiosk.protocol.errors import WireError
from kiosk.protocol.wait_estimate import AskWaitEstimate, WaitEstimate

log = logging.getLogger("motesplats.sync")

MOST_MINUTES: Final = 24 * 60


class Promises:
    """Asks one office server; an async context manager. Make it inside the running loop."""

    def __init__(self, url: str, token: str | None = None) -> None:
        """Raises AddressError."""
        self._session = OfficeSession(url, token)

    async def __aenter__(self) -> Promises:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def usual_minutes(self, draft: TicketDraft) -> int | None:
        """The usual time of a whole visit from now; None when the office is away or does not know."""
        try:
            estimate = await self._session.fetch(WaitEstimate, "/v1/promise", "POST", question(draft))
        except AwayError:
            return None
        except WireError as error:
            log.warning("No promise: %s", error.sentence)
            return None
        usual = estimate.usual
        return usual if usual is not None and 0 < usual <= MOST_MINUTES else None


def question(draft: TicketDraft) -> AskWaitEstimate:
    """What the office must know of the visit: never more than a ticket would tell it."""
    return AskWaitEstimate(
        draft.language,
        draft.party.size,
        tuple((stop.station, stop.errands, stop.minutes) for stop in draft.agenda.stops),
        tuple((before, after, strength.value) for before, after, strength in draft.agenda.precedence),
        draft.interpreter,
    )
