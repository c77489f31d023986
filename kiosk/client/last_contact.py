"""How a device stands with its office, and when it last heard of it: kept in `contact.json` for whoever looks after it.

A note for people, not a truth: it may be some seconds old. Must not know how the network is spoken to.
"""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from kiosk import __version__
from kiosk.protocol import codec
from kiosk.protocol.errors import WireError
from kiosk.storage.files import write_private

log = logging.getLogger("motesplats.sync")

FILE_NAME: Final = "contact.json"
EVERY_S: Final = 30.0
"""What has not changed is written no more often."""


@dataclass(frozen=True, slots=True)
class Link:
    """How a device stands with its office. `trouble`: a sentence for staff and `code`: what kind, both "" while all is
    well. `since`: when it became so, by the device's clock. `device`: what the office calls this device."""

    connected: bool = False
    unsent: int = 0
    code: str = ""
    trouble: str = ""
    since: float = 0.0
    device: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactNote(Link):
    """What `contact.json` holds. `heard_at`: when the office was heard last, None when it never was; `noted_at`: when
    this was written; both in seconds of the device's clock."""

    url: str
    heard_at: float | None
    noted_at: float
    version: str


class Contact:
    """Keeps the note of one device."""

    def __init__(self, data_dir: Path, url: str) -> None:
        self._path = data_dir / FILE_NAME
        self._url = url
        self._heard_at = _heard_before(self._path)
        self._noted: tuple[Link, float] | None = None
        self._failed = False

    def note(self, link: Link, at: float) -> None:
        """Takes how it stands at a second. Never raises: a full disk must not end a delivery."""
        if link.connected:
            self._heard_at = at
        if self._noted is not None and self._noted[0] == link and 0 <= at - self._noted[1] < EVERY_S:
            return
        self._noted = (link, at)
        note = ContactNote(
            **asdict(link), url=self._url, heard_at=self._heard_at, noted_at=at, version=__version__
        )
        try:
            write_private(self._path, codec.encode(note))
        except OSError as error:
            if not self._failed:
                log.warning("The last contact with the office cannot be noted: %s.", error)
            self._failed = True
        else:
            self._failed = False


def last(data_dir: Path) -> ContactNote | None:
    """The note of a device; None when there is none that can be read."""
    try:
        return codec.decode(ContactNote, (data_dir / FILE_NAME).read_bytes())
    except (OSError, WireError):
        return None


def _heard_before(path: Path) -> float | None:
    noted = last(path.parent)
    return noted.heard_at if noted else None
