"""The board follows the office: shows and announces, goes out of date after 15 s of silence, and comes back."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import aclosing, asynccontextmanager, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import qasync
from PySide6.QtGui import QGuiApplication

from kiosk.client.backoff import Backoff
from kiosk.client.views import Fresh, Stale, live
from kiosk.core.day.events import StopMoved
from kiosk.core.office_config import OfficeConfig
from kiosk.devices.clock import SystemClock
from kiosk.devices.sound.speaking import Voice
from kiosk.office.program import OfficeServer, OfficeSettings
from kiosk.protocol.views import PublicDocument
from kiosk.ui.board.announcer import Announcer, Sound
from kiosk.ui.board.model import Board
from kiosk.ui.board.program import PATH, BoardSettings, BoardShell
from kiosk.ui.showcase.board_situations import ONE
from kiosk.ui.showcase.sample_days import SampleDay
from tests.core.office_days import CONFIG
from tests.journal.factories import ScriptedClock
from tests.office.factories import Running, Stream
from tests.ui.board.test_announcer import Hall


class Desk:
    """A board whose office is told by the test."""

    def __init__(self, config: OfficeConfig) -> None:
        self.clock = ScriptedClock()
        self.clock.stand("2026-11-24T09:00")
        self.day = SampleDay(config).open_desks().wait(5)
        self.board = Board()
        self.announcer = Announcer(config, Voice(), Sound.NONE)
        self.shell = BoardShell(
            BoardSettings(config, "http://127.0.0.1:1", self.clock), self.board, self.announcer
        )

    def told(self) -> None:
        self.shell.take(Fresh(self.day.public()))

    def later(self, seconds: float) -> None:
        self.clock.jump(seconds)
        moment = self.clock.moment
        self.clock.moment = replace(moment, mono_ms=moment.mono_ms + round(seconds * 1000))
        self.day.wait(seconds / 60)
        self.shell.tick()

    def calls(self, number: str, station: str = "SKV", desk: int = 3) -> None:
        visit = self.day.arrives(ONE[station], number=number)
        self.day.call(visit, station, desk)
        self.told()


@pytest.fixture
def desk(qapp: QGuiApplication, config: OfficeConfig) -> Desk:
    return Desk(config)


def test_it_announces_each_new_call_and_not_for_those_before_it_started(desk: Desk) -> None:
    desk.calls("2001")
    assert desk.announcer.announced == 0
    desk.calls("2002", "FK", 6)
    desk.told()
    assert desk.announcer.announced == 1
    assert desk.board.view().rows[0].number == "2002"


def test_silence_is_shown_after_15_s_not_before_and_ends_with_the_next_news(desk: Desk) -> None:
    desk.calls("2001")
    heard = desk.clock.moment.wall
    desk.later(10)
    desk.shell.take(Stale(heard))
    assert not desk.board.view().stale
    desk.later(4.9)
    assert not desk.board.view().stale
    desk.later(0.2)
    view = desk.board.view()
    assert (view.stale, view.band is not None and view.band.number) == (True, "2001")
    assert "09:00" in view.stale_title
    desk.told()
    assert not desk.board.view().stale


def test_a_board_that_has_never_heard_says_nothing_for_15_s_then_that_there_is_no_contact(desk: Desk) -> None:
    assert (desk.board.view().layout, desk.board.view().title) == ("soon", "")
    desk.shell.take(Stale(None))
    desk.later(14)
    assert not desk.board.view().stale
    desk.later(2)
    assert desk.board.view().stale_title == "Tavlan har ingen kontakt med kontoret"


def test_a_call_keeps_the_band_20_s_and_its_person_may_have_come(desk: Desk) -> None:
    desk.told()
    desk.calls("2001")
    desk.day.do(StopMoved("v2001", "SKV", "start", 3))
    desk.told()
    desk.later(19)
    assert desk.board.view().band is not None
    desk.told()
    desk.later(2)
    assert (desk.board.view().layout, desk.board.view().recent[0].number) == ("soon", "2001")


def test_a_view_that_cannot_be_read_is_as_silence(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    desk.calls("2001")
    desk.shell.take(Stale(None, "unreadable", "The office server sent a view that cannot be read."))
    assert "cannot be read" in caplog.text
    desk.later(16)
    assert desk.board.view().stale


def test_a_new_call_is_heard_while_qt_runs(
    qapp: QGuiApplication, config: OfficeConfig, tmp_path: Path
) -> None:
    """Player and voice are programs of their own: they must run in the loop that Qt has too."""
    desk, hall = Desk(config), Hall(tmp_path, config)
    desk.shell = BoardShell(
        BoardSettings(config, "http://127.0.0.1:1", desk.clock), desk.board, hall.announcer
    )

    async def main() -> None:
        desk.told()
        desk.calls("2047")
        await until(lambda: len(hall.heard()) == 3)
        await hall.announcer.close()

    in_qt_loop(qapp, main)
    assert hall.heard()[2] == "Nummer 2 0 4 7. Gå till Skatteverket, disk 3."


# With a real server ---------------------------------------------------------------------------------------------


@asynccontextmanager
async def following(url: str, board: Board, announcer: Announcer) -> AsyncIterator[BoardShell]:
    shell = BoardShell(BoardSettings(CONFIG, url, SystemClock()), board, announcer)
    async with aclosing(live(url, PATH, PublicDocument, silence_s=15, backoff=Backoff(0.05, 0.1))) as updates:
        task = asyncio.ensure_future(shell.follow(updates))
        try:
            yield shell
        finally:
            task.cancel()
            await asyncio.wait({task})


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not true():
            await asyncio.sleep(0.02)


def in_qt_loop(qapp: QGuiApplication, main: Callable[[], Awaitable[None]]) -> None:
    with qasync.QEventLoop(qapp) as loop:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(main())
    # The loop's timers are a Qt object with parts that still run. Collected by another thread, as that of a server
    # in a later test, they would stay in Qt and be called when they are no more.
    asyncio.set_event_loop(None)
    del loop
    gc.collect()


@contextmanager
def serving(folder: Path, port: int = 0) -> Iterator[Running]:
    """A real office server on a port of its own, the same one again after it was away."""
    server = OfficeServer(OfficeSettings(CONFIG, folder, ScriptedClock(), "127.0.0.1", port))
    ready = threading.Event()
    thread = threading.Thread(target=server.serve_until_stopped, args=(lambda _url: ready.set(),))
    thread.start()
    try:
        assert ready.wait(20)
        office = Running(server, ScriptedClock())
        with office.http:
            yield office
    finally:
        server.stop()
        thread.join(20)


def test_a_real_office_calls_goes_away_and_comes_back(
    qapp: QGuiApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.ui.runtime.hall_program.STALE_S", 0.3)
    board, announcer = Board(), Announcer(CONFIG, Voice(), Sound.NONE)

    def call(office: Running) -> None:
        stream = Stream()
        stream.issue()
        office.push(stream)
        office.did("desk.open", desk=3, station="SKV")
        office.did("call.next", desk=3)

    async def main() -> None:
        with contextlib.ExitStack() as first:
            office = await asyncio.to_thread(first.enter_context, serving(tmp_path))
            async with following(office.url, board, announcer) as shell:
                await until(lambda: board.view().title != "")  # the empty hall has been seen
                await asyncio.to_thread(call, office)
                await until(lambda: board.view().band is not None)
                assert (board.view().stale, announcer.announced) == (False, 1)
                await asyncio.to_thread(first.close)

                def stale() -> bool:
                    shell.tick()
                    return board.view().stale

                await until(stale)
                assert board.view().band is not None  # who was called last may still be on the way
                port = int(office.url.rsplit(":", 1)[1])
                with contextlib.ExitStack() as again:
                    await asyncio.to_thread(again.enter_context, serving(tmp_path, port))
                    await until(lambda: not board.view().stale)
                    assert board.view().band is not None
                    assert announcer.announced == 1
                    await asyncio.to_thread(again.close)

    in_qt_loop(qapp, main)
