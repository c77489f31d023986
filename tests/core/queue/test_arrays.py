"""The hall as numbers: a copy shares nothing that changes, whatever attributes there are."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from hypothesis import given

from kiosk.core.queue.arrays import HallArrays
from kiosk.core.queue.engine import Conditions, QueueEngine
from kiosk.core.queue.hall import HallState
from kiosk.core.queue.weights import Weights
from tests.core.queue.halls import halls

IMMUTABLE = (int, str, type(None), frozenset, Enum, Weights)  # Weights: a frozen dataclass of numbers


def changing(value: object, name: str) -> Iterator[tuple[str, object]]:
    """Every list and dictionary in a value, with where it is. Fails for a type that nobody has thought of."""
    if isinstance(value, list | dict):
        yield name, value
    if isinstance(value, list | tuple):
        for i, each in enumerate(value):
            yield from changing(each, f"{name}[{i}]")
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from changing(key, f"{name} key")
            yield from changing(each, f"{name}[{key!r}]")
    else:
        assert isinstance(value, IMMUTABLE), f"{name}: is a {type(value).__name__} copied or shared?"


def everything(arrays: HallArrays) -> list[tuple[str, object]]:
    return [found for name, value in vars(arrays).items() for found in changing(value, name)]


@given(halls())
def test_a_copy_is_equal_and_shares_no_list_and_no_dictionary(some: HallState) -> None:
    arrays = HallArrays(some)
    copy = arrays.copy()
    assert vars(copy) == vars(arrays)
    shared = {id(value) for _, value in everything(arrays)} & {id(value) for _, value in everything(copy)}
    assert [name for name, value in everything(arrays) if id(value) in shared] == []


@given(halls())
def test_playing_a_copy_to_its_end_changes_nothing_of_the_original(some: HallState) -> None:
    arrays = HallArrays(some)
    before = repr(sorted(vars(arrays).items()))
    copy = arrays.copy()
    kinds = [copy.measure(visit) for visit in some.visits]
    arrivals = [(some.now + 60 * i, kind) for i, kind in enumerate(kinds)]
    QueueEngine(copy, Conditions(lambda v, s: 300, arrivals, leaves=[None, some.now + 900])).run()
    assert repr(sorted(vars(arrays).items())) == before
