"""A database of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.storage.connection import Connection
from tests.storage.factories import NAME, opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def path(folder: Path) -> Path:
    return folder / NAME


@pytest.fixture
def conn(folder: Path) -> Iterator[Connection]:
    conn = opened(folder)
    yield conn
    conn.close()
