"""Decisions are safe whatever is pressed in whatever order: one desk at a time, and no visit is stuck."""

from __future__ import annotations

from dataclasses import MISSING, fields, replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.day.calling import can_be_called
from kiosk.core.day.events import Event, Recorded, StopMoved, TicketIssued
from kiosk.core.day.lifecycle import ENDED, StopState, VisitState
from kiosk.core.day.state import OfficeDay, apply
from kiosk.core.day.visits import ENGAGED, Visit
from kiosk.office.handlers.decisions import Decision, Refusal, decide, overdue, shut_out
from kiosk.office.handlers.dispatch import next_for
from kiosk.protocol.commands import COMMANDS, PRIORITIES, REFUSALS, Command, command_of
from tests.core.office_days import CONFIG, DAY, HARD, LODGED, ticket

NOW = 1000.0  # later than all events of these days
VISITS = ("a", "b", "c")
STATIONS = ("SKV", "FK", "AF")
DESKS = (1, 2, 3)
ERRANDS = {"SKV": "SKV-REG", "FK": "FK-REG", "AF": "AF-INS"}


def with_events(state: OfficeDay, *events: Event, at: float | None = None) -> OfficeDay:
    for event in events:
        order = state.order + 1
        state = apply(state, Recorded(event, DAY, order * 10.0 if at is None else at, order))
    return state


def pressed(kind: str, **args: Any) -> Command:
    return command_of("press-0001", kind, args)


def follow(state: OfficeDay, kind: str, **args: Any) -> OfficeDay:
    """The state after a command that must be followed."""
    decided = decide(state, pressed(kind, **args), CONFIG, NOW)
    assert isinstance(decided, Decision), decided
    return with_events(state, *decided.events)


def refusal(state: OfficeDay, kind: str, **args: Any) -> str:
    decided = decide(state, pressed(kind, **args), CONFIG, NOW)
    assert isinstance(decided, Refusal), decided
    return decided.code


def called(state: OfficeDay, desk: int) -> StopMoved:
    """The call that a press of "next" makes."""
    decided = decide(state, pressed("call.next", desk=desk), CONFIG, NOW)
    assert isinstance(decided, Decision), decided
    (event,) = decided.events
    assert isinstance(event, StopMoved)
    return event


def hall(*tickets: TicketIssued) -> OfficeDay:
    """Desk 1 of SKV and desk 2 of FK are open; these have tickets."""
    state = with_events(OfficeDay.empty(DAY), *tickets)
    state = follow(state, "desk.open", desk=1, station="SKV")
    return follow(state, "desk.open", desk=2, station="FK")


def issued(visit: str, strength: str | None = None) -> TicketIssued:
    precedence = {"H": (HARD,), "L": (LODGED,)}.get(strength or "", ())
    return ticket(visit, f"200{VISITS.index(visit) + 1}", precedence=precedence)


@st.composite
def commands(draw: st.DrawFn) -> Command:
    kind = draw(st.sampled_from(sorted(set(COMMANDS) - {"day.close"}) + ["call.next", "start", "finish"] * 3))
    station = draw(st.sampled_from(STATIONS))
    values: dict[str, Any] = {
        "desk": draw(st.sampled_from(DESKS)),
        "visit": draw(st.sampled_from((*VISITS, "nobody"))),
        "station": station,
        "languages": ["sv"],
        "language": draw(st.sampled_from(["ar", "so"])),
        "count": draw(st.integers(0, 2)),
        "reason": draw(st.sampled_from(PRIORITIES)),
        "outcome": draw(st.sampled_from(["done", "papers_missing", "come_back"])),
        "errands": [draw(st.sampled_from(sorted(ERRANDS.values())))],
    }
    args = {
        each.name: values[each.name]
        for each in fields(COMMANDS[kind])
        if each.default is MISSING or draw(st.booleans())
    }
    if kind == "hold" and "desk" not in args:
        args |= {"visit": values["visit"], "station": station}
    return command_of("press-0001", kind, args)


@given(st.lists(commands(), max_size=40), st.lists(st.sampled_from(["H", "L", ""]), min_size=3, max_size=3))
def test_whatever_is_pressed_nobody_is_at_two_desks(presses: list[Command], strengths: list[str]) -> None:
    state = with_events(
        OfficeDay.empty(DAY), *(issued(visit, s) for visit, s in zip(VISITS, strengths, strict=True))
    )
    for command in presses:
        decided = decide(state, command, CONFIG, NOW)
        if isinstance(decided, Refusal):
            assert decided.code in REFUSALS
            assert not decided.sentence[0].islower()
            assert decided.sentence.endswith(".")
            continue
        state = with_events(state, *decided.events)
        assert state.oddities == (), (command, state.oddities)  # a decision always fits
        for visit in state.visits.values():
            engaged = [stop for stop in visit.stops if stop.state in ENGAGED]
            assert len(engaged) <= 1
            for stop in engaged:
                if stop.desk is not None:
                    assert state.desks[stop.desk].visit == visit.id
            assert (visit.state is VisitState.ACTIVE) == any(s.state not in ENDED for s in visit.stops)
        seated = [desk.visit for desk in state.desks.values() if desk.visit is not None]
        assert len(seated) == len(set(seated))


