"""A text in two languages: the visitor's, and Swedish for the staff who help."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BothWords:
    """The same words in the visitor's language and in Swedish; `swedish` is "" when it would only repeat."""

    own: str
    swedish: str = ""
