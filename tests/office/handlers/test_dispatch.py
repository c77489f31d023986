"""Whom a desk calls: by the office's own order, for a reason that stays with the call, and asked near in time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kiosk.core.day.events import DeskOpened, Event, Recorded, StopMoved
from kiosk.core.day.history import history_line
from kiosk.core.day.lifecycle import Verb
from kiosk.core.day.state import OfficeDay, apply
from kiosk.core.office_config import OfficeConfig
from kiosk.core.views import station
from kiosk.office.handlers.dispatch import PRE_CALL_S, next_call, next_for, pre_calls
from tests.core.office_days import CONFIG, DAY, moved, ticket

LONG = (("SKV", ("SKV-REG",), 60), ("FK", ("FK-REG",), 60), ("AF", ("AF-INS",), 60))
SHORT = (("SKV", ("SKV-REG",), 5),)
NOW = 1000.0


def office(**changes: Any) -> OfficeConfig:
    return replace(CONFIG, office=replace(CONFIG.office, **changes))


def after(*events: Event, state: OfficeDay | None = None, at: float | None = None) -> OfficeDay:
    state = state or OfficeDay.empty(DAY)
    for event in events:
        order = state.order + 1
        state = apply(state, Recorded(event, DAY, order * 10.0 if at is None else at, order))
    return state


@pytest.fixture
def hall() -> OfficeDay:
    """2001 has a long day, 2002 one short errand; desk 1 of Skatteverket is open."""
    return after(ticket("a", "2001", stops=LONG), ticket("b", "2002", stops=SHORT), DeskOpened(1, "SKV"))


def test_the_rule_may_call_somebody_who_came_later_and_says_why(hall: OfficeDay) -> None:
    chosen = next_call(hall, hall.desks[1], CONFIG, NOW)
    assert chosen is not None
    assert (chosen.visit.ticket, chosen.by, chosen.overtakes) == ("2002", "rule", 1)
    assert chosen.why[0] == ("waited", 980)
    assert {what for what, _ in chosen.why[1:]} <= {"service", "work_left", "last", "waits_elsewhere"}


def test_an_office_may_keep_to_check_in_order(hall: OfficeDay) -> None:
    chosen = next_call(hall, hall.desks[1], office(order="check_in"), NOW)
    assert chosen is not None
    assert (chosen.visit.ticket, chosen.by, chosen.overtakes) == ("2001", "check_in", 0)


def test_the_reason_stays_with_the_visitor_until_they_leave_the_desk(hall: OfficeDay) -> None:
    chosen = next_call(hall, hall.desks[1], CONFIG, NOW)
    assert chosen is not None
    call = chosen.event("SKV", Verb.CALL, 1)
    called = after(call, state=hall)
    shown = next(each for each in station(called, "SKV", NOW) if each.ticket == "2002")
    assert (shown.by, shown.why, shown.overtakes) == ("rule", chosen.why, 1)
    line = history_line(Recorded(call, DAY, 0.0, 1))
    assert line is not None
    assert (line.by, line.why) == ("rule", chosen.why)
    served = after(moved("start", visit="b", desk=1), state=called)
    assert served.visits["b"].stops[0].why == chosen.why
    missed = after(moved("no_show", visit="b", desk=1), state=called)
    assert (missed.visits["b"].stops[0].by, missed.visits["b"].stops[0].why) == (None, ())


def test_who_was_asked_near_for_a_reason_is_called_for_it(hall: OfficeDay) -> None:
    near = after(StopMoved("b", "SKV", "pre_call", by="rule", why=(("last", 60),)), state=hall)
    chosen = next_call(near, near.desks[1], CONFIG, NOW)
    assert chosen is not None
    called = after(chosen.event("SKV", Verb.CALL, 1), state=near)
    assert called.visits["b"].stops[0].why == (("last", 60),)


def test_when_the_order_cannot_answer_time_in_the_queue_does(
    hall: OfficeDay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.office.handlers.dispatch.decide", lambda *_, **__: None)
    chosen = next_call(hall, hall.desks[1], CONFIG, NOW)
    assert chosen is not None
    assert (chosen.visit, chosen.by) == (next_for(hall, "SKV"), "check_in")


def test_who_needs_an_interpreter_of_the_house_waits_until_one_is_free() -> None:
    pool = office(interpreters={"so": 1})
    state = after(
        ticket("a", "2001", interpreter="so", stops=SHORT),
        ticket("b", "2002", interpreter="so", stops=(("FK", ("FK-REG",), 10),)),
        DeskOpened(1, "SKV"), DeskOpened(2, "FK"), moved("call", "FK", visit="b", desk=2),
    )  # fmt: skip
    assert next_call(state, state.desks[1], pool, NOW) is None
    state = after(moved("start", "FK", "b", desk=2), moved("finish", "FK", "b", desk=2), state=state)
    assert next_call(state, state.desks[1], pool, NOW) is not None


def test_the_next_visitor_is_asked_near_when_a_desk_will_soon_be_free() -> None:
    state = after(
        ticket("a", "2001", stops=SHORT), ticket("b", "2002", stops=SHORT), ticket("c", "2003", stops=SHORT),
        DeskOpened(1, "SKV"), moved("call", visit="a", desk=1),
    )  # fmt: skip
    state = after(moved("start", visit="a", desk=1), state=state, at=1000.0)
    soon = 1000.0 + 300 - 60  # five minutes, less the time a visitor needs
    assert pre_calls(state, CONFIG, soon - 1) == ()
    (event,) = pre_calls(state, CONFIG, soon)
    assert (event.visit, event.verb, event.station) == ("b", "pre_call", "SKV")
    assert pre_calls(state, office(pre_call=False), soon) == ()
    asked = after(event, state=state, at=soon)
    assert pre_calls(asked, CONFIG, soon + 1) == ()  # one for each desk
    released = after(moved("release", visit="b"), state=asked, at=soon + PRE_CALL_S)
    assert pre_calls(released, CONFIG, soon + PRE_CALL_S) == ()  # and once for each service


def test_nobody_is_asked_near_while_a_desk_of_the_station_is_free() -> None:
    state = after(
        ticket("a", "2001", stops=SHORT), ticket("b", "2002", stops=SHORT),
        DeskOpened(1, "SKV"), DeskOpened(2, "SKV"), moved("call", visit="a", desk=1),
    )  # fmt: skip
    state = after(moved("start", visit="a", desk=1), state=state, at=1000.0)
    assert pre_calls(state, CONFIG, 1250.0) == ()