@given(st.lists(commands(), max_size=25), st.lists(st.sampled_from(["H", "L", ""]), min_size=3, max_size=3))
def test_every_visit_can_always_be_brought_to_its_end(presses: list[Command], strengths: list[str]) -> None:
    """Whatever was pressed before, desks that call, start and finish empty the hall."""
    state = with_events(
        OfficeDay.empty(DAY), *(issued(visit, s) for visit, s in zip(VISITS, strengths, strict=True))
    )
    for command in presses:
        decided = decide(state, command, CONFIG, NOW)
        state = with_events(state, *decided.events) if isinstance(decided, Decision) else state
    for desk in list(state.desks.values()):
        if desk.visit is not None:
            visit = state.visits[desk.visit]
            engaged = visit.engaged
            assert engaged is not None
            if engaged.state is StopState.CALLED:
                state = follow(state, "start", desk=desk.number)
            state = follow(state, "finish", desk=desk.number, outcome="done")
    for number, station in enumerate(STATIONS, 4):
        state = follow(state, "desk.open", desk=number, station=station)
    for _ in range(60):
        waiting = [v for v in state.visits.values() if v.state is VisitState.ACTIVE]
        if not waiting:
            return
        state = _one_step(state, waiting)
    raise AssertionError([visit for visit in state.visits.values() if visit.state is VisitState.ACTIVE])


def _one_step(state: OfficeDay, waiting: list[Visit]) -> OfficeDay:
    for visit in waiting:
        for stop in visit.stops:
            if stop.state in (StopState.HELD, StopState.MISSED) and visit.stop(stop.station) is stop:
                state = follow(state, "resume", visit=visit.id, station=stop.station)
    for number, station in enumerate(STATIONS, 4):
        if next_for(state, station) is not None:
            state = follow(state, "call.next", desk=number)
            state = follow(state, "start", desk=number)
            state = follow(state, "finish", desk=number, outcome="done")
    return state


def test_the_longest_waiting_is_called_and_near_ones_first() -> None:
    state = hall(issued("a"), issued("b"), issued("c"))
    assert called(state, desk=1) == StopMoved(
        "a", "SKV", "call", 1, by="rule", why=(("waited", 990), ("came_first", 10))
    )
    state = follow(state, "pre_call", desk=1, visit="b")
    assert called(state, desk=1).visit == "b"
    assert refusal(state, "pre_call", desk=2, visit="b") == "at_another_desk"


def test_an_earlier_stop_comes_first() -> None:
    state = hall(issued("a", "H"))
    assert refusal(state, "call.next", desk=2) == "nobody_waits"
    assert refusal(state, "call.this", desk=2, visit="a") == "precedence"


def test_lodged_is_enough_for_l_but_not_for_h() -> None:
    for strength, state_of_second in (("H", StopState.COME_BACK), ("L", StopState.WAITING)):
        state = hall(issued("a", strength))
        state = follow(follow(state, "call.next", desk=1), "start", desk=1)
        state = follow(state, "finish", desk=1, outcome="papers_missing")
        assert state.visits["a"].stops[1].state is state_of_second


def test_a_referral_keeps_the_hope_until_it_has_ended() -> None:
    state = hall(issued("a", "H"))
    state = follow(state, "desk.open", desk=3, station="AF")
    state = follow(follow(state, "call.next", desk=1), "start", desk=1)
    state = follow(state, "refer", desk=1, station="AF", errands=["AF-INS"])
    assert [stop.state.value for stop in state.visits["a"].stops] == ["referred", "waiting", "waiting"]
    state = follow(follow(state, "call.next", desk=3), "start", desk=3)
    sent_back = follow(state, "refer", desk=3, station="SKV", errands=["SKV-REG"])
    assert next_for(sent_back, "SKV") is not None
    ended = follow(state, "finish", desk=3, outcome="done")
    assert ended.visits["a"].stops[1].state is StopState.COME_BACK


def test_opening_and_closing_again_is_no_news() -> None:
    state = hall()
    assert decide(state, pressed("desk.open", desk=1, station="SKV"), CONFIG, NOW) == Decision(())
    state = follow(state, "desk.close", desk=1)
    assert decide(state, pressed("desk.close", desk=1), CONFIG, NOW) == Decision(())
    assert refusal(state, "call.next", desk=1) == "desk_closed"


def test_a_desk_with_a_visitor_neither_closes_nor_moves() -> None:
    state = follow(hall(issued("a"), issued("b")), "call.next", desk=1)
    assert refusal(state, "desk.close", desk=1) == "desk_busy"
    assert refusal(state, "desk.open", desk=1, station="FK") == "desk_busy"
    assert refusal(state, "call.next", desk=1) == "desk_busy"
    assert refusal(state, "call.this", desk=2, visit="a") == "at_another_desk"


