"""`motesplats doctor`: is this computer fit to be a kiosk or an office server, and what to do where it is not."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk import doctor, places
from kiosk.cli import print_json, refuse


@click.command("doctor")
@click.option("--data", type=click.Path(path_type=Path), help="The folder of this computer's data.")
@click.option("--config", type=click.Path(path_type=Path), help="The office's settings (office.toml).")
@click.option("--office", "office_url", metavar="URL", help="Another office server than this device's.")
@click.option("--only", type=click.Choice(list(doctor.CHECKS)), help="Only this check.")
@click.option(
    "--bundle",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Also write a zip for support to this new file, without secrets and without anything about visitors.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document with every finding.")
def command(
    data: Path | None,
    config: Path | None,
    office_url: str | None,
    only: str | None,
    bundle: Path | None,
    as_json: bool,
) -> None:
    """Checks every part of this computer that a kiosk or an office server needs; each with evidence and remedy."""
    if office_url:
        from kiosk.client.session import base_url

        office_url = base_url(office_url)
    context = doctor.Context(data=data or places.default_data_dir(), config=config, office_url=office_url)
    findings = doctor.run(context, only)
    if as_json:
        print_json(doctor.as_document(findings))
    else:
        click.echo(doctor.as_text(findings))
    if bundle is not None:
        _write(bundle, context, findings)
    raise SystemExit(doctor.exit_code(findings))


def _write(file: Path, context: doctor.Context, findings: list[doctor.Finding]) -> None:
    from kiosk.doctor.bundle import write

    try:
        names = write(file, context, findings)
    except FileExistsError:
        refuse(f"{file} is there already.", "Name another file, or take that one away.")
    except OSError as error:
        refuse(f"{file} cannot be written: {error.strerror}.", "Name a file in a folder of yours.")
    click.echo(f"Wrote {file}: {', '.join(names)}. Look through it before you send it.", err=True)
