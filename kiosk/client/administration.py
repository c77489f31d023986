"""What the office server's administrator asks it: a pairing code, the devices, the end of a device's token.

Synchronous, for commands and checks without a loop; each function raises AddressError, AwayError, WireError. Must not
know terminals.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from kiosk.client.session import fetch_once
from kiosk.protocol.views import DeviceListDocument, ListedDevice

ADMIN_S: Final = 10.0
"""Seconds for an answer; a person waits for the command."""


@dataclass(frozen=True, slots=True)
class PairingCode:
    """A one-use code; `expires` in seconds since the epoch."""

    code: str
    expires: float
    role: str
    place: str
    desk: int | None = None


@dataclass(frozen=True, slots=True)
class ServerHealth:
    """Whose server answers, and where it stands: `GET /v1/health`."""

    office: str
    day: str  # ISO date, the server's office day
    seq: int
    epoch: str
    version: str
    at: float
    """Its clock, in seconds since the epoch."""


@dataclass(frozen=True, slots=True)
class Revoked:
    device: str
    revoked_at: float


def new_code(
    url: str, role: str, place: str, desk: int | None = None, hours: int | None = None
) -> PairingCode:
    """A code with which one device becomes part of the office; without `hours` it is valid for ten minutes."""
    asked = {"role": role, "place": place, "desk": desk, **({} if hours is None else {"hours": hours})}
    return fetch_once(url, PairingCode, "/v1/pairings", "POST", asked, answer_s=ADMIN_S)


def devices(url: str) -> tuple[ListedDevice, ...]:
    """Every device, also those that were revoked."""
    return fetch_once(url, DeviceListDocument, "/v1/devices", answer_s=ADMIN_S).devices


def revoke(url: str, device: str) -> Revoked:
    """Ends a device's token at once; its tickets stay."""
    path = f"/v1/devices/{quote(device, safe='')}"
    return fetch_once(url, Revoked, path, "DELETE", answer_s=ADMIN_S)
