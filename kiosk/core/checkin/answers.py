"""A visitor's answers: held in memory only, never stored.

Knows the shape of answers and their defaults, not the words of any question.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Final

from kiosk.core.office_config import AnswerType, Catalogue, Party, Question

Answer = str | int | tuple[str, ...] | None

MORE_ADULTS: Final = 3
"""Adults: the answer "three or more", which counts as three."""


class AnswerError(ValueError):
    """An answers file names an unknown question or option, or contradicts itself. `key` says where."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers to the questions of the catalogue, by the question's id; a default is what an unasked question counts as.

    `pick` is no question: the errands that a visitor picks who is going to one agency.
    """

    purpose: str = "new"
    sender: str = "other"
    letter: str = "unknown"
    adults: int = 1
    children: int | None = None
    papers: tuple[str, ...] = ()
    may_stay: str = "unknown"
    ground: str | None = None
    family_of: str = "other"
    pnr: str = "no"
    pnr2: str | None = None
    permit_months: str = "12_or_more"
    stay: str = "year_or_more"
    kids: str | None = None  # None: not asked, it follows from the children
    moved: str = "no"
    arrived: str = "before_2027"
    permit_ends: str = "later"
    age: str = "mid"
    age2: str | None = None
    needs: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    pick: tuple[str, ...] = ()

    def facts(self) -> dict[str, object]:
        """The names that conditions may use, as they hold for the first adult."""
        known = {name: getattr(self, name) for name in self.questions()}
        known["children"] = self.party.children
        known["kids"] = self.kids or ("all_here" if self.party.children else "none")
        known["age2"] = self.age2 or self.age
        known["pnr2"] = self.pnr2 or self.pnr
        return known

    def of_each_adult(self) -> tuple[Answers, ...]:
        """The answers as they hold for each adult: a third adult counts as the first one."""
        second = replace(self, age=self.age2 or self.age, pnr=self.pnr2 or self.pnr)
        return (self, second, *(self for _ in range(self.adults - 2)))[: self.adults]

    @classmethod
    def questions(cls) -> tuple[str, ...]:
        """The ids of the questions that can be answered."""
        return tuple(field.name for field in fields(cls) if field.name != "pick")

    def given(self, question: str, answer: Answer) -> Answers:
        """A copy with one answer changed. Raises AttributeError for an unknown question."""
        if question not in self.__dataclass_fields__:
            raise AttributeError(question)
        return replace(self, **{question: answer})  # type: ignore[arg-type]

    def without(self, question: str) -> Answers:
        """A copy in which a question counts as not asked."""
        return self.given(question, getattr(type(self)(), question))

    @property
    def party(self) -> Party:
        """The people of the party. Children whose number is not known count as one."""
        if self.children is not None:
            return Party(self.adults, self.children)
        return Party(self.adults, 0 if self.kids in (None, "none") else 1)


def read_answers(raw: object, catalogue: Catalogue) -> Answers:
    """Answers from a JSON document, checked against the catalogue's questions.

    Missing keys take the defaults. Raises AnswerError naming the key or option that is not known, or the
    answers that contradict each other.
    """
    if not isinstance(raw, Mapping):
        raise AnswerError("answers", 'The answers must be a JSON object, such as {"purpose": "new"}.')
    known = [q.id for q in catalogue.questions]
    answers = Answers()
    for key, value in raw.items():
        if key == "pick":
            continue
        question = catalogue.question(str(key))
        if question is None:
            raise AnswerError(str(key), f"Unknown question {key!r}; known are {', '.join([*known, 'pick'])}.")
        if question.multiple:
            options = answer_options(question)
            if not isinstance(value, list | tuple):
                raise AnswerError(question.id, f"{question.id!r} takes a list of {', '.join(options)}.")
            for item in value:
                _check(question.id, item, options)
            answers = answers.given(question.id, tuple(dict.fromkeys(str(item) for item in value)))
        elif value is None and getattr(answers, question.id) is None:
            continue
        else:
            _check(question.id, value, answer_options(question))
            answers = answers.given(question.id, question.answer(str(value)))
    if answers.purpose == LETTER_MV:
        answers = replace(answers, purpose="letter", sender="MV")
    return _consistent(replace(answers, pick=_picked(raw.get("pick"), answers.purpose, catalogue)))


LETTER_MV: Final = "letter_mv"
"""Purpose in answers files of earlier versions: a letter from Migrationsverket."""


def answer_options(question: Question) -> list[str]:
    """What answers files may hold for a question, as text."""
    if question.type is AnswerType.COUNT:
        return [str(number) for number in question.numbers]
    return [o.id for o in question.options if not o.leads_to_staff]


def _picked(value: object, purpose: str, catalogue: Catalogue) -> tuple[str, ...]:
    if value is None:
        if purpose == "one":
            raise AnswerError(
                "pick",
                '"purpose": "one" needs "pick": the id of an errand, such as "SKV-REG", or a list of them.',
            )
        return ()
    picked = value if isinstance(value, list | tuple) else [value]
    for item in picked:
        _check("pick", item, list(catalogue.errands))
    if not picked:
        raise AnswerError("pick", "'pick' is an empty list; name at least one errand.")
    return tuple(dict.fromkeys(str(item) for item in picked))


def _consistent(answers: Answers) -> Answers:
    """Return the answers; raises AnswerError where two of them cannot both be true."""
    kids = answers.kids or "none"
    if answers.children is not None and (kids == "none") != (answers.children == 0):
        raise AnswerError(
            "children",
            f"'kids' {kids} and 'children' {answers.children} contradict each other; change one of them.",
        )
    return answers


def _check(key: str, value: object, options: list[str]) -> None:
    if isinstance(value, bool) or str(value) not in options or isinstance(value, float):
        raise AnswerError(key, f"{key!r} has no option {value!r}; it takes {', '.join(options)}.")
