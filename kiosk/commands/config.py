"""`motesplats config`: what is wrong in an office's settings, before the office finds out; what may be set at all.

Must not know any setting.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Final

import click

from kiosk import places
from kiosk.catalogue.load import drop_ins, examine
from kiosk.cli import print_json, refuse

_UNREVIEWED: Final = (
    "{!r} is not offered: require_reviewed is set, and no native reader has approved all its words."
)


@click.group("config")
def command() -> None:
    """Check an office's settings, or tell what may be set."""


@command.command("check")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
@click.pass_context
def check(ctx: click.Context, file: Path | None, as_json: bool) -> None:
    """Lists every fault in FILE and its drop-ins (conf.d/*.toml beside it) with its file, its line and what to do.

    Without FILE: the settings that this computer uses. Exit code 1 when there is any fault.
    """
    file = file or _own()
    config, problems = examine(file)
    files = [str(file), *map(str, drop_ins(file))]
    notes = list(config.notes)
    notes += [_UNREVIEWED.format(tag) for tag in config.office.unreviewed]
    if as_json:
        told = {"file": str(file), "files": files, "ok": not problems}
        print_json({**told, "problems": [asdict(problem) for problem in problems], "notes": notes})
    elif problems:
        for problem in problems:
            click.echo(str(problem))
    else:
        click.echo(f"{' + '.join(files)}: no problems.")
    for note in () if as_json else notes:
        click.echo(f"Note: {note}")
    if problems:
        if not as_json:
            left_out = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
            click.echo(f"motesplats: {left_out}. Until mended the settings named are left out.", err=True)
        ctx.exit(1)


@command.command("reference")
@click.option("--json", "as_json", is_flag=True, help="One JSON document: every setting in parts.")
def reference(as_json: bool) -> None:
    """Every setting with what it holds, its default, meaning and example, as Markdown."""
    from kiosk.catalogue.reference import markdown, settings

    if as_json:
        print_json([asdict(setting) for setting in settings()])
    else:
        click.echo(markdown(), nl=False)


def _own() -> Path:
    found = places.find_config()
    if found is None:
        looked = " and ".join(str(path) for path in places.config_candidates())
        refuse("This computer has no settings file; the built-in office serves.", f"Looked for: {looked}.")
    return found
