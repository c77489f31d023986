"""Versions are compared by their first two numbers, as numbers."""

from __future__ import annotations

import pytest

from kiosk.version import Version, parse


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("1.2.3", (1, 2)),
        ("1.10", (1, 10)),
        ("2", (2, 0)),
        ("1.2rc1", (1, 2)),
        ("0.3.dev4+local", (0, 3)),
        ("", (0, 0)),
        ("unknown", (0, 0)),
    ],
)
def test_a_version_counts_by_its_first_two_numbers(text: str, version: tuple[int, int]) -> None:
    assert parse(text) == Version(*version)


def test_ten_comes_after_nine() -> None:
    assert parse("0.10") > parse("0.9")


@pytest.mark.parametrize(
    ("older", "newer", "behind"), [("0.1", "0.3", 2), ("0.3.1", "0.3.9", 0), ("0.4", "0.3", -1)]
)
def test_minor_versions_are_counted(older: str, newer: str, behind: int) -> None:
    assert parse(older).behind(parse(newer)) == behind


def test_another_major_version_is_further_than_any_minor_one() -> None:
    assert parse("1.9").behind(parse("2.0")) > 50
    assert parse("2.0").behind(parse("1.9")) < -50
