"""Every message of the protocol, and values of it within its bounds."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import msgspec
from hypothesis import strategies as st
from msgspec import inspect

from kiosk.office import program  # states every route's messages
from kiosk.office.web.contract import CONTRACTS
from kiosk.protocol.api import Failure
from kiosk.protocol.commands import COMMANDS

assert program.ROUTERS

MESSAGES: list[type[Any]] = sorted(
    {Failure, *COMMANDS.values(), *(each for contract in CONTRACTS.values() for each in contract.types())},
    key=lambda cls: cls.__name__,
)
LETTERS = st.characters(codec="utf-8")  # half a character has no JSON
TEXT = st.text(LETTERS, max_size=5)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)


def values(cls: type[Any]) -> st.SearchStrategy[Any]:
    """Values of a message within the bounds that its fields state."""
    return _of(inspect.type_info(cls))


def _of(kind: inspect.Type) -> st.SearchStrategy[Any]:
    match kind:
        case inspect.Metadata(type=inner):
            return _of(inner)
        case inspect.AnyType():
            return JSON
        case inspect.NoneType():
            return st.none()
        case inspect.BoolType():
            return st.booleans()
        case inspect.IntType():
            least = kind.ge if kind.ge is not None else None if kind.gt is None else kind.gt + 1
            most = kind.le if kind.le is not None else None if kind.lt is None else kind.lt - 1
            return st.integers(-(2**53) if least is None else least, 2**53 if most is None else most)
        case inspect.FloatType():
            bound = 1e300 if kind.lt is None else math.nextafter(kind.lt, 0)
            return st.floats(-bound, bound, allow_nan=False)
        case inspect.StrType(pattern=str() as pattern):
            return st.from_regex(pattern, fullmatch=True, alphabet=st.characters(max_codepoint=127))
        case inspect.StrType():
            return st.text(LETTERS, min_size=kind.min_length or 0, max_size=min(kind.max_length or 9, 9))
        case inspect.EnumType(cls=enum):
            return st.sampled_from(list(enum))
        case inspect.LiteralType(values=literals):
            return st.sampled_from(literals)
        case inspect.UnionType(types=types):
            return st.one_of(*map(_of, types))
        case inspect.VarTupleType(item_type=item):
            return st.lists(
                _of(item), min_size=kind.min_length or 0, max_size=max(2, kind.min_length or 0)
            ).map(tuple)
        case inspect.TupleType(item_types=items):
            return st.tuples(*map(_of, items))
        case inspect.DictType(key_type=key, value_type=value):
            return st.dictionaries(_of(key), _of(value), max_size=2)
        case inspect.DataclassType(cls=cls, fields=fields):
            made = st.fixed_dictionaries({field.name: _field(field) for field in fields})
            return made.flatmap(lambda given: _built(cls, given))
    raise TypeError(f"no values for {kind!r}")


def _field(field: inspect.Field) -> st.SearchStrategy[Any]:
    unset = st.just(msgspec.UNSET) if field.default is msgspec.UNSET else st.nothing()
    return _of(field.type) | unset


def _built(cls: type[Any], given: dict[str, Any]) -> st.SearchStrategy[Any]:
    assert dataclasses.is_dataclass(cls)
    try:
        return st.just(cls(**given))
    except ValueError:  # a rule between fields
        return st.nothing()
