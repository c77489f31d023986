"""The real kiosk program, Qt and the network in one loop, with a real office server."""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

from kiosk import __version__
from kiosk.catalogue.load import sample_office
from kiosk.client import identity, last_contact
from kiosk.devices.clock import SystemClock
from kiosk.journal.outbox import Outbox
from kiosk.journal.store import Journal
from tests.journal.factories import DRAFT
from tests.office.factories import OFFICE, running

ROOT = Path(__file__).parents[3]


def until_the_office_answers(*options: object) -> tuple[int, str]:
    """Runs a kiosk program until it has heard its office, then ends it: its exit code and what it said."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kiosk.cli", "kiosk", *map(str, options)],
        cwd=ROOT, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stderr is not None
    watchdog = threading.Timer(60, process.kill)
    watchdog.start()
    told: list[str] = []
    try:
        while "answers." not in (line := process.stderr.readline()):
            assert line, told
            told.append(line)
    finally:
        process.terminate()
        rest = process.communicate(timeout=30)[1]
        watchdog.cancel()
    return process.returncode, "".join([*told, line, rest])


def test_the_kiosk_program_delivers_what_was_issued_while_it_was_off(tmp_path: Path) -> None:
    data = tmp_path / "kiosk"
    with closing(Journal.open(data, OFFICE, clock=SystemClock())) as journal:
        issued = journal.issue(DRAFT)
    with running(tmp_path / "office") as office:
        code, told = until_the_office_answers(
            "--office", office.url, "--data", data, "--config", sample_office("city")
        )
        arrived = office.events()
    assert (code, told.count("Traceback")) == (0, 0)
    assert [event["ticket"] for event in arrived if event["kind"] == "ticket.issued"] == [issued.ticket]
    with closing(Journal.reader(data)) as journal:
        assert Outbox(journal).unsent() == 0


def test_a_kiosk_pairs_itself_with_a_line_of_its_settings_and_tells_how_it_is(tmp_path: Path) -> None:
    """Nobody stands in front of it: a drop-in is all there is."""
    data = tmp_path / "kiosk"
    with running(tmp_path / "office") as office:
        body = {"role": "kiosk", "place": "Kiosk 1", "hours": 24}
        code = office.http.post("/v1/pairings", json=body).json()["code"]
        settings = tmp_path / "etc" / "office.toml"
        (settings.parent / "conf.d").mkdir(parents=True)
        settings.write_bytes(sample_office("city").read_bytes())
        (settings.parent / "conf.d" / "90.toml").write_text(
            f'[pairing]\noffice = "{office.url}"\ncode = "{code}"\n'
        )
        ended, told = until_the_office_answers("--data", data, "--config", settings)
        (device,) = office.http.get("/v1/devices").json()["devices"]
    assert (ended, told.count("Traceback")) == (0, 0)
    assert "this is Kiosk 1." in told
    assert code not in told
    assert (device["place"], device["paired"], device["version"]) == ("Kiosk 1", True, __version__)
    assert identity.load(data) is not None
    noted = last_contact.last(data)
    assert noted is not None
    assert noted.connected
