"""Days: the same for the same seed, like their scenario on average, and a setting moves only what it is about."""

from __future__ import annotations

import pytest

from kiosk.simulation.days import make_day
from kiosk.simulation.figures import mean
from kiosk.simulation.scenario import named, names
from kiosk.simulation.settings import apply


@pytest.mark.parametrize("name", names())
def test_the_same_seed_is_the_same_day(name: str) -> None:
    assert make_day(named(name), 3) == make_day(named(name), 3)
    assert make_day(named(name), 3) != make_day(named(name), 4)


def test_days_are_like_their_scenario() -> None:
    days = [make_day(named("S2-city"), seed) for seed in range(60)]
    visits = [visit for day in days for visit in day.visits]
    assert len(visits) / 60 == pytest.approx(66, rel=0.05)
    assert mean([visit.priority for visit in visits]) == pytest.approx(0.12, abs=0.02)
    assert mean([visit.language is not None for visit in visits]) == pytest.approx(0.40, abs=0.03)
    assert mean([any(t.station == "SKV" for t in visit.tasks) for visit in visits]) == pytest.approx(
        0.88, abs=0.02
    )
    assert min(len(visit.tasks) for visit in visits) >= 2
    expected = [task.seconds or 0 for visit in visits for task in visit.tasks]
    real = [seconds for day in days for each in day.services for seconds in each.values()]
    assert mean(real) == pytest.approx(mean(expected), rel=0.05)


def test_what_one_visitor_draws_moves_nobody_else() -> None:
    """So that two settings are compared on the same people."""
    plain = make_day(named("S2-city"), 1)
    slower = make_day(apply(named("S2-city"), "pace=x1.2"), 1)
    assert plain.visits == slower.visits
    more = make_day(apply(named("S2-city"), "desks.SKV=+1"), 1)
    assert [v.since for v in plain.visits] == [v.since for v in more.visits]
    assert len(more.hall.desks) == len(plain.hall.desks) + 1


def test_life_is_only_what_is_asked_for() -> None:
    quiet = make_day(named("S1-small"), 1)
    assert (quiet.absent, quiet.sent_on, set(quiet.leaves)) == (frozenset(), {}, {None})
    lively = make_day(apply(apply(named("S1-small"), "life.no_show=0.3"), "life.sent_on=0.3"), 1)
    assert lively.absent
    assert lively.sent_on
