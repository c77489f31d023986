"""The next call: legal, repeatable, fair within its bound, and able to say why; whatever it is given."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.queue.hall import DeskActivity, HallState, Order, Task
from kiosk.core.queue.rule import REASONS, CallDecision, Reason, decide
from kiosk.core.queue.weights import RULE
from tests.core.queue.halls import NOW, desk, hall, halls, visit

THREE_HOURS = 3 * 3600
OLD = NOW - THREE_HOURS


def legal(given_hall: HallState, choice: CallDecision) -> None:
    """What must hold of every call, told from the hall alone."""
    called = next(each for each in given_hall.visits if each.visit == choice.visit)
    at = next(each for each in given_hall.desks if each.number == choice.desk)
    task = next(each for each in called.tasks if each.station == choice.station)
    assert at.station == choice.station
    assert at.at is DeskActivity.FREE
    assert at.opens is None or at.opens <= given_hall.now
    assert at.closes is None or at.closes > given_hall.now
    assert called.free_at is not None
    assert called.free_at <= given_hall.now or called.near == choice.station
    assert called.near in (None, choice.station) or called.near not in {t.station for t in called.tasks}
    assert not task.parked or called.near == choice.station
    if not any(problem.startswith("precedence") for problem in choice.problems) and called.near is None:
        assert not task.after & ({each.station for each in called.tasks} - {task.station})


@given(halls())
def test_every_decision_is_legal_and_the_same_again(some: HallState) -> None:
    for order in (Order.RULE, Order.CHECK_IN):
        choice = decide(some, order=order)
        assert choice == decide(some, order=order)
        if choice is not None:
            legal(some, choice)
            assert all(reason.what in REASONS for reason in choice.reasons)
            assert choice.reasons


@given(halls())
def test_only_the_desk_that_asks_is_served(some: HallState) -> None:
    for each in some.desks:
        choice = decide(some, each.number)
        assert choice is None or (choice.desk, choice.station) == (each.number, each.station)


@given(halls())
def test_whoever_check_in_order_could_call_the_rule_can_call_too(some: HallState) -> None:
    assert (decide(some) is None) == (decide(some, order=Order.CHECK_IN) is None)


@given(halls())
def test_nobody_past_the_bound_is_overtaken_but_by_priority(some: HallState) -> None:
    choice = decide(some)
    if choice is None or choice.reasons[0].what == "near":
        return
    called = next(each for each in some.visits if each.visit == choice.visit)
    for other in some.visits:
        alone = decide(replace(some, visits=(other,), interpreters=some.interpreters), choice.desk)
        if (
            alone is not None
            and alone.reasons[0].what != "near"
            and other.since <= OLD
            and not called.priority
        ):
            assert called.since <= other.since


@given(halls(), st.permutations(range(7)))
def test_names_and_numbers_change_nothing(some: HallState, names: list[int]) -> None:
    before = decide(some)
    to = {f"v{i}": f"x{name}" for i, name in enumerate(names)}
    renamed = replace(
        some,
        visits=tuple(replace(v, visit=to[v.visit]) for v in some.visits),
        desks=tuple(replace(d, visit=to.get(d.visit or "")) for d in some.desks),
    )
    after = decide(renamed)
    assert (before is None) == (after is None)
    if before is not None and after is not None:
        assert (to[before.visit], before.desk) == (after.visit, after.desk)


def test_who_has_waited_longer_goes_first_of_equals() -> None:
    choice = decide(hall(visit("late", "SKV", since=NOW - 60), visit("early", "SKV", since=NOW - 900)))
    assert choice is not None
    assert (choice.visit, choice.reasons) == ("early", (Reason("came_first", 840),))


def test_a_short_last_stop_may_go_before_a_long_day_and_says_so() -> None:
    long_day = visit("long", "SKV", "FK", "AF", since=NOW - 700)
    short = visit("short", "SKV", since=NOW - 600, tasks=(Task("SKV", 300),))
    choice = decide(hall(long_day, short, desks=(desk(1, "SKV"),)))
    assert choice is not None
    assert (choice.visit, choice.overtakes) == ("short", 1)
    assert {reason.what for reason in choice.reasons} <= set(REASONS)
    assert [r.worth_s for r in choice.reasons] == sorted((r.worth_s for r in choice.reasons), reverse=True)


def test_after_the_bound_only_priority_goes_before() -> None:
    old = visit("old", "SKV", "FK", "AF", since=OLD)
    quick = visit("quick", "SKV", since=NOW - 3600, tasks=(Task("SKV", 60),))
    at_skv = (desk(1, "SKV"),)
    choice = decide(hall(old, quick, desks=at_skv))
    assert choice is not None
    assert (choice.visit, choice.reasons[0].what) == ("old", "past_bound")
    urgent = replace(quick, priority=True, since=OLD + 60, tasks=(Task("SKV", 60),))
    choice = decide(hall(old, urgent, desks=at_skv))
    assert choice is not None
    assert choice.visit == "quick"


@pytest.mark.parametrize(("waited", "called"), [(THREE_HOURS - 1, "quick"), (THREE_HOURS, "old")])
def test_nobody_waits_more_than_three_hours_for_the_rule(waited: int, called: str) -> None:
    """From three hours on, to the second, a visitor without priority goes before none that came earlier."""
    old = visit("old", "SKV", "FK", "AF", "MV", since=NOW - waited)
    quick = visit("quick", "SKV", since=old.since + 1200, tasks=(Task("SKV", 60),))
    choice = decide(hall(old, quick, desks=(desk(1, "SKV"),)))
    assert choice is not None
    assert choice.visit == called


@pytest.mark.parametrize("done_first", [True, False])
def test_a_stop_waits_for_what_must_be_done_first(done_first: bool) -> None:
    after = frozenset({"SKV"})
    tasks = (Task("FK", 600, after),) if done_first else (Task("SKV", 600), Task("FK", 600, after))
    choice = decide(hall(visit("a", tasks=tasks), desks=(desk(2, "FK"),)))
    assert (choice is not None) == done_first


def test_what_had_better_be_first_never_blocks() -> None:
    tasks = (Task("SKV", 600), Task("FK", 600, better_after=frozenset({"SKV"})))
    assert decide(hall(visit("a", tasks=tasks), desks=(desk(2, "FK"),))) is not None
    both = decide(hall(visit("a", tasks=tasks)))
    assert both is not None
    assert both.station == "SKV"


def test_a_language_goes_to_the_clerk_who_speaks_it_else_to_an_interpreter_else_waits() -> None:
    arab = visit("a", "SKV", language="ar")
    speaks, not_ = desk(2, "SKV", languages=frozenset({"ar"})), desk(1, "SKV")
    choice = decide(hall(arab, desks=(not_, speaks), interpreters={"ar": 1}))
    assert choice is not None
    assert choice.desk == 2
    assert decide(hall(arab, desks=(not_,), interpreters={"ar": 1})) is not None
    busy = desk(3, "FK", at=DeskActivity.BUSY, visit="b", interpreter="ar", seconds=600, started=NOW)
    assert decide(hall(arab, visit("b", free_at=None), desks=(not_, busy), interpreters={"ar": 0})) is None


def test_without_any_interpreter_of_a_language_nobody_is_stuck() -> None:
    choice = decide(hall(visit("a", "SKV", language="so"), interpreters={"so": 0}))
    assert choice is not None
    assert choice.problems == ("no_interpreter:so",)


def test_missing_minutes_and_contradictions_are_told_and_stop_nobody() -> None:
    tasks = (Task("SKV", None, frozenset({"FK"})), Task("FK", -1, frozenset({"SKV"})))
    choice = decide(hall(visit("a", tasks=tasks)))
    assert choice is not None
    assert set(choice.problems) == {"precedence:a", "minutes:a:SKV", "minutes:a:FK"}


def test_a_fault_inside_the_rule_is_raised() -> None:
    """Weights that are no numbers stand for any slip inside the rule; what then calls is the dispatch's business."""
    broken = replace(RULE, queue_here="much")  # type: ignore[arg-type]
    two = hall(visit("b", "SKV", since=NOW - 60), visit("a", "SKV", since=NOW - 90))
    with pytest.raises(TypeError):
        decide(two, weights=broken)


def test_who_was_asked_near_is_called_and_to_no_other_station() -> None:
    near = visit("near", "SKV", "FK", near="SKV", near_since=NOW - 30)
    waits = visit("waits", "SKV", "FK", since=NOW - 5000)
    choice = decide(hall(waits, near, desks=(desk(1, "SKV"),)))
    assert choice is not None
    assert (choice.visit, choice.reasons) == ("near", (Reason("near"),))
    choice = decide(hall(waits, near, desks=(desk(2, "FK"),)))
    assert choice is not None
    assert choice.visit == "waits"


def test_ahead_asks_somebody_new_for_a_busy_desk() -> None:
    busy = desk(1, "SKV", at=DeskActivity.BUSY, visit="x", seconds=600, started=NOW - 500)
    near = visit("near", "SKV", near="SKV", near_since=NOW - 30)
    choice = decide(hall(near, visit("a", "SKV"), desks=(busy,)), 1, ahead=True)
    assert choice is not None
    assert choice.visit == "a"
    assert decide(hall(visit("a", "SKV"), desks=(busy,)), 1) is None
