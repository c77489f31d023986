"""The office server's figures in Prometheus' text format (0.0.4), for `/metrics`.

Written by these few lines: the format is a line a value, and a library would bring a global registry that outlives
a server in a test. Figures of stations and devices only, never of one visitor. Must not know HTTP.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from kiosk import __version__
from kiosk.core import views
from kiosk.core.day.lifecycle import VisitState
from kiosk.office.serving.serialisers import DeviceStatusTable, device_view
from kiosk.office.state.memory import Snapshot
from kiosk.protocol.views import DeviceView

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
_STATES: Final = ("fine", "warning", "fault")

Labels = Mapping[str, str]
Sample = tuple[Labels, float]


def exposition(
    snapshot: Snapshot, presence: DeviceStatusTable, counted: Mapping[str, float], at: float
) -> str:
    """Every figure at a second. `counted`: what the writer has counted since its start, by name."""
    return "".join(_lines(snapshot, presence, counted, at))


def _lines(
    snapshot: Snapshot, presence: DeviceStatusTable, counted: Mapping[str, float], at: float
) -> Iterator[str]:
    yield from _gauge("build_info", "The version that runs.", [({"version": __version__}, 1)])
    yield from _gauge("events_kept", "The last place given in the office's order.", [({}, snapshot.seq)])
    for name, value in counted.items():
        yield from _told("counter", f"{name}_total", "Since the office server was started.", [({}, value)])

    day = snapshot.day
    states = Counter(visit.state for visit in day.visits.values())
    yield from _gauge(
        "visits",
        "Visits of today by state.",
        [({"state": state.value}, states[state]) for state in VisitState],
    )
    yield from _gauge("day_closed", "Whether the office day has been closed.", [({}, day.closed)])
    yield from _gauge("oddities", "Events of today that did not fit.", [({}, len(day.oddities))])
    yield from _gauge(
        "desks_open", "Desks that are open.", [({}, sum(desk.open for desk in day.desks.values()))]
    )
    hall = views.hall(day, at)
    for name, help_, figure in (
        ("stops_waiting", "Stops that wait, by station.", "waiting"),
        ("stops_ready", "Of these, those that a desk could call now.", "ready"),
        ("longest_wait_seconds", "The longest wait at a station now.", "longest_wait_s"),
        ("stops_at_desks", "Stops that are called or served.", "at_desks"),
    ):
        yield from _gauge(name, help_, [({"station": each.station}, getattr(each, figure)) for each in hall])

    devices = [
        device_view(device, snapshot, presence, at)
        for device in snapshot.devices.values()
        if device.revoked_at is None
    ]

    def of_devices(name: str, help_: str, key: str) -> Iterator[str]:
        samples = [(_of(each), value) for each in devices if (value := getattr(each, key)) is not None]
        yield from _gauge(f"device_{name}", help_, samples)

    yield from _gauge(
        "device_info",
        "Every device, with the version it told last.",
        [({**_of(each), "version": each.version or ""}, 1) for each in devices],
    )
    yield from of_devices("connected", "Whether a device is connected now.", "connected")
    yield from of_devices("heard_seconds", "Since the last sign of life.", "heard_s")
    yield from of_devices("unsent_events", "Events that a device has not delivered yet.", "unsent")
    yield from of_devices("disk_free_megabytes", "Free space on a device's disk.", "disk_mb")
    yield from of_devices("clock_ahead_seconds", "How far a device's clock is ahead.", "clock_s")
    yield from _gauge(
        "device_paper",
        "What became of a device's last paper.",
        [({**_of(each), "paper": each.paper}, 1) for each in devices if each.paper],
    )
    yield from _gauge(
        "device_doctor",
        "A device's worst finding: 0 fine, 1 warning, 2 fault.",
        [(_of(each), _STATES.index(each.doctor)) for each in devices if each.doctor in _STATES],
    )


def _of(device: DeviceView) -> Labels:
    return {"device": device.device, "role": device.role, "place": device.place}


def _gauge(name: str, help_: str, samples: Iterable[Sample]) -> Iterator[str]:
    return _told("gauge", name, help_, samples)


def _told(kind: str, name: str, help_: str, samples: Iterable[Sample]) -> Iterator[str]:
    """A figure with its values; one without any is not told."""
    lines = [f"motesplats_{name}{_labels(labels)} {_number(value)}\n" for labels, value in samples]
    if lines:
        yield f"# HELP motesplats_{name} {help_}\n# TYPE motesplats_{name} {kind}\n"
        yield from lines


def _labels(labels: Labels) -> str:
    told = ",".join(f'{name}="{_escaped(value)}"' for name, value in labels.items())
    return f"{{{told}}}" if told else ""


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(float(value))
