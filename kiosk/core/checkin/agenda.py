"""From answers to agenda: the rules of the catalogue, run for one office on one day.

Routing only: it never decides a right. Staff may change every line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Protocol

from kiosk.core.checkin.answers import Answers
from kiosk.core.office_config import (
    Catalogue,
    Errand,
    InterpreterUse,
    Office,
    OfficeStation,
    Presence,
    Strength,
)


class NotTodayReason(StrEnum):
    """Why an errand is not on today's list."""

    CLOSED_TODAY = "closed_today"
    NOT_IN_OFFICE = "not_in_office"
    NEEDS_BOOKING = "needs_booking"


@dataclass(frozen=True, slots=True)
class AgendaStop:
    """One visit's business at one station. `minutes` is estimated service time for the party."""

    station: str
    errands: tuple[str, ...]
    minutes: int


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

    @property
    def empty(self) -> bool:
        return not self.stops

    @property
    def minutes(self) -> int:
        return sum(stop.minutes for stop in self.stops)

    def stop(self, station: str) -> AgendaStop | None:
        return next((s for s in self.stops if s.station == station), None)


def wanted_errands(answers: Answers, catalogue: Catalogue) -> tuple[str, ...]:
    """Errands in rule order. A short path gives its own and runs no rule."""
    short = catalogue.short_paths.get(answers.purpose)
    if short is not None:
        return short or ((answers.pick,) if answers.pick else ())
    facts = catalogue.derive(answers.facts())
    return tuple(rule.errand for rule in catalogue.rules if rule.when(facts))


def make_agenda(answers: Answers, catalogue: Catalogue, office: Office, on: date) -> Agenda:
    """The agenda of one party in one office on one office day."""
    today: list[str] = []
    not_today: list[NotToday] = []
    for errand_id in wanted_errands(answers, catalogue):
        refusal = _refusal(catalogue.errands[errand_id], office, on)
        if refusal is None:
            today.append(errand_id)
        else:
            not_today.append(refusal)
    come_back: tuple[str, ...] = ()
    if answers.purpose not in catalogue.short_paths:
        facts = catalogue.derive(answers.facts())
        come_back = tuple(c.id for c in catalogue.come_backs if c.when(facts))
    return assemble(today, come_back, tuple(not_today), answers.party_size, catalogue, office)


def assemble(
    errands: Iterable[str],
    come_back: tuple[str, ...],
    not_today: tuple[NotToday, ...],
    party_size: int,
    catalogue: Catalogue,
    office: Office,
) -> Agenda:
    """Errands gathered into one stop per station, in the office's order of stations."""
    chosen = tuple(errands)
    order = {s.id: i for i, s in enumerate(office.stations)}
    by_station: dict[str, list[str]] = {}
    for errand_id in chosen:
        by_station.setdefault(catalogue.errands[errand_id].station, []).append(errand_id)
    stops = tuple(
        AgendaStop(station, tuple(ids), sum(service_minutes(catalogue.errands[i], party_size) for i in ids))
        for station, ids in sorted(by_station.items(), key=lambda item: order[item[0]])
    )
    return Agenda(stops, come_back, not_today, precedence_among(chosen, catalogue), chosen)


def service_minutes(errand: Errand, party_size: int) -> int:
    """Estimated minutes for a party: `min` + `per_person` for each further person (DESIGN §12)."""
    return errand.minutes + errand.per_person * (party_size - 1)


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


def without(
    agenda: Agenda, stations: Iterable[str], party_size: int, catalogue: Catalogue, office: Office
) -> Agenda:
    """The agenda without the stops at these stations (already done, or not today)."""
    gone = set(stations)
    kept = [e for e in agenda.errands if catalogue.errands[e].station not in gone]
    return assemble(kept, agenda.come_back, agenda.not_today, party_size, catalogue, office)


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


def papers_to_show(stop: WithErrands, errands: Mapping[str, Errand], at_most: int = 3) -> tuple[str, ...]:
    """What to show at a stop: each paper once, most important first."""
    known = (errands[e] for e in stop.errands if e in errands)
    ordered = dict.fromkeys(paper for errand in known for paper in errand.bring)
    return tuple(ordered)[:at_most]


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
