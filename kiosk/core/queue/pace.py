"""Today's pace: how long services take against what was expected, learnt as the day goes.

Running services count for as long as they have taken: those that have ended first are the short ones, and alone they
would always say that all goes fast.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import erf, exp, log, pi, sqrt
from typing import Final, NamedTuple

from kiosk.core.queue.sampling import sigma_of

PRIOR: Final = 20
"""The expectation is worth as many services."""
SLOWEST, FASTEST = 2000, 500


class Service(NamedTuple):
    """A service: what was expected, what it took (so far), whether it has ended."""

    expected_s: int
    took_s: int
    ended: bool


def pace(services: Sequence[Service], spread: int = 600) -> int:
    """Thousandths of the expected time that services take today; 1000 when nothing is known.

    A lognormal of known spread, its middle by expectation and maximization: a running service stands for what it will
    take on average, given that it has taken so long.
    """
    sigma = sigma_of(spread)
    start = -sigma * sigma / 2
    ended = [log(max(1, took) / max(1, expected)) for expected, took, done in services if done]
    running = [log(max(1, took) / max(1, expected)) for expected, took, done in services if not done]
    total, count = sum(ended) + PRIOR * start, len(ended) + len(running) + PRIOR
    mu = start
    for _ in range(8):
        mu = (total + sum(mu + sigma * _beyond((each - mu) / sigma) for each in running)) / count
    return round(1000 * min(SLOWEST / 1000, max(FASTEST / 1000, exp(mu + sigma * sigma / 2))))


def doubt(services: Sequence[Service], spread: int = 600) -> int:
    """How unsure the pace is, as a standard deviation in thousandths: half of what a running service will tell is
    known."""
    told = PRIOR + sum(1.0 if service.ended else 0.5 for service in services)
    return round(1000 * sigma_of(spread) / sqrt(told))


def _beyond(z: float) -> float:
    """The mean of a standard normal above z."""
    tail = 0.5 * (1 - erf(z / sqrt(2)))
    if tail < 1e-9:
        return z + 1 / max(z, 1.0)
    return exp(-z * z / 2) / sqrt(2 * pi) / tail
