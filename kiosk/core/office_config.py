"""What an office offers: stations, errands, questions, rules. Types only; `kiosk.catalogue` fills them from files.

Must not know: where the data comes from, any word a visitor reads, or how conditions are written.
A condition is a callable over facts; the catalogue compiles the written form and checks it at load.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from enum import StrEnum
from typing import Final

from kiosk.core.keypad import USUAL_KEYS, KeypadKey
from kiosk.core.opening_hours import Hours

Facts = Mapping[str, object]
"""Answers and everything derived from them, by name."""
Condition = Callable[[Facts], bool]


@dataclass(frozen=True, slots=True)
class Open:
    """A fact that is not decided yet: the answers it depends on, and its values where they can be listed.

    An answer is a question's id; of a question with several answers, one option: `needs.work`.
    """

    answers: frozenset[str]
    possible: frozenset[object] | None = None


PartialFacts = Mapping[str, object]
"""Facts of which some are `Open`."""


RECEPTION_ERRAND: Final = "REC-HELP"
"""The errand of reception: talk to staff. Every office has it."""

MEETING: Final = "MV-DEL"
"""The errand of the meeting about a decision: only its desk may add the path of a granted permit."""

OTHER_LANGUAGE: Final = "und"
"""BCP 47 for a language that is not known: of a visitor who found none of theirs on the screen. Staff ask for it;
the visitor is shown pictures, Swedish and English."""

WORDS_OF_OTHER: Final = "en"
"""The language of the words, beside Swedish, for a visitor whose own is not known."""

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
    EACH_ADULT = "each_adult"  # each adult whom the errand concerns, one after the other
    BOTH_ADULTS = "both_adults"  # together
    WHOLE_FAMILY = "whole_family"
    APPLICANT = "applicant"  # the person whom the errand concerns


class OwnSign(StrEnum):
    """The signs for stations that an office adds, by their shape; the design tokens draw them."""

    OCTAGON = "octagon"
    SQUARE = "square"
    PENTAGON = "pentagon"
    DROP = "drop"
    NOTCHED = "notched"


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
    sign: str = ""  # of a station that an office has added: the name of its sign in the design tokens


@dataclass(frozen=True, slots=True)
class Party:
    """The people who came together."""

    adults: int = 1
    children: int = 0

    @property
    def size(self) -> int:
        return self.adults + self.children


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a piece of the catalogue comes from and on which days it holds.

    A `verify` piece has only a secondary source: it holds only where the office enables it by its id.
    """

    valid_from: date
    source: str  # the law or page
    valid_until: date | None = None  # the last day
    reviewed_by: str = ""  # empty: nobody has reviewed it yet
    reviewed_on: date | None = None
    verify: bool = False

    def has_begun(self, on: date) -> bool:
        return self.valid_from <= on

    def has_ended(self, on: date) -> bool:
        return self.valid_until is not None and self.valid_until < on


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
    by_choice: bool = False  # no rule leads here: only visitors who pick it
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question. `exclusive` clears the other answers ("none of these")."""

    id: str
    pictogram: str
    exclusive: bool = False
    leads_to_staff: bool = False  # "I am under 18": no rule runs, staff meet the person
    hidden: bool = False  # answers files may hold it, the screen does not offer it
    show_if: Condition | None = None  # None: always offered


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
    highest: int | None = None  # of a count: the largest number that answers files may hold
    only_with: str | None = None  # asked only on days on which the rule of this id holds

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers that answer a count: 0 to `highest`, or those of the options."""
        if self.highest is not None:
            return tuple(range(self.highest + 1))
        return tuple(int(option.id) for option in self.options if option.id.isdigit())

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
    """When a visitor gets an errand. `id` is the errand's, or another where several rules give one errand."""

    errand: str
    when: Condition
    id: str = ""
    replaces: str | None = None  # id of the rule that this one replaces while it holds
    provenance: Provenance | None = None

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", self.errand)


@dataclass(frozen=True, slots=True)
class Precedence:
    before: str
    after: str  # an errand id, or "*" for every other errand
    strength: Strength
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True)
class ComeBack:
    """What needs a decision first: printed on the ticket, never queued today."""

    id: str
    when: Condition
    pictogram: str
    unlocks: tuple[str, ...] = ()  # errands that may follow; each person gets those whose own rule gives them
    registration: bool | None = None
    """True: only with the registration on today's list. False: only when it is wanted and not on it."""
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True)
class PaperToShow:
    """A paper to show at a desk."""

    pictogram: str
    asked_as: str | None = None  # the option of "papers" that says whether the visitor has it
    identity: bool = False  # one of these is enough
    when: Condition | None = None  # None: whoever has the errand brings it
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """A need that visitors choose: the errands that answer it."""

    option: str
    errands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AfterPermit:
    """The path that a desk adds when a meeting shows that the permit is granted: the answers as they are then."""

    errand: str  # of the meeting
    when: Condition
    answers: Mapping[str, str | int | tuple[str, ...]]


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
    derive_partly: Callable[[PartialFacts], PartialFacts]  # the same where some answers are open
    decide: Callable[[Condition, PartialFacts], bool | Open]  # a condition over facts of which some are open
    papers: Mapping[str, PaperToShow] = field(default_factory=dict)
    needs: tuple[Need, ...] = ()
    registration: tuple[str, ...] = ()  # errands that register a party in the population register
    after_permit: AfterPermit | None = None

    def on(self, day: date, enabled: frozenset[str] = frozenset()) -> Catalogue:
        """Return the catalogue of one day: only what has begun and, where marked to be verified, is enabled.

        A rule past its last day sends to reception instead, unless another rule for its errand holds.
        """

        def holds(item: Rule | Precedence | ComeBack, name: str) -> bool:
            p = item.provenance
            return p is None or (p.has_begun(day) and (not p.verify or name in enabled))

        begun = [rule for rule in self.rules if holds(rule, rule.id)]
        current = [r for r in begun if r.provenance is None or not r.provenance.has_ended(day)]
        replaced = {rule.replaces for rule in current}
        served = {rule.errand for rule in current}
        rules = tuple(
            rule
            if rule in current
            else Rule(RECEPTION_ERRAND, rule.when, rule.id, provenance=rule.provenance)
            for rule in begun
            if rule.id not in replaced and (rule in current or rule.errand not in served)
        )
        ended = [p.provenance is None or not p.provenance.has_ended(day) for p in self.precedences]
        return replace(
            self,
            rules=rules,
            questions=tuple(
                q for q in self.questions if q.only_with is None or any(r.id == q.only_with for r in current)
            ),
            precedences=tuple(
                p for p, fresh in zip(self.precedences, ended, strict=True) if fresh and holds(p, p.before)
            ),
            come_backs=tuple(
                c
                for c in self.come_backs
                if holds(c, c.id) and (c.provenance is None or not c.provenance.has_ended(day))
            ),
        )

    @property
    def station_ids(self) -> tuple[str, ...]:
        return tuple(station.id for station in self.stations)

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
    without_interpreter: frozenset[str] = frozenset(("sv", "en"))  # languages in which desks need none
    enabled_rules: frozenset[str] = (
        frozenset()
    )  # rules marked to be verified that this office has switched on

    def station(self, station_id: str) -> OfficeStation | None:
        return next((s for s in self.stations if s.id == station_id), None)


@dataclass(frozen=True, slots=True)
class OfficeConfig:
    """A catalogue as one office gives it, with what was wrong in its settings and left out."""

    catalogue: Catalogue
    office: Office
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()  # settings that hold and may not be what is meant
    own_words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Words of the office's own: context, as `errand.BIB-KORT`, to language to text. Swedish is always there."""
