"""The comparison: ratios day by day, one document, a picture that is sound SVG."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET

import pytest

from kiosk.simulation.compare import compare, steps, table
from kiosk.simulation.figures import quantile
from kiosk.simulation.policies import POLICIES
from kiosk.simulation.scenario import named
from kiosk.simulation.settings import apply

SMALL = named("S1-small")


def test_the_first_row_is_what_the_others_are_held_against() -> None:
    done = compare(SMALL, None, tuple(POLICIES), (0, 4))
    assert [row.policy for row in done.rows] == list(POLICIES)
    assert done.rows[0].against["mean"] == (1.0, 0.0)
    assert all(row.against["mean"][0] < 1 for row in done.rows[1:])


def test_a_what_if_is_held_against_the_days_as_they_are() -> None:
    changed = apply(SMALL, "desks.MV=+1")
    ticks: list[None] = []
    done = compare(SMALL, changed, ("rule",), (0, 4), ("desks.MV=+1",), lambda: ticks.append(None))
    assert [row.label for row in done.rows] == ["rule, as it is", "rule"]
    assert done.rows[1].against["mean"][0] < 1
    assert len(ticks) == steps(("rule",), True, (0, 4))


def test_the_document_is_json_and_the_table_has_every_policy() -> None:
    done = compare(SMALL, None, tuple(POLICIES), (0, 2))
    document = json.loads(json.dumps(done.document()))
    assert [each["policy"] for each in document["policies"]] == list(POLICIES)
    assert set(document["policies"][0]["load_by_station"]) == {"slot_minutes", "MV", "SKV", "FK", "AF", "KOM"}
    assert all(policy in table(done) for policy in POLICIES)


def test_the_picture_is_sound() -> None:
    drawn = compare(SMALL, None, ("check_in", "rule"), (0, 2)).picture()
    root = ET.fromstring(drawn)
    lines = root.findall("{http://www.w3.org/2000/svg}polyline")
    assert len(lines) == 2 + 5  # policies, stations
    assert "<title>S1-small" in drawn


@pytest.mark.parametrize(("values", "expected"), [([], 0.0), ([5.0], 5.0), ([0.0, 10.0], 9.5)])
def test_quantiles_are_those_of_the_bench(values: list[float], expected: float) -> None:
    assert quantile(values, 0.95) == pytest.approx(expected)
