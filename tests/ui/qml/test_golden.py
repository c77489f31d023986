"""A few screens as they were looked at and found good: right to left in two languages, and Ethiopic.

Each has its view beside it, so that a better translation changes no picture. After a change of the look that is meant:

    MOTESPLATS_GOLDEN=renew .venv/bin/python -m pytest tests/ui/qml/test_golden.py

then look at the pictures before they are committed. Half as large as the screen and in greys, to be small; colours have
tests of their own. Drawn with the fonts of assets/fonts.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from pydantic import TypeAdapter
from PySide6.QtGui import QImage

from kiosk.present.kiosk.view import KioskView
from tests.ui.qml.path_samples import shown
from tests.ui.qml.screen_harness import Glass

FOLDER: Final = Path(__file__).parent / "golden"
RENEW: Final = os.environ.get("MOTESPLATS_GOLDEN") == "renew"
SIZE: Final = (540, 960)
SCREENS: Final = (
    ("papers_chosen", "ar"),
    ("path_family", "ar"),
    ("ticket", "ar"),
    ("papers_chosen", "ckb"),
    ("path_family", "ckb"),
    ("ticket", "ckb"),
    ("path_family", "ti"),
)
NEAR: Final = 40  # of 255: the edge of a letter drawn a fraction of a dot elsewhere
FEW: Final = 0.001
VIEW: Final = TypeAdapter(KioskView)


@pytest.fixture(scope="module")
def glass(qapp: object) -> Iterator[Glass]:
    glass = Glass.open(shown("papers_chosen", "ar"), SIZE)
    yield glass
    assert glass.close() == []


def apart(one: QImage, other: QImage) -> float:
    """The share of pixels that are clearly different."""
    if one.size() != other.size():
        return 1.0
    a, b = (bytes(i.convertToFormat(QImage.Format.Format_Grayscale8).constBits()) for i in (one, other))
    if a == b:
        return 0.0
    return sum(abs(x - y) > NEAR for x, y in zip(a, b, strict=True)) / len(a)


@pytest.mark.parametrize(("name", "language"), SCREENS)
def test_a_screen_looks_as_it_was_found_good(glass: Glass, tmp_path: Path, name: str, language: str) -> None:
    picture, view = (FOLDER / f"{name}-{language}.{kind}" for kind in ("png", "json"))
    if RENEW:
        FOLDER.mkdir(exist_ok=True)
        view.write_bytes(VIEW.dump_json(shown(name, language), indent=1, exclude_defaults=True) + b"\n")
    shot = glass.show(VIEW.validate_json(view.read_bytes())).window.window.grabWindow()
    drawn = shot.convertToFormat(QImage.Format.Format_Grayscale8)
    if RENEW:
        assert drawn.save(str(picture), "PNG", 0)  # type: ignore[call-overload]
    golden = QImage(str(picture))
    different = apart(drawn, golden)
    if different > FEW:
        drawn.save(str(tmp_path / picture.name))
    assert different <= FEW, f"{different:.2%} differ; drawn now: {tmp_path / picture.name}"


def test_a_picture_that_is_not_mirrored_would_be_found() -> None:
    golden = QImage(str(FOLDER / "ticket-ar.png"))
    assert apart(golden, golden.flipped()) > FEW
    assert apart(golden, golden) == 0
