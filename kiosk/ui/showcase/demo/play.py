"""Puts the demo together: office server, two kiosks, board and reception, visitors and clerks; then counts.

By itself it ends when every visitor has been served, and asks the office's journal what became of each. With a
display the kiosk is yours; board and reception stand beside it, and the desk page is open to any browser.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
import os
import random
import socket
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from PySide6.QtQuick import QQuickWindow

from kiosk.client.commands import Commander
from kiosk.core.day.history import HistoryLine
from kiosk.core.day.lifecycle import Verb, VisitState
from kiosk.core.day.visits import OddityReason
from kiosk.core.office_config import Desk, OfficeConfig
from kiosk.devices import child_process
from kiosk.devices.clock import SHARED, ScaledClock, ScreenClock, shared
from kiosk.devices.printing.pretend_printer import PretendPrinter
from kiosk.protocol.views import ReceptionDocument
from kiosk.ui.board import program as board
from kiosk.ui.board.announcer import Sound
from kiosk.ui.kiosk.program import KioskSettings, Running, run_within
from kiosk.ui.reception import program as reception
from kiosk.ui.showcase import visitors as v
from kiosk.ui.showcase.demo.clerks import Pace, clerk
from kiosk.ui.showcase.demo.day import last_hour, morning
from kiosk.ui.showcase.demo.stage import Inquiry, fresh_folder, office_server, quiet_kiosk
from kiosk.ui.showcase.demo.tour import VISITORS, Guide

log = logging.getLogger("motesplats.demo")

FAST = 900.0
"""By itself an hour takes four seconds."""
BY_HAND = 12.0
"""Beside a person an hour takes five minutes."""
SERVED_WITHIN_S = 120.0


@dataclass
class DemoSummary:
    """What happened, in numbers and files."""

    visitors: int = 0
    finished: int = 0
    lost: int = 0
    duplicates: int = 0
    double_calls: int = 0
    near: int = 0  # calls of somebody who had been asked near before
    mean_minutes: int = 0  # of the office, from ticket to the end of the last stop
    seconds: float = 0.0
    files: list[str] = field(default_factory=list)

    def document(self) -> dict[str, object]:
        return {
            "visitors": self.visitors,
            "finished": self.finished,
            "lost": self.lost,
            "duplicates": self.duplicates,
            "double_calls": self.double_calls,
            "seconds": round(self.seconds, 2),
            "files": self.files,
        }


@dataclass
class _Demo:
    """What all parts of a demo share."""

    config: OfficeConfig
    config_file: Path
    out: Path
    seed: int
    clock: ScaledClock
    office_url: str = ""
    warnings: list[str] = field(default_factory=list)
    pictures: list[Path] = field(default_factory=list)

    def kiosk(self, printer: PretendPrinter, *, closable: bool) -> KioskSettings:
        """The kiosk with a screen: the first of the office."""
        phone = f"{self.office_url}/t"
        office = replace(self.config.office, series=1, phone_url=phone)
        self.config = replace(self.config, office=office)
        return KioskSettings(
            self.config,
            self.out / "kiosk-1",
            self.clock,
            printer=printer.url,
            keep_tickets=self.out / "tickets",
            closable=closable,
            office_url=self.office_url,
        )

    def desks_left(self) -> tuple[Desk, ...]:
        """Desks for the person in front: the first of each station that has another one too."""
        first: dict[str, Desk] = {}
        stations = [desk.station for desk in self.config.office.desks]
        for desk in self.config.office.desks:
            if stations.count(desk.station) > 1:
                first.setdefault(desk.station, desk)
        return tuple(first.values())

    async def clerks(self, but: tuple[Desk, ...] = ()) -> None:
        """A clerk at every desk but these, until cancelled."""
        pace = Pace(self.clock.factor)
        async with AsyncExitStack() as stack:
            commander = await stack.enter_async_context(Commander(self.office_url))
            async with asyncio.TaskGroup() as group:
                for desk in self.config.office.desks:
                    group.create_task(
                        clerk(commander, desk, pace, random.Random(self.seed * 1000 + desk.number))
                    )

    async def arrivals(self, people: Iterable[v.Visitor], gap_s: float) -> list[str]:
        """Visitors at the second kiosk, one after the other; gives their numbers."""
        second = replace(self.config, office=replace(self.config.office, series=2))
        numbers = []
        data = self.out / "kiosk-2"
        async with quiet_kiosk(second, data, self.clock, self.office_url, self.out / "tickets") as kiosk:
            for person in people:
                numbers.append(await kiosk.check_in(person))
                await asyncio.sleep(gap_s)
        return numbers

    async def screens(self, stop: asyncio.Event) -> None:
        """Board and reception in windows of this process; a picture of each in the middle of the day."""
        seen = ScreenClock(self.clock)
        windows: dict[str, QQuickWindow] = {}
        showing = [
            board.show(
                board.BoardSettings(self.config, self.office_url, seen, sound=Sound.NONE),
                stop,
                (1920, 1080),
                _into(windows, "board"),
            ),
            reception.show(
                reception.ReceptionSettings(self.config, self.office_url, seen),
                stop,
                (1440, 900),
                _into(windows, "reception"),
            ),
        ]
        async with asyncio.TaskGroup() as group:
            for each in showing:
                group.create_task(each)
            group.create_task(self._pictures(windows, stop))

    async def _pictures(self, windows: dict[str, QQuickWindow], stop: asyncio.Event) -> None:
        taken = 0
        while not stop.is_set():
            try:
                async with asyncio.timeout(6):
                    await stop.wait()
            except TimeoutError:
                taken += 1
                for name, window in windows.items():
                    path = self.out / "screens" / f"{name}-{taken}.png"
                    path.parent.mkdir(parents=True, exist_ok=True)
                    window.grabWindow().save(str(path))
                    self.pictures.append(path)


def _into(windows: dict[str, QQuickWindow], name: str) -> Callable[[QQuickWindow], None]:
    return lambda window: windows.__setitem__(name, window)


def play(office_config: OfficeConfig, config: Path, out: Path, count: int, seed: int) -> DemoSummary:
    """The demo by itself: `count` visitors, at least five of them by touch. Files go to `out`."""
    began = time.monotonic()
    outcome = DemoSummary(visitors=max(count, VISITORS))
    demo = _prepared(office_config, config, out, seed, FAST)

    async def during(running: Running, printer: PretendPrinter) -> None:
        running.window.warnings = demo.warnings
        others = itertools.islice(v.visitors(demo.config, seed), outcome.visitors - VISITORS)
        guide = Guide(running, printer, out)
        stop = asyncio.Event()
        screens = asyncio.ensure_future(demo.screens(stop))
        clerks = asyncio.ensure_future(demo.clerks())
        arriving = asyncio.ensure_future(demo.arrivals(others, 0.5))
        try:
            await guide.tour()
            numbers = guide.numbers + await arriving
            inquiry = Inquiry(demo.office_url)
            await inquiry.until_finished(set(numbers), SERVED_WITHIN_S)
            _count(outcome, numbers, await inquiry.hall())
        finally:
            stop.set()
            for task in (clerks, arriving):
                task.cancel()
            await asyncio.gather(clerks, arriving, screens, return_exceptions=True)
            demo.pictures += guide.pictures

    _run(demo, (1080, 1920), during, closable=False)
    for warning in demo.warnings:
        log.error("QML: %s", warning)
    outcome.files = [str(path) for path in (*demo.pictures, *sorted((out / "tickets").iterdir()))]
    outcome.seconds = time.monotonic() - began
    return outcome


def by_hand(
    office_config: OfficeConfig, config: Path, out: Path, size: tuple[int, int], others: int, seed: int
) -> None:
    """The demo for a person at a display: ends when the kiosk's window is closed.

    Board and reception are programs of their own; `others` simulated visitors check in beside the person.
    """
    demo = _prepared(office_config, config, out, seed, BY_HAND)

    async def during(running: Running, _printer: PretendPrinter) -> None:
        yours = demo.desks_left()
        numbers = ", ".join(str(desk.number) for desk in yours)
        print(f"Desk page: {demo.office_url}/desk (desks {numbers} are yours)", file=sys.stderr)
        closed = asyncio.Event()
        running.window.window.visibleChanged.connect(closed.set)
        people = itertools.islice(v.visitors(demo.config, seed), others)
        tasks = [
            asyncio.ensure_future(demo.clerks(but=yours)),
            asyncio.ensure_future(demo.arrivals(people, 8.0)),
        ]
        beside = size[0] + 20
        programs = [
            await asyncio.create_subprocess_exec(
                *child_process.command(name),
                "--office",
                demo.office_url,
                "--config",
                str(demo.config_file),
                "--size",
                window,
                env={**os.environ, SHARED: shared(demo.clock)},
            )
            for name, window in (("board", f"960x540+{beside}+0"), ("reception", f"1440x900+{beside}+560"))
        ]
        try:
            await closed.wait()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            for program in programs:
                if program.returncode is None:
                    program.terminate()
                await program.wait()

    _run(demo, size, during, closable=True)


def _prepared(office_config: OfficeConfig, config: Path, out: Path, seed: int, factor: float) -> _Demo:
    for name in ("office", "kiosk-1", "kiosk-2", "tickets", "paper", "screens"):
        fresh_folder(out / name)
    now = datetime.now().astimezone()
    clock = ScaledClock(
        start=morning(office_config, now), factor=factor, fast_until=last_hour(office_config, now)
    )
    return _Demo(office_config, config, out, seed, clock)


def _run(
    demo: _Demo,
    size: tuple[int, int],
    during: Callable[[Running, PretendPrinter], Awaitable[None]],
    *,
    closable: bool,
) -> None:
    """Office server, pretend printer, then the kiosk; all on one loop, each ended cleanly."""
    printer = PretendPrinter(port=_free_port(), folder=demo.out / "paper")

    @asynccontextmanager
    async def around() -> AsyncIterator[KioskSettings]:
        async with office_server(demo.config_file, demo.out / "office", demo.clock) as url, printer:
            demo.office_url = url
            yield demo.kiosk(printer, closable=closable)

    run_within(around, size, lambda running: during(running, printer))


def _free_port() -> int:
    """A port on loopback that nobody listens at now."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def _count(outcome: DemoSummary, numbers: list[str], hall: ReceptionDocument) -> None:
    """What the office knows of the numbers that visitors saw."""
    issued = Counter(visit.ticket for visit in hall.visits)
    issued_again = sum(oddity.why is OddityReason.SAME_VISIT for oddity in hall.oddities)
    states = {visit.ticket: visit.state for visit in hall.visits}
    outcome.finished = sum(states.get(number) is VisitState.FINISHED for number in numbers)
    outcome.lost = outcome.visitors - sum(number in issued for number in numbers)
    outcome.duplicates = sum(n - 1 for n in issued.values()) + issued_again + len(numbers) - len(set(numbers))
    outcome.double_calls = sum(double_calls(visit.history) for visit in hall.visits)
    outcome.near = sum(called_from_near(visit.history) for visit in hall.visits)
    spent = [
        visit.ended_at - visit.issued_at
        for visit in hall.visits
        if visit.ticket in numbers and visit.ended_at is not None
    ]
    outcome.mean_minutes = round(sum(spent) / len(spent) / 60) if spent else 0


def called_from_near(history: Iterable[HistoryLine]) -> int:
    """How many calls of a visit came while it was asked near for that station."""
    near: set[str] = set()
    count = 0
    for line in history:
        if line.station is None:
            continue
        if line.what == Verb.PRE_CALL:
            near.add(line.station)
        elif line.station in near:
            count += line.what == Verb.CALL
            near.discard(line.station)
    return count


_LEAVES_DESK = frozenset({Verb.FINISH, Verb.REFER, Verb.HOLD, Verb.NO_SHOW, Verb.LEAVE})


def double_calls(history: Iterable[HistoryLine]) -> int:
    """How often a visitor was called to a desk while called to or served at another."""
    at_desk: str | None = None
    doubled = 0
    for line in history:
        if line.what == Verb.CALL:
            doubled += at_desk is not None and at_desk != line.station
            at_desk = line.station
        elif line.what in _LEAVES_DESK:
            at_desk = None
    return doubled
