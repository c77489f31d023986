"""What is wrong in a file: one line that says where, what and what to do about it.

Must not know what any file is for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.errors import UserError


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault. `what` and `remedy` are sentences; `line` counts from 1, 0 where the place is not known."""

    file: str
    line: int
    field: str
    what: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(part for part in (place, self.field, f"{self.what} {self.remedy}".strip()) if part)


class SettingsError(UserError):
    """Settings that were asked for cannot be used at all."""


def one_of(known: Iterable[object], meant: object = None) -> str:
    """The remedy for a name that is not known: the nearest, or all that are."""
    names = [str(k) for k in known]
    if meant is not None:
        import difflib  # only a fault pays for it

        near = difflib.get_close_matches(str(meant), names)
        swapped = [name for name in near if sorted(name) == sorted(str(meant))]  # nwe is new, not one
        if near:
            return f"Did you mean {[*swapped, *near][0]!r}?"
    return f"Use one of: {', '.join(names)}." if names else "None are known; leave it out."
