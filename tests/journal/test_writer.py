"""The writer's thread: one after the other, errors to whoever asked, and it goes on after a failure."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from kiosk.journal.store import Journal
from kiosk.journal.writer import JournalWriter
from kiosk.storage.errors import ClosedError, DiskFullError, FolderError
from tests.journal.factories import DRAFT, opened


def test_work_is_done_in_order_in_one_thread_that_is_not_ours(folder: Path) -> None:
    writer = JournalWriter(lambda: opened(folder))
    futures = [writer.submit(lambda j: (j.issue(DRAFT).ticket, threading.get_ident())) for _ in range(20)]
    done = [future.result() for future in futures]
    writer.close()
    assert [ticket for ticket, _ in done] == [f"2{i:03d}" for i in range(1, 21)]
    assert len({thread for _, thread in done}) == 1
    assert threading.get_ident() not in {thread for _, thread in done}


def test_asyncio_can_wait_for_it(folder: Path) -> None:
    writer = JournalWriter(lambda: opened(folder))

    async def check_in() -> str:
        return (await asyncio.wrap_future(writer.submit(lambda journal: journal.issue(DRAFT)))).ticket

    assert asyncio.run(check_in()) == "2001"
    writer.close()


def test_closing_finishes_what_is_queued(folder: Path) -> None:
    gate = threading.Event()
    writer = JournalWriter(lambda: opened(folder))
    writer.submit(lambda _: gate.wait())
    futures = [writer.submit(lambda j: j.issue(DRAFT)) for _ in range(5)]
    gate.set()
    writer.close()
    assert all(future.done() for future in futures)
    reader = Journal.reader(folder)
    assert len(list(reader.events())) == 5
    reader.close()


def test_a_closed_writer_refuses_and_closes_twice(folder: Path) -> None:
    writer = JournalWriter(lambda: opened(folder))
    writer.close()
    writer.close()
    with pytest.raises(ClosedError):
        writer.submit(lambda j: j.issue(DRAFT))


def test_a_folder_that_is_put_right_serves_again(folder: Path) -> None:
    folder.write_text("a file where a folder should be")
    writer = JournalWriter(lambda: opened(folder))
    with pytest.raises(FolderError, match="cannot be written"):
        writer.submit(lambda j: j.issue(DRAFT)).result()
    folder.unlink()
    assert writer.submit(lambda j: j.issue(DRAFT)).result().ticket == "2001"
    writer.close()


def test_after_a_full_disk_later_writes_succeed(folder: Path) -> None:
    writer = JournalWriter(lambda: opened(folder))

    def limit(journal: Journal, pages: int) -> None:
        journal.conn.execute(f"PRAGMA max_page_count = {pages}")

    writer.submit(lambda j: limit(j, 1)).result()  # never below what the file has
    futures = [writer.submit(lambda j: j.issue(DRAFT)) for _ in range(60)]
    failed = [future for future in futures if isinstance(future.exception(), DiskFullError)]
    assert failed
    writer.submit(lambda j: limit(j, 1_000_000)).result()
    ticket = writer.submit(lambda j: j.issue(DRAFT)).result().ticket
    assert ticket == f"2{len(futures) - len(failed) + 1:03d}"
    assert writer.submit(lambda j: j.verify()).result().ok
    writer.close()


def test_an_error_that_is_a_bug_comes_back_as_it_is(folder: Path) -> None:
    writer = JournalWriter(lambda: opened(folder))
    with pytest.raises(ZeroDivisionError):
        writer.submit(lambda _: 1 // 0).result()
    assert writer.submit(lambda j: j.issue(DRAFT)).result().ticket == "2001"
    writer.close()
