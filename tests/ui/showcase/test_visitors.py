"""The demo's visitors: who they are, and that no way to a ticket is long."""

from __future__ import annotations

from statistics import mean

import pytest

from tests.bench.touches import LONG_PATH, demo_visitors, purpose, walked


@pytest.mark.parametrize("seed", [1, 2])
def test_the_demos_visitors_need_fourteen_touches_at_most_in_the_mean(seed: int) -> None:
    """From the language to the ticket, all purposes together."""
    assert mean(walked(v).touches for v in demo_visitors(150, seed)) <= 14


def test_an_id_card_is_collected_in_three_touches() -> None:
    """Language, purpose, ticket."""
    cards = [v for v in demo_visitors(150) if purpose(v) == "collect_id"]
    assert cards
    assert {walked(v).touches for v in cards} == {3}


def test_among_the_demos_visitors_are_all_kinds() -> None:
    """Letters of each sender, visitors for someone else, permits of each answer, Ukraine."""
    everyone = demo_visitors(300)
    assert {purpose(v) for v in everyone} == {*LONG_PATH, "one", "collect_id", "for_other"}
    senders = {v.answers["sender"][0] for v in everyone if purpose(v) == "letter"}
    assert senders == {"MV", "SKV", "FK", "AF", "PM", "KOM", "other"}
    assert {v.answers["may_stay"][0] for v in everyone} == {"yes", "no", "unknown"}
    assert "ukraine" in {v.answers["ground"][0] for v in everyone}
