"""`ticket_page`: a ticket, put into words for paper, in the visitor's language and in Swedish.

Paper may lie on a table: no name, no status, no reason, no answers. It may be read tomorrow: no time but when
it was taken, no "tomorrow". Calls come in any allowed order: no ordinals.
"""

from __future__ import annotations

from datetime import datetime

from kiosk.core.checkin import path as core_path
from kiosk.core.checkin.agenda import Agenda, AgendaStop, papers_to_show, whole_family
from kiosk.core.checkin.state import Ticket
from kiosk.core.office_config import OfficeConfig
from kiosk.present.language.words import Words, words_of
from kiosk.present.paper.page import TicketErrand, TicketGroup, TicketLater, TicketPage, TicketStop
from kiosk.present.shared import path_words, phrases
from kiosk.present.shared.office_clock import local, taken_at
from kiosk.present.shared.phrases import Say, both, said
from kiosk.present.shared.qr import qr_rows


def ticket_page(
    ticket: Ticket, config: OfficeConfig, language: str | None = None, wall: datetime | None = None
) -> TicketPage:
    """The paper of a ticket, in its own language unless told otherwise. `wall`: when a reprint is made."""
    draft = ticket.draft
    words, swedish = words_of(language or draft.language), words_of(phrases.SWEDISH)
    taken = taken_at(ticket, config)
    interpreter = draft.interpreter
    qr = qr_rows(config.office.phone_url, ticket.token)
    return TicketPage(
        office=phrases.whole_name(config),
        taken=f"{swedish.date(taken.date(), 'short')} · {swedish.clock(taken)}",
        reprint=_reprint(swedish, local(wall, config) if wall else None) if ticket.reprint else "",
        number=ticket.number,
        language=words.code,
        rtl=words.rtl,
        script=words.script,
        first=path_words.first_words(words, draft.agenda, config),
        groups=_groups(words, draft.agenda, config, draft.party),
        later=(*_come_backs(words, draft.agenda, config), *_not_today(words, draft.agenda, config)),
        ask_us=both(words, lambda w: w.text("Ask us. We help you.")),
        phone=both(words, lambda w: w.text("Follow on your phone")) if qr else None,
        qr=qr,
        interpreter=both(words, lambda w: phrases.interpreter(w, interpreter)) if interpreter else None,
    )


def _reprint(swedish: Words, when: datetime | None) -> str:
    """For staff, like the date beside it: Swedish."""
    again = swedish.text("printed again")
    return f"{again} {swedish.clock(when)}" if when else again


def _groups(words: Words, agenda: Agenda, config: OfficeConfig, party: int) -> tuple[TicketGroup, ...]:
    parts = core_path.path(agenda, config.catalogue.errands) if agenda.stops else ()
    kinds = tuple(part.kind for part in parts)
    return tuple(
        TicketGroup(
            part.kind.value,
            both(words, path_words.group_label(part.kind, kinds)),
            tuple(_stop(words, stop, config, party) for stop in part.stops),
        )
        for part in parts
    )


def _stop(words: Words, stop: AgendaStop, config: OfficeConfig, party: int) -> TicketStop:
    catalogue = config.catalogue
    papers = papers_to_show(stop, catalogue.errands)
    here = config.office.station(stop.station)
    return TicketStop(
        stop.station,
        here.letter if here else "",
        both(words, lambda w: phrases.agency(w, config, stop.station)),
        family=party > 1 and whole_family(stop, catalogue.errands),
        errands=tuple(_errand(words, errand_id, config) for errand_id in stop.errands),
        bring=tuple(catalogue.papers.get(paper, "") for paper in papers),
        bring_words=both(words, lambda w: phrases.show_papers(w, papers)),
    )


def _errand(words: Words, errand_id: str, config: OfficeConfig) -> TicketErrand:
    name = both(words, lambda w: phrases.errand(w, errand_id))
    return TicketErrand(config.catalogue.errands[errand_id].pictogram, name)


def _come_backs(words: Words, agenda: Agenda, config: OfficeConfig) -> tuple[TicketLater, ...]:
    """What to wait for, and what becomes possible then."""
    rules = {rule.id: rule for rule in config.catalogue.come_backs}
    known = [rules[name] for name in agenda.come_back if name in rules]
    return tuple(
        TicketLater(
            rule.pictogram,
            both(words, _headline(rule.id)),
            tuple(
                _errand(words, errand_id, config)
                for errand_id in rule.unlocks
                if errand_id not in agenda.errands and errand_id in config.catalogue.errands
            ),
        )
        for rule in known
    )


def _headline(come_back: str) -> Say:
    return lambda w: said(w, f"come_back.{come_back}")


def _not_today(words: Words, agenda: Agenda, config: OfficeConfig) -> tuple[TicketLater, ...]:
    lines = phrases.not_today_lines(agenda.not_today, config, None)
    if not lines:
        return ()
    items = tuple(TicketErrand(line.pictogram, both(words, line.say)) for line in lines)
    return (TicketLater("not-today", both(words, lambda w: w.text("Not today")), items),)
