"""Which open answers a condition still depends on: partial evaluation of the expressions of the rules.

What is decided by the known facts alone is decided; of the rest the open answers are named. The result may name an
answer that cancels out, and never leaves out one that matters. Must not know what any name means.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from kiosk.catalogue.expressions import CompiledCondition, CompiledValue, Function
from kiosk.core.office_config import Condition, Facts, Open, PartialFacts

NOTHING: Final[frozenset[str]] = frozenset()
NO_VALUES: Final[frozenset[object]] = frozenset()

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


Partial = Callable[[PartialFacts], object]
"""An expression made ready: the value over partial facts, or `Open` with the answers that it depends on."""


@lru_cache(maxsize=1024)
def _prepared(value: _ByNode) -> Partial:
    return _expression(value.node, value.functions)


class _ByNode:
    """An expression as the key of a cache: the same node, not an equal one."""

    __slots__ = ("functions", "node")

    def __init__(self, node: ast.expr, functions: Mapping[str, Function]) -> None:
        self.node = node
        self.functions = functions

    def __hash__(self) -> int:
        return id(self.node)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByNode) and other.node is self.node


def reduce(node: ast.expr, functions: Mapping[str, Function], facts: PartialFacts) -> object:
    """Return the value of a checked expression, or `Open` with the answers that it depends on."""
    return _prepared(_ByNode(node, functions))(facts)


def _expression(node: ast.expr, functions: Mapping[str, Function]) -> Partial:
    match node:
        case ast.Constant(value=constant):
            return lambda facts: constant
        case ast.Name(id=name):
            return operator.itemgetter(name)
        case ast.BoolOp(op=op, values=values):
            return _bool(isinstance(op, ast.And), tuple(_expression(each, functions) for each in values))
        case ast.UnaryOp(operand=operand):
            return _not(_expression(operand, functions))
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return _if(*(_expression(each, functions) for each in (test, body, orelse)))
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return _compare(_expression(left, functions), op, _operand(right, functions))
        case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=option)]):
            function = functions[name]
            called = _expression(function.node, functions)
            return lambda facts: called({**facts, function.argument: option})
    raise AssertionError(f"unchecked expression {ast.unparse(node)}")


def _operand(node: ast.expr, functions: Mapping[str, Function]) -> Partial:
    """The right side of a comparison: also a tuple of options."""
    if not isinstance(node, ast.Tuple):
        return _expression(node, functions)
    options = tuple(element.value for element in node.elts if isinstance(element, ast.Constant))
    return lambda facts: options


def _not(operand: Partial) -> Partial:
    def run(facts: PartialFacts) -> object:
        value = operand(facts)
        return Open(value.answers) if isinstance(value, Open) else not value

    return run


def _bool(is_and: bool, parts: tuple[Partial, ...]) -> Partial:
    def run(facts: PartialFacts) -> object:
        answers = NOTHING
        possible: frozenset[object] | None = NO_VALUES
        value: object = is_and
        for part in parts:
            value = part(facts)
            if isinstance(value, Open):
                answers |= value.answers
                possible = None if possible is None or value.possible is None else possible | value.possible
            elif bool(value) is not is_and:  # decides the whole, unless something open before it does
                if not answers or is_and or value is True:
                    return value
                return Open(answers, None if possible is None else possible | {value})
        return Open(answers, possible) if answers else value

    return run


def _if(test: Partial, body: Partial, orelse: Partial) -> Partial:
    def run(facts: PartialFacts) -> object:
        decided = test(facts)
        if not isinstance(decided, Open):
            return (body if decided else orelse)(facts)
        answers, possible = decided.answers, NO_VALUES
        known = True
        for branch in (body, orelse):
            value = branch(facts)
            if isinstance(value, Open):
                answers |= value.answers
                known = known and value.possible is not None
                possible |= value.possible or NO_VALUES
            else:
                possible |= {value}
        return Open(answers, possible if known else None)

    return run


def _compare(left: Partial, op: ast.cmpop, right: Partial) -> Partial:
    compare = _COMPARE[type(op)]
    of_nothing = isinstance(op, ast.NotEq | ast.NotIn)

    def run(facts: PartialFacts) -> object:
        one, many = left(facts), right(facts)
        if isinstance(many, Open):  # 'work' in needs
            return Open(frozenset(f"{answer}.{one}" for answer in many.answers))
        if not isinstance(one, Open):
            return compare(one, many)
        if one.possible is None:
            return Open(one.answers)
        outcomes = {compare(value, many) for value in one.possible if value is not None}
        if None in one.possible:
            outcomes.add(of_nothing)
        return outcomes.pop() if len(outcomes) == 1 else Open(one.answers)

    return run


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
