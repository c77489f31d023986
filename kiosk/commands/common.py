"""What several commands share: failures as one clear sentence, sizes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import click

from kiosk.cli import refuse


@contextmanager
def failures() -> Iterator[None]:
    """Known failures of the rooms below become exit code 1 with one sentence; anything else is a bug and is shown."""
    try:
        yield
    except Exception as error:
        # by name: importing the rooms that define them would cost every start their time
        if any(kind.__name__ in _TOLD for kind in type(error).__mro__):
            refuse(str(error))
        raise


_TOLD = frozenset(
    {
        "SettingsError",
        "PrinterError",
        "JournalError",
        "PlaceError",
        "NoDisplayError",
        "TicketError",
        "WindowError",
    }
)


def parse_size(text: str | None) -> tuple[int, int] | None:
    """`1080x1920` as numbers; None stays None. Wrong usage otherwise."""
    if text is None:
        return None
    match = re.fullmatch(r"(\d{2,5})x(\d{2,5})", text)
    if match is None:
        raise click.BadParameter(f"{text!r} is no size; write it as WIDTHxHEIGHT, such as 1080x1920.")
    return int(match[1]), int(match[2])
