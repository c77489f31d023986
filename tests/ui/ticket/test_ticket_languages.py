"""The paper in every language: no line is cut at 576 dots, no word is broken, no two texts lie on each other."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Final

import pytest
from PySide6.QtCore import QRectF

from kiosk.core.checkin.agenda import assemble
from kiosk.core.checkin.draft import draft, reception_agenda
from kiosk.core.checkin.state import Ticket
from kiosk.core.office_config import Party
from kiosk.present.paper.ticket import ticket_page
from kiosk.ui.runtime import fonts
from kiosk.ui.showcase.situations import SAMPLE_TOKEN
from kiosk.ui.ticket import render
from kiosk.ui.ticket.layout import lay_out
from kiosk.ui.ticket.paint import WIDTH, PaperCanvas, TextMark
from tests.present.paper.test_ticket import TAKEN
from tests.present.paper.test_ticket import ticket as family
from tests.ui.qml.longest import languages
from tests.ui.qml.path_samples import LONGEST, config

PARTS: Final = re.compile(r"(?<=[-–/])|[\s\u00ad]+")
LANGUAGES: Final = languages()


@cache
def sheets(language: str) -> dict[str, PaperCanvas]:
    """The papers of a family, of whoever has everything to do, and of whoever goes to reception."""
    render.ensure_application()
    fonts.load()
    party = Party(2, 2)
    path = assemble(LONGEST, party, config().catalogue, config().office)
    long = replace(path, come_back=("CB-PNR",), unlocks=("SKV-ID", "FK-ETA", "FK-BOB", "KOM-SO"))
    person = reception_agenda(config(), Party())
    tickets = {
        "family": family(language),
        "longest": Ticket("v", "20471", draft(config(), long, language, party), TAKEN, SAMPLE_TOKEN),
        "reception": Ticket("v", "2047", draft(config(), person, language, Party()), TAKEN, SAMPLE_TOKEN),
    }
    return {name: lay_out(ticket_page(one, config(), language)) for name, one in tickets.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_is_whole_and_in_its_room(qapp: object, language: str) -> None:
    for name, sheet in sheets(language).items():
        paper = QRectF(0, 0, WIDTH, sheet.height)
        for text in sheet.texts:
            assert paper.contains(text.box), (name, text.text)
            assert text.room.adjusted(-1, 0, 1, 0).contains(text.box), (name, text.text)
        for mark in sheet.marks:
            if isinstance(mark, TextMark):
                layout = mark.words.layout
                lines = [layout.lineAt(number) for number in range(layout.lineCount())]
                assert sum(line.textLength() for line in lines) == len(mark.words.text), (
                    name,
                    mark.words.text,
                )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_broken_but_at_its_hyphens(qapp: object, language: str) -> None:
    broken = []
    for name, sheet in sheets(language).items():
        for mark in sheet.marks:
            if isinstance(mark, TextMark):
                layout, text = mark.words.layout, mark.words.text
                starts = [layout.lineAt(number).textStart() for number in range(1, layout.lineCount())]
                broken += [f"{name}: {text!r}" for at in starts if not PARTS.search(text[at - 1 : at + 1])]
    assert broken == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_texts_lie_on_each_other(qapp: object, language: str) -> None:
    for name, sheet in sheets(language).items():
        texts = sheet.texts
        for place, one in enumerate(texts):
            for other in texts[place + 1 :]:
                box = one.box.intersected(other.box)
                assert box.width() <= 1 or box.height() <= 1, (name, one.text, other.text)
