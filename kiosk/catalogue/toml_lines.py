"""Where each key of a TOML text stands: tomllib reads values without line numbers.

For text that tomllib has already accepted, so it looks only for keys, brackets, strings and comments.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

Path = tuple[str | int, ...]
"""Keys from the root; a number is a place in a list."""

_BLANK = re.compile(r"(?:\s|#[^\n]*)*")
_KEY = re.compile(r"""[ \t]*(?:"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|([A-Za-z0-9_-]+))[ \t]*(\.?)""")
_MARK = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{},\n]',
    re.DOTALL,
)


class KeyLines:
    """The line of every key and list item of a TOML text; made when a line is first asked for."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._found: dict[Path, int] | None = None

    def of(self, path: Path) -> int:
        """The line of a path, or of the nearest part of it that is written; 1 for the file itself."""
        if self._found is None:
            self._found = _scan(self._source)
        while path and path not in self._found:
            path = path[:-1]
        return self._found[path] if path else 1


def _scan(source: str) -> dict[Path, int]:
    found: dict[Path, int] = {}
    starts = [0, *(m.end() for m in re.finditer("\n", source))]

    def note(path: Path, offset: int) -> None:
        for end in range(1, len(path) + 1):
            found.setdefault(path[:end], bisect_right(starts, offset))

    table: Path = ()
    counts: dict[Path, int] = {}
    at = _skip(source, 0)
    while at < len(source):
        begin = at
        brackets = 2 if source.startswith("[[", at) else 1 if source[at] == "[" else 0
        keys, at = _keys(source, at + brackets)
        if brackets:
            table = _resolved(keys, counts)
            if brackets == 2:
                counts[table] = counts.get(table, 0) + 1
                table = (*table, counts[table] - 1)
            note(table, begin)
            at = source.find("\n", at)
        else:
            path = (*table, *keys)
            note(path, begin)
            at = _value(source, at + 1, path, note)
        at = len(source) if at < 0 else _skip(source, at)
    return found


def _skip(source: str, at: int) -> int:
    blank = _BLANK.match(source, at)
    return blank.end() if blank else at


def _keys(source: str, at: int) -> tuple[list[str], int]:
    """A dotted key, and where it ends."""
    keys: list[str] = []
    while match := _KEY.match(source, at):
        keys.append(next(part for part in match.group(1, 2, 3) if part is not None))
        at = match.end()
        if not match.group(4):
            break
    return keys, at


def _resolved(keys: list[str], counts: dict[Path, int]) -> Path:
    """`[list.key]` belongs to the last item of the list."""
    path: Path = ()
    for i, key in enumerate(keys):
        path = (*path, key)
        if path in counts and i < len(keys) - 1:
            path = (*path, counts[path] - 1)
    return path


def _value(source: str, at: int, path: Path, note: Callable[[Path, int], None]) -> int:
    """Goes over a value; notes the items of an outermost list. Gives where the value ends."""
    depth = 0
    item = 0
    is_list = source.startswith("[", _skip_spaces(source, at))
    while mark := _MARK.search(source, at):
        at = mark.end()
        text = mark.group()
        if text in "[{":
            depth += 1
            if depth == 1 and is_list:
                note((*path, 0), _skip(source, at))
        elif text in "]}":
            depth -= 1
        elif text == "," and depth == 1 and is_list:
            item += 1
            note((*path, item), _skip(source, at))
        elif text == "\n" and depth == 0:
            return at
    return len(source)


def _skip_spaces(source: str, at: int) -> int:
    while at < len(source) and source[at] in " \t":
        at += 1
    return at
