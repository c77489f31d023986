"""An office's own settings as a scenario: its desks, languages and hours, and agendas of the check-in's own rules."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.catalogue.load import load_config, sample_office
from kiosk.core.opening_hours import Hours
from kiosk.simulation.days import make_day
from kiosk.simulation.own import own_scenario
from kiosk.simulation.policies import POLICIES, play
from kiosk.simulation.scenario import ScenarioError


@pytest.mark.parametrize("name", ["small", "city", "big"])
def test_every_sample_office_can_be_played(name: str) -> None:
    config = load_config(sample_office(name))
    own = own_scenario(config, name)
    desks = {s.id: sum(d.station == s.id for d in config.office.desks) for s in config.office.stations}
    assert all(plan.desks == desks[plan.id] for plan in own.stations)
    day = make_day(own, 1)
    assert len(play(day, POLICIES["near"]).heard.finished) == len(day.visits) > 10


def test_clerks_speak_what_the_settings_say() -> None:
    own = own_scenario(load_config(sample_office("city")), "city")
    at_skv = [desk for desk in make_day(own, 1).hall.desks if desk.station == "SKV"]
    assert ["ar" in desk.languages for desk in at_skv] == [False, True, False]


def test_a_weekday_has_its_own_stations() -> None:
    config = load_config(sample_office("city"))
    tuesday, monday = own_scenario(config, "city", 1), own_scenario(config, "city", 0)
    assert "MV" in {plan.id for plan in tuesday.stations}
    assert "MV" not in {plan.id for plan in monday.stations}
    with pytest.raises(ScenarioError, match="closed on that weekday"):
        own_scenario(config, "city", 6)


def test_an_office_that_is_never_open_is_refused() -> None:
    config = load_config(sample_office("city"))
    with pytest.raises(ScenarioError, match="closed all week"):
        own_scenario(replace(config, office=replace(config.office, hours=Hours({}))), "city")


def test_a_clerks_own_break_is_kept() -> None:
    """In big.toml desk 21 of Skatteverket pauses at noon; the office opens at 08:30."""
    day = make_day(own_scenario(load_config(sample_office("big")), "big"), 1)
    first = next(desk for desk in day.hall.desks if desk.station == "SKV")
    assert (first.break_from, first.break_s) == (210 * 60, 30 * 60)
