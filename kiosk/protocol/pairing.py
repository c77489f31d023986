"""Pairing: how a device becomes part of an office, and what it learns at each start.

Must not know tokens' storage or how codes are made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final

from msgspec import Meta

from kiosk.protocol.roles import DeviceRole
from kiosk.protocol.scalars import Count, DeskNumber, Id, Series

MAX_CODE_HOURS: Final = 168
"""The longest validity of a code: a device that is set up a week later."""


@dataclass(frozen=True, slots=True)
class AskCode:
    """Asks for a code with which one device can be paired."""

    role: DeviceRole
    place: Annotated[str, Meta(min_length=1, max_length=100, description="Where it stands, for people.")]
    desk: DeskNumber | None = None
    hours: Annotated[
        Annotated[int, Meta(ge=1, le=MAX_CODE_HOURS)] | None,
        Meta(description="Validity of the code; ten minutes without it."),
    ] = None


@dataclass(frozen=True, slots=True)
class CodeGiven:
    """A one-use code. It is stored as a hash only and cannot be read again."""

    code: str
    expires: Annotated[float, Meta(description="Seconds since the epoch.")]
    role: DeviceRole
    place: str
    desk: int | None = None


@dataclass(frozen=True, slots=True)
class AskPair:
    """Exchanges a code for a token. The same incarnation may ask again with its code until the code expires, since
    an answer may be lost; it then gets a new token, and the one before ends."""

    code: Annotated[str, Meta(min_length=1, max_length=40)]
    incarnation: Id
    name: Annotated[str, Meta(max_length=100)] = ""


@dataclass(frozen=True, slots=True)
class Paired:
    """A device's part in an office. The token is sent this once. Only kiosks have series."""

    device: str
    role: str
    place: str
    token: str
    office: str
    desk: int | None = None
    series: int | None = None
    spare: int | None = None


@dataclass(frozen=True, slots=True)
class AskHello:
    """Every device sends it at its start. A kiosk that was never paired (on the server's computer) gets its series by
    it, and any device learns whether another office or another server (`epoch`) answers."""

    incarnation: Id
    role: DeviceRole
    series: Annotated[Series | None, Meta(description="The series that a kiosk would like to keep.")] = None


@dataclass(frozen=True, slots=True)
class Welcome:
    """Who answers, and from which series a kiosk numbers its tickets."""

    device: str
    office: str
    day: Annotated[str, Meta(description="The office day by the server's clock, an ISO date.")]
    epoch: str
    acked: Annotated[Count, Meta(description="The last event of the device's stream that the server has.")]
    h: Annotated[str, Meta(description="The hash of that event; empty before the first.")]
    series: int | None = None
    spare: int | None = None


@dataclass(frozen=True, slots=True)
class DeviceRevoked:
    """The device's token has ended; its events stay."""

    device: str
    revoked_at: float | None
