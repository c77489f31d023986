"""Each view tells what its screen needs and no more."""

from __future__ import annotations

from dataclasses import asdict

from hypothesis import given

from kiosk.core import views
from kiosk.core.day.calling import can_be_called
from kiosk.core.day.events import DayClosed, TicketIssued
from kiosk.core.day.lifecycle import StopState
from kiosk.ui.showcase.sample_days import SampleDay
from tests.core.office_days import HARD, LODGED, day_of, moved, ticket
from tests.core.random_days import days

TWO = (ticket(come_back=("CB-PNR",), interpreter="ar"), ticket("b", "2002", precedence=(HARD,)))


def test_the_hall_counts_waiting_by_station_with_the_longest_wait() -> None:
    """The first came at second 0, the other at 10; both wait at both stations."""
    skv, fk = views.hall(day_of(*TWO), now=65.0)
    assert (skv.station, skv.waiting, skv.ready, skv.longest_wait_s, skv.at_desks) == ("SKV", 2, 2, 65, 0)
    assert (fk.station, fk.waiting, fk.ready) == ("FK", 2, 1)  # the other must go to SKV first


def test_who_is_at_a_desk_waits_elsewhere_but_cannot_be_called() -> None:
    skv, fk = views.hall(day_of(*TWO, moved("call", desk=3)), now=65.0)
    assert (skv.waiting, skv.at_desks, skv.longest_wait_s) == (1, 1, 55)
    assert (fk.waiting, fk.ready) == (2, 0)


def test_a_wait_is_never_negative() -> None:
    assert [each.longest_wait_s for each in views.hall(day_of(*TWO), now=-5.0)] == [0, 0]


def test_an_empty_or_closed_hall_shows_nobody() -> None:
    assert views.hall(day_of(), 0.0) == ()
    assert views.hall(day_of(*TWO, DayClosed()), 99.0) == ()


def test_the_board_shows_calls_latest_first_and_who_has_come_no_more() -> None:
    steps = (moved("call", desk=3), moved("pre_call", "SKV", "b"))
    view = views.public(day_of(*TWO, *steps), 99.0)
    assert [(c.ticket, c.station, c.desk, c.near) for c in view.calls] == [
        ("2002", "SKV", None, True),
        ("2001", "SKV", 3, False),
    ]
    assert views.public(day_of(*TWO, *steps, moved("start", desk=3)), 99.0).calls == view.calls[:1]


def test_the_public_view_says_nothing_of_anyones_agenda() -> None:
    """A call's language is there to be called out; whether an interpreter is wanted is nobody's business."""
    wishes = ticket(come_back=("CB-PNR",), interpreter="ti", private_help=True)
    view = views.public(day_of(wishes, moved("call", desk=3)), 99.0)
    assert [call.language for call in view.calls] == ["ar"]
    for private in ("SKV-REG", "CB-PNR", "'ti'", "'a'", "True"):
        assert private not in str(asdict(view))


def test_a_ticket_shows_its_own_stops_and_what_comes_first() -> None:
    issued: TicketIssued = ticket(precedence=(LODGED,), come_back=("CB-PNR",))
    view = views.ticket(day_of(issued, moved("call", desk=3)).visits["a"])
    assert [(s.station, s.state, s.desk, s.first) for s in view.stops] == [
        ("SKV", StopState.CALLED, 3, ()),
        ("FK", StopState.WAITING, None, ("SKV-REG",)),
    ]
    assert (view.ticket, view.come_back) == ("2001", ("CB-PNR",))


def test_a_station_sees_its_own_errands_only_longest_in_the_queue_first() -> None:
    first, second = views.station(day_of(*TWO), "FK", now=70.0)
    assert (first.ticket, first.errands, first.waited_s, first.ready) == (
        "2001",
        ("FK-REG", "FK-ACT"),
        70,
        True,
    )
    assert (second.ticket, second.ready, second.interpreter) == ("2002", False, None)
    assert "SKV-REG" not in str(asdict(first))


def test_a_stop_that_has_ended_leaves_the_stations_list() -> None:
    day = day_of(TWO[0], moved("call", desk=3), moved("start"), moved("finish"))
    assert views.station(day, "SKV", 99.0) == ()


@given(days())
def test_reception_sees_every_stop_as_the_office_decides_about_it(day: SampleDay) -> None:
    for visit, shown in zip(day.state.visits.values(), day.reception().visits, strict=True):
        pairs = list(zip(visit.stops, shown.stops, strict=True))
        assert [can_be_called(visit, stop) for stop, _ in pairs] == [
            shown.can_be_called(view) for _, view in pairs
        ]
        assert [stop is visit.engaged for stop, _ in pairs] == [view is shown.engaged for _, view in pairs]
        for station in {stop.station for stop in visit.stops}:
            assert [stop is visit.stop(station) for stop, _ in pairs] == [
                view is shown.stop(station) for _, view in pairs
            ]
