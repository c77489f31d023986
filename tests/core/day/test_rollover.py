"""The office day changes at 04:00 in the office's zone, never goes back, and no wrong clock ends it."""

from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.day.events import Moment
from kiosk.core.day.office_time import local, office_day
from kiosk.core.day.rollover import JUMP_S, DayClock, keep_day

ZONE = ZoneInfo("Europe/Stockholm")
H = 3600.0
NOON = datetime(2026, 11, 23, 12, tzinfo=ZONE).timestamp()


def day_at(wall: float) -> str:
    return office_day(local(ZONE, wall), time(4)).isoformat()


def kept(*moments: Moment) -> list[str]:
    clock: DayClock | None = None
    days = []
    for moment in moments:
        clock = keep_day(clock, moment, day_at)
        days.append(clock.day)
    return days


def after(hours: float, *, jump: float = 0.0, boot: str = "b1") -> Moment:
    """A moment so many hours after noon, on a wall clock that is `jump` hours wrong."""
    return Moment(NOON + (hours + jump) * H, boot, round((hours + 1000) * H * 1000))


@pytest.mark.parametrize(
    ("stood_at", "day"),
    [
        ("2026-11-23T03:59:59", "2026-11-22"),
        ("2026-11-23T04:00:00", "2026-11-23"),
        ("2026-11-24T00:30:00", "2026-11-23"),
        # clocks go back at 03:00 on 25 October and forward at 02:00 on 29 March: 04:00 comes once
        ("2026-10-25T02:30:00", "2026-10-24"),
        ("2026-10-25T03:59:59", "2026-10-24"),
        ("2026-10-25T04:00:00", "2026-10-25"),
        ("2026-03-29T03:30:00", "2026-03-28"),
        ("2026-03-29T04:00:00", "2026-03-29"),
    ],
)
def test_the_day_starts_at_four_in_the_office(stood_at: str, day: str) -> None:
    wall = datetime.fromisoformat(stood_at).replace(tzinfo=ZONE).timestamp()
    assert kept(Moment(wall, "b1", 0)) == [day]


def test_both_half_past_twos_of_october_are_the_same_day() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC).timestamp()
    assert kept(Moment(first, "b", 0), Moment(first + H, "b", 3_600_000)) == ["2026-10-24"] * 2


def test_the_day_advances_with_the_night() -> None:
    assert kept(after(0), after(15.9), after(16.1)) == ["2026-11-23", "2026-11-23", "2026-11-24"]


def test_the_day_never_goes_back() -> None:
    assert kept(after(17), after(17.1, jump=-2)) == ["2026-11-24"] * 2


def test_a_clock_that_is_set_back_goes_on_in_the_current_day() -> None:
    assert kept(after(0), after(1, jump=-400 * 24), after(2)) == ["2026-11-23"] * 3


@pytest.mark.parametrize("jump", [24.0, 400 * 24.0, -24.0])
def test_a_jump_of_over_twelve_hours_does_not_change_the_day(jump: float) -> None:
    """Nor does the second event after it: time is counted on from the start of this boot."""
    moments = [after(0), *(after(h, jump=jump) for h in (1, 2, 3))]
    assert kept(*moments) == ["2026-11-23"] * 4


def test_after_a_jump_the_day_still_ends_when_it_has_passed() -> None:
    assert kept(after(0), after(1, jump=48), after(16.5, jump=48)) == [
        "2026-11-23",
        "2026-11-23",
        "2026-11-24",
    ]


def test_a_smaller_jump_is_a_clock_that_was_set_right() -> None:
    assert kept(after(0), after(14.5, jump=2)) == ["2026-11-23", "2026-11-24"]


def test_a_dead_battery_at_boot_goes_on_until_the_clock_is_right() -> None:
    dead = Moment(1000.0, "b2", 1000)
    right = Moment(NOON + 24 * H, "b2", 31_000)
    assert kept(after(0), dead, right) == ["2026-11-23", "2026-11-23", "2026-11-24"]


def test_a_new_boot_is_believed_when_it_is_later() -> None:
    assert kept(after(0), after(48, boot="b2")) == ["2026-11-23", "2026-11-25"]


def test_what_a_jump_showed_is_not_remembered_as_seen() -> None:
    """A year ahead for a moment, then right again: the next morning is a new day as ever."""
    assert kept(after(0), after(1, jump=365 * 24), after(2), after(17))[-1] == "2026-11-24"


@given(
    st.lists(
        st.tuples(st.floats(-40 * 24, 40 * 24), st.sampled_from(["b1", "b2"]), st.integers(0, 10**9)),
        max_size=20,
    )
)
def test_no_clock_makes_the_day_go_back(readings: list[tuple[float, str, int]]) -> None:
    days = kept(*(Moment(NOON + hours * H, boot, mono) for hours, boot, mono in readings))
    assert days == sorted(days)


@given(st.floats(0, 24 * 30), st.floats(0, 24 * 30), st.floats(-JUMP_S / H + 0.01, JUMP_S / H - 0.01))
def test_an_honest_clock_is_believed(first: float, more: float, wrong: float) -> None:
    """Within one boot a wall clock that is less than 12 hours off decides the day by itself."""
    days = kept(after(first), after(first + more, jump=wrong))
    assert days[1] == max(days[0], day_at(after(first + more, jump=wrong).wall))
