"""Locks between programs: one kiosk to a journal, one set-up at a time.

Held by an open file and the kernel, so a killed program leaves none behind. Nothing is read from the files.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Final

from kiosk.storage.errors import InUseError, typed

KIOSK_LOCK: Final = "kiosk.lock"
SETUP_LOCK: Final = "journal.lock"

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int, wait: bool) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(handle: int, wait: bool) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True


def give_to_owner_of(folder: Path, path: Path) -> None:
    """What an administrator makes in a service's folder belongs to the service, which else could not open it. Raises
    OSError."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return
    whose = folder.stat()
    if (whose.st_uid, whose.st_gid) != (os.geteuid(), os.getegid()):
        os.chown(path, whose.st_uid, whose.st_gid)


class FolderLock:
    """A lock on a data folder, held until `release` or the end of a `with`."""

    def __init__(self, path: Path, *, wait: bool) -> None:
        with typed(path):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            give_to_owner_of(path.parent, path)
        if not _take(self._handle, wait):
            os.close(self._handle)
            raise InUseError(f"Another kiosk program already uses the journal in {path.parent}.")

    def release(self) -> None:
        """Gives the lock back; once is enough, twice does no harm."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def __enter__(self) -> FolderLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def hold_for_kiosk(data_dir: Path) -> FolderLock:
    """The lock of the one kiosk program on a data folder; `motesplats checkin` does not ask for it.

    Raises InUseError when another kiosk program has it, FolderError when the folder cannot be written.
    """
    return FolderLock(data_dir / KIOSK_LOCK, wait=False)


def hold_for_setup(data_dir: Path) -> FolderLock:
    """Waits for the lock under which a journal is made or brought up to date. Raises FolderError."""
    return FolderLock(data_dir / SETUP_LOCK, wait=True)
