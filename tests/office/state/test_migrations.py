"""The office server's database keeps a copy before its form changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.office.state import schema
from kiosk.office.state.store import OfficeStore
from tests.storage.factories import copies, with_one_more


def test_the_office_copies_before_its_form_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = OfficeStore(tmp_path)
    store.open()
    store.close()
    assert copies(tmp_path) == []
    monkeypatch.setattr(schema, "migrations", with_one_more(schema.migrations))
    store.open()
    store.close()
    assert [copy.name.split("-")[0] for copy in copies(tmp_path)] == ["office.before"]
