"""A database's file copied while programs use it, and put in another's place: whole and on disk, or not at all.

Knows SQLite's files; must not know what is in them.
"""

from __future__ import annotations

import os
import shutil
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from pysqlite3 import dbapi2 as sqlite

from kiosk.storage.connection import Connection, connect, opened
from kiosk.storage.damaged import file_faults
from kiosk.storage.errors import StorageError, typed
from kiosk.storage.files import replace_durably, sync

SIDE_FILES: Final = ("-wal", "-shm", "-journal")
_HEADER: Final = b"SQLite format 3\0"


def copy_online(source: Path, target: Path) -> None:
    """Copy a database as it stands at one moment into a new file that needs no side files; writers go on meanwhile.

    Raises StorageError; FolderError also when the target is there already.
    """
    with opened(source) as conn, typed(target):
        copy_into(conn, target)


def copy_into(conn: Connection, target: Path) -> None:
    """Copy an open database as it stands at one moment into a new file: without side files, whole, and on disk.

    Raises OSError, also when the file is there already, and SQLite's own errors.
    """
    os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    copy: Connection = sqlite.connect(str(target), isolation_level=None)
    with closing(copy):
        conn.backup(copy)
        without_side_files(copy)
        if file_faults(copy):
            raise sqlite.DatabaseError("the copy is not whole")
    sync(target)


def without_side_files(conn: Connection) -> None:
    """Put all of a database into its one file, so that it can be moved; the next `connect` begins a log again."""
    conn.execute("PRAGMA journal_mode = DELETE")


def set_aside(path: Path, name: str) -> Path | None:
    """Keep a database under another name beside its own, where it stays too until it is replaced.

    Returns None when there is none. No program may use it. Raises StorageError.
    """
    if not path.exists():
        return None
    beside = path.with_name(name)
    if _is_database(path):  # SQLite would throw away the log of anything else
        with suppress(StorageError), typed(path), closing(connect(path, make=False)) as conn:
            conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # its log goes into the file
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
    """Give a database another's name, at once and for good. Raises StorageError."""
    with typed(path):
        replace_durably(new, path)


def _is_database(path: Path) -> bool:
    with typed(path), path.open("rb") as file:
        return file.read(len(_HEADER)) == _HEADER
