"""Before a new version changes a database's form there is a copy; the change is made as a whole or not at all."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from kiosk.storage.connection import connect, connect_read_only
from kiosk.storage.errors import StorageError
from kiosk.storage.migration import migrate
from tests.storage.factories import copies, notes, opened, read, with_one_more, write


def columns(path: Path) -> list[str]:
    with closing(connect_read_only(path)) as conn:
        return [row[1] for row in conn.execute("PRAGMA table_info(meta)")]


def test_a_new_database_has_no_copy(folder: Path) -> None:
    opened(folder).close()
    assert copies(folder) == []


def test_a_second_time_nothing_is_changed_and_nothing_copied(folder: Path, path: Path) -> None:
    opened(folder).close()
    with closing(connect(path, make=False)) as conn:
        before = conn.total_changes
        migrate(conn, path, notes())
        assert conn.total_changes == before
    assert copies(folder) == []


def test_what_was_there_is_copied_before_the_form_changes(folder: Path, path: Path) -> None:
    """Also what still lies in the log of a program that was killed."""
    with closing(opened(folder)) as left_open:
        write(left_open, "a")
        opened(folder, with_one_more(notes())).close()
        (copy,) = copies(folder)
        with closing(connect_read_only(copy)) as conn:
            assert read(conn) == ["a"]
            assert conn.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert copy.stat().st_mode & 0o077 == 0
    assert (columns(copy), columns(path)) == (["key", "value"], ["key", "value", "later"])


def test_a_migration_that_fails_leaves_the_database_as_it_was(folder: Path, path: Path) -> None:
    opened(folder).close()
    broken = with_one_more(notes())

    @broken(name="and_one_that_fails")
    def _broken(db: Database) -> None:
        db.execute("CREATE TABLE notes (x)")

    with pytest.raises(StorageError):
        opened(folder, broken)
    assert columns(path) == ["key", "value"]
    opened(folder, with_one_more(notes())).close()
    assert columns(path) == ["key", "value", "later"]


def test_no_room_for_a_copy_does_not_stop_the_program(
    folder: Path, path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    opened(folder).close()

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        opened(folder, with_one_more(notes())).close()
    assert columns(path) == ["key", "value", "later"]
    assert copies(folder) == []
    assert "No copy" in caplog.text
