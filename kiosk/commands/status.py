"""`motesplats status`: one screen that says how it stands."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk import places
from kiosk.cli import print_json


@click.command("status")
@click.option("--data", type=click.Path(path_type=Path), metavar="DIR", help="The folder of the data.")
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="The office's settings.")
@click.option("--office", "office_url", metavar="URL", help="Another office server than this device's.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
def command(data: Path | None, config: Path | None, office_url: str | None, as_json: bool) -> None:
    """This device, its office, what waits to be delivered, the last contact; on the office's own computer also the day,
    who waits where, and every device with its version, its paper and when it was last heard.

    It looks and changes nothing; exit code 0 also when the office does not answer.
    """
    from kiosk.client.session import base_url
    from kiosk.doctor import Context
    from kiosk.doctor.status import as_document, as_text, standing

    url = base_url(office_url) if office_url else None
    context = Context(data=data or places.default_data_dir(), config=config, office_url=url)
    whole = standing(context)
    if as_json:
        print_json(as_document(whole))
    else:
        click.echo(as_text(whole, context))
