"""Chance is the same for the same seed, on every computer, and has the means it should."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.queue.sampling import Rng, above, factors, normals


def test_the_same_seed_gives_the_same() -> None:
    assert [Rng(7).below(1000) for _ in range(2)] == [Rng(7).below(1000)] * 2
    rng = Rng(20_261_125)
    assert [rng.below(1000) for _ in range(6)] == [826, 759, 443, 87, 975, 766]


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_it_stays_below(seed: int, count: int) -> None:
    rng = Rng(seed)
    assert all(0 <= rng.below(count) < count for _ in range(20))


@pytest.mark.parametrize("expected", [0, 500, 3000, 40_000])
def test_as_many_come_as_are_expected(expected: int) -> None:
    rng = Rng(1)
    mean = sum(rng.poisson(expected) for _ in range(2000)) / 2000
    assert mean == pytest.approx(expected / 1000, abs=0.3)


@pytest.mark.parametrize("spread", [0, 300, 600, 900])
def test_factors_have_mean_and_spread(spread: int) -> None:
    table = factors(spread)
    mean = sum(table) / len(table)
    assert mean == pytest.approx(1000, abs=2)
    deviation = (sum((each - mean) ** 2 for each in table) / len(table)) ** 0.5
    assert deviation == pytest.approx(spread, rel=0.06, abs=2)


@given(st.integers(0, 6000), st.integers(1, 100))
def test_what_has_lasted_lasts_longer(least: int, count: int) -> None:
    values = [above(600, least, i, count) for i in range(count)]
    assert values == sorted(values)
    assert all(value > least for value in values)


def test_normals_are_centred() -> None:
    assert sum(normals()) == pytest.approx(0, abs=5)


def test_shuffled_has_everybody_once() -> None:
    assert sorted(Rng(3).shuffled(61)) == list(range(61))
