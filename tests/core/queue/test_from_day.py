"""The live office day as a hall: who may be called, where desks stand, what has been seen of the day."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.day.calling import can_be_called
from kiosk.core.day.events import DeskClosed, DeskOpened, Event, StopMoved, TicketIssued
from kiosk.core.day.history import HistoryLine, history_line
from kiosk.core.day.state import OfficeDay
from kiosk.core.queue.from_day import coming_of, hall_of, services
from kiosk.core.queue.hall import USUAL_LAG_S, DeskActivity, HallState
from kiosk.core.queue.pace import Service
from kiosk.core.queue.rule import decide
from tests.core.office_days import CONFIG, HARD, LODGED, SOFT, day_of, moved, records, ticket

NOW = 5000.0


def hall(*events: Event, **office: Any) -> HallState:
    config = replace(CONFIG, office=replace(CONFIG.office, **office)) if office else CONFIG
    return hall_of(day_of(*events), config, NOW)


def test_a_visitor_waits_everywhere_at_once() -> None:
    (visit,) = hall(ticket()).visits
    assert [(task.station, task.seconds) for task in visit.tasks] == [("SKV", 1200), ("FK", 900)]
    assert (visit.since, visit.free_at, visit.party) == (0, 0, 2)


def test_who_is_at_a_desk_is_not_free_and_the_desk_is_busy() -> None:
    made = hall(ticket(), DeskOpened(3, "SKV", ("sv", "ar")), moved("call", desk=3))
    (visit,), (desk,) = made.visits, made.desks
    assert visit.free_at is None
    assert [task.station for task in visit.tasks] == ["FK"]
    assert (desk.at, desk.visit, desk.seconds, desk.started) == (DeskActivity.BUSY, "a", 1200, NOW)
    made = hall(ticket(), DeskOpened(3, "SKV"), moved("call", desk=3), moved("start", desk=3))
    assert made.desks[0].started == 30
    assert USUAL_LAG_S < NOW


def test_a_closed_desk_calls_nobody() -> None:
    made = hall(ticket(), DeskOpened(3, "SKV"), DeskClosed(3))
    assert made.desks[0].at is DeskActivity.CLOSED
    assert decide(made) is None


def test_precedences_block_until_the_earlier_stop_has_ended() -> None:
    for strength in (HARD, LODGED):
        task = hall(ticket(precedence=(strength,))).visits[0].tasks[1]
        assert (task.after, task.better_after) == (frozenset({"SKV"}), frozenset())
    task = hall(ticket(precedence=(SOFT,))).visits[0].tasks[1]
    assert (task.after, task.better_after) == (frozenset(), frozenset({"SKV"}))


def test_after_an_earlier_stop_that_failed_h_is_not_called_and_l_is() -> None:
    ended = (moved("call", desk=3), moved("start", desk=3), moved("finish", desk=3, outcome="papers_missing"))
    assert hall(ticket(precedence=(HARD,)), *ended).visits[0].tasks[0].parked
    assert not hall(ticket(precedence=(LODGED,)), *ended).visits[0].tasks[0].parked


def test_held_and_missed_stops_are_parked_and_near_ones_are_kept_for_their_station() -> None:
    assert hall(ticket(), moved("hold")).visits[0].tasks[0].parked
    near = hall(ticket(), moved("pre_call")).visits[0]
    assert (near.near, near.near_since) == ("SKV", 10)


def test_interpreters_of_the_house_are_counted_down_by_desks_that_use_them() -> None:
    events = (ticket(interpreter="ar"), DeskOpened(3, "SKV"), moved("call", desk=3))
    assert hall(*events, interpreters={"ar": 2}).interpreters == {"ar": 1}
    assert hall(*events).interpreters == {}
    events = (ticket(interpreter="ar"), DeskOpened(3, "SKV", ("sv", "ar")), moved("call", desk=3))
    assert hall(*events, interpreters={"ar": 2}).interpreters == {"ar": 2}


def test_services_tell_what_was_expected_and_what_it_took() -> None:
    events = records(
        ticket(), DeskOpened(3, "SKV"), moved("call", desk=3), moved("start", desk=3),
        moved("finish", desk=3, outcome="done"), moved("call", "FK", desk=4), moved("start", "FK", desk=4),
    )  # fmt: skip
    history: dict[str, tuple[HistoryLine, ...]] = {}
    for each in events:
        line = history_line(each)
        if line is not None:
            history["a"] = (*history.get("a", ()), line)
    day = day_of(*(each.event for each in events))  # type: ignore[arg-type]  # none is unread
    assert services(day, history, 100.0) == [Service(1200, 10, True), Service(900, 40, False)]


def test_the_rest_of_the_day_is_like_what_has_been_and_thins_out() -> None:
    day = day_of(*(ticket(f"v{i}", f"20{i:02d}") for i in range(10)))

    def expected(at: float) -> int:
        return sum(count for _, _, count in coming_of(day, at, 0, 10_000).walk_ins)

    assert expected(2000) > expected(5000) > expected(8000) > 0
    assert coming_of(day, 10_000, 0, 10_000).walk_ins == ()
    assert coming_of(OfficeDay.empty("2026-11-23"), 2000, 0, 10_000).kinds == ()


@given(
    st.lists(st.sampled_from(["SKV", "FK"]), max_size=6), st.sampled_from([(), (HARD,), (LODGED,), (SOFT,)])
)
def test_the_rule_calls_only_whom_the_office_day_lets_be_called(calls: list[str], order: Any) -> None:
    issued: list[Event] = [ticket(f"v{i}", f"200{i}", precedence=order) for i in range(3)]
    events: list[Event] = [*issued, DeskOpened(1, "SKV"), DeskOpened(2, "FK")]
    for station in calls:
        number = 1 if station == "SKV" else 2
        day = day_of(*events)
        choice = decide(hall_of(day, CONFIG, NOW), number)
        if choice is None:
            assert not any(
                (stop := visit.stop(station)) is not None and can_be_called(visit, stop)
                for visit in day.visits.values()
            )
            continue
        visit = day.visits[choice.visit]
        stop = visit.stop(station)
        assert stop is not None
        assert can_be_called(visit, stop)
        for verb in ("call", "start", "finish"):
            events.append(StopMoved(choice.visit, station, verb, number))
        assert isinstance(issued[0], TicketIssued)
