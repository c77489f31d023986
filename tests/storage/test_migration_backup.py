"""Before a new version changes a database's form there is a copy; it goes with its day; the old version can go on."""

from __future__ import annotations

import os
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
from pysqlite3 import dbapi2 as sqlite
from sqlite_utils import Database, Migrations

from kiosk.journal import schema
from kiosk.journal.store import Journal
from kiosk.office.state import schema as office_schema
from kiosk.office.state.store import OfficeStore
from tests.journal.factories import DRAFT, ScriptedClock, at, opened


def newer(of: ModuleType) -> Migrations:
    """The migrations of a version to come: all there are, and one more."""
    more = Migrations(of.migrations.name)
    for migration in of.migrations._migrations:
        more(name=migration.name)(migration.fn)

    @more(name="in_a_later_version")
    def _later(db: Database) -> None:
        db.execute("ALTER TABLE meta ADD COLUMN later TEXT")

    return more


def copies(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.before-*"))


def tickets_in(file: Path) -> int:
    with closing(sqlite.connect(str(file))) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return int(connection.execute("SELECT count(*) FROM events").fetchone()[0])


def test_a_new_journal_has_no_copy(folder: Path) -> None:
    opened(folder).close()
    assert copies(folder) == []


def test_what_was_there_is_copied_before_the_form_changes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also what still lies in the log of a program that was killed."""
    journal = opened(folder)
    journal.issue(DRAFT)  # left open, as by a kill
    monkeypatch.setattr(schema, "migrations", newer(schema))
    later = opened(folder)
    later.issue(DRAFT)
    (copy,) = copies(folder)
    assert tickets_in(copy) == 1
    assert copy.stat().st_mode & 0o077 == 0
    later.close()
    journal.close()


def test_the_version_before_goes_on_with_the_changed_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(folder).close()
    with monkeypatch.context() as patch:
        patch.setattr(schema, "migrations", newer(schema))
        opened(folder).close()
    journal = opened(folder)
    journal.issue(DRAFT)
    assert journal.verify().ok
    journal.close()


def test_a_copy_goes_with_its_day(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first screen promises that yesterday is deleted: a copy is no exception."""
    journal = opened(folder, ScriptedClock(at("2026-01-12T10:00")))
    journal.issue(DRAFT)
    journal.close()
    monkeypatch.setattr(schema, "migrations", newer(schema))
    today = opened(folder, ScriptedClock(at("2026-01-12T11:00")))
    assert len(copies(folder)) == 1
    today.close()
    opened(folder, ScriptedClock(at("2026-01-13T10:00"))).close()
    assert copies(folder) == []


def test_no_room_for_a_copy_does_not_close_the_kiosk(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    opened(folder).close()
    monkeypatch.setattr(schema, "migrations", newer(schema))

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        journal = opened(folder)
    assert journal.issue(DRAFT).ticket
    assert copies(folder) == []
    assert "No copy" in caplog.text
    journal.close()


def test_the_office_copies_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = OfficeStore(tmp_path)
    store.open()
    store.close()
    assert copies(tmp_path) == []
    monkeypatch.setattr(office_schema, "migrations", newer(office_schema))
    store.open()
    store.close()
    assert [copy.name.split("-")[0] for copy in copies(tmp_path)] == ["office.before"]


def forms(of: ModuleType) -> list[dict[str, dict[str, tuple[str, bool, bool]]]]:
    """After each migration: every table's columns with type, and whether they must be given or have a default."""
    found = []
    for upto in range(1, len(of.migrations._migrations) + 1):
        db = Database(memory=True)
        some = Migrations(of.migrations.name)
        for migration in of.migrations._migrations[:upto]:
            some(name=migration.name)(migration.fn)
        some.apply(db)
        found.append(
            {
                table.name: {
                    column.name: (column.type, bool(column.notnull), column.default_value is not None)
                    for column in table.columns
                }
                for table in db.tables
                if not table.name.startswith("_sqlite_migrations")
            }
        )
        db.close()
    return found


@pytest.mark.parametrize("of", [schema, office_schema], ids=["journal", "office"])
def test_a_migration_only_adds(of: ModuleType) -> None:
    """No table or column goes or changes, and a new column of an old table need not be given: the version before knows
    nothing of it."""
    steps = forms(of)
    for old, new in pairwise(steps):
        for table, columns in old.items():
            assert {name: new[table][name] for name in columns} == columns
            added = {name: form for name, form in new[table].items() if name not in columns}
            assert [name for name, (_, needed, given) in added.items() if needed and not given] == []


def test_a_reader_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(folder).close()
    monkeypatch.setattr(schema, "migrations", newer(schema))
    Journal.reader(folder).close()
    assert copies(folder) == []
