"""Backups: made while programs run, checked, never written over; put back with a new epoch and nothing lost beside."""

from __future__ import annotations

import json
import stat
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk import __version__
from kiosk.journal.kiosk_lock import hold_for_kiosk
from kiosk.journal.outbox import Outbox
from kiosk.journal.store import Journal
from kiosk.office.maintenance.backups import (
    JOURNAL,
    MANIFEST,
    OFFICE,
    BackupError,
    make,
    oldest_days,
    put_back,
    read_manifest,
    set_aside_files,
)
from kiosk.office.maintenance.integrity import check_database
from kiosk.storage.connection import connect_read_only
from kiosk.storage.errors import DamagedError, FolderError, InUseError, StorageError
from tests.journal.factories import DRAFT, MONDAY, ScriptedClock, opened
from tests.office.factories import OFFICE as CITY
from tests.office.factories import Running, Stream, running

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def a_journal(folder: Path, tickets: int = 3) -> None:
    with closing(opened(folder)) as journal:
        for _ in range(tickets):
            journal.issue(DRAFT)


def numbers(folder: Path) -> list[str]:
    with closing(Journal.reader(folder)) as journal:
        return [row.ticket for row in journal.tickets()]


# Making ------------------------------------------------------------------------------------------------------------


def test_a_backup_is_a_folder_of_its_own_for_its_owner_only(tmp_path: Path) -> None:
    a_journal(tmp_path / "data")
    made = make(tmp_path / "data", tmp_path / "backups", "ekeby", NOW)
    assert made.folder.name == "motesplats-ekeby-20261123T120000Z"
    assert sorted(path.name for path in made.folder.iterdir()) == [MANIFEST, JOURNAL]
    assert stat.S_IMODE((made.folder / JOURNAL).stat().st_mode) == 0o600
    assert (made.files, made.events) == ((JOURNAL,), 3)
    manifest = read_manifest(made.folder)
    assert (manifest["program"], manifest["office"]) == (__version__, "ekeby")
    assert manifest["files"][JOURNAL]["oldest_day"] == MONDAY


def test_it_is_made_while_a_kiosk_issues_and_holds_a_whole_chain(tmp_path: Path) -> None:
    data, stop = tmp_path / "data", threading.Event()
    issued: list[str] = []

    def issue() -> None:
        with closing(opened(data)) as journal:
            while not stop.is_set() or len(issued) < 5:
                issued.append(journal.issue(DRAFT).ticket)

    with hold_for_kiosk(data):
        thread = threading.Thread(target=issue)
        thread.start()
        try:
            while not issued:
                assert thread.is_alive()
            made = [make(data, tmp_path / "b", "ekeby", NOW + timedelta(seconds=n)) for n in range(5)]
        finally:
            stop.set()
            thread.join()
    counts = [each.events for each in made]
    assert counts == sorted(counts)
    assert 0 < counts[0] <= counts[-1] <= len(issued)


def test_a_backup_is_never_written_over(tmp_path: Path) -> None:
    a_journal(tmp_path / "data")
    made = make(tmp_path / "data", tmp_path / "backups", "ekeby", NOW)
    before = (made.folder / JOURNAL).read_bytes()
    with pytest.raises(FolderError, match="is there already"):
        make(tmp_path / "data", tmp_path / "backups", "ekeby", NOW)
    assert (made.folder / JOURNAL).read_bytes() == before


def test_a_damaged_journal_makes_no_backup_and_leaves_the_older_ones(tmp_path: Path) -> None:
    data, backups = tmp_path / "data", tmp_path / "backups"
    a_journal(data)
    make(data, backups, "ekeby", NOW)
    with closing(Journal.reader(data)) as journal:
        journal.conn.execute("UPDATE events SET body = replace(body, 'ar', 'sv') WHERE n = 2")
    with pytest.raises(DamagedError, match="Event 2 of incarnation"):
        make(data, backups, "ekeby", NOW + timedelta(seconds=1), keep=1)
    assert [path.name for path in backups.iterdir()] == ["motesplats-ekeby-20261123T120000Z"]


def test_a_folder_without_data_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="neither a journal nor an office's data"):
        make(tmp_path, tmp_path / "backups", "ekeby", NOW)
    assert not (tmp_path / "backups").exists()


def test_only_so_many_are_kept_of_this_office_and_nothing_else_is_touched(tmp_path: Path) -> None:
    data, backups = tmp_path / "data", tmp_path / "backups"
    a_journal(data)
    for foreign in ("notes", "motesplats-lillby-20260101T000000Z", "motesplats-ekeby-mine"):
        (backups / foreign).mkdir(parents=True)
    for n in range(4):
        made = make(data, backups, "ekeby", NOW + timedelta(seconds=n), keep=2)
    assert made.deleted == ("motesplats-ekeby-20261123T120001Z",)
    assert sorted(path.name for path in backups.iterdir()) == [
        "motesplats-ekeby-20261123T120002Z",
        "motesplats-ekeby-20261123T120003Z",
        "motesplats-ekeby-mine",
        "motesplats-lillby-20260101T000000Z",
        "notes",
    ]


