"""View documents: what the office server sends to boards, desks, reception and phone pages as JSON.

Each extends a view of `kiosk.core.views` by the place in the server's order of events (`seq`) and the second at which
it was made (`at`). Clients decode them with `kiosk.protocol.codec`. Must not know how a view is made or shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Protocol, Self

from msgspec import UNSET, UnsetType

from kiosk.core.day.state import DeskState
from kiosk.core.queue.coverage import Coverage
from kiosk.core.queue.rule import CallDecision
from kiosk.core.views import PublicView, ReceptionView, StationVisitor, TicketView


class ViewDocument(Protocol):
    """A document that a feed can send."""

    @property
    def seq(self) -> int: ...

    @property
    def at(self) -> float: ...

    def without_time(self) -> ViewDocument:
        """Return the document without what only time changes: equal for two documents unless something happened."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicDocument(PublicView):
    """For boards."""

    seq: int
    at: float

    def without_time(self) -> Self:
        return replace(self, seq=0, at=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class StationDocument:
    """For the desks of one station."""

    seq: int
    at: float
    day: str
    station: str
    closed: bool
    desks: tuple[DeskState, ...]  # by number
    visitors: tuple[StationVisitor, ...]

    def without_time(self) -> Self:
        visitors = tuple(replace(visitor, waited_s=0) for visitor in self.visitors)
        return replace(self, seq=0, at=0.0, visitors=visitors)


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketDocument(TicketView):
    """For the phone page of one ticket; `language` is the visitor's."""

    seq: int
    at: float
    day: str
    language: str

    def without_time(self) -> Self:
        return replace(self, seq=0, at=0.0)


@dataclass(frozen=True, slots=True)
class DeviceView:
    """A device as reception sees it; None is what is not known."""

    device: str
    role: str
    place: str
    desk: int | None = None
    paired: bool = True
    connected: bool = False
    heard_at: float | None = None
    """The last sign of life, in seconds since the epoch."""
    heard_s: int | None = None
    """Seconds since the last sign of life."""
    paper: str | None = None
    unsent: int | None = None
    version: str | None = None
    disk_mb: int | None = None
    clock_s: int | None = None
    """Seconds by which its clock is ahead of the server's."""
    doctor: str | None = None
    """Its worst finding: fine, warning or fault."""
    not_fine: tuple[str, ...] = ()
    """Names of the checks that are not fine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDevice(DeviceView):
    """A device in the list of all devices."""

    revoked_at: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceListDocument:
    """Every device of the office, including those revoked."""

    seq: int
    at: float
    day: str
    devices: tuple[ListedDevice, ...]


@dataclass(frozen=True, slots=True)
class NextCall:
    """The visit that a station calls next."""

    visit: str
    by: str
    """What chose it: rule or check_in."""
    why: tuple[tuple[str, int], ...] = ()
    """What counted, most important first, in seconds of waiting."""

    @classmethod
    def of(cls, decision: CallDecision) -> NextCall:
        reasons = tuple((reason.what, reason.worth_s) for reason in decision.reasons)
        return cls(decision.visit, decision.order.value, reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceptionDocument(ReceptionView):
    """For reception: the whole hall, every visit and every device."""

    seq: int
    at: float
    version: str | None = None
    """The server's own version."""
    devices: tuple[DeviceView, ...] = ()
    next: Mapping[str, NextCall] = field(default_factory=dict)
    """By station."""
    forecast_at: int | UnsetType = UNSET
    """When the forecast in the visits was made; not sent without a forecast."""
    promises: Coverage | UnsetType = UNSET
    """How the promises of today were kept; not sent without a forecast."""

    def without_time(self) -> Self:
        """The forecast itself stays: its times are whole minutes and change when it does."""
        return replace(
            self,
            seq=0,
            at=0.0,
            hall=tuple(replace(station, longest_wait_s=0) for station in self.hall),
            devices=tuple(
                replace(device, heard_at=None, heard_s=None, disk_mb=None, clock_s=None)
                for device in self.devices
            ),
            next={},
            forecast_at=UNSET,
            promises=UNSET,
        )


def fields_of(view: PublicView | TicketView | ReceptionView | DeviceView) -> dict[str, Any]:
    """Return a view's fields by name, for the document that extends it."""
    return {each.name: getattr(view, each.name) for each in fields(view)}
