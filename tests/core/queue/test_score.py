"""A score is the sum of its terms, and each term says what it is worth in waiting time."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from kiosk.core.queue.arrays import FREE, HallArrays
from kiosk.core.queue.hall import HallState
from kiosk.core.queue.score import best, terms
from kiosk.core.queue.weights import RULE
from tests.core.queue.halls import NOW, desk, hall, halls, visit

PLAIN = replace(RULE, bound=10**9)


def free_desks(arrays: HallArrays) -> list[int]:
    return [d for d, serves in enumerate(arrays.serves) if serves == FREE]


@given(halls())
def test_the_highest_sum_of_terms_is_called(some: HallState) -> None:
    """Within what is lost where thousandths of a second are cut."""
    arrays = HallArrays(some, weights=PLAIN)
    desks = free_desks(arrays)
    pair = best(arrays, desks)
    sums = {
        (v, d): sum(terms(arrays, v, d).values())
        for d in desks
        for v in arrays.ready[arrays.place[d]]
        if arrays.can_serve(d, v)
    }
    if len(sums) > 1:
        assert pair is not None
        assert sums[pair] >= max(sums.values()) - 15
    else:
        assert (pair is None) == (not sums)


def test_equals_go_by_check_in_and_to_the_lowest_desk() -> None:
    arrays = HallArrays(hall(visit("a", "SKV"), visit("b", "SKV"), desks=(desk(1, "SKV"), desk(2, "SKV"))))
    assert best(arrays, [0, 1]) == (0, 0)


def test_a_visitor_whom_another_desk_would_miss_is_left_for_it() -> None:
    """Two could be called to SKV; FK has only one of them, and its desk is free soon."""
    both, one = visit("both", "SKV", "FK"), visit("one", "SKV")
    arrays = HallArrays(hall(both, one, desks=(desk(1, "SKV"), desk(2, "FK"))))
    assert terms(arrays, 0, 0)["stands_empty"] == -RULE.stands_empty
    assert "stands_empty" not in terms(arrays, 1, 0)


def test_priority_makes_time_count_more() -> None:
    plain, urgent = visit("a", "SKV", since=NOW - 3600), visit("b", "SKV", since=NOW - 3600, priority=True)
    arrays = HallArrays(hall(plain, urgent))
    assert terms(arrays, 1, 0)["priority"] == 3600 * RULE.priority // 1000
    assert best(arrays, [0]) == (1, 0)
