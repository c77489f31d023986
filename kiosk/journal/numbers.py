"""Ticket numbers: a series and three digits of the office day, `2047` = series 2, number 047.

A granted series has one or two digits; a device that was never paired takes one of 90-99 from its
incarnation.
Pure: what has been used is asked through a callable, inside the transaction that uses the next.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from kiosk.storage.errors import StorageError

LAST_NUMBER: Final = 999
LAST_SERIES: Final = 99
_UNPAIRED: Final = 90
_UNPAIRED_COUNT: Final = 10


class NumbersExhaustedError(StorageError):
    """No ticket number is left today."""

    default_remedy = "Give numbers by hand for the rest of the day, and give this kiosk another series."


@dataclass(frozen=True, slots=True)
class Series:
    """The series an incarnation gives numbers from, and the one for when it is used up."""

    main: int
    spare: int


@dataclass(frozen=True, slots=True)
class TicketNumber:
    series: int
    number: int  # 1 to 999

    @property
    def ticket(self) -> str:
        return f"{self.series}{self.number:03d}"


def series_of(incarnation: str, granted: int | None = None, spare: int | None = None) -> Series:
    """The series of an incarnation. Without a granted one, one of 90-99 and the next as spare;
    without a granted spare, the one that it would have had unpaired."""
    drawn = int.from_bytes(hashlib.sha256(incarnation.encode()).digest())
    own = _UNPAIRED + drawn % _UNPAIRED_COUNT
    following = _UNPAIRED + (own - _UNPAIRED + 1) % _UNPAIRED_COUNT
    main = own if granted is None else granted
    if spare is None:
        spare = following if main == own else own
    return Series(main, spare)


def parse(ticket: str) -> TicketNumber | None:
    """The number on a ticket; None for what is none."""
    if not (ticket.isascii() and ticket.isdigit() and 4 <= len(ticket) <= 5) or ticket[0] == "0":
        return None
    return TicketNumber(int(ticket[:-3]), int(ticket[-3:]))


def next_number(series: Series, used: Callable[[int], int]) -> TicketNumber:
    """The next number; `used(series)` is the highest of the day so far, 0 when none.

    Raises NumbersExhaustedError when both series are used up.
    """
    for each in (series.main, series.spare):
        last = used(each)
        if last < LAST_NUMBER:
            return TicketNumber(each, last + 1)
    raise NumbersExhaustedError(
        f"All numbers of the series {series.main} and {series.spare} are used up for today."
    )
