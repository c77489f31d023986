"""`motesplats office`: the office server. Takes options, starts it, tells its address."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import click

from kiosk import logs, places
from kiosk.cli import print_json, refuse
from kiosk.commands.common import program_config


@click.command("office")
@click.option(
    "--data", type=click.Path(path_type=Path), metavar="DIR", help="The folder of the office's data."
)
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="The office's settings.")
@click.option("--database", metavar="URL", help="PostgreSQL for an office group; not in this version.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="P",
    help="The port to listen on; 0 takes a free one. [default: 8321]",
)
@click.option("--json", "as_json", is_flag=True, help="Tell the address as one JSON document.")
def command(
    data: Path | None, config: Path | None, database: str | None, host: str, port: int | None, as_json: bool
) -> None:
    """The office server: one order of all that happens, calls, and what every screen shows.

    It serves this computer; devices elsewhere need --host 0.0.0.0 and a code from `motesplats pair new`.
    """
    if database is not None:
        refuse(
            "This version keeps its data in a folder only, not in PostgreSQL.",
            "Leave --database out, use --data.",
        )
    from kiosk.devices.clock import program_clock
    from kiosk.office.program import OfficeServer, OfficeSettings
    from kiosk.protocol.api import DEFAULT_PORT

    data_dir = data or places.default_data_dir()
    office_config = program_config(config or places.find_config(data))
    settings = OfficeSettings(
        office_config, data_dir, program_clock(), host, DEFAULT_PORT if port is None else port
    )
    server = OfficeServer(settings)
    logs.begin()
    logs.use(office_config.office.log)
    for problem in office_config.problems:
        logging.getLogger("motesplats.office").warning("%s", problem)

    def tell(url: str) -> None:
        if as_json:
            print_json({"office": office_config.office.id, "url": url, "data": str(data_dir)})
        else:
            click.echo(f"Office server of {office_config.office.name} at {url}, data in {data_dir}.")
        sys.stdout.flush()  # whoever started it waits for this line

    server.serve_until_stopped(tell)
