"""What happens, as it happens: views as server-sent events.

Lives in the server's loop. Every listener has its own cursor and no queue: a slow one waits for itself only,
and then gets what is there. Must not know what a view holds.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from typing import Final

from kiosk.office.serving.serialisers import View
from kiosk.office.state.writer import OfficeWriter
from kiosk.protocol.presence import HEARTBEAT_S

log = logging.getLogger("motesplats.office")

COALESCE_S: Final = 0.05


class ChangeNotifier:
    """Tells the loop of each commit. `stop` ends every stream, so that the server can close at once."""

    def __init__(self, writer: OfficeWriter) -> None:
        self.writer = writer
        self.stopping = False
        self._stopped = asyncio.Event()
        self._changed = asyncio.Event()
        self._probes: dict[str, str | None] = {}
        self._texts: dict[str, str | None] = {}
        self._unlisten: Callable[[], None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def attach(self) -> None:
        """Listens to the writer, from the running loop on."""
        self._loop = asyncio.get_running_loop()
        self._unlisten = self.writer.listen(lambda _snapshot, _added: self.refresh())

    def stop(self) -> None:
        self.stopping = True
        self._stopped.set()
        if self._unlisten is not None:
            self._unlisten()
            self._unlisten = None
        self._ring()

    async def stops_within(self, seconds: float) -> bool:
        """Waits until the server stops; False when it has not after these seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopped.wait()
        return self.stopping

    async def wait(self, version: int, seconds: float) -> bool:
        """Waits until there is a newer version; False when none came in time."""
        if self.writer.snapshot.version != version or self.stopping:
            return True
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._changed.wait()
                return True
        return False

    def rendered(self, name: str, view: View) -> tuple[str | None, str | None]:
        """A view of the latest snapshot: what tells whether it has changed, and its JSON; once for all who watch."""
        if name not in self._probes:
            snapshot = self.writer.snapshot
            still = view(snapshot, 0.0)  # without anything that only time changes
            if still is not None:
                still.pop("seq")
            self._probes[name] = None if still is None else dumped(still)
            at = self.writer.clock.now().wall
            now = None if still is None else view(snapshot, at)
            self._texts[name] = None if now is None else dumped(now)
        return self._probes[name], self._texts[name]

    def refresh(self) -> None:
        """What views show has changed without an event: a new forecast. From any thread."""
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has ended
                self._loop.call_soon_threadsafe(self._ring)

    def _ring(self) -> None:
        self._probes.clear()
        self._texts.clear()
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()


class Repeating:
    """Something done every so often, until `end`. Its failures are logged, and it goes on."""

    def __init__(self, seconds: float, what: Callable[[], Awaitable[object]]) -> None:
        self._seconds = seconds
        self._what = what
        self._task = asyncio.create_task(self._run())

    async def end(self) -> None:
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(self._seconds)
            try:
                await self._what()
            except Exception:
                log.exception("What is done every %s s failed.", self._seconds)


def dumped(document: object) -> str:
    """JSON without spaces, with every script as it is."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


async def view_events(
    notifier: ChangeNotifier, name: str, view: View, *, refresh: bool = False
) -> AsyncIterator[str]:
    """A view as server-sent events: at once, and whenever it changes; in between a heartbeat, or with `refresh`
    the view again. Ends when there is nothing to see any more."""
    shown: str | None = None
    while not notifier.stopping:
        version = notifier.writer.snapshot.version
        probe, text = notifier.rendered(name, view)
        if probe is None or text is None:
            return
        if probe != shown:
            shown = probe
            yield _event(notifier, text)
            await asyncio.sleep(COALESCE_S)  # what changes at once is shown at once
        elif not await notifier.wait(version, HEARTBEAT_S):
            fresh = view(notifier.writer.snapshot, notifier.writer.clock.now().wall) if refresh else None
            yield ":\n\n" if fresh is None else _event(notifier, dumped(fresh))


def _event(notifier: ChangeNotifier, text: str) -> str:
    return f"event: view\nid: {notifier.writer.snapshot.seq}\ndata: {text}\n\n"
