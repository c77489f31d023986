"""Which questions a visitor is asked: only those whose answer can still change what the visitor gets.

That is: the agenda, who must come, the papers, the minutes, the come-back list, the path after a permit, and that
nobody under age goes on alone. What cannot change any of them, given the answers before, is not asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
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

PARTY_QUESTIONS: Final = ("adults", "children")
"""Who came along: the only questions on the way to one agency, and always asked on the full path."""

KIDS: Final = "kids"
"""The question whether all children are here; not asked, it follows from how many there are."""

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

    @property
    def several(self) -> bool:
        """Whether more than one answer can be chosen; if not, a touch answers and goes on."""
        return self.question.multiple and sum(not o.exclusive for o in self.options) > 1


def asked_questions(
    answers: Answers, catalogue: Catalogue, answered: frozenset[str] | None = None
) -> tuple[AskedQuestion, ...]:
    """The questions for these answers, in order. `catalogue` is that of the day.

    Args:
        answered: Questions that have an answer; the result then ends with the first question without one.
    """
    if answers.purpose in catalogue.short_paths:
        return _of_short_path(answers, catalogue)
    found: list[AskedQuestion] = []
    known: dict[str, object] = {}
    facts = answers.facts()
    relevance = _Relevance(catalogue)
    for question in catalogue.questions:
        asked = None
        if question.ask_if is None or question.ask_if({**_defaults(), **known}):
            asked = _asked(question, answers, known, relevance)
        known[question.id] = facts[question.id] if asked is not None else _unasked(question.id, known)
        if asked is not None:
            found.append(asked)
            if answered is not None and question.id not in answered:
                break
    return tuple(found)


def _of_short_path(answers: Answers, catalogue: Catalogue) -> tuple[AskedQuestion, ...]:
    names: tuple[str, ...] = ("purpose",)
    if not catalogue.short_paths[answers.purpose] and any(
        _counts_people(catalogue.errands[errand]) for errand in answers.pick
    ):
        names += PARTY_QUESTIONS
    questions = (catalogue.question(name) for name in names)
    return tuple(AskedQuestion(q, _offered(q, answers)) for q in questions if q is not None)


def day_catalogue(config: OfficeConfig, today: date) -> Catalogue:
    """The catalogue of an office as it holds on a day; the same object for the same day."""
    return _day_catalogue(_Key(config), today)


@lru_cache(maxsize=1)
def _defaults() -> Mapping[str, object]:
    return Answers().facts()


def _asked(
    question: Question, answers: Answers, known: Mapping[str, object], relevance: _Relevance
) -> AskedQuestion | None:
    options = _offered(question, answers)
    if question.required or question.id in PARTY_QUESTIONS:
        return AskedQuestion(question, options)
    matter = relevance.of(question, known)
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


def _unasked(question: str, known: Mapping[str, object]) -> object:
    """What a question counts as that is not asked."""
    if question == KIDS and known.get("children"):
        return "all_here"
    for first, second in _SECOND.items():
        if question == second:
            return known.get(first)
    return _defaults().get(question)


class _Relevance:
    """Which answers still matter, as more and more are known.

    What does not matter with some answers known does not matter with more of them known: the analysis is
    made again only for a question that the one before has named.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._last: frozenset[str] | None = None

    def of(self, question: Question, known: Mapping[str, object]) -> frozenset[str]:
        if self._last is None or _is_named(question, self._last):
            self._last = _open_answers(_Key(self._catalogue), tuple(known.items()))
        return self._last


def _is_named(question: Question, answers: frozenset[str]) -> bool:
    if question.type is AnswerType.SEVERAL:
        return any(f"{question.id}.{o.id}" in answers for o in question.options)
    return question.id in answers


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
    matter: set[str] = set()
    after = catalogue.after_permit
    for each in _adults(catalogue, dict(known)):
        facts = catalogue.derive_partly(each)
        _of_person(catalogue, each, facts, matter)
        if after is not None and _reduced(catalogue, after.when, facts, matter) is not False:
            granted = {**each, **after.answers}
            _of_person(catalogue, granted, catalogue.derive_partly(granted), matter)
    return frozenset(matter)


def _of_person(catalogue: Catalogue, answers: PartialFacts, facts: PartialFacts, matter: set[str]) -> None:
    """Add what the errands and the come-back list of one adult depend on."""
    _of_rules(catalogue, facts, matter)
    unlocked: set[str] = set()
    for row in catalogue.come_backs:
        if _reduced(catalogue, row.when, facts, matter) is not False:
            unlocked |= set(row.unlocks)
    if unlocked:
        later = {**answers, "purpose": "new", "pnr": "yes", "pnr2": "yes", "done": _visited(answers["done"])}
        _of_rules(catalogue, catalogue.derive_partly(later), matter, unlocked)


def _visited(done: object) -> Open:
    """The agencies visited by the time of the come-back: those of before, and some of today's."""
    return Open(frozenset({_TODAY, *(done.answers if isinstance(done, Open) else ())}))


_TODAY: Final = "today"
"""Stands for the agencies visited today, among the answers; it is no question."""


def _adults(catalogue: Catalogue, given: Mapping[str, object]) -> Iterable[dict[str, object]]:
    """The partial facts of the first and, where there may be one, of the second adult."""
    facts = dict(_defaults())
    for question in catalogue.questions:
        facts[question.id] = given[question.id] if question.id in given else _open(question, given)
    yield facts
    if given.get("adults") != 1:
        second = {name: facts[second] for name, second in _SECOND.items()}
        if any(facts[name] != value for name, value in second.items()):
            yield {**facts, **second}


def _open(question: Question, given: Mapping[str, object]) -> Open:
    if question.type is AnswerType.SEVERAL:
        return Open(frozenset((question.id,)))
    values: set[object] = {question.answer(o.id) for o in question.options if not o.leads_to_staff}
    if question.ask_if is not None:
        values.add(_defaults()[question.id])
    if question.id == KIDS and given.get("children"):
        values.discard("none")
    return Open(frozenset((question.id,)), frozenset(values))


def _of_rules(
    catalogue: Catalogue, facts: PartialFacts, matter: set[str], errands: Collection[str] | None = None
) -> None:
    """Add what the rules, and the papers of their errands, depend on."""
    for rule in catalogue.rules:
        if errands is not None and rule.errand not in errands:
            continue
        if _reduced(catalogue, rule.when, facts, matter) is False:
            continue
        for name in catalogue.errands[rule.errand].bring:
            paper = catalogue.papers.get(name)
            if paper is not None and paper.when is not None:
                _reduced(catalogue, paper.when, facts, matter)


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
