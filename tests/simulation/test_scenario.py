"""Scenario files: the program's own are sound, and a fault is told with its place and what to do."""

from __future__ import annotations

import re

import pytest

from kiosk.simulation import scenario
from kiosk.simulation.days import interpreters, make_day, visitor_shares
from kiosk.simulation.scenario import FOLDER, ScenarioError, ScenarioFile, ScenarioStation, named, names, read

GOOD = b"""parties = 20
[station.SKV]
desks = 2
minutes = 15
load = 0.8
[station.FK]
desks = 1
minutes = 10
share = 0.5
"""


def test_the_six_scenarios_are_there() -> None:
    assert [name.split("-")[0] for name in names()] == ["S1", "S2", "S3", "S4", "S5", "S6"]
    assert all(named(name).rows.about for name in names())


@pytest.mark.parametrize(
    ("name", "desks", "pools"),
    [
        ("S1-small", 8, {}),
        ("S4-big", 14, {"ar": 4, "fa": 2, "so": 2}),
        ("S6-language", 11, {"ar": 3, "fa": 2, "so": 1}),
    ],
)
def test_they_are_those_of_the_bench(name: str, desks: int, pools: dict[str, int]) -> None:
    """Desks and interpreters as `scen.py` has them."""
    found = named(name)
    assert sum(plan.desks for plan in found.stations) == desks
    assert interpreters(found) == pools


def test_load_becomes_the_share_of_visitors_that_keeps_desks_so_busy() -> None:
    shares = visitor_shares(named("S2-city"))
    expected = {"MV": 0.63, "SKV": 0.88, "FK": 0.68, "AF": 0.50, "PM": 0.39, "KOM": 0.36}
    assert shares == pytest.approx(expected, abs=0.01)


def test_every_field_is_documented() -> None:
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"`(\w+)`", text))
    life = set(scenario.LifeRow.model_fields)
    fields = set(ScenarioFile.model_fields) - {"station", "language", "life"}
    assert (
        fields | life | set(ScenarioStation.model_fields) | set(scenario.LanguageRow.model_fields)
        <= documented
    )


def test_a_file_of_ones_own_is_read() -> None:
    own = read(GOOD, "own.toml", "own")
    assert [plan.id for plan in own.stations] == ["SKV", "FK"]
    assert make_day(own, 1).visits


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (b"desks = 2|desks = 0", "line 3: station.SKV.desks"),
        (b"minutes = 15|minute = 15", "There is no such setting"),
        (b"load = 0.8|", "It needs load or share"),
        (b'load = 0.8|load = 0.8\nafter = ["AF"]', "There is no other station 'AF'"),
        (b"parties = 20|arrivals = [[5, 1, 1]]", "is no span"),
        (b"parties = 20|parties = many", "This is not TOML"),
        (b"parties = 20|language.ar.share = 0.7\nlanguage.so.share = 0.7", "more than all"),
    ],
)
def test_a_fault_is_told_with_place_and_remedy(change: bytes, said: str) -> None:
    old, _, new = change.partition(b"|")
    with pytest.raises(ScenarioError, match=re.escape(said)) as told:
        read(GOOD.replace(old, new, 1), "own.toml", "own")
    assert told.value.remedy


def test_a_file_without_stations_is_refused() -> None:
    with pytest.raises(ScenarioError, match="no station"):
        read(b"parties = 3\n", "own.toml", "own")
    with pytest.raises(ScenarioError, match="no scenario"):
        named("S9")
