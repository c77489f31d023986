"""What is wrong in a file: one line that says where, what and what to do about it.

Must not know what any file is for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

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
        family, dash, wanted = str(meant).rpartition("-")
        relatives = [name for name in names if dash and wanted and name.startswith(f"{family}-")]
        # SKV-PAS is no SKV-TPD, however much of the two is SKV-: what differs is compared
        tails = [name.removeprefix(f"{family}-") for name in relatives]
        near = _nearest(wanted, [tail for tail in tails if _shares_places(wanted, tail)])
        if near:
            return f"Did you mean {f'{family}-{near}'!r}?"
        if relatives:
            return f"Use one of: {', '.join(relatives)}."
        near = _nearest(str(meant), names)
        if near:
            return f"Did you mean {near!r}?"
    return f"Use one of: {', '.join(names)}." if names else "None are known; leave it out."


def _shares_places(meant: str, name: str) -> bool:
    """Whether all letters but one stand at the same places, or two are swapped: REK is REG, PAS is not ASK."""
    if len(meant) > MOST_OF_SHORT and len(name) > MOST_OF_SHORT:
        return True
    swapped = sorted(meant) == sorted(name)
    return swapped or sum(a == b for a, b in zip(meant, name, strict=False)) >= max(len(meant), len(name)) - 1


MOST_OF_SHORT: Final = 4
"""Letters of a short name, at most: judgement; in longer ones a likeness is no chance."""


def _nearest(meant: str, names: list[str]) -> str:
    """The name that is most like what is meant; "" when none is."""
    import difflib  # only a fault pays for it

    near = difflib.get_close_matches(meant, names)
    swapped = [name for name in near if sorted(name) == sorted(meant)]  # nwe is new, not one
    return [*swapped, *near, ""][0]
