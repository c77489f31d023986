"""`motesplats pair`: a one-use code for a device to come, from the office server of this computer."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any

import click

from kiosk.cli import print_json, refuse

TIMEOUT_S = 10


@click.command("pair")
@click.option(
    "--role",
    required=True,
    type=click.Choice(["kiosk", "board", "reception", "desk"]),
    help="What the device is for.",
)
@click.option("--place", required=True, help='Where it stands, such as "Kiosk 1".')
@click.option("--desk", type=click.IntRange(1, 999), help="The desk's number, for a desk page.")
@click.option(
    "--office", "office_url", metavar="URL", help="The office server. [default: http://127.0.0.1:8321]"
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
def command(role: str, place: str, desk: int | None, office_url: str | None, as_json: bool) -> None:
    """Ask the running office server for a code that pairs one device; it holds for ten minutes."""
    from kiosk.sync.wire import DEFAULT_PORT

    url = (office_url or f"http://127.0.0.1:{DEFAULT_PORT}").rstrip("/")
    answer = _ask(f"{url}/v1/pairings", {"role": role, "place": place, "desk": desk})
    if as_json:
        print_json(answer)
    else:
        click.echo(f"{answer['code']}  pairs {place} as {role}, once, within ten minutes.")


def _ask(url: str, body: dict[str, Any]) -> dict[str, Any]:
    if not url.startswith(("http://", "https://")):
        refuse(f"{url} is no address of an office server.", "Write it as http://HOST:PORT.")
    try:
        request = urllib.request.Request(
            url, json.dumps(body).encode(), {"Content-Type": "application/json"}, method="POST"
        )
        # no proxy: a web server in between would make this computer a stranger to the office server
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=TIMEOUT_S) as answer:
            found = json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            refuse(_sentence(error.read()), "Run this on the office server's own computer.")
    except (OSError, ValueError):
        refuse(
            f"No office server answers at {url.removesuffix('/v1/pairings')}.",
            "Start it with motesplats office, or name it with --office.",
        )
    if not isinstance(found, dict) or "code" not in found:
        refuse(f"What answers at {url} is no office server.", "Name it with --office.")
    return found


def _sentence(body: bytes) -> str:
    try:
        return str(json.loads(body)["sentence"])
    except (ValueError, KeyError, TypeError):
        return "The office server refused."
