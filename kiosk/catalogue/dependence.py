"""Which open answers a condition still depends on: partial evaluation of the expressions of the rules.

What is decided by the known facts alone is decided; of the rest the open answers are named. The result may name an
answer that cancels out, and never leaves out one that matters. Must not know what any name means.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from kiosk.catalogue.expressions import CompiledCondition, CompiledValue, Function
from kiosk.core.office_config import Condition, Facts, Open, PartialFacts

NOTHING: Final[frozenset[str]] = frozenset()

_COMPARE: Final[dict[type[ast.cmpop], Callable[[Any, Any], bool]]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda a, b: a in b,
    ast.NotIn: lambda a, b: a not in b,
}


def reduce(node: ast.expr, functions: Mapping[str, Function], facts: PartialFacts) -> object:
    """Return the value of a checked expression, or `Open` with the answers that it depends on."""
    match node:
        case ast.Constant(value=constant):
            return constant
        case ast.Name(id=name):
            return facts[name]
        case ast.BoolOp(op=op, values=values):
            return _bool(isinstance(op, ast.And), values, functions, facts)
        case ast.UnaryOp(operand=operand):
            value = reduce(operand, functions, facts)
            return Open(value.answers) if isinstance(value, Open) else not value
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return _if(test, body, orelse, functions, facts)
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return _compare(left, op, right, functions, facts)
        case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=option)]):
            function = functions[name]
            return reduce(function.node, functions, {**facts, function.argument: option})
    raise AssertionError(f"unchecked expression {ast.unparse(node)}")


def _bool(
    is_and: bool, values: list[ast.expr], functions: Mapping[str, Function], facts: PartialFacts
) -> object:
    answers = NOTHING
    possible: frozenset[object] | None = frozenset()
    value: object = is_and
    for each in values:
        value = reduce(each, functions, facts)
        if isinstance(value, Open):
            answers |= value.answers
            possible = None if possible is None or value.possible is None else possible | value.possible
        elif bool(value) is not is_and:  # decides the whole, unless something open before it does
            if not answers or is_and or value is True:
                return value
            return Open(answers, None if possible is None else possible | {value})
    return Open(answers, possible) if answers else value


def _if(
    test: ast.expr,
    body: ast.expr,
    orelse: ast.expr,
    functions: Mapping[str, Function],
    facts: PartialFacts,
) -> object:
    decided = reduce(test, functions, facts)
    if not isinstance(decided, Open):
        return reduce(body if decided else orelse, functions, facts)
    answers, possible = decided.answers, frozenset[object]()
    known = True
    for branch in (body, orelse):
        value = reduce(branch, functions, facts)
        if isinstance(value, Open):
            answers |= value.answers
            known = known and value.possible is not None
            possible |= value.possible or frozenset()
        else:
            possible |= {value}
    return Open(answers, possible if known else None)


def _compare(
    left: ast.expr, op: ast.cmpop, right: ast.expr, functions: Mapping[str, Function], facts: PartialFacts
) -> object:
    compare = _COMPARE[type(op)]
    one = reduce(left, functions, facts)
    many = _elements(right) if isinstance(right, ast.Tuple) else reduce(right, functions, facts)
    if isinstance(many, Open):  # 'work' in needs
        answers = frozenset(f"{answer}.{one}" for answer in many.answers)
        return Open(answers)
    if not isinstance(one, Open):
        return compare(one, many)
    if one.possible is None:
        return Open(one.answers)
    outcomes = {compare(value, many) for value in one.possible if value is not None} | (
        {isinstance(op, ast.NotEq | ast.NotIn)} if None in one.possible else set()
    )
    return outcomes.pop() if len(outcomes) == 1 else Open(one.answers)


def _elements(node: ast.Tuple) -> tuple[object, ...]:
    return tuple(element.value for element in node.elts if isinstance(element, ast.Constant))


@dataclass(frozen=True, slots=True)
class Derive:
    """Answers to answers with every derived fact, each made from those before it."""

    steps: tuple[tuple[str, CompiledValue], ...]

    def __call__(self, facts: Facts) -> Facts:
        known = dict(facts)
        for name, value in self.steps:
            known[name] = value(known)
        return known


@dataclass(frozen=True, slots=True)
class DerivePartly:
    """As `Derive`, where some answers are open."""

    steps: tuple[tuple[str, CompiledValue], ...]

    def __call__(self, facts: PartialFacts) -> PartialFacts:
        known = dict(facts)
        for name, value in self.steps:
            known[name] = reduce(value.node, value.functions, known)
        return known


def decide(condition: Condition, facts: PartialFacts) -> bool | Open:
    """Whether a condition of the catalogue holds, as far as the known facts decide it."""
    assert isinstance(condition, CompiledCondition), "a condition of the catalogue"
    value = reduce(condition.node, condition.functions, facts)
    return value if isinstance(value, Open) else bool(value)
