"""`motesplats doctor`: is this computer fit to be a kiosk, and what to do where it is not."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk import doctor, places
from kiosk.cli import print_json


@click.command("doctor")
@click.option("--data", type=click.Path(path_type=Path), help="The folder of this kiosk's journal.")
@click.option("--config", type=click.Path(path_type=Path), help="The office's settings (office.toml).")
@click.option("--only", type=click.Choice(list(doctor.CHECKS)), help="Only this check.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document with every finding.")
def command(data: Path | None, config: Path | None, only: str | None, as_json: bool) -> None:
    """Checks display, fonts, printer, sound, voices, clock, disk, SQLite, settings and journal, and says what to do."""
    context = doctor.Context(data=data or places.default_data_dir(), config=config)
    findings = doctor.run(context, only)
    if as_json:
        print_json(doctor.as_document(findings))
    else:
        click.echo(doctor.as_text(findings))
    raise SystemExit(doctor.exit_code(findings))
