"""A database as it was before a new version changed its form: copied while it is open, gone with the day it holds.

Must not know what is in the database.
"""

from __future__ import annotations

import logging
import os
from contextlib import closing
from pathlib import Path
from typing import Any

from pysqlite3 import dbapi2 as sqlite

from kiosk import __version__

log = logging.getLogger("motesplats.journal")


def keep_copy(conn: Any, path: Path) -> Path | None:
    """Copies the database beside itself; None for one that has no table yet. For one program at a time.

    A disk that has no room for it is told and no more: the change itself is made as a whole or not at all, and it only
    adds.
    """
    if conn.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None:
        return None
    copy = path.with_name(f"{path.stem}.before-{__version__}{path.suffix}")
    part = copy.with_name(copy.name + ".part")
    try:
        part.unlink(missing_ok=True)
        copy_into(conn, part)
        part.replace(copy)
    except (sqlite.Error, OSError) as error:
        part.unlink(missing_ok=True)
        log.warning("No copy of %s could be made before its form is changed: %s", path, error)
        return None
    log.warning("%s gets the form of version %s; as it was it is kept in %s.", path, __version__, copy.name)
    return copy


def copy_into(conn: Any, target: Path) -> None:
    """An open database as it stands at one moment, into a new file: without side files, whole, and on disk.

    Raises OSError, also when the file is there already, and SQLite's own errors.
    """
    os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    copy: Any = sqlite.connect(str(target), isolation_level=None)
    with closing(copy):
        conn.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        if copy.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise sqlite.DatabaseError("the copy is not whole")
    with target.open("rb") as file:
        os.fsync(file.fileno())


def drop_copies(conn: Any) -> None:
    """Deletes the copies beside a database: they hold days that are over."""
    path = Path(conn.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()[0])
    for copy in path.parent.glob(f"{path.stem}.before-*"):
        copy.unlink(missing_ok=True)
