"""The fold of an office day: total, the same at once as step by step, with oddities for what does not fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.day.events import (
    CheckinEnded,
    DayClosed,
    DeskClosed,
    DeskOpened,
    Event,
    Recorded,
    StopMoved,
    TicketIssued,
    TicketNotPrinted,
    TicketPrinted,
    Unread,
    VisitLeft,
)
from kiosk.core.day.lifecycle import STOP_STEPS, IllegalStep, StopState, Verb, VisitState
from kiosk.core.day.state import OfficeDay, apply, check_step, fold
from kiosk.core.day.visits import (
    ENGAGED,
    AtAnotherDeskError,
    DeskBusyError,
    Oddity,
    OddityReason,
    PrecedenceError,
    ReferralError,
    UnknownStopError,
    UnknownVisitError,
)
from tests.core.office_days import DAY, HARD, day_of, moved, records, ticket, visit_after

OTHER = ticket("b", "2002")
SERVED = (moved("call", desk=3), moved("start", desk=3))


def only_oddity(*events: Event) -> Oddity:
    (oddity,) = day_of(*events).oddities
    return oddity


# What the facts make ----------------------------------------------------------------------------------------


def test_an_empty_day_is_empty() -> None:
    assert fold(DAY, []) == OfficeDay.empty(DAY)
    assert OfficeDay.empty(DAY).with_ticket("2001") == ()


def test_a_ticket_begins_a_visit_with_its_support() -> None:
    day = day_of(ticket(interpreter="ar", private_help=True, come_back=("CB-PNR",)))
    (visit,) = day.with_ticket("2001")
    assert (visit.id, visit.support.interpreter, visit.support.private_help) == ("a", "ar", True)
    assert (visit.come_back, visit.state, visit.paper) == (("CB-PNR",), VisitState.ACTIVE, "pending")
    assert day.order == 1


def test_issued_and_printed_are_apart() -> None:
    assert visit_after(TicketNotPrinted("a", "no_paper")).paper == "no_paper"
    assert visit_after(TicketNotPrinted("a", "no_paper")).state is VisitState.ACTIVE
    assert visit_after(TicketPrinted("a")).paper == "printed"
    assert visit_after(TicketPrinted("a", low_paper=True)).paper == "low_paper"


def test_a_visit_through_both_stations_is_finished() -> None:
    visit = visit_after(
        moved("pre_call"),
        *SERVED,
        moved("finish", desk=3, outcome="done"),
        moved("call", "FK", desk=7),
        moved("recall", "FK", desk=7),
        moved("start", "FK", desk=7),
        moved("finish", "FK", desk=7),
    )
    assert (visit.state, visit.ended_at) == (VisitState.FINISHED, 80.0)
    assert [(s.state, s.desk) for s in visit.stops] == [(StopState.DONE, 3), (StopState.DONE, 7)]


def test_a_desk_has_its_visitor_while_called_and_served() -> None:
    opened = (DeskOpened(3, "SKV", ("sv", "ar")), ticket())
    for steps, visitor in (
        (SERVED[:1], "a"),
        (SERVED, "a"),
        ((*SERVED, moved("finish")), None),
        ((*SERVED, moved("hold")), None),
        ((SERVED[0], moved("no_show")), None),
        ((*SERVED, VisitLeft("a")), None),
    ):
        day = day_of(*opened, *steps)
        assert (day.desks[3].visit, day.oddities) == (visitor, ())


def test_a_desk_opens_and_closes_and_one_that_calls_is_open() -> None:
    day = day_of(DeskOpened(3, "SKV", ("sv",)), DeskClosed(3), ticket(), moved("call", "FK", desk=9))
    assert (day.desks[3].open, day.desks[9].open, day.desks[9].station) == (False, True, "FK")


def test_reopening_a_desk_keeps_who_is_there() -> None:
    assert day_of(ticket(), SERVED[0], DeskOpened(3, "SKV", ("so",))).desks[3].visit == "a"


def test_closing_the_day_ends_what_is_unfinished() -> None:
    day = day_of(ticket(), OTHER, *SERVED, VisitLeft("b"), DayClosed())
    assert day.closed
    assert (day.visits["a"].state, day.visits["a"].why_left) == (VisitState.LEFT, "day_ended")
    assert (day.visits["b"].state, day.visits["b"].why_left) == (VisitState.LEFT, "left")
    assert day.desks[3].visit is None
    assert all(stop.ended for visit in day.visits.values() for stop in visit.stops)


def test_how_check_ins_ended_is_counted() -> None:
    day = day_of(*(CheckinEnded("sv", 2, "path", outcome) for outcome in ("ticket", "timeout", "ticket")))
    assert day.checkins == {"ticket": 2, "timeout": 1}


# What does not fit ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("events", "why"),
    [
        ((moved("call"),), OddityReason.UNKNOWN_VISIT),
        ((TicketPrinted("a"),), OddityReason.UNKNOWN_VISIT),
        ((TicketNotPrinted("a", "no_paper"),), OddityReason.UNKNOWN_VISIT),
        ((VisitLeft("a"),), OddityReason.UNKNOWN_VISIT),
        ((ticket(), moved("call", "PM")), OddityReason.UNKNOWN_STOP),
        ((ticket(), moved("finish")), OddityReason.ILLEGAL_STEP),
        ((ticket(), VisitLeft("a"), VisitLeft("a")), OddityReason.ILLEGAL_STEP),
        ((ticket(), moved("call"), moved("call", "FK")), OddityReason.AT_ANOTHER_DESK),
        ((ticket(), *SERVED, moved("finish", desk=4)), OddityReason.AT_ANOTHER_DESK),
        ((ticket(), OTHER, moved("call", desk=3), moved("call", visit="b", desk=3)), OddityReason.DESK_BUSY),
        ((ticket(), *SERVED, moved("refer")), OddityReason.REFERRAL),
        ((ticket(), ticket()), OddityReason.SAME_VISIT),
        ((ticket(), ticket("b")), OddityReason.SAME_TICKET),
        ((DeskClosed(3),), OddityReason.UNKNOWN_DESK),
        ((DayClosed(), DayClosed()), OddityReason.DAY_CLOSED),
        ((DayClosed(), ticket()), OddityReason.DAY_CLOSED),
        ((ticket(precedence=(HARD,)), moved("call", "FK", desk=7)), OddityReason.PRECEDENCE),
    ],
)
def test_a_fact_that_does_not_fit_is_kept_as_an_oddity(events: tuple[Event, ...], why: OddityReason) -> None:
    oddity = only_oddity(*events)
    assert (oddity.why, oddity.order, oddity.kind) == (why, len(events), events[-1].kind)
    assert oddity.detail


def test_an_oddity_that_is_not_taken_changes_nothing_else() -> None:
    before = day_of(ticket())
    after = apply(before, Recorded(moved("finish"), DAY, 99.0, 2))
    assert after.visits == before.visits
    assert not after.oddities[0].taken


def test_a_call_against_a_precedence_has_happened_all_the_same() -> None:
    day = day_of(ticket(precedence=(HARD,)), moved("call", "FK", desk=7))
    assert day.oddities[0].taken
    assert day.desks[7].visit == "a"


def test_a_ticket_after_closing_can_be_found_and_has_ended() -> None:
    day = day_of(DayClosed(), ticket())
    assert [visit.why_left for visit in day.with_ticket("2001")] == ["day_ended"]


def test_two_visits_with_one_number_are_both_found() -> None:
    assert [visit.id for visit in day_of(ticket(), ticket("b")).with_ticket("2001")] == ["a", "b"]


def test_another_days_fact_and_one_that_cannot_be_read_are_listed() -> None:
    day = fold(
        DAY,
        [
            Recorded(ticket(), "2026-11-22", 0.0, 1),
            Recorded(Unread("coffee.served", 1, "not known"), DAY, 1.0, 2),
            *records(OTHER),
        ],
    )
    assert [oddity.why for oddity in day.oddities] == [OddityReason.OTHER_DAY, OddityReason.UNREAD]
    assert list(day.visits) == ["b"]


# Decisions are checked before they are made -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("events", "step", "error"),
    [
        ((), moved("call"), UnknownVisitError),
        ((ticket(),), moved("call", "PM"), UnknownStopError),
        ((ticket(),), moved("start"), IllegalStep),
        ((ticket(), moved("pre_call")), moved("call", "FK"), AtAnotherDeskError),
        ((ticket(), OTHER, moved("call", desk=3)), moved("call", visit="b", desk=3), DeskBusyError),
        ((ticket(precedence=(HARD,)),), moved("call", "FK"), PrecedenceError),
        ((ticket(precedence=(HARD,)),), moved("pre_call", "FK"), PrecedenceError),
        ((ticket(), *SERVED), moved("refer"), ReferralError),
    ],
)
def test_a_decision_that_may_not_be_made_is_a_typed_error(
    events: tuple[Event, ...], step: StopMoved, error: type[ValueError]
) -> None:
    with pytest.raises(error):
        check_step(day_of(*events), step)


def test_a_decision_that_may_be_made_passes_and_changes_nothing() -> None:
    day = day_of(ticket(precedence=(HARD,)))
    check_step(day, moved("call", desk=3))
    assert day == day_of(ticket(precedence=(HARD,)))


# Properties -------------------------------------------------------------------------------------------------

VISITS, STATIONS = ("a", "b", "c"), ("SKV", "FK", "AF")

ISSUES = st.builds(
    lambda visit, rule: ticket(visit, f"200{VISITS.index(visit)}", precedence=rule),
    st.sampled_from(VISITS),
    st.sampled_from([(), (HARD,)]),
)
STEPS = st.builds(
    StopMoved,
    visit=st.sampled_from(VISITS),
    station=st.sampled_from(STATIONS),
    verb=st.sampled_from([verb.value for verb in Verb]),
    desk=st.none() | st.integers(1, 3),
    outcome=st.sampled_from([None, "done", "papers_missing"]),
    refer_to=st.none() | st.tuples(st.sampled_from(STATIONS), st.just(("AF-REG",)), st.just(10)),
)
OTHERS: st.SearchStrategy[Event] = st.one_of(
    st.builds(TicketPrinted, visit=st.sampled_from(VISITS)),
    st.builds(VisitLeft, visit=st.sampled_from(VISITS)),
    st.builds(DeskOpened, desk=st.integers(1, 3), station=st.sampled_from(STATIONS)),
    st.builds(DeskClosed, desk=st.integers(1, 3)),
    st.just(DayClosed()),
)
JOURNALS = st.lists(st.one_of(ISSUES, STEPS, STEPS, STEPS, OTHERS), max_size=60).map(
    lambda events: records(*[ticket(visit, f"200{i}") for i, visit in enumerate(VISITS)], *events)
)


@given(JOURNALS)
def test_random_walks_never_leave_the_table(journal: list[Recorded]) -> None:
    state = OfficeDay.empty(DAY)
    for recorded in journal:
        after = apply(state, recorded)
        for visit in after.visits.values():
            was = state.visits.get(visit.id)
            for before, stop in zip(was.stops if was else (), visit.stops, strict=False):
                steps = {target for (origin, _), target in STOP_STEPS.items() if origin is before.state}
                assert stop.state is before.state or stop.state in steps
        state = after


@given(JOURNALS)
def test_a_visitor_is_at_one_desk_and_a_desk_has_one_visitor(journal: list[Recorded]) -> None:
    state = OfficeDay.empty(DAY)
    for recorded in journal:
        state = apply(state, recorded)
        at: dict[int, str] = {}
        for visit in state.visits.values():
            engaged = [stop for stop in visit.stops if stop.state in ENGAGED]
            assert len(engaged) <= 1
            at |= {stop.desk: visit.id for stop in engaged if stop.desk is not None}
            ended = all(stop.ended for stop in visit.stops)
            assert ended == (visit.state is not VisitState.ACTIVE)
        assert at == {desk.number: desk.visit for desk in state.desks.values() if desk.visit is not None}


@given(JOURNALS, st.data())
def test_a_prefix_and_the_rest_one_by_one_are_the_whole(journal: list[Recorded], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(journal)))
    state = fold(DAY, journal[:cut])
    for recorded in journal[cut:]:
        state = apply(state, recorded)
    assert state == fold(DAY, journal)


@given(JOURNALS)
def test_what_passes_the_check_is_taken_without_an_oddity(journal: list[Recorded]) -> None:
    state = OfficeDay.empty(DAY)
    for recorded in journal:
        after = apply(state, recorded)
        if isinstance(recorded.event, StopMoved):
            try:
                check_step(state, recorded.event)
            except ValueError:
                assert len(after.oddities) == len(state.oddities) + 1
            else:
                assert after.oddities == state.oddities
        state = after


def test_applying_does_not_change_the_state_before() -> None:
    before = day_of(ticket())
    apply(before, Recorded(VisitLeft("a"), DAY, 99.0, 2))
    assert before == day_of(ticket())
    with pytest.raises(TypeError):
        before.visits["b"] = before.visits["a"]  # type: ignore[index]


def test_every_event_of_a_check_in_is_known_to_the_fold() -> None:
    assert isinstance(ticket(), TicketIssued)
    assert day_of(ticket(), TicketPrinted("a"), CheckinEnded("ar", 2, "ticket", "ticket")).oddities == ()
