"""Which messages a route takes and answers: stated at the route, read by OpenAPI and the reference.

Must not know any route.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from kiosk.protocol.api import Failure

F = TypeVar("F", bound=Callable[..., Any])

JSON: Final = "application/json"
EVENT_STREAM: Final = "text/event-stream"

ERRORS: Final[Mapping[int, str]] = {
    401: "No token, or one that is not known.",
    403: "Not for this role.",
    404: "There is none.",
    409: "In conflict with what is there; the code says how.",
    413: "Too much at once.",
    422: "It does not fit; the sentence says what.",
    429: "Too many wrong codes; `retry_after` says when to try again.",
    503: "The disk refused; try again.",
}
"""Status of an error, of which the body is a `Failure` -> what it means."""
_OF_EVERY_ROUTE: Final = (401, 403, 503)
_OF_A_BODY: Final = (413, 422)


@dataclass(frozen=True, slots=True)
class Contract:
    """The messages of a route. `refusals`: answers besides 200 and the errors of every route, by status."""

    request: type[Any] | None
    answer: type[Any] | None
    refusals: Mapping[int, type[Any]] = field(default_factory=dict)
    media_type: str = JSON

    def types(self) -> list[type[Any]]:
        """Every type that it names."""
        named = (self.request, self.answer, *self.refusals.values())
        return [each for each in named if each is not None]

    def statuses(self) -> dict[int, type[Any]]:
        """Every status that it may answer besides 200, with the type of the body."""
        usual = (*_OF_EVERY_ROUTE, *(_OF_A_BODY if self.request is not None else ()))
        return dict(sorted({**dict.fromkeys(usual, Failure), **self.refusals}.items()))


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
