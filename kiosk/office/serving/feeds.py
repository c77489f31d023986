"""What happens, as it happens: views as server-sent events.

Lives in the server's loop. Every listener has its own cursor and no queue: a slow one waits for itself only,
and then gets what is there. Must not know what a view holds.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from kiosk.office.serving.serialisers import View
from kiosk.office.state.writer import OfficeWriter
from kiosk.protocol.codec import encode
from kiosk.protocol.presence import HEARTBEAT_S

log = logging.getLogger("motesplats.office")

COALESCE_S: Final = 0.05


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document as JSON, and the same without what only time changes: a listener gets it when that differs."""

    without_time: bytes
    document: bytes


class ChangeNotifier:
    """Tells the loop of each commit. `stop` ends every stream, so that the server can close at once."""

    def __init__(self, writer: OfficeWriter) -> None:
        self.writer = writer
        self.stopping = False
        self._stopped = asyncio.Event()
        self._changed = asyncio.Event()
        self._rendered: dict[str, Rendered | None] = {}
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

    def rendered(self, name: str, view: View) -> Rendered | None:
        """A view of the latest snapshot, encoded once for all who watch; None when there is nothing to see."""
        if name not in self._rendered:
            document = view(self.writer.snapshot, self.writer.clock.now().wall)
            self._rendered[name] = (
                None if document is None else Rendered(encode(document.without_time()), encode(document))
            )
        return self._rendered[name]

    def refresh(self) -> None:
        """What views show has changed without an event: a new forecast. From any thread."""
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has ended
                self._loop.call_soon_threadsafe(self._ring)

    def _ring(self) -> None:
        self._rendered.clear()
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


async def view_events(
    notifier: ChangeNotifier,
    name: str,
    view: View,
    *,
    refresh: bool = False,
    admitted: Callable[[], bool] = lambda: True,
) -> AsyncIterator[str]:
    """A view as server-sent events: at once, and whenever it changes; in between a heartbeat, or with `refresh`
    the view again. Ends when there is nothing to see any more, or when the listener is not `admitted` any more."""
    shown: bytes | None = None
    while not notifier.stopping and admitted():
        version = notifier.writer.snapshot.version
        rendered = notifier.rendered(name, view)
        if rendered is None:
            return
        if rendered.without_time != shown:
            shown = rendered.without_time
            yield _event(notifier, rendered.document)
            await asyncio.sleep(COALESCE_S)  # what changes at once is shown at once
        elif not await notifier.wait(version, HEARTBEAT_S):
            fresh = view(notifier.writer.snapshot, notifier.writer.clock.now().wall) if refresh else None
            yield ":\n\n" if fresh is None else _event(notifier, encode(fresh))


def _event(notifier: ChangeNotifier, document: bytes) -> str:
    return f"event: view\nid: {notifier.writer.snapshot.seq}\ndata: {document.decode()}\n\n"
