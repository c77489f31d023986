"""What a finished check-in asks the journal to issue: everything of a ticket but its number and ids."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.checkin.agenda import Agenda, assemble, wants_interpreter
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
