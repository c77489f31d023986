"""A journal of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.journal.store import Journal
from tests.journal.factories import ScriptedClock, opened


@pytest.fixture
def clock() -> ScriptedClock:
    return ScriptedClock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def journal(folder: Path, clock: ScriptedClock) -> Iterator[Journal]:
    journal = opened(folder, clock)
    yield journal
    journal.close()
