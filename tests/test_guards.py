"""What the product leans on and cannot mend itself: Qt, SQLite, fonts. A bad one fails here first."""

from __future__ import annotations

import re
import sys

import pysqlite3
from PySide6.QtCore import QObject

from kiosk import places
from kiosk.journal.schema import NEEDED_SQLITE
from kiosk.ui.runtime import fonts

COLOUR = re.compile(r"#[0-9A-Fa-f]{3,8}\b")


def test_qt_calls_keep_their_references_to_none() -> None:
    """PySide6 6.12 loses one reference to None a call on Python 3.11, and aborts after some thousand."""
    before = sys.getrefcount(None)
    for _ in range(1000):
        QObject().setObjectName("x")
    assert sys.getrefcount(None) > before - 100


def test_sqlite_does_not_corrupt_its_write_ahead_log() -> None:
    assert pysqlite3.sqlite_version_info >= NEEDED_SQLITE


def test_six_fonts_lie_in_assets_with_their_licence_and_nothing_else_does() -> None:
    assert sorted(path.name for path in places.fonts_dir().glob("*.[to]tf")) == sorted(fonts.FILES)
    assert "SIL OPEN FONT LICENSE" in (places.fonts_dir() / "OFL.txt").read_text(encoding="utf-8")


def test_every_kind_of_asset_says_where_it_is_from() -> None:
    without = [
        f.name for f in places.assets_dir().iterdir() if f.is_dir() and not (f / "ORIGIN.md").is_file()
    ]
    assert without == []


def test_pictograms_have_one_colour_for_the_program_to_replace() -> None:
    colours = {
        (path.name, value)
        for path in (places.assets_dir() / "pictograms").glob("*.svg")
        for value in COLOUR.findall(path.read_text(encoding="utf-8"))
        if value.upper() != "#10303A"
    }
    assert colours == set()
