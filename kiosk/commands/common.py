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
    from kiosk.catalogue.problems import SettingsError
    from kiosk.devices.printer import PrinterError
    from kiosk.journal.errors import JournalError

    try:
        yield
    except (SettingsError, PrinterError, JournalError) as error:
        refuse(str(error))
    except Exception as error:
        if type(error).__name__ in ("NoDisplay", "TicketError", "WindowError"):  # from rooms that load Qt
            refuse(str(error))
        raise


def parse_size(text: str | None) -> tuple[int, int] | None:
    """`1080x1920` as numbers; None stays None. Wrong usage otherwise."""
    if text is None:
        return None
    match = re.fullmatch(r"(\d{2,5})x(\d{2,5})", text)
    if match is None:
        raise click.BadParameter(f"{text!r} is no size; write it as WIDTHxHEIGHT, such as 1080x1920.")
    return int(match[1]), int(match[2])
