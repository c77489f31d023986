"""What is served: the views of an office day as documents of the protocol, and who of the devices lives.

Pure, apart from what has been heard. Must not know HTTP, nor who may see which view.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from msgspec import UNSET

from kiosk import __version__
from kiosk.core import views
from kiosk.core.office_config import OfficeConfig
from kiosk.core.queue.from_day import next_by_station
from kiosk.office.serving.forecasts import Forecasts
from kiosk.office.state.devices import Device, hash_of
from kiosk.office.state.memory import Snapshot
from kiosk.protocol.presence import DeviceReport
from kiosk.protocol.views import (
    DeviceListDocument,
    DeviceView,
    ListedDevice,
    NextCall,
    PublicDocument,
    ReceptionDocument,
    StationDocument,
    TicketDocument,
    ViewDocument,
    fields_of,
)

View = Callable[[Snapshot, float], ViewDocument | None]
"""A view of a snapshot at a second; None when there is nothing to be seen (any more)."""


@dataclass(slots=True)
class DeviceStatus:
    """The last sign of life of a device."""

    at: float
    unsent: int | None = None
    paper: str | None = None
    connections: int = 0
    version: str | None = None
    disk_mb: int | None = None
    clock_s: int | None = None  # its clock is so far ahead
    doctor: str | None = None  # its worst finding
    not_fine: tuple[str, ...] = ()  # the checks that are not fine


@dataclass(slots=True)
class DeviceStatusTable:
    """What has been heard of devices; in memory only, for after a start nobody has been heard yet."""

    signs: dict[str, DeviceStatus] = field(default_factory=dict)

    def heard(self, device: str, at: float, version: str | None = None) -> DeviceStatus:
        """Notes that a device lives, and which version it is if it said so."""
        sign = self.signs.setdefault(device, DeviceStatus(at))
        sign.at = at
        sign.version = version or sign.version
        return sign

    def reported(self, device: str, at: float, report: DeviceReport) -> None:
        """Notes what a device reports of itself; what it does not know stays as it was."""
        sign = self.heard(device, at, report.version)
        if report.unsent is not None:
            sign.unsent = report.unsent
        if report.paper is not None:
            sign.paper = report.paper
        if report.wall is not None:
            sign.clock_s = round(report.wall - at)
        if report.disk_mb is not None:
            sign.disk_mb = report.disk_mb
        if report.doctor is not None:
            sign.doctor, sign.not_fine = report.doctor.value, report.not_fine


def public(snapshot: Snapshot, at: float) -> PublicDocument:
    """For the board."""
    view = views.public(snapshot.day, at)
    return PublicDocument(**fields_of(view), seq=snapshot.seq, at=_second(at))


NO_FORECASTS = Forecasts()


def station(station_id: str, forecasts: Forecasts = NO_FORECASTS) -> View:
    """For the desks of a station."""

    def view(snapshot: Snapshot, at: float) -> StationDocument:
        day = snapshot.day
        return StationDocument(
            seq=snapshot.seq,
            at=_second(at),
            day=day.day,
            station=station_id,
            closed=day.closed,
            desks=tuple(desk for _, desk in sorted(day.desks.items()) if desk.station == station_id),
            visitors=views.station(day, station_id, at, forecasts.of(day, at)),
        )

    return view


def reception(presence: DeviceStatusTable, forecasts: Forecasts, config: OfficeConfig) -> View:
    """For reception: everything, the devices, and whom each station calls next."""

    def view(snapshot: Snapshot, at: float) -> ReceptionDocument:
        day, forecast = snapshot.day, forecasts.of(snapshot.day, at)
        devices = [device for device in snapshot.devices.values() if device.revoked_at is None]
        return ReceptionDocument(
            **fields_of(views.reception(day, snapshot.history, at, forecast)),
            seq=snapshot.seq,
            at=_second(at),
            version=__version__,
            devices=tuple(device_view(device, snapshot, presence, at) for device in devices),
            next={name: NextCall.of(call) for name, call in next_by_station(day, config, at).items()},
            forecast_at=UNSET if forecast is None else forecast.at,
            promises=UNSET if forecast is None else forecasts.kept,
        )

    return view


def ticket(token: str, forecasts: Forecasts = NO_FORECASTS) -> View:
    """For the phone page of one ticket of today; its language is the visitor's."""
    wanted = hash_of(token)

    def view(snapshot: Snapshot, at: float) -> TicketDocument | None:
        visit = snapshot.day.visits.get(snapshot.tokens.get(wanted, ""))
        if visit is None:
            return None
        return TicketDocument(
            **fields_of(views.ticket(visit, forecasts.of(snapshot.day, at))),
            seq=snapshot.seq,
            at=_second(at),
            day=snapshot.day.day,
            language=visit.language,
        )

    return view


def device_list(snapshot: Snapshot, presence: DeviceStatusTable, at: float) -> DeviceListDocument:
    """Every device, also those revoked."""
    devices = tuple(
        ListedDevice(
            **fields_of(device_view(device, snapshot, presence, at)),
            revoked_at=device.revoked_at,
        )
        for device in snapshot.devices.values()
    )
    return DeviceListDocument(seq=snapshot.seq, at=_second(at), day=snapshot.day.day, devices=devices)


def device_view(device: Device, snapshot: Snapshot, presence: DeviceStatusTable, at: float) -> DeviceView:
    """A device as reception sees it."""
    known = DeviceView(
        device.id,
        device.role,
        device.place,
        device.desk,
        paired=device.token_hash is not None,
        paper=snapshot.papers.get(device.id),
    )
    sign = presence.signs.get(device.id)
    if sign is None:
        return known
    return replace(
        known,
        connected=sign.connections > 0,
        heard_at=_second(sign.at),
        heard_s=max(0, int(at - sign.at)),
        paper=sign.paper or known.paper,
        unsent=sign.unsent,
        version=sign.version,
        disk_mb=sign.disk_mb,
        clock_s=sign.clock_s,
        doctor=sign.doctor,
        not_fine=sign.not_fine,
    )


def _second(at: float) -> float:
    return round(at, 3)
