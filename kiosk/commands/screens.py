"""`motesplats screens`: pictures of every screen in named situations."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk.cli import print_json, refuse


@click.command("screens")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The folder for the pictures.")
@click.option(
    "--program", type=click.Choice(["kiosk", "board", "reception"]), default="kiosk", help="Whose screens."
)
@click.option("--language", "languages", multiple=True, help="Only this language; may be given again.")
@click.option("--situation", "names", multiple=True, help="Only this situation; may be given again.")
@click.option("--size", help="WIDTHxHEIGHT in pixels; else as the program is designed, the kiosk 1080x1920.")
@click.option(
    "--config", type=click.Path(path_type=Path), help="The office's settings; else the sample city office."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document with the files.")
def command(
    out: Path,
    program: str,
    languages: tuple[str, ...],
    names: tuple[str, ...],
    size: str | None,
    config: Path | None,
    as_json: bool,
) -> None:
    """Renders screens in situations to PNG, with an index page. Needs no display and no server."""
    from kiosk.catalogue.load import sample_office
    from kiosk.commands.common import parse_size, program_config

    office_config = program_config(config or sample_office("city"))
    from kiosk.ui.showcase import hall_gallery as hall
    from kiosk.ui.showcase.gallery import PORTRAIT, render
    from kiosk.ui.showcase.situations import WALKS

    of_kiosk = program == "kiosk"
    known = tuple(WALKS) if of_kiosk else hall.names_of(program)
    for name in names:
        if name not in known:
            refuse(f"There is no situation {name!r}.", f"Known are: {', '.join(known)}.")
    spoken = office_config.office.languages if of_kiosk else hall.languages_of(program)
    for code in languages:
        if code not in spoken:
            who = "This office does not offer" if of_kiosk else f"The {program} does not speak"
            refuse(f"{who} {code!r}.", f"{'It offers' if of_kiosk else 'Known are:'} {', '.join(spoken)}.")
    pixels = parse_size(size)
    pictures = (
        render(office_config, out, languages=languages, names=names, size=pixels or PORTRAIT)
        if of_kiosk
        else hall.render(program, office_config, out, languages=languages, names=names, size=pixels)
    )
    try:
        files = [str(path) for path in pictures]
    except OSError as error:
        refuse(
            f"The pictures cannot be written to {out}: {error.strerror}.",
            "Name another folder with --out.",
        )
    if as_json:
        print_json({"program": program, "files": files})
    else:
        click.echo(f"{len(files) - 1} pictures; see {files[-1]}")
