"""Where choices stand: how many abreast, the picture over or beside the words, nothing over another."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.ui.kiosk.choice_layout import ChoiceSpace, plan_choices

UPRIGHT = ChoiceSpace(
    layout="tiles",
    count=6,
    multiple=False,
    signed=False,
    wide=False,
    lower=False,
    beside=False,
    width=968,
    area_w=968,
    area_h=900,
    gap=24,
    line=40,
    longest=150,
    widest=300,
)
LYING = replace(UPRIGHT, wide=True, width=1104, area_w=1104, area_h=740)


def test_tiles_stand_two_abreast_with_the_picture_over_the_words() -> None:
    plan = plan_choices(UPRIGHT)
    assert (plan.columns, plan.over) == (2, True)
    assert [place[:2] for place in plan.places[:3]] == [(0, 0), (496, 0), (0, 308)]


def test_three_choices_stand_one_under_the_other() -> None:
    assert plan_choices(replace(UPRIGHT, count=3)).columns == 1
    assert plan_choices(replace(LYING, count=3)).columns == 1


@pytest.mark.parametrize(
    ("count", "lower", "columns"), [(7, False, 1), (8, False, 2), (5, True, 1), (6, True, 2)]
)
def test_rows_stand_one_under_the_other_up_to_seven_or_five_set_lower(
    count: int, lower: bool, columns: int
) -> None:
    space = replace(UPRIGHT, layout="rows", count=count, lower=lower, longest=80, widest=80)
    assert plan_choices(space).columns == columns


def test_a_lying_panel_has_three_abreast_but_two_for_stations() -> None:
    """The names of stations are long, and stand beside their signs."""
    assert plan_choices(LYING).columns == 3
    stations = plan_choices(replace(LYING, signed=True))
    assert (stations.columns, stations.over) == (2, False)


def test_a_word_that_is_too_long_moves_the_picture_beside_it() -> None:
    plan = plan_choices(replace(UPRIGHT, longest=430))
    assert not plan.over


def test_words_too_long_for_two_abreast_stand_one_under_the_other_where_rows_are_high_enough() -> None:
    """At least 76 pixels: then a small picture has room."""
    long = replace(UPRIGHT, layout="grid", longest=500, widest=700)
    assert plan_choices(long).columns == 1
    assert plan_choices(replace(long, count=9)).columns == 1
    assert plan_choices(replace(long, count=10)).columns == 2


def test_one_long_word_among_those_abreast_makes_all_pictures_small() -> None:
    short = replace(UPRIGHT, layout="grid", count=12)
    assert not plan_choices(short).cramped
    assert plan_choices(replace(short, longest=350)).cramped


def test_all_of_it_stands_first_and_alone() -> None:
    first, second, third, *_ = plan_choices(
        replace(UPRIGHT, layout="grid", multiple=True, count=9, longest=80, widest=80)
    ).places
    assert (first[0], first[2]) == (0, 968)
    assert second[1] == third[1] > first[1]
    assert second[0] < third[0]


def test_a_question_without_choices_has_no_places() -> None:
    assert plan_choices(replace(UPRIGHT, count=0)).places == ()


@given(
    st.sampled_from([UPRIGHT, LYING]),
    st.sampled_from(["tiles", "rows", "grid"]),
    st.integers(1, 14),
    st.booleans(),
    st.floats(20, 900),
)
def test_every_choice_has_its_place_in_the_area_and_none_lies_over_another(
    panel: ChoiceSpace, layout: str, count: int, multiple: bool, longest: float
) -> None:
    space = replace(panel, layout=layout, count=count, multiple=multiple, longest=longest, widest=2 * longest)
    places = plan_choices(space).places
    assert len(places) == count
    for x, y, w, h in places:
        assert x >= 0
        assert y >= 0
        assert x + w <= space.area_w
        assert y + h <= space.area_h
    for (x, y, w, h), (left, top, width, height) in combinations(places, 2):
        assert x + w <= left or left + width <= x or y + h <= top or top + height <= y
