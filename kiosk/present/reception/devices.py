"""The devices of the hall in the words of staff: which one is silent, out of paper, or needs someone from IT.

Pure. One device is one line with the one thing that matters most. Must not know QML, nor what a device's checks are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from zoneinfo import ZoneInfo

from kiosk.core.day.office_time import local
from kiosk.core.office_config import OfficeConfig
from kiosk.present.language.words import NO_ISOLATES, Words
from kiosk.present.reception.view import DeviceLine
from kiosk.protocol.views import DeviceView

SILENT_S: Final = 45
"""A device that has said nothing for so long is away."""
CLOCK_S: Final = 120
"""A clock that is off by more shows on tickets."""
DISK_MB: Final = 200


def device_lines(
    words: Words,
    config: OfficeConfig,
    devices: Sequence[DeviceView],
    office_version: str | None = None,
) -> tuple[DeviceLine, ...]:
    """Those with trouble first. `office_version` is the server's own."""
    lines = [_line(words, config, device, office_version) for device in devices]
    return tuple(sorted(lines, key=lambda line: ("away", "warning", "ok").index(line.mode)))


def _line(words: Words, config: OfficeConfig, device: DeviceView, office_version: str | None) -> DeviceLine:
    name, key = device.place or device.device, device.device
    mode, pictogram, note = _state(words, config, device, office_version)
    said = f"{name}: {note}" if note else name
    return DeviceLine(key, said.translate(NO_ISOLATES), mode, pictogram)


def _state(
    words: Words, config: OfficeConfig, device: DeviceView, office_version: str | None
) -> tuple[str, str, str]:
    """Mode, pictogram and note. What a device says of itself may be missing: it is older, or has said nothing yet."""
    papers = {
        "low_paper": words.text("low on paper"),
        "no_paper": words.text("out of paper"),
        "cover_open": words.text("printer open"),
        "no_answer": words.text("printer silent"),
        "refused": words.text("printer faulty"),
    }
    if not device.connected and (device.heard_s is None or device.heard_s > SILENT_S):
        if device.heard_at is None:
            return "away", "offline", words.text("no contact yet")
        when = words.clock(local(ZoneInfo(config.office.time_zone), device.heard_at))
        return "away", "offline", words.text("silent since {time}", time=when)
    if device.paper in papers:
        return "warning", "printer-no-paper", papers[device.paper]
    if device.disk_mb is not None and device.disk_mb < DISK_MB:
        return "warning", "warning", words.text("disk nearly full, tell IT")
    if device.clock_s is not None and abs(device.clock_s) > CLOCK_S:
        return "warning", "time", words.text("clock wrong, tell IT")
    if device.doctor == "fault":
        parts = ", ".join(device.not_fine)
        return "warning", "warning", words.text("tell IT: {parts}", parts=parts or "doctor")
    if device.unsent:
        return "warning", "time", words.count("{n} not sent yet", "{n} not sent yet", device.unsent)
    if device.version and office_version and device.version != office_version:
        return "ok", "checked", words.text("version {version}", version=device.version)
    return "ok", "checked", ""
