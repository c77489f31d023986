"""The demo: a kiosk with its journal and a pretend printer on this computer.

With a display the person in front plays by hand. Without one, simulated visitors do: the first few touch every QML
screen, the rest go through the same flow without a picture. Then the journal is asked what became of every ticket.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
import socket
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.core.checkin import Dropped, Paper, Screen, Sheet, Tap, Times
from kiosk.core.offer import Hours, Offer
from kiosk.devices.clock import ScaledClock
from kiosk.devices.pretend_printer import Mode, PretendPrinter
from kiosk.journal.store import Journal
from kiosk.ui import visitors as v
from kiosk.ui.hands import Hand
from kiosk.ui.program import KioskSettings, Running, run
from kiosk.ui.visitors import Touch, Visitor

log = logging.getLogger("motesplats.demo")

BY_HAND_AT_LEAST = 5
"""So many visitors touch the screens; together they see every one of them."""


@dataclass
class Outcome:
    """What happened, in numbers and files."""

    visitors: int = 0
    finished: int = 0
    lost: int = 0
    duplicates: int = 0
    double_calls: int = 0
    seconds: float = 0.0
    files: list[str] = field(default_factory=list)
    places: set[str] = field(default_factory=set)

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


def demo_offer(offer: Offer) -> Offer:
    """The office of the demo: as given, with series 1, so that numbers look the same on every computer."""
    return replace(offer, office=replace(offer.office, series=1, phone_url=offer.office.phone_url))


def morning(offer: Offer, now: datetime) -> float:
    """42 minutes after this office opens, today or on its next open day: seconds since the epoch."""
    here = now.astimezone(ZoneInfo(offer.office.time_zone))
    today = offer.office.hours.on(here.date())
    opening = (here.date(), today[0]) if today else offer.office.hours.next_open(here.date())
    if opening is None:
        return here.timestamp()
    return (datetime.combine(*opening, here.tzinfo) + timedelta(minutes=42)).timestamp()


def play(offer: Offer, out: Path, count: int, seed: int) -> Outcome:
    """The demo by itself: `count` visitors, at least five of them by touch. Files go to `out`."""
    offer = demo_offer(offer)
    outcome = Outcome(visitors=max(count, BY_HAND_AT_LEAST))
    began = time.monotonic()
    data_dir = fresh_folder(out / "journal")
    settings = KioskSettings(
        offer,
        data_dir,
        ScaledClock(start=morning(offer, datetime.now().astimezone())),
        keep_tickets=out / "tickets",
    )
    numbers: list[str] = []
    warnings: list[str] = []

    async def during(running: Running, printer: PretendPrinter) -> None:
        running.window.warnings = warnings
        guide = _Guide(running, printer, out, outcome, numbers)
        await guide.tour()
        for visitor in itertools.islice(v.visitors(offer, seed), max(0, outcome.visitors - BY_HAND_AT_LEAST)):
            await guide.through_the_flow(visitor)

    _with_printer(settings, (1080, 1920), out, during)
    _ask_the_journal(data_dir, numbers, outcome)
    for warning in warnings:
        log.error("QML: %s", warning)
    outcome.files += sorted(str(p) for p in (out / "tickets").iterdir())
    outcome.seconds = time.monotonic() - began
    return outcome


def by_hand(offer: Offer, out: Path, size: tuple[int, int]) -> None:
    """The demo for a person at a display: ends when the window is closed."""
    offer = demo_offer(offer)
    settings = KioskSettings(
        offer,
        out / "journal",
        ScaledClock(start=morning(offer, datetime.now().astimezone())),
        keep_tickets=out / "tickets",
        closable=True,
    )

    async def during(running: Running, _printer: PretendPrinter) -> None:
        closed = asyncio.Event()
        running.window.window.visibleChanged.connect(closed.set)
        await closed.wait()

    _with_printer(settings, size, out, during)


def _with_printer(
    settings: KioskSettings,
    size: tuple[int, int],
    out: Path,
    during: Callable[[Running, PretendPrinter], Awaitable[None]],
) -> None:
    """Runs the kiosk beside a pretend printer on loopback, connected as a real one would be."""
    printer = PretendPrinter(port=_free_port(), folder=out / "paper")

    async def both(running: Running) -> None:
        async with printer:
            await during(running, printer)

    run(lambda: replace(settings, printer=printer.url), size, both)


def _free_port() -> int:
    """A port on loopback that nobody listens at now."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def fresh_folder(path: Path) -> Path:
    """An empty folder: an earlier demo's journal is moved aside, not deleted."""
    if path.exists():
        aside = next(p for i in itertools.count(1) if not (p := path.with_name(f"{path.name}.{i}")).exists())
        path.rename(aside)
    path.mkdir(parents=True)
    return path


