"""`ticket_page`: a ticket, put into words for paper, in the visitor's language and in Swedish.

Paper may lie on a table: no name, no status, no reason, no answers. It may be read tomorrow: no time but when
it was taken, no "tomorrow". Calls come in any allowed order: no ordinals.
"""

from __future__ import annotations

from datetime import date, datetime

from kiosk.core.checkin import path as core_path
from kiosk.core.checkin.agenda import OR, Agenda, AgendaStop
from kiosk.core.checkin.state import Ticket
from kiosk.core.office_config import OfficeConfig
from kiosk.present.language.words import Words, words_of
from kiosk.present.paper.page import TicketErrand, TicketGroup, TicketLater, TicketPage, TicketStop
from kiosk.present.shared import later, path_words, phrases
from kiosk.present.shared.office_clock import local, taken_at
from kiosk.present.shared.phrases import Say, both
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
        groups=_groups(words, draft.agenda, config, draft.party.size),
        later=(
            *_come_backs(words, draft.agenda, config),
            *_not_today(words, draft.agenda, config, taken.date()),
        ),
        ask_us=both(words, lambda w: w.text("Ask us. We help you.")),
        show=both(words, lambda w: w.text("Show")),
        legend=_legend(words, draft.agenda, config, draft.party.size),
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
    here = config.office.station(stop.station)
    return TicketStop(
        stop.station,
        here.letter if here else "",
        both(words, lambda w: phrases.agency(w, config, stop.station)),
        people=phrases.who_must_come(words, stop.who, party)[0],
        errands=tuple(_errand(words, errand_id, config) for errand_id in stop.errands),
        bring=tuple(p for entry in stop.bring for p in phrases.paper_pictograms(config, entry)),
    )


def _legend(words: Words, agenda: Agenda, config: OfficeConfig, party: int) -> tuple[TicketErrand, ...]:
    """The pictograms of papers and people that stand at the stops, each with its words once."""
    papers = dict.fromkeys(entry for stop in agenda.stops for entry in stop.bring)
    people = dict.fromkeys(
        stop.who for stop in agenda.stops if phrases.who_must_come(words, stop.who, party)[0]
    )
    found: dict[str, TicketErrand] = {}
    for who in people:
        pictogram = phrases.who_must_come(words, who, party)[0]
        found.setdefault(pictogram, TicketErrand(pictogram, both(words, _who(who, party))))
    for entry in papers:
        for name in entry.split(OR):
            pictogram = config.catalogue.papers[name].pictogram
            found.setdefault(pictogram, TicketErrand(pictogram, both(words, _paper(name))))
    return tuple(found.values())


def _who(who: tuple[tuple[str, str], ...], party: int) -> Say:
    return lambda words: phrases.who_must_come(words, who, party)[1]


def _paper(name: str) -> Say:
    return lambda words: phrases.paper(words, name)


def _errand(words: Words, errand_id: str, config: OfficeConfig) -> TicketErrand:
    name = both(words, lambda w: phrases.errand(w, config, errand_id))
    return TicketErrand(config.catalogue.errands[errand_id].pictogram, name)


def _come_backs(words: Words, agenda: Agenda, config: OfficeConfig) -> tuple[TicketLater, ...]:
    """What to wait for, and what this person may have then."""
    return tuple(
        TicketLater(
            line.pictogram,
            both(words, line.say),
            tuple(TicketErrand(e.pictogram, both(words, e.say)) for e in line.errands),
        )
        for line in later.come_back_lines(agenda.come_back, agenda.unlocks, config)
    )


def _not_today(words: Words, agenda: Agenda, config: OfficeConfig, on: date) -> tuple[TicketLater, ...]:
    lines = phrases.not_today_lines(agenda.not_today, config, None)
    items = tuple(TicketErrand(line.pictogram, both(words, line.say)) for line in lines)
    needs = tuple((each.need, each.why.value) for each in agenda.unmet)
    items += tuple(
        TicketErrand(line.pictogram, both(words, line.say))
        for line in later.unmet_lines(needs, agenda.unlocks, config, on)
    )
    if not items:
        return ()
    return (TicketLater("not-today", both(words, lambda w: w.text("Not today")), items),)
