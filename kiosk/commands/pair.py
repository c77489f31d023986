"""`motesplats pair`: one-use codes with which devices become part of an office, their use, and the devices' end."""

from __future__ import annotations

import asyncio
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import click

from kiosk import places
from kiosk.cli import print_json, refuse
from kiosk.protocol.roles import DeviceRole

if TYPE_CHECKING:
    from kiosk.protocol.errors import WireError
    from kiosk.protocol.pairing import Paired
    from kiosk.protocol.views import ListedDevice

OWN_SERVER: Final = "http://127.0.0.1:8321"

_office_option = click.option(
    "--office", "url", metavar="URL", default=OWN_SERVER, show_default=True, help="The office server."
)
_json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")


@click.group("pair")
def command() -> None:
    """Make a device part of an office, list the devices, or end one.

    On the office server `new` prints a code; on the device `use` trades it for the device's token, once.
    """


@command.command("new")
@click.option(
    "--role",
    type=click.Choice([role.value for role in DeviceRole]),
    required=True,
    help="What the device is for; a monitor reads figures only.",
)
@click.option("--place", help='Where it stands, such as "Kiosk 1". [default: its role]')
@click.option("--desk", type=click.IntRange(1, 999), help="The desk's number, for a desk page.")
@click.option(
    "--hours",
    type=click.IntRange(1, 168),
    help="How long the code is valid, for a device that is set up later. [default: ten minutes]",
)
@_office_option
@_json_option
def new(role: str, place: str | None, desk: int | None, hours: int | None, url: str, as_json: bool) -> None:
    """Print a code that pairs one device, from the office server of this computer."""
    from kiosk.client.administration import new_code
    from kiosk.protocol.pairing import AskCode
    from kiosk.protocol.roles import DeviceRole

    asked = AskCode(DeviceRole(role), role if place is None else place, desk, hours)
    with _answers_of(url):
        code = new_code(url, asked)
    if as_json:
        print_json(asdict(code))
    else:
        valid = "ten minutes" if hours is None else f"{hours} hours" if hours > 1 else "an hour"
        click.echo(f"{code.code}  pairs {code.place} as {code.role}, once, within {valid}.")


@command.command("use")
@click.argument("code")
@_office_option
@click.option("--data", type=click.Path(path_type=Path), metavar="DIR", help="The folder of this kiosk.")
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="The settings of this kiosk.")
@click.option(
    "--token-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="For any device but a kiosk: the new file for its token, as --token-file of board and reception.",
)
@_json_option
def use(
    code: str, url: str, data: Path | None, config: Path | None, token_file: Path | None, as_json: bool
) -> None:
    """Make this device part of the office at --office. Without --token-file this is a kiosk."""
    if token_file is None:
        document, sentence = _use_for_kiosk(code, url, data or places.default_data_dir(), config)
    else:
        document, sentence = _use_for_token(code, url, token_file)
    if as_json:
        print_json(document)
    else:
        click.echo(sentence)


@command.command("list")
@_office_option
@_json_option
def list_(url: str, as_json: bool) -> None:
    """List the devices of the office, with the id that `revoke` takes."""
    from kiosk.client.administration import devices

    with _answers_of(url):
        found = devices(url)
    if as_json:
        print_json({"devices": [asdict(each) for each in found]})
    else:
        click.echo("\n".join(map(_line, found)) or "No devices yet.")


@command.command("revoke")
@click.argument("device")
@_office_option
@_json_option
def revoke(device: str, url: str, as_json: bool) -> None:
    """End the token of DEVICE at once; its id is in `motesplats pair list`."""
    from kiosk.client import administration

    with _answers_of(url):
        ended = administration.revoke(url, device)
    if as_json:
        print_json(asdict(ended))
    else:
        click.echo(f"{ended.device} may do nothing any more; its tickets stay.")


# Parts of `use` ------------------------------------------------------------------------------------------------------


def _use_for_kiosk(code: str, url: str, data: Path, config: Path | None) -> tuple[dict[str, object], str]:
    from kiosk.client.session import base_url
    from kiosk.commands.kiosk import pair_here

    mine = pair_here(base_url(url), code, data, config or places.find_config(data))
    document: dict[str, object] = {
        "device": mine.device,
        "role": mine.role,
        "place": mine.place,
        "office": mine.office,
    }
    return (
        document,
        f"Paired with the office {mine.office}: this is {mine.place}. Start the kiosk again if it runs.",
    )


def _use_for_token(code: str, url: str, file: Path) -> tuple[dict[str, object], str]:
    from kiosk.client.pairing import pair

    if file.exists():
        refuse(f"{file} is there already.", "Name another file, or take that one away.")
    with _answers_of(url):
        paired: Paired = asyncio.run(pair(url, code, secrets.token_hex(8)))
    if paired.role == "kiosk":
        refuse("That code is for a kiosk.", "Ask for another, and use it on the kiosk without --token-file.")
    _write(file, paired.token)
    document: dict[str, object] = {
        "device": paired.device,
        "role": paired.role,
        "place": paired.place,
        "office": paired.office,
        "desk": paired.desk,
        "token_file": str(file),
    }
    return document, f"Paired {paired.place} as {paired.role} of {paired.office}; its token is in {file}."


def _write(file: Path, token: str) -> None:
    """For its owner only, and never over another."""
    from kiosk.storage.files import give_to_owner_of

    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as opened:
            opened.write(f"{token}\n")
        give_to_owner_of(file.absolute().parent, file)
    except OSError as error:
        refuse(
            f"The token cannot be written to {file}: {error.strerror}.",
            "The code is used up: correct that, then ask for another.",
        )


# What all share ------------------------------------------------------------------------------------------------------


@contextmanager
def _answers_of(url: str) -> Iterator[None]:
    """A failure of the exchange becomes exit code 1 with one sentence."""
    from kiosk.client.session import AwayError
    from kiosk.protocol.errors import WireError

    try:
        yield
    except AwayError as error:
        refuse(f"{url}: {error.message}", "Start it with motesplats office, or name it with --office.")
    except WireError as error:
        _refused(error)


def _refused(error: WireError) -> NoReturn:
    stranger = error.code in ("no_token", "not_allowed")
    refuse(error.sentence, "Run this on the office server's own computer." if stranger else "")


def _line(device: ListedDevice) -> str:
    state = "connected" if device.connected else "not connected"
    if device.revoked_at is not None:
        state = f"revoked {datetime.fromtimestamp(device.revoked_at):%Y-%m-%d %H:%M}"
    desk = "" if device.desk is None else f", desk {device.desk}"
    return f"{device.device}  {device.place} ({device.role}{desk}): {state}"
