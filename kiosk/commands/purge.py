"""`motesplats purge`: deletes what is older than today, in a kiosk's journal and an office server's database.

Both do it by themselves every morning; this is for a computer that was off, or is to be put away. Must not know how.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk import places
from kiosk.cli import print_json, refuse

if TYPE_CHECKING:
    from kiosk.core.day.events import Clock
    from kiosk.core.office_config import OfficeConfig


@click.command("purge")
@click.option(
    "--data", type=click.Path(path_type=Path), metavar="DIR", help="The folder of the journal or the office."
)
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="The office's settings.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
def command(data: Path | None, config: Path | None, as_json: bool) -> None:
    """Delete what is older than today; the kiosk and the office do it by themselves every morning."""
    from kiosk.catalogue.load import load_config
    from kiosk.devices.clock import program_clock
    from kiosk.journal import schema as journal_schema
    from kiosk.office.state import schema as office_schema

    folder = data or places.default_data_dir()
    office_config, clock = load_config(config or places.find_config(data)), program_clock()
    deleted: dict[str, int] = {}
    beside = _purge_beside(folder, office_config, clock)
    if (folder / journal_schema.FILE_NAME).is_file():
        deleted["journal"] = _purge_journal(folder, office_config, clock)
    if (folder / office_schema.FILE_NAME).is_file():
        deleted["office"] = _purge_office(folder, office_config, clock)
    if not deleted and not beside:
        refuse(
            f"There is neither a journal nor an office's data in {folder}.", "Name the folder with --data."
        )
    if as_json:
        files = {"files": beside} if beside else {}
        print_json({"deleted": sum(deleted.values()), **deleted, **files})
    else:
        files_too = f" and {len(beside)} files that a backup had replaced" if beside else ""
        click.echo(f"Deleted what is older than today: {sum(deleted.values())} events{files_too}.")


def _purge_beside(folder: Path, office_config: OfficeConfig, clock: Clock) -> list[str]:
    """What `motesplats restore` kept beside holds visits of its day too."""
    from zoneinfo import ZoneInfo

    from kiosk.core.day.office_time import local, office_day
    from kiosk.core.day.rollover import kept_from
    from kiosk.office.maintenance.backups import set_aside_files

    zone, starts = ZoneInfo(office_config.office.time_zone), office_config.office.day_starts_at
    oldest = kept_from(office_day(local(zone, clock.now().wall), starts).isoformat())
    gone = []
    for path, at in set_aside_files(folder):
        if office_day(local(zone, at.timestamp()), starts).isoformat() < oldest:
            path.unlink(missing_ok=True)
            gone.append(path.name)
    return gone


def _purge_journal(folder: Path, office_config: OfficeConfig, clock: Clock) -> int:
    from kiosk.journal.store import Journal

    office = office_config.office
    opened = Journal.open(
        folder, office.id, clock=clock, time_zone=office.time_zone, day_starts_at=office.day_starts_at
    )
    with closing(opened) as journal:
        return journal.forgotten + journal.forget()


def _purge_office(folder: Path, office_config: OfficeConfig, clock: Clock) -> int:
    """A server that runs has done it already, and holds the folder: then InUseError says so."""
    from kiosk.office.state.store import OfficeStore
    from kiosk.office.state.writer import OfficeWriter

    writer = OfficeWriter(OfficeStore(folder), office_config, clock)
    writer.start()
    try:
        return writer.forgotten
    finally:
        writer.stop()
