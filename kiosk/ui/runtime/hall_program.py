"""What the programs of the hall share, board and reception: following the office, and what is out of date.

Must not know what is shown.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from typing import Final, TypeVar

from PySide6.QtQuick import QQuickWindow

from kiosk.client.views import Fresh, Stale
from kiosk.devices import service
from kiosk.devices.clock import age_ms
from kiosk.protocol.presence import HALL_SILENCE_S
from kiosk.ui.runtime.application import application, run_in_loop
from kiosk.ui.runtime.window import drawn, drawn_once

STALE_S: Final = HALL_SILENCE_S
"""Seconds without news after which what is shown is no longer true."""

V = TypeVar("V")
Updates = AsyncIterator[Fresh[V] | Stale]


class Freshness:
    """Since when nothing has been heard of the office, once that is long enough to say so.

    `mono` are seconds of a clock that only goes forward, `wall` seconds since the epoch.
    """

    def __init__(self, mono: float) -> None:
        self._silent_from: float | None = mono  # nothing heard yet
        self._since: float | None = None

    def fresh(self) -> None:
        self._silent_from = self._since = None

    def stale(self, since: float | None, mono: float, wall: float) -> None:
        """Told by the network; a break that has only begun is not shown yet."""
        if since is not None:
            self._silent_from, self._since = mono - max(0.0, wall - since), since
        elif self._silent_from is None:
            self._silent_from = mono

    def out_of_date(self, mono: float) -> bool:
        return self._silent_from is not None and mono - self._silent_from >= STALE_S

    @property
    def since(self) -> float | None:
        """When the office was last heard, in seconds since the epoch; None: never, or it is heard now."""
        return self._since


async def every(seconds: float, do: Callable[[], None]) -> None:
    """Does it again and again, at the full second of the clock on the wall, so that minutes turn in time."""
    loop = asyncio.get_running_loop()
    while True:
        do()
        await asyncio.sleep(seconds - loop.time() % seconds)


async def attend(
    following: Coroutine[None, None, None], tick: Callable[[], None], stop: asyncio.Event
) -> None:
    """Follows the office and lets each second pass until `stop` is set; raises what either of them raised."""
    tasks = {
        asyncio.ensure_future(following),
        asyncio.ensure_future(every(1.0, tick)),
        asyncio.ensure_future(stop.wait()),
    }
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    for task in pending:
        with contextlib.suppress(asyncio.CancelledError):
            await task
    for task in done:
        task.result()


@contextlib.asynccontextmanager
async def attested(window: QQuickWindow) -> AsyncIterator[None]:
    """The service manager is told when the window has drawn, and as long as it does."""

    async def works() -> str:
        await drawn(window)
        return "Shown."

    async def begin() -> None:
        await works()
        service.ready("Shown.")
        await service.attest(works)

    attesting = asyncio.ensure_future(begin())
    try:
        yield
    finally:
        attesting.cancel()


def end_when_drawn(stop: asyncio.Event, first_frame: Callable[[int], None]) -> Callable[[QQuickWindow], None]:
    """For a trial: what is to be done with the window so that the program ends after its first frame, having told its
    age in milliseconds then."""

    def opened(window: QQuickWindow) -> None:
        async def wait() -> None:
            await drawn_once(window)
            first_frame(age_ms())
            stop.set()

        waiting.append(asyncio.ensure_future(wait()))

    waiting: list[asyncio.Future[None]] = []
    return opened


def run(main: Callable[[asyncio.Event], Awaitable[None]]) -> None:
    """Runs a program until `main` ends; the event is set when it should (SIGTERM, SIGINT, the window closed).

    Raises NoDisplayError and what `main` raises.
    """
    # Each update is a large document without cycles: looking for some in it would stop the screen for 50 ms.
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 50)

    async def until_closed(stop: asyncio.Event) -> None:
        app = application()
        app.lastWindowClosed.connect(stop.set)
        try:
            await main(stop)
        finally:
            app.lastWindowClosed.disconnect(stop.set)

    run_in_loop(until_closed)


def run_shown(
    show: Callable[..., Coroutine[None, None, None]],
    settings: object,
    size: tuple[int, ...] | None,
    trial: Callable[[int], None] | None,
) -> None:
    """Runs a program that is one window: `show(settings, stop, size)`. With `trial` it ends after its first frame, and
    this is given the milliseconds from its start to it."""
    run(lambda stop: show(settings, stop, size, *([] if trial is None else [end_when_drawn(stop, trial)])))
