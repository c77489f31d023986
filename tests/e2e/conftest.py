"""What the tests of whole programs share: virtual screens and a real browser."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.programs import PATIENCE
from tests.office.web.pages.conftest import ARGUMENTS


@pytest.fixture
def new_display() -> Iterator[Callable[[], str]]:
    """Virtual X screens of 1080 x 1920, at whatever numbers are free."""
    servers: list[subprocess.Popen[bytes]] = []

    def start() -> str:
        reading, writing = os.pipe()
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1080x1920x24", "-nolisten", "tcp"],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
        servers.append(server)
        os.close(writing)
        with os.fdopen(reading) as told:
            return f":{told.readline().strip()}"

    try:
        yield start
    finally:
        for server in servers:
            server.terminate()
            server.wait(timeout=PATIENCE)


@pytest.fixture(scope="module")  # not longer: while it lives, no other event loop can run in this thread
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield chromium
        chromium.close()
