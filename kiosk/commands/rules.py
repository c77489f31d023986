"""`motesplats rules`: what the rules give the persons of the persons file, today and on another day."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from kiosk.catalogue import persons
from kiosk.catalogue.load import load_config
from kiosk.cli import print_json

DAY = click.DateTime(["%Y-%m-%d"])


@click.group("rules")
def command() -> None:
    """Check the rules against the persons file, and compare two days."""


@command.command("check")
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="The office's settings.")
@click.option(
    "--persons", "file", type=click.Path(path_type=Path), metavar="FILE", help="Another persons file."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
def check(config: Path | None, file: Path | None, as_json: bool) -> None:
    """Print which persons get another agenda than a caseworker expects; exit 1 when any does."""
    office = load_config(config)
    known = persons.read_persons(file or persons.PERSONS)
    checked = {
        person.name: list(persons.differences(person, office, with_minutes=config is None))
        for person in known
    }
    found = {name: wrong for name, wrong in checked.items() if wrong}
    if as_json:
        print_json({"persons": len(known), "differences": found})
    else:
        for name, wrong in found.items():
            click.echo(f"{name}: {'; '.join(wrong)}.")
        click.echo(f"{len(known)} persons, {len(found)} of them get another agenda than expected.")
    sys.exit(1 if found else 0)


@command.command("diff")
@click.option("--from", "before", type=DAY, required=True, help="The earlier office day.")
@click.option("--to", "after", type=DAY, required=True, help="The later office day.")
@click.option("--enable", multiple=True, metavar="RULE", help="Switch on a rule that is to be verified.")
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="The office's settings.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
def diff(
    before: datetime, after: datetime, enable: tuple[str, ...], config: Path | None, as_json: bool
) -> None:
    """Print which persons get another agenda on a later day, because rules or ages change."""
    office = load_config(config)
    changes = []
    for person in persons.read_persons():
        switched = person.model_copy(update={"enable": [*person.enable, *enable]})
        first = persons.agenda_of(switched, office, before.date())
        second = persons.agenda_of(switched, office, after.date())
        one = {*first.errands, *(m.errand for m in first.not_today)}
        two = {*second.errands, *(m.errand for m in second.not_today)}
        lost, gained = sorted(one - two), sorted(two - one)
        later = sorted(set(first.unlocks) ^ set(second.unlocks))
        if lost or gained or later:
            changes.append(
                {"person": person.name, "no_longer": lost, "new": gained, "come_back_changes": later}
            )
    if as_json:
        print_json({"from": str(before.date()), "to": str(after.date()), "changes": changes})
        return
    for change in changes:
        parts = [
            f"{label} {', '.join(change[key])}"
            for key, label in (
                ("no_longer", "no longer"),
                ("new", "now"),
                ("come_back_changes", "come-back list changes:"),
            )
            if change[key]
        ]
        click.echo(f"{change['person']}: {'; '.join(parts)}.")
    click.echo(f"{len(changes)} persons get another agenda on {after.date()} than on {before.date()}.")
