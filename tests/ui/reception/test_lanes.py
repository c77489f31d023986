"""Where tickets stand on a lane: never over one another, nobody lost, the next and the selected always by name."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.present.reception.view import Chip
from kiosk.ui.reception.lanes import CHIP, GAP, neighbour, place

KINDS = st.sampled_from(("plain", "plain", "plain", "late"))


@st.composite
def lanes(draw: st.DrawFn) -> list[Chip]:
    minutes: list[int] = sorted(draw(st.lists(st.integers(0, 240), max_size=90)), reverse=True)
    chips = [Chip(f"v{n}", str(2000 + n), m, draw(KINDS)) for n, m in enumerate(minutes)]
    has_next: bool = draw(st.booleans())
    if chips and has_next:
        at = draw(st.integers(0, len(chips) - 1))
        chips[at] = Chip(
            chips[at].id, chips[at].number, chips[at].minutes, draw(st.sampled_from(("next", "late_next")))
        )
    return chips


@given(lanes(), st.floats(200, 2400), st.sampled_from((60, 70, 120, 180)), st.integers(0, 89))
def test_nothing_overlaps_nobody_is_lost_and_who_matters_has_a_place(
    chips: list[Chip], width: float, axis: int, chosen: int
) -> None:
    selected = chips[chosen % len(chips)].id if chips else ""
    placed = place(chips, width, axis, selected)
    for one, other in combinations(placed, 2):
        assert one.level != other.level or abs(one.x - other.x) >= CHIP + GAP - 0.01
    for each in placed:
        assert each.width / 2 - 0.01 <= each.x <= width - each.width / 2 + 0.01
        assert each.level in (-1, 0, 1)
    assert sum(each.bundle or 1 for each in placed) == len(chips)
    single = {each.id for each in placed if not each.bundle}
    assert len({each.id for each in placed}) == len(placed)
    assert {chip.id for chip in chips if chip.kind.endswith("next")} <= single
    assert {selected} - {""} <= single
    late = {chip.id for chip in chips if chip.kind.startswith("late")}
    assert (not late) <= all(not each.kind.startswith("late") for each in placed)


def test_a_ticket_alone_stands_where_its_minutes_say() -> None:
    [one] = place([Chip("a", "2001", 30)], 600, 60)
    assert (one.x, one.level, one.bundle) == (300, 0, 0)


def test_who_waits_longer_than_the_axis_stands_at_its_end() -> None:
    [one] = place([Chip("a", "2001", 500)], 600, 180)
    assert one.x == 600 - CHIP / 2


def test_a_fourth_at_the_same_minute_makes_a_bundle_of_the_lowest() -> None:
    placed = place([Chip(str(n), str(n), 30) for n in range(5)], 600, 60)
    assert sorted((each.level, each.number) for each in placed) == [(-1, "1"), (0, "0"), (1, "+3")]


def test_a_lane_that_is_not_laid_out_yet_has_nobody_on_it() -> None:
    assert place([Chip("a", "2001", 30)], 0, 60) == ()


def test_arrows_go_along_a_lane_and_to_the_nearest_on_the_next_that_has_anybody() -> None:
    upper = place([Chip("a", "1", 50), Chip("b", "2", 10)], 600, 60)
    lower = place([Chip("c", "3", 40)], 600, 60)
    hall = [upper, (), lower]
    assert neighbour(hall, "", 1, 0) == "a"
    assert neighbour(hall, "a", -1, 0) == "b"
    assert neighbour(hall, "b", -1, 0) == "b"
    assert neighbour(hall, "b", 0, 1) == "c"
    assert neighbour(hall, "c", 0, 1) == "c"
    assert neighbour(hall, "c", 0, -1) == "a"
    assert neighbour([(), ()], "", 1, 0) == ""
