"""What-if settings: each changes what it says, and what makes no sense is refused with an example."""

from __future__ import annotations

import pytest

from kiosk.simulation.days import interpreters, make_day, visitor_shares
from kiosk.simulation.scenario import ScenarioError, named
from kiosk.simulation.settings import SETTINGS, apply

CITY = named("S2-city")


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_every_example_can_be_used_and_changes_something(setting) -> None:  # type: ignore[no-untyped-def]
    assert apply(CITY, setting.example) != CITY


def test_a_desk_more_brings_no_visitors_with_it() -> None:
    assert visitor_shares(apply(CITY, "desks.SKV=+1")) == pytest.approx(visitor_shares(CITY), abs=0.01)


def test_breaks_move_or_go() -> None:
    plain, later = make_day(CITY, 1).hall.desks, make_day(apply(CITY, "pause=+90"), 1).hall.desks
    assert [(d.break_from or 0) + 90 * 60 for d in plain] == pytest.approx(
        [d.break_from for d in later], abs=1
    )
    assert all(d.break_from is None for d in make_day(apply(CITY, "pause=none"), 1).hall.desks)


def test_a_clerk_speaks_one_language_more() -> None:
    first = next(d for d in make_day(apply(CITY, "speaks.SKV=so"), 1).hall.desks if d.station == "SKV")
    assert "so" in first.languages
    assert all(len(d.languages) == 3 for d in make_day(apply(CITY, "everyone_speaks=yes"), 1).hall.desks)


def test_interpreters_are_counted_up_from_what_there_are() -> None:
    assert interpreters(apply(CITY, "interpreters.so=+1"))["so"] == interpreters(CITY)["so"] + 1


@pytest.mark.parametrize(
    "wrong",
    ["parties", "parties=many", "parties=-99999", "booked=1.5", "desks=3", "desks.SKV=0", "desks.SKV=1.5", "desks.XX=2",
     "speaks.SKV=xx", "interpreters.xx=1", "interpreters.ar=1.5", "pause=90", "pause=+9999", "away.SKV=9-3",
     "away.SKV=later", "pace=x0", "life.luck=0.5", "life.no_show=2", "everyone_speaks=maybe", "nonsense=1"],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_with_what_to_write(wrong: str) -> None:
    with pytest.raises(ScenarioError) as told:
        apply(CITY, wrong)
    assert told.value.remedy
