"""What counts for a call, and how much: all is measured in waiting time, so that it can be explained to a person.

The figures were tuned on simulated days, never on the days they are reported on; `tests/bench/planner.md` says how.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Weights:
    """The first lines are thousandths of a second of waiting for each second; the others whole seconds of waiting."""

    work_left: int = 600  # less for whoever has much left to do
    service: int = 2400  # less for a long service: many short ones wait less
    queue_here: int = 500  # more where much waits for few desks
    longest_other: int = 300  # less for whoever must wait long elsewhere anyway
    priority: int = 750  # time counts more
    long_wait: int = 400  # beyond `long_from`, time counts more
    opens: int = 2700  # for each station that can be called only after this one
    last: int = 720  # afterwards the visitor can go home
    each_other: int = 720  # less for each other station still to come
    speaks: int = 1800  # the clerk speaks the visitor's language
    wastes: int = 1080  # less when others here need this clerk's language
    lacks: int = 720  # less when it takes an interpreter
    stands_empty: int = 1800  # less for each desk that would stand empty without the visitor
    feeds: int = 1200  # for each other station with no more waiting than desks
    better_after: int = 600  # less while a station that had better be first is to be done
    long_from: int = 7200
    bound: int = 180 * 60  # three hours: from then on only priority goes before. Promised in the README


RULE: Final = Weights()
