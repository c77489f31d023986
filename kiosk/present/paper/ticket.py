"""`ticket_page`: a ticket, put into words for paper, in the visitor's language and in Swedish.

Paper may lie on a table: no name, no status, no reason, no answers. It may be read tomorrow: no time but when
it was taken, no "tomorrow". Calls come in any allowed order: no ordinals.
"""

from __future__ import annotations

from datetime import date, datetime

from kiosk.core.checkin import path as core_path
from kiosk.core.checkin.agenda import OR, Agenda, AgendaStop
from kiosk.core.checkin.state import Ticket
from kiosk.core.office_config import OfficeConfig, Party
from kiosk.present.language.words import Words, swedish_and_english, words_of
from kiosk.present.paper.page import (
    LegendItem,
    TicketErrand,
    TicketGroup,
    TicketLater,
    TicketPage,
    TicketSlip,
    TicketStop,
)
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
        groups=_groups(words, draft.agenda, config, draft.party),
        ask_us=words.text("Ask us. We will help you."),
        show=words.text("Show"),
        legend=_legend(words, draft.agenda, config, draft.party),
        phone=words.text("Follow on your phone") if qr else "",
        qr=qr,
        interpreter=phrases.interpreter(words, interpreter) if interpreter else "",
        slip=_slip(words, draft.agenda, config, taken.date()),
    )


def _slip(words: Words, agenda: Agenda, config: OfficeConfig, on: date) -> TicketSlip | None:
    """What to keep for another day; None where nothing is left for one."""
    later_parts = (*_come_backs(words, agenda, config), *_not_today(words, agenda, config, on))
    if not later_parts:
        return None
    lines = range(len(phrases.week(words, config.office.hours)))
    hours = tuple(both(words, _hours(config, line)) for line in lines)
    return TicketSlip(hours, later_parts)


def _hours(config: OfficeConfig, line: int) -> Say:
    return lambda words: phrases.week(words, config.office.hours)[line]


def _reprint(swedish: Words, when: datetime | None) -> str:
    """For staff, like the date beside it: Swedish."""
    again, _ = swedish_and_english("printed again")
    return f"{again} {swedish.clock(when)}" if when else again


def _groups(words: Words, agenda: Agenda, config: OfficeConfig, party: Party) -> tuple[TicketGroup, ...]:
    parts = core_path.path(agenda, config.catalogue.errands) if agenda.stops else ()
    kinds = tuple(part.kind for part in parts)
    return tuple(
        TicketGroup(
            part.kind.value,
            path_words.group_label(part.kind, kinds)(words),
            tuple(_stop(words, stop, config, party) for stop in part.stops),
        )
        for part in parts
    )


def _stop(words: Words, stop: AgendaStop, config: OfficeConfig, party: Party) -> TicketStop:
    here = config.office.station(stop.station)
    return TicketStop(
        stop.station,
        here.letter if here else "",
        both(words, lambda w: phrases.agency(w, config, stop.station)),
        people=phrases.who_must_come(words, stop.who, party)[0],
        errands=tuple(_errand(words, errand_id, config) for errand_id in stop.errands),
        bring=tuple(phrases.paper_pictograms(config, entry) for entry in stop.bring),
    )


def _legend(words: Words, agenda: Agenda, config: OfficeConfig, party: Party) -> tuple[LegendItem, ...]:
    """The pictograms of papers and people that stand at the stops, each with its words once."""
    found: dict[str, str] = {}
    for entry in (entry for stop in agenda.stops for entry in stop.bring):
        for name in entry.split(OR):
            found.setdefault(config.catalogue.papers[name].pictogram, phrases.paper(words, name))
    for stop in agenda.stops:
        pictogram, people = phrases.who_must_come(words, stop.who, party)
        if pictogram:
            found.setdefault(pictogram, people)
    return tuple(LegendItem(pictogram, text) for pictogram, text in found.items())


def _errand(words: Words, errand_id: str, config: OfficeConfig) -> TicketErrand:
    name = both(words, lambda w: phrases.errand(w, config, errand_id))
    return TicketErrand(config.catalogue.errands[errand_id].pictogram, name)


def _come_backs(words: Words, agenda: Agenda, config: OfficeConfig) -> tuple[TicketLater, ...]:
    """What to wait for, and what this person may have then."""
    return tuple(
        TicketLater(
            line.pictogram,
            both(words, line.say),
            tuple(TicketErrand(e.pictogram, both(words, e.say), e.station) for e in line.errands),
        )
        for line in later.come_back_lines(agenda.come_back, agenda.unlocks, config)
    )


def _not_today(words: Words, agenda: Agenda, config: OfficeConfig, on: date) -> tuple[TicketLater, ...]:
    lines = phrases.not_today_lines(agenda.not_today, config, None)
    items = tuple(TicketErrand(line.pictogram, both(words, line.say), line.station) for line in lines)
    needs = tuple((each.need, each.why.value) for each in agenda.unmet)
    items += tuple(
        TicketErrand(line.pictogram, both(words, line.say))
        for line in later.unmet_lines(needs, agenda.unlocks, config, on)
    )
    if not items:
        return ()
    return (TicketLater("not-today", both(words, lambda w: w.text("Not today")), items),)
