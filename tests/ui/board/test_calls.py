"""What the board remembers: every call is seen long enough, wherever the person is by then."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.views import PublicCall, PublicView
from kiosk.present.board import Call
from kiosk.ui.board.calls import BAND_S, RECENT_S, ROWS, Memory, passed, seen, standing


def call(ticket: str, since: float = 0.0, near: bool = False, desk: int | None = 3) -> PublicCall:
    return PublicCall(ticket, "SKV", desk, since, near)


def view(*calls: PublicCall, closed: bool = False, day: str = "2026-11-24") -> PublicView:
    latest = sorted(calls, key=lambda each: -each.since)
    return PublicView(day, closed, tuple(latest), (("SKV", 4),))


def started() -> Memory:
    memory, new = seen(Memory(), view(), 0.0)
    assert new == ()
    return memory


def test_a_board_that_starts_shows_the_latest_call_and_rings_for_nobody() -> None:
    memory, new = seen(Memory(), view(call("1", 1), call("2", 2)), 5.0)
    assert new == ()
    assert memory.band is not None
    assert memory.band.ticket == "2"
    assert [row.ticket for row in standing(memory).rows] == ["1"]


def test_a_new_call_takes_the_band_at_once_and_rings() -> None:
    memory, new = seen(started(), view(call("1", 1)), 10.0)
    assert [each.ticket for each in new] == ["1"]
    assert memory.band == Call("1", "SKV", 3, 1)


def test_it_keeps_the_band_for_20_s_though_the_person_has_come() -> None:
    memory, _ = seen(started(), view(call("1", 1)), 10.0)
    memory, _ = seen(memory, view(), 12.0)
    assert passed(memory, 10.0 + BAND_S - 0.1).band is not None
    later = passed(memory, 10.0 + BAND_S)
    assert later.band is None
    assert [each.ticket for each in standing(later).recent] == ["1"]


def test_a_call_during_these_20_s_stands_below_at_once_and_then_has_the_band() -> None:
    memory, _ = seen(started(), view(call("1", 1)), 10.0)
    memory, new = seen(memory, view(call("1", 1), call("2", 2)), 15.0)
    assert (len(new), [row.ticket for row in standing(memory).rows]) == (1, ["2"])
    memory = passed(memory, 30.0)
    assert (memory.band and memory.band.ticket, memory.band_until) == ("2", 50.0)
    assert [row.ticket for row in standing(memory).rows] == ["1"]


def test_a_recall_is_a_new_call_and_the_old_gate_leaves_the_band_at_once() -> None:
    memory, _ = seen(started(), view(call("1", 1, desk=3)), 10.0)
    memory, new = seen(memory, view(call("1", 9, desk=5)), 11.0)
    assert [(each.ticket, each.desk) for each in new] == [("1", 5)]
    assert memory.band == Call("1", "SKV", 5, 9)
    assert standing(memory).recent == ()


def test_a_come_near_that_has_lapsed_is_gone_and_is_no_call_that_has_been() -> None:
    memory, _ = seen(started(), view(call("1", 1, near=True, desk=None)), 10.0)
    memory, new = seen(memory, view(), 250.0)
    assert (standing(memory).near, standing(memory).recent, new) == ((), (), ())


def test_many_who_are_asked_near_are_all_shown_and_the_recent_give_way() -> None:
    memory, _ = seen(started(), view(call("9", 1)), 5.0)
    near = [call(str(n), n, near=True, desk=None) for n in range(1, 4)]
    memory, _ = seen(memory, view(*near), 40.0)
    assert [each.ticket for each in standing(memory).recent] == ["9"]
    near += [call(str(n), n, near=True, desk=None) for n in (4, 5)]
    memory, _ = seen(memory, view(*near), 50.0)
    assert [each.ticket for each in standing(memory).near] == ["5", "4", "3", "2", "1"]
    assert standing(memory).recent == ()


def test_come_near_rings_for_nobody_and_never_has_the_band() -> None:
    memory, new = seen(started(), view(call("1", 1, near=True, desk=None)), 10.0)
    assert (new, memory.band) == ((), None)
    assert [each.ticket for each in standing(memory).near] == ["1"]


def test_who_has_no_row_stands_among_the_just_called() -> None:
    memory, _ = seen(started(), view(*(call(str(n), n) for n in range(1, 7))), 10.0)
    now = standing(memory)
    shown = {each.ticket for each in (*now.rows, *now.recent)} | {now.band.ticket if now.band else ""}
    assert shown == {"1", "2", "3", "4", "5", "6"}
    assert len(now.rows) == ROWS


def test_just_called_are_forgotten_after_ten_minutes_and_another_day_forgets_all() -> None:
    memory, _ = seen(started(), view(call("1", 1)), 10.0)
    memory, _ = seen(memory, view(), 40.0)
    assert standing(passed(memory, 40.0 + RECENT_S)).recent == ()
    memory, new = seen(memory, view(call("1", 100), day="2026-11-25"), 50.0)
    assert (new, memory.gone) == ((), ())


def test_a_closed_day_clears_the_board() -> None:
    memory, _ = seen(started(), view(call("1", 1)), 10.0)
    memory, _ = seen(memory, view(closed=True), 11.0)
    now = standing(memory)
    assert (now.closed, now.band, now.rows, now.near, now.recent) == (True, None, (), (), ())


STEPS = st.lists(
    st.tuples(st.floats(0, 30), st.sets(st.sampled_from("123456"), max_size=6)), min_size=1, max_size=25
)


@given(STEPS)
def test_whatever_happens_a_call_has_its_20_s_and_nobody_called_is_left_out(
    steps: list[tuple[float, set[str]]],
) -> None:
    """Tickets come and go at any time; one that comes again is called anew."""
    memory, at, rung = started(), 0.0, 0
    since: dict[str, float] = {}
    expected = 0
    for n, (pause, there) in enumerate(steps, 1):
        for tick in (at + pause / 2, at + pause):
            was = memory
            memory = passed(memory, tick)
            if was.band is not None and memory.band != was.band:
                assert tick >= was.band_until
        at += pause
        expected += len(there - since.keys())
        since = {ticket: since.get(ticket, float(n)) for ticket in there}
        was = memory
        memory, new = seen(memory, view(*(call(t, s) for t, s in since.items())), at)
        rung += len(new)
        if was.band is not None and memory.band != was.band:
            called_again = was.band.ticket in there and since[was.band.ticket] != was.band.since
            assert at >= was.band_until or called_again
        now = standing(memory)
        tickets = [each.ticket for each in (*now.rows, *now.recent)]
        assert len(tickets) == len(set(tickets))
        assert there <= {*tickets, now.band.ticket if now.band else ""}
        assert (now.band is None) <= (not there)
    assert rung == expected
