"""From answers to agenda: the rules of the catalogue, run for one office on one day.

Routing only: it never decides a right. Staff may change every line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum
from typing import Final, Protocol

from kiosk.core.checkin.answers import Answers
from kiosk.core.checkin.needs import Unmet, given_among, unmet_needs
from kiosk.core.office_config import (
    Catalogue,
    Errand,
    InterpreterUse,
    Office,
    OfficeStation,
    Party,
    Presence,
    Strength,
)

PAPERS_PER_STOP: Final = 3
"""Papers listed at a stop, at most: judgement; a longer list is not read."""

OR: Final = "|"
"""Separates papers of which one is enough, in `AgendaStop.bring`."""


class NotTodayReason(StrEnum):
    """Why an errand is not on today's list."""

    CLOSED_TODAY = "closed_today"
    NOT_IN_OFFICE = "not_in_office"
    NEEDS_BOOKING = "needs_booking"
    PUT_OFF = "put_off"  # the visitor's own choice


@dataclass(frozen=True, slots=True)
class AgendaStop:
    """One visit's business at one station. `minutes` is estimated service time for the party."""

    station: str
    errands: tuple[str, ...]
    minutes: int
    bring: tuple[str, ...] = ()  # papers to show, most important first; alternatives joined by OR
    who: tuple[tuple[str, Presence], ...] = ()  # who must come for each errand


@dataclass(frozen=True, slots=True)
class NotToday:
    errand: str
    why: NotTodayReason
    next_open: tuple[date, time] | None = None  # when the station next opens in this office, if it does


@dataclass(frozen=True, slots=True)
class Agenda:
    """Today's stops, what to come back for, and what this office cannot do today."""

    stops: tuple[AgendaStop, ...] = ()
    come_back: tuple[str, ...] = ()
    not_today: tuple[NotToday, ...] = ()
    precedence: tuple[tuple[str, str, Strength], ...] = ()  # between errands of the stops
    errands: tuple[str, ...] = ()  # of the stops, in rule order
    unlocks: tuple[str, ...] = ()  # errands that this person's rules give after the come-back
    unmet: tuple[Unmet, ...] = ()  # chosen needs that no errand answers
    after_permit: Agenda | None = None  # the stops to add when the meeting shows that a permit is granted

    @property
    def empty(self) -> bool:
        return not self.stops

    @property
    def minutes(self) -> int:
        return sum(stop.minutes for stop in self.stops)

    def stop(self, station: str) -> AgendaStop | None:
        return next((s for s in self.stops if s.station == station), None)


def concerned_adults(answers: Answers, catalogue: Catalogue) -> dict[str, int]:
    """Return the errands in rule order, each with how many adults of the party it concerns.

    A short path gives its own errands and runs no rule. `catalogue` is that of the day.
    """
    short = catalogue.short_paths.get(answers.purpose)
    if short is not None:
        return dict.fromkeys(short or answers.pick, answers.adults)
    every = [catalogue.derive(adult.facts()) for adult in answers.of_each_adult()]
    found: dict[str, int] = {}
    for rule in catalogue.rules:
        concerned = sum(1 for facts in every if rule.when(facts))
        if concerned:
            found[rule.errand] = max(concerned, found.get(rule.errand, 0))
    return found


def wanted_errands(answers: Answers, catalogue: Catalogue) -> tuple[str, ...]:
    """Errands in rule order. A short path gives its own and runs no rule. `catalogue` is that of the day."""
    return tuple(concerned_adults(answers, catalogue))


def make_agenda(
    answers: Answers,
    catalogue: Catalogue,
    office: Office,
    on: date,
    *,
    put_off: frozenset[str] = frozenset(),
    already_done: frozenset[str] = frozenset(),
) -> Agenda:
    """The agenda of one party in one office on one office day.

    Args:
        put_off: Stations that the visitor leaves for another day.
        already_done: Stations whose stop the visitor has had before.
    """
    day = catalogue.on(on, office.enabled_rules)
    concerned = {
        errand: adults
        for errand, adults in concerned_adults(answers, day).items()
        if day.errands[errand].station not in already_done
    }
    today: dict[str, int] = {}
    not_today: list[NotToday] = []
    for errand_id, adults in concerned.items():
        errand = day.errands[errand_id]
        refusal = _refusal(errand, office, on)
        if refusal is None and errand.station in put_off:
            refusal = NotToday(errand_id, NotTodayReason.PUT_OFF)
        if refusal is None:
            today[errand_id] = adults
        else:
            not_today.append(refusal)
    agenda = assemble(today, answers.party, day, office, papers=_papers_of(answers, day))
    if answers.purpose in day.short_paths:
        return replace(agenda, not_today=tuple(not_today))
    known = replace(answers, done=tuple(dict.fromkeys((*answers.done, *already_done))))
    come_back = _come_backs(known, day, concerned, today)
    return replace(
        agenda,
        come_back=come_back,
        not_today=tuple(not_today),
        unlocks=_unlocks(known, day, come_back, {*today, *(n.errand for n in not_today)}),
        unmet=unmet_needs(known, day, today, {n.errand: n.why.value for n in not_today}),
        after_permit=_after_permit(answers, catalogue, office, on, agenda),
    )


