"""Figures for Prometheus: every line has its form, a device's health is told, nothing of one visitor is."""

from __future__ import annotations

import re

import pytest

from kiosk import __version__
from kiosk.protocol.presence import DeviceReport, DoctorState
from tests.office.factories import Running, Stream

SAMPLE = re.compile(r'motesplats_[a-z_]+(\{([a-z]+="([^"\\\n]|\\.)*",?)+\})? -?[0-9.e+-]+')


def figures(office: Running) -> dict[str, float]:
    answer = office.http.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    lines = [line for line in answer.text.splitlines() if not line.startswith("#")]
    return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines}


def test_every_figure_has_its_help_its_type_and_its_form(office: Running) -> None:
    stream = Stream("aa11", office.clock)
    stream.issue()
    office.push(stream)
    office.token("kiosk")
    text = office.http.get("/metrics").text
    assert text.endswith("\n")
    told: set[str] = set()
    for line in text.splitlines():
        if line.startswith("# "):
            told.add(line.split()[2])
        else:
            assert SAMPLE.fullmatch(line), line
            assert re.match(r"[a-z_]+", line)[0] in told, line  # type: ignore[index]
    assert text.count("# HELP") == text.count("# TYPE") == len(told)


def test_the_hall_is_told_by_station(office: Running) -> None:
    stream = Stream("aa11", office.clock)
    for _ in range(3):
        stream.issue()
    office.push(stream)
    office.did("desk.open", desk=3, station="SKV")
    office.did("call.next", desk=3)
    office.clock.jump(600)
    told = figures(office)
    assert told[f'motesplats_build_info{{version="{__version__}"}}'] == 1
    assert told['motesplats_visits{state="active"}'] == 3
    assert told['motesplats_stops_waiting{station="SKV"}'] == 2
    assert told['motesplats_stops_at_desks{station="SKV"}'] == 1
    assert told['motesplats_stops_waiting{station="FK"}'] == 3
    assert told['motesplats_longest_wait_seconds{station="FK"}'] >= 600
    assert told["motesplats_desks_open"] == 1
    assert told["motesplats_events_kept"] == told["motesplats_events_kept"] > 3
    assert told["motesplats_commits_total"] >= 3
    assert told["motesplats_commit_seconds_total"] > 0


def broken(*_: object) -> None:
    """A slip inside the calling rule."""
    raise IndexError("desk")


def test_a_failed_rule_is_counted_and_neither_a_desk_nor_reception_waits_for_it(
    office: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = Stream("aa11", office.clock)
    stream.issue()
    office.push(stream)
    office.did("desk.open", desk=3, station="SKV")
    before = figures(office)["motesplats_rule_failed_total"]
    monkeypatch.setattr("kiosk.core.queue.score._by_rule", broken)
    assert office.view("reception")["next"]["SKV"]["by"] == "check_in"
    office.did("call.next", desk=3)
    assert figures(office)["motesplats_rule_failed_total"] >= before + 2


def test_a_devices_health_is_told(office: Running) -> None:
    headers = {**office.token("kiosk"), "User-Agent": "motesplats/0.9.1"}
    office.http.get("/v1/views/public", headers=headers)
    (device,) = (d for d in office.http.get("/v1/devices").json()["devices"] if d["role"] == "kiosk")
    presence = office.server.office.presence
    now = office.clock.now().wall
    report = DeviceReport(None, now + 90, 2, "low_paper", 150, DoctorState.FAULT, ("disk",))
    presence.reported(device["device"], now, report)
    told = figures(office)
    of = f'device="{device["device"]}",role="kiosk",place="kiosk"'
    assert told[f'motesplats_device_info{{{of},version="0.9.1"}}'] == 1
    assert told[f"motesplats_device_unsent_events{{{of}}}"] == 2
    assert told[f"motesplats_device_disk_free_megabytes{{{of}}}"] == 150
    assert told[f"motesplats_device_clock_ahead_seconds{{{of}}}"] == 90
    assert told[f"motesplats_device_doctor{{{of}}}"] == 2
    assert told[f'motesplats_device_paper{{{of},paper="low_paper"}}'] == 1
    assert told[f"motesplats_device_connected{{{of}}}"] == 0


def test_a_place_with_quotes_stays_one_label(office: Running) -> None:
    body = {"role": "board", "place": 'Hall "A" \\ 1'}
    code = office.http.post("/v1/pairings", json=body).json()["code"]
    office.http.post("/v1/pair", json={"code": code, "incarnation": "cc33"})
    assert 'place="Hall \\"A\\" \\\\ 1"' in office.http.get("/metrics").text


def test_nothing_of_one_visitor_is_told(office: Running) -> None:
    stream = Stream("aa11", office.clock)
    stream.issue(language="ti")
    office.push(stream)
    text = office.http.get("/metrics").text
    assert not re.search(r"2001|aa11-1|\bti\b", text)
