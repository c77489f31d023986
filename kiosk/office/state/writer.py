"""The writer: the one thread that writes. Work that comes together is committed together, in its order.

Each piece of work sees the state after the one before it, so decisions need no lock; nobody is answered, and
nobody shown anything, before it is on disk. Must not know HTTP, nor what the work is.
"""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import astuple, dataclass
from queue import Empty, SimpleQueue
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

from kiosk.core.day.events import Clock, Moment
from kiosk.core.day.office_time import local, office_day
from kiosk.core.day.rollover import DayClock, keep_day, kept_from
from kiosk.core.office_config import OfficeConfig
from kiosk.office.state.devices import DeviceRows
from kiosk.office.state.memory import OfficeMemory, Snapshot
from kiosk.office.state.store import Kept, OfficeStore
from kiosk.protocol.envelope import to_ms
from kiosk.protocol.errors import WireError
from kiosk.storage.errors import ClosedError, StorageError

T = TypeVar("T")
log = logging.getLogger("motesplats.office")

AT_ONCE: Final = 256
"""Pieces of work in one transaction."""
_NOTE_DAY_S: Final = 60.0
_CLEAN_AGAIN_MS: Final = 60_000
_NEVER: Final = DayClock("", 0.0, Moment(0.0, "", 0))


@dataclass(slots=True)
class WriteContext:
    """What a piece of work may use. It raises a WireError before it changes anything, or not at all."""

    memory: OfficeMemory
    store: OfficeStore
    rows: DeviceRows
    now: Moment
    day_at: Callable[[float], str]


WriteTask = Callable[[WriteContext], T]
Listener = Callable[[Snapshot, list[Kept]], None]
_Waiting = tuple[WriteTask[Any], "asyncio.Future[Any] | Future[Any]"]
_Outcome = tuple["asyncio.Future[Any] | Future[Any]", Any, BaseException | None]


@dataclass(frozen=True, slots=True)
class _Group:
    """Work for one transaction, and who is told of the outcomes, in the writer's thread."""

    work: list[_Waiting]
    done: Callable[[list[_Outcome]], None]


