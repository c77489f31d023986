"""Which stops a desk could call now: the one rule for the office's decisions and for every view."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.core.day.lifecycle import WAITS
from kiosk.core.day.visits import AnyStop, Stop, Visit, unmet


def can_be_called(visit: Visit, stop: Stop) -> bool:
    """Whether a desk could call for this stop now: not engaged elsewhere, nothing to be done first."""
    return is_ready(stop, visit.engaged, unmet(visit, stop))


def is_ready(stop: AnyStop, engaged: AnyStop | None, first: Sequence[object]) -> bool:
    """The same, where it is known at which stop the visitor is engaged and what must be done `first`."""
    return stop.state in WAITS and (engaged is None or engaged is stop) and not first
