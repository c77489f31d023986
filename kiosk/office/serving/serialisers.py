"""What is served: the views of an office day as JSON documents, and who of the devices lives.

Pure, apart from what has been heard. Must not know HTTP, nor who may see which view.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from kiosk import __version__
from kiosk.core import views
from kiosk.core.day.state import OfficeDay
from kiosk.core.office_config import OfficeConfig
from kiosk.core.queue.from_day import calling_order, next_by_station
from kiosk.office.rule_guard import GUARD
from kiosk.office.serving.forecasts import Forecasts
from kiosk.office.state.devices import Device, hash_of
from kiosk.office.state.memory import Snapshot
from kiosk.protocol.validation import is_count, is_seconds, is_short, plain

Document = dict[str, Any]
View = Callable[[Snapshot, float], Document | None]
"""A view of a snapshot at a second; None when there is nothing to be seen (any more)."""

DOCTOR_STATES: Final = ("fine", "warning", "fault")
_VERSION_LETTERS: Final = 40
_MOST_NAMES: Final = 30


@dataclass(slots=True)
class DeviceStatus:
    """The last sign of life of a device."""

    at: float
    unsent: int | None = None
    paper: str | None = None
    followers: int = 0
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

    def told(self, device: str, at: float, said: object) -> None:
        """Notes what a device says of itself; what does not fit is left out."""
        sign = self.heard(device, at)
        if not isinstance(said, dict):
            return
        if is_count(said.get("unsent")):
            sign.unsent = said["unsent"]
        if is_short(said.get("paper")):
            sign.paper = said["paper"]
        if is_short(said.get("version")):
            sign.version = said["version"][:_VERSION_LETTERS]
        if is_seconds(said.get("wall")):
            sign.clock_s = round(said["wall"] - at)
        if is_count(said.get("disk_mb")):
            sign.disk_mb = said["disk_mb"]
        if said.get("doctor") in DOCTOR_STATES:
            sign.doctor = said["doctor"]
            names = said.get("not_fine")
            fitting = isinstance(names, list) and len(names) <= _MOST_NAMES and all(map(is_short, names))
            sign.not_fine = tuple(names) if fitting and names is not None else ()


def public(snapshot: Snapshot, at: float) -> Document:
    """For the board."""
    return {**_head(snapshot, at), **plain(views.public(snapshot.day, at))}


NO_FORECASTS = Forecasts()


def station(station_id: str, forecasts: Forecasts = NO_FORECASTS) -> View:
    """For the desks of a station."""

    def view(snapshot: Snapshot, at: float) -> Document:
        desks = [desk for _, desk in sorted(snapshot.day.desks.items()) if desk.station == station_id]
        return {
            **_head(snapshot, at),
            "station": station_id,
            "closed": snapshot.day.closed,
            "desks": plain(desks),
            "visitors": plain(views.station(snapshot.day, station_id, at, forecasts.of(snapshot.day, at))),
        }

    return view


def reception(
    presence: DeviceStatusTable, forecasts: Forecasts = NO_FORECASTS, config: OfficeConfig | None = None
) -> View:
    """For reception: everything, the devices, and with the `config` whom each station calls next."""

    def view(snapshot: Snapshot, at: float) -> Document:
        forecast = forecasts.of(snapshot.day, at)
        whole = plain(views.reception(snapshot.day, snapshot.history, at, forecast))
        if forecast is not None and at:
            whole |= {"forecast_at": forecast.at, "promises": plain(forecasts.kept)}
        devices = [device for device in snapshot.devices.values() if device.revoked_at is None]
        if config is not None and at:
            whole["next"] = nexts(snapshot.day, config, at)
        # at 0 nothing that only time changes is told, so that two documents differ only by what happened
        told = [device_document(device, snapshot, presence, at) for device in devices]
        return {**_head(snapshot, at), "version": __version__, **whole, "devices": told}

    return view


def nexts(day: OfficeDay, config: OfficeConfig, at: float) -> Document:
    """Whom each station calls next, by what, and what counted most."""
    chosen = GUARD.decided(lambda order: next_by_station(day, config, at, order), calling_order(config))
    return {
        station: {
            "visit": choice.visit,
            "by": choice.order.value,
            "why": [[reason.what, reason.worth_s] for reason in choice.reasons],
        }
        for station, choice in (chosen or {}).items()
    }


def ticket(token: str, forecasts: Forecasts = NO_FORECASTS) -> View:
    """For the phone page of one ticket of today; its language is the visitor's."""
    wanted = hash_of(token)

    def view(snapshot: Snapshot, at: float) -> Document | None:
        visit = snapshot.day.visits.get(snapshot.tokens.get(wanted, ""))
        if visit is None:
            return None
        return {
            **_head(snapshot, at),
            "language": visit.language,
            **plain(views.ticket(visit, forecasts.of(snapshot.day, at))),
        }

    return view


def device_list(snapshot: Snapshot, presence: DeviceStatusTable, at: float) -> Document:
    """Every device, also those revoked."""
    told = [
        {**device_document(device, snapshot, presence, at), "revoked_at": device.revoked_at}
        for device in snapshot.devices.values()
    ]
    return {**_head(snapshot, at), "devices": told}


def _head(snapshot: Snapshot, at: float) -> Document:
    return {"seq": snapshot.seq, "at": round(at, 3), "day": snapshot.day.day}


def device_document(device: Device, snapshot: Snapshot, presence: DeviceStatusTable, at: float) -> Document:
    """A device as reception sees it; null is what is not known."""
    sign = presence.signs.get(device.id)
    return {
        "device": device.id,
        "role": device.role,
        "place": device.place,
        "desk": device.desk,
        "paired": device.token_hash is not None,
        "connected": sign is not None and sign.followers > 0,
        "heard_at": round(sign.at, 3) if sign is not None and at else None,
        "heard_s": max(0, int(at - sign.at)) if sign is not None and at else None,
        "paper": (sign.paper if sign is not None else None) or snapshot.papers.get(device.id),
        "unsent": sign.unsent if sign is not None else None,
        "version": sign.version if sign is not None else None,
        "disk_mb": sign.disk_mb if sign is not None and at else None,
        "clock_s": sign.clock_s if sign is not None and at else None,
        "doctor": sign.doctor if sign is not None else None,
        "not_fine": list(sign.not_fine) if sign is not None else [],
    }
