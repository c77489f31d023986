"""What can go wrong with files and databases, each as one sentence and one remedy.

Knows SQLite's error names and translates them; nothing above storage catches an SQLite error.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pysqlite3 import dbapi2 as sqlite

from kiosk.errors import UserError


class StorageError(UserError):
    """What was asked could not be stored or read, and nothing of it was stored. Later operations may succeed."""

    default_remedy = "Tell the person who looks after this computer."


class OldSQLiteError(StorageError):
    default_remedy = "Install the package pysqlite3 0.6.1 or newer, which brings its own SQLite."


class FolderError(StorageError):
    default_remedy = "Let this user write there, or name another folder with --data."


class DiskFullError(StorageError):
    default_remedy = "Free some space on this disk; the next ticket then works again."


class BusyError(StorageError):
    default_remedy = "Try again; if it stays so, close other programs that use this file."


class NotADatabaseError(StorageError):
    default_remedy = "Name another folder with --data, or move this file away."


class DamagedError(StorageError):
    default_remedy = (
        "Keep a copy of the whole folder for the person who looks after this computer, then start with an empty "
        "one. Tickets already given stay valid."
    )


class DiskError(StorageError):
    default_remedy = "Check this computer's disk."


class InUseError(StorageError):
    default_remedy = "Close that program, or start this one with another folder in --data."


class ClosedError(StorageError):
    default_remedy = "Start the program again."


@contextmanager
def typed(path: Path, what: str = "a database") -> Iterator[None]:
    """Inside, errors of SQLite and of the file system become a StorageError about the file at `path`.

    `what` it should be, for the sentence about a file that is something else.
    """
    try:
        yield
    except UnicodeDecodeError as error:
        # SQLite's message quoted bytes of the damaged file
        raise DamagedError(f"{path} is damaged.") from error
    except sqlite.Error as error:
        raise _of_sqlite(error, path, what) from error
    except OSError as error:
        raise _of_os(error, path) from error


def _of_os(error: OSError, path: Path) -> StorageError:
    """The StorageError of a file system's error about `path`."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DiskFullError(f"There is no space left for {path}.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST, errno.ENOENT):
        return FolderError(f"{path} cannot be written: {error.strerror}.")
    return DiskError(f"{path} cannot be used: {error.strerror}.")


def _of_sqlite(error: sqlite.Error, path: Path, what: str) -> StorageError:
    name = str(getattr(error, "sqlite_errorname", ""))
    kinds: list[tuple[str, type[StorageError], str]] = [
        ("SQLITE_FULL", DiskFullError, f"There is no space left for {path}."),
        ("SQLITE_IOERR_WRITE", DiskFullError, f"{path} could not be written."),
        ("SQLITE_READONLY", FolderError, f"{path} is read-only."),
        ("SQLITE_CANTOPEN", FolderError, f"{path} cannot be opened."),
        ("SQLITE_PERM", FolderError, f"{path} may not be opened."),
        ("SQLITE_AUTH", FolderError, f"{path} may not be opened."),
        ("SQLITE_BUSY", BusyError, f"{path} is busy with another program."),
        ("SQLITE_LOCKED", BusyError, f"{path} is busy with another program."),
        ("SQLITE_NOTADB", NotADatabaseError, f"{path} is not {what}."),
        ("SQLITE_CORRUPT", DamagedError, f"{path} is damaged."),
        ("SQLITE_IOERR", DiskError, f"{path} cannot be read or written."),
    ]
    if "decode to UTF-8" in str(error):
        return DamagedError(f"{path} is damaged.")
    for prefix, kind, message in kinds:
        if name.startswith(prefix):
            return kind(message)
    return DiskError(f"{path} cannot be used: {error}.")
