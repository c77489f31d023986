"""Conditions written as short expressions, checked whole when they are read, run by a safe evaluator.

`"g == 'protection' and want('home')"` becomes a callable over facts. Every name, option and function is
checked against a vocabulary first, so that a condition that compiles cannot fail while a visitor waits.
Must not know what any name or option means.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import NoReturn

from simpleeval import EvalWithCompoundTypes

from kiosk.catalogue.problems import one_of
from kiosk.core.office_config import Condition, Facts
from kiosk.errors import UserError


class ExpressionError(UserError):
    """An expression that cannot be used: what is wrong with it and what to write instead."""


class BrokenNameError(ExpressionError):
    """It uses a fact that is itself broken and has been reported: nothing more to say about this one."""


@dataclass(frozen=True, slots=True)
class Truth:
    """True or false."""


@dataclass(frozen=True, slots=True)
class ChoiceDomain:
    """One of these options, or nothing."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Several:
    """Any number of these options."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumberDomain:
    """One of these numbers."""

    options: tuple[int, ...]


Kind = Truth | ChoiceDomain | Several | NumberDomain
Value = Callable[[Facts], object]


@dataclass(frozen=True, slots=True)
class Function:
    """`want('work')`: an expression over the facts and one option of `takes`, called `argument` inside it."""

    argument: str
    takes: ChoiceDomain
    value: Callable[[Facts, Mapping[str, Function]], object]
    node: ast.expr


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What an expression may say. `broken` are names that exist and could not be compiled."""

    names: Mapping[str, Kind]
    functions: Mapping[str, Function] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    all_broken: bool = False  # the questions themselves could not be read

    def with_name(self, name: str, kind: Kind) -> Vocabulary:
        return replace(self, names={**self.names, name: kind})

    def with_function(self, name: str, function: Function) -> Vocabulary:
        return replace(self, functions={**self.functions, name: function})

    def without(self, name: str) -> Vocabulary:
        return replace(self, broken=self.broken | {name})

    def check_whole(self, name: str) -> None:
        """Raises BrokenNameError for a name that is known and could not be compiled."""
        if name in self.broken or (self.all_broken and name not in self.names and name not in self.functions):
            raise BrokenNameError(f"{name!r} is broken.", "Mend it first.")


def compile_condition(text: str, vocabulary: Vocabulary) -> Condition:
    """A condition over facts. Raises ExpressionError for anything the vocabulary does not know."""
    node, _ = _checked(text, vocabulary)
    return CompiledCondition(node, vocabulary.functions)


def compile_value(text: str, vocabulary: Vocabulary) -> tuple[CompiledValue, Kind]:
    """An expression's value over facts, and what kind of value that is."""
    node, kind = _checked(text, vocabulary)
    return CompiledValue(node, vocabulary.functions), kind


@dataclass(frozen=True, slots=True)
class CompiledValue:
    """A checked expression, ready to run. `node` and `functions` serve partial evaluation (dependence.py)."""

    node: ast.expr
    functions: Mapping[str, Function]

    def __call__(self, facts: Facts) -> object:
        return _run(self.node, self.functions, facts)


@dataclass(frozen=True, slots=True)
class CompiledCondition(CompiledValue):
    """A checked condition, ready to run."""

    def __call__(self, facts: Facts) -> bool:
        return bool(_run(self.node, self.functions, facts))


def compile_function(text: str, argument: str, takes: ChoiceDomain, vocabulary: Vocabulary) -> Function:
    """A function of one option, for the expressions that come after it."""
    node, _ = _checked(text, vocabulary.with_name(argument, takes))
    return Function(argument, takes, lambda facts, functions: _run(node, functions, facts), node)


def _run(node: ast.expr, functions: Mapping[str, Function], facts: Facts) -> object:
    # A new evaluator for each run costs 6 µs and lets threads share the conditions.
    calls = {name: partial(_call, f, functions, facts) for name, f in functions.items()}
    return EvalWithCompoundTypes(functions=calls, names=facts).eval("", previously_parsed=node)


def _call(function: Function, functions: Mapping[str, Function], facts: Facts, option: object) -> object:
    return function.value({**facts, function.argument: option}, functions)


def _checked(text: str, vocabulary: Vocabulary) -> tuple[ast.expr, Kind]:
    try:
        node = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        said = error.msg if isinstance(error, SyntaxError) else str(error)
        raise ExpressionError(
            f"{text!r} is no expression ({said}).", "Mend it; see the top of rules.toml."
        ) from None
    return node, _Check(vocabulary).kind(node)


