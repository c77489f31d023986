"""This program once more, as a child: how it is started, from its source or as one frozen file.

Must not know what a child does.
"""

from __future__ import annotations

import sys

VOICE = "voice-child"
SOUND = "sound-child"
"""Hidden commands of `kiosk.cli`: a frozen program has no `python -m`, but it has its own commands."""


def command(name: str) -> tuple[str, ...]:
    """The command line of a child."""
    if getattr(sys, "frozen", False):
        return (sys.executable, name)
    return (sys.executable, "-m", "kiosk.cli", name)
