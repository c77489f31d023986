"""The forecast for the hall, made again and again beside the server: in a process of its own, at low priority.

Requests never wait for it: views show the latest one, or none. Must not know how a forecast is made, nor views.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import BinaryIO, Final
from zoneinfo import ZoneInfo

from kiosk.core.day.office_time import local
from kiosk.core.day.state import OfficeDay
from kiosk.core.office_config import Desk, OfficeConfig
from kiosk.core.queue.coverage import Coverage, as_told, coverage, first_promises, outcomes
from kiosk.core.queue.forecast import Forecast, Range, forecast
from kiosk.core.queue.from_day import calling_order, coming_of, hall_of, services
from kiosk.core.queue.hall import DeskActivity, HallDesk, HallState, Order
from kiosk.core.queue.pace import doubt, pace
from kiosk.devices import child_process
from kiosk.devices.child_process import Child
from kiosk.office.state.memory import Snapshot
from kiosk.office.state.writer import OfficeWriter
from kiosk.protocol.codec import decode
from kiosk.protocol.errors import WireError

log = logging.getLogger("motesplats.office")

FRESH_S: Final = 5.0
"""After something has happened a new forecast is made so much later at the earliest, in seconds of this computer."""
STALE_S: Final = 60.0
"""And also when nothing has happened."""
OLD_S: Final = 300.0
"""A forecast older than this is told to nobody, in seconds of the office."""
TOO_LONG_S: Final = 30.0
MANNED_S: Final = 900
"""A station without a clerk is taken to have one after so long."""
SOON_S: Final = 5.0
"""Whoever stands at a kiosk has gone on by then."""
_UNNAMED: Final = 1000  # numbers of desks begin below
_LOW: Final = 10
_ADMISSION_ENDS_S: Final = 3600  # before closing


@dataclass(slots=True)
class Forecasts:
    """The latest forecast, and how the promises of today were kept."""

    latest: Forecast | None = None
    promises: dict[str, Range] = field(default_factory=dict)  # by visit: what was told first
    kept: Coverage = field(default_factory=lambda: coverage(()))
    day: str = ""

    def take(self, made: Forecast, day: OfficeDay) -> None:
        if day.day != self.day:
            self.day, self.promises, self.kept = day.day, {}, coverage(())
        self.latest = as_told(made, self.kept.stretch)
        self.promises = first_promises(self.promises, self.latest)
        self.kept = coverage(outcomes(self.promises, day))

    def of(self, day: OfficeDay, now: float = 0.0) -> Forecast | None:
        """The latest forecast of this office day, unless it is out of date at `now`; at 0 its age does not count."""
        if self.latest is None or day.day != self.day or now - self.latest.at > OLD_S:
            return None
        return self.latest


def hall_to_come(snapshot: Snapshot, config: OfficeConfig, now: float) -> HallState:
    """The live hall with what the rest of the day may bring."""
    day = snapshot.day
    opens, closes = opening(config, now)
    errands = config.catalogue.errands
    seen = services(day, errands, snapshot.history, now)
    hall = hall_of(
        day,
        config,
        now,
        pace=pace(seen),
        doubt=doubt(seen),
        pauses=pauses(config, now),
        coming=coming_of(day, errands, now, opens, closes - _ADMISSION_ENDS_S),
        closing=closes,
    )
    return replace(hall, desks=manned(hall, config, now))


def manned(hall: HallState, config: OfficeConfig, now: float) -> tuple[HallDesk, ...]:
    """The desks, where a station that is open now has no clerk: somebody is taken to come soon, or early in the morning
    and at lunch nobody would be told anything."""
    here = local(ZoneInfo(config.office.time_zone), now)
    desks = list(hall.desks)
    open_ = {desk.station for desk in desks if desk.at is not DeskActivity.CLOSED}
    for i, station in enumerate(config.office.stations):
        usual = next((desk for desk in config.office.desks if desk.station == station.id), None)
        if (
            not config.office.desks
        ):  # no settings: every station is there, and nobody has said with which desks
            usual = Desk(_UNNAMED + i, station.id)
        if usual is None or station.id in open_ or not station.hours.open_at(here.date(), here.time()):
            continue
        soon = HallDesk(
            usual.number,
            station.id,
            DeskActivity.CLOSED,
            frozenset(usual.languages),
            opens=hall.now + MANNED_S,
        )
        desks = [desk for desk in desks if desk.number != usual.number] + [soon]
    return tuple(desks)


def pauses(config: OfficeConfig, now: float) -> dict[int, tuple[int, int]]:
    """The usual breaks that are still to come today, by desk: when, and how many seconds."""
    zone = ZoneInfo(config.office.time_zone)
    today = local(zone, now).date()
    found: dict[int, tuple[int, int]] = {}
    for desk in config.office.desks:
        if desk.pause is not None:
            start, end = (datetime.combine(today, clock, zone).timestamp() for clock in desk.pause)
            if start > now:
                found[desk.number] = (int(start), int(end - start))
    return found


def opening(config: OfficeConfig, now: float) -> tuple[float, float]:
    """When the office opens and closes on this office day's date, as seconds since the epoch."""
    zone = ZoneInfo(config.office.time_zone)
    here = local(zone, now)
    span = config.office.hours.on(here.date())
    if span is None:
        return now, now
    opens = datetime.combine(here.date(), span[0], zone).timestamp()
    closes = datetime.combine(here.date(), span[1], zone).timestamp()
    return opens, closes if closes > opens else closes + 86_400


