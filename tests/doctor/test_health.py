"""What a kiosk that serves tells of its computer: quick checks only, names and no evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.doctor import BESIDE, CHECKS
from kiosk.doctor.health import health
from kiosk.office.serving.serialisers import DeviceStatusTable
from kiosk.protocol.presence import DeviceReport, DoctorState
from tests.doctor.computers import NOON, Kiosk, kiosk


@pytest.fixture
def well(tmp_path: Path) -> Iterator[Kiosk]:
    with kiosk(tmp_path) as made:
        yield made


def test_a_computer_as_it_should_be_is_fine(well: Kiosk) -> None:
    assert health(well.context) == DeviceReport(doctor=DoctorState.FINE, not_fine=(), disk_mb=5_000)


def test_what_is_not_fine_is_named_and_the_worst_told(well: Kiosk) -> None:
    context = replace(well.but(free_mb=lambda _: 3), now=NOON + timedelta(minutes=90))
    assert health(context) == DeviceReport(doctor=DoctorState.FAULT, not_fine=("disk", "clock"), disk_mb=3)


def test_neither_qt_nor_the_printer_nor_the_whole_journal_is_touched_beside_a_kiosk_that_serves() -> None:
    assert set(CHECKS) >= BESIDE
    assert BESIDE.isdisjoint({"qt", "fonts", "rendering", "printer", "journal", "database", "retention"})


def test_the_office_server_takes_it_as_it_is_told(well: Kiosk) -> None:
    presence = DeviceStatusTable()
    report = replace(health(well.context), wall=99.0, version="0.1.0")
    presence.reported("d1", 100.0, report)
    sign = presence.signs["d1"]
    assert (sign.doctor, sign.disk_mb, sign.clock_s, sign.version) == ("fine", 5_000, -1, "0.1.0")
