"""Presence: a connection on which a device reports how it is, so that reception sees that it is alive.

`WS /v1/presence`. A device sends a `DeviceReport` at once and then every `REPORT_S`. The server answers each with a
`PresenceAck`, and sends one every `HEARTBEAT_S` at the latest. A device that receives nothing for `SILENCE_S` treats
the server as away and connects again; another `epoch` than before means another server, or one that was restored.
A device without a token, on the server's own computer, names itself in the query: `?device=ID`.

A later typed stream of decisions for receptions, from which a restored server gets back what it lost, is a route of
its own next to this one; this connection carries no events.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Final

from msgspec import Meta

from kiosk.protocol.scalars import Count, Seconds, ShortText

REPORT_S: Final = 15.0
"""Seconds between two reports of a device; reception shows the age of the last one."""
HEARTBEAT_S: Final = 10.0
"""The server sends something on every open stream at least this often, in seconds."""
SILENCE_S: Final = 25.0
"""Seconds without anything from the server until a client shows that it is out of date: two heartbeats and a delay."""


HALL_SILENCE_S: Final = 15.0
"""The same for board and reception, which everybody watches: one heartbeat and a half."""


class DoctorState(StrEnum):
    """The worst finding of a device's checks."""

    FINE = "fine"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class DeviceReport:
    """How a device is. A field that is missing or null is not known, and the last known value stays."""

    version: Annotated[str, Meta(min_length=1, max_length=40)] | None = None
    wall: Seconds | None = None
    """The device's clock; the server shows the difference to its own."""
    unsent: Count | None = None
    """Events that are not delivered yet."""
    paper: ShortText | None = None
    """What happened to the last ticket's paper: printed, low_paper, or why it was not printed."""
    disk_mb: Count | None = None
    """Free space on the disk of the journal."""
    doctor: DoctorState | None = None
    not_fine: Annotated[tuple[ShortText, ...], Meta(max_length=30)] = ()
    """Names of the checks that are not fine; belongs to `doctor`."""


@dataclass(frozen=True, slots=True)
class PresenceAck:
    """The server is alive. `seq` is the last place in its order of events."""

    seq: Count
    epoch: ShortText
