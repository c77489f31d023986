"""Circles among precedences: an order in which nobody could be called first."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.core.office_config import Precedence


def circle_closed_by(new: Precedence, others: Iterable[Precedence]) -> list[str]:
    """The way round that a precedence closes: from its `before` back to it."""
    follows: dict[str, list[str]] = {}
    for p in (*others, new):
        follows.setdefault(p.before, []).append(p.after)
    # "*" is every other errand, so from there the way leads to whatever has a precedence.
    afters = (
        [new.after]
        if new.after != "*"
        else [e for p in others for e in (p.before, p.after) if e != new.before]
    )
    ways = [[new.before, after] for after in afters if after != "*"]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        if way[-1] == new.before:
            return way
        if way[-1] not in seen:
            seen.add(way[-1])
            everyone = [new.before] if "*" in follows.get(way[-1], []) else []
            ways.extend([*way, after] for after in (*follows.get(way[-1], []), *everyone) if after != "*")
    return []
