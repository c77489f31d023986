"""Ticket series: grant them to a kiosk. Must not know HTTP."""

from __future__ import annotations

from kiosk.office.state.devices import Grant
from kiosk.office.state.writer import WriteContext


def grant_series(turn: WriteContext, incarnation: str, device: str, wanted: int | None = None) -> Grant:
    """Grant two free series to an incarnation, the wanted one first; in place of what it had.

    Raises:
        WireError: The office has no free series.
    """
    grant = turn.rows.grant(incarnation, device, wanted, turn.memory.today)
    turn.memory.grants[incarnation] = grant
    return grant
