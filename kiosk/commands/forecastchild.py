"""`motesplats forecast-child`: the forecasts' own process, started by the office server, never by hand."""

from __future__ import annotations

import sys

import click


@click.command("forecast-child")
def command() -> None:
    """Turn halls into forecasts, until there are no more."""
    from kiosk.office.serving.forecasts import child

    child(sys.stdin.buffer, sys.stdout.buffer)
