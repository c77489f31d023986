"""A score is the sum of its terms, and each term says what it is worth in waiting time."""

from __future__ import annotations

import pytest
from hypothesis import given

from kiosk.core.queue.arrays import FREE, HallArrays
from kiosk.core.queue.hall import DeskActivity, HallState, Task
from kiosk.core.queue.score import best, exact_terms, terms
from tests.core.queue.halls import NOW, desk, hall, halls, visit


def free_desks(arrays: HallArrays) -> list[int]:
    return [d for d, serves in enumerate(arrays.serves) if serves == FREE]


def plainly_best(arrays: HallArrays, desks: list[int]) -> tuple[int, int] | None:
    """The best call by the plain sums of the terms, and the rule of the three hours written down once more."""
    found: tuple[int, int, int] | None = None
    for d in desks:
        sums = {
            v: sum(exact_terms(arrays, v, d).values())
            for v in arrays.ready[arrays.place[d]]
            if arrays.can_serve(d, v)
        }
        if not sums:
            continue
        past = [v for v in sums if arrays.now - arrays.arrived[v] >= 3 * 3600]
        v = max(sums, key=lambda v: (sums[v], -v))
        if past:
            v = min(past, key=lambda v: (arrays.arrived[v], v))
            urgent = [u for u in sums if arrays.priority[u] and sums[u] > sums[v]]
            v = max(urgent, key=lambda v: (sums[v], -v), default=v)
        each = (sums[v] + (10**18 if past else 0), -d, v)
        found = each if found is None else max(found, each)
    return None if found is None else (found[2], -found[1])


@given(halls())
def test_the_highest_sum_of_terms_is_called_and_past_three_hours_the_longest_wait(some: HallState) -> None:
    arrays = HallArrays(some)
    desks = free_desks(arrays)
    assert best(arrays, desks) == plainly_best(arrays, desks)


@given(halls())
def test_seconds_are_the_exact_terms_cut_to_whole_ones(some: HallState) -> None:
    arrays = HallArrays(some)
    for d in free_desks(arrays):
        for v in arrays.ready[arrays.place[d]]:
            exact = exact_terms(arrays, v, d)
            assert terms(arrays, v, d) == {
                name: worth // 1000 for name, worth in exact.items() if worth // 1000 or name == "waited"
            }


def test_equals_go_by_check_in_and_to_the_lowest_desk() -> None:
    arrays = HallArrays(hall(visit("a", "SKV"), visit("b", "SKV"), desks=(desk(1, "SKV"), desk(2, "SKV"))))
    assert best(arrays, [0, 1]) == (0, 0)


def test_a_visitor_whom_another_desk_would_miss_is_left_for_it() -> None:
    """Two could be called to SKV; FK has only one of them, and its desk is free soon."""
    both, one = visit("both", "SKV", "FK"), visit("one", "SKV")
    arrays = HallArrays(hall(both, one, desks=(desk(1, "SKV"), desk(2, "FK"))))
    assert terms(arrays, 0, 0)["stands_empty"] == -1800
    assert "stands_empty" not in terms(arrays, 1, 0)


def test_priority_makes_time_count_more() -> None:
    plain, urgent = visit("a", "SKV", since=NOW - 3600), visit("b", "SKV", since=NOW - 3600, priority=True)
    arrays = HallArrays(hall(plain, urgent))
    assert terms(arrays, 1, 0)["priority"] == 2700
    assert best(arrays, [0]) == (1, 0)


HOUR = 3600
A = visit("a", "SKV", since=NOW - HOUR)
A_TWICE = visit("a", "SKV", "FK", since=NOW - HOUR)
ARAB = visit("a", "SKV", since=NOW - HOUR, language="ar")
ARABIC = frozenset({"ar"})
AT_SKV = (desk(1, "SKV"),)
BUSY_AT_FK = desk(2, "FK", at=DeskActivity.BUSY, seconds=60, started=NOW)


@pytest.mark.parametrize(
    ("rule", "given_hall", "name", "seconds"),
    [
        ("an hour in the house is worth an hour", hall(A), "waited", 3600),
        ("beyond two hours time counts 40 % more", hall(visit("a", "SKV", since=NOW - 9000)), "long_wait", 720),
        ("until two hours it does not", hall(visit("a", "SKV", since=NOW - 7200)), "long_wait", 0),
        ("with priority time counts 75 % more",
         hall(visit("a", "SKV", since=NOW - HOUR, priority=True)), "priority", 2700),
        ("10 minutes of work and 1 of walking: less by 60 % of them", hall(A), "work_left", -396),
        ("each other station: less by 12 minutes", hall(A_TWICE), "work_left", -792 - 720),
        ("a service of 10 minutes: less by 2.4 times as much", hall(A), "service", -1440),
        ("the last stop: 12 minutes", hall(A), "last", 720),
        ("more stations to come: not the last", hall(A_TWICE), "last", 0),
        ("each station that opens only afterwards: 45 minutes",
         hall(visit("a", tasks=(Task("SKV", 600), Task("FK", 600, after=frozenset({"SKV"}))))), "opens", 2700),
        ("another station had better be first: less by 10 minutes",
         hall(visit("a", tasks=(Task("SKV", 600, better_after=frozenset({"FK"})), Task("FK", 600)))),
         "better_after", -600),
        ("the clerk speaks the language: 30 minutes",
         hall(ARAB, desks=(desk(1, "SKV", languages=ARABIC),)), "language", 1800),
        ("an interpreter is needed: less by 12 minutes", hall(ARAB, desks=AT_SKV), "language", -720),
        ("others need this clerk's language: less by 18 minutes",
         hall(A, visit("b", "SKV", language="ar"), desks=(desk(1, "SKV", languages=ARABIC),)), "language", -1080),
        ("11 minutes of work wait for one desk here: half of them", hall(A), "queue_here", 330),
        ("11 minutes wait elsewhere: less by 30 % of them", hall(A_TWICE), "waits_elsewhere", -198),
        ("a station to come with no more waiting than desks: 20 minutes", hall(A_TWICE), "feeds", 1200),
        ("a desk that would stand empty: less by 30 minutes",
         hall(A_TWICE, desks=(*AT_SKV, BUSY_AT_FK)), "stands_empty", -1800),
    ],
)  # fmt: skip
def test_what_a_call_is_worth(rule: str, given_hall: HallState, name: str, seconds: int) -> None:
    assert terms(HallArrays(given_hall), 0, 0).get(name, 0) == seconds, rule
