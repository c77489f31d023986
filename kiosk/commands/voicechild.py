"""`motesplats voice-child`: the speech engine's own process, started by kiosk and board, never by hand."""

from __future__ import annotations

import click


@click.command("voice-child")
def command() -> None:
    """Turn lines of JSON into sound files, until there are no more."""
    from kiosk.devices.sound.voice_process import main

    main()
