"""What a finished check-in asks the journal to issue: everything of a ticket but its number and ids."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from kiosk.core.checkin.agenda import Agenda, assemble, wants_interpreter
from kiosk.core.day.events import TicketIssued
from kiosk.core.office_config import RECEPTION_ERRAND, OfficeConfig, Party


@dataclass(frozen=True, slots=True)
class TicketDraft:
    """A ticket to be. `interpreter` is the language of the interpreter wanted, or None."""

    language: str
    party: Party
    agenda: Agenda
    interpreter: str | None = None
    private_help: bool = False


ONE_PERSON: Final = Party()


def issued_event(draft: TicketDraft, visit: str, ticket: str, token_hash: str | None) -> TicketIssued:
    """The event that issues a ticket. `token_hash`: sha256 of the phone page's token."""
    agenda = draft.agenda
    later = agenda.after_permit
    return TicketIssued(
        visit=visit,
        ticket=ticket,
        language=draft.language,
        party=draft.party.size,
        children=draft.party.children,
        stops=_stops(agenda),
        precedence=_precedence(agenda),
        come_back=agenda.come_back,
        not_today=tuple((missed.errand, str(missed.why)) for missed in agenda.not_today),
        interpreter=draft.interpreter,
        private_help=draft.private_help,
        token_hash=token_hash,
        unlocks=agenda.unlocks,
        permit_stops=_stops(later) if later else (),
        permit_precedence=_precedence(later) if later else (),
        permit_come_back=later.come_back if later else (),
        permit_unlocks=later.unlocks if later else (),
    )


def _stops(agenda: Agenda) -> tuple[tuple[str, tuple[str, ...], int], ...]:
    return tuple((stop.station, stop.errands, stop.minutes) for stop in agenda.stops)


def _precedence(agenda: Agenda) -> tuple[tuple[str, str, str], ...]:
    return tuple((before, after, str(strength)) for before, after, strength in agenda.precedence)


def reception_agenda(config: OfficeConfig, party: Party = ONE_PERSON) -> Agenda:
    """The agenda of someone who wants to talk to a person: one stop at reception."""
    return assemble((RECEPTION_ERRAND,), party, config.catalogue, config.office)


def draft(
    config: OfficeConfig,
    agenda: Agenda,
    language: str,
    party: Party,
    *,
    interpreter: bool = True,
    private_help: bool = False,
) -> TicketDraft:
    """The ticket of an agenda; an empty agenda becomes a ticket for reception."""
    chosen = agenda
    if agenda.empty:
        help_stop = reception_agenda(config, party)
        chosen = replace(
            agenda, stops=help_stop.stops, errands=help_stop.errands, precedence=help_stop.precedence
        )
    spoken = language in config.office.without_interpreter
    wanted = interpreter and not spoken and wants_interpreter(chosen, config.catalogue.errands)
    return TicketDraft(language, party, chosen, language if wanted else None, private_help)
