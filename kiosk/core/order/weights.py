"""What counts for a call, and how much: everything is measured in waiting time, so that it can be said to a person.

The figures were tuned on made-up days, never on the days they are reported on; `tests/bench` says how.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Weights:
    """The first lines are thousandths of a second of waiting for each second; the others whole seconds of waiting."""

    work_left: int = 500  # less for whoever has much left to do
    service: int = 2700  # less for a long service: many short ones wait less
    queue_here: int = 300  # more where much waits for few desks
    longest_other: int = 500  # less for whoever must wait long elsewhere anyway
    priority: int = 360  # time counts more
    long_wait: int = 0  # beyond `long_from`, time counts more
    opens: int = 1080  # for each station that can be called only after this one
    last: int = 0  # afterwards the visitor can go home
    each_other: int = 0
    speaks: int = 1080  # the clerk speaks the visitor's language
    wastes: int = 720  # less when others here need this clerk's language
    lacks: int = 720  # less when it takes an interpreter
    stands_empty: int = 0  # less for each desk that would stand empty without the visitor
    feeds: int = 0  # for each other station with no more waiting than desks
    better_after: int = 600  # less while a station that had better be first is to be done
    long_from: int = 7200
    bound: int = 180 * 60  # after so long only priority goes before


RULE: Final = Weights()
