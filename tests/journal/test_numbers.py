"""Ticket numbers: series and three digits, the next one each time, a spare series, then a clear refusal."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.journal.numbers import NumbersExhaustedError, Series, TicketNumber, next_number, parse, series_of

INCARNATIONS = st.binary(min_size=8, max_size=8).map(bytes.hex)


@pytest.mark.parametrize(
    ("number", "ticket"),
    [
        (TicketNumber(2, 47), "2047"),
        (TicketNumber(2, 999), "2999"),
        (TicketNumber(93, 1), "93001"),
        (TicketNumber(12, 47), "12047"),
    ],
)
def test_a_ticket_is_its_series_and_three_digits(number: TicketNumber, ticket: str) -> None:
    assert number.ticket == ticket
    assert parse(ticket) == number


@pytest.mark.parametrize("ticket", ["", "47", "047", "0047", "02047", "203x", "2 47", "123456", "２０４７"])
def test_what_is_no_ticket_number_is_none(ticket: str) -> None:
    assert parse(ticket) is None


@given(st.integers(1, 99), st.integers(1, 999), st.integers(1, 99), st.integers(1, 999))
def test_two_numbers_never_read_the_same(a: int, i: int, b: int, j: int) -> None:
    assert (TicketNumber(a, i).ticket == TicketNumber(b, j).ticket) == ((a, i) == (b, j))


@given(INCARNATIONS)
def test_a_device_that_was_never_paired_takes_a_five_digit_series(incarnation: str) -> None:
    series = series_of(incarnation)
    assert 90 <= series.main <= 99
    assert series.spare == 90 + (series.main - 89) % 10
    assert series_of(incarnation) == series


def test_unpaired_devices_are_spread_over_the_ten() -> None:
    spread = Counter(series_of(f"{i:016x}").main for i in range(1000))
    assert set(spread) == set(range(90, 100))
    assert min(spread.values()) > 50


@given(INCARNATIONS, st.integers(1, 99), st.none() | st.integers(1, 99))
def test_a_granted_series_comes_first_and_the_spare_differs(
    incarnation: str, granted: int, spare: int | None
) -> None:
    series = series_of(incarnation, granted, spare)
    assert series.main == granted
    if spare is None:
        assert 90 <= series.spare <= 99
        assert series.spare != granted
    else:
        assert series.spare == spare


def test_numbers_count_up_then_take_the_spare_then_are_refused() -> None:
    used = {2: 0, 93: 0}
    given_out = []
    for _ in range(2 * 999):
        number = next_number(Series(2, 93), used.__getitem__)
        used[number.series] = number.number
        given_out.append(number.ticket)
    assert given_out[:2] == ["2001", "2002"]
    assert given_out[998:1000] == ["2999", "93001"]
    assert len(set(given_out)) == len(given_out)
    with pytest.raises(NumbersExhaustedError, match="2 and 93"):
        next_number(Series(2, 93), used.__getitem__)


@given(st.integers(0, 998), st.integers(0, 998))
def test_the_next_number_is_one_more_than_the_highest(main: int, spare: int) -> None:
    assert next_number(Series(2, 93), {2: main, 93: spare}.__getitem__) == TicketNumber(2, main + 1)
    assert next_number(Series(2, 93), {2: 999, 93: spare}.__getitem__) == TicketNumber(93, spare + 1)
