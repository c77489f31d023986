"""The error of the protocol. Must not know messages or HTTP libraries."""

from __future__ import annotations


class WireError(Exception):
    """A message that does not fit, or a request that the office server refuses.

    `code` is for programs, `sentence` for people, `status` the HTTP status. `n` is the number of the event that it is
    about; `retry_after` the seconds to wait before the next try.
    """

    def __init__(
        self,
        sentence: str,
        code: str = "malformed",
        status: int = 422,
        *,
        n: int | None = None,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code
        self.status = status
        self.n = n
        self.retry_after = retry_after
