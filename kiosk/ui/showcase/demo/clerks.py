"""Simulated clerks: each opens a desk, calls the next visitor, serves and finishes, over the office's own commands.

What they decide is what the desk page lets a clerk decide. Seeds and the pace are passed in.
"""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass

from kiosk.client.commands import Commander
from kiosk.core.office_config import Desk

PAUSE_S = 0.25
"""Between two looks for a visitor, in seconds of this computer."""

SOON_MINUTES = 1.5
"""Before a service ends the clerk says so: the next visitor is asked near."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How much faster than life the office runs."""

    factor: float

    async def minutes(self, minutes: float) -> None:
        """Lets minutes of the office pass."""
        await asyncio.sleep(minutes * 60 / self.factor)


async def clerk(commander: Commander, desk: Desk, pace: Pace, rng: random.Random) -> None:
    """Works at one desk until cancelled. A call that finds nobody is tried again after a while."""
    opening = {"desk": desk.number, "station": desk.station, "languages": list(desk.languages)}
    await commander.do("desk.open", opening)
    at = {"desk": desk.number}
    while True:
        called = await commander.do("call.next", at)
        visitor = called.visitor
        if not called.ok or visitor is None:
            await asyncio.sleep(PAUSE_S * rng.uniform(0.8, 1.2))
            continue
        await pace.minutes(rng.uniform(0.5, 2))  # the visitor walks
        if rng.random() < 0.1:
            await commander.do("recall", at)
            await pace.minutes(1)
        await commander.do("start", at)
        minutes = visitor.minutes * rng.uniform(0.6, 1.3)
        soon = min(SOON_MINUTES, minutes / 2)
        await pace.minutes(minutes - soon)
        await commander.do("pre_call", at)  # "soon free"; refused when nobody can come
        await pace.minutes(soon)
        await commander.do("finish", at | {"outcome": "done"})
