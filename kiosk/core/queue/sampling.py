"""Chance without chance: figures that look drawn, the same for the same seed on every computer.

Durations are spread evenly over their distribution within one set of samples (each of R samples has another R-th of
it), so that few samples say as much as many drawn ones.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from math import erf, exp, log, sqrt
from typing import Final, TypeVar

T = TypeVar("T")
_MULTIPLIER: Final = 6364136223846793005
_STEP: Final = 1442695040888963407
_MASK: Final = (1 << 64) - 1
STEPS: Final = 1024


class Rng:
    """A generator of its own, so that no other's use changes what it gives."""

    def __init__(self, seed: int) -> None:
        self._state = ((seed & _MASK) * _MULTIPLIER + _STEP) & _MASK
        self.below(2)

    def below(self, count: int) -> int:
        """A whole number from 0 to `count` - 1; `count` up to a thousand million."""
        self._state = (self._state * _MULTIPLIER + _STEP) & _MASK
        return (self._state >> 33) * count >> 31

    def share(self, thousandths: int) -> bool:
        """True so often."""
        return self.below(1000) < thousandths

    def one(self, values: Sequence[T]) -> T:
        return values[self.below(len(values))]

    def shuffled(self, count: int) -> list[int]:
        """0 to `count` - 1 in some order."""
        order = list(range(count))
        for i in range(count - 1, 0, -1):
            j = self.below(i + 1)
            order[i], order[j] = order[j], order[i]
        return order

    def poisson(self, thousandths: int) -> int:
        """How many come when so many thousandths are expected; up to some hundred."""
        limit, product, count = exp(-thousandths / 1000), 1.0, -1
        while True:
            product *= (self.below(1 << 30) + 1) / (1 << 30)
            count += 1
            if product <= limit:
                return count


def sigma_of(spread: int) -> float:
    """The sigma of a lognormal whose standard deviation is so many thousandths of its mean."""
    return sqrt(log(1 + (spread / 1000) ** 2))


@lru_cache(maxsize=64)
def factors(spread: int, steps: int = STEPS) -> tuple[int, ...]:
    """A lognormal of mean 1000, as its values in the middle of equally likely steps."""
    sigma = sigma_of(spread)
    raw = [exp(sigma * _quantile((i + 0.5) / steps)) for i in range(steps)]
    return tuple(round(1000 * value * steps / sum(raw)) for value in raw)


@lru_cache(maxsize=8)
def normals(steps: int = STEPS) -> tuple[int, ...]:
    """A normal of deviation 1000, likewise."""
    return tuple(round(1000 * _quantile((i + 0.5) / steps)) for i in range(steps))


def above(spread: int, least: int, i: int, count: int) -> int:
    """The `i`-th of `count` equally likely values of a lognormal of mean 1000, of those above `least`."""
    table = factors(spread)
    start = bisect_right(table, least)
    left = STEPS - start
    if left < 8:  # far out: it may take a quarter of its mean longer still, or twice that
        return least + 125 + 500 * i // max(1, count)
    return table[start + (2 * i + 1) * left // (2 * count)]


def _quantile(share: float) -> float:
    """Of the standard normal, by bisection of its distribution: exact enough, and nothing to look up."""
    low, high = -8.0, 8.0
    for _ in range(50):
        middle = (low + high) / 2
        if 0.5 * (1 + erf(middle / sqrt(2))) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2
