"""`motesplats sound-child`: plays a sound on Windows, where no program for it can be counted on; never by hand."""

from __future__ import annotations

import sys

import click


@click.command("sound-child")
def command() -> None:
    """Play the WAV file that comes on standard input."""
    if sys.platform == "win32":
        import winsound

        try:
            winsound.PlaySound(sys.stdin.buffer.read(), winsound.SND_MEMORY)
        except RuntimeError as error:
            raise click.ClickException(str(error)) from error
    else:
        raise click.ClickException("This way to play a sound is for Windows.")
