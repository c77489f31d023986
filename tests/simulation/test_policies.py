"""Policies on one day: everybody is served, and each step is better than the one before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.simulation.days import make_day
from kiosk.simulation.figures import Figures, figures, together
from kiosk.simulation.policies import POLICIES, play
from kiosk.simulation.scenario import named
from kiosk.simulation.settings import apply

LIFE = ("life.no_show=0.1", "life.leaves=0.1", "life.sent_on=0.1", "away.SKV=60-210")


def over_days(name: str, policy: str, *settings: str, days: int = 12) -> Figures:
    scenario = named(name)
    for setting in settings:
        scenario = apply(scenario, setting)
    return together([figures(play(make_day(scenario, seed), POLICIES[policy])) for seed in range(days)])


@pytest.mark.parametrize("policy", POLICIES)
def test_everybody_is_served_under_every_policy(policy: str) -> None:
    day = make_day(named("S4-big"), 2)
    played = play(day, POLICIES[policy])
    assert len(played.heard.finished) == len(day.visits)
    assert played == play(day, POLICIES[policy])


def test_each_step_is_worth_something() -> None:
    fixed, check_in, rule, near = (over_days("S2-city", name) for name in POLICIES)
    assert fixed.mean > 1.1 * check_in.mean
    assert check_in.mean > 1.02 * rule.mean
    assert rule.mean > 1.01 * near.mean
    assert near.idle_gap < 0.75 * rule.idle_gap
    assert rule.priority is not None
    assert rule.priority < rule.mean


@pytest.mark.parametrize("policy", ["check_in", "rule", "near"])
def test_real_life_leaves_nobody_behind_but_those_who_leave(policy: str) -> None:
    scenario = named("S2-city")
    for setting in LIFE:
        scenario = apply(scenario, setting)
    for seed in range(6):
        day = make_day(scenario, seed)
        played = play(day, POLICIES[policy])
        stayed = {v for v in range(len(day.visits)) if day.leaves[v] is None}
        assert stayed <= set(played.heard.finished)
        assert played.heard.missed > 0


def test_check_in_order_overtakes_nobody_without_languages() -> None:
    assert over_days("S1-small", "check_in").overtakes == 0


def test_one_desk_more_never_hurts_on_average() -> None:
    as_is, more = over_days("S5-bottleneck", "rule"), over_days("S5-bottleneck", "rule", "desks.SKV=+1")
    assert more.mean < as_is.mean


def test_a_day_twice_as_slow_in_every_time_takes_twice_as_long() -> None:
    """Nothing in the rule knows an absolute length, but its bound, its reasons and the first two hours."""
    day = make_day(named("S1-small"), 1)
    order = POLICIES["check_in"]
    double = replace(
        day,
        hall=replace(
            day.hall,
            lag={k: 2 * v for k, v in day.hall.lag.items()},
            walk={k: 2 * v for k, v in day.hall.walk.items()},
            desks=tuple(
                replace(d, break_from=2 * (d.break_from or 0), break_s=2 * d.break_s) for d in day.hall.desks
            ),
        ),
        visits=tuple(replace(v, since=2 * v.since, free_at=2 * v.since) for v in day.visits),
        services=tuple({k: 2 * s for k, s in each.items()} for each in day.services),
    )
    once, twice = play(day, order).heard, play(double, order).heard
    assert {v: 2 * end for v, end in once.finished.items()} == pytest.approx(twice.finished, abs=40)
