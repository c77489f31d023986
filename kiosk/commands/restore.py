"""`motesplats restore`: a backup put in the place of what is there, which is kept beside.

Must not know how it is copied.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from kiosk import places
from kiosk.cli import print_json


@click.command("restore")
@click.argument("backup", type=click.Path(path_type=Path))
@click.option("--data", type=click.Path(path_type=Path), metavar="DIR", help="The folder of the data.")
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="The office's settings.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
def command(backup: Path, data: Path | None, config: Path | None, as_json: bool) -> None:
    """Puts BACKUP, a folder that `motesplats backup` made, into the data folder; the programs there must be stopped.

    What is there is kept beside it. The office begins a new epoch: its devices send again what they still have, so that
    nothing is lost that is kept anywhere. A kiosk goes on with new numbers.
    """
    from kiosk.catalogue.load import load_config
    from kiosk.core.day.office_time import local, office_day
    from kiosk.office.maintenance.backups import put_back

    data_dir = data or places.default_data_dir()
    office = load_config(config or places.find_config(data)).office
    now = datetime.now(UTC)
    here = local(ZoneInfo(office.time_zone), now.timestamp())
    day = office_day(here, office.day_starts_at).isoformat()
    done = put_back(backup, data_dir, office.id, day, now)
    aside = [str(path) for path in done.aside]
    if as_json:
        print_json({"restored": done.files, "data": str(data_dir), "aside": aside, "epoch": done.epoch})
        return
    click.echo(f"Put back in {data_dir}: {' and '.join(done.files)}.")
    for path in aside:
        click.echo(f"What was there is {path}; delete it when all is well: it holds visits.")
    if done.epoch is not None:
        click.echo(
            "The office begins a new epoch. Start it, and see that every device is heard: motesplats status."
        )
