"""The board program: follows the office's public view, remembers, announces, and says honestly when it is out of date.

Must not know rules or words; nothing but the public view ever reaches it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtQuick import QQuickWindow

from kiosk.client.views import Fresh, Stale, live
from kiosk.core.day.events import Clock
from kiosk.core.day.office_time import local
from kiosk.core.office_config import OfficeConfig
from kiosk.devices.sound.speaking import Voice
from kiosk.present.board import OutOfDate, board_view
from kiosk.protocol.views import PublicDocument
from kiosk.ui.board.announcer import Announcer, Sound
from kiosk.ui.board.calls import Memory, passed, seen, standing
from kiosk.ui.board.model import Board
from kiosk.ui.runtime.hall_program import STALE_S, Freshness, Updates, attend, attested, run_shown
from kiosk.ui.runtime.window import Window

log = logging.getLogger("motesplats.board")

PATH: Final = "/v1/live/public"
WINDOW: Final = "board/BoardWindow.qml"
DESIGNED: Final = (1920, 1080)


@dataclass(frozen=True, slots=True)
class BoardSettings:
    """What a board needs to know. `ways`: desk -> where it lies, seen from this board."""

    config: OfficeConfig
    url: str
    clock: Clock
    token: str | None = None
    ways: Mapping[int, str] = field(default_factory=dict)
    sound: Sound = Sound.VOICE


class BoardShell:
    """Turns what comes from the office, and the passing of time, into what the board shows."""

    def __init__(self, settings: BoardSettings, board: Board, announcer: Announcer) -> None:
        self._settings = settings
        self._zone = ZoneInfo(settings.config.office.time_zone)
        self._board = board
        self._announcer = announcer
        self._memory = Memory()
        self._fresh = Freshness(self._mono())
        self.tick()

    async def follow(self, updates: Updates[PublicDocument]) -> None:
        """Takes the updates until there are no more."""
        async for update in updates:
            self.take(update)

    def take(self, update: Fresh[PublicDocument] | Stale) -> None:
        if isinstance(update, Fresh):
            self._fresh.fresh()
            self._memory, new = seen(self._memory, update.view, self._mono())
            self._announcer.told(new, self._memory.standing)
        else:
            log.warning("%s", update.sentence)
            self._fresh.stale(update.since, self._mono(), self._wall())
        self.tick()

    def tick(self) -> None:
        """Time has passed."""
        mono, now = self._mono(), local(self._zone, self._wall())
        out = None
        if self._fresh.out_of_date(mono):
            since = self._fresh.since
            out = OutOfDate(None if since is None else local(self._zone, since))
        else:
            self._memory = passed(self._memory, mono)
        known = standing(self._memory) if self._memory.day else None
        self._board.show(board_view(known, self._settings.config, now, out, self._settings.ways))

    def _mono(self) -> float:
        return self._settings.clock.now().mono_ms / 1000

    def _wall(self) -> float:
        return self._settings.clock.now().wall


async def show(
    settings: BoardSettings,
    stop: asyncio.Event,
    size: tuple[int, ...] | None = None,
    opened: Callable[[QQuickWindow], None] = lambda _window: None,
) -> None:
    """Shows board inside a running loop until `stop` is set. `opened` is given its window."""
    board = Board()
    announcer = Announcer(settings.config, Voice(), settings.sound)
    shell = BoardShell(settings, board, announcer)
    window = Window("board", board, WINDOW, size)
    opened(window.window)
    try:
        log.info("The board follows %s.", settings.url)
        async with (
            attested(window.window),
            aclosing(live(settings.url, PATH, PublicDocument, settings.token, silence_s=STALE_S)) as updates,
        ):
            await attend(shell.follow(updates), shell.tick, stop)
    finally:
        await announcer.close()
        window.close()


def run_board(
    settings: BoardSettings,
    size: tuple[int, ...] | None = None,
    trial: Callable[[int], None] | None = None,
) -> None:
    """Runs a board until it is asked to stop. Raises NoDisplayError, WindowError, AddressError.

    `trial`: it ends after its first frame, and this is given the milliseconds from its start to it.
    """
    run_shown(show, settings, size, trial)
