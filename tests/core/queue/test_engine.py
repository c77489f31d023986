"""The event loop: everybody is served in the end, desks keep their hours, a pre-call costs nobody a turn."""

from __future__ import annotations

import itertools
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.queue.arrays import DESK, HallArrays
from kiosk.core.queue.engine import Conditions, EngineLog, QueueEngine
from kiosk.core.queue.hall import Coming, DeskActivity, HallState, Order, Task, VisitorKind
from kiosk.core.queue.sampling import Rng
from kiosk.core.queue.weights import RULE, Weights
from tests.core.queue.halls import NOW, STATIONS, desk, hall, visit

LAG, WALK = 60, 75


def played(
    start: HallState, order: Order = Order.RULE, weights: Weights = RULE, minutes: int = 10, **real: object
) -> EngineLog:
    arrays = HallArrays(start, order, weights)
    return QueueEngine(arrays, Conditions(lambda v, s: 60 * minutes, **real)).run()  # type: ignore[arg-type]


def a_day(
    seed: int, count: int = 120, *, pre_call: bool = False
) -> tuple[HallState, list[tuple[int, int]], Conditions, HallArrays]:
    """A hall at opening, and visitors for it, all from a seed."""
    rng = Rng(seed)
    desks = tuple(
        desk(
            i + 1,
            STATIONS[i % 4],
            break_from=NOW + 7200 + 600 * i,
            break_s=1800,
            languages=frozenset({"ar"} if i == 1 else ()),
        )
        for i in range(9)
    )
    start = HallState(
        NOW,
        (),
        desks,
        {"ar": 1},
        pre_call=pre_call,
        coming=Coming((VisitorKind(tuple(Task(s, 600) for s in STATIONS), "ar"),)),
    )
    arrays = HallArrays(start)
    arrivals, came = [], []
    for i in range(count):
        names = [name for name in STATIONS if rng.share(600)] or ["SKV"]
        after = frozenset({"SKV"}) & set(names)
        tasks = tuple(Task(n, 200 + rng.below(900), after if n == "FK" else frozenset()) for n in names)
        when = NOW + rng.below(6 * 3600)
        arrivals.append(
            (
                when,
                visit(
                    f"v{i}", tasks=tasks, language="ar" if rng.share(250) else None, priority=rng.share(120)
                ),
            )
        )
    arrivals.sort(key=lambda each: each[0])
    came = [(when, len(each.tasks)) for when, each in arrivals]
    durations = Rng(seed + 1)
    took: dict[tuple[int, int], int] = {}

    def service(v: int, s: int) -> int:
        return took.setdefault((v, s), 100 + durations.below(1500))

    return (
        start,
        came,
        Conditions(service, [(when, arrays.measure(each)) for when, each in arrivals], counts=True),
        arrays,
    )


@given(st.integers(0, 10**6), st.booleans())
def test_a_day_serves_everybody_once_at_each_of_their_stations(seed: int, pre_call: bool) -> None:
    _, came, real, arrays = a_day(seed, 40, pre_call=pre_call)
    heard = QueueEngine(arrays, real).run()
    assert sorted(heard.finished) == list(range(len(came)))
    calls = [(v, s) for _, v, s, _ in heard.calls]
    assert len(calls) == len(set(calls)) == sum(stops for _, stops in came)


@given(st.integers(0, 10**6))
def test_nobody_is_in_two_places_and_no_desk_serves_two(seed: int) -> None:
    heard = QueueEngine(*a_day(seed, 40, pre_call=True)[:1:-1]).run()
    for of in (1, 3):  # visitor, desk
        spans: dict[int, list[tuple[int, int]]] = {}
        for call, end in zip(heard.calls, heard.ends, strict=True):
            spans.setdefault(call[of], []).append((call[0], end))
        for each in spans.values():
            each.sort()
            assert all(a[1] <= b[0] for a, b in itertools.pairwise(each))


def test_a_day_of_120_visitors_replays_bit_for_bit() -> None:
    first = QueueEngine(*a_day(7, pre_call=True)[:1:-1]).run()
    again = QueueEngine(*a_day(7, pre_call=True)[:1:-1]).run()
    assert first == again
    assert len(first.finished) == 120


@given(st.integers(0, 10**6))
def test_a_precedence_is_never_broken(seed: int) -> None:
    _, _, real, arrays = a_day(seed, 40)
    heard = QueueEngine(arrays, real).run()
    ended = {(v, s): end for (_, v, s, _), end in zip(heard.calls, heard.ends, strict=True)}
    for when, v, s, _ in heard.calls:
        for before in range(len(arrays.stations)):
            if arrays.after[v][s] >> before & 1:
                assert ended[v, before] <= when


