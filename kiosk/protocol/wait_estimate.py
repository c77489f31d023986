"""Wait estimate: how long a whole visit would usually take, asked by a kiosk before there is a ticket.

Never more than a ticket would tell the office, and kept nowhere. Must not know how it is estimated.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final

from msgspec import Meta

from kiosk.protocol.scalars import ShortText

MAX_STOPS: Final = 20
"""More stops than any agenda has; an estimate for more would only cost time."""

StopMinutes = Annotated[int, Meta(ge=0, le=1_000)]
PlannedStop = tuple[ShortText, tuple[ShortText, ...], StopMinutes]
"""Station, errands, minutes."""


@dataclass(frozen=True, slots=True)
class AskWaitEstimate:
    """A visit that may come."""

    language: ShortText
    party: Annotated[int, Meta(ge=1, le=99, description="How many persons come together.")]
    stops: Annotated[
        tuple[PlannedStop, ...],
        Meta(min_length=1, max_length=MAX_STOPS, description="Station, errands, minutes of each."),
    ]
    precedence: Annotated[
        tuple[tuple[str, str, str], ...],
        Meta(description="Errand, the errand after it, and how strictly (H, L or S)."),
    ] = ()
    interpreter: Annotated[str | None, Meta(description="The language of the interpreter needed.")] = None


@dataclass(frozen=True, slots=True)
class WaitEstimate:
    """Whole minutes from now to the end of the visit; null while nothing can be said."""

    usual: Annotated[int | None, Meta(description="Half of such visits are shorter.")] = None
    surely: Annotated[int | None, Meta(description="Nine of ten such visits are shorter.")] = None
