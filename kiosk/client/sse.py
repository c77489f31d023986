"""Server-sent events from bytes: whole events out of whatever pieces the network delivers.

Pure. Splits lines itself, because a view is one line of any length and HTTP libraries bound theirs. Must not know what
the events mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

MAX_EVENT: Final = 16_000_000
"""Bytes of one event: far above any view, so that a faulty server cannot fill the memory."""


class TooLongError(Exception):
    """An event that is longer than MAX_EVENT."""


@dataclass(frozen=True, slots=True)
class ServerEvent:
    event: str
    data: bytes
    id: str = ""


class EventReader:
    """Feed it bytes; it gives the events that became whole."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._searched = 0  # no line ends before this place
        self._event, self._id = "", ""
        self._data: list[bytes] = []
        self._size = 0

    def feed(self, piece: bytes) -> Iterator[ServerEvent]:
        """The events that end in this piece. Raises TooLongError."""
        self._buffer += piece
        while (end := self._buffer.find(b"\n", self._searched)) >= 0:
            line = bytes(self._buffer[:end]).removesuffix(b"\r")
            del self._buffer[: end + 1]
            self._searched = 0
            whole = self._line(line)
            if whole is not None:
                yield whole
        self._searched = len(self._buffer)
        if self._size + len(self._buffer) > MAX_EVENT:
            raise TooLongError(f"An event has more than {MAX_EVENT} bytes.")

    def _line(self, line: bytes) -> ServerEvent | None:
        if not line:
            whole = ServerEvent(self._event or "message", b"\n".join(self._data), self._id)
            has_data = bool(self._data)
            self._clear()
            return whole if has_data else None
        name, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if name == b"data":
            self._data.append(value)
            self._size += len(value)
        elif name == b"event":
            self._event = value.decode("utf-8", "replace")
        elif name == b"id":
            self._id = value.decode("utf-8", "replace")
        return None  # a comment (no name) and fields we do not use

    def _clear(self) -> None:
        self._event, self._id = "", ""
        self._data = []
        self._size = 0
