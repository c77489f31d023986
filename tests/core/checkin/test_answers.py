"""Answers from a file are checked against the catalogue's questions, and refused by name."""

from __future__ import annotations

from functools import cache

import pytest

from kiosk.catalogue.load import load_config
from kiosk.core.checkin.answers import AnswerError, Answers, read_answers
from kiosk.core.office_config import Catalogue, Party


@cache
def catalogue() -> Catalogue:
    return load_config(None).catalogue


def test_missing_keys_take_the_defaults() -> None:
    """An empty document is a new visitor, one adult, no children, no papers, no number."""
    assert read_answers({}, catalogue()) == Answers()


def test_every_option_of_every_question_is_taken() -> None:
    """What the kiosk can ask, a file can say, except the answer that leads to staff."""
    for question in catalogue().questions:
        for option in question.options:
            value: object = [option.id] if question.multiple else option.id
            pick: dict[str, object] = {"pick": "SKV-REG"} if option.id == "one" else {}
            pick |= {"kids": "all_here"} if question.id == "children" and option.id != "0" else {}
            if option.leads_to_staff:
                with pytest.raises(AnswerError, match=option.id):
                    read_answers({question.id: value}, catalogue())
            else:
                assert read_answers({question.id: value, **pick}, catalogue())


def test_adults_may_be_a_number_or_its_text() -> None:
    """2 and "2" are the same answer; the rules see a number."""
    assert read_answers({"adults": 2}, catalogue()) == read_answers({"adults": "2"}, catalogue())
    assert read_answers({"adults": "2"}, catalogue()).facts()["adults"] == 2


def test_an_answer_given_twice_counts_once() -> None:
    """A list keeps its order and loses its doubles."""
    assert read_answers({"papers": ["lma", "ut_card", "lma"]}, catalogue()).papers == ("lma", "ut_card")


def test_a_ground_that_was_not_asked_is_taken_as_given() -> None:
    """The file may say more than the questions ask; null means not answered."""
    assert read_answers({"ground": "family"}, catalogue()).ground == "family"
    assert read_answers({"ground": None}, catalogue()).ground is None


@pytest.mark.parametrize(
    ("raw", "key", "says"),
    [
        ({"x": 1}, "x", "Unknown question 'x'"),
        ({"lang": "sv"}, "lang", "Unknown question 'lang'"),
        ({"purpose": "nwe"}, "purpose", "'purpose' has no option 'nwe'"),
        ({"adults": 4}, "adults", "'adults' has no option 4"),
        ({"adults": True}, "adults", "'adults' has no option True"),
        ({"adults": 1.0}, "adults", "'adults' has no option 1.0"),
        ({"age": None}, "age", "'age' has no option None"),
        ({"papers": "lma"}, "papers", "'papers' takes a list"),
        ({"papers": [["lma"]]}, "papers", "'papers' has no option"),
        ({"age": "under18"}, "age", "'age' has no option 'under18'"),
        ({"purpose": "one"}, "pick", '"purpose": "one" needs "pick"'),
        ({"purpose": "one", "pick": "SKV-REK"}, "pick", "'pick' has no option 'SKV-REK'"),
        ({"pick": "SKV-REK"}, "pick", "'pick' has no option 'SKV-REK'"),
        ([], "answers", "must be a JSON object"),
        ("new", "answers", "must be a JSON object"),
    ],
)
def test_an_unknown_answer_is_refused_by_its_name(raw: object, key: str, says: str) -> None:
    """The error names the question, and the sentence says what is wrong and what can be said."""
    with pytest.raises(AnswerError) as refused:
        read_answers(raw, catalogue())
    assert refused.value.key == key
    assert says in str(refused.value)


def test_a_given_answer_leaves_the_old_answers_alone() -> None:
    """Answers are values: going back on the kiosk finds them unchanged."""
    before = Answers()
    after = before.given("needs", ("work",))
    assert (before.needs, after.needs) == ((), ("work",))
    with pytest.raises(AttributeError):
        before.given("name", "Sara")


@pytest.mark.parametrize(
    ("raw", "adults", "children"),
    [
        ({}, 1, 0),
        ({"adults": 2, "kids": "all_here"}, 2, 1),
        ({"adults": 2, "kids": "all_here", "children": 5}, 2, 5),
        ({"adults": 3, "kids": "none", "children": 0}, 3, 0),
    ],
)
def test_a_party_is_its_adults_and_its_children(raw: dict[str, object], adults: int, children: int) -> None:
    """Children whose number is not given count as one."""
    assert read_answers(raw, catalogue()).party == Party(adults, children)


@pytest.mark.parametrize(
    "raw", [{"kids": "none", "children": 3}, {"kids": "all_here", "children": 0}, {"children": 2}]
)
def test_children_that_contradict_each_other_are_refused(raw: dict[str, object]) -> None:
    with pytest.raises(AnswerError, match="contradict each other") as refused:
        read_answers(raw, catalogue())
    assert refused.value.key == "children"


def test_a_letter_from_migrationsverket_in_the_earlier_form_is_read() -> None:
    assert read_answers({"purpose": "letter_mv"}, catalogue()) == Answers(purpose="letter", sender="MV")


def test_each_adult_has_its_own_age_and_number() -> None:
    """Without an answer of its own the second adult is as the first; a third counts as the first."""
    couple = Answers(adults=3, age="old", age2="mid", pnr="yes")
    assert [(a.age, a.pnr) for a in couple.of_each_adult()] == [
        ("old", "yes"),
        ("mid", "yes"),
        ("old", "yes"),
    ]


def test_facts_are_the_questions_of_the_catalogue() -> None:
    """Conditions may name what is asked, and nothing else of the answers."""
    assert list(Answers().facts()) == [q.id for q in catalogue().questions]
