"""Every key of a TOML text is found on its line."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kiosk.catalogue import build
from kiosk.catalogue.toml_lines import KeyLines
from kiosk.catalogue.toml_lines import Path as Place

SAMPLE = '''# name = "no"
name = "a # b = [c]"
"quoted.key" = 1
dotted . key = 2
list = [
  "x", # one, with a comma
  "y]",

  { z = 1 },
]
long = """
name = "inside"
"""
[table]
key = 3
[[rows]]
id = 1
[rows.sub]
deep = 4
[[rows]]
id = 2
inline = { a = 1, b = [1, 2] }
'''


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("name",), 2),
        (("quoted.key",), 3),
        (("dotted", "key"), 4),
        (("list",), 5),
        (("list", 0), 6),
        (("list", 1), 7),
        (("list", 2), 9),
        (("long",), 11),
        (("table",), 14),
        (("table", "key"), 15),
        (("rows",), 16),
        (("rows", 0, "id"), 17),
        (("rows", 0, "sub", "deep"), 19),
        (("rows", 1), 20),
        (("rows", 1, "id"), 21),
        (("rows", 1, "inline", "b"), 22),
        (("table", "missing"), 14),
        (("nowhere",), 1),
        ((), 1),
    ],
)
def test_a_place_is_on_its_line(place: Place, line: int) -> None:
    """Keys, headings, list items and lists of tables; what is not written is where it would belong."""
    tomllib.loads(SAMPLE)
    assert KeyLines(SAMPLE).of(place) == line


@pytest.mark.parametrize("file", sorted(build.DATA.glob("*.toml")), ids=lambda p: p.name)
def test_every_key_of_the_catalogue_is_found(file: Path) -> None:
    """Each key of our own files stands on the line that is told."""
    text = file.read_text()
    lines, written = KeyLines(text), text.split("\n")

    def visit(value: object, place: Place) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                assert str(key) in written[lines.of((*place, key)) - 1]
                visit(inner, (*place, key))
        elif isinstance(value, list):
            for i, inner in enumerate(value):
                visit(inner, (*place, i))

    visit(tomllib.loads(text), ())