def _ask_the_journal(data_dir: Path, numbers: list[str], outcome: Outcome) -> None:
    """Which of the numbers that visitors saw are in the journal, and how often."""
    journal = Journal.reader(data_dir)
    try:
        kept = Counter(str(line["ticket"]) for line in journal.export() if line["kind"] == "ticket.issued")
    finally:
        journal.close()
    outcome.finished = sum(1 for number in numbers if kept[number] == 1)
    outcome.lost = outcome.visitors - sum(1 for number in numbers if kept[number])
    outcome.duplicates = sum(n - 1 for n in kept.values()) + len(numbers) - len(set(numbers))


@dataclass
class _Guide:
    """Leads visitors through one kiosk and takes pictures of what they see first."""

    running: Running
    printer: PretendPrinter
    out: Path
    outcome: Outcome
    numbers: list[str]

    def __post_init__(self) -> None:
        self.hand = Hand(self.running)

    async def tour(self) -> None:
        """Five visitors who together see every screen of the kiosk."""
        first, second, third = (*self.running.shell.offer.office.languages, "sv", "en", "ar")[:3]
        family = {
            "purpose": ("letter_mv",), "adults": ("2",), "kids": ("all_here",), "papers": ("lma", "decision"),
            "ground": ("protection",), "pnr": ("no",), "age": ("mid",), "needs": ("all",), "done": ("none",),
        }  # fmt: skip
        await self._visit(
            Visitor(first, family),
            on_path=[v.CHANGE, v.drop("AF", Dropped.DONE), v.GO_ON],
            with_ticket=[v.tap(Tap.PERSON), v.SHEET_KEEP_ON],
        )
        await self._comforts()
        await self.printer.change(Mode.NO_PAPER)
        await self._visit(Visitor(third, family), on_path=[v.CHANGE, v.INTERPRETER_OFF, v.GO_ON], mend=True)
        await self._visit(Visitor(second, {"purpose": ("one",), "station": ("KOM",), "errand": ("KOM-SFI",)}))
        await self._meet_staff(Visitor(second, family))
        nothing = family | {"purpose": ("new",), "papers": ("eu_id",), "pnr": ("yes",), "needs": ("pension",)}
        await self._visit(Visitor(second, nothing))
        await self._left_alone(Visitor(first, family))
        await self._after_hours()

    async def _visit(
        self,
        visitor: Visitor,
        on_path: list[Touch] | None = None,
        with_ticket: list[Touch] | None = None,
        *,
        mend: bool = False,
    ) -> None:
        """One whole check-in by touch, up to the next visitor's first screen."""
        hand, lobby = self.hand, self.running.shell.lobby()
        waiting_detour = list(on_path or [])
        while self.hand.state.place.screen is not Screen.TICKET:
            await self._look()
            if hand.state.place.screen is Screen.PATH and waiting_detour:
                for touch in waiting_detour:
                    await self._touch(touch)
                waiting_detour = []
                continue
            following = visitor.next_touch(hand.state, lobby)
            if following is None:
                await hand.until(lambda s: s.place.screen is Screen.TICKET, "the ticket")
            else:
                await self._touch(following)
        await hand.until(lambda s: s.paper is not Paper.PRINTING, "the paper")
        await self._look()
        for touch in with_ticket or []:
            await self._touch(touch)
        if mend:
            await self.printer.change(Mode.FINE)
            await self._touch(v.REPRINT)
            await hand.until(lambda s: s.paper is not None and s.paper.came_out, "the paper")
            await self._look()
        await self._done()

    async def _done(self) -> None:
        assert self.hand.state.ticket is not None
        self.numbers.append(self.hand.state.ticket.number)
        await self._touch(v.GO_ON)

    async def _comforts(self) -> None:
        """Larger text, lower buttons, contrast, language, listen; then start over."""
        second = self.running.shell.offer.office.languages[-1]
        await self._touch(v.language(second))
        for tool in (Tap.LARGER, Tap.LOWER, Tap.CONTRAST, Tap.LISTEN):
            await self._touch(v.tap(tool))
        await self._touch(v.tap(Tap.LANGUAGE))
        await self._touch(v.language(self.running.shell.offer.office.languages[0]))
        await self._touch(v.tap(Tap.START_OVER))
        await self._touch(v.SHEET_KEEP_ON)
        await self._touch(v.tap(Tap.START_OVER))
        await self._touch(v.SHEET_START_OVER)

    async def _meet_staff(self, visitor: Visitor) -> None:
        """Alone and under eighteen; goes back, and talks to a person about a private matter."""
        lobby = self.running.shell.lobby()
        while self.hand.state.place.question != "age":
            touch = visitor.next_touch(self.hand.state, lobby)
            assert touch is not None
            await self._touch(touch)
        for touch in (v.choice("under18"), v.BACK, v.tap(Tap.PERSON), v.PRIVATE_HELP, v.GO_ON):
            await self._touch(touch)
        await self.hand.until(
            lambda s: s.place.screen is Screen.TICKET and s.paper is not Paper.PRINTING, "the ticket"
        )
        await self._look()
        await self._done()

    async def _left_alone(self, visitor: Visitor) -> None:
        """Someone walks away: the kiosk asks, is told to wait once, asks again, and forgets everything."""
        shell, usual = self.running.shell, self.running.shell.times
        await self._touch(v.language(visitor.language))
        shell.times = Times(warn_after=0.6, countdown=0.9, ticket_shown=usual.ticket_shown)
        await self.hand.until(lambda s: s.sheet is Sheet.TIME_OUT, "the time-out")
        await self._touch(v.SHEET_MORE_TIME)
        await self.hand.until(lambda s: s.began_at is None, "the first screen")
        shell.times = usual

    async def _after_hours(self) -> None:
        """The office closes, and opens again."""
        shell, open_offer = self.running.shell, self.running.shell.offer
        closed = replace(open_offer.office, hours=Hours({6: (clock_time(3), clock_time(3, 1))}))
        shell.offer = replace(open_offer, office=closed)
        shell.tick()
        await self._look()
        shell.offer = open_offer
        shell.tick()

    async def _touch(self, touch: Touch) -> None:
        await self.hand.touch(touch.target)
        await self._look()

    async def _look(self) -> None:
        """A picture of every place when it is first seen."""
        state = self.hand.state
        view = self.running.kiosk.view()
        seen = "-".join(
            part
            for part in (view.place.replace(".", "-"), state.sheet.value if state.sheet else "", view.paper)
            if part
        )
        if seen in self.outcome.places:
            return
        self.outcome.places.add(seen)
        path = self.out / "screens" / f"{len(self.outcome.places):02d}-{seen}-{view.language}.png"
        self.outcome.files.append(str(await self.hand.picture(path)))

    async def through_the_flow(self, visitor: Visitor) -> None:
        """One whole check-in without touching the screen: the same commands, the same journal, the same printer."""
        shell = self.running.shell
        while shell.state.ticket is None:
            touch = visitor.next_touch(shell.state, shell.lobby())
            if touch is None:
                await self.hand.until(lambda s: s.ticket is not None, "the ticket")
            else:
                shell.do(touch.command)
        await self.hand.until(lambda s: s.paper is not Paper.PRINTING, "the paper")
        self.numbers.append(shell.state.ticket.number)
        shell.do(Tap.GO_ON)
