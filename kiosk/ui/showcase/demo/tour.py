"""The tour of the demo: five visitors who together touch every screen of a kiosk, and pictures of what they see.

Touches go through the window as a finger's would. Knows no journal and no server.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import time
from pathlib import Path

from kiosk.core.checkin.state import Dialog, Dropped, Paper, Screen, ScreenTimeouts, Tap
from kiosk.core.opening_hours import Hours
from kiosk.devices.printing.pretend_printer import Mode, PretendPrinter
from kiosk.ui.kiosk.program import Running
from kiosk.ui.showcase import visitors as v
from kiosk.ui.showcase.touch_driver import TouchDriver
from kiosk.ui.showcase.visitors import Touch, Visitor

VISITORS = 5
"""So many take a ticket on the tour."""


@dataclass
class Guide:
    """Leads visitors through one kiosk and takes pictures of what they see first."""

    running: Running
    printer: PretendPrinter
    out: Path
    numbers: list[str] = field(default_factory=list)  # of the tickets that were taken
    pictures: list[Path] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.hand = TouchDriver(self.running)
        self._seen: set[str] = set()

    async def tour(self) -> None:
        """Five visitors who together see every screen of the kiosk."""
        first, second, third = (*self.running.shell.config.office.languages, "sv", "en", "ar")[:3]
        family = {
            "purpose": ("letter",), "sender": ("MV",), "letter": ("decision",), "adults": ("2",), "kids": ("all_here",),
            "children": ("2",), "papers": ("lma", "decision"), "may_stay": ("yes",), "ground": ("protection",),
            "pnr": ("no",), "pnr2": ("no",), "age": ("mid",), "age2": ("mid",), "needs": ("all",), "done": ("none",),
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
        nothing = family | {"purpose": ("new",), "papers": ("eu_id",), "pnr": ("yes",), "needs": ("swedish",)}
        nothing |= {"adults": ("1",), "children": ("0",), "moved": ("no",), "done": ("KOM",)}
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
        second = self.running.shell.config.office.languages[-1]
        await self._touch(v.language(second))
        for tool in (Tap.LARGER, Tap.LOWER, Tap.CONTRAST, Tap.LISTEN):
            await self._touch(v.tap(tool))
        await self._touch(v.tap(Tap.LANGUAGE))
        await self._touch(v.language(self.running.shell.config.office.languages[0]))
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
        shell.times = ScreenTimeouts(0.6, 0.9, usual.ticket_shown)
        await self.hand.until(lambda s: s.sheet is Dialog.TIME_OUT, "the time-out")
        await self._touch(v.SHEET_MORE_TIME)
        await self.hand.until(lambda s: s.began_at is None, "the first screen")
        shell.times = usual

    async def _after_hours(self) -> None:
        """The office closes, and opens again."""
        shell, open_config = self.running.shell, self.running.shell.config
        closed = replace(open_config.office, hours=Hours({6: (time(3), time(3, 1))}))
        shell.config = replace(open_config, office=closed)
        shell.tick()
        await self._look()
        shell.config = open_config
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
        if seen in self._seen:
            return
        self._seen.add(seen)
        path = self.out / "screens" / f"{len(self._seen):02d}-{seen}-{view.language}.png"
        self.pictures.append(await self.hand.picture(path))
