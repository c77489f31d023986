"""Who a device is to its office: the server's address and the token it was given at pairing, in `device.json`.

The file is its owner's only, replaced whole or not at all. A token goes to the server it came from and to no other.
Must not know how the network is spoken to.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kiosk.storage.errors import StorageError, typed
from kiosk.storage.files import write_private

if TYPE_CHECKING:  # a kiosk reads its identity before its first frame, which does not wait for the codec
    from kiosk.protocol.pairing import Paired

FILE_NAME: Final = "device.json"


class IdentityError(StorageError):
    default_remedy = "Pair this device again: motesplats pair new on the office server gives a code."


@dataclass(frozen=True, slots=True)
class Identity:
    """A paired device."""

    url: str
    office: str
    device: str
    role: str
    place: str
    token: str
    desk: int | None = None

    def __repr__(self) -> str:  # the token must not get into a log
        return f"Identity({self.device} as {self.role} at {self.url})"

    def token_for(self, url: str) -> str | None:
        """The token for a server at this address; None for any other than the one it was paired with."""
        return self.token if url == self.url else None


def of_paired(url: str, paired: Paired) -> Identity:
    """What to remember of an answer to pairing."""
    return Identity(url, paired.office, paired.device, paired.role, paired.place, paired.token, paired.desk)


def load(data_dir: Path) -> Identity | None:
    """Who this device is; None when it was never paired. Raises StorageError (IdentityError)."""
    path = data_dir / FILE_NAME
    if not path.exists():
        return None
    with typed(path):
        text = path.read_bytes()
    try:
        content = json.loads(text)
        identity = Identity(**{field.name: content.get(field.name) for field in fields(Identity)})
    except (ValueError, AttributeError, RecursionError):
        raise IdentityError(f"{path} is damaged.") from None
    texts = (identity.url, identity.office, identity.device, identity.role, identity.token)
    if not all(isinstance(each, str) and each for each in texts):
        raise IdentityError(f"{path} is damaged.")
    return identity


def save(data_dir: Path, identity: Identity) -> None:
    """Remembers who this device is; on disk when this returns. Raises StorageError."""
    path = data_dir / FILE_NAME
    with typed(path):
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_private(path, json.dumps(asdict(identity), ensure_ascii=False, indent=1))
