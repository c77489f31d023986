"""How it stands: this device, its office, what waits to be delivered; as one document and as one screen of text.

Looks only. Must not know terminals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from kiosk import __version__
from kiosk.doctor import office_client
from kiosk.doctor.registry import Context
from kiosk.office.state.schema import FILE_NAME as OFFICE_DATABASE

Document = dict[str, Any]


def standing(context: Context) -> Document:
    """The whole document. Raises StorageError for a journal or an identity that cannot be read."""
    return {
        "version": __version__,
        "data": str(context.data),
        "settings": None if context.settings() is None else str(context.settings()),
        "device": _device(context),
        "office": _office(context),
    }


def as_text(document: Document, context: Context) -> str:
    """One screen."""
    zone = ZoneInfo(context.office_config().office.time_zone)
    lines = [f"Mötesplats {document['version']}, data in {document['data']}"]
    lines += [f"settings from {document['settings'] or 'the built-in office'}", ""]
    lines += _device_lines(document["device"], zone)
    lines += ["", *_office_lines(document["office"], zone)]
    return "\n".join(lines)


# This device ---------------------------------------------------------------------------------------------------------


def _device(context: Context) -> Document | None:
    from kiosk.client import last_contact as contact
    from kiosk.core.day.office_time import local, office_day
    from kiosk.journal.outbox import Outbox
    from kiosk.journal.schema import FILE_NAME
    from kiosk.journal.store import Journal

    known = office_client.identity(context)
    if not (context.data / FILE_NAME).is_file() and known is None:
        return None
    told: Document = {
        "paired": known is not None,
        "place": known.place if known else None,
        "role": known.role if known else None,
        "office_url": known.url if known else None,
        "day": None,
        "tickets_today": 0,
        "waiting_to_be_delivered": 0,
    }
    if (context.data / FILE_NAME).is_file():
        office = context.office_config().office
        now = local(ZoneInfo(office.time_zone), context.now.timestamp())
        told["day"] = office_day(now, office.day_starts_at).isoformat()
        with closing(Journal.reader(context.data)) as journal:
            told["tickets_today"] = len(journal.tickets(told["day"]))
            told["waiting_to_be_delivered"] = Outbox(journal).unsent()
    noted = contact.last(context.data) or {}
    return {
        **told,
        "last_contact": _iso(noted.get("heard_at")),
        "connected": noted.get("connected"),
        "trouble": noted.get("trouble") or None,
        "noted_at": _iso(noted.get("noted_at")),
    }


def _device_lines(device: Document | None, zone: ZoneInfo) -> list[str]:
    if device is None:
        return ["device    none here: no journal, not paired"]
    who = (
        f"{device['place']}, a {device['role']} of {device['office_url']}"
        if device["paired"]
        else "not paired"
    )
    waiting = device["waiting_to_be_delivered"]
    contact = _clock(device["last_contact"], zone) or "never"
    lines = [
        f"device    {who}",
        f"today     {device['tickets_today']} tickets given here",
        f"waiting   {waiting} events to be delivered" if waiting else "waiting   nothing: all is delivered",
        f"contact   {contact}",
    ]
    return [*lines, f"trouble   {device['trouble']}"] if device["trouble"] else lines


# Its office ----------------------------------------------------------------------------------------------------------


def _office(context: Context) -> Document:
    status, health = office_client.health(context)
    told: Document = {
        "url": office_client.url(context),
        "answers": status == 200,
        "refused": status in (401, 403),
    }
    told["data_here"] = (context.data / OFFICE_DATABASE).is_file()
    if status != 200:
        return told
    told |= {key: health.get(key) for key in ("office", "day", "version")}
    told["events"] = health.get("seq")
    # only the office's own computer and reception may see more
    status, view = office_client.get(context, "/v1/views/reception")
    if status != 200:
        return told
    states = Counter(visit["state"] for visit in view["visits"])
    told |= {
        "closed": view["closed"],
        "visits": {"active": states["active"], "finished": states["finished"], "left": states["left"]},
        "stations": [
            {key: each[key] for key in ("station", "waiting", "longest_wait_s", "at_desks")}
            for each in view["hall"]
        ],
        "devices": [
            {
                **{key: each.get(key) for key in _OF_DEVICE},
                "last_heard": _iso(each.get("heard_at")),
            }
            for each in view["devices"]
        ],
    }
    return told


_OF_DEVICE = (
    "place",
    "role",
    "device",
    "connected",
    "version",
    "paper",
    "unsent",
    "doctor",
    "not_fine",
    "disk_mb",
)


def _office_lines(office: Document, zone: ZoneInfo) -> list[str]:
    if not office["answers"]:
        why = "does not know this device" if office["refused"] else "does not answer"
        if office["data_here"]:
            why += "; the office server's data are here: start it with motesplats office"
        return [f"office    {office['url']} {why}"]
    lines = [f"office    {office['office']}, version {office['version']}, at {office['url']}"]
    lines.append(
        f"day       {office['day']}{', closed' if office.get('closed') else ''}, {office['events']} events"
    )
    if "visits" not in office:
        return lines
    visits = office["visits"]
    lines.append(f"visits    {visits['active']} here, {visits['finished']} finished, {visits['left']} left")
    for each in office["stations"]:
        if each["waiting"] or each["at_desks"]:
            longest = f", longest {each['longest_wait_s'] // 60} min" if each["waiting"] else ""
            desks = f", {each['at_desks']} at desks" if each["at_desks"] else ""
            lines.append(f"          {each['station']}: {each['waiting']} wait{longest}{desks}")
    lines.append("devices   " + ("" if office["devices"] else "none yet"))
    return [*lines, *(f"          {_device_line(each, zone)}" for each in office["devices"])]


def _device_line(device: Mapping[str, Any], zone: ZoneInfo) -> str:
    heard = "connected" if device["connected"] else f"heard {_clock(device['last_heard'], zone) or 'never'}"
    parts = [heard, f"version {device['version']}" if device["version"] else "version not told"]
    if device["paper"]:
        parts.append(f"paper: {str(device['paper']).replace('_', ' ')}")
    if device["unsent"]:
        parts.append(f"{device['unsent']} not delivered")
    if device["doctor"] in ("warning", "fault"):
        parts.append(f"doctor: {device['doctor']} ({', '.join(device['not_fine'])})")
    return f"{device['place']} ({device['role']}): {', '.join(parts)}"


def _iso(at: object) -> str | None:
    return (
        datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds") if isinstance(at, int | float) else None
    )


def _clock(iso: str | None, zone: ZoneInfo) -> str | None:
    return None if iso is None else datetime.fromisoformat(iso).astimezone(zone).strftime("%Y-%m-%d %H:%M")