def test_a_pre_call_is_let_go_after_four_minutes() -> None:
    state = follow(hall(issued("a")), "pre_call", desk=1)
    since = next(stop.since for stop in state.visits["a"].stops if stop.state is StopState.NEAR)
    assert overdue(state, since + 239) == ()
    assert overdue(state, since + 240) == (StopMoved("a", "SKV", "release"),)


def test_nothing_is_decided_on_a_closed_day() -> None:
    state = follow(hall(issued("a")), "day.close")
    assert decide(state, pressed("day.close"), CONFIG, NOW) == Decision(())
    for command in ("call.next", "recall", "start"):
        assert refusal(state, command, desk=1) == "day_closed"


# What reception does for the hall ---------------------------------------------------------------------------------


def test_a_station_that_closes_sends_home_who_waits_and_the_rest_of_the_path_goes_on() -> None:
    """Whoever is asked near or paused too; who is at its desk is served to the end."""
    state = hall(issued("a"), issued("b"), issued("c"))
    state = follow(follow(state, "call.this", desk=1, visit="a"), "start", desk=1)
    state = follow(state, "pre_call", desk=1, visit="b")
    state = follow(state, "station.close", station="SKV")
    assert state.shut == {"SKV"}
    states = {v.id: [stop.state for stop in v.stops] for v in state.visits.values()}
    assert states == {
        "a": ["serving", "waiting"],
        "b": ["come_back", "waiting"],
        "c": ["come_back", "waiting"],
    }
    assert state.visits["b"].not_today == (("SKV-REG", "closed_today"),)
    assert state.visits["a"].not_today == ()
    state = follow(state, "finish", desk=1, outcome="done")
    assert called(state, 2).visit in VISITS
    assert state.oddities == ()
    assert decide(state, pressed("station.close", station="SKV"), CONFIG, NOW) == Decision(())


def test_what_had_to_wait_for_a_closed_station_goes_to_the_come_back_list_only_where_it_must() -> None:
    state = follow(hall(issued("a", "H"), issued("b", "L")), "station.close", station="SKV")
    assert [stop.state for stop in state.visits["a"].stops] == ["come_back", "come_back"]
    assert state.visits["a"].state is VisitState.FINISHED
    assert [stop.state for stop in state.visits["b"].stops] == ["come_back", "waiting"]
    assert can_be_called(state.visits["b"], state.visits["b"].stops[1])


def test_who_comes_for_a_closed_station_is_sent_home_too_and_nobody_is_sent_on_to_it() -> None:
    state = follow(hall(), "station.close", station="SKV")
    state = with_events(state, issued("a"))
    assert [(e.station, e.verb) for e in shut_out(state)] == [("SKV", "postpone")]
    state = with_events(state, *shut_out(state))
    assert shut_out(state) == ()
    state = follow(follow(state, "call.next", desk=2), "start", desk=2)
    assert refusal(state, "refer", desk=2, station="SKV", errands=["SKV-ID"]) == "station_closed"


def test_a_station_opens_again_with_its_first_desk_and_who_was_sent_home_stays_so() -> None:
    state = follow(hall(issued("a")), "station.close", station="SKV")
    assert not state.desks[1].open
    state = follow(state, "desk.open", desk=1, station="SKV")
    assert (state.shut, state.desks[1].open) == (frozenset(), True)
    assert state.visits["a"].stops[0].state == "come_back"
    assert refusal(state, "station.close", station="NOWHERE") == "unknown_station"


def test_priority_is_given_for_a_reason_and_taken_back() -> None:
    state = follow(hall(issued("a")), "priority", visit="a", reason="small_child")
    assert state.visits["a"].support.priority == "small_child"
    assert decide(state, pressed("priority", visit="a", reason="small_child"), CONFIG, NOW) == Decision(
        (), "a"
    )
    assert follow(state, "priority", visit="a").visits["a"].support.priority is None
    assert refusal(state, "priority", visit="nobody", reason="other") == "unknown_visit"


def test_with_priority_one_is_called_before_those_who_wait_as_long() -> None:
    state = hall(*(issued(visit) for visit in VISITS))
    assert called(state, 1).visit == "a"
    state = follow(state, "priority", visit="c", reason="hard_to_wait")
    chosen = called(state, 1)
    assert chosen.visit == "c"
    assert "priority" in dict(chosen.why)


def test_who_needs_an_interpreter_waits_while_the_only_one_is_at_work() -> None:
    """Until another comes. Where none is in the house at all nobody is stuck: it is done by telephone."""
    state = hall(*(replace(issued(visit), interpreter="so") for visit in ("a", "b")))
    state = follow(state, "interpreters", language="so", count=1)
    state = follow(state, "call.next", desk=1)
    assert refusal(state, "call.next", desk=2) == "nobody_waits"
    more = follow(state, "interpreters", language="so", count=2)
    assert called(more, 2).visit == "b"
    assert decide(more, pressed("interpreters", language="so", count=2), CONFIG, NOW) == Decision(())
    none = follow(hall(replace(issued("a"), interpreter="so")), "interpreters", language="so", count=0)
    assert called(none, 1).visit == "a"
