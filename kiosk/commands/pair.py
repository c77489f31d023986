"""`motesplats pair`: a one-use code for a device to come, from the office server of this computer; or a code used
here, by a kiosk's folder of data or for a token in a file."""

from __future__ import annotations

import json
import os
import secrets
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import quote

import click

from kiosk import places
from kiosk.cli import print_json, refuse

TIMEOUT_S = 10


@click.command("pair")
@click.option(
    "--role",
    type=click.Choice(["kiosk", "board", "reception", "desk", "monitor"]),
    help="What the device is for; a monitor reads figures only.",
)
@click.option("--place", help='Where it stands, such as "Kiosk 1".')
@click.option("--desk", type=click.IntRange(1, 999), help="The desk's number, for a desk page.")
@click.option(
    "--hours",
    type=click.IntRange(1, 168),
    help="How long the code holds, for a device that is set up later. [default: ten minutes]",
)
@click.option(
    "--code",
    metavar="CODE",
    help="Use this code here, instead of asking for one: with --data for a kiosk, with --token-file for another.",
)
@click.option(
    "--token-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Pair at once and write the token to this new file, for --token-file of board and reception.",
)
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The folder of the kiosk that uses the code.",
)
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The settings of the kiosk that uses the code.",
)
@click.option(
    "--revoke", metavar="DEVICE", help="End a device's token at once; its id is in motesplats status --json."
)
@click.option(
    "--office", "office_url", metavar="URL", help="The office server. [default: http://127.0.0.1:8321]"
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
def command(
    role: str | None,
    place: str | None,
    desk: int | None,
    hours: int | None,
    code: str | None,
    token_file: Path | None,
    data: Path | None,
    config: Path | None,
    revoke: str | None,
    office_url: str | None,
    as_json: bool,
) -> None:
    """Ask the running office server for a code that pairs one device; it holds for ten minutes, or for --hours."""
    from kiosk.protocol.api import DEFAULT_PORT

    url = (office_url or f"http://127.0.0.1:{DEFAULT_PORT}").rstrip("/")
    if not url.startswith(("http://", "https://")):
        refuse(f"{url} is no address of an office server.", "Write it as http://HOST:PORT.")
    if revoke is not None:
        if role or place or code or token_file or data:
            raise click.UsageError("--revoke stands by itself.")
        ended = _ask(url, f"/v1/devices/{quote(revoke, safe='')}", None, "revoked_at", "DELETE")
        if as_json:
            print_json(ended)
        else:
            click.echo(f"{ended['device']} may do nothing any more; its tickets stay.")
        return
    if code is None and (role is None or place is None):
        raise click.UsageError(
            "Name --role and --place of the device, or --code with --data or --token-file."
        )
    if code is not None and (token_file is None) == (data is None):
        raise click.UsageError("--code needs --data, for a kiosk, or --token-file, for another device.")
    if code is None and data is not None:
        raise click.UsageError("--data is for the kiosk that uses a --code.")
    if token_file is not None and role == "kiosk":
        raise click.UsageError("A kiosk keeps its own token: give --code and --data on its computer.")
    if code is not None and data is not None:
        _pair_kiosk(url, code, data, config, as_json)
        return
    if token_file is not None and token_file.exists():
        refuse(f"{token_file} is there already.", "Name another file, or take that one away.")
    answer: dict[str, Any] = {}
    if code is None:
        hold = {} if hours is None else {"hours": hours}
        answer = _ask(url, "/v1/pairings", {"role": role, "place": place, "desk": desk, **hold}, "code")
    if token_file is not None:
        device = {"code": code or answer["code"], "incarnation": secrets.token_hex(8), "name": ""}
        paired = _ask(url, "/v1/pair", device, "token")
        if paired.get("role") == "kiosk":
            refuse("That code is for a kiosk.", "Ask for another, and use it with --data on the kiosk.")
        _write(token_file, str(paired["token"]))
        told = {key: paired.get(key) for key in ("device", "role", "place", "office", "desk")}
        if as_json:
            print_json({**told, "token_file": str(token_file)})
        else:
            click.echo(
                f"Paired {told['place']} as {told['role']} of {told['office']}; its token is in {token_file}."
            )
    elif as_json:
        print_json(answer)
    else:
        held = "ten minutes" if hours is None else f"{hours} hours" if hours > 1 else "an hour"
        click.echo(f"{answer['code']}  pairs {place} as {role}, once, within {held}.")


def _pair_kiosk(url: str, code: str, data: Path, config: Path | None, as_json: bool) -> None:
    from kiosk.client.session import AddressError, base_url
    from kiosk.commands.common import failures
    from kiosk.commands.kiosk import pair_here

    with failures():
        try:
            address = base_url(url)
        except AddressError as error:
            refuse(str(error))
        mine = pair_here(address, code, data, config or places.find_config(data))
    if as_json:
        print_json({"device": mine.device, "role": mine.role, "place": mine.place, "office": mine.office})
    else:
        click.echo(
            f"Paired with the office {mine.office}: this is {mine.place}. Start the kiosk again if it runs."
        )


def _ask(
    url: str, path: str, body: dict[str, Any] | None, wanted: str, method: str = "POST"
) -> dict[str, Any]:
    from kiosk.protocol.api import USER_AGENT

    try:
        headers = {"Content-Type": "application/json", "User-Agent": USER_AGENT}
        sent = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{url}{path}", sent, headers, method=method)
        # no proxy: a web server in between would make this computer a stranger to the office server
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=TIMEOUT_S) as answer:
            found = json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            own = "" if path == "/v1/pair" else "Run this on the office server's own computer."
            refuse(_sentence(error.read()), own)
    except (OSError, ValueError):
        refuse(
            f"No office server answers at {url}.",
            "Start it with motesplats office, or name it with --office.",
        )
    if not isinstance(found, dict) or wanted not in found:
        refuse(f"What answers at {url}{path} is no office server.", "Name it with --office.")
    return found


def _write(file: Path, token: str) -> None:
    """For its owner only, and never over another."""
    from kiosk.storage.folder_lock import give_to_owner_of

    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as opened:
            opened.write(f"{token}\n")
        give_to_owner_of(file.absolute().parent, file)
    except OSError as error:
        refuse(
            f"The token cannot be written to {file}: {error.strerror}.",
            "The code is used up: mend that, then ask for another.",
        )


def _sentence(body: bytes) -> str:
    try:
        return str(json.loads(body)["sentence"])
    except (ValueError, KeyError, TypeError):
        return "The office server refused."
