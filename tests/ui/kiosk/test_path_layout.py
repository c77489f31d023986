"""Where the stops of a path stand: everything in its room, in order, and the line where the stops are."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.present.kiosk.view import PathGroupView, StopView
from kiosk.ui.kiosk.path_layout import PathLayout, PathPlan, PathSizes

ROOM = 1000.0
LABEL = 48.0


def group(kind: str, label: str, *stations: str) -> PathGroupView:
    return PathGroupView(kind, label, tuple(StopView(s, s[0], s, "", (), ()) for s in stations))


FAMILY = (
    group("first", "", "MV"),
    group("any", "The order may vary", "SKV", "FK", "AF"),
    group("last", "Last", "KOM"),
)


def layout(
    groups: tuple[PathGroupView, ...], *stops: float, later: float = 0.0, room: float = ROOM
) -> PathLayout:
    return PathLayout(groups, PathSizes(stops, LABEL, later, room))


def on_one_page(groups: tuple[PathGroupView, ...], *stops: float, later: float = 0.0) -> PathPlan:
    plan = layout(groups, *stops, later=later).on_one_page()
    assert plan is not None
    return plan


def test_a_page_is_filled_but_no_more_than_looks_right() -> None:
    """Five stops fill the page; one stop alone is spread by 104 pixels at most."""
    plan = on_one_page(FAMILY, 100, 100, 100, 100, 100)
    assert plan.slots[-1].y + plan.slots[-1].h == pytest.approx(ROOM)
    (alone,) = on_one_page((group("first", "", "MV"),), 100).slots
    assert (alone.y, alone.h) == (0, 204)


def test_what_has_no_room_is_not_on_one_page() -> None:
    assert layout(FAMILY, 181, 181, 181, 181, 181).on_one_page() is None, "905 and two labels of 48"
    assert layout(FAMILY, 180, 180, 180, 180, 180).on_one_page() is not None
    assert layout(FAMILY, 180, 180, 180, 180, 180, later=5).on_one_page() is None


def test_a_group_stays_together_where_a_page_holds_it() -> None:
    plan = layout(FAMILY, 300, 300, 300, 200, 300).on_pages()
    assert [slot.page for slot in plan.slots] == [0, 1, 1, 1, 2]
    assert [label and label.page for label in plan.labels] == [None, 1, 2]


def test_a_group_larger_than_a_page_is_parted() -> None:
    plan = layout(FAMILY, 300, 400, 400, 400, 300).on_pages()
    assert [slot.page for slot in plan.slots] == [0, 0, 1, 1, 2]


def test_what_is_not_today_is_on_the_last_page_alone_if_need_be() -> None:
    plan = layout(FAMILY[:1], 900, later=200).on_pages()
    assert plan.pages == 2
    assert [slot.page for slot in plan.slots] == [0]
    assert (plan.lines[1].start, plan.lines[1].end, plan.lines[1].doubles) == (0, 800, ())


def test_one_track_in_order_two_where_the_order_is_free() -> None:
    """The line begins and ends at the middle of a stop; it forks in a group's label and joins before the next."""
    plan = on_one_page(FAMILY, 100, 100, 100, 100, 100)
    (line,) = plan.lines
    first, last, label, after = plan.slots[0], plan.slots[-1], plan.labels[1], plan.labels[2]
    assert label is not None
    assert after is not None
    assert (line.start, line.end) == (first.y + first.h / 2, last.y + last.h / 2)
    (fork,) = line.doubles
    assert (fork.start, fork.end) == (label.y + 10, after.y + after.h - 10)
    assert (fork.open, fork.goes_on) == (False, False)


def test_a_parted_group_leaves_a_page_forked_and_comes_so_to_the_next() -> None:
    before, after, last = layout(FAMILY, 300, 400, 400, 400, 300).on_pages().lines
    assert [(fork.open, fork.goes_on) for fork in before.doubles] == [(False, True)]
    assert before.doubles[0].end == ROOM
    assert before.end == 0, "no single track runs beside the two"
    assert [(fork.open, fork.goes_on) for fork in after.doubles] == [(True, False)]
    assert after.doubles[0].end < ROOM
    assert (after.end, last.start) == (ROOM, 0), "the line goes on"


def test_a_lone_stop_has_no_line() -> None:
    (line,) = on_one_page((group("first", "", "MV"),), 100).lines
    assert line.start == line.end


def test_a_path_without_stops_is_an_empty_page() -> None:
    plan = on_one_page(())
    assert (plan.pages, plan.slots, plan.lines[0].doubles) == (1, (), ())


@st.composite
def paths(draw: st.DrawFn) -> PathLayout:
    kinds = draw(st.lists(st.sampled_from(["first", "any", "last"]), min_size=1, max_size=4))
    sizes = draw(st.lists(st.integers(1, 3), min_size=len(kinds), max_size=len(kinds)))
    labels = draw(st.lists(st.sampled_from(["", "label"]), min_size=len(kinds), max_size=len(kinds)))
    groups = tuple(
        group(kind, label, *(f"S{at}" for at in range(size)))
        for kind, label, size in zip(kinds, labels, sizes, strict=True)
    )
    stops = draw(st.lists(st.floats(40, 400), min_size=sum(sizes), max_size=sum(sizes)))
    return layout(groups, *stops, later=draw(st.sampled_from([0.0, 150.0, 400.0])))


@given(paths())
def test_stops_stand_in_order_and_none_over_another(path: PathLayout) -> None:
    plan = path.on_pages()
    for one, other in pairwise(plan.slots):
        assert (other.page == one.page and other.y >= one.y + one.h - 1e-6) or other.page == one.page + 1
    assert {slot.page for slot in plan.slots} <= set(range(plan.pages))
    for slot in plan.slots:
        assert slot.y >= 0
        assert slot.y + slot.h <= ROOM + 1e-6


@given(paths())
def test_where_one_page_is_enough_there_is_one(path: PathLayout) -> None:
    plan = path.on_one_page()
    if plan is not None:
        assert plan.pages == 1
        assert path.on_pages() == plan
