"""A TOML text with a slip of the pen: the faulty line is blanked, the rest is read.

Must not know what the file is for. Lines keep their numbers.
"""

from __future__ import annotations

import tomllib
from typing import Any

Fault = tuple[int, str]
"""Line, and what tomllib said."""

_LOOK_BACK = 4  # a bracket left open is noticed some lines later
_GIVE_UP = 20


def loads(text: str) -> tuple[dict[str, Any] | None, str, list[Fault]]:
    """What can be read, the text it was read from, and the lines left blank there; None when nothing can."""
    faults: list[Fault] = []
    lines = text.split("\n")
    while len(faults) < _GIVE_UP:
        error = _error(lines)
        if error is None:
            readable = "\n".join(lines)
            return tomllib.loads(readable), readable, faults
        line, said = error
        # Of the lines near the fault, the one without which reading gets furthest is to blame.
        near = range(min(line, len(lines)), max(0, line - _LOOK_BACK), -1)
        candidates = [n for n in near if lines[n - 1].strip()]
        if not candidates:
            break
        culprit = max(candidates, key=lambda n: _reach(_without(lines, n)))
        faults.append((culprit, said))
        lines = _without(lines, culprit)
    return None, "", faults[:1]


def _error(lines: list[str]) -> Fault | None:
    try:
        tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError as error:
        said, _, place = str(error).partition(" (at ")
        words = place.rstrip(")").replace(",", "").split()  # "line 3, column 6", or "end of document"
        last = max((n for n, line in enumerate(lines, 1) if line.strip()), default=1)
        return (int(words[1]) if words[:1] == ["line"] else last), said
    except RecursionError:
        return 1, "Too deep"
    return None


def _reach(lines: list[str]) -> int:
    error = _error(lines)
    return len(lines) + 1 if error is None else error[0]


def _without(lines: list[str], number: int) -> list[str]:
    """A line blanked; with a heading goes all that stands under it, lest it fall to the heading before."""
    end = number
    if lines[number - 1].lstrip().startswith("["):
        while end < len(lines) and not lines[end].startswith("["):
            end += 1
    return [*lines[: number - 1], *[""] * (end - number + 1), *lines[end:]]
