"""What several commands share: settings, sizes of windows, the first frame."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli import print_json

if TYPE_CHECKING:
    from kiosk.core.office_config import OfficeConfig


def program_config(file: Path | None) -> OfficeConfig:
    """The office's settings for a program that shows signs, on a screen, a page or paper."""
    from kiosk import design
    from kiosk.catalogue.load import load_config

    config = load_config(file)
    design.use_own_signs({s.id: (s.sign, s.letter) for s in config.catalogue.stations if s.sign})
    return config


def parse_size(text: str | None) -> tuple[int, int] | None:
    """`1080x1920` as numbers; None stays None. Wrong usage otherwise."""
    numbers = parse_place(text)
    if numbers is not None and len(numbers) != 2:
        raise click.BadParameter(f"{text!r} is no size; write it as WIDTHxHEIGHT, such as 1080x1920.")
    return None if numbers is None else (numbers[0], numbers[1])


def parse_place(text: str | None) -> tuple[int, ...] | None:
    """`1080x1920`, or `1080x1920+40+0` with the place on the screen, as numbers; None stays None."""
    if text is None:
        return None
    match = re.fullmatch(r"(\d{2,5})x(\d{2,5})(?:\+(\d{1,5})\+(\d{1,5}))?", text)
    if match is None:
        raise click.BadParameter(
            f"{text!r} is no size; write it as WIDTHxHEIGHT or WIDTHxHEIGHT+X+Y, such as 1080x1920."
        )
    return tuple(int(number) for number in match.groups() if number is not None)


def tell_first_frame(milliseconds: int) -> None:
    """What `--smoke` prints."""
    print_json({"first_frame_ms": milliseconds})
