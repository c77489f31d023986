"""A visitor's answers: held in memory only, never stored.

Knows the shape of answers and their defaults, not the words of any question.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from kiosk.core.office_config import Catalogue

Answer = str | int | tuple[str, ...] | None


class AnswerError(ValueError):
    """An answers file names an unknown question or option. `key` says which."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers to the questions of the catalogue, by the question's id; a default is what an unasked question counts as.

    `pick` is no question: the errand that a visitor picks who is going to one agency.
    """

    purpose: str = "new"
    adults: int = 1
    kids: str = "none"
    papers: tuple[str, ...] = ()
    ground: str | None = None
    pnr: str = "no"
    age: str = "mid"
    needs: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    pick: str | None = None

    def facts(self) -> dict[str, object]:
        """The names that conditions may use."""
        return {name: getattr(self, name) for name in self.questions()}

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
    def party_size(self) -> int:
        """People of the party, as the minutes count them: children count as two, the usual number."""
        return self.adults + (0 if self.kids == "none" else 2)


def read_answers(raw: object, catalogue: Catalogue) -> Answers:
    """Answers from a JSON document, checked against the catalogue's questions.

    Missing keys take the defaults. Raises AnswerError naming the key or option that is not known.
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
        options = [o.id for o in question.options if not o.leads_to_staff]
        if question.multiple:
            if not isinstance(value, list | tuple):
                raise AnswerError(question.id, f"{question.id!r} takes a list of {', '.join(options)}.")
            for item in value:
                _check(question.id, item, options)
            answers = answers.given(question.id, tuple(dict.fromkeys(str(item) for item in value)))
        elif value is None and question.ask_if is not None:
            continue
        else:
            _check(question.id, value, options)
            answers = answers.given(question.id, question.answer(str(value)))
    pick = raw.get("pick")
    if answers.purpose == "one":
        if pick is None:
            raise AnswerError(
                "pick", '"purpose": "one" needs "pick": the id of one errand, such as "SKV-REG".'
            )
        _check("pick", pick, list(catalogue.errands))
        answers = answers.given("pick", str(pick))
    elif pick is not None:
        _check("pick", pick, list(catalogue.errands))
    return answers


def _check(key: str, value: object, options: list[str]) -> None:
    if isinstance(value, bool) or str(value) not in options or isinstance(value, float):
        raise AnswerError(key, f"{key!r} has no option {value!r}; it takes {', '.join(options)}.")
