"""Promises are counted when their visit has finished, and ranges follow when too few or too many are kept."""

from __future__ import annotations

import pytest

from kiosk.core.queue.coverage import ENOUGH, PromiseOutcome, as_told, coverage, first_promises, outcomes
from kiosk.core.queue.forecast import Forecast, Range, VisitForecast
from tests.core.office_days import day_of, moved, ticket


def told(at: int) -> PromiseOutcome:
    """Promised 1000, 2000, 3000."""
    return PromiseOutcome(Range(1000, 2000, 3000), at)


def forecast(visit: str, finish: Range | None) -> Forecast:
    return Forecast(0, 1, {visit: VisitForecast(visit, None, None, finish, 0, ())})


def test_the_first_promise_stands() -> None:
    first = first_promises({}, forecast("a", Range(1, 2, 3)))
    assert first_promises(first, forecast("a", Range(7, 8, 9))) == {"a": Range(1, 2, 3)}
    assert first_promises({}, forecast("a", None)) == {}


def test_only_finished_visits_count() -> None:
    promises = {"a": Range(1, 2, 3), "gone": Range(1, 2, 3)}
    assert outcomes(promises, day_of(ticket())) == []
    one = ticket(stops=(("SKV", ("SKV-REG",), 20),))
    day = day_of(one, moved("call", desk=1), moved("start", desk=1), moved("finish", desk=1))
    assert outcomes(promises, day) == [PromiseOutcome(Range(1, 2, 3), 30)]


def test_with_few_promises_nothing_is_said() -> None:
    found = coverage([told(5000)] * (ENOUGH - 1))
    assert (found.late, found.share, found.stretch) == (ENOUGH - 1, None, 1000)


@pytest.mark.parametrize(
    ("ends", "share", "stretch"),
    [
        ([2000] * 40 + [3500] * 10, 800, 1000),  # fits
        ([2000] * 25 + [3500] * 25, 500, 1500),  # too many late
        ([2100] * 50, 1000, 700),  # far too wide
        ([2000] * 10 + [90_000] * 40, 200, 2000),  # no more than twice
    ],
)
def test_ranges_follow_what_was_kept(ends: list[int], share: int, stretch: int) -> None:
    found = coverage(map(told, ends))
    assert (found.share, found.stretch) == (share, stretch)
    assert found.early + found.within + found.late == found.told == len(ends)


def test_what_is_told_is_in_whole_minutes_and_never_narrower_for_it() -> None:
    (visit,) = as_told(forecast("a", Range(61, 119, 301)), 1000).visits.values()
    assert visit.finish == Range(60, 120, 360)
    (visit,) = as_told(forecast("a", Range(600, 1200, 1800)), 1500).visits.values()
    assert visit.finish == Range(300, 1200, 2100)
