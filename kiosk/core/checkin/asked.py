"""Which questions a visitor is asked: only those whose answer can still change what the visitor gets.

That is: the agenda, who must come, the papers, the minutes, the come-back list, the path after a permit, and that
nobody under age goes on alone. What cannot change any of them, given the answers before, is not asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, Generic, TypeVar

from kiosk.core.checkin.answers import Answers
from kiosk.core.office_config import (
    AnswerType,
    Catalogue,
    Condition,
    Errand,
    OfficeConfig,
    Open,
    Option,
    PartialFacts,
    Presence,
    Question,
)

PARTY_QUESTIONS: Final = ("adults", "kids", "children")
"""Who came along: the only questions on the way to one agency."""

AGE: Final = "age"
"""The question that also finds who is under age, and is therefore always asked on the full path."""

_SECOND: Final = {"age": "age2", "pnr": "pnr2"}
"""Facts of the second adult, and the questions that give them."""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question to ask, with the options that make a difference."""

    question: Question
    options: tuple[Option, ...]
    relevant: bool = True  # False: asked for the sake of visitors under age only

    @property
    def id(self) -> str:
        return self.question.id


def asked_questions(answers: Answers, catalogue: Catalogue) -> tuple[AskedQuestion, ...]:
    """The questions for these answers, in order. `catalogue` is that of the day."""
    questions = {q.id: q for q in catalogue.questions}
    if answers.purpose in catalogue.short_paths:
        names = ["purpose"]
        if not catalogue.short_paths[answers.purpose] and any(
            _counts_people(catalogue.errands[errand]) for errand in answers.pick
        ):
            names += [n for n in PARTY_QUESTIONS if n != "children" or answers.kids != "none"]
        return tuple(
            AskedQuestion(questions[n], _offered(questions[n], answers)) for n in names if n in questions
        )
    found: list[AskedQuestion] = []
    known: dict[str, object] = {}
    facts = answers.facts()
    for question in catalogue.questions:
        asked = None
        if question.ask_if is None or question.ask_if({**_defaults(), **known}):
            asked = _asked(question, answers, catalogue, tuple(known.items()))
        if asked is not None:
            found.append(asked)
            known[question.id] = facts[question.id]
        else:
            known[question.id] = _defaults().get(question.id)
            if question.id in _SECOND.values():
                known[question.id] = known.get(question.id[:-1])
    return tuple(found)


def day_catalogue(config: OfficeConfig, today: date) -> Catalogue:
    """The catalogue of an office as it holds on a day; the same object for the same day."""
    return _day_catalogue(_Key(config), today)


@lru_cache(maxsize=1)
def _defaults() -> Mapping[str, object]:
    return Answers().facts()


def _asked(
    question: Question, answers: Answers, catalogue: Catalogue, known: tuple[tuple[str, object], ...]
) -> AskedQuestion | None:
    options = _offered(question, answers)
    if question.required or question.id in PARTY_QUESTIONS:
        return AskedQuestion(question, options)
    matter = _open_answers(_Key(catalogue), known)
    if question.type is AnswerType.SEVERAL:
        options = tuple(o for o in options if o.exclusive or f"{question.id}.{o.id}" in matter)
        return AskedQuestion(question, options) if any(not o.exclusive for o in options) else None
    if question.id in matter:
        return AskedQuestion(question, options)
    if question.id == AGE:
        return AskedQuestion(
            question, tuple(o for o in options if o.leads_to_staff or o.id == answers_default(AGE)), False
        )
    return None


def answers_default(question: str) -> object:
    """What a question counts as when it is not asked."""
    return _defaults()[question]


def _offered(question: Question, answers: Answers) -> tuple[Option, ...]:
    facts = answers.facts()
    return tuple(o for o in question.options if not o.hidden and (o.show_if is None or o.show_if(facts)))


T = TypeVar("T")


