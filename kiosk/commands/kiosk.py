"""`motesplats kiosk`: the check-in kiosk on this screen."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk import logs, places
from kiosk.cli import refuse

if TYPE_CHECKING:
    from kiosk.client.identity import Identity
    from kiosk.protocol.presence import DeviceReport


@click.command("kiosk")
@click.option(
    "--office",
    "office_url",
    metavar="URL",
    help="The office server; remembered after --pair. A kiosk works without one too.",
)
@click.option("--pair", "code", metavar="CODE", help="The code from reception that makes this kiosk theirs.")
@click.option("--data", "data", type=click.Path(path_type=Path), help="The folder of this kiosk's journal.")
@click.option(
    "--config", "config", type=click.Path(path_type=Path), help="The office's settings (office.toml)."
)
@click.option("--size", help="A window of WIDTHxHEIGHT[+X+Y] pixels instead of the whole screen.")
@click.option(
    "--smoke", is_flag=True, hidden=True, help="End after the first frame and tell when it came, as JSON."
)
def command(
    office_url: str | None,
    code: str | None,
    data: Path | None,
    config: Path | None,
    size: str | None,
    smoke: bool,
) -> None:
    """The check-in kiosk: issues tickets with an agenda, also with no office in reach."""
    if code and not office_url:
        raise click.UsageError("--pair needs --office, the server that gave the code.")
    from kiosk.commands.common import parse_place, program_config, tell_first_frame
    from kiosk.ui.kiosk.program import KioskSettings, log, run

    data_dir = data or places.default_data_dir()
    logs.begin(data_dir)
    identity = _identity(data_dir) if code is None else None
    url = identity.url if identity else None
    if office_url:
        from kiosk.client.session import base_url

        url = base_url(office_url)
    if code and url:
        identity = pair_here(url, code, data_dir, config or places.find_config(data))
        click.echo(f"Paired with the office {identity.office}: this is {identity.place}.")
    token = identity.token_for(url) if identity and url else None

    def read_settings() -> KioskSettings:
        from kiosk.catalogue.load import pairing_line
        from kiosk.devices.clock import program_clock

        found = config or places.find_config(data)
        office_config = program_config(found)
        logs.use(office_config.office.log)
        for problem in office_config.problems:
            log.warning("Settings: %s", problem)
        return KioskSettings(
            office_config,
            data_dir,
            program_clock(),
            office_url=url,
            token=token,
            pairing=pairing_line(found),
            health=partial(_health, data_dir, found),
        )

    place = parse_place(size)
    if smoke:
        run(read_settings, place, tell_first_frame)
    else:
        run(read_settings, place)


def _health(data_dir: Path, config: Path | None) -> DeviceReport:
    """How this computer is, for reception. The doctor comes late: a visitor's touch should not wait for it."""
    from kiosk import doctor
    from kiosk.doctor.health import health

    return health(doctor.Context(data=data_dir, config=config))


def _identity(data_dir: Path) -> Identity | None:
    """Who this kiosk is to its office. What cannot be read is told, and the kiosk goes on without."""
    from kiosk.client.identity import load
    from kiosk.storage.errors import StorageError
    from kiosk.ui.kiosk.program import log

    try:
        return load(data_dir)
    except StorageError as error:
        log.warning("%s", error)
        return None


def pair_here(url: str, code: str, data_dir: Path, config: Path | None) -> Identity:
    """Trades the code for this kiosk's part in the office, and remembers it."""
    import asyncio
    import platform
    from contextlib import closing

    from kiosk.client.identity import of_paired, save
    from kiosk.client.pairing import pair
    from kiosk.client.session import AwayError
    from kiosk.commands.common import program_config
    from kiosk.devices.clock import SystemClock
    from kiosk.journal.outbox import Outbox
    from kiosk.protocol.errors import WireError
    from kiosk.ui.kiosk.services import journal_opener

    office_config = program_config(config)
    with closing(journal_opener(data_dir, office_config, SystemClock())()) as journal:
        try:
            paired = asyncio.run(pair(url, code, Outbox(journal).begin_for_pairing(), platform.node()))
        except AwayError as error:
            refuse(f"{error} Nothing was paired.", "Start the office server, and use the code once more.")
        except WireError as error:
            refuse(error.sentence)
        if paired.office != office_config.office.id:
            refuse(
                f"That server is of the office {paired.office}, these settings are of {office_config.office.id}.",
                "Use this office's server or, with --config, that office's settings.",
            )
        if paired.role != "kiosk":
            refuse(f"That code is for a {paired.role}.", "Get one with: motesplats pair new --role kiosk.")
        identity = of_paired(url, paired)
        save(data_dir, identity)
        Outbox(journal).grant(paired.series, paired.spare)
    return identity
