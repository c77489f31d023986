"""`motesplats kiosk`: the check-in kiosk on this screen."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk import places
from kiosk.cli import refuse


@click.command("kiosk")
@click.option("--office", "office_url", help="The office server. A kiosk works without one too.")
@click.option("--data", "data", type=click.Path(path_type=Path), help="The folder of this kiosk's journal.")
@click.option(
    "--config", "config", type=click.Path(path_type=Path), help="The office's settings (office.toml)."
)
@click.option("--size", help="A window of WIDTHxHEIGHT pixels instead of the whole screen.")
def command(office_url: str | None, data: Path | None, config: Path | None, size: str | None) -> None:
    """The check-in kiosk: issues tickets with an agenda, also with no office in reach."""
    if office_url:
        refuse(
            "This version has no office server yet.", "Leave --office out: the kiosk keeps its own journal."
        )
    from kiosk.commands.common import failures, parse_size
    from kiosk.ui.program import KioskSettings, log, log_to, run

    data_dir = data or places.default_data_dir()

    def read_settings() -> KioskSettings:
        from kiosk.catalogue.load import load_offer
        from kiosk.devices.clock import SystemClock

        offer = load_offer(config or places.find_config(data))
        for problem in offer.problems:
            log.warning("Settings: %s", problem)
        return KioskSettings(offer, data_dir, SystemClock())

    with failures():
        log_to(data_dir)
        run(read_settings, parse_size(size))
