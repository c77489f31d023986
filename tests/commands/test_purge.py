"""`motesplats purge`: what is older than today is deleted, in a journal and in an office's data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk.catalogue.load import load_config
from kiosk.cli import main
from kiosk.core.day.events import DayClosed
from kiosk.devices import clock as clocks
from kiosk.journal.store import Journal
from kiosk.office.state.store import OfficeStore
from kiosk.office.state.writer import OfficeWriter
from tests.journal.factories import DRAFT, TUESDAY, ScriptedClock, opened


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> ScriptedClock:
    clock = ScriptedClock()
    monkeypatch.setattr(clocks, "program_clock", lambda: clock)
    return clock


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["purge", *map(str, arguments)])


def a_ticket(folder: Path, clock: ScriptedClock) -> str:
    journal = opened(folder, clock)
    visit = journal.issue(DRAFT).visit
    journal.close()
    return visit


def test_yesterdays_journal_is_emptied(tmp_path: Path, clock: ScriptedClock) -> None:
    visit = a_ticket(tmp_path, clock)
    assert json.loads(run("--data", tmp_path, "--json").stdout) == {"deleted": 0, "journal": 0}
    clock.stand(f"{TUESDAY}T04:00")
    result = run("--data", tmp_path)
    assert (result.exit_code, result.stdout) == (0, "Deleted what is older than today: 1 events.\n")
    assert visit.encode() not in (tmp_path / "journal.db").read_bytes()
    reader = Journal.reader(tmp_path)
    assert reader.verify().ok
    reader.close()


def test_the_data_of_an_office_that_does_not_run_too(tmp_path: Path, clock: ScriptedClock) -> None:
    writer = OfficeWriter(OfficeStore(tmp_path), load_config(None), clock)
    writer.start()
    writer.do_and_wait(lambda turn: turn.memory.decided([DayClosed()], turn.now))
    busy = run("--data", tmp_path)
    assert (busy.exit_code, "Another office server already uses" in busy.stderr) == (1, True)
    writer.stop()
    clock.stand(f"{TUESDAY}T04:00")
    document = json.loads(run("--data", tmp_path, "--json").stdout)
    assert document == {"deleted": 1, "office": 1}


def test_a_folder_with_nothing_is_refused_in_one_sentence(tmp_path: Path) -> None:
    result = run("--data", tmp_path, "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "There is neither a journal nor an office's data in" in result.stderr
