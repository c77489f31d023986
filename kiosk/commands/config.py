"""`motesplats config`: what is wrong in an office's settings, before the office finds out.

Must not know any setting.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Final

import click

from kiosk.catalogue.load import examine
from kiosk.catalogue.problems import SettingsError
from kiosk.cli import print_json, refuse

_UNREVIEWED: Final = (
    "{!r} is not offered: require_reviewed is set, and no native reader has approved all its words."
)


@click.group("config")
def command() -> None:
    """Check an office's settings."""


@command.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
@click.pass_context
def check(ctx: click.Context, file: Path, as_json: bool) -> None:
    """Lists every fault in FILE with its line and what to do. Exit code 1 when there is any."""
    try:
        offer, problems = examine(file)
    except SettingsError as error:
        refuse(error.message, error.remedy)
    notes = [_UNREVIEWED.format(tag) for tag in offer.office.unreviewed]
    if as_json:
        told = {"ok": not problems, "problems": [asdict(p) for p in problems], "notes": notes}
        print_json({"file": str(file), **told})
    elif problems:
        for problem in problems:
            click.echo(str(problem))
    else:
        click.echo(f"{file}: no problems.")
    for note in () if as_json else notes:
        click.echo(f"Note: {note}")
    if problems:
        if not as_json:
            left_out = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
            click.echo(f"motesplats: {left_out}. Until mended the settings named are left out.", err=True)
        ctx.exit(1)
