"""How it stands: this device, its office, what waits to be delivered; as one document and as one screen of text.

Looks only. Must not know terminals.
"""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from kiosk import __version__
from kiosk.doctor import office_client
from kiosk.doctor.registry import Context
from kiosk.office.state.schema import FILE_NAME as OFFICE_DATABASE
from kiosk.protocol.api import Health
from kiosk.protocol.presence import DoctorState
from kiosk.protocol.views import DeviceView, ReceptionDocument

LOOK_AT = frozenset({DoctorState.WARNING.value, DoctorState.FAULT.value})
"""Findings of a device's doctor that the text names."""


@dataclass(frozen=True, slots=True)
class OwnDevice:
    """This device: its pairing, its journal and its last contact. Times in ISO form, UTC; None: not known."""

    paired: bool
    place: str | None
    role: str | None
    office_url: str | None
    day: str | None
    tickets_today: int
    waiting_to_be_delivered: int
    last_contact: str | None
    connected: bool | None
    trouble: str | None
    noted_at: str | None


@dataclass(frozen=True, slots=True)
class OwnOffice:
    """The office server as this device meets it. `hall`: only where this device may see it."""

    url: str
    status: int
    data_here: bool
    server: Health | None
    hall: ReceptionDocument | None


@dataclass(frozen=True, slots=True)
class StatusReport:
    """How it stands with this computer."""

    data: str
    settings: str | None
    device: OwnDevice | None
    office: OwnOffice


def standing(context: Context) -> StatusReport:
    """Looks at everything. Raises StorageError for a journal or an identity that cannot be read."""
    settings = context.settings()
    return StatusReport(
        str(context.data), None if settings is None else str(settings), _device(context), _office(context)
    )


def _device(context: Context) -> OwnDevice | None:
    from kiosk.client import last_contact
    from kiosk.core.day.office_time import local, office_day
    from kiosk.journal.outbox import Outbox
    from kiosk.journal.schema import FILE_NAME
    from kiosk.journal.store import Journal

    known = office_client.identity(context)
    has_journal = (context.data / FILE_NAME).is_file()
    if not has_journal and known is None:
        return None
    day, tickets, unsent = None, 0, 0
    if has_journal:
        office = context.office_config().office
        now = local(ZoneInfo(office.time_zone), context.now.timestamp())
        day = office_day(now, office.day_starts_at).isoformat()
        with closing(Journal.reader(context.data)) as journal:
            tickets, unsent = len(journal.tickets(day)), Outbox(journal).unsent()
    noted = last_contact.last(context.data)
    return OwnDevice(
        paired=known is not None,
        place=known.place if known else None,
        role=known.role if known else None,
        office_url=known.url if known else None,
        day=day,
        tickets_today=tickets,
        waiting_to_be_delivered=unsent,
        last_contact=_iso(noted.heard_at if noted else None),
        connected=noted.connected if noted else None,
        trouble=(noted.trouble or None) if noted else None,
        noted_at=_iso(noted.noted_at if noted else None),
    )


def _office(context: Context) -> OwnOffice:
    status, server = office_client.health(context)
    hall = None
    if server is not None:
        # only the office's own computer and reception may see more
        _, hall = office_client.get(context, ReceptionDocument, "/v1/views/reception")
    data_here = (context.data / OFFICE_DATABASE).is_file()
    return OwnOffice(office_client.url(context), status, data_here, server, hall)


# As a document ------------------------------------------------------------------------------------------------------


def as_document(whole: StatusReport) -> dict[str, Any]:
    """For `--json`."""
    return {
        "version": __version__,
        "data": whole.data,
        "settings": whole.settings,
        "device": None if whole.device is None else asdict(whole.device),
        "office": _office_document(whole.office),
    }


def _office_document(office: OwnOffice) -> dict[str, Any]:
    document: dict[str, Any] = {
        "url": office.url,
        "answers": office.server is not None,
        "refused": office.status in (401, 403),
        "data_here": office.data_here,
    }
    if office.server is not None:
        document |= {
            "office": office.server.office,
            "day": office.server.day,
            "version": office.server.version,
            "events": office.server.seq,
        }
    if office.hall is not None:
        document |= {
            "closed": office.hall.closed,
            "visits": _visits(office.hall),
            "stations": [
                {
                    "station": each.station,
                    "waiting": each.waiting,
                    "longest_wait_s": each.longest_wait_s,
                    "at_desks": each.at_desks,
                }
                for each in office.hall.hall
            ],
            "devices": [_device_document(each) for each in office.hall.devices],
        }
    return document


