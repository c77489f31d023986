"""How long to wait before asking a server again: longer after each failure, and by chance, so that the devices of an
office do not all come back in the same moment after a power cut.

Pure: chance is passed in. Must not know what is asked.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

LEAST_S = 0.5
MOST_S = 15.0


@dataclass(frozen=True, slots=True)
class Backoff:
    """Waits between `least` and a bound that doubles with each failure, up to `most`."""

    least: float = LEAST_S
    most: float = MOST_S
    chance: Callable[[], float] = random.random  # 0 to 1

    def delay(self, failures: int) -> float:
        """Seconds to wait after so many failures in a row."""
        bound = min(self.most, self.least * 2.0 ** min(failures, 30))
        return self.least + (bound - self.least) * self.chance()
