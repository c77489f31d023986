"""What a verb does to one visit: one desk at a time, hard precedences, referrals, and its end."""

from __future__ import annotations

import pytest

from kiosk.core.day.lifecycle import IllegalStep, StopState, VisitState
from kiosk.core.day.visits import (
    AtAnotherDeskError,
    ReferralError,
    Stop,
    UnknownStopError,
    Visit,
    begin,
    leave,
    move,
    unmet,
)
from tests.core.office_days import HARD, LODGED, SOFT, moved, ticket


def stop_of(visit: Visit, station: str) -> Stop:
    stop = visit.stop(station)
    assert stop is not None
    return stop


def walked(visit: Visit, *steps: tuple[str, str], desk: int | None = None) -> Visit:
    for at, (station, verb) in enumerate(steps, start=1):
        visit = move(visit, moved(verb, station, desk=desk if verb == "call" else None), float(at))
    return visit


VISIT = begin(ticket(), 0.0)
SERVED = (("SKV", "call"), ("SKV", "start"))


def test_a_ticket_begins_a_visit_that_waits_at_every_station() -> None:
    assert [(s.station, s.state, s.queued_at) for s in VISIT.stops] == [
        ("SKV", StopState.WAITING, 0.0),
        ("FK", StopState.WAITING, 0.0),
    ]


def test_a_stop_without_trouble() -> None:
    served = walked(VISIT, ("SKV", "pre_call"), *SERVED, ("SKV", "finish"), desk=3)
    stop = stop_of(served, "SKV")
    assert (stop.state, stop.outcome, stop.desk, stop.calls) == (StopState.DONE, "done", 3, 1)
    assert served.state is VisitState.ACTIVE


def test_a_call_and_a_recall_are_counted_at_the_same_desk() -> None:
    stop = stop_of(walked(VISIT, ("SKV", "call"), ("SKV", "recall"), desk=3), "SKV")
    assert (stop.calls, stop.desk) == (2, 3)


def test_nobody_is_called_to_two_desks() -> None:
    for verb in ("pre_call", "call"):
        engaged = walked(VISIT, ("SKV", verb))
        for second in ("pre_call", "call"):
            with pytest.raises(AtAnotherDeskError, match="SKV"):
                move(engaged, moved(second, "FK"), 9.0)


def test_another_desk_cannot_finish_what_it_does_not_have() -> None:
    at_three = walked(VISIT, *SERVED, desk=3)
    with pytest.raises(AtAnotherDeskError, match="desk 3, not 4"):
        move(at_three, moved("finish", desk=4), 9.0)


def test_hold_and_no_show_keep_the_place_in_the_queue() -> None:
    for steps in (
        (("SKV", "hold"), ("SKV", "resume")),
        (("SKV", "call"), ("SKV", "no_show"), ("SKV", "resume")),
    ):
        stop = stop_of(walked(VISIT, *steps, desk=3), "SKV")
        assert (stop.state, stop.queued_at, stop.desk) == (StopState.WAITING, 0.0, None)


def test_a_pre_call_can_be_released() -> None:
    assert walked(VISIT, ("SKV", "pre_call"), ("SKV", "release")).engaged is None


def test_the_visit_is_finished_when_every_stop_has_ended() -> None:
    done = walked(VISIT, *SERVED, ("SKV", "finish"), ("FK", "leave"))
    assert (done.state, done.ended_at, done.why_left) == (VisitState.FINISHED, 4.0, None)


def test_an_outcome_is_kept() -> None:
    stop = stop_of(move(walked(VISIT, *SERVED), moved("finish", outcome="papers_missing"), 9.0), "SKV")
    assert (stop.outcome, stop.went_well) == ("papers_missing", False)


def test_a_referral_adds_a_stop_that_queues_from_now() -> None:
    sent = move(walked(VISIT, *SERVED), moved("refer", refer_to=("AF", ("AF-REG",), 12)), 9.0)
    new = stop_of(sent, "AF")
    assert (new.errands, new.minutes, new.queued_at, new.referred_by) == (("AF-REG",), 12, 9.0, "SKV")
    assert stop_of(sent, "SKV").state is StopState.REFERRED
    assert sent.state is VisitState.ACTIVE


def test_a_referral_to_a_station_that_waits_joins_its_stop() -> None:
    sent = move(walked(VISIT, *SERVED), moved("refer", refer_to=("FK", ("FK-REG", "FK-HEM"), 5)), 9.0)
    joined = stop_of(sent, "FK")
    assert (joined.errands, joined.minutes, joined.queued_at) == (("FK-REG", "FK-ACT", "FK-HEM"), 20, 0.0)
    assert len(sent.stops) == 2


def test_a_referral_to_the_own_station_is_a_further_stop_there() -> None:
    sent = move(walked(VISIT, *SERVED), moved("refer", refer_to=("SKV", ("SKV-ID",), 10)), 9.0)
    assert [s.state for s in sent.stops if s.station == "SKV"] == [StopState.REFERRED, StopState.WAITING]
    assert stop_of(sent, "SKV").errands == ("SKV-ID",)


def test_a_referral_says_where_to() -> None:
    with pytest.raises(ReferralError):
        move(walked(VISIT, *SERVED), moved("refer"), 9.0)


def test_a_station_without_a_stop_is_a_typed_error() -> None:
    with pytest.raises(UnknownStopError, match="PM"):
        move(VISIT, moved("call", "PM"), 9.0)


def test_leaving_ends_every_stop_that_has_not_ended() -> None:
    gone = leave(walked(VISIT, *SERVED, ("SKV", "finish")), 9.0, "left")
    assert [s.state for s in gone.stops] == [StopState.DONE, StopState.LEFT]
    assert (gone.state, gone.why_left, gone.ended_at) == (VisitState.LEFT, "left", 9.0)
    with pytest.raises(IllegalStep):
        leave(gone, 10.0, "left")


@pytest.mark.parametrize(
    ("rule", "outcome", "blocked"),
    [
        (HARD, None, True),
        (HARD, "done", False),
        (HARD, "papers_missing", True),
        (LODGED, None, True),
        (LODGED, "done", False),
        (LODGED, "papers_missing", False),
        (SOFT, None, False),
        (SOFT, "papers_missing", False),
    ],
)
def test_what_an_earlier_stop_means_for_a_later_one(
    rule: tuple[str, str, str], outcome: str | None, blocked: bool
) -> None:
    """H and L wait until the earlier has ended; H wants it done; S never blocks."""
    visit = begin(ticket(precedence=(rule,)), 0.0)
    if outcome:
        visit = move(walked(visit, *SERVED), moved("finish", outcome=outcome), 9.0)
    assert unmet(visit, stop_of(visit, "FK")) == ((rule,) if blocked else ())
    assert unmet(visit, stop_of(visit, "SKV")) == ()


def test_a_precedence_whose_earlier_errand_is_not_on_the_agenda_blocks_nothing() -> None:
    visit = begin(ticket(precedence=(("PM-ID", "FK-REG", "H"),)), 0.0)
    assert unmet(visit, stop_of(visit, "FK")) == ()


def test_an_errand_sent_on_to_another_station_is_waited_for_there() -> None:
    visit = begin(ticket(precedence=(HARD,)), 0.0)
    sent = move(walked(visit, *SERVED), moved("refer", refer_to=("PM", ("SKV-REG",), 5)), 9.0)
    assert unmet(sent, stop_of(sent, "FK")) == (HARD,)
    done = walked(sent, ("PM", "call"), ("PM", "start"), ("PM", "finish"))
    assert unmet(done, stop_of(done, "FK")) == ()
