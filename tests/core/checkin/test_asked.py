"""Only questions whose answer can still matter are asked, and the shortened way gives the same result."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from kiosk.catalogue.load import load_config
from kiosk.core.checkin.agenda import Agenda, make_agenda
from kiosk.core.checkin.answers import Answers
from kiosk.core.checkin.asked import asked_questions, day_catalogue
from kiosk.core.office_config import AnswerType, Catalogue
from tests.conftest import SOAK

CONFIG = load_config(None)
DAY = date(2026, 11, 23)
CATALOGUE = day_catalogue(CONFIG, DAY)


def full_answers(rng: random.Random, catalogue: Catalogue) -> Answers:
    """A visitor who has an answer to every question that the full way asks."""
    answers = Answers()
    for question in catalogue.questions:
        if question.ask_if is not None and not question.ask_if(answers.facts()):
            continue
        facts = answers.facts()
        options = [
            o
            for o in question.options
            if not o.leads_to_staff and not o.hidden and (o.show_if is None or o.show_if(facts))
        ]
        if question.type is AnswerType.SEVERAL:
            alone = [o.id for o in options if o.exclusive]
            others = [o.id for o in options if not o.exclusive]
            chosen = (
                [rng.choice(alone)]
                if rng.random() < 0.4
                else rng.sample(others, rng.randint(1, min(3, len(others))))
            )
            answers = answers.given(question.id, tuple(o.id for o in options if o.id in chosen))
        else:
            answers = answers.given(question.id, question.answer(rng.choice(options).id))
    return replace(answers, purpose="new") if answers.purpose in catalogue.short_paths else answers


def shortened(answers: Answers, catalogue: Catalogue) -> Answers:
    """The answers of the same visitor on the shortened way: what is not asked counts as not asked."""
    said = Answers()
    while True:
        asked = asked_questions(said, catalogue)
        for each in asked:
            value = getattr(answers, each.id)
            if isinstance(value, tuple):
                offered = {o.id for o in each.options}
                value = tuple(o for o in value if o in offered)
            if getattr(said, each.id) != value:
                said = said.given(each.id, value)
                break
        else:
            break
    names = {each.id for each in asked_questions(said, catalogue)}
    for name in Answers.questions():
        if name not in names:
            said = said.without(name)
    return said


def result(answers: Answers) -> tuple[object, ...]:
    """What a visitor gets: everything but the reasons of needs without a stop."""
    agenda = make_agenda(answers, CONFIG.catalogue, CONFIG.office, DAY)

    def plain(one: Agenda | None) -> object:
        return one and (one.stops, one.errands, one.come_back, one.not_today, one.precedence, one.unlocks)

    return plain(agenda), plain(agenda.after_permit)


@pytest.mark.parametrize("seed", range(400 if SOAK else 4))
def test_the_shortened_way_gives_the_same_result_as_the_full_one(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(60):
        answers = full_answers(rng, CATALOGUE)
        assert result(shortened(answers, CATALOGUE)) == result(answers), answers


def names(answers: Answers) -> list[str]:
    return [each.id for each in asked_questions(answers, CATALOGUE)]


def test_a_refused_asylum_seeker_without_children_is_not_asked_for_needs_or_places() -> None:
    asked = names(Answers(papers=("lma", "decision"), may_stay="no"))
    assert not {"ground", "needs", "done", "stay", "family_of"} & set(asked)


def test_the_age_question_finds_visitors_under_age_also_where_the_band_does_not_matter() -> None:
    asked = asked_questions(Answers(papers=("lma",)), CATALOGUE)
    age = next(each for each in asked if each.id == "age")
    assert not age.relevant
    assert [o.id for o in age.options] == ["mid", "under18"]


def test_only_agencies_that_matter_are_offered_as_already_visited() -> None:
    asked = asked_questions(Answers(papers=("eu_id",), needs=("swedish",), pnr="yes"), CATALOGUE)
    done = next(each for each in asked if each.id == "done")
    assert [o.id for o in done.options] == ["none", "KOM"]


def test_the_year_of_arrival_is_asked_only_while_its_rule_holds() -> None:
    answers = Answers(papers=("ut_card",), ground="protection", children=1)
    assert "arrived" not in names(answers)
    office = replace(CONFIG.office, enabled_rules=frozenset({"FK-REG-2027"}))
    later = day_catalogue(replace(CONFIG, office=office), date(2027, 1, 4))
    assert "arrived" in [each.id for each in asked_questions(answers, later)]
