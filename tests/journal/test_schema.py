"""The file: which SQLite may open it, what is no journal, and migrations that apply once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from pysqlite3 import dbapi2 as sqlite
from sqlite_utils import Database, Migrations

from kiosk.journal import schema
from kiosk.journal.store import Journal
from kiosk.storage import connection
from kiosk.storage.errors import DamagedError, FolderError, NotADatabaseError, OldSQLiteError, StorageError
from tests.journal.factories import DRAFT, opened

NOBODY: Final = 65534


def test_an_old_sqlite_refuses_before_a_file_is_touched(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "NEEDED_SQLITE", (99, 0, 0))
    with pytest.raises(OldSQLiteError):
        opened(folder)
    assert not (folder / schema.FILE_NAME).exists()


def test_a_file_that_is_no_database_is_left_alone(folder: Path) -> None:
    folder.mkdir()
    (folder / schema.FILE_NAME).write_text("a diary\n" * 200)
    for attempt in (opened, Journal.reader):
        with pytest.raises(NotADatabaseError, match="is not a journal"):
            attempt(folder)
    assert (folder / schema.FILE_NAME).read_text() == "a diary\n" * 200


def test_another_programs_database_is_no_journal(folder: Path) -> None:
    folder.mkdir()
    connection = sqlite.connect(str(folder / schema.FILE_NAME))
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    with pytest.raises(NotADatabaseError):
        Journal.reader(folder)


def test_a_cut_off_file_is_a_typed_error(folder: Path) -> None:
    journal = opened(folder)
    for _ in range(50):
        journal.issue(DRAFT)
    journal.close()
    path = folder / schema.FILE_NAME
    os.truncate(path, path.stat().st_size // 3)
    with pytest.raises(StorageError):
        opened(folder).issue(DRAFT)
    with pytest.raises((DamagedError, NotADatabaseError)):
        Journal.reader(folder)


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderError, match="cannot be written"):
        opened(tmp_path / "file")


@pytest.fixture
def nobody() -> Iterator[Path]:
    """A folder of an ordinary user, while being that user: root may write anywhere."""
    with TemporaryDirectory() as home:
        if os.geteuid() != 0:
            yield Path(home)
            return
        os.chown(home, NOBODY, NOBODY)
        os.seteuid(NOBODY)
        try:
            yield Path(home)
        finally:
            os.seteuid(0)


def test_a_folder_without_write_permission_is_told(nobody: Path) -> None:
    folder = nobody / "data"
    folder.mkdir(mode=0o500)
    with pytest.raises(FolderError):
        opened(folder)


def test_opening_again_migrates_nothing(folder: Path) -> None:
    opened(folder).close()
    journal = opened(folder)
    db = Database(journal.conn)
    assert [m.name for m in schema.migrations.applied(db)] == ["first_tables", "totals_of_days"]
    assert schema.migrations.pending(db) == []
    journal.close()


def test_a_migration_that_fails_leaves_no_table(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Migrations("journal")
    broken(name="first_tables")(schema.first_tables)
    broken(name="second")(lambda db: db.execute("CREATE TABLE events (x)"))
    with monkeypatch.context() as patch:
        patch.setattr(schema, "migrations", broken)
        with pytest.raises(StorageError):
            opened(folder)
    journal = opened(folder)
    assert journal.issue(DRAFT).ticket == "2001"
    journal.close()
