"""The ground every test stands on: a screen in memory, our fonts only, a far-away zone, its own data.

Set before anything imports Qt. A variable that is already set wins, so that the same tests can run under a
display: `QT_QPA_PLATFORM=xcb make test`.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from kiosk import places

HERE = Path(__file__).parent

os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={HERE / 'screens.json'}")  # else 800 x 800
os.environ.setdefault("QT_QUICK_BACKEND", "software")
os.environ.setdefault("QT_IM_MODULE", "none")
os.environ.setdefault("QML_DISABLE_DISK_CACHE", "1")
os.environ.setdefault("FONTCONFIG_FILE", str(places.fonts_dir() / "fonts.conf"))
os.environ.setdefault("LC_ALL", "C.UTF-8")
# An office's day follows the office's zone, never the computer's: half a world away, mixing them up shows.
os.environ.setdefault("TZ", "Pacific/Auckland")
time.tzset()
for name in (places.DATA_VARIABLE, places.CONFIG_VARIABLE):
    os.environ.pop(name, None)

SOAK = os.environ.get("MOTESPLATS_SOAK") == "1"
"""Long runs: `make soak`."""
QUICK = os.environ.get("MOTESPLATS_QUICK") == "1"
"""Fewer examples of each property: `make quick`."""

# No deadline: the computers are shared. In CI the same examples each time, new ones elsewhere.
hypothesis.settings.register_profile(
    "short", max_examples=40, deadline=None, derandomize="CI" in os.environ, database=None
)
hypothesis.settings.register_profile("soak", max_examples=5_000, deadline=None, print_blob=True)
hypothesis.settings.register_profile("quick", hypothesis.settings.get_profile("short"), max_examples=15)
hypothesis.settings.load_profile("soak" if SOAK else "quick" if QUICK else "short")


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    """pytest-qt makes this application: the programs have no widgets."""
    from PySide6.QtGui import QGuiApplication

    return QGuiApplication


@pytest.fixture(scope="session", autouse=True)
def own_data_dir(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test touches the data of whoever runs it: what is not told where to write writes here."""
    data = tmp_path_factory.mktemp("data")
    os.environ[places.DATA_VARIABLE] = str(data)
    yield data
    del os.environ[places.DATA_VARIABLE]


SLOW_FIRST = ("tests/ui/qml/test_fits", "tests/office/web/pages", "tests/e2e", "tests/ui", "tests/packaging")
"""Folders and files by the time they take: a worker must not start the longest when the others are done."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run what takes longest first; within a file the order stays."""
    names = {item: item.path.relative_to(HERE.parent).as_posix() for item in items}
    ranks = {
        item: next((i for i, slow in enumerate(SLOW_FIRST) if name.startswith(slow)), len(SLOW_FIRST))
        for item, name in names.items()
    }
    items.sort(key=lambda item: ranks[item])
