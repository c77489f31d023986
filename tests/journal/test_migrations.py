"""A journal through versions: a copy that goes with its day, and a version before that can go on."""

from __future__ import annotations

from contextlib import closing
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest

from kiosk.journal import schema
from kiosk.journal.store import Journal
from kiosk.office.state import schema as office_schema
from kiosk.storage.connection import connect_read_only
from tests.journal.factories import DRAFT, ScriptedClock, at, opened
from tests.storage.factories import copies, forms, with_one_more


def test_what_was_there_is_copied_before_the_form_changes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also what still lies in the log of a program that was killed."""
    journal = opened(folder)
    journal.issue(DRAFT)  # left open, as by a kill
    monkeypatch.setattr(schema, "migrations", with_one_more(schema.migrations))
    later = opened(folder)
    later.issue(DRAFT)
    (copy,) = copies(folder)
    with closing(connect_read_only(copy)) as conn:
        assert conn.execute("SELECT count(*) FROM events").fetchone()[0] == 1
    later.close()
    journal.close()


def test_the_version_before_goes_on_with_the_changed_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(folder).close()
    with monkeypatch.context() as patch:
        patch.setattr(schema, "migrations", with_one_more(schema.migrations))
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
    monkeypatch.setattr(schema, "migrations", with_one_more(schema.migrations))
    today = opened(folder, ScriptedClock(at("2026-01-12T11:00")))
    assert len(copies(folder)) == 1
    today.close()
    opened(folder, ScriptedClock(at("2026-01-13T10:00"))).close()
    assert copies(folder) == []


def test_a_reader_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(folder).close()
    monkeypatch.setattr(schema, "migrations", with_one_more(schema.migrations))
    Journal.reader(folder).close()
    assert copies(folder) == []


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
