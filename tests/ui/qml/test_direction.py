"""Every text of a right-to-left language begins at the right, as Qt lays it out."""

from __future__ import annotations

import string
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QFont, QTextLayout, QTextLine

from kiosk.present.language import catalogues
from kiosk.present.language.languages import LANGUAGES
from kiosk.present.language.words import NO_ISOLATES, Words, words_of

if TYPE_CHECKING:
    from babel.messages.catalog import Message

RTL = [code for code, language in LANGUAGES.items() if language.rtl]
VALUES = ("2047", "Skatteverket", "15:30")
"""What stands in for {names}: none has a letter of these languages."""


def said(words: Words, message: Message) -> Iterator[str]:
    """A message of the catalogue as the program shows it, in each of its forms."""
    if isinstance(message.id, str):
        yield words.text(message.id, message.context, **values(message.id))
    else:
        for n in (0, 1, 2, 3, 11, 100):
            yield words.count(message.id[0], message.id[1], n, **values(message.id[1], "n"))


def values(english: str, but: str = "") -> dict[str, str]:
    names = (name for _, name, _, _ in string.Formatter().parse(english) if name and name != but)
    return {name: VALUES[place % len(VALUES)] for place, name in enumerate(names)}


def begins_at_the_right(text: str) -> bool:
    """Whether the first character of a text in one line stands to the right of its last."""
    layout = QTextLayout(text, QFont("Noto Sans Arabic"))
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(100_000)
    layout.endLayout()
    read = [place for place, letter in enumerate(text) if ord(letter) not in NO_ISOLATES]
    return cursor_x(line, read[0]) > cursor_x(line, read[-1])


def cursor_x(line: QTextLine, place: int) -> float:
    x = line.cursorToX(place)
    return float(x[0]) if isinstance(x, tuple | list) else float(str(x))


@pytest.mark.parametrize("code", RTL)
def test_every_text_begins_at_the_right(qapp: object, code: str) -> None:
    words = words_of(code)
    left = []
    for message in catalogues.read(catalogues.po_file(code)):
        if message.id:
            left += [
                text
                for text in said(words, message)
                if len(text.strip()) > 1 and not begins_at_the_right(text)
            ]
    assert left == []
