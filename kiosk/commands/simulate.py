"""`motesplats simulate`: made-up office days under several ways to call, and what a change of staffing would do."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli import print_json, refuse

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from kiosk.simulation.scenario import Scenario


@click.command("simulate")
@click.option(
    "--scenario",
    metavar="NAME|FILE",
    default="S2-city",
    show_default=True,
    help="A scenario of the program, a scenario file, or an office's own office.toml. `list` tells them.",
)
@click.option(
    "--policy", "policies", multiple=True, metavar="P", help="Only this way to call; may be given again."
)
@click.option("--seeds", default="0:20", show_default=True, metavar="A:B", help="Days from A to before B.")
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="KEY=VALUE",
    help="A what-if; may be given again. `--set list` tells them.",
)
@click.option(
    "--picture",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.svg",
    help="Draw a picture too.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
def command(
    scenario: str,
    policies: tuple[str, ...],
    seeds: str,
    settings: tuple[str, ...],
    picture: Path | None,
    as_json: bool,
) -> None:
    """Plays office days that never were, to see what waits for whom.

    Several ways to call are played on the same days. With --set the last of them is also played on the days as they
    are, in the first row. Times are minutes in the office.
    """
    from kiosk.simulation import compare as comparing
    from kiosk.simulation.policies import POLICIES
    from kiosk.simulation.scenario import named, names
    from kiosk.simulation.settings import SETTINGS, apply

    if scenario == "list":
        told = {name: named(name).rows.about for name in names()}
        _tell_list(told, as_json)
        return
    if "list" in settings:
        _tell_list({setting.example: setting.about for setting in SETTINGS}, as_json)
        return
    for policy in policies:
        if policy not in POLICIES:
            raise click.BadParameter(f"There is no policy {policy!r}; there are {', '.join(POLICIES)}.")
    span = _span(seeds)
    chosen = policies or (tuple(POLICIES)[-1:] if settings else tuple(POLICIES))
    plain = _scenario(scenario)
    changed = plain
    for setting in settings:
        changed = apply(changed, setting)
    total = comparing.steps(chosen, bool(settings), span)
    bar: ProgressBar[int]
    with click.progressbar(length=total, label="Playing days", file=sys.stderr, hidden=as_json) as bar:
        done = comparing.compare(
            plain, changed if settings else None, chosen, span, settings, lambda: bar.update(1)
        )
    if picture is not None:
        try:
            picture.write_text(done.picture(), encoding="utf-8")
        except OSError as error:
            refuse(f"The picture cannot be written to {picture} ({error.strerror}).", "Name another file.")
    if as_json:
        print_json(done.document())
        return
    click.echo(f"{done.scenario}: {done.about}" if done.about else done.scenario)
    click.echo(comparing.table(done))
    if not settings:
        for policy in chosen:
            click.echo(f"{policy}: {POLICIES[policy].about}")
        if words := comparing.in_words(done):
            click.echo(words)


def _tell_list(told: dict[str, str], as_json: bool) -> None:
    if as_json:
        print_json(told)
    else:
        for name, about in told.items():
            click.echo(f"{name:24}  {about}")


def _span(text: str) -> tuple[int, int]:
    start, colon, end = text.partition(":")
    if not colon or not start.isdecimal() or not end.isdecimal() or not 0 < int(end) - int(start) <= 1000:
        raise click.BadParameter(f"{text!r} are no seeds; write A:B with A before B, such as 0:20.")
    return int(start), int(end)


def _scenario(name: str) -> Scenario:
    from kiosk.catalogue.load import load_config
    from kiosk.simulation.own import own_scenario
    from kiosk.simulation.scenario import ScenarioError, named, names, read

    if name in names() or not (path := Path(name)).suffix:
        return named(name)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ScenarioError(f"{path} cannot be read ({error.strerror}).", "Check the path.") from None
    if b"[[desk]]" in content:  # an office's own settings
        config = load_config(path)
        for problem in config.problems:
            click.echo(f"motesplats: {problem}", err=True)
        return own_scenario(config, path.name)
    return read(content, path.name, path.stem)
