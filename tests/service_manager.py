"""A service manager's socket for tests, as systemd gives it to a program."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.devices import service


@contextmanager
def listening(folder: Path, patience_us: int, patch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """The socket, while this program knows it; a sign of life is wanted every `patience_us` microseconds."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind(str(folder / "notify"))
        heard.settimeout(20)
        patch.setenv(service.SOCKET, str(folder / "notify"))
        patch.setenv(service.PATIENCE, str(patience_us))
        yield heard
