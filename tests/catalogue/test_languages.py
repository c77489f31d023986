"""Whether a language is reviewed is read from its catalogue of words, without reading a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.catalogue import languages

HEADER = 'msgid ""\nmsgstr ""\n"Language: so\\n"\n\n'
BACK = 'msgid "Back"\nmsgstr "Dib"\n\n'
LONG = 'msgid "Sit down."\nmsgstr ""\n"Fariiso."\n\n'
COUNT = 'msgid "{n} stop"\nmsgid_plural "{n} stops"\nmsgstr[0] "{n}"\nmsgstr[1] "{n}"\n'


@pytest.mark.parametrize(
    ("entries", "reviewed"),
    [
        (BACK + LONG + COUNT, True),
        ("#, machine-drafted\n" + BACK, False),
        ("#, python-brace-format, machine-drafted\n" + COUNT, False),
        (BACK.replace("Dib", ""), False),
        (COUNT.replace('[1] "{n}"', '[1] ""'), False),
        (BACK + 'msgid "Last"\nmsgstr ""', False),
    ],
)
def test_a_language_is_reviewed_when_no_entry_is_drafted_or_missing(
    tmp_path: Path, entries: str, reviewed: bool
) -> None:
    file = languages.words_file("so", tmp_path)
    file.parent.mkdir(parents=True)
    file.write_text(HEADER + entries, encoding="utf-8")
    assert languages.is_reviewed("so", tmp_path) is reviewed


def test_english_stands_in_the_program_and_what_has_no_words_is_not_reviewed(tmp_path: Path) -> None:
    assert languages.is_reviewed("en", tmp_path)
    assert not languages.is_reviewed("ckb", tmp_path)


def test_words_that_cannot_be_read_are_not_reviewed(tmp_path: Path) -> None:
    file = languages.words_file("ckb", tmp_path)
    file.parent.mkdir(parents=True)
    file.write_bytes(b"\xff\xfe")
    assert not languages.is_reviewed("ckb", tmp_path)
