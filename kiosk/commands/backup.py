"""`motesplats backup`: what this computer keeps, copied while it runs, and checked.

Must not know how it is copied.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from kiosk import places
from kiosk.cli import print_json

FOLDER = "backups"
"""In the data folder, where none is named."""


@click.command("backup")
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--data", type=click.Path(path_type=Path), metavar="DIR", help="The folder of the data.")
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="The office's settings.")
@click.option(
    "--keep",
    type=click.IntRange(1, 1000),
    metavar="N",
    help="Delete older backups in FOLDER beyond the newest N.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
def command(
    folder: Path | None, data: Path | None, config: Path | None, keep: int | None, as_json: bool
) -> None:
    """Copies the kiosk's journal and the office's database into a new folder in FOLDER, while programs run.

    The copy is checked before it counts; a backup is never written over. FOLDER is `backups` in the data folder unless
    another is named. A backup holds today's visits, as the data do: keep as few as you need, and see --keep.
    """
    from kiosk.catalogue.load import drop_ins, load_config
    from kiosk.office.maintenance.backups import make

    data_dir = data or places.default_data_dir()
    found = config or places.find_config(data)
    office = load_config(found).office.id
    settings = () if found is None else (found, *drop_ins(found))
    made = make(
        data_dir, folder or data_dir / FOLDER, office, datetime.now(UTC), settings=settings, keep=keep
    )
    if as_json:
        told = {"backup": str(made.folder), "files": made.files, "events": made.events}
        print_json({**told, "deleted": made.deleted})
        return
    click.echo(f"{made.folder}: {' and '.join(made.files)}, {made.events} events, checked.")
    if made.deleted:
        click.echo(f"Deleted {len(made.deleted)} older.")
