"""The base of every error that is shown to a person. Imports nothing, so that it costs no start-up time."""

from __future__ import annotations


class UserError(Exception):
    """An operation failed: `message` says what, `remedy` what to do about it, one sentence each.

    The command line prints both and ends with exit code 1; a subclass may set the remedy that all its errors have.
    """

    default_remedy = ""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy or self.default_remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()
