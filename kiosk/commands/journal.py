"""`motesplats journal`: verify, export or rebuild a journal.

Must not know how a journal is kept; it opens one and says what it says.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kiosk import places
from kiosk.cli import print_json, refuse

if TYPE_CHECKING:
    from kiosk.journal.checking import Verification
    from kiosk.journal.store import Journal


@click.group("journal")
def command() -> None:
    """Verify, export or rebuild a journal."""


def _options(function: Callable[..., None]) -> Callable[..., None]:
    data = click.option(
        "--data", type=click.Path(path_type=Path), metavar="DIR", help="The folder of the journal."
    )
    as_json = click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
    return data(as_json(function))


@command.command("verify")
@_options
def verify(data: Path | None, as_json: bool) -> None:
    """Check every event against its hash chain, the list of tickets against the events, and the file."""
    with _opened(data) as journal:
        verification = journal.verify()
    if as_json:
        print_json(_document(verification))
    elif verification.ok:
        click.echo(
            f"The journal is whole. Events: {verification.events}, tickets: {verification.tickets}, "
            f"incarnations: {len(verification.tips)}."
        )
    _refuse_if_broken(verification)


@command.command("export")
@_options
def export(data: Path | None, as_json: bool) -> None:
    """Every event as one line of JSON; with --json, all in one list."""
    with _opened(data) as journal:
        try:
            if as_json:
                print_json(list(journal.export()))
                return
            for line in journal.export():
                sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
        except ValueError:
            folder = journal.path.parent
            refuse(
                "The journal holds an event that cannot be read.",
                f"Run: motesplats journal verify --data {folder}",
            )


@command.command("rebuild")
@_options
def rebuild(data: Path | None, as_json: bool) -> None:
    """Make the list of tickets again from the events, then check the journal."""
    with _opened(data) as journal:
        tickets = journal.rebuild()
        verification = journal.verify()
    if as_json:
        print_json({"rebuilt": tickets, **_document(verification)})
    else:
        click.echo(f"Listed again. Tickets: {tickets}, from events: {verification.events}.")
    _refuse_if_broken(verification)


@contextmanager
def _opened(data: Path | None) -> Iterator[Journal]:
    from kiosk.journal.store import Journal

    with closing(Journal.reader(data or places.default_data_dir())) as journal:
        yield journal


def _document(verification: Verification) -> dict[str, Any]:
    return {
        "ok": verification.ok,
        "events": verification.events,
        "tickets": verification.tickets,
        "incarnations": [
            {"incarnation": incarnation, "n": tip.n, "h": tip.h}
            for incarnation, tip in verification.tips.items()
        ],
        "problems": [
            {"what": p.what, "remedy": p.remedy, "incarnation": p.incarnation, "n": p.n}
            for p in verification.problems
        ],
    }


def _refuse_if_broken(verification: Verification) -> None:
    if verification.ok:
        return
    *others, last = verification.problems
    for problem in others:
        click.echo(f"motesplats: {problem.what} {problem.remedy}", err=True)
    refuse(last.what, last.remedy)
