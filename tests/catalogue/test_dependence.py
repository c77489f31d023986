"""Partial evaluation: equal to the evaluator where all is known, and never silent about an answer that matters."""

from __future__ import annotations

import random
from itertools import product
from typing import Any

import pytest

from kiosk.catalogue.dependence import reduce
from kiosk.catalogue.expressions import (
    ChoiceDomain,
    CompiledValue,
    NumberDomain,
    Several,
    Vocabulary,
    compile_function,
    compile_value,
)
from kiosk.core.office_config import Open

OPTIONS = {"a": ("x", "y", "z"), "b": ("x", "y", "z"), "n": (0, 1, 2)}
SEVERAL = ("k", "l")
VOCABULARY = Vocabulary(
    {
        "a": ChoiceDomain(("x", "y", "z")),
        "b": ChoiceDomain(("x", "y", "z")),
        "n": NumberDomain((0, 1, 2)),
        "many": Several(SEVERAL),
    }
)
WANT = compile_function("'l' in many or o in many", "o", ChoiceDomain(SEVERAL), VOCABULARY)
VOCABULARY = VOCABULARY.with_function("want", WANT)
EVERY: list[dict[str, Any]] = [
    {"a": a, "b": b, "n": n, "many": many}
    for a, b, n, many in product(
        (*OPTIONS["a"], None), OPTIONS["b"], OPTIONS["n"], ((), ("k",), ("l",), ("k", "l"))
    )
]
ATOMS = (
    "a == 'x'", "a != 'y'", "a in ('x', 'z')", "a not in ('y', 'z')", "b == 'z'", "b in ('x', 'y')", "n > 0", "n <= 1",
    "'k' in many", "'l' not in many", "want('k')",
)  # fmt: skip


def expression(rng: random.Random, depth: int = 3) -> str:
    """A condition of the language of the rules."""
    kind = rng.choice(("and", "or", "not", "if", "atom")) if depth else "atom"
    if kind == "atom":
        return rng.choice(ATOMS)
    parts = [f"({expression(rng, depth - 1)})" for _ in range(3)]
    if kind == "not":
        return f"not {parts[0]}"
    return f"{parts[0]} if {parts[1]} else {parts[2]}" if kind == "if" else f" {kind} ".join(parts)


def compiled(rng: random.Random) -> CompiledValue:
    return compile_value(expression(rng), VOCABULARY)[0]


def partial(known: dict[str, object], open_names: set[str]) -> dict[str, object]:
    facts: dict[str, object] = dict(known)
    for name in open_names:
        possible = frozenset[object]({*OPTIONS[name], None}) if name in OPTIONS else None
        facts[name] = Open(frozenset((name,)), possible)
    return facts


@pytest.mark.parametrize("seed", range(40))
def test_where_all_is_known_the_value_is_that_of_the_evaluator(seed: int) -> None:
    value = compiled(random.Random(seed))
    for facts in EVERY:
        assert bool(reduce(value.node, value.functions, facts)) == bool(value(facts)), facts


@pytest.mark.parametrize("seed", range(40))
def test_what_is_decided_holds_for_every_open_answer_and_what_is_not_named_changes_nothing(seed: int) -> None:
    """The whole of what the shortened way relies on, for every answer to every question of a condition."""
    rng = random.Random(seed)
    value = compiled(rng)
    open_names = set(rng.sample(("a", "b", "n", "many"), rng.randint(1, 3)))
    for known in rng.sample(EVERY, 12):
        found = reduce(value.node, value.functions, partial(known, open_names))
        same = [f for f in EVERY if all(f[k] == known[k] for k in known if k not in open_names)]
        if not isinstance(found, Open):
            assert {bool(value(facts)) for facts in same} == {bool(found)}
            continue
        for facts in same:
            for name in open_names:
                others = [f for f in same if all(f[k] == facts[k] for k in f if k != name)]
                if name != "many":
                    unnamed = name not in found.answers
                    assert not unnamed or len({bool(value(f)) for f in others}) == 1, (name, facts)
                    continue
                for option in SEVERAL:
                    toggled = [f for f in others if set(f["many"]) ^ set(facts["many"]) <= {option}]
                    unnamed = f"many.{option}" not in found.answers
                    assert not unnamed or len({bool(value(f)) for f in toggled}) == 1, (option, facts)


def test_an_answer_that_is_not_given_equals_no_option() -> None:
    value = compile_value("a == 'x'", VOCABULARY)[0]
    maybe = Open(frozenset(("a",)), frozenset(("x", None)))
    assert isinstance(reduce(value.node, value.functions, {"a": maybe}), Open)
