"""The persons file: who stands in front of the kiosk, and what the rules must give each of them.

Used by `motesplats rules check` and `rules diff`, and by the tests of the rules.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from pydantic import Field

from kiosk.catalogue import toml_reader
from kiosk.catalogue.models import StrictModel
from kiosk.core.checkin.agenda import OR, Agenda, make_agenda
from kiosk.core.checkin.answers import AnswerError, read_answers
from kiosk.core.office_config import OfficeConfig, Presence, Strength
from kiosk.errors import UserError

PERSONS: Final = Path(__file__).parent / "data" / "persons.toml"
USUAL_DAY: Final = date(2026, 12, 2)
"""Office day of a person without a date: a Wednesday on which every station of the built-in office is open."""
MAY_COME_BEFORE: Final = "KOM-SKOLA"
"""The errand that waits for no meeting: children's right to school depends on no decision."""


class Person(StrictModel):
    """A person and what a well-informed caseworker expects of the agenda."""

    name: str
    why: str = ""
    on: date = Field(default=USUAL_DAY, alias="date")
    enable: list[str] = Field(default=[])
    answers: dict[str, Any]
    must: list[str] = Field(default=[])
    must_any: list[str] = Field(default=[])
    must_not: list[str] = Field(default=[])
    first: list[str] = Field(default=[])
    come_back_has: list[str] = Field(default=[])
    come_back_not: list[str] = Field(default=[])
    papers_not: list[str] = Field(default=[])
    minutes: dict[str, int] = Field(default={})
    each_adult: list[str] = Field(default=[])


class PersonsFile(StrictModel):
    person: list[Person] = Field(default=[])


class PersonsError(UserError):
    """The persons file cannot be used."""


def read_persons(path: Path = PERSONS) -> tuple[Person, ...]:
    """Return the persons of a file.

    Raises:
        PersonsError: It cannot be read, or a line of it does not fit.
    """
    try:
        source = toml_reader.read(path, PersonsFile)
    except OSError as error:
        raise PersonsError(f"{path} cannot be read ({error.strerror}).", "Check the path.") from error
    if source.problems:
        raise PersonsError(str(source.problems[0]), "Mend the line.")
    return tuple(source.rows.person)


def agenda_of(person: Person, config: OfficeConfig, on: date | None = None) -> Agenda:
    """Return a person's agenda in an office.

    Raises:
        PersonsError: The answers do not fit the catalogue.
    """
    try:
        answers = read_answers(person.answers, config.catalogue)
    except AnswerError as error:
        raise PersonsError(f"{person.name}: {error}", "Mend the answers of this person.") from error
    office = config.office
    enabled = office.enabled_rules | frozenset(person.enable)
    return make_agenda(answers, config.catalogue, replace(office, enabled_rules=enabled), on or person.on)


def differences(person: Person, config: OfficeConfig, *, with_minutes: bool = True) -> tuple[str, ...]:
    """Return what differs from the expectations, one sentence each; empty when all is as expected.

    Args:
        with_minutes: Compare the minutes as well, which an office may change.

    Raises:
        PersonsError: The person names an errand, station or paper that does not exist.
    """
    _check_names(person, config)
    agenda = agenda_of(person, config)
    listed = {*agenda.errands, *(missed.errand for missed in agenda.not_today)}
    papers = {name for stop in agenda.stops for entry in stop.bring for name in entry.split(OR)}
    who = dict(pair for stop in agenda.stops for pair in stop.who)
    hard = {(before, after) for before, after, strength in agenda.precedence if strength is Strength.HARD}
    found = [f"{errand} is missing" for errand in person.must if errand not in listed]
    found += [f"{errand} is on the list" for errand in person.must_not if errand in listed]
    if person.must_any and not listed & set(person.must_any):
        found.append(f"none of {', '.join(person.must_any)} is on the list")
    found += [
        f"{errand} does not come before {other}"
        for errand in person.first
        for other in agenda.errands
        if other not in (errand, MAY_COME_BEFORE) and (errand, other) not in hard
    ]
    registered_today = not set(config.catalogue.registration) & {m.errand for m in agenda.not_today}
    if registered_today:
        found += [f"{e} may not follow" for e in person.come_back_has if e not in agenda.unlocks]
    found += [f"{e} may follow" for e in person.come_back_not if e in agenda.unlocks]
    found += [f"{paper} is asked for" for paper in person.papers_not if paper in papers]
    found += [
        f"{errand} does not call each adult"
        for errand in person.each_adult
        if errand in who and who[errand] not in (Presence.EACH_ADULT, Presence.BOTH_ADULTS)
    ]
    for station, minutes in person.minutes.items():
        stop = agenda.stop(station)
        if with_minutes and stop is not None and stop.minutes != minutes:
            found.append(f"{station} takes {stop.minutes} minutes, not {minutes}")
    return tuple(found)


def _check_names(person: Person, config: OfficeConfig) -> None:
    named = (
        *person.must,
        *person.must_any,
        *person.must_not,
        *person.first,
        *person.come_back_has,
        *person.come_back_not,
        *person.each_adult,
    )
    for errand in named:
        if errand not in config.catalogue.errands:
            raise PersonsError(f"{person.name}: there is no errand {errand!r}.", "Mend the persons file.")
    for paper in person.papers_not:
        if paper not in config.catalogue.papers:
            raise PersonsError(f"{person.name}: there is no paper {paper!r}.", "Mend the persons file.")
