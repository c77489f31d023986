"""Roles of devices. Must not know what a role may do."""

from __future__ import annotations

from enum import StrEnum


class DeviceRole(StrEnum):
    """What a paired device is in its office."""

    KIOSK = "kiosk"
    BOARD = "board"
    RECEPTION = "reception"
    DESK = "desk"
    MONITOR = "monitor"  # a monitoring program: metrics only
