"""The one thread that owns a program's journal: work goes in, futures come out, no screen waits on a disk.

The journal is opened in that thread at the first piece of work, and again after the file could not be used;
so a kiosk whose folder is put right goes on. Must not know what the work is.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from kiosk.journal.store import Journal
from kiosk.storage.errors import ClosedError, DamagedError, DiskError, FolderError

T = TypeVar("T")

_OPEN_AGAIN = (FolderError, DiskError, DamagedError)


class JournalWriter:
    """Runs work on a journal, one piece after the other.

    For asyncio: `await asyncio.wrap_future(writer.submit(lambda journal: journal.issue(draft)))`.
    """

    def __init__(self, open_journal: Callable[[], Journal]) -> None:
        self._open = open_journal
        self._journal: Journal | None = None  # touched in the writer's thread only
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")
        self._closed = False

    def submit(self, work: Callable[[Journal], T]) -> Future[T]:
        """Queues work. Its future has the result, or the StorageError; after an error later work may succeed.

        Raises ClosedError after `close`.
        """
        try:
            return self._thread.submit(self._run, work)
        except RuntimeError as error:
            raise ClosedError("The journal is closed.") from error

    def close(self) -> None:
        """Finishes what is queued, then closes the journal; waits for both. Twice does no harm."""
        if self._closed:
            return
        self._closed = True
        last = self._thread.submit(self._let_go)
        self._thread.shutdown(wait=True)
        last.result()

    def _run(self, work: Callable[[Journal], T]) -> T:
        if self._journal is None:
            self._journal = self._open()
        try:
            return work(self._journal)
        except _OPEN_AGAIN:
            self._let_go()
            raise

    def _let_go(self) -> None:
        journal, self._journal = self._journal, None
        if journal is not None:
            journal.close()
