"""Which messages a route takes and answers: stated at the route, read by OpenAPI and the reference.

Must not know any route.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

F = TypeVar("F", bound=Callable[..., Any])

JSON: Final = "application/json"
EVENT_STREAM: Final = "text/event-stream"

ERRORS: Final[Mapping[int, str]] = {
    401: "No token, or one that is not known.",
    403: "Not for this role.",
    404: "There is none.",
    413: "Too much at once.",
    422: "It does not fit; the sentence says what.",
    429: "Too many wrong codes; `retry_after` says when to try again.",
    503: "The disk refused; try again.",
}
"""Status of an error that any route may answer with a `Failure` -> what it means."""


@dataclass(frozen=True, slots=True)
class Contract:
    """The messages of a route. `refusals`: further answers by status that have a type of their own."""

    request: type[Any] | None
    answer: type[Any] | None
    refusals: Mapping[int, type[Any]] = field(default_factory=dict)
    media_type: str = JSON

    def types(self) -> list[type[Any]]:
        """Every type that it names."""
        named = (self.request, self.answer, *self.refusals.values())
        return [each for each in named if each is not None]


CONTRACTS: Final[dict[Callable[..., Any], Contract]] = {}
"""Function of a route -> its messages; filled by `speaks`."""


def speaks(
    *,
    request: type[Any] | None = None,
    answer: type[Any] | None = None,
    refusals: Mapping[int, type[Any]] | None = None,
    media_type: str = JSON,
) -> Callable[[F], F]:
    """State the messages of the route below it."""

    def noted(function: F) -> F:
        CONTRACTS[function] = Contract(request, answer, refusals or {}, media_type)
        return function

    return noted