def assemble(
    errands: Mapping[str, int] | Iterable[str],
    party: Party,
    catalogue: Catalogue,
    office: Office,
    *,
    papers: Callable[[Errand], tuple[str, ...]] | None = None,
) -> Agenda:
    """Errands gathered into one stop per station, in the office's order of stations.

    Args:
        errands: With how many adults each concerns; by default all adults of the party.
        papers: What to bring for an errand; by default what the catalogue lists.
    """
    concerned = dict(errands) if isinstance(errands, Mapping) else dict.fromkeys(errands, party.adults)
    bring = papers or (lambda errand: errand.bring)
    order = {s.id: i for i, s in enumerate(office.stations)}
    by_station: dict[str, list[Errand]] = {}
    for errand_id in concerned:
        errand = catalogue.errands[errand_id]
        by_station.setdefault(errand.station, []).append(errand)
    stops = tuple(
        AgendaStop(
            station,
            tuple(errand.id for errand in here),
            sum(service_minutes(errand, party, concerned[errand.id]) for errand in here),
            tuple(dict.fromkeys(paper for errand in here for paper in bring(errand)))[:PAPERS_PER_STOP],
            tuple((errand.id, _who(errand, party, concerned[errand.id])) for errand in here),
        )
        for station, here in sorted(by_station.items(), key=lambda item: order[item[0]])
    )
    chosen = tuple(concerned)
    return Agenda(stops, precedence=precedence_among(chosen, catalogue), errands=chosen)


def service_minutes(errand: Errand, party: Party, concerned: int | None = None) -> int:
    """Estimated minutes for a party: `min` + `per_person` for each further person (DESIGN §12).

    An errand of each adult takes `min` once for each adult whom it concerns: `concerned`, by default all.
    """
    times = party.adults if concerned is None else concerned
    first = errand.minutes * (times if errand.presence is Presence.EACH_ADULT else 1)
    return first + errand.per_person * (party.size - 1)


def precedence_among(errands: Iterable[str], catalogue: Catalogue) -> tuple[tuple[str, str, Strength], ...]:
    """The precedences that hold between these errands; "*" is spelled out."""
    present = tuple(errands)
    pairs: list[tuple[str, str, Strength]] = []
    for p in catalogue.precedences:
        if p.before not in present:
            continue
        afters = [e for e in present if e != p.before] if p.after == "*" else [p.after]
        pairs.extend((p.before, after, p.strength) for after in afters if after in present)
    return tuple(pairs)


def _who(errand: Errand, party: Party, concerned: int) -> Presence:
    """Who must come: an errand of each adult that concerns only some of them is theirs alone."""
    if errand.presence is Presence.EACH_ADULT and concerned < party.adults:
        return Presence.APPLICANT
    return errand.presence


def _come_backs(
    answers: Answers, day: Catalogue, wanted: Mapping[str, int], today: Mapping[str, int]
) -> tuple[str, ...]:
    every = [day.derive(adult.facts()) for adult in answers.of_each_adult()]
    registers = any(errand in today for errand in day.registration)
    missed = not registers and any(errand in wanted for errand in day.registration)
    found = []
    for row in day.come_backs:
        fits = row.registration is None or (registers if row.registration else missed)
        if fits and any(row.when(facts) for facts in every):
            found.append(row.id)
    return tuple(found)


def _unlocks(
    answers: Answers, day: Catalogue, come_back: tuple[str, ...], listed: set[str]
) -> tuple[str, ...]:
    """Errands that this person's own rules give once the personal number is there, and that are not listed yet."""
    promised = {errand for row in day.come_backs if row.id in come_back for errand in row.unlocks}
    if not promised:
        return ()
    later = replace(answers, purpose="new", pnr="yes", pnr2="yes")
    visited = tuple(dict.fromkeys((*answers.done, *(day.errands[errand].station for errand in listed))))
    given = {
        *given_among(promised, later, day),
        *given_among(promised, replace(later, done=visited), day),
    }
    in_order = dict.fromkeys(rule.errand for rule in day.rules)
    return tuple(e for e in in_order if e in promised and e in given and e not in listed)


