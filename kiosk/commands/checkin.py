"""`motesplats checkin`: a whole check-in without a screen, on the kiosk's journal.

The ticket is on disk before it is drawn or told. Must not know any rule; safe to run many times at once.
"""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from kiosk import places
from kiosk.cli import print_json, refuse
from kiosk.commands.agenda import document, given_answers

if TYPE_CHECKING:
    from kiosk.core.checkin.draft import TicketDraft
    from kiosk.core.checkin.state import Ticket
    from kiosk.core.office_config import OfficeConfig
    from kiosk.journal.store import IssuedTicket, Journal

PICTURES = (".png", ".pdf", ".bin")


@click.command("checkin")
@click.option(
    "--answers", "answers_file", required=True, metavar="FILE", help="Answers as JSON; - reads stdin."
)
@click.option("--language", required=True, metavar="TAG", help="The visitor's language, such as ar or fa-AF.")
@click.option("--data", type=click.Path(path_type=Path), metavar="DIR", help="The folder of the journal.")
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="The office's settings.")
@click.option(
    "--ticket",
    "picture",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Draw the ticket: .png, .pdf or .bin (for the printer).",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
def command(
    *,
    answers_file: str,
    language: str,
    data: Path | None,
    config: Path | None,
    picture: Path | None,
    as_json: bool,
) -> None:
    """Check in by answers from a file: a numbered ticket with its agenda, kept in the journal."""
    if picture is not None and picture.suffix.lower() not in PICTURES:
        raise click.BadParameter(
            f"{picture.name!r} must end in {', '.join(PICTURES)}.", param_hint="--ticket"
        )
    if picture is not None and not picture.parent.is_dir():
        refuse(f"There is no folder {picture.parent} for the ticket's picture.", "Make it, or name another.")
    from kiosk.core.office_config import OTHER_LANGUAGE

    office_config = _config(config, data)
    if language not in (*office_config.office.languages, OTHER_LANGUAGE):
        refuse(
            f"The language {language!r} is not offered here.",
            f"Offered are {', '.join(office_config.office.languages)}, and {OTHER_LANGUAGE} for another language.",
        )
    answers = given_answers(answers_file, office_config.catalogue)
    with closing(_journal(data or places.default_data_dir(), office_config)) as journal:
        from kiosk.core.checkin.agenda import make_agenda
        from kiosk.core.checkin.draft import draft
        from kiosk.core.checkin.state import Ticket
        from kiosk.journal.token import new_token

        today = date.fromisoformat(journal.current_day())
        agenda = make_agenda(answers, office_config.catalogue, office_config.office, today)
        wanted = draft(office_config, agenda, language, answers.party)
        token = new_token() if office_config.office.phone_url else None
        issued = _issue(journal, wanted, token)
        trouble = None
        if picture is not None:
            ticket = Ticket(issued.visit, issued.ticket, wanted, issued.at, token)
            trouble = _draw(journal, ticket, office_config, picture)
    if as_json:
        print_json({"visit": issued.visit, "ticket": issued.ticket, "agenda": document(wanted.agenda)})
    else:
        stations = ", ".join(stop.station for stop in wanted.agenda.stops)
        click.echo(f"Ticket {issued.ticket}: {stations}")
    if trouble:
        refuse(f"Ticket {issued.ticket} is valid, but there is no picture of it: {trouble}")


def _config(config: Path | None, data: Path | None) -> OfficeConfig:
    from kiosk.commands.common import program_config

    office_config = program_config(config or places.find_config(data))
    for problem in office_config.problems:
        click.echo(f"motesplats: {problem}", err=True)
    return office_config


def _journal(data_dir: Path, office_config: OfficeConfig) -> Journal:
    from kiosk.devices.clock import SystemClock
    from kiosk.journal.store import Journal

    office = office_config.office
    return Journal.open(
        data_dir,
        office.id,
        clock=SystemClock(),
        series=office.series,
        time_zone=office.time_zone,
        day_starts_at=office.day_starts_at,
    )


def _issue(journal: Journal, wanted: TicketDraft, token: str | None) -> IssuedTicket:
    from kiosk.core.day.events import CheckinEnded
    from kiosk.journal.token import token_hash

    issued = journal.issue(wanted, token_hash=token_hash(token) if token else None)
    journal.append(CheckinEnded(wanted.language, 0, "ticket", "ticket"))
    return issued


def _draw(journal: Journal, ticket: Ticket, office_config: OfficeConfig, path: Path) -> str | None:
    """Draws the ticket and notes what became of it; gives the sentence to tell when it could not be drawn."""
    from kiosk.core.checkin.state import Paper
    from kiosk.core.day.office_time import local
    from kiosk.present.paper.ticket import ticket_page
    from kiosk.ui.ticket.render import TicketError, save

    taken = local(ZoneInfo(office_config.office.time_zone), ticket.issued_at)
    try:
        save(ticket_page(ticket, office_config, ticket.draft.language, taken), path)
    except TicketError as error:
        journal.not_printed(ticket.visit, Paper.REFUSED.value)
        return str(error)
    journal.printed(ticket.visit)
    return None
