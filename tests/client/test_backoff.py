"""Waits grow to their bound, differ by chance, and never go below the least."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.client.backoff import LEAST_S, MOST_S, Backoff


@given(st.integers(0, 10_000), st.floats(0, 1))
def test_a_wait_lies_between_its_bounds(failures: int, chance: float) -> None:
    assert LEAST_S <= Backoff(chance=lambda: chance).delay(failures) <= MOST_S


def test_the_bound_doubles_and_stops() -> None:
    longest = Backoff(chance=lambda: 1.0)
    assert [longest.delay(n) for n in range(7)] == [0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 15.0]


def test_two_devices_come_back_at_different_times() -> None:
    assert Backoff(chance=lambda: 0.1).delay(4) != Backoff(chance=lambda: 0.9).delay(4)
