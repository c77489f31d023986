"""The lock of the one kiosk program on a journal. Must not know what is in the journal."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kiosk.storage.errors import InUseError
from kiosk.storage.folder_lock import FolderLock

KIOSK_LOCK: Final = "kiosk.lock"


def hold_for_kiosk(data_dir: Path) -> FolderLock:
    """Take the lock of the one kiosk program on a data folder; `motesplats checkin` does not ask for it.

    Raises InUseError when another kiosk program has it, FolderError when the folder cannot be written.
    """
    try:
        return FolderLock(data_dir / KIOSK_LOCK, wait=False)
    except InUseError:
        raise InUseError(f"Another kiosk program already uses the journal in {data_dir}.") from None