class OfficeWriter:
    """Owns the store. `start` before any work, `stop` at the end; `snapshot` is the state last committed."""

    def __init__(self, store: OfficeStore, config: OfficeConfig, clock: Clock) -> None:
        self.config = config
        self.clock = clock
        self.store = store
        self._zone = ZoneInfo(config.office.time_zone)
        self._queue: SimpleQueue[_Group | None] = SimpleQueue()
        self._gathering: list[_Waiting] = []  # the loop's, as the next is
        self._writing = False
        self._thread: threading.Thread | None = None
        self._listeners: list[Listener] = []
        self._day_clock: DayClock | None = None
        self._noted = _NEVER
        self._clean_at: int | None = 0  # milliseconds of the monotonic clock; None: nothing is to be cleaned
        self.forgotten = 0
        """How many events of days that are over have been deleted since the start."""
        self._commits = 0
        self._commit_ns = 0
        self._refused = 0
        self._memory: OfficeMemory
        self.snapshot: Snapshot

    def start(self) -> None:
        """Opens the store and starts the thread. Raises StorageError when the store cannot be used."""
        if self._thread is not None:
            return
        opened: Future[None] = Future()
        self._thread = threading.Thread(target=self._run, args=(opened,), name="office-writer", daemon=True)
        self._thread.start()
        try:
            opened.result()
        except BaseException:
            self._thread.join()
            self._thread = None
            raise

    def stop(self) -> None:
        """Finishes what is queued, closes the store; twice does no harm."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._queue.put(None)
            thread.join()
            with suppress(Empty):
                while group := self._queue.get_nowait():
                    group.done([(future, None, _stopping()) for _, future in group.work])

    def counted(self) -> dict[str, float]:
        """What has been counted since the start, for whoever watches."""
        return {
            "commits": self._commits,
            "commit_seconds": self._commit_ns / 1e9,
            "commits_failed": self._refused,
            "events_forgotten": self.forgotten,
        }

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Calls `listener`, in the writer's thread, after each commit; gives what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def do(self, work: WriteTask[T]) -> T:
        """Queues work; its result once it is on disk. Raises its WireError, or a StorageError. Of one loop only.

        What comes while a group is being written goes as one group after it, so that a busy office needs no more
        disk writes and no more turns between threads than a quiet one.
        """
        self._check_open()
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._gathering.append((work, future))
        if not self._writing:
            self._writing = True
            loop.call_soon(self._hand_over, loop)
        return await future

    def do_and_wait(self, work: WriteTask[T]) -> T:
        """As `do`, for whoever has no loop."""
        self._check_open()
        future: Future[T] = Future()
        self._queue.put(_Group([(work, future)], _tell))
        return future.result()

    def _hand_over(self, loop: asyncio.AbstractEventLoop) -> None:
        group, self._gathering = self._gathering[:AT_ONCE], self._gathering[AT_ONCE:]
        self._writing = bool(group)
        if not group:
            return

        def back_in_the_loop(outcomes: list[_Outcome]) -> None:
            _tell(outcomes)
            self._hand_over(loop)

        def done(outcomes: list[_Outcome]) -> None:
            with suppress(RuntimeError):  # the loop has ended: nobody waits any more
                loop.call_soon_threadsafe(back_in_the_loop, outcomes)

        if self._thread is None:
            back_in_the_loop([(future, None, _stopping()) for _, future in group])
        else:
            self._queue.put(_Group(group, done))

    def _check_open(self) -> None:
        if self._thread is None:
            raise _stopping()

    # In the thread -----------------------------------------------------------------------------------------

    def _run(self, opened: Future[None]) -> None:
        try:
            self.store.open()
            self._recover()
        except BaseException as error:
            with suppress(Exception):
                self.store.close()
            opened.set_exception(error)
            return
        opened.set_result(None)
        while (group := self._queue.get()) is not None:
            group.done(self._attempt(group.work))
        self.store.close()

    def _attempt(self, group: list[_Waiting]) -> list[_Outcome]:
        """The group in one transaction; when that fails, each by itself, so that one cannot spoil the others'."""
        try:
            return self._commit(group)
        except Exception as error:
            if len(group) > 1:
                return [outcome for each in group for outcome in self._attempt([each])]
            log.warning("Not done: %s", error)
            self._refused += 1
            return [(group[0][1], None, error)]

    def _commit(self, group: list[_Waiting]) -> list[_Outcome]:
        before, began = self._memory.copy(), time.monotonic_ns()
        outcomes: list[_Outcome] = []
        try:
            with self.store.transaction():
                turn = WriteContext(
                    self._memory, self.store, DeviceRows(self.store.conn), self._now(), self._day_at
                )
                for work, future in group:
                    try:
                        outcomes.append((future, work(turn), None))
                    except WireError as refused:
                        outcomes.append((future, None, refused))
                self._write()
        except BaseException:
            self._memory = before
            self._noted = _NEVER  # what was noted of the day is not on disk either
            raise
        self._commits += 1
        self._commit_ns += time.monotonic_ns() - began
        self._clean()
        added = self._memory.added
        self._memory.committed()
        if self._memory.version != before.version:
            self._publish(added)
        return outcomes

    def _write(self) -> None:
        memory = self._memory
        if memory.added:
            self.store.add(memory.added)
        if memory.touched_streams:
            self.store.put_streams([memory.streams[each] for each in memory.touched_streams])
        for day in {day for day, _ in memory.touched_visits}:
            visits = memory.days[day].visits
            self.store.put_visits(day, [visits[visit] for of, visit in memory.touched_visits if of == day])

    def _publish(self, added: list[Kept]) -> None:
        self.snapshot = self._memory.snapshot()
        for listener in list(self._listeners):
            listener(self.snapshot, added)

    def _recover(self) -> None:
        store = self.store
        self._memory = OfficeMemory(
            self.config.office.id,
            store.meta("epoch") or "",
            store.meta("incarnation") or "",
            store.of_day,
            seq=store.head,
            kept_from=store.meta("kept_from") or "",
            devices=DeviceRows(store.conn).devices(),
            grants=DeviceRows(store.conn).grants(),
            streams=store.streams(),
        )
        try:
            value = json.loads(store.meta("day_clock") or "")
            self._day_clock = DayClock(value["day"], value["seen"], Moment(*value["anchor"]))
        except (ValueError, TypeError, KeyError):
            self._day_clock = None  # the first start
        with store.transaction(), _no_garbage():
            self._now()
        self._clean()
        self._memory.committed()
        self.snapshot = self._memory.snapshot()

    def _clean(self) -> None:
        """After a commit that deleted a day; once a minute as long as somebody else's reading prevents it."""
        now = self.clock.now().mono_ms if self._clean_at is not None else 0
        if self._clean_at is None or now < self._clean_at:
            return
        try:
            self.store.clean()
            self._clean_at = None
        except StorageError as error:
            log.warning("Older days may still lie in the file: %s", error)
            self._clean_at = now + _CLEAN_AGAIN_MS

    def _now(self) -> Moment:
        """The moment, and the office day that is then; in a transaction."""
        moment = self.clock.now()
        now = Moment(to_ms(moment.wall), moment.boot, moment.mono_ms)
        clock = self._day_clock = keep_day(self._day_clock, now, self._day_at)
        if clock.day != self._noted.day or abs(clock.seen - self._noted.seen) >= _NOTE_DAY_S:
            value = {"day": clock.day, "seen": clock.seen, "anchor": astuple(clock.anchor)}
            self.store.set_meta("day_clock", json.dumps(value))
            self._noted = clock
        if clock.day != self._memory.today:
            self.store.begin_day(clock.day)
            self._memory.open_day(clock.day)
            oldest = kept_from(clock.day)
            if oldest > self._memory.kept_from:
                self.forgotten += self.store.drop_before(oldest)
                self._clean_at = 0
                self._memory.kept_from = oldest
                self._memory.streams = self.store.streams()
        return now

    def _day_at(self, wall: float) -> str:
        return office_day(local(self._zone, wall), self.config.office.day_starts_at).isoformat()


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Without looking for garbage meanwhile: reading a whole day makes much that stays, and looking through it again
    and again doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _stopping() -> ClosedError:
    return ClosedError("The office server is stopping.")


def _tell(outcomes: list[_Outcome]) -> None:
    for future, result, error in outcomes:
        if future.done():
            continue  # who asked has gone
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(result)