@given(st.integers(0, 10**6))
def test_nobody_starves_beyond_the_bound(seed: int) -> None:
    """Whoever is past the bound is never passed by one who came later, unless that one has priority."""
    _, came, real, arrays = a_day(seed, 60)
    weights = replace(RULE, bound=1800)
    arrays.weights = weights
    heard = QueueEngine(arrays, real).run()
    free_from: dict[tuple[int, int], tuple[int, int]] = {}
    for (when, v, s, _), wait in zip(heard.calls, heard.waits, strict=True):
        free_from[v, s] = (when - wait, when)
    for when, v, s, d in heard.calls:
        if arrays.priority[v]:
            continue
        for (u, q), (since, until) in free_from.items():
            past = came[u][0] <= when - weights.bound
            could = arrays.language[u] == 0 or arrays.speaks[d] & arrays.language[u]
            blocked = any(
                arrays.after[u][s] >> b & 1 and free_from[u, b][1] >= when
                for b in range(len(arrays.stations))
            )
            if q == s and u != v and past and could and not blocked and since <= when < until:
                assert came[v][0] <= came[u][0]


def test_a_desk_has_its_break_once_and_then_goes_on() -> None:
    at = (desk(1, "SKV", break_from=NOW + 100, break_s=1800),)
    heard = played(hall(visit("a", "SKV"), visit("b", "SKV"), desks=at))
    assert [call[0] for call in heard.calls] == [NOW, NOW + LAG + 600 + 1800]


def test_nothing_starts_after_a_desk_closes_nor_before_it_opens() -> None:
    heard = played(hall(visit("a", "SKV"), visit("b", "SKV"), desks=(desk(1, "SKV", closes=NOW + 300),)))
    assert len(heard.calls) == 1
    heard = played(hall(visit("a", "SKV"), desks=(desk(1, "SKV", at=DeskActivity.CLOSED, opens=NOW + 300),)))
    assert [call[0] for call in heard.calls] == [NOW + 300]


def test_between_two_stations_one_walks() -> None:
    heard = played(hall(visit("a", "SKV", "FK")))
    assert heard.calls[1][0] - heard.ends[0] == WALK


def test_fixed_order_waits_at_one_station_after_the_other() -> None:
    two = hall(visit("a", "SKV", "FK"), visit("b", "SKV", "FK"))
    assert {s for when, _, s, _ in played(two, Order.FIXED).calls if when == NOW} == {0}
    assert {s for when, _, s, _ in played(two, Order.CHECK_IN).calls if when == NOW} == {0, 1}


def test_a_pre_call_lets_the_next_one_start_at_once() -> None:
    two = hall(visit("a", "SKV"), visit("b", "SKV"), pre_call=True)
    heard = played(two)
    assert heard.starts[1] == heard.ends[0]
    assert (heard.pre_calls, heard.released) == (1, 0)


def test_who_was_asked_near_too_early_waits_as_before() -> None:
    """The service takes twice as long as expected, and nobody presses "soon free"."""
    two = hall(visit("a", "SKV"), visit("b", "SKV"), pre_call=True)
    heard = played(two, minutes=20, silent={(0, 0), (1, 0)})
    assert (heard.pre_calls, heard.released) == (1, 1)
    assert heard.starts[1] - heard.ends[0] == LAG


def test_somebody_who_is_not_there_costs_a_few_minutes_and_comes_later() -> None:
    heard = played(hall(visit("a", "SKV"), visit("b", "SKV")), absent={(0, 0)})
    assert [v for _, v, _, _ in heard.calls] == [1, 0]
    assert heard.calls[0][0] == NOW + LAG + 180  # a desk waits three minutes for who does not come
    assert heard.missed == 1


def test_who_did_not_come_can_be_called_again_after_ten_minutes() -> None:
    heard = played(hall(visit("a", "SKV")), absent={(0, 0)})
    assert [call[0] for call in heard.calls] == [NOW + 600]


def test_a_pre_call_reserves_a_visitor_for_four_minutes() -> None:
    """Asked near 239 seconds ago: called with what is left of the way. A second later: waits as before."""
    for ago, released in ((239, 0), (240, 1)):
        busy = desk(1, "SKV", at=DeskActivity.BUSY, visit="x", seconds=600, started=NOW)
        near = visit("a", "SKV", near="SKV", near_since=NOW - ago)
        arrays = HallArrays(hall(near, desks=(busy,), pre_call=True))
        arrays.push(NOW, DESK, 0)  # the service ends now
        heard = QueueEngine(arrays, Conditions(lambda v, s: 600)).run(NOW)
        assert heard.released == released
        assert len(heard.calls) == 1


def test_a_referral_is_one_station_more() -> None:
    arrays = HallArrays(hall(visit("a", "SKV"), visit("b", "FK")))
    heard = QueueEngine(arrays, Conditions(lambda v, s: 600, sent_on={(0, 0): (1, 300)})).run()
    assert [(v, s) for _, v, s, _ in heard.calls if v == 0] == [(0, 0), (0, 1)]
    assert sorted(heard.finished) == [0, 1]
    assert arrays.load == [0, 0]
