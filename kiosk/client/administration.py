"""What an administrator asks the office server: a pairing code, the devices, the end of a device's token.

Synchronous, for commands without a loop. Each function raises AddressError, AwayError, WireError. Must not know
terminals.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from kiosk.client.session import fetch_once
from kiosk.protocol.pairing import AskCode, CodeGiven, DeviceRevoked
from kiosk.protocol.views import DeviceListDocument, ListedDevice

ANSWER_S: Final = 10.0
"""Seconds for an answer; a person waits for the command."""


def new_code(url: str, asked: AskCode) -> CodeGiven:
    """A code with which one device becomes part of the office."""
    return fetch_once(url, CodeGiven, "/v1/pairings", "POST", asked, answer_s=ANSWER_S)


def devices(url: str) -> tuple[ListedDevice, ...]:
    """Every device, also those that were revoked."""
    return fetch_once(url, DeviceListDocument, "/v1/devices", answer_s=ANSWER_S).devices


def revoke(url: str, device: str) -> DeviceRevoked:
    """Ends a device's token at once; its tickets stay."""
    path = f"/v1/devices/{quote(device, safe='')}"
    return fetch_once(url, DeviceRevoked, path, "DELETE", answer_s=ANSWER_S)
