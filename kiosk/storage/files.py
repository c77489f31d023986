"""Files that are replaced as a whole: on disk, or as they were. Private to their owner.

Must not know what is in them.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Final

_ABANDONED_S: Final = 60.0
"""Seconds between a part file and the next write after which its writer was killed: a write takes milliseconds."""


def write_private(path: Path, content: str | bytes) -> None:
    """Put content in the place of a file's own, readable by its owner only; on disk when this returns.

    A reader sees the old content or the new, also after a kill or a power cut at any step. Raises OSError;
    then the old content stands.
    """
    data = content.encode() if isinstance(content, str) else content
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        replace_durably(part, path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    _drop_abandoned(path)


def replace_durably(new: Path, path: Path) -> None:
    """Give a file another's name, at once and for good. Raises OSError."""
    give_to_owner_of(path.parent, new)
    sync(new)
    new.replace(path)
    sync(path.parent)


def sync(path: Path) -> None:
    """Wait until a file's or a folder's content is on the disk. Raises OSError."""
    if os.name == "nt" and path.is_dir():
        return  # Windows writes folders by itself
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def give_to_owner_of(folder: Path, path: Path) -> None:
    """Give what an administrator makes in a service's folder to the service, which else could not open it.

    Raises OSError.
    """
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return
    whose = folder.stat()
    if (whose.st_uid, whose.st_gid) != (os.geteuid(), os.getegid()):
        os.chown(path, whose.st_uid, whose.st_gid)


def sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _drop_abandoned(path: Path) -> None:
    """Delete what killed programs left of `write_private`: it may hold a secret that is no longer valid."""
    with suppress(OSError):
        written = path.stat().st_mtime
        for part in path.parent.glob(f".{path.name}.{'[0-9a-f]' * 8}"):
            with suppress(OSError):
                if written - part.stat().st_mtime > _ABANDONED_S:
                    part.unlink()
