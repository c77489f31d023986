"""What of a push is new, and when it happened, whatever the clocks say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.day.events import Moment
from kiosk.office.state.streams import counted_day, happened_at, take
from kiosk.protocol.codec import to_plain
from kiosk.protocol.envelope import Tip
from kiosk.protocol.errors import WireError
from kiosk.protocol.push import Push, PushRefusedError, read_pushed
from tests.journal.factories import at
from tests.office.factories import OFFICE, Stream

STREAM = Stream()
for _ in range(12):
    STREAM.issue()
EVENTS = tuple(STREAM.events)
NOW = at("2026-11-23T10:00")


def pushed(first: int, last: int, before: str | None = None, **more: object) -> Push:
    """Events with n from first to last."""
    return replace(Push(STREAM.incarnation, OFFICE, EVENTS[first - 1 : last], NOW, before), **more)  # type: ignore[arg-type]


def tip(n: int) -> Tip:
    return Tip(n, EVENTS[n - 1].h) if n else Tip()


def kept(n: int) -> str | None:
    return EVENTS[n - 1].h


@given(st.integers(0, 12), st.integers(1, 12), st.integers(0, 11), st.booleans())
def test_a_stream_is_taken_contiguously_or_not_at_all(acked: int, first: int, more: int, says: bool) -> None:
    last = min(12, first + more)
    before = EVENTS[first - 2].h if says and first > 1 else None
    if first > acked + 1:
        with pytest.raises(PushRefusedError) as behind:
            take(pushed(first, last, before), tip(acked), kept)
        told = behind.value.refused
        assert (told.expect, told.h, told.fork) == (acked + 1, tip(acked).h, False)
        assert read_pushed(behind.value.status, to_plain(told)) == told
    else:
        new = take(pushed(first, last, before), tip(acked), kept).events
        assert [event.n for event in new] == list(range(acked + 1, last + 1))


def test_damage_is_named_at_the_first_and_in_the_middle() -> None:
    for n, before in ((1, None), (5, EVENTS[3].h), (7, None)):
        bad = replace(EVENTS[n - 1], body="{}")
        events = tuple(bad if event.n == n else event for event in EVENTS[4 if n > 4 else 0 :])
        stood = tip(4) if n > 4 else tip(0)
        push = Push(STREAM.incarnation, OFFICE, events, NOW, before or (EVENTS[3].h if n > 4 else None))
        with pytest.raises(WireError) as damaged:
            take(push, stood, kept)
        assert (damaged.value.code, damaged.value.n) == ("damaged", n)
        assert take(replace(push, damaged=frozenset({n})), stood, kept).damaged == {n}


def test_what_a_device_has_deleted_is_no_gap() -> None:
    cut = tip(8)
    taken = take(pushed(9, 12, cut=cut), tip(3), kept)
    assert (taken.start, [event.n for event in taken.events]) == (cut, [9, 10, 11, 12])
    with pytest.raises(PushRefusedError):
        take(pushed(10, 12, cut=cut), tip(3), kept)


EVENT = EVENTS[0]


@pytest.mark.parametrize(
    ("event", "sender", "expected"),
    [
        # one boot: its age counts, whatever the wall clocks say
        ({"boot": "b", "mono_ms": 1_000, "wall": 0.0}, Moment(9e9, "b", 61_000), 1_800_000_000.0 - 60),
        # another boot: the difference of the wall clocks
        ({"boot": "a", "wall": 1_799_990_000.0}, Moment(1_799_990_100.0, "b", 5), 1_800_000_000.0 - 100),
        # its clock had lost the time then, or has now
        ({"boot": "a", "wall": 1_000.0}, Moment(1_800_000_000.0, "b", 5), 1_800_000_000.0),
        ({"boot": "a", "wall": 1_799_999_000.0}, Moment(500.0, "b", 5), 1_799_999_000.0),
        # never after its arrival
        ({"boot": "a", "wall": 1_799_990_200.0}, Moment(1_799_990_100.0, "b", 5), 1_800_000_000.0),
    ],
)
def test_when_it_happened(event: dict[str, object], sender: Moment, expected: float) -> None:
    changed = replace(EVENT, **event)  # type: ignore[arg-type]
    assert happened_at(changed, sender, 1_800_000_000.0, 0.0) == pytest.approx(expected)


@given(st.floats(-1e9, 3e9), st.integers(-(2**40), 2**40), st.booleans(), st.floats(1e9, 1.8e9))
def test_it_never_happened_before_the_one_before_nor_after_its_arrival(
    wall: float, mono_ms: int, same_boot: bool, after: float
) -> None:
    event = replace(EVENT, wall=wall, mono_ms=mono_ms, boot="b" if same_boot else "a")
    found = happened_at(event, Moment(1.8e9, "b", 0), 1.8e9, after)
    assert after <= found <= 1.8e9


@pytest.mark.parametrize(
    ("day", "happened", "expected"),
    [
        ("2026-11-23", "2026-11-23", "2026-11-23"),
        ("2026-11-22", "2026-11-22", "2026-11-22"),  # late, of an earlier day
        ("2026-11-22", "2026-11-23", "2026-11-23"),  # a kiosk whose day stands still
        ("2099-01-01", "2026-11-23", "2026-11-23"),
        ("2026-11-23", "2026-11-22", "2026-11-23"),
    ],
)
def test_the_day_on_which_it_counts(day: str, happened: str, expected: str) -> None:
    assert counted_day(day, happened, "2026-11-23") == expected