def test_the_settings_go_with_it(tmp_path: Path) -> None:
    a_journal(tmp_path / "data")
    office, drop_in = tmp_path / "office.toml", tmp_path / "conf.d" / "10.toml"
    drop_in.parent.mkdir()
    office.write_text('name = "Ekeby"')
    drop_in.write_text("series = 3")
    made = make(tmp_path / "data", tmp_path / "b", "ekeby", NOW, settings=(office, drop_in))
    assert (made.folder / "settings" / "office.toml").read_text() == 'name = "Ekeby"'
    assert (made.folder / "settings" / "conf.d" / "10.toml").read_text() == "series = 3"


def test_what_holds_visits_is_known_by_its_oldest_day(tmp_path: Path) -> None:
    """Backups are copies, and the promise of the first screen holds for every copy."""
    a_journal(tmp_path / "data")
    made = make(tmp_path / "data", tmp_path / "b", "ekeby", NOW)
    assert oldest_days(tmp_path / "b") == {made.folder.name: MONDAY}
    opened(tmp_path / "data", clock_at("2026-11-24T04:00")).close()
    make(tmp_path / "data", tmp_path / "b", "ekeby", NOW + timedelta(days=1), keep=1)
    assert oldest_days(tmp_path / "b") == {}


def clock_at(local: str) -> ScriptedClock:
    clock = ScriptedClock()
    clock.stand(local)
    return clock


# Putting back ------------------------------------------------------------------------------------------------------


def test_a_kiosks_journal_is_put_back_and_goes_on_with_other_numbers(tmp_path: Path) -> None:
    """What it issued after the backup is known to the office and to visitors: no number is given twice."""
    data = tmp_path / "data"
    with closing(opened(data, spare=5)) as journal:
        journal.issue(DRAFT)
    made = make(data, tmp_path / "b", "ekeby", NOW)
    with closing(opened(data)) as journal:
        later = journal.issue(DRAFT).ticket
        before = journal.incarnation
    done = put_back(made.folder, data, "ekeby", MONDAY, NOW)
    assert (done.files, done.epoch) == ((JOURNAL,), None)
    assert numbers(data) == ["2001"]
    with closing(Journal.open(data, "ekeby", clock=ScriptedClock())) as journal:
        assert journal.incarnation != before
        assert journal.verify().ok
    with closing(Journal.reader(data)) as journal:
        assert Outbox(journal).current().last.n == 0
    assert later == "2002"


def test_what_was_there_is_kept_beside_and_whole(tmp_path: Path) -> None:
    data = tmp_path / "data"
    a_journal(data, 1)
    made = make(data, tmp_path / "b", "ekeby", NOW)
    a_journal(data, 2)
    (beside,) = put_back(made.folder, data, "ekeby", MONDAY, NOW).aside
    assert beside.name == f"{JOURNAL}.before-20261123T120000Z"
    assert set_aside_files(data) == [(beside, NOW)]
    (tmp_path / "look").mkdir()
    beside.rename(tmp_path / "look" / JOURNAL)
    assert numbers(tmp_path / "look") == ["2001", "2002", "2003"]


def test_a_damaged_file_is_kept_beside_with_its_log(tmp_path: Path) -> None:
    data = tmp_path / "data"
    a_journal(data, 1)
    made = make(data, tmp_path / "b", "ekeby", NOW)
    (data / JOURNAL).write_bytes(b"no database at all")
    (data / f"{JOURNAL}-wal").write_bytes(b"its log")
    done = put_back(made.folder, data, "ekeby", MONDAY, NOW)
    assert done.aside[0].read_bytes() == b"no database at all"
    assert (data / f"{done.aside[0].name}-wal").read_bytes() == b"its log"
    assert not (data / f"{JOURNAL}-wal").exists()
    assert numbers(data) == ["2001"]


def test_a_program_that_runs_is_not_robbed_of_its_data(tmp_path: Path) -> None:
    data = tmp_path / "data"
    a_journal(data)
    made = make(data, tmp_path / "b", "ekeby", NOW)
    before = (data / JOURNAL).read_bytes()
    with hold_for_kiosk(data), pytest.raises(InUseError, match="A kiosk program runs on"):
        put_back(made.folder, data, "ekeby", MONDAY, NOW)
    assert (data / JOURNAL).read_bytes() == before
    assert set_aside_files(data) == []


def spoil(change: Callable[[dict[str, Any]], None]) -> Callable[[Path], None]:
    def spoiled(backup: Path) -> None:
        manifest = json.loads((backup / MANIFEST).read_text())
        change(manifest)
        (backup / MANIFEST).write_text(json.dumps(manifest))

    return spoiled


