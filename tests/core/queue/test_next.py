"""Whom each station calls next, from a live office day: as the rule would at the call, and never who cannot be."""

from __future__ import annotations

from kiosk.core.day.events import StopMoved
from kiosk.core.day.lifecycle import Verb
from kiosk.core.queue.from_day import hall_of, next_by_station
from kiosk.core.queue.rule import decide, decide_each
from kiosk.ui.showcase.sample_days import FAMILY, SampleDay
from tests.core.office_days import CONFIG

ID_CARD = (("SKV", ("SKV-ID",), 10),)


def test_it_is_whom_the_rule_calls_at_a_free_desk_and_would_ask_near_at_busy_ones() -> None:
    day = SampleDay(CONFIG).open_desks(5).play(60, 40, 3, 1.5)
    hall = hall_of(day.state, CONFIG, day.at)
    found = next_by_station(day.state, CONFIG, day.at)
    assert len(found) > 3
    for station, choice in found.items():
        free = [d for d in day.state.desks.values() if d.station == station and d.open and d.visit is None]
        assert choice == decide(hall, choice.desk, ahead=not free)


def test_many_desks_are_decided_as_each_of_them_alone() -> None:
    day = SampleDay(CONFIG).open_desks().play(60, 40, 3, 1.5)
    hall = hall_of(day.state, CONFIG, day.at)
    asked = [(desk.number, ahead) for desk in hall.desks for ahead in (False, True)]
    assert list(decide_each(hall, asked)) == [decide(hall, desk, ahead=ahead) for desk, ahead in asked]


def test_a_station_without_an_open_desk_calls_nobody() -> None:
    day = SampleDay(CONFIG)
    day.arrives(ID_CARD)
    assert next_by_station(day.state, CONFIG, day.at) == {}


def test_who_was_asked_near_too_early_is_not_called_before_the_other_stop_has_ended() -> None:
    day = SampleDay(CONFIG).open_desks()
    visit = day.arrives(FAMILY)
    day.do(StopMoved(visit, "FK", Verb.PRE_CALL))
    assert "FK" not in next_by_station(day.state, CONFIG, day.at)
