"""What a finished check-in asks the journal to issue: everything of a ticket but its number and ids."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.checkin.agenda import Agenda, assemble, wants_interpreter
from kiosk.core.day.events import TicketIssued
from kiosk.core.office_config import OfficeConfig


@dataclass(frozen=True, slots=True)
class TicketDraft:
    """A ticket to be. `interpreter` is the language of the interpreter wanted, or None."""

    language: str
    party: int
    agenda: Agenda
    interpreter: str | None = None
    private_help: bool = False


RECEPTION_ERRAND = "REC-HELP"


def issued_event(draft: TicketDraft, visit: str, ticket: str, token_hash: str | None) -> TicketIssued:
    """The event that issues a ticket. `token_hash`: sha256 of the phone page's token."""
    agenda = draft.agenda
    return TicketIssued(
        visit=visit,
        ticket=ticket,
        language=draft.language,
        party=draft.party,
        stops=tuple((stop.station, stop.errands, stop.minutes) for stop in agenda.stops),
        precedence=tuple((before, after, str(strength)) for before, after, strength in agenda.precedence),
        come_back=agenda.come_back,
        not_today=tuple((missed.errand, str(missed.why)) for missed in agenda.not_today),
        interpreter=draft.interpreter,
        private_help=draft.private_help,
        token_hash=token_hash,
    )


def reception_agenda(config: OfficeConfig, party: int = 1) -> Agenda:
    """The agenda of someone who wants to talk to a person: one stop at reception."""
    return assemble((RECEPTION_ERRAND,), (), (), party, config.catalogue, config.office)


def draft(
    config: OfficeConfig,
    agenda: Agenda,
    language: str,
    party: int,
    *,
    interpreter: bool = True,
    private_help: bool = False,
) -> TicketDraft:
    """The ticket of an agenda; an empty agenda becomes a ticket for reception."""
    chosen = agenda
    if agenda.empty:
        chosen = assemble(
            (RECEPTION_ERRAND,), agenda.come_back, agenda.not_today, party, config.catalogue, config.office
        )
    wanted = interpreter and language != "sv" and wants_interpreter(chosen, config.catalogue.errands)
    return TicketDraft(language, party, chosen, language if wanted else None, private_help)