def _after_permit(
    answers: Answers, catalogue: Catalogue, office: Office, on: date, agenda: Agenda
) -> Agenda | None:
    """The path of the same party with a permit, without what is on today's list already."""
    row = catalogue.after_permit
    if row is None or row.errand not in agenda.errands or not row.when(catalogue.derive(answers.facts())):
        return None
    granted = answers
    for question, answer in row.answers.items():
        granted = granted.given(question, answer)
    path = make_agenda(granted, catalogue, office, on)
    added = [stop for stop in path.stops if not set(stop.errands) <= set(agenda.errands)]
    errands = tuple(e for e in path.errands if e not in agenda.errands)
    known = {*errands, *agenda.errands}
    return replace(
        path,
        stops=tuple(added),
        errands=errands,
        precedence=tuple(p for p in path.precedence if p[0] in known and p[1] in known),
        unmet=(),
        after_permit=None,
    )


def _papers_of(answers: Answers, day: Catalogue) -> Callable[[Errand], tuple[str, ...]]:
    """What this party brings for an errand: the papers it says it has, and those still to be got.

    Where the papers were not asked, those that prove the identity are alternatives.
    """
    facts = day.derive(answers.facts())
    asked = answers.purpose not in day.short_paths and bool(answers.papers)

    def bring(errand: Errand) -> tuple[str, ...]:
        found: list[str] = []
        proofs: list[str] = []
        for name in errand.bring:
            paper = day.papers.get(name)
            if paper is None or (paper.when is not None and not paper.when(facts)):
                continue
            is_asked = paper.asked_as is not None and (asked or not paper.identity)
            if is_asked and paper.asked_as not in answers.papers:
                continue
            if paper.identity and not asked:
                proofs.append(name)
                if len(proofs) == 1:
                    found.append(name)
            else:
                found.append(name)
        return tuple(OR.join(proofs) if proofs and name == proofs[0] else name for name in found)

    return bring


def papers_of_a_ticket(stop: WithErrands, catalogue: Catalogue) -> tuple[str, ...]:
    """What to bring to a stop where only its errands are known: which papers the visitor has is kept nowhere."""
    bring = _papers_of(Answers(purpose="one"), catalogue)
    known = (catalogue.errands[e] for e in stop.errands if e in catalogue.errands)
    return tuple(dict.fromkeys(paper for errand in known for paper in bring(errand)))[:PAPERS_PER_STOP]


class WithErrands(Protocol):
    """A stop of an agenda, or of a view of its visit, which may hold errands of a later program."""

    @property
    def errands(self) -> tuple[str, ...]: ...


def whole_family(stop: WithErrands, errands: Mapping[str, Errand]) -> bool:
    """Whether everyone of the party must come to this stop."""
    return any(errands[e].presence is Presence.WHOLE_FAMILY for e in stop.errands if e in errands)


def wants_interpreter(agenda: Agenda, errands: Mapping[str, Errand]) -> bool:
    """Whether any stop is better or only done with an interpreter."""
    return any(errands[e].interpreter is not InterpreterUse.NO for s in agenda.stops for e in s.errands)


def not_today_of(
    items: Iterable[tuple[str, str]], catalogue: Catalogue, office: Office, on: date
) -> tuple[NotToday, ...]:
    """Return what an issued ticket lists as not for that day; what only a later program knows is left out."""
    return tuple(
        _not_today(catalogue.errands[errand], NotTodayReason(why), office, on)
        for errand, why in items
        if errand in catalogue.errands and why in NotTodayReason.__members__.values()
    )


def _not_today(errand: Errand, why: NotTodayReason, office: Office, on: date) -> NotToday:
    station = office.station(errand.station)
    shut = station is not None and why is NotTodayReason.CLOSED_TODAY
    return NotToday(errand.id, why, station.hours.next_open(on) if station and shut else None)


def _refusal(errand: Errand, office: Office, on: date) -> NotToday | None:
    station: OfficeStation | None = office.station(errand.station)
    if station is None or errand.id in station.not_offered:
        return _not_today(errand, NotTodayReason.NOT_IN_OFFICE, office, on)
    if errand.id in station.booking_only:
        return _not_today(errand, NotTodayReason.NEEDS_BOOKING, office, on)
    if station.hours.on(on) is None:
        return _not_today(errand, NotTodayReason.CLOSED_TODAY, office, on)
    return None
