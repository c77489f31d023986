"""A database's file copied while programs use it, and put in another's place: whole and on disk, or not at all.

Knows SQLite's files; must not know what is in them.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from pysqlite3 import dbapi2 as sqlite
from sqlite_utils import Database

from kiosk.journal.schema import assert_sqlite, connect
from kiosk.storage.errors import StorageError, typed
from kiosk.storage.folder_lock import give_to_owner_of
from kiosk.storage.migration_backup import copy_into

SIDE_FILES = ("-wal", "-shm", "-journal")
_HEADER = b"SQLite format 3\0"


def copy_online(source: Path, target: Path) -> None:
    """Copies a database as it stands at one moment into a new file that needs no side files; writers go on meanwhile.

    Raises StorageError; FolderError also when the target is there already.
    """
    with typed(source):
        connection = connect(source, make=False).conn
    with closing(connection), typed(target):
        copy_into(connection, target)


def looking_only(path: Path) -> Database:
    """A connection to a database's file that can change nothing. Raises StorageError, and SQLite's own errors."""
    assert_sqlite()
    connection: Any = sqlite.connect(
        f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=5
    )
    return Database(connection, execute_plugins=False)


def set_aside(path: Path, name: str) -> Path | None:
    """Keeps a database under another name beside its own, where it stays too until it is replaced; None when there is
    none. No program may use it. Raises StorageError."""
    if not path.exists():
        return None
    beside = path.with_name(name)
    if _is_database(path):  # SQLite would throw away the log of anything else
        with (
            suppress(StorageError),
            typed(path),
            closing(connect(path, make=False).conn) as connection,
        ):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # its log goes into the file
    with typed(beside):
        for side in SIDE_FILES:  # of one that could not be opened: what it holds belongs to it
            with suppress(FileNotFoundError):
                path.with_name(path.name + side).replace(beside.with_name(beside.name + side))
        try:
            os.link(path, beside)
        except OSError:  # a file system without links
            shutil.copy2(path, beside)
            sync(beside)
    return beside


def put_in_place(new: Path, path: Path) -> None:
    """A database takes another's name, at once and for good. Raises StorageError."""
    with typed(path):
        give_to_owner_of(path.parent, new)
        sync(new)
        new.replace(path)
        sync(path.parent)


def _is_database(path: Path) -> bool:
    with typed(path), path.open("rb") as file:
        return file.read(len(_HEADER)) == _HEADER


def sync(path: Path) -> None:
    """A file's or a folder's content is on the disk when this returns. Raises OSError."""
    if os.name == "nt" and path.is_dir():
        return  # Windows writes folders by itself
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sha256(path: Path) -> str:
    """Of a file's bytes. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