@pytest.mark.parametrize(
    ("spoiled", "said"),
    [
        (lambda backup: (backup / MANIFEST).unlink(), "is no backup"),
        (lambda backup: (backup / MANIFEST).write_text("{}"), "is no backup"),
        (lambda backup: (backup / MANIFEST).write_text("[" * 100_000), "is no backup"),
        (spoil(lambda m: m.update(form=99)), "is no backup"),
        (spoil(lambda m: m.update(files={"../../etc/passwd": {}})), "is no backup"),
        (spoil(lambda m: m.update(office="lillby")), "is of the office lillby"),
        (spoil(lambda m: m.update(program="99.0.0")), "was made by version 99.0.0"),
        (lambda backup: (backup / JOURNAL).write_bytes(b"x"), "has changed since the backup was made"),
        (lambda backup: (backup / JOURNAL).unlink(), "cannot be written"),
    ],
)
def test_a_backup_that_is_none_changes_nothing(
    tmp_path: Path, spoiled: Callable[[Path], None], said: str
) -> None:
    data = tmp_path / "data"
    a_journal(data)
    made = make(data, tmp_path / "b", "ekeby", NOW)
    before = sorted((path.name, path.read_bytes()) for path in data.iterdir())
    spoiled(made.folder)
    with pytest.raises(StorageError, match=said):
        put_back(made.folder, data, "ekeby", MONDAY, NOW)
    assert sorted((path.name, path.read_bytes()) for path in data.iterdir()) == before


def test_it_is_put_back_on_a_new_computer_too(tmp_path: Path) -> None:
    a_journal(tmp_path / "data")
    made = make(tmp_path / "data", tmp_path / "b", "ekeby", NOW)
    done = put_back(made.folder, tmp_path / "new", "ekeby", MONDAY, NOW)
    assert done.aside == ()
    assert numbers(tmp_path / "new") == ["2001", "2002", "2003"]


# The office --------------------------------------------------------------------------------------------------------


def greet(office: Running, incarnation: str) -> dict[str, Any]:
    return dict(office.http.post("/v1/hello", json={"incarnation": incarnation, "role": "kiosk"}).json())


def test_an_office_put_back_begins_a_new_epoch_and_gets_back_what_its_kiosks_still_have(
    tmp_path: Path,
) -> None:
    data, clock = tmp_path / "office", ScriptedClock()
    stream = Stream("aa11", clock)
    with running(data, clock) as office:
        before = greet(office, "aa11")
        stream.issue()
        office.push(stream)
        made = make(data, tmp_path / "b", CITY, NOW)
        stream.issue()
        office.push(stream)
        with pytest.raises(InUseError, match="The office server runs on"):
            put_back(made.folder, data, CITY, MONDAY, NOW)
    done = put_back(made.folder, data, CITY, MONDAY, NOW)
    assert done.epoch not in (None, before["epoch"])
    assert check_database(data / OFFICE).problems == ()
    with running(data, clock) as office:
        after = greet(office, "aa11")
        assert (after["epoch"], after["acked"]) == (done.epoch, 1)
        assert office.push(stream, stream.events[1:]).json()["acked"] == 2
        assert len(office.view("reception")["visits"]) == 2
        assert office.did("desk.open", desk=3, station="SKV")
        assert office.did("call.next", desk=3)["visitor"]["ticket"] == "2001"
    assert check_database(data / OFFICE).problems == ()


def test_the_chain_of_epochs_says_where_each_began(tmp_path: Path) -> None:
    data = tmp_path / "office"
    with running(data) as office:
        stream = Stream("aa11", office.clock)
        stream.issue()
        office.push(stream)
        first = greet(office, "aa11")["epoch"]
    made = make(data, tmp_path / "b", CITY, NOW)
    epochs = [put_back(made.folder, data, CITY, MONDAY, NOW + timedelta(seconds=n)).epoch for n in range(2)]
    assert len({first, *epochs}) == 3
    with closing(connect_read_only(data / OFFICE)) as connection:
        chain = json.loads(connection.execute("SELECT value FROM meta WHERE key = 'epochs'").fetchone()[0])
    assert [(each["epoch"], each["after"], each["base"]) for each in chain] == [(epochs[1], first, 1)]


def test_series_granted_after_the_backup_are_granted_to_nobody_else_that_day(tmp_path: Path) -> None:
    data, clock = tmp_path / "office", ScriptedClock()
    with running(data, clock) as office:
        greet(office, "aa11")
        made = make(data, tmp_path / "b", CITY, NOW)
        lost = greet(office, "bb22")
    put_back(made.folder, data, CITY, MONDAY, NOW)
    with running(data, clock) as office:
        new = greet(office, "cc33")
        assert {new["series"], new["spare"]}.isdisjoint({lost["series"], lost["spare"]})
        clock.stand("2026-11-24T09:00")
        assert greet(office, "dd44")["series"] == lost["series"], "another day, other numbers"
