"""Today's pace is found, also while services run, and is not misled by the short ones ending first."""

from __future__ import annotations

import pytest

from kiosk.core.queue.pace import FASTEST, SLOWEST, Service, doubt, pace
from kiosk.core.queue.sampling import Rng, factors


def day(true_pace: float, count: int, seed: int) -> list[Service]:
    rng = Rng(seed)
    return [Service(600, int(0.6 * true_pace * rng.one(factors(600))), True) for _ in range(count)]


def test_with_nothing_known_all_goes_as_expected() -> None:
    assert pace([]) == 1000


@pytest.mark.parametrize("true_pace", [0.8, 1.0, 1.2, 1.5])
def test_many_services_tell_the_pace(true_pace: float) -> None:
    found = [pace(day(true_pace, 300, seed)) for seed in range(10)]
    assert sum(found) / 10_000 == pytest.approx(true_pace, rel=0.05)


def test_the_short_ones_ending_first_do_not_make_the_day_look_fast() -> None:
    """Everybody begins at once and is looked at after half the usual time."""
    looked = [
        Service(600, min(service.took_s, 300), service.took_s <= 300)
        for seed in range(20)
        for service in day(1.0, 30, seed)
    ]
    only_ended = [service for service in looked if service.ended]
    assert pace(looked) == pytest.approx(1000, abs=40)
    assert pace(only_ended) < 600


def test_it_stays_within_reason() -> None:
    assert pace([Service(600, 10**6, True)] * 100) == SLOWEST
    assert pace([Service(600, 1, True)] * 100) == FASTEST
    assert pace([Service(0, 0, False)]) > 0


def test_doubt_shrinks_with_what_has_been_seen() -> None:
    few, many = day(1.0, 10, 1), day(1.0, 200, 1)
    assert doubt([]) > doubt(few) > doubt(many) > 0
    assert doubt([service._replace(ended=False) for service in many]) > doubt(many)
