"""The kiosk program: window, settings, journal, printer and voice, in the order that shows the first frame soonest.

Closing waits for tickets being stored.
Knows no rules and no words; the shell runs the flow.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import importlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, QObject

from kiosk.core.checkin.state import CheckIn, Lobby, ScreenTimeouts
from kiosk.core.day.events import Clock
from kiosk.core.office_config import OfficeConfig
from kiosk.devices import service
from kiosk.devices.clock import age_ms
from kiosk.present.kiosk.poster import opening
from kiosk.ui.kiosk.controller import Shell
from kiosk.ui.kiosk.keypad import Keypad
from kiosk.ui.kiosk.model import Kiosk
from kiosk.ui.kiosk.window import KioskWindow
from kiosk.ui.runtime import fonts, memory
from kiosk.ui.runtime.application import application, run_in_loop
from kiosk.ui.runtime.window import drawn, drawn_once

if TYPE_CHECKING:
    from kiosk.client.delivery.loop import OfficeLink
    from kiosk.client.provisioning import PairingSettings
    from kiosk.devices.sound.speaking import Voice
    from kiosk.journal.writer import JournalWriter
    from kiosk.protocol.presence import DeviceReport

log = logging.getLogger("motesplats.kiosk")

HEALTH_S: Final = 300.0
"""How often a kiosk looks how its computer is."""


@dataclass(frozen=True, slots=True)
class KioskSettings:
    """What a kiosk program needs to know, read once the welcome poster is on the screen."""

    config: OfficeConfig
    data_dir: Path
    clock: Clock
    times: ScreenTimeouts = ScreenTimeouts()
    printer: str | None = None  # instead of the office's
    keep_tickets: Path | None = None  # also as files, for people to look at
    closable: bool = False  # a kiosk in a lobby refuses to be closed
    office_url: str | None = None  # the office server; tickets are issued without one too
    token: str | None = None  # this kiosk's, for that server
    voice: Callable[[], Voice] | None = None  # instead of the one this computer has
    pairing: PairingSettings | None = None  # the settings' code of an unattended first start
    health: Callable[[], DeviceReport] | None = None  # looks how this computer is; may take seconds


@dataclass(frozen=True, slots=True)
class Running:
    """A kiosk that has shown its first frame and is connected to its journal and printer."""

    settings: KioskSettings
    shell: Shell
    window: KioskWindow
    kiosk: Kiosk
    first_frame_ms: int  # after the process began; 0 where that cannot be known


Around = Callable[[], AbstractAsyncContextManager[KioskSettings]]
"""Entered after the first frame, left when the kiosk has closed: what must live as long as it does."""


def run(
    read_settings: Callable[[], KioskSettings],
    size: tuple[int, ...] | None = None,
    trial: Callable[[int], None] | None = None,
) -> None:
    """Runs a kiosk until it is asked to stop (SIGTERM, SIGINT, the window closed).

    `read_settings` is called after the first frame. `size`: a window of that many pixels; None: the whole screen.
    `trial`: it ends as soon as it is ready, and this is given the milliseconds from its start to its first frame.
    Raises NoDisplayError, StorageError (the journal is in use, its folder cannot be written), and what
    `read_settings` raises.
    """

    @asynccontextmanager
    async def around() -> AsyncIterator[KioskSettings]:
        yield read_settings()

    async def tried(kiosk: Running) -> None:
        assert trial is not None
        trial(kiosk.first_frame_ms)

    run_within(around, size, None if trial is None else tried)


def run_within(
    around: Around,
    size: tuple[int, ...] | None = None,
    during: Callable[[Running], Awaitable[None]] | None = None,
) -> None:
    """As `run`, with settings that come with surroundings; ends when `during` has ended, if there is one."""
    run_in_loop(lambda stop: _main(around, size, stop, during))


async def _main(
    around: Around,
    size: tuple[int, ...] | None,
    stop: asyncio.Event,
    during: Callable[[Running], Awaitable[None]] | None,
) -> None:
    async with running(around, size) as kiosk:
        if kiosk.settings.closable:
            application().lastWindowClosed.connect(stop.set)
        else:
            refusal = _RefuseClose(kiosk.window.window)
            kiosk.window.window.installEventFilter(refusal)
        if during is None:
            await stop.wait()
            return
        playing = asyncio.ensure_future(during(kiosk))
        stopped = asyncio.ensure_future(stop.wait())
        await asyncio.wait({playing, stopped}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if not playing.done():
            playing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await playing


@asynccontextmanager
async def running(around: Around, size: tuple[int, ...] | None = None) -> AsyncIterator[Running]:
    """A kiosk inside a running loop: poster, then settings, journal and printer; closed with nothing half-written."""
    kiosk = Kiosk()
    kiosk.show(opening())
    window = KioskWindow(kiosk, size)
    try:
        await drawn_once(window.window)
        first_ms = age_ms()
        log.info("First frame after %d ms.", first_ms)
        for problem in fonts.load():
            log.warning("%s", problem)
        async with around() as settings:
            kiosk.fit_panel(settings.config.office.panel_mm_per_px)
            shell = Shell(settings.config, settings.clock, _shown_on(kiosk), settings.times)
            shell.tick()
            kiosk.command.connect(shell.do)
            kiosk.rested.connect(lambda: _trim_when_alone(shell))
            Keypad(window.window, settings.config.office.keypad, kiosk.command.emit)
            async with _backing(settings, shell, window), _voiced(settings, shell, kiosk):
                ticking = asyncio.ensure_future(shell.run())
                try:
                    yield Running(settings, shell, window, kiosk, first_ms)
                finally:
                    ticking.cancel()
                    await shell.close()
    finally:
        window.close()


def _trim_when_alone(shell: Shell) -> None:
    """Not while a visitor looks at the languages: the next screen would wait for its memory."""
    if shell.state.began_at is None:
        memory.trim()


def _shown_on(kiosk: Kiosk) -> Callable[[CheckIn, Lobby, datetime], None]:
    """Puts a state into words and shows it."""
    from kiosk.present.kiosk.screens import present

    def show(state: CheckIn, lobby: Lobby, wall: datetime) -> None:
        kiosk.show(present(state, lobby, wall))

    return show


@asynccontextmanager
async def _backing(settings: KioskSettings, shell: Shell, window: KioskWindow) -> AsyncIterator[None]:
    """Journal and printer, imported only now that the visitor sees a screen."""
    from kiosk.devices.printing.printer import PrinterError, open_printer
    from kiosk.journal.kiosk_lock import hold_for_kiosk
    from kiosk.journal.writer import JournalWriter
    from kiosk.ui.kiosk.services import JournalRecords, TicketPrinting, journal_opener

    try:
        printer = open_printer(settings.printer or settings.config.office.printer or "none")
    except PrinterError as error:
        log.warning("%s Until then the number is shown to be photographed.", error)
        printer = open_printer("none")
    with hold_for_kiosk(settings.data_dir):
        writer = JournalWriter(journal_opener(settings.data_dir, settings.config, settings.clock))
        office = _ToOffice(settings, writer, shell)
        try:
            await asyncio.wrap_future(writer.submit(lambda journal: journal.current_day()))
            printing = TicketPrinting(printer, settings.config, settings.clock, settings.keep_tickets)
            shell.attach(JournalRecords(writer, settings.config, office.stored, office.paper_was), printing)
            printing.warm()
            gc.collect()
            gc.freeze()  # what is loaded now stays: looking through it again would make a touch wait
            log.info("Ready.")
            service.ready("Ready.")
            attesting = asyncio.ensure_future(service.attest(lambda: _works(window, writer)))
            office.begin()
            try:
                yield
            finally:
                attesting.cancel()
        finally:
            await office.end()
            await asyncio.to_thread(writer.close)


async def _works(window: KioskWindow, writer: JournalWriter) -> str:
    """The screen has drawn and the journal has answered. What the disk refuses is told, not healed by a new start."""
    from kiosk.storage.errors import StorageError

    await drawn(window.window)
    try:
        await asyncio.wrap_future(writer.submit(lambda journal: journal.current_day()))
    except StorageError as error:
        return f"Nothing can be stored: {error}"
    return "Ready."


@asynccontextmanager
async def _voiced(settings: KioskSettings, shell: Shell, kiosk: Kiosk) -> AsyncIterator[None]:
    """The voice that reads screens aloud. Until its engine has started, and without one, the kiosk is silent."""
    from kiosk.devices.sound.speaking import Voice
    from kiosk.ui.kiosk.read_aloud import Reader

    voice = settings.voice() if settings.voice else Voice()
    reader = Reader(kiosk, voice, settings.config.office.languages, shell.do)

    async def begin() -> None:
        await voice.prepare()
        shell.listen_to(reader)

    beginning = asyncio.ensure_future(begin())
    try:
        yield
    finally:
        beginning.cancel()
        await asyncio.gather(beginning, return_exceptions=True)
        await reader.close()


class _ToOffice:
    """The link to the office server, if there is to be one. The kiosk neither waits for it nor fails with it."""

    def __init__(self, settings: KioskSettings, writer: JournalWriter, shell: Shell) -> None:
        self._settings = settings
        self._writer = writer
        self._shell = shell
        self._link: OfficeLink | None = None
        self._tasks: list[asyncio.Task[None]] = []

    def begin(self) -> None:
        if self._settings.office_url or self._settings.pairing:
            self._tasks.append(asyncio.ensure_future(self._run()))

    def stored(self) -> None:
        if self._link is not None:
            self._link.nudge()

    def paper_was(self, paper: str) -> None:
        if self._link is not None:
            self._link.paper = paper

    async def end(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _run(self) -> None:
        # its HTTP library takes a fifth of a second to come, which a visitor's touch should not wait for
        client = await asyncio.to_thread(importlib.import_module, "kiosk.client.delivery.loop")
        settings, url, token = self._settings, self._settings.office_url, self._settings.token
        if settings.pairing is not None:
            from kiosk.client.provisioning import first_pairing

            mine = await first_pairing(
                settings.data_dir, settings.config.office.id, settings.pairing, self._in_outbox
            )
            if mine is not None:
                url = url or mine.url
                token = mine.token_for(url) or token
        if not url:
            return
        contact = client.Contact(settings.data_dir, url)
        try:
            self._link = client.OfficeLink(self._writer, settings.clock, url, token, contact=contact.note)
        except client.AddressError as error:
            log.warning("%s", error)
            return
        if settings.health is not None:
            self._tasks.append(asyncio.ensure_future(self._look_after(self._link, settings.health)))
        promise = await asyncio.to_thread(importlib.import_module, "kiosk.client.wait_estimate")
        async with promise.Promises(url, token) as promises:
            self._shell.foretell = promises.usual_minutes
            try:
                await self._link.run()
            finally:
                self._shell.foretell = None

    async def _look_after(self, link: OfficeLink, health: Callable[[], DeviceReport]) -> None:
        """Looks now and then how this computer is, for reception."""
        while True:
            try:
                link.health = await asyncio.to_thread(health)
            except Exception:
                log.exception("This computer's health could not be looked at.")
            await asyncio.sleep(HEALTH_S)

    async def _in_outbox(self, work: Callable[[Any], Any]) -> Any:
        from kiosk.journal.outbox import Outbox

        return await asyncio.wrap_future(self._writer.submit(lambda journal: work(Outbox(journal))))


class _RefuseClose(QObject):
    """A kiosk's window stays: whoever may close it stops the service instead."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close:
            event.ignore()
            return True
        return False
