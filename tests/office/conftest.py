"""An office server of its own for each test that asks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journal.factories import ScriptedClock
from tests.office.factories import Running, running


@pytest.fixture
def clock() -> ScriptedClock:
    return ScriptedClock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "office"


@pytest.fixture
def office(folder: Path, clock: ScriptedClock) -> Iterator[Running]:
    with running(folder, clock) as office:
        yield office
