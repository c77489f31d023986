"""The real kiosk program, Qt and the network in one loop, with a real office server."""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

from kiosk.catalogue.load import sample_office
from kiosk.devices.clock import SystemClock
from kiosk.journal.outbox import Outbox
from kiosk.journal.store import Journal
from tests.journal.making import DRAFT
from tests.office.making import OFFICE, running

ROOT = Path(__file__).parents[2]


def test_the_kiosk_program_delivers_what_was_issued_while_it_was_off(tmp_path: Path) -> None:
    data = tmp_path / "kiosk"
    with closing(Journal.open(data, OFFICE, clock=SystemClock())) as journal:
        issued = journal.issue(DRAFT)
    with running(tmp_path / "office") as office:
        asked = ["kiosk", "--office", office.url, "--data", str(data), "--config", str(sample_office("city"))]
        process = subprocess.Popen(
            [sys.executable, "-m", "kiosk.cli", *asked], cwd=ROOT, stderr=subprocess.PIPE, text=True
        )
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
        arrived = office.http.get("/v1/events").json()["events"]
    assert (process.returncode, "".join([*told, rest]).count("Traceback")) == (0, 0)
    assert [event["ticket"] for event in arrived if event["kind"] == "ticket.issued"] == [issued.ticket]
    with closing(Journal.reader(data)) as journal:
        assert Outbox(journal).unsent() == 0
