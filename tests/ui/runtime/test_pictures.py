"""Addresses of pictures: colour, size, which turn round on a page from the right, and ink that stands on an edge."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage

from kiosk.ui.runtime.pictograms import INK
from kiosk.ui.runtime.pictures import DRAWN_AT, Pictures, Signs, picture

DARK = INK.removeprefix("#").lower()


def _ink_columns(image: QImage) -> list[int]:
    return [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y).alpha() > 100 for y in range(image.height()))
    ]


def test_a_picture_has_the_size_and_colour_asked_for(qapp: QGuiApplication) -> None:
    image = Pictures().requestImage("staff/a01020", QSize(), QSize(64, 64))
    assert (image.width(), image.height()) == (64, 64)
    assert image.pixelColor(32, 14) == QColor("#a01020")


def test_without_a_size_there_is_still_a_picture(qapp: QGuiApplication) -> None:
    told = QSize()
    image = Pictures().requestImage(f"staff/{DARK}", told, QSize())
    assert image.width() == told.width() == DRAWN_AT


def test_only_what_points_along_the_page_turns_round(qapp: QGuiApplication) -> None:
    assert picture(f"next/{DARK}/mirror", 96) == picture(f"next/{DARK}", 96).flipped(
        Qt.Orientation.Horizontal
    )
    assert picture(f"contrast/{DARK}/mirror", 96) == picture(f"contrast/{DARK}", 96)
    assert picture(f"arrow-up-left/{DARK}/mirror", 96) == picture(f"arrow-up-left/{DARK}", 96)


def test_ink_stands_on_the_edge_asked_for(qapp: QGuiApplication) -> None:
    for name in ("decision", "adult-1", "listen"):
        assert _ink_columns(picture(f"{name}/{DARK}/left", 144))[0] <= 2, name
        assert _ink_columns(picture(f"{name}/{DARK}/right", 144))[-1] >= 141, name
        assert _ink_columns(picture(f"{name}/{DARK}/mirror/right", 144))[-1] >= 141, name


@pytest.mark.parametrize(
    "address", ["A/B/normal", "", "/", "SKV", "SKV/nothing", "../x/normal", "å %2F/dark"]
)
def test_a_sign_of_any_station_id_is_drawn(qapp: QGuiApplication, address: str) -> None:
    """A ticket from a faulty kiosk may name any station; the board goes on."""
    assert Signs().requestImage(address, QSize(), QSize(64, 64)).width() == 64
