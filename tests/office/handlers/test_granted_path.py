"""One press at the desk of the meeting adds the path of a granted permit; any other press is refused."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.core.day.events import PathAdded, TicketIssued
from kiosk.core.day.state import OfficeDay
from kiosk.office.access import Principal, check_command
from kiosk.office.handlers.decisions import Decision, decide
from kiosk.office.handlers.dispatch import next_for
from kiosk.protocol.errors import WireError
from kiosk.protocol.roles import DeviceRole
from tests.core.office_days import CONFIG, DAY, ticket
from tests.office.handlers.test_decisions import NOW, follow, pressed, refusal, with_events

PATH = (("MV", ("MV-BIO",), 15), ("SKV", ("SKV-REG",), 25), ("AF", ("AF-INS",), 20))
LETTER = (("MV", ("MV-DEL",), 25),)


def called_to_hear(**changes: Any) -> TicketIssued:
    return ticket(stops=LETTER, permit_stops=PATH, permit_come_back=("CB-PNR",), **changes)


def meeting(issued: TicketIssued | None = None) -> OfficeDay:
    """Desk 1 of Migrationsverket has called the visitor; desks of Skatteverket and Arbetsförmedlingen are open."""
    state = with_events(OfficeDay.empty(DAY), issued or called_to_hear())
    for desk, station in ((1, "MV"), (2, "SKV"), (3, "AF")):
        state = follow(state, "desk.open", desk=desk, station=station)
    return follow(state, "call.next", desk=1)


def served() -> OfficeDay:
    return follow(meeting(), "start", desk=1)


def test_the_new_stops_wait_and_are_called_when_the_meeting_has_ended() -> None:
    state = follow(served(), "path.add", desk=1)
    assert [(s.station, s.state.value) for s in state.visits["a"].stops] == [
        ("MV", "serving"),
        ("SKV", "waiting"),
        ("AF", "waiting"),
    ]
    assert state.visits["a"].come_back == ("CB-PNR",)
    assert next_for(state, "SKV") is None, "nobody is called away from a desk"
    state = follow(state, "finish", desk=1, outcome="done")
    assert next_for(state, "SKV") is not None
    assert refusal(state, "path.add", desk=1) == "desk_empty"


def test_a_path_is_added_once() -> None:
    state = follow(served(), "path.add", desk=1)
    assert refusal(state, "path.add", desk=1) == "no_path"
    assert state.oddities == ()


def test_before_the_service_has_begun_nothing_is_added() -> None:
    assert refusal(meeting(), "path.add", desk=1) == "not_now"


def test_a_ticket_without_a_path_gets_none() -> None:
    state = follow(meeting(ticket(stops=LETTER)), "start", desk=1)
    assert refusal(state, "path.add", desk=1) == "no_path"


def test_a_desk_of_another_stop_cannot_add_it() -> None:
    state = meeting(ticket(stops=(("SKV", ("SKV-ASK",), 10), *LETTER), permit_stops=PATH))
    state = follow(follow(state, "start", desk=1), "finish", desk=1, outcome="done")
    state = follow(follow(state, "call.next", desk=2), "start", desk=2)
    assert refusal(state, "path.add", desk=2) == "no_path"


def test_a_desk_without_a_visitor_cannot_add_it() -> None:
    assert refusal(served(), "path.add", desk=2) == "desk_empty"
    assert refusal(served(), "path.add", desk=7) == "desk_empty"


def test_a_station_that_has_closed_gets_no_stop() -> None:
    state = follow(served(), "station.close", station="AF")
    decided = decide(state, pressed("path.add", desk=1), CONFIG, NOW)
    assert isinstance(decided, Decision)
    (event,) = decided.events
    assert isinstance(event, PathAdded)
    assert [station for station, _, _ in event.stops] == ["MV", "SKV"]


def test_a_desk_may_add_it_for_its_own_station_only_and_reception_for_any() -> None:
    state, command = served(), pressed("path.add", desk=1)
    for allowed in (
        Principal(DeviceRole.DESK, "d", stations=frozenset({"MV"}), desk=1),
        Principal(DeviceRole.RECEPTION, "r"),
    ):
        check_command(allowed, command, state)
    for stranger in (
        Principal(DeviceRole.DESK, "d", stations=frozenset({"SKV"}), desk=2),
        Principal(DeviceRole.DESK, "d", stations=frozenset({"SKV"}), desk=None),
    ):
        with pytest.raises(WireError):
            check_command(stranger, command, state)
