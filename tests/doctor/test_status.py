"""`motesplats status`: this device, its office, what waits to be delivered, the last contact."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk import __version__
from kiosk.cli import main
from kiosk.client import identity
from kiosk.client.last_contact import Contact, Link
from kiosk.doctor import Context
from kiosk.doctor.status import as_document, as_text, standing
from kiosk.protocol.presence import DeviceReport, DoctorState
from tests.doctor.computers import NOON, Kiosk, kiosk


@pytest.fixture
def well(tmp_path: Path) -> Iterator[Kiosk]:
    with kiosk(tmp_path) as made:
        yield made


def test_a_kiosk_sees_itself_and_that_its_office_answers(well: Kiosk) -> None:
    Contact(well.data, well.office.url).note(Link(True, 1, "", "", 0.0, "d"), NOON.timestamp())
    whole = standing(well.context)
    document = as_document(whole)
    device, office = document["device"], document["office"]
    assert (device["paired"], device["place"], device["tickets_today"]) == (True, "Kiosk 1", 1)
    assert (device["waiting_to_be_delivered"], device["last_contact"]) == (1, "2026-11-23T08:00:00+00:00")
    assert (office["answers"], office["version"], office["day"]) == (True, __version__, "2026-11-23")
    assert "devices" not in office, "a kiosk may not see the others"
    text = as_text(whole, well.context)
    assert f"device    Kiosk 1, a kiosk of {well.office.url}" in text
    assert "waiting   1 events to be delivered" in text
    assert "contact   2026-11-23 09:00" in text


def test_the_offices_own_computer_sees_the_day_and_every_device(well: Kiosk) -> None:
    (device,) = (d for d in well.office.http.get("/v1/devices").json()["devices"] if d["place"] == "Kiosk 1")
    said = DeviceReport("0.0.9", None, 4, "no_paper", None, DoctorState.FAULT, ("disk",))
    well.office.server.office.presence.reported(device["device"], well.office.clock.now().wall, said)
    context = replace(well.context, data=well.data.parent / "office", office_url=well.office.url)
    whole = standing(replace(context, config=well.settings))
    document = as_document(whole)
    assert document["device"] is None
    office = document["office"]
    assert office["visits"] == {"active": 1, "finished": 0, "left": 0}
    assert {each["station"]: each["waiting"] for each in office["stations"]} == {"SKV": 1, "FK": 1}
    told = next(each for each in office["devices"] if each["place"] == "Kiosk 1")
    assert (told["version"], told["paper"], told["unsent"], told["doctor"]) == (
        "0.0.9",
        "no_paper",
        4,
        "fault",
    )
    text = as_text(whole, replace(context, config=well.settings))
    assert "visits    1 here, 0 finished, 0 left" in text
    assert (
        "Kiosk 1 (kiosk): heard 2026-11-23 09:00, version 0.0.9, paper: no paper, 4 not delivered, "
        "doctor: fault (disk)"
    ) in text


def test_an_office_that_is_away_or_refuses_is_said_and_is_no_failure(well: Kiosk) -> None:
    known = identity.load(well.data)
    assert known is not None
    well.office.http.delete(f"/v1/devices/{known.device}")
    assert "does not know this device" in as_text(standing(well.context), well.context)
    identity.save(well.data, replace(known, url="http://127.0.0.1:9"))
    Contact(well.data, "x").note(Link(False, 2, "away", "The office does not answer.", 0.0), NOON.timestamp())
    result = CliRunner().invoke(main, ["status", "--data", str(well.data)])
    assert result.exit_code == 0, result.stderr
    assert "office    http://127.0.0.1:9 does not answer" in result.stdout
    assert "trouble   The office does not answer." in result.stdout
    assert "contact   never" in result.stdout


def test_a_computer_with_nothing_on_it_says_so(tmp_path: Path) -> None:
    document = as_document(standing(Context(data=tmp_path, office_url="http://127.0.0.1:9")))
    assert (document["device"], document["office"]["answers"]) == (None, False)
    (tmp_path / "office.db").write_text("")
    context = Context(data=tmp_path, office_url="http://127.0.0.1:9")
    assert "start it with motesplats office" in as_text(standing(context), context)


def test_the_command_prints_one_document(well: Kiosk) -> None:
    result = CliRunner().invoke(main, ["status", "--data", str(well.data), "--json"])
    assert json.loads(result.stdout).keys() == {"version", "data", "settings", "device", "office"}


def test_a_journal_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "journal.db").write_text("x")
    result = CliRunner().invoke(main, ["status", "--data", str(tmp_path)])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "is not a journal" in result.stderr
