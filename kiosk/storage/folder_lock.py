"""Locks of folders between programs, held by an open file and the kernel: a killed program leaves none behind.

Nothing is read from the files. Must not know what lies in a folder.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Final

from kiosk.storage.errors import InUseError, typed
from kiosk.storage.files import give_to_owner_of

SETUP_LOCK: Final = "journal.lock"
"""Named before other databases than the journal used it; earlier versions wait for the same file."""

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


class FolderLock:
    """A lock on a data folder, held until `release` or the end of a `with`.

    Without `wait` raises InUseError when another program has it; FolderError when the folder cannot be written.
    """

    def __init__(self, path: Path, *, wait: bool) -> None:
        with typed(path):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            give_to_owner_of(path.parent, path)
        if not _take(self._handle, wait):
            os.close(self._handle)
            raise InUseError(f"Another program already uses {path.parent}.")

    def release(self) -> None:
        """Give the lock back; again does nothing."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def __enter__(self) -> FolderLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def hold_for_setup(data_dir: Path) -> FolderLock:
    """Wait for the lock under which a folder's databases are made, migrated or replaced. Raises FolderError."""
    return FolderLock(data_dir / SETUP_LOCK, wait=True)
