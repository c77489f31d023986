"""Devices of an office: pairing by a one-use code, tokens, ticket series. Rules first, then their rows.

A token is told once and kept only as its sha256; so is a code. Must not know HTTP.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from kiosk.protocol.errors import WireError
from kiosk.storage import meta
from kiosk.storage.connection import Connection

CODE_S: Final = 600.0
TRIES: Final = 5
LOCK_S: Final = 60.0
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no letters that are mistaken for others."""
LAST_SERIES: Final = 89
"""Of those granted; 90 to 99 are for kiosks that nobody has granted one."""

RESERVED: Final = "reserved_series"
"""A note after a backup was put back: the series that nobody gets on that office day."""

_MISREAD: Final = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


@dataclass(frozen=True, slots=True)
class Device:
    """A device of the office. One without `token_hash` is on the server's own computer and was never paired."""

    id: str
    role: str
    place: str
    desk: int | None
    incarnation: str
    token_hash: str | None = None
    paired_at: float | None = None
    revoked_at: float | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """What a kiosk gives its numbers from."""

    series: int
    spare: int


@dataclass(frozen=True, slots=True)
class Pairing:
    """A code that has been given out, as its hash; `incarnation` and `device` once it has been used."""

    code_hash: str
    role: str
    place: str
    desk: int | None
    expires: float
    incarnation: str | None = None
    device: str | None = None


def new_code(valid_s: float = CODE_S) -> str:
    """50 bits, in two groups that can be read aloud; 100 in four for one that holds long and is copied by machines: who
    finds its hash in a backup has time to guess."""
    groups = 2 if valid_s <= CODE_S else 4
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(groups))


def new_token() -> str:
    """256 bits."""
    return secrets.token_urlsafe(32)


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def hash_of_code(code: str) -> str:
    """Of a code as it was typed: case, hyphens, and letters mistaken for digits do not matter."""
    return hash_of(code.upper().translate(_MISREAD))


class Tries:
    """Wrong codes: after five, pairing rests for a minute. By a clock that only goes forward, in milliseconds."""

    def __init__(self) -> None:
        self._wrong = 0
        self._until_ms = 0

    def check(self, mono_ms: int) -> None:
        """Raises WireError while pairing rests."""
        if mono_ms < self._until_ms:
            wait = -(-(self._until_ms - mono_ms) // 1000)
            raise WireError(
                f"Too many wrong codes. Try again in {wait} s.", "pairing_rests", 429, retry_after=wait
            )

    def wrong(self, mono_ms: int) -> None:
        self._wrong += 1
        if self._wrong >= TRIES:
            self._wrong, self._until_ms = 0, mono_ms + int(LOCK_S * 1000)

    def right(self) -> None:
        self._wrong = 0


def pick_series(taken: Iterable[int], wanted: int | None = None) -> Grant:
    """Two free series, the wanted one first if it is free. Raises WireError when the office has no more."""
    used = set(taken)
    free = [series for series in range(1, LAST_SERIES + 1) if series not in used]
    if wanted in free:
        free.remove(wanted)
        free.insert(0, wanted)
    if len(free) < 2:
        raise WireError("All ticket series of this office are given.", "no_series", 409)
    # a spare from the other end: numbers of neighbouring kiosks then look different for long
    return Grant(free[0], free[-1])


class DeviceRows:
    """The rows of devices, series and codes, inside a transaction of the store."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    def devices(self) -> dict[str, Device]:
        rows = self._conn.execute(
            "SELECT device, role, place, desk, incarnation, token_hash, paired_at, revoked_at FROM devices"
        )
        return {row[0]: Device(*row) for row in rows}

    def put(self, device: Device) -> None:
        self._conn.execute(
            "INSERT OR REPLACE INTO devices (device, role, place, desk, incarnation, token_hash, paired_at,"
            " revoked_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                device.id,
                device.role,
                device.place,
                device.desk,
                device.incarnation,
                device.token_hash,
                device.paired_at,
                device.revoked_at,
            ),
        )

    def grants(self) -> dict[str, Grant]:
        """What each incarnation gives its numbers from now."""
        rows = self._conn.execute("SELECT incarnation, series, spare FROM series WHERE given_up = 0")
        return {row[0]: Grant(row[1], row[2]) for row in rows}

    def holder(self, series: int) -> str | None:
        """The incarnation to which a series is granted, or was."""
        row = self._conn.execute(
            "SELECT incarnation FROM series WHERE series = ? OR spare = ?", (series, series)
        ).fetchone()
        return str(row[0]) if row else None

    def taken(self) -> list[int]:
        """Every series that is granted, or was."""
        return [each for row in self._conn.execute("SELECT series, spare FROM series") for each in row]

    def reserved(self, day: str) -> list[int]:
        """The series that nobody gets on an office day."""
        found = meta.get(self._conn, RESERVED)
        if found is None:
            return []
        noted = json.loads(found)
        return list(noted["series"]) if str(noted["day"]) >= day else []

    def grant(self, incarnation: str, device: str, wanted: int | None = None, day: str = "") -> Grant:
        """Grants series to an incarnation, in place of what it had. Raises WireError when there are no more."""
        given = pick_series([*self.taken(), *self.reserved(day)], wanted)
        self._conn.execute("UPDATE series SET given_up = 1 WHERE incarnation = ?", (incarnation,))
        self._conn.execute(
            "INSERT INTO series (series, incarnation, device, spare) VALUES (?, ?, ?, ?)",
            (given.series, incarnation, device, given.spare),
        )
        return given

    def pairing(self, code_hash: str) -> Pairing | None:
        row = self._conn.execute(
            "SELECT code_hash, role, place, desk, expires, incarnation, device FROM pairings WHERE code_hash = ?",
            (code_hash,),
        ).fetchone()
        return Pairing(*row) if row else None

    def put_pairing(self, pairing: Pairing) -> None:
        """Keeps a code; those that have expired go."""
        self._conn.execute(
            "INSERT OR REPLACE INTO pairings (code_hash, role, place, desk, expires, incarnation, device)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                pairing.code_hash,
                pairing.role,
                pairing.place,
                pairing.desk,
                pairing.expires,
                pairing.incarnation,
                pairing.device,
            ),
        )

    def forget_pairings(self, now: float) -> None:
        self._conn.execute("DELETE FROM pairings WHERE expires < ?", (now,))


def by_token(devices: Mapping[str, Device]) -> dict[str, Device]:
    """The devices that may come in, by the sha256 of their token."""
    return {
        device.token_hash: device
        for device in devices.values()
        if device.token_hash is not None and device.revoked_at is None
    }


def revoked(device: Device, at: float) -> Device:
    return replace(device, revoked_at=at)
