"""`motesplats forecast-child`: the forecasts' own process, started by the office server, never by hand."""

from __future__ import annotations

import click


@click.command("forecast-child")
def command() -> None:
    """Turn halls into forecasts, until there are no more."""
    from kiosk.devices.child_process import to_parent
    from kiosk.office.serving.forecasts import child

    child(*to_parent())
