"""A slip in a TOML file costs its line, not the file."""

from __future__ import annotations

import pytest

from kiosk.catalogue.toml_recovery import loads


@pytest.mark.parametrize(
    ("text", "left", "lines"),
    [
        ("a = 1\nb = 2\n", {"a": 1, "b": 2}, []),
        ("a = 1\nb = two\nc = 3\n", {"a": 1, "c": 3}, [2]),
        ('a = "1\nc = 3\n', {"c": 3}, [1]),
        ("a = 1\na = 2\nc = 3\n", {"a": 1, "c": 3}, [2]),
        ("a = [1, 2\n[t]\nb = 1\n", {"t": {"b": 1}}, [1]),
        ("[t]\nb = 1\n[u\nb = 2\n[v]\nb = 3\n", {"t": {"b": 1}, "v": {"b": 3}}, [3]),
        ("just words\na = 1\n", {"a": 1}, [1]),
        ("a = 1\nb = \n", {"a": 1}, [2]),
        ("x = nope\na = 1\ny = nope\n", {"a": 1}, [1, 3]),
    ],
)
def test_the_line_to_blame_is_left_out_and_the_rest_is_read(
    text: str, left: dict[str, object], lines: list[int]
) -> None:
    """Also where the fault is noticed some lines later, and with a heading all that stands under it."""
    found, _, faults = loads(text)
    assert found == left
    assert [fault.line for fault in faults] == lines


@pytest.mark.parametrize(
    "line",
    [
        *("x = " + "9" * 6000, "x = 0x" + "f" * 6000, "x = " + "1_" * 4400 + "1"),
        *("x" + ".a" * 5000 + " = 1", "x" + ".a" * 400 + " = 1", "x = " + "[" * 5000 + "]" * 5000),
    ],
    ids=lambda line: line[:8],
)
def test_a_line_beyond_what_python_can_hold_costs_that_line_only(line: str) -> None:
    """Numbers of thousands of digits and tables hundreds deep are TOML, but no settings."""
    found, _, faults = loads(f"a = 1\n{line}\nb = 2\n")
    assert found == {"a": 1, "b": 2}
    assert [fault.line for fault in faults] == [2]


def test_what_is_no_toml_at_all_is_given_up() -> None:
    """A picture or a letter is not mended line by line."""
    found, _, faults = loads("\n".join(f"word {n}" for n in range(100)))
    assert found is None
    assert len(faults) == 1


def test_typographic_quotes_are_read_as_straight_ones_on_every_line() -> None:
    """A file that went through a word processor keeps all its settings, however many lines it has."""
    text = "".join(f"key{n} = \u201dvalue {n}\u201d\n" for n in range(60))
    found, _, faults = loads(text)
    assert found == {f"key{n}": f"value {n}" for n in range(60)}
    assert [(fault.line, fault.repaired) for fault in faults] == [(n, True) for n in range(1, 61)]


def test_typographic_quotes_inside_a_text_are_kept() -> None:
    found, _, faults = loads('name = "The \u201cold\u201d hall"\nb = \u201ctwo\u201d\n')
    assert found == {"name": "The \u201cold\u201d hall", "b": "two"}
    assert [fault.line for fault in faults] == [2]
