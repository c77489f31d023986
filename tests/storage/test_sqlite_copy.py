"""Files of databases: copied as they stand at one moment, put in another's place whole."""

from __future__ import annotations

import os
import stat
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.storage import sqlite_copy
from kiosk.storage.connection import Connection, connect_read_only
from kiosk.storage.errors import FolderError, NotADatabaseError
from tests.storage.factories import NAME, opened, read, write


def test_a_copy_needs_no_side_files_and_lacks_nothing_of_the_log(
    conn: Connection, path: Path, tmp_path: Path
) -> None:
    """What is committed may still stand in the write-ahead log only."""
    write(conn, "a")
    assert (path.parent / f"{NAME}-wal").stat().st_size > 0
    sqlite_copy.copy_online(path, tmp_path / "copy.db")
    assert [each.name for each in tmp_path.glob("copy.db*")] == ["copy.db"]
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600
    with closing(connect_read_only(tmp_path / "copy.db")) as copy:
        assert read(copy) == ["a"]
        assert copy.execute("PRAGMA journal_mode").fetchone()[0] == "delete"


def test_a_copy_is_never_made_over_a_file_or_of_nothing(folder: Path, path: Path, tmp_path: Path) -> None:
    opened(folder).close()
    (tmp_path / "copy.db").write_text("mine")
    with pytest.raises(FolderError):
        sqlite_copy.copy_online(path, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "mine"
    with pytest.raises(NotADatabaseError):
        sqlite_copy.copy_online(tmp_path / "none.db", tmp_path / "other.db")
    assert not (tmp_path / "other.db").exists()


def test_what_is_set_aside_stays_in_its_place_until_it_is_replaced(folder: Path, path: Path) -> None:
    """A restore that is cut short leaves a database that can be used."""
    opened(folder).close()
    beside = sqlite_copy.set_aside(path, "beside.db")
    assert beside is not None
    assert path.read_bytes() == beside.read_bytes()
    new = folder / "new.db"
    new.write_bytes(b"new")
    sqlite_copy.put_in_place(new, path)
    assert (path.read_bytes(), new.exists()) == (b"new", False)
    assert beside.stat().st_size > 3
    assert sqlite_copy.set_aside(folder / "none.db", "x") is None


def test_a_file_system_without_links_gets_a_copy(
    folder: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(folder).close()

    def refuse(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    beside = sqlite_copy.set_aside(path, "beside.db")
    assert beside is not None
    assert beside.read_bytes() == path.read_bytes()
