"""A TOML text with a slip of the pen: the faulty line is blanked, the rest is read.

Must not know what the file is for. Lines keep their numbers.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any, Final, NamedTuple


class TomlFault(NamedTuple):
    """A line that is not TOML, with the parser's reason. `repaired`: it was read with straight quotes."""

    line: int
    reason: str
    repaired: bool = False


_LOOK_BACK: Final = 4
"""Lines before the one that the parser names: it notices an open bracket some lines later."""
_MOST_BLANKED: Final = 20
"""Blanked lines until the file is given up (judgement): it is then a letter or a picture, not settings with slips."""
_MOST_NESTED: Final = 50
"""Tables and lists inside each other; settings have four (judgement). Python cannot recurse into `a.a.a...` forever."""
_MOST_BITS: Final = 1000
"""Bits of a whole number (judgement): Python refuses to write one of more than 4300 digits into a sentence."""
_DIGITS: Final = re.compile(r"[0-9a-fA-F_]+")
_STRAIGHT: Final = str.maketrans(
    {**dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'), **dict.fromkeys("\u2018\u2019", "'")}
)
"""Quotes that word processors put in the place of straight ones."""


def loads(text: str) -> tuple[dict[str, Any] | None, str, list[TomlFault]]:
    """Read a TOML text as far as it can be read.

    Returns:
        The content (None when nothing can be read), the text it was read from, and its faults: lines that were
        blanked, or read with straight quotes.
    """
    faults: list[TomlFault] = []
    lines = text.split("\n")
    while sum(not fault.repaired for fault in faults) < _MOST_BLANKED:
        error = _error(lines)
        if error is None:
            readable = "\n".join(lines)
            return tomllib.loads(readable), readable, faults
        near = [
            number
            for number in range(min(error.line, len(lines)), max(0, error.line - _LOOK_BACK), -1)
            if lines[number - 1].strip()
        ]
        if not near:
            break
        culprit, lines, repaired = _mended(lines, near)
        faults.append(TomlFault(culprit, error.reason, repaired))
    return None, "", faults[:1]


def _mended(lines: list[str], near: list[int]) -> tuple[int, list[str], bool]:
    """Mend one of the lines near a fault: the one with which reading gets furthest, straight quotes first."""
    quoted = [number for number in near if lines[number - 1].translate(_STRAIGHT) != lines[number - 1]]
    for number in quoted:
        straight = [*lines[: number - 1], lines[number - 1].translate(_STRAIGHT), *lines[number:]]
        if _reach(straight) > number and _reach(straight) >= _reach(lines):
            return number, straight, True
    culprit = max(near, key=lambda number: _reach(_without(lines, number)))
    return culprit, _without(lines, culprit), False


def _error(lines: list[str]) -> TomlFault | None:
    try:
        content = tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError as error:
        reason, _, place = str(error).partition(" (at ")
        words = place.rstrip(")").replace(",", "").split()  # "line 3, column 6", or "end of document"
        last = max((n for n, line in enumerate(lines, 1) if line.strip()), default=1)
        return TomlFault(int(words[1]) if words[:1] == ["line"] else last, _in_plain_words(reason))
    except RecursionError:
        return _too_deep(lines)
    except ValueError:  # from int(): more than 4300 digits
        return _too_long(lines)
    level: list[Any] = [content]
    for _ in range(_MOST_NESTED):
        level = [inner for outer in level for inner in (outer.values() if isinstance(outer, dict) else outer)]
        if any(isinstance(each, int) and each.bit_length() > _MOST_BITS for each in level):
            return _too_long(lines)
        level = [each for each in level if isinstance(each, dict | list)]
    return _too_deep(lines) if level else None


_PLAIN: Final[tuple[tuple[str, str], ...]] = (
    (r"Cannot declare \((.*?),?\) twice", "the heading [{0}] stands twice, or its name is a setting already"),
    (r"Cannot (?:overwrite a value|redefine namespace .*)", "this name stands twice"),
    (
        r"Cannot mutate immutable namespace \((.*?),?\)",
        "{0} has a value already, so nothing can be added to it",
    ),
    (r"Duplicate inline table key '(.*)'", "the name {0} stands twice"),
    (r"Expected '=' after a key in a key/value pair", "there is no = after the name"),
    (r"Expected '\]+' at the end of .*", "the heading has no closing bracket"),
    (r"Expected newline or end of document after a statement", "something stands after the value"),
    (r"Invalid value", "the value is neither text in quotes, nor a number, true or false, list or date"),
    (
        r"(?:Invalid statement|Invalid initial character for a key part)",
        "a line must begin with a name or a heading",
    ),
    (r"""(?:Unterminated string|Expected ["']+|Illegal character '\\n')""", "a quote is not closed"),
    (r"Unescaped '\\' in a string", "a backslash in quotes must be written twice"),
    (r"Unclosed array", "a square bracket is not closed"),
    (r"Unclosed inline table", "a curly bracket is not closed"),
)
"""The parser's reasons, as a pattern, and the same without the words of programmers."""


def _in_plain_words(reason: str) -> str:
    for pattern, plain in _PLAIN:
        found = re.fullmatch(pattern, reason)
        if found:
            names = [".".join(part.strip(" '") for part in group.split(",")) for group in found.groups()]
            return plain.format(*names)
    return reason


def _too_deep(lines: list[str]) -> TomlFault:
    """The fault of a text that is nested too deeply: the parser names no line, so it is the one that nests most."""
    depths = [sum(map(line.count, "[{.")) for line in lines]
    return TomlFault(depths.index(max(depths)) + 1, "Too deep")


def _too_long(lines: list[str]) -> TomlFault:
    """The fault of a number that is too long: the parser names no line, so it is the one with most digits in a row."""
    digits = [max(map(len, _DIGITS.findall(line)), default=0) for line in lines]
    return TomlFault(digits.index(max(digits)) + 1, "Too long a number")


def _reach(lines: list[str]) -> int:
    error = _error(lines)
    return len(lines) + 1 if error is None else error.line


def _without(lines: list[str], number: int) -> list[str]:
    """Blank a line; a heading with all lines under it, which would else belong to the heading before."""
    end = number
    if lines[number - 1].lstrip().startswith("["):
        while end < len(lines) and not lines[end].startswith("["):
            end += 1
    return [*lines[: number - 1], *[""] * (end - number + 1), *lines[end:]]
