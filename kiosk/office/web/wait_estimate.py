"""Route of the wait estimate: how long a whole visit would usually take, from the hall as it is now.

Must not know how a forecast is made.
"""

from __future__ import annotations

import secrets
from dataclasses import replace

from fastapi import APIRouter, Request

from kiosk.core.day.events import Recorded, TicketIssued
from kiosk.core.day.state import extend
from kiosk.core.queue.forecast import Range
from kiosk.office.context import Guarded, office_of
from kiosk.office.state.memory import Snapshot
from kiosk.office.web.contract import speaks
from kiosk.office.web.responses import NO_STORE, Json, asked
from kiosk.protocol.api import API
from kiosk.protocol.wait_estimate import AskWaitEstimate, WaitEstimate

router = APIRouter(route_class=Guarded)


@router.post(f"{API}/promise")
@speaks(request=AskWaitEstimate, answer=WaitEstimate)
async def promise(request: Request) -> Json:
    """How long the visit of an agenda usually takes, and almost surely."""
    office = office_of(request)
    event = newcomer(await asked(request, AskWaitEstimate))
    now, snapshot = office.now(), office.writer.snapshot
    estimate = WaitEstimate()
    if _somebody_works(snapshot, event):
        finish = await office.forecaster.of_newcomer(with_newcomer(snapshot, event, now), event.visit)
        estimate = WaitEstimate() if finish is None else _minutes(finish, now)
    return Json(estimate, headers=NO_STORE)


def newcomer(ask: AskWaitEstimate) -> TicketIssued:
    """Return the visit as if its ticket had been issued."""
    return TicketIssued(
        visit=secrets.token_hex(8),
        ticket="0",
        language=ask.language,
        party=ask.party,
        stops=ask.stops,
        precedence=ask.precedence,
        interpreter=ask.interpreter,
    )


def with_newcomer(snapshot: Snapshot, event: TicketIssued, now: float) -> Snapshot:
    """The hall as if that visit had come just now."""
    day = snapshot.day
    return replace(snapshot, day=extend(day, (Recorded(event, day.day, now, day.order + 1),)))


def _somebody_works(snapshot: Snapshot, event: TicketIssued) -> bool:
    """The hall's forecast takes it that a clerk comes soon; a newcomer is promised nothing on that."""
    manned = {desk.station for desk in snapshot.day.desks.values() if desk.open}
    return all(station in manned for station, _, _ in event.stops)


def _minutes(finish: Range, now: float) -> WaitEstimate:
    return WaitEstimate(max(0, int(finish.p50 - now)) // 60, -(-max(0, int(finish.p90 - now)) // 60))
