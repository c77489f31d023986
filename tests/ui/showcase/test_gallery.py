"""Pictures of screens: one a situation and language, a contact sheet a language, and a page that leads to all."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from kiosk.catalogue.load import load_config, sample_office
from kiosk.ui.showcase.contact_sheet import GAP, NAME, ContactSheet
from kiosk.ui.showcase.gallery import render


def test_a_language_has_its_pictures_and_one_sheet_of_them_all(tmp_path: Path, qapp: object) -> None:
    config = load_config(sample_office("city"))
    written = list(render(config, tmp_path, languages=("ar",), names=("papers", "closed")))
    assert [path.name for path in written] == [
        "kiosk-papers-ar-1080x1920.png",
        "kiosk-closed-ar-1080x1920.png",
        "contact-ar-1080x1920.png",
        "index.html",
    ]
    assert all(path.is_file() for path in written)
    page = written[-1].read_text(encoding="utf-8")
    assert all(f'"{path.name}"' in page for path in written[:-1])


@pytest.mark.parametrize(("size", "thumb"), [((1080, 1920), (300, 533)), ((1920, 1080), (480, 270))])
def test_a_contact_sheet_is_as_large_as_its_small_pictures(
    qapp: object, size: tuple[int, int], thumb: tuple[int, int]
) -> None:
    """Upright pictures are 300 px wide there, lying ones 480: titles can be read."""
    sheet = ContactSheet("ar")
    for colour in ("red", "green", "blue"):
        picture = QImage(*size, QImage.Format.Format_RGB32)
        picture.fill(QColor(colour))
        sheet.add(colour, picture)
    drawn = sheet.drawn()
    assert (drawn.width(), drawn.height()) == (3 * (thumb[0] + GAP) + GAP, thumb[1] + 3 * NAME + 2 * GAP)
    at = 2 * NAME + thumb[1] // 2
    assert drawn.pixelColor(GAP + thumb[0] // 2, at) == QColor("red")
    assert drawn.pixelColor(GAP + 2 * (thumb[0] + GAP) + 9, at) == QColor("blue")