class _Key(Generic[T]):
    """An object as a key of a cache: the same object, not an equal one."""

    __slots__ = ("of",)

    def __init__(self, of: T) -> None:
        self.of = of

    def __hash__(self) -> int:
        return id(self.of)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.of is self.of


@lru_cache(maxsize=8)
def _day_catalogue(config: _Key[OfficeConfig], today: date) -> Catalogue:
    return config.of.catalogue.on(today, config.of.office.enabled_rules)


@lru_cache(maxsize=4096)
def _open_answers(key: _Key[Catalogue], known: tuple[tuple[str, object], ...]) -> frozenset[str]:
    """Return the open answers on which something of the outcome still depends."""
    catalogue = key.of
    given = dict(known)
    adults = given.get("adults", 1)
    matter: set[str] = set()
    for each in _adults(catalogue, given, isinstance(adults, int) and adults > 1):
        facts = catalogue.derive_partly(each)
        matter |= _of_rules(catalogue, facts)
        for row in catalogue.come_backs:
            held = _reduced(catalogue, row.when, facts, matter)
            if held is not False and row.unlocks:
                for later in _after_registration(each):
                    matter |= _of_rules(catalogue, catalogue.derive_partly(later), row.unlocks)
        after = catalogue.after_permit
        if after is not None and _reduced(catalogue, after.when, facts, matter) is not False:
            matter |= _of_rules(catalogue, catalogue.derive_partly({**each, **after.answers}))
            for later in _after_registration({**each, **after.answers}):
                matter |= _of_rules(catalogue, catalogue.derive_partly(later))
    return frozenset(matter)


def _adults(catalogue: Catalogue, given: Mapping[str, object], several: bool) -> Iterable[dict[str, object]]:
    """The partial facts of the first and, where there is one, of the second adult."""
    facts: dict[str, object] = {}
    for question in catalogue.questions:
        facts[question.id] = (
            given.get(question.id, _open(question)) if question.id in given else _open(question)
        )
    for name, value in _defaults().items():
        facts.setdefault(name, value)
    yield facts
    if several:
        yield {**facts, **{name: facts[second] for name, second in _SECOND.items()}}


def _open(question: Question) -> Open:
    if question.type is AnswerType.SEVERAL:
        return Open(frozenset((question.id,)))
    values = (question.answer(o.id) for o in question.options if not o.leads_to_staff)
    possible = frozenset(values) | ({_defaults().get(question.id)} if question.ask_if is not None else set())
    return Open(frozenset((question.id,)), possible)


def _after_registration(facts: Mapping[str, object]) -> Iterable[dict[str, object]]:
    """The facts once the number is there: as they are, and with every station visited."""
    later = {**facts, "purpose": "new", "pnr": "yes", "pnr2": "yes"}
    yield later
    yield {**later, "done": ("MV", "SKV", "FK", "AF", "PM")}


def _of_rules(catalogue: Catalogue, facts: PartialFacts, errands: tuple[str, ...] | None = None) -> set[str]:
    matter: set[str] = set()
    for rule in catalogue.rules:
        if errands is not None and rule.errand not in errands:
            continue
        held = _reduced(catalogue, rule.when, facts, matter)
        if held is False:
            continue
        for name in catalogue.errands[rule.errand].bring:
            paper = catalogue.papers.get(name)
            if paper is not None and paper.when is not None:
                _reduced(catalogue, paper.when, facts, matter)
    return matter


def _reduced(
    catalogue: Catalogue, condition: Condition, facts: PartialFacts, matter: set[str]
) -> bool | Open:
    value = catalogue.decide(condition, facts)
    if isinstance(value, Open):
        matter |= value.answers
    return value


def _counts_people(errand: Errand) -> bool:
    """Whether minutes or who must come depend on who came along."""
    return errand.per_person > 0 or errand.presence in (
        Presence.WHOLE_FAMILY,
        Presence.EACH_ADULT,
        Presence.BOTH_ADULTS,
    )