@dataclass(frozen=True, slots=True)
class ForecastQuestion:
    """What the child is asked: everybody's day in this hall, or only that of one visit."""

    hall: HallState
    seed: int
    order: Order
    only: str | None = None


@dataclass(frozen=True, slots=True)
class ForecastAnswer:
    """The child's answer, or why it has none."""

    forecast: Forecast | None = None
    error: str = ""


_NO_ANSWER: Final = (OSError, EOFError, TimeoutError, WireError)
"""What a child can do to a question: end, hang, or say something else."""


class Forecaster:
    """Keeps `forecasts` fresh from `start` to `stop`; tells `changed` of each new one."""

    def __init__(self, writer: OfficeWriter, forecasts: Forecasts, changed: Callable[[], None]) -> None:
        self._writer = writer
        self._forecasts = forecasts
        self._changed = changed
        self._child: Child | None = None
        self._task: asyncio.Task[None] | None = None
        self._asking = asyncio.Lock()  # the child answers one after the other
        self.command = child_process.command(child_process.FORECAST)

    def start(self) -> None:
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        await self._end_child()

    async def _run(self) -> None:
        seen, made_at = -1, 0.0
        while True:
            await asyncio.sleep(FRESH_S)
            snapshot = self._writer.snapshot
            if snapshot.seq == seen and time.monotonic() - made_at < STALE_S:
                continue
            seen, made_at = snapshot.seq, time.monotonic()
            try:
                await self.refresh(snapshot)
            except _NO_ANSWER as error:
                log.warning("No forecast this time: %s", error or type(error).__name__)
            except Exception:
                log.exception("No forecast this time.")

    async def refresh(self, snapshot: Snapshot) -> None:
        """One new forecast, now. Raises OSError, EOFError, TimeoutError or WireError for what the child can do."""
        hall = hall_to_come(snapshot, self._writer.config, self._writer.clock.now().wall)
        if hall.visits:
            async with self._asking, asyncio.timeout(TOO_LONG_S):
                made = await self._ask(ForecastQuestion(hall, snapshot.seq, self._order()))
        else:
            made = Forecast(hall.now, 0, {})
        self._forecasts.take(made, snapshot.day)
        self._changed()

    async def of_newcomer(self, snapshot: Snapshot, visit: str) -> Range | None:
        """When a visit that has only been thought of would finish; None when nobody can say in time."""
        hall = hall_to_come(snapshot, self._writer.config, self._writer.clock.now().wall)
        try:
            async with asyncio.timeout(SOON_S), self._asking:
                made = await self._ask(ForecastQuestion(hall, snapshot.seq, self._order(), visit))
        except _NO_ANSWER as error:
            log.warning("No promise this time: %s", error or type(error).__name__)
            return None
        told = as_told(made, self._forecasts.kept.stretch).visits.get(visit)
        return None if told is None else told.finish

    def _order(self) -> Order:
        return calling_order(self._writer.config)

    async def _ask(self, question: ForecastQuestion) -> Forecast:
        """The child's answer. When there is none in time, or nobody waits any more, the child ends: its late answer
        would be taken for the next question's."""
        if self._child is None:
            self._child = await Child.start(self.command)
        try:
            await self._child.send(question)
            answer = await self._child.receive(ForecastAnswer)
            if answer.forecast is None:
                raise EOFError(answer.error)
        except BaseException:
            await self._end_child()
            raise
        return answer.forecast

    async def _end_child(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            await child.wait()


def child(questions: BinaryIO, answers: BinaryIO) -> None:
    """The child: halls in, forecasts out, until there are no more. It talks to the server that started it only."""
    if hasattr(os, "nice"):
        with contextlib.suppress(
            OSError
        ):  # a confined service may be refused; a forecast at full priority is better than none
            os.nice(_LOW)
    for line in questions:
        try:
            asked = decode(ForecastQuestion, line)
            made = forecast(asked.hall, asked.seed, order=asked.order, only=asked.only)
            answer = ForecastAnswer(made)
        except Exception as error:
            answer = ForecastAnswer(error=f"{type(error).__name__}: {error}")
        child_process.answer(answers, answer)
