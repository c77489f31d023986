"""What an office offers: stations, errands, questions, rules. Types only; `kiosk.catalogue` fills them from files.

Must not know: where the data comes from, any word a visitor reads, or how conditions are written.
A condition is a callable over facts; the catalogue compiles the written form and checks it at load.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Final

from kiosk.core.keypad import USUAL_KEYS, KeypadKey

Facts = Mapping[str, object]
"""Answers and everything derived from them, by name."""
Condition = Callable[[Facts], bool]


PHONE_PATH: Final = "/t"
"""Path under which the office server serves the phone page of a ticket: `PHONE_PATH/TOKEN`."""


class Strength(StrEnum):
    """How firmly one errand comes before another (DOMAIN classes)."""

    HARD = "H"  # the earlier must be done in this visit
    LODGED = "L"  # it is enough that the earlier application has been handed in
    SOFT = "S"  # just better first


class Presence(StrEnum):
    """Who of the party must come to the desk."""

    ONE_ADULT = "one_adult"
    WHOLE_FAMILY = "whole_family"
    APPLICANT = "applicant"


class InterpreterUse(StrEnum):
    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Station:
    """An agency's place in the hall. `letter`, shape and colour belong together; see `kiosk/design/tokens.json`."""

    id: str
    agency: str  # the agency's Swedish name, as on signs and letters
    letter: str


@dataclass(frozen=True, slots=True)
class Errand:
    """One thing a person needs at one station. Minutes are estimates of service time, per party."""

    id: str
    station: str
    minutes: int
    per_person: int  # further minutes for each further person of the party
    presence: Presence
    interpreter: InterpreterUse
    pictogram: str
    bring: tuple[str, ...] = ()  # ids of papers to show, most important first
    booking: bool = False  # True where this office takes the errand by booked time only


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question. `exclusive` clears the other answers ("none of these")."""

    id: str
    pictogram: str
    exclusive: bool = False
    leads_to_staff: bool = False  # "I am under 18": no rule runs, staff meet the person


class AnswerType(StrEnum):
    """What the answer to a question is."""

    ONE = "one"  # the id of one option
    SEVERAL = "several"  # the ids of the options chosen, in the order of the question
    COUNT = "count"  # a number: the options are the numbers to choose from


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    type: AnswerType
    options: tuple[Option, ...]
    ask_if: Condition | None = None  # None: always asked on the full path
    grid: bool = False  # needs and already-done: more than six choices share one grid
    required: bool = False  # an office cannot switch it off

    @property
    def multiple(self) -> bool:
        return self.type is AnswerType.SEVERAL

    def option(self, option_id: str) -> Option | None:
        return next((o for o in self.options if o.id == option_id), None)

    def answer(self, option_id: str) -> str | int:
        """The answer that one option stands for."""
        return int(option_id) if self.type is AnswerType.COUNT else option_id


@dataclass(frozen=True, slots=True)
class Rule:
    errand: str
    when: Condition


@dataclass(frozen=True, slots=True)
class Precedence:
    before: str
    after: str  # an errand id, or "*" for every other errand
    strength: Strength


@dataclass(frozen=True, slots=True)
class ComeBack:
    """What needs a decision first: printed on the ticket, never queued today."""

    id: str
    when: Condition
    pictogram: str
    unlocks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DatedValue:
    start: date
    value: int


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything the rules need, in rule order. Built and validated by `kiosk.catalogue`."""

    stations: tuple[Station, ...]  # in the standard order of the process
    errands: Mapping[str, Errand]
    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]
    precedences: tuple[Precedence, ...]
    come_backs: tuple[ComeBack, ...]
    short_paths: Mapping[
        str, tuple[str, ...]
    ]  # answer to "purpose" -> errands; empty tuple: the visitor picks
    parameters: Mapping[str, tuple[DatedValue, ...]]
    derive: Callable[[Facts], Facts]  # answers -> answers with everything derived from them
    papers: Mapping[str, str] = field(default_factory=dict)  # paper to show -> its pictogram

    def station(self, station_id: str) -> Station | None:
        return next((s for s in self.stations if s.id == station_id), None)

    def question(self, question_id: str) -> Question | None:
        return next((q for q in self.questions if q.id == question_id), None)

    def parameter(self, name: str, on: date) -> int:
        """The value of a dated parameter on a day: the last one that has started. KeyError when none has."""
        started = [d for d in self.parameters[name] if d.start <= on]
        if not started:
            raise KeyError(name)
        return max(started, key=lambda d: d.start).value


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours by weekday, in the office's own time; a missing weekday is closed. `end` 00:00 is midnight."""

    by_weekday: Mapping[int, tuple[time, time]] = field(default_factory=dict)

    def on(self, day: date) -> tuple[time, time] | None:
        return self.by_weekday.get(day.weekday())

    def open_at(self, day: date, clock: time) -> bool:
        span = self.on(day)
        return span is not None and span[0] <= clock and (span[1] == time(0) or clock < span[1])

    def next_open(self, day: date) -> tuple[date, time] | None:
        """The first opening after `day` (not on it), within a week; None when never open."""
        for ahead in range(1, 8):
            later = day + timedelta(days=ahead)
            span = self.on(later)
            if span is not None:
                return later, span[0]
        return None


@dataclass(frozen=True, slots=True)
class Desk:
    """A numbered place with a clerk. Numbers are unique in the hall; `languages` are BCP 47 tags."""

    number: int
    station: str
    languages: tuple[str, ...] = ("sv",)
    pause: tuple[time, time] | None = None  # the clerk's usual break


@dataclass(frozen=True, slots=True)
class OfficeStation:
    """A station as it stands in one office."""

    id: str
    agency: str
    letter: str
    hours: Hours
    place: str = ""  # where in the hall, in words for staff and signs
    booking_only: frozenset[str] = frozenset()  # errands taken by booked time only
    not_offered: frozenset[str] = frozenset()  # errands this office has switched off


@dataclass(frozen=True, slots=True)
class Office:
    """One service office. Times are local to `time_zone`, never to the computer."""

    id: str
    name: str
    time_zone: str
    hours: Hours
    day_starts_at: time
    languages: tuple[str, ...]  # BCP 47 tags in the order shown
    stations: tuple[OfficeStation, ...]  # in the office's own order
    desks: tuple[Desk, ...] = ()
    series: int | None = None  # granted ticket series; None: derived from the incarnation
    phone_url: str | None = None
    printer: str | None = None  # tcp://host:9100, file:/dev/usb/lp0, cups:NAME, folder:PATH
    panel_mm_per_px: float = 0.3113
    keypad: Mapping[str, KeypadKey] = field(default_factory=lambda: USUAL_KEYS)  # by key name
    log: str = "auto"  # the form of log lines: auto, plain, json
    unreviewed: tuple[str, ...] = ()  # languages it would offer, were they reviewed
    order: str = "rule"  # or check_in: by what the next visitor is called
    pre_call: bool = True  # the next visitor is asked near when a desk will soon be free
    interpreters: Mapping[str, int] = field(default_factory=dict)  # language -> how many are in the house

    def station(self, station_id: str) -> OfficeStation | None:
        return next((s for s in self.stations if s.id == station_id), None)


@dataclass(frozen=True, slots=True)
class OfficeConfig:
    """A catalogue as one office gives it, with what was wrong in its settings and left out."""

    catalogue: Catalogue
    office: Office
    problems: tuple[str, ...] = ()