class _Check:
    """Finds the kind of every part of an expression, and refuses what has none."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._known = vocabulary

    def kind(self, node: ast.expr) -> Kind:
        match node:
            case ast.BoolOp(values=values):
                return _joined([self.kind(value) for value in values])
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                self.kind(operand)
                return Truth()
            case ast.IfExp(test=test, body=body, orelse=orelse):
                self.kind(test)
                return _joined([self.kind(body), self.kind(orelse)])
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                self._compare(left, op, right)
                return Truth()
            case ast.Name(id=name):
                return self._name(name)
            case ast.Constant(value=bool()):
                return Truth()
            case ast.Constant(value=str() as option):
                return ChoiceDomain((option,))
            case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]):
                return self._call(name, argument)
        return _refuse(node)

    def _name(self, name: str) -> Kind:
        self._known.check_whole(name)
        if name not in self._known.names:
            raise ExpressionError(
                f"There is no answer or fact called {name!r}.", one_of(self._known.names, name)
            )
        return self._known.names[name]

    def _call(self, name: str, argument: ast.expr) -> Kind:
        self._known.check_whole(name)
        function = self._known.functions.get(name)
        if function is None:
            raise ExpressionError(
                f"There is no function called {name!r}.", one_of(self._known.functions, name)
            )
        if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
            _refuse(argument, f"{name}() takes one option in quotes.")
        _known_option(argument.value, function.takes.options, f"{name}()")
        return Truth()

    def _compare(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> None:
        match op, left, right:
            case (ast.Eq() | ast.NotEq(), ast.Name(), ast.Constant(value=str() as option)):
                self._option(left, ChoiceDomain, option)
            case (ast.Eq() | ast.NotEq(), ast.Name(), ast.Constant(value=int() as number)):
                self._number(left, number)
            case (
                ast.Lt() | ast.LtE() | ast.Gt() | ast.GtE(),
                ast.Name(),
                ast.Constant(value=int() as number),
            ):
                self._number(left, number)
            case (ast.In() | ast.NotIn(), ast.Name(), ast.Tuple(elts=elements)) if elements:
                for element in elements:
                    if not (isinstance(element, ast.Constant) and isinstance(element.value, str)):
                        _refuse(element, "Write options in quotes.")
                    self._option(left, ChoiceDomain, element.value)
            case (ast.In() | ast.NotIn(), ast.Constant(value=str() as option), ast.Name()):
                self._option(right, Several, option)
            case (ast.In() | ast.NotIn(), ast.Name(), ast.Name()):
                self._among(left, right)
            case _:
                _refuse(ast.Compare(left, [op], [right]), "Compare a name with an option in quotes.")

    def _option(self, name: ast.Name, wanted: type[ChoiceDomain | Several], option: str) -> None:
        kind = self._name(name.id)
        if not isinstance(kind, wanted):
            remedy = {
                ChoiceDomain: f"Write {name.id} == {option!r}.",
                Several: f"Write {option!r} in {name.id}.",
                NumberDomain: f"Compare {name.id} with a number.",
                Truth: f"Write {name.id} alone, or not {name.id}.",
            }[type(kind)]
            raise ExpressionError(f"{name.id!r} cannot be compared like that.", remedy)
        _known_option(option, kind.options, repr(name.id))

    def _number(self, name: ast.Name, number: int) -> None:
        kind = self._name(name.id)
        if not isinstance(kind, NumberDomain) or isinstance(number, bool):
            raise ExpressionError(
                f"{name.id!r} is no number.", f"Compare {name.id} with an option in quotes."
            )
        if number not in kind.options:
            raise ExpressionError(f"{name.id!r} is never {number}.", one_of(kind.options))

    def _among(self, left: ast.Name, right: ast.Name) -> None:
        one, many = self._name(left.id), self._name(right.id)
        if not (
            isinstance(one, ChoiceDomain)
            and isinstance(many, Several)
            and set(one.options) <= set(many.options)
        ):
            raise ExpressionError(
                f"{left.id!r} is no option of {right.id!r}.", "Compare with an option in quotes."
            )


def _joined(kinds: list[Kind]) -> Kind:
    """What `a or b` and `a if c else b` may be: a choice where both are, else true or false."""
    if all(isinstance(k, ChoiceDomain) for k in kinds):
        return ChoiceDomain(
            tuple(dict.fromkeys(o for k in kinds if isinstance(k, ChoiceDomain) for o in k.options))
        )
    return Truth()


def _known_option(option: str, options: tuple[str, ...], whose: str) -> None:
    if option not in options:
        raise ExpressionError(f"{whose} has no option {option!r}.", one_of(options, option))


def _refuse(node: ast.expr, remedy: str = "See the top of rules.toml for what can be written.") -> NoReturn:
    raise ExpressionError(f"{ast.unparse(node)!r} cannot be used here.", remedy)
