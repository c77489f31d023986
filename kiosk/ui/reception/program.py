"""The reception program: follows the whole hall, turns touches into what is looked at and into commands.

Must not know rules or words: what can be pressed is in the view, and the office decides.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtQuick import QQuickWindow

from kiosk.client.commands import PATIENCE_S, Commander, new_command
from kiosk.client.session import AwayError
from kiosk.client.views import Fresh, Stale, live
from kiosk.core.day.events import Clock
from kiosk.core.day.office_time import local
from kiosk.core.office_config import OfficeConfig
from kiosk.present.language.words import words_of
from kiosk.present.reception.console import not_told, reception_view, told
from kiosk.present.reception.support import CHOOSING, happened_to, still_undoable, undo_of, undoable
from kiosk.present.reception.view import Action, Looked, Notice
from kiosk.present.shared.staff import refused
from kiosk.protocol.commands import Command, CommandResult
from kiosk.protocol.errors import WireError
from kiosk.protocol.views import ReceptionDocument
from kiosk.ui.reception.model import Reception
from kiosk.ui.runtime.hall_program import STALE_S, Freshness, Updates, attend, run_shown
from kiosk.ui.runtime.window import Window

log = logging.getLogger("motesplats.reception")

PATH: Final = "/v1/live/reception"
WINDOW: Final = "reception/ReceptionWindow.qml"
NOTICE_S: Final = 8.0
UNDO_S: Final = 60.0
"""What can be taken back is offered so long at most."""
REFRESH_S: Final = 5.0
"""Minutes grow without news; so often is enough to see it."""
LONGEST_NUMBER: Final = 5

Send = Callable[[Command], Awaitable[CommandResult]]
"""See `Commander.send`."""


@dataclass(frozen=True, slots=True)
class ReceptionSettings:
    """What reception needs to know."""

    config: OfficeConfig
    url: str
    clock: Clock
    token: str | None = None
    language: str = "sv"


class ReceptionShell:
    """What is known, what is looked at, and what is being done."""

    def __init__(self, settings: ReceptionSettings, reception: Reception, send: Send) -> None:
        self._settings = settings
        self._zone = ZoneInfo(settings.config.office.time_zone)
        self._reception = reception
        self._send = send
        self._language = settings.language
        self._view: ReceptionDocument | None = None
        self._heard = 0.0
        self._looked = Looked()
        self._notice_until = 0.0
        self._asked: Action | None = None
        self._undo: Action | None = None
        self._undo_after: int | None = None  # how much had happened to its visit when it was offered
        self._undo_seq = 0  # the press itself
        self._sending: set[asyncio.Task[None]] = set()
        self._busy: set[str] = set()
        self._fresh = Freshness(self._mono())
        self._shown: tuple[object, ...] = ()
        self._shown_at = 0.0
        reception.wished.connect(self.wish)
        self._show()

    async def follow(self, updates: Updates[ReceptionDocument]) -> None:
        """Takes the updates until there are no more."""
        async for update in updates:
            self.take(update)

    def take(self, update: Fresh[ReceptionDocument] | Stale) -> None:
        if isinstance(update, Fresh):
            self._fresh.fresh()
            self._view, self._heard = update.view, self._mono()
            self._forget_undo()
            self._show()
        else:
            log.warning("%s", update.sentence)
            self._fresh.stale(update.since, self._mono(), self._wall())
            self.tick()

    def tick(self) -> None:
        """Time has passed: shown anew when something changes by it alone."""
        mono = self._mono()
        if self._looked.notice is not None and mono >= self._notice_until:
            self._looked, self._undo = replace(self._looked, notice=None), None
        state = (self._fresh.out_of_date(mono), self._looked, int(self._wall() // 60))
        if state != self._shown or mono - self._shown_at >= REFRESH_S:
            self._show()

    async def close(self) -> None:
        """What has been pressed is sent to its end, or given up with its tries."""
        if self._sending:
            await asyncio.wait(self._sending, timeout=2.0)
        for task in self._sending:
            task.cancel()

    # What is touched ------------------------------------------------------------------------------------------

    def wish(self, name: str, value: str) -> None:
        """A touch, by the names that the view model tells."""
        was = self._looked
        looked, self._asked = (
            replace(was, question=None, choosing=""),
            None if name != "answer" else self._asked,
        )
        match name:
            case "visit":
                looked = Looked(visit=value, notice=looked.notice)
            case "stop":
                looked = replace(looked, stop=value)
            case "station":
                looked = Looked(station=value, notice=looked.notice)
            case "desk":
                looked = Looked(desk=int(value), notice=looked.notice)
            case "typed":
                digits = "".join(each for each in value if each in "0123456789")
                looked = replace(looked, typed=digits[:LONGEST_NUMBER])
            case "enter":
                found = self._reception.view().found
                if found:
                    looked = Looked(visit=found[0].id, notice=looked.notice)
            case "back":
                looked = looked if was.choosing else Looked(notice=looked.notice)
            case "undo":
                if self._undo is not None and not self._fresh.out_of_date(self._mono()):
                    self._looked = looked
                    self._do(self._undo)
                    return
            case "language":
                self._language = "en" if self._language == "sv" else "sv"
            case "press":
                self._looked = looked
                self._press(value)
                return
            case "answer":
                action, self._asked = self._asked, None
                if value == "yes" and action is not None:
                    self._looked = looked
                    self._do(action)
                    return
        self._looked = looked
        self._show()

    def _press(self, key: str) -> None:
        action = next((each for each in self._reception.view().panel.actions if each.id == key), None)
        if action is None or self._fresh.out_of_date(self._mono()):
            return
        if action.kind == CHOOSING:
            self._looked = replace(self._looked, choosing=action.id)
            self._show()
        elif action.question is not None:
            self._asked = action
            self._looked = replace(self._looked, question=action.question)
            self._show()
        else:
            self._do(action)

    def _do(self, action: Action) -> None:
        key = f"{self._looked.visit} {self._looked.desk} {action.id}"
        if key not in self._busy:  # a second touch before the answer is the same wish
            self._busy.add(key)
            task = asyncio.ensure_future(self._run(action, key))
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)
        self._show()

    async def _run(self, action: Action, key: str) -> None:
        words, panel, view = words_of(self._language), self._reception.view().panel, self._view
        undo: Action | None = None
        seq = 0
        notice: Notice
        try:
            answer = await self._send(new_command(action.kind, dict(action.args)))
            if answer.ok:
                seq = answer.seq
                undo = None if view is None or action is self._undo else undo_of(words, action, view)
                notice = told(panel.title, words.inside(action.text))
            else:
                notice = Notice(refused(self._language, answer.code), False)
        except AwayError:
            notice = not_told(self._language)
        except WireError as error:
            log.warning("%s was refused: %s", action.kind, error.sentence)
            notice = Notice(refused(self._language, error.code), False)
        finally:
            self._busy.discard(key)
        if undo is not None:
            notice = undoable(words, notice)
        self._undo, self._undo_after, self._undo_seq = undo, None, seq
        self._forget_undo()
        self._looked = replace(self._looked, notice=notice)
        self._notice_until = self._mono() + (NOTICE_S if undo is None else UNDO_S)
        self._show()

    def _forget_undo(self) -> None:
        """After the press itself the next event on that visit ends it."""
        if self._undo is None or self._view is None or self._view.seq < self._undo_seq:
            return
        if self._undo_after is None:
            self._undo_after = happened_to(self._view, dict(self._undo.args).get("visit"))
        elif not still_undoable(self._view, self._undo, self._undo_after):
            self._undo = None
            if self._looked.notice is not None:
                self._looked = replace(self._looked, notice=replace(self._looked.notice, undo=""))

    # What is shown --------------------------------------------------------------------------------------------

    def _show(self) -> None:
        mono, wall = self._mono(), self._wall()
        out, since = self._fresh.out_of_date(mono), self._fresh.since
        at = self._view.at + (mono - self._heard) if self._view else wall
        self._reception.show(
            reception_view(
                self._view,
                self._settings.config,
                self._language,
                local(self._zone, wall),
                at,
                self._looked,
                None if since is None else local(self._zone, since),
                out,
            )
        )
        self._shown, self._shown_at = (out, self._looked, int(wall // 60)), mono

    def _mono(self) -> float:
        return self._settings.clock.now().mono_ms / 1000

    def _wall(self) -> float:
        return self._settings.clock.now().wall


async def show(
    settings: ReceptionSettings,
    stop: asyncio.Event,
    size: tuple[int, ...] | None = None,
    opened: Callable[[QQuickWindow], None] = lambda _window: None,
) -> None:
    """Shows reception inside a running loop until `stop` is set. `opened` is given its window."""
    async with Commander(settings.url, settings.token, patience_s=PATIENCE_S) as commander:
        reception = Reception()
        shell = ReceptionShell(settings, reception, commander.send)
        window = Window("reception", reception, WINDOW, size)
        opened(window.window)
        try:
            log.info("Reception follows %s.", settings.url)
            async with aclosing(
                live(settings.url, PATH, ReceptionDocument, settings.token, silence_s=STALE_S)
            ) as updates:
                await attend(shell.follow(updates), shell.tick, stop)
            await shell.close()
        finally:
            window.close()


def run_reception(
    settings: ReceptionSettings,
    size: tuple[int, ...] | None = None,
    trial: Callable[[int], None] | None = None,
) -> None:
    """Runs reception until it is asked to stop. Raises NoDisplayError, WindowError, AddressError.

    `trial`: it ends after its first frame, and this is given the milliseconds from its start to it.
    """
    run_shown(show, settings, size, trial)
