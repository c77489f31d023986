"""What happens, as it happens: views as server-sent events, the journal over a WebSocket.

Lives in the server's loop. Every listener has its own cursor and no queue: a slow one waits for itself only,
and then gets what is there. Must not know what a view holds.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from kiosk.office.serving.serialisers import DeviceStatusTable, View
from kiosk.office.state.memory import Snapshot
from kiosk.office.state.store import PAGE, Kept, read_events
from kiosk.office.state.writer import OfficeWriter
from kiosk.protocol.codec import encode
from kiosk.protocol.messages import HEARTBEAT_S

log = logging.getLogger("motesplats.office")

COALESCE_S: Final = 0.05
RECENT: Final = 4_000
"""Events kept in memory for followers who are nearly up to date; others read the database."""


class Recent:
    """A late event, and its JSON once somebody has asked for it."""

    __slots__ = ("_text", "kept")

    def __init__(self, kept: Kept) -> None:
        self.kept = kept
        self._text: str | None = None

    @property
    def text(self) -> str:
        if self._text is None:
            self._text = dumped(self.kept.document())
        return self._text


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
        self.recent: deque[Recent] = deque(maxlen=RECENT)
        self._changed = asyncio.Event()
        self._rendered: dict[str, Rendered | None] = {}
        self._unlisten: Callable[[], None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def attach(self) -> None:
        """Listens to the writer, from the running loop on."""
        self._loop = asyncio.get_running_loop()
        self._unlisten = self.writer.listen(lambda snapshot, added: self._tell(added))

    def stop(self) -> None:
        self.stopping = True
        if self._unlisten is not None:
            self._unlisten()
            self._unlisten = None
        self._ring([])

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
        self._tell([])

    def _tell(self, added: list[Kept]) -> None:
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has ended
                self._loop.call_soon_threadsafe(self._ring, added)

    def _ring(self, added: list[Kept]) -> None:
        self.recent.extend(map(Recent, added))
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


def dumped(document: object) -> str:
    """JSON without spaces, with every script as it is."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


async def view_events(
    notifier: ChangeNotifier, name: str, view: View, *, refresh: bool = False
) -> AsyncIterator[str]:
    """A view as server-sent events: at once, and whenever it changes; in between a heartbeat, or with `refresh`
    the view again. Ends when there is nothing to see any more."""
    shown: bytes | None = None
    while not notifier.stopping:
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


async def follow(
    socket: WebSocket, notifier: ChangeNotifier, presence: DeviceStatusTable, after: int, device: str | None
) -> None:
    """Serves one follower until either side ends: what is missing, then what comes. `device`: only its events.

    A receiver runs beside the sender: who only sends never notices that the other has gone.
    """
    await socket.accept()
    who = device or str(socket.query_params.get("device", "")) or "local"
    sign = presence.heard(who, notifier.writer.clock.now().wall)
    sign.followers += 1
    sender = asyncio.create_task(_send(socket, notifier, after, device))
    receiver = asyncio.create_task(_receive(socket, notifier, presence, who))
    try:
        await asyncio.wait({sender, receiver}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        sign.followers -= 1
        for task in (sender, receiver):
            task.cancel()
        await asyncio.gather(sender, receiver, return_exceptions=True)
        if socket.client_state is WebSocketState.CONNECTED:
            with suppress(RuntimeError, WebSocketDisconnect):
                await socket.close(1001)


async def _receive(
    socket: WebSocket, notifier: ChangeNotifier, presence: DeviceStatusTable, who: str
) -> None:
    while True:
        text = await socket.receive_text()
        said: Any = None
        with suppress(ValueError, RecursionError):
            said = json.loads(text)
        presence.told(who, notifier.writer.clock.now().wall, said)


async def _send(socket: WebSocket, notifier: ChangeNotifier, after: int, device: str | None) -> None:
    cursor, first = after, True
    while not notifier.stopping:
        snapshot = notifier.writer.snapshot
        page, end = await _page(notifier, cursor, snapshot.seq, device)
        if page or first:
            await socket.send_text(_frame(page, snapshot))
            first = False
        if end > cursor:
            cursor = end
        elif not await notifier.wait(snapshot.version, HEARTBEAT_S):
            await socket.send_text(_frame([], snapshot))


async def _page(notifier: ChangeNotifier, after: int, head: int, device: str | None) -> tuple[list[str], int]:
    """Some events after a cursor as JSON, and where the cursor then stands."""
    if after >= head:
        return [], after
    recent = notifier.recent
    if recent and recent[0].kept.seq <= after + 1:
        newest = recent[-1].kept.seq
        if newest <= after:
            return [], after  # committed, and on its way to this loop
        # they follow each other without a gap: the ones wanted are the last so many
        start = len(recent) - (newest - after)
        fresh = list(islice(recent, start, start + PAGE))
        return [each.text for each in fresh if device in (None, each.kept.device)], fresh[-1].kept.seq
    path = notifier.writer.store.path
    page = await asyncio.to_thread(read_events, path, after, PAGE, device)
    texts = [dumped(kept.document()) for kept in page]
    return texts, (page[-1].seq if len(page) == PAGE else head)


def _frame(page: list[str], snapshot: Snapshot) -> str:
    return f'{{"events":[{",".join(page)}],"head":{snapshot.seq},"epoch":"{snapshot.epoch}"}}'
