"""Versions of the program: how they are compared. A version counts by its first two numbers. Pure."""

from __future__ import annotations

from typing import NamedTuple

MAJOR_STEP = 100
"""Minor versions that one major version counts as: more than any major version has had."""


class Version(NamedTuple):
    """The first two numbers; comparable. What is no number counts as 0."""

    major: int
    minor: int

    def behind(self, newer: Version) -> int:
        """How many minor versions this is behind another; negative when it is ahead."""
        return (newer.major - self.major) * MAJOR_STEP + newer.minor - self.minor


def parse(text: str) -> Version:
    """`1.2.3`, `1.2rc1` and `1` as their first two numbers: 1.2, 1.2 and 1.0."""
    major, minor, *_ = [*text.split("."), "0", "0"]
    return Version(_leading_number(major), _leading_number(minor))


def _leading_number(part: str) -> int:
    digits = part[: len(part) - len(part.lstrip("0123456789"))]
    return int(digits or 0)
