"""`motesplats board`: the board in the hall."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk import logs, places
from kiosk.cli import refuse


@click.command("board")
@click.option(
    "--office", "office_url", metavar="URL", help="The office server. [default: http://127.0.0.1:8321]"
)
@click.option(
    "--token-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where this device's token from pairing is kept. The office's own computer needs none.",
)
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="The office's settings.")
@click.option(
    "--arrow",
    "arrows",
    multiple=True,
    metavar="DESKS=WAY",
    help="Where desks lie, seen from this board: 3=up-left or 6-9=right; may be given again.",
)
@click.option(
    "--sound",
    type=click.Choice(["voice", "chime", "none"]),
    default="voice",
    show_default=True,
    help="What is heard of a call: the chime and the voice, the chime alone, or nothing.",
)
@click.option("--size", help="A window of WIDTHxHEIGHT[+X+Y] pixels instead of the whole screen.")
@click.option(
    "--smoke", is_flag=True, hidden=True, help="End after the first frame and tell when it came, as JSON."
)
def command(
    office_url: str | None,
    token_file: Path | None,
    config: Path | None,
    arrows: tuple[str, ...],
    sound: str,
    size: str | None,
    smoke: bool,
) -> None:
    """The board in the hall: who is called and where to go, who should come near, how many wait.

    It rings for each new call and calls it out in the visitor's language and in Swedish. When the office server has
    been silent it says so.
    """
    from kiosk.commands.common import parse_place, program_config, tell_first_frame
    from kiosk.devices.clock import ScreenClock, program_clock

    ways = dict(pair for arrow in arrows for pair in _ways(arrow))
    pixels = parse_place(size)
    office_config = program_config(config or places.find_config())
    token = read_token(token_file)
    from kiosk.client.session import base_url
    from kiosk.protocol.api import DEFAULT_PORT
    from kiosk.ui.board.announcer import Sound
    from kiosk.ui.board.program import BoardSettings, run_board

    url = base_url(office_url or f"http://127.0.0.1:{DEFAULT_PORT}")
    logs.begin()
    logs.use(office_config.office.log)
    clock = ScreenClock(program_clock())
    settings = BoardSettings(office_config, url, clock, token, ways, Sound(sound))
    run_board(settings, pixels, tell_first_frame if smoke else None)


def read_token(file: Path | None) -> str | None:
    """The token in a file; None without a file."""
    if file is None:
        return None
    try:
        token = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        refuse(f"The token in {file} cannot be read: {error}.", "Pair this device again.")
    if not token:
        refuse(f"There is no token in {file}.", "Pair this device again.")
    return token


def _ways(arrow: str) -> list[tuple[int, str]]:
    """`6-9=right` as desk and way, for each desk. Wrong usage otherwise."""
    from kiosk.present.board import WAYS

    desks, _, way = arrow.partition("=")
    first, _, last = desks.partition("-")
    if way not in WAYS or not first.isdecimal() or (last and not last.isdecimal()) or len(desks) > 7:
        raise click.BadParameter(
            f"{arrow!r} is no arrow; write DESKS=WAY, such as 6-9=right. Ways: {', '.join(WAYS)}.",
            param_hint="--arrow",
        )
    return [(desk, way) for desk in range(int(first), int(last or first) + 1)]
