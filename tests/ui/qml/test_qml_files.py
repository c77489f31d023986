"""The QML as text: every file says what it is, holds no words, and asks only for what the software renderer draws."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.ui.runtime.window import QML

FILES = sorted([*QML.rglob("*.qml"), *(QML.parent / "style").glob("*.qml")])
WORDS = re.compile(r'\b(?:text|says|label|title|Accessible\.name)\s*:\s*"[^"]*[^\W\d_][^"]*"')
NOT_DRAWN = re.compile(r"ShaderEffect|MultiEffect|layer\.(?:enabled|effect)|ParticleSystem|QtQuick\.Effects")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_opens_by_saying_what_it_is(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    first = next(line for line in lines if not line.startswith("pragma"))
    assert first.startswith("// ")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_holds_no_words_and_no_effects(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    assert WORDS.findall(source) == []
    assert "qsTr" not in source
    assert NOT_DRAWN.findall(source) == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_line_is_read_without_scrolling(file: Path) -> None:
    """110 characters, as in Python; drawings as text in what is made from the tokens may be longer."""
    source = file.read_text(encoding="utf-8")
    made = source.startswith("// Made from tokens.json")
    assert [line for line in source.splitlines() if len(line) > 110 and not made] == []


def test_words_would_be_found() -> None:
    assert WORDS.search('text: "Tillbaka"')
    assert not WORDS.search('text: ""')
