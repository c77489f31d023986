"""What the office's way to call is worth is said in words a manager understands."""

from __future__ import annotations

import re

from kiosk.simulation.compare import compare, in_words
from kiosk.simulation.scenario import named


def test_the_rule_and_check_in_order_are_compared_on_the_same_days() -> None:
    said = in_words(compare(named("S1-small"), None, ("check_in", "near"), (0, 2)))
    assert said.startswith("On the same 2 days, called by the rule and asked near, people spend ")
    found = re.search(
        r"(\d+) minutes on average, against (\d+)\. The slowest of twenty: \d+ against \d+\.", said
    )
    assert found is not None
    assert int(found[1]) < int(found[2])


def test_nothing_is_said_where_only_one_of_them_was_played() -> None:
    assert in_words(compare(named("S1-small"), None, ("near",), (0, 1))) == ""
