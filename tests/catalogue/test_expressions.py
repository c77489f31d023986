"""Conditions say only what the catalogue knows, and never fail once they are read."""

from __future__ import annotations

import pytest

from kiosk.catalogue.expressions import (
    BrokenNameError,
    ChoiceDomain,
    ExpressionError,
    Function,
    NumberDomain,
    Several,
    Truth,
    Vocabulary,
    compile_condition,
    compile_function,
    compile_value,
)

ANSWERS = Vocabulary(
    {
        "purpose": ChoiceDomain(("new", "one")),
        "adults": NumberDomain((1, 2, 3)),
        "papers": Several(("lma", "ut_card")),
        "needs": Several(("all", "work")),
        "waiting": Truth(),
    },
    broken=frozenset({"g"}),
)
NEEDS = ChoiceDomain(("all", "work"))


def want() -> Function:
    return compile_function("'all' in needs or need in needs", "need", NEEDS, ANSWERS)


KNOWN = ANSWERS.with_function("want", want())
FACTS = {"purpose": "new", "adults": 2, "papers": ("lma",), "needs": ("all",), "waiting": False}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("purpose == 'new'", True),
        ("purpose != 'new'", False),
        ("purpose in ('one', 'new')", True),
        ("purpose not in ('one',)", True),
        ("'lma' in papers and 'ut_card' not in papers", True),
        ("adults >= 3 or adults == 2", True),
        ("not waiting", True),
        ("waiting", False),
        ("not papers", False),
        ("want('work')", True),
        ("waiting if purpose == 'one' else not waiting", True),
        ("  purpose == 'new'  ", True),
    ],
)
def test_a_condition_holds_as_it_reads(text: str, holds: bool) -> None:
    """Comparing, membership, and, or, not, if-else and functions mean what they mean in Python."""
    assert compile_condition(text, KNOWN)(FACTS) is holds


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("purpose == 'nwe'", "'purpose' has no option 'nwe'. Did you mean 'new'?"),
        ("purpose in ('new', 'x')", "'purpose' has no option 'x'. Use one of: new, one."),
        ("'pass' in papers", "'papers' has no option 'pass'. Use one of: lma, ut_card."),
        ("purpos == 'new'", "There is no answer or fact called 'purpos'. Did you mean 'purpose'?"),
        ("want('wrok')", "want() has no option 'wrok'. Did you mean 'work'?"),
        ("wants('work')", "There is no function called 'wants'. Did you mean 'want'?"),
        ("want(purpose)", "'purpose' cannot be used here. want() takes one option in quotes."),
        ("adults == 4", "'adults' is never 4. Use one of: 1, 2, 3."),
        ("adults == '2'", "'adults' cannot be compared like that. Compare adults with a number."),
        ("purpose == 2", "'purpose' is no number. Compare purpose with an option in quotes."),
        ("papers == 'lma'", "'papers' cannot be compared like that. Write 'lma' in papers."),
        ("'new' in purpose", "'purpose' cannot be compared like that. Write purpose == 'new'."),
        ("waiting == 'yes'", "'waiting' cannot be compared like that. Write waiting alone, or not waiting."),
        ("purpose in needs", "'purpose' is no option of 'needs'. Compare with an option in quotes."),
        ("purpose in (new,)", "'new' cannot be used here. Write options in quotes."),
        (
            "1 < adults < 3",
            "'1 < adults < 3' cannot be used here. See the top of rules.toml for what can be written.",
        ),
        (
            "purpose < 'new'",
            "\"purpose < 'new'\" cannot be used here. Compare a name with an option in quotes.",
        ),
    ],
)
def test_an_unknown_name_or_option_is_refused_with_what_to_write(text: str, says: str) -> None:
    """A slip of the pen is found when the file is read, not when a visitor waits."""
    with pytest.raises(ExpressionError) as refused:
        compile_condition(text, KNOWN)
    assert str(refused.value) == says


@pytest.mark.parametrize("text", ["", "purpose ==", "purpose = 'new'", "purpose == 'new", "(" * 300, "a\0b"])
def test_what_is_no_expression_is_refused(text: str) -> None:
    """Broken syntax is told with the text and the place to look."""
    with pytest.raises(ExpressionError, match="is no expression") as refused:
        compile_condition(text, KNOWN)
    assert "rules.toml" in refused.value.remedy


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os')",
        "purpose.__class__",
        "[p for p in papers]",
        "papers[0]",
        "lambda: 1",
        "'a' * 9",
        "9 ** 9 ** 9",
        "f'{purpose}'",
        "(purpose := 'new')",
        "want('work', 'all')",
        "want(need='work')",
        "open('x')",
        "purpose == 'new' + ''",
        "adults == -1",
        "{'new': 1}",
    ],
)
def test_nothing_but_questions_about_answers_can_be_written(text: str) -> None:
    """No attribute, index, arithmetic, lambda or foreign function passes the check."""
    with pytest.raises(ExpressionError):
        compile_condition(text, KNOWN)


def test_a_broken_fact_is_told_apart_from_an_unknown_one() -> None:
    """What only fails because of another fault needs no second line."""
    with pytest.raises(BrokenNameError):
        compile_condition("g == 'eu' and purpose == 'new'", KNOWN)


def test_a_choice_of_choices_knows_its_options() -> None:
    """A derived fact can be compared only with what it can be."""
    value, kind = compile_value("'eu' if waiting else (purpose or 'none')", KNOWN)
    assert kind == ChoiceDomain(("eu", "new", "one", "none"))
    assert value(FACTS) == "new"
    assert value({**FACTS, "purpose": None}) == "none"


def test_a_function_sees_the_facts_of_the_moment() -> None:
    """One condition serves every visitor: nothing of the last run is left in it."""
    condition = compile_condition("want('work')", KNOWN)
    assert condition({**FACTS, "needs": ("work",)})
    assert not condition({**FACTS, "needs": ()})
