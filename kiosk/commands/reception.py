"""`motesplats reception`: the whole hall for those who oversee it."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk import logs, places
from kiosk.commands.board import read_token


@click.command("reception")
@click.option(
    "--office", "office_url", metavar="URL", help="The office server. [default: http://127.0.0.1:8321]"
)
@click.option(
    "--token-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where this device's token from pairing is kept. The office's own computer needs none.",
)
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="The office's settings.")
@click.option(
    "--language", type=click.Choice(["sv", "en"]), default="sv", help="Of the staff; can be changed."
)
@click.option("--size", help="A window of WIDTHxHEIGHT[+X+Y] pixels instead of the whole screen.")
@click.option(
    "--smoke", is_flag=True, hidden=True, help="End after the first frame and tell when it came, as JSON."
)
def command(
    office_url: str | None,
    token_file: Path | None,
    config: Path | None,
    language: str,
    size: str | None,
    smoke: bool,
) -> None:
    """Reception: the hall as lines, who has waited long, every ticket's day, devices; acts for a visitor."""
    from kiosk.commands.common import parse_place, program_config, tell_first_frame
    from kiosk.devices.clock import ScreenClock, program_clock

    pixels = parse_place(size)
    office_config = program_config(config or places.find_config())
    token = read_token(token_file)
    from kiosk.client.session import base_url
    from kiosk.protocol.api import DEFAULT_PORT
    from kiosk.ui.reception.program import ReceptionSettings, run_reception

    url = base_url(office_url or f"http://127.0.0.1:{DEFAULT_PORT}")
    logs.begin()
    logs.use(office_config.office.log)
    settings = ReceptionSettings(office_config, url, ScreenClock(program_clock()), token, language)
    run_reception(settings, pixels, tell_first_frame if smoke else None)
