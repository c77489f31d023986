"""The forecast: the same for the same seed, in order, later when more wait, and honest about what may not happen."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from kiosk.core.queue.forecast import NEVER, Range, forecast, range_of
from kiosk.core.queue.hall import Coming, DeskActivity, HallState, Task, VisitorKind
from tests.core.queue.halls import NOW, desk, hall, halls, visit


@given(halls())
@settings(max_examples=60)
def test_a_forecast_of_anything_is_repeatable_and_in_order(some: HallState) -> None:
    told = forecast(some, 5, samples=7)
    assert told == forecast(some, 5, samples=7)
    assert set(told.visits) == {each.visit for each in some.visits}
    for each in told.visits.values():
        for what in (each.next_call, each.finish, *(stop.call for stop in each.stops)):
            if what is not None:
                assert some.now <= what.p10 <= what.p50 <= what.p90 < NEVER
        assert 0 <= each.late <= 1000
        assert sum(stop.first for stop in each.stops) <= 1000


def test_the_first_in_line_is_called_now_and_the_last_waits_for_all_before() -> None:
    many = hall(*(visit(f"v{i}", "SKV", since=NOW - 600 + i) for i in range(6)))
    told = forecast(many, 1).visits
    assert told["v0"].next_call == Range(NOW, NOW, NOW)
    assert told["v0"].next_station == "SKV"
    last = told["v5"].next_call
    assert last is not None
    assert NOW + 5 * 500 < last.p50 < NOW + 5 * 800
    assert last.p10 < last.p50 < last.p90


def test_a_service_that_has_lasted_is_not_expected_to_end_at_once() -> None:
    def waits(lasted: int) -> int:
        busy = desk(1, "SKV", at=DeskActivity.BUSY, visit="x", started=NOW - lasted, seconds=600)
        told = (
            forecast(hall(visit("x", free_at=None), visit("a", "SKV"), desks=(busy,)), 1)
            .visits["a"]
            .next_call
        )
        assert told is not None
        return told.p50 - NOW

    assert waits(0) > waits(300) > 0
    assert waits(3000) > 120


def test_who_is_at_the_last_desk_has_a_finish_and_no_next_call() -> None:
    busy = desk(1, "SKV", at=DeskActivity.BUSY, visit="x", started=NOW, seconds=600)
    told = forecast(hall(visit("x", free_at=None), desks=(busy,)), 1).visits["x"]
    assert (told.next_station, told.next_call, told.stops) == (None, None, ())
    assert told.finish is not None


def test_a_station_without_a_desk_is_told_as_not_today() -> None:
    told = forecast(hall(visit("a", "SKV", "AF"), desks=(desk(1, "SKV"),)), 1).visits["a"]
    assert told.finish is None
    assert told.late == 1000
    assert [(stop.station, stop.call is None) for stop in told.stops] == [("SKV", False), ("AF", True)]


def test_closing_tells_who_is_at_risk() -> None:
    many = hall(*(visit(f"v{i}", "SKV", since=NOW - 600 + i) for i in range(6)), closing=NOW + 1800)
    told = forecast(many, 1).visits
    assert told["v0"].late < 100
    assert told["v5"].late > 900


def test_more_to_come_and_a_slower_day_make_it_later() -> None:
    few = hall(*(visit(f"v{i}", "SKV", "FK", since=NOW - 600 + i) for i in range(4)))
    coming = Coming((VisitorKind((Task("SKV", 300), Task("FK", 300))),), ((NOW, NOW + 1800, 12_000),))

    def finish(some: HallState) -> int:
        told = forecast(some, 1).visits["v3"].finish
        assert told is not None
        return told.p50

    assert finish(replace(few, coming=coming)) > finish(few)
    assert finish(replace(few, pace=1300)) > finish(few)


def test_for_one_visit_it_is_the_same_as_for_all() -> None:
    many = hall(*(visit(f"v{i}", "SKV", "FK", since=NOW - 600 + i) for i in range(5)))
    assert forecast(many, 3, only="v2").visits["v2"] == forecast(many, 3).visits["v2"]


def test_ranges_take_what_is_missing_for_late() -> None:
    assert range_of([1, 2, 3], 9) is None
    assert range_of(range(10, 100, 10), 9) == Range(10, 50, 90)
    assert range_of([10, 20, 30, 40, 50], 9) == Range(10, 50, 50)


def test_doubt_about_the_pace_widens_what_is_far_off() -> None:
    many = hall(*(visit(f"v{i}", "SKV", since=NOW - 600 + i) for i in range(8)))

    def width(some: HallState) -> int:
        told = forecast(some, 1).visits["v7"].finish
        assert told is not None
        return told.p90 - told.p10

    assert width(replace(many, doubt=150)) > width(many)