def _device_document(device: DeviceView) -> dict[str, Any]:
    return {
        "place": device.place,
        "role": device.role,
        "device": device.device,
        "connected": device.connected,
        "version": device.version,
        "paper": device.paper,
        "unsent": device.unsent,
        "doctor": device.doctor,
        "not_fine": list(device.not_fine),
        "disk_mb": device.disk_mb,
        "last_heard": _iso(device.heard_at),
    }


def _visits(hall: ReceptionDocument) -> dict[str, int]:
    states = Counter(str(visit.state) for visit in hall.visits)
    return {state: states[state] for state in ("active", "finished", "left")}


# As text -------------------------------------------------------------------------------------------------------------


def as_text(whole: StatusReport, context: Context) -> str:
    """One screen."""
    zone = ZoneInfo(context.office_config().office.time_zone)
    lines = [f"Mötesplats {__version__}, data in {whole.data}"]
    lines += [f"settings from {whole.settings or 'the built-in office'}", ""]
    lines += _device_lines(whole.device, zone)
    lines += ["", *_office_lines(whole.office, zone)]
    return "\n".join(lines)


def _device_lines(device: OwnDevice | None, zone: ZoneInfo) -> list[str]:
    if device is None:
        return ["device    none here: no journal, not paired"]
    who = f"{device.place}, a {device.role} of {device.office_url}" if device.paired else "not paired"
    waiting = device.waiting_to_be_delivered
    lines = [
        f"device    {who}",
        f"today     {device.tickets_today} tickets given here",
        f"waiting   {waiting} events to be delivered" if waiting else "waiting   nothing: all is delivered",
        f"contact   {_clock(device.last_contact, zone) or 'never'}",
    ]
    return [*lines, f"trouble   {device.trouble}"] if device.trouble else lines


def _office_lines(office: OwnOffice, zone: ZoneInfo) -> list[str]:
    server, hall = office.server, office.hall
    if server is None:
        why = "does not know this device" if office.status in (401, 403) else "does not answer"
        if office.data_here:
            why += "; the office server's data are here: start it with motesplats office"
        return [f"office    {office.url} {why}"]
    closed = ", closed" if hall is not None and hall.closed else ""
    lines = [
        f"office    {server.office}, version {server.version}, at {office.url}",
        f"day       {server.day}{closed}, {server.seq} events",
    ]
    if hall is None:
        return lines
    visits = _visits(hall)
    lines.append(f"visits    {visits['active']} here, {visits['finished']} finished, {visits['left']} left")
    for each in hall.hall:
        if each.waiting or each.at_desks:
            longest = f", longest {each.longest_wait_s // 60} min" if each.waiting else ""
            desks = f", {each.at_desks} at desks" if each.at_desks else ""
            lines.append(f"          {each.station}: {each.waiting} wait{longest}{desks}")
    lines.append("devices   " + ("" if hall.devices else "none yet"))
    return [*lines, *(f"          {_device_line(each, zone)}" for each in hall.devices)]


def _device_line(device: DeviceView, zone: ZoneInfo) -> str:
    heard = "connected" if device.connected else f"heard {_clock(_iso(device.heard_at), zone) or 'never'}"
    parts = [heard, f"version {device.version}" if device.version else "version not told"]
    if device.paper:
        parts.append(f"paper: {device.paper.replace('_', ' ')}")
    if device.unsent:
        parts.append(f"{device.unsent} not delivered")
    if device.doctor in LOOK_AT:
        parts.append(f"doctor: {device.doctor} ({', '.join(device.not_fine)})")
    return f"{device.place} ({device.role}): {', '.join(parts)}"


def _iso(at: float | None) -> str | None:
    return None if at is None else datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds")


def _clock(iso: str | None, zone: ZoneInfo) -> str | None:
    return None if iso is None else datetime.fromisoformat(iso).astimezone(zone).strftime("%Y-%m-%d %H:%M")
