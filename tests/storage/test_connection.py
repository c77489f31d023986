"""A connection: which SQLite may open a database, how durable it is, who may read it, whose database it is."""

from __future__ import annotations

import stat
from contextlib import closing
from pathlib import Path

import pytest
from pysqlite3 import dbapi2 as sqlite

from kiosk.storage import connection
from kiosk.storage.connection import (
    Connection,
    assert_sqlite,
    connect,
    connect_read_only,
    opened,
    require_tables,
)
from kiosk.storage.errors import FolderError, NotADatabaseError, OldSQLiteError
from tests.storage.factories import read, write


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 51, 2)])
def test_an_old_sqlite_is_refused_with_a_remedy(version: tuple[int, ...]) -> None:
    with pytest.raises(OldSQLiteError, match=r"can damage a database; 3\.51\.3 or newer.*Install"):
        assert_sqlite(version)


def test_an_old_sqlite_refuses_before_a_file_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "NEEDED_SQLITE", (99, 0, 0))
    for attempt in (lambda path: connect(path, make=True), connect_read_only):
        with pytest.raises(OldSQLiteError):
            attempt(tmp_path / "new.db")
    assert not (tmp_path / "new.db").exists()


def test_commits_are_durable_and_what_is_deleted_is_overwritten(conn: Connection) -> None:
    found = [
        conn.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "secure_delete", "trusted_schema")
    ]
    assert found == ["wal", 2, 1, 0]


def test_the_files_are_for_their_owner_only(conn: Connection, path: Path) -> None:
    write(conn, "a")
    files = [path, *path.parent.glob(f"{path.name}-*")]
    assert len(files) == 3
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_a_database_that_is_not_there_is_only_made_when_that_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(NotADatabaseError, match=r"There is no new\.db in"):
        connect(tmp_path / "new.db", make=False)
    assert list(tmp_path.iterdir()) == []


def test_a_reader_changes_nothing(conn: Connection, path: Path) -> None:
    write(conn, "a")
    with closing(connect_read_only(path)) as looking:
        assert read(looking) == ["a"]
        with pytest.raises(sqlite.OperationalError, match="readonly"):
            write(looking, "b")


def test_errors_inside_a_block_are_about_its_file(conn: Connection, path: Path) -> None:
    write(conn, "a")
    with pytest.raises(FolderError, match=f"{path} is read-only"), opened(path, read_only=True) as looking:
        write(looking, "b")
    with opened(path) as other:
        write(other, "b")
    assert read(conn) == ["a", "b"]


def test_another_programs_database_is_refused(conn: Connection, path: Path) -> None:
    require_tables(conn, path, "a book of notes", "meta", "notes")
    with pytest.raises(NotADatabaseError, match="is not a cookbook"):
        require_tables(conn, path, "a cookbook", "meta", "recipes")
