"""`motesplats demo`: the whole check-in on this computer, by touches or by itself."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kiosk import logs
from kiosk.cli import print_json, refuse


@click.command("demo")
@click.option("--headless", is_flag=True, help="Play by itself, without a display.")
@click.option(
    "--visitors", default=8, show_default=True, type=click.IntRange(1, 900), help="How many check in."
)
@click.option("--seed", default=1, show_default=True, help="The same seed, the same visitors.")
@click.option(
    "--out",
    default=Path("out/demo"),
    show_default=True,
    type=click.Path(path_type=Path),
    help="The folder for tickets, pictures and the journal.",
)
@click.option(
    "--config", type=click.Path(path_type=Path), help="The office's settings; else the sample city office."
)
@click.option(
    "--size", default="720x1280", show_default=True, help="The window, WIDTHxHEIGHT, when there is a display."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document with the summary.")
def command(
    headless: bool, visitors: int, seed: int, out: Path, config: Path | None, size: str, as_json: bool
) -> None:
    """A kiosk with its journal and a pretend printer.

    With a display you touch through the check-in yourself and close the window when done. Without one (or with
    --headless) simulated visitors do it; at least five of them by touch, through every screen.
    """
    from kiosk.catalogue.load import sample_office
    from kiosk.commands.common import parse_size, program_config

    settings = config or sample_office("city")
    office_config = program_config(settings)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        refuse(f"The folder {out} cannot be made: {error.strerror}.", "Name another one with --out.")
    from kiosk.ui.runtime.application import has_display

    logs.begin(out)
    if headless or not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from kiosk.ui.showcase.demo.play import play

        outcome = play(office_config, settings, out, visitors, seed)
        if as_json:
            print_json(outcome.document())
        else:
            click.echo(
                f"{outcome.visitors} visitors, {outcome.finished} with a ticket, {outcome.lost} lost, "
                f"{outcome.duplicates} duplicates, {outcome.seconds:.1f} s. "
                f"On average {outcome.mean_minutes} minutes in the office; "
                f"{outcome.near} calls to somebody who had been asked near. "
                f"Tickets and pictures are in {out}."
            )
        if outcome.lost or outcome.duplicates:
            refuse("Not every visitor got a ticket of their own.", f"See {out / 'kiosk.log'}.")
        return
    from kiosk.ui.showcase.demo.play import by_hand

    pixels = parse_size(size)
    assert pixels is not None
    click.echo(
        f"Touch through a check-in; close the window when you are done. Tickets are kept in {out}.",
        err=True,
    )
    by_hand(office_config, settings, out, pixels, visitors, seed)
