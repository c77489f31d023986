"""The path that a desk adds when the permit is granted: once, to a visit that goes on, and to nothing else."""

from __future__ import annotations

import pytest

from kiosk.core.day.events import PathAdded
from kiosk.core.day.history import HistoryLine, history_line
from kiosk.core.day.state import fold
from kiosk.core.day.visits import OddityReason, PermitPath, Visit, VisitEndedError, add_path, begin, leave
from kiosk.core.office_config import Party
from kiosk.core.views import station_visitor, ticket
from tests.core.office_days import DAY, moved, records
from tests.core.office_days import ticket as issued

PATH = (("MV", ("MV-BIO", "MV-LMA"), 25), ("SKV", ("SKV-REG",), 25), ("KOM", ("KOM-MOT",), 20))
CALLED = issued(
    party=3,
    children=2,
    stops=(("MV", ("MV-DEL",), 25), ("KOM", ("KOM-SKOLA",), 15)),
    permit_stops=PATH,
    permit_precedence=(("MV-BIO", "SKV-REG", "S"),),
    permit_come_back=("CB-PNR",),
    permit_unlocks=("SKV-ID", "FK-ETA"),
)
GRANTED = PathAdded("a", PATH, (("MV-BIO", "SKV-REG", "S"),), ("CB-PNR",), ("SKV-ID", "FK-ETA"))


def stops(visit: Visit) -> list[tuple[str, tuple[str, ...], int]]:
    return [(stop.station, stop.errands, stop.minutes) for stop in visit.stops]


def test_a_ticket_keeps_its_path_apart_until_it_is_added() -> None:
    visit = begin(CALLED, 0.0)
    assert visit.people == Party(1, 2)
    assert visit.advice.permit == PermitPath(
        PATH, (("MV-BIO", "SKV-REG", "S"),), ("CB-PNR",), ("SKV-ID", "FK-ETA")
    )
    assert (visit.come_back, visit.advice.unlocks, ticket(visit).unlocks) == ((), (), ())
    assert stops(visit) == [("MV", ("MV-DEL",), 25), ("KOM", ("KOM-SKOLA",), 15)]


def test_errands_join_a_stop_of_their_station_that_goes_on() -> None:
    visit = add_path(begin(CALLED, 0.0), GRANTED, 60.0)
    assert stops(visit) == [
        ("MV", ("MV-DEL", "MV-BIO", "MV-LMA"), 50),
        ("KOM", ("KOM-SKOLA", "KOM-MOT"), 35),
        ("SKV", ("SKV-REG",), 25),
    ]
    assert visit.stops[-1].queued_at == 60.0
    assert (visit.precedence, visit.come_back) == ((("MV-BIO", "SKV-REG", "S"),), ("CB-PNR",))
    assert ticket(visit).unlocks == ("SKV-ID", "FK-ETA")


def test_an_ended_stop_stays_as_it_was_and_gets_a_second_one() -> None:
    day = fold(
        DAY,
        records(
            CALLED, moved("call", "KOM", desk=9), moved("start", "KOM", desk=9), moved("finish", "KOM", desk=9), GRANTED
        ),
    )  # fmt: skip
    assert day.oddities == ()
    assert [(s.station, s.errands, s.ended) for s in day.visits["a"].stops if s.station == "KOM"] == [
        ("KOM", ("KOM-SKOLA",), True),
        ("KOM", ("KOM-MOT",), False),
    ]


def test_the_same_path_twice_changes_nothing_more() -> None:
    once = add_path(begin(CALLED, 0.0), GRANTED, 60.0)
    assert once.advice.permit is None
    assert add_path(once, GRANTED, 90.0) == once


def test_a_visit_that_has_ended_gets_no_path() -> None:
    with pytest.raises(VisitEndedError, match="2001"):
        add_path(leave(begin(CALLED, 0.0), 30.0, "left"), GRANTED, 60.0)


def test_a_path_of_no_visit_is_told_as_odd_and_changes_nothing() -> None:
    day = fold(DAY, records(CALLED, PathAdded("nobody", PATH)))
    assert [oddity.why for oddity in day.oddities] == [OddityReason.UNKNOWN_VISIT]
    assert stops(day.visits["a"]) == stops(begin(CALLED, 0.0))


def test_only_the_meeting_of_a_visit_with_a_path_offers_it() -> None:
    visit = begin(CALLED, 0.0)
    assert [station_visitor(visit, stop, 0.0).path_to_add for stop in visit.stops] == [True, False]
    added = add_path(visit, GRANTED, 60.0)
    assert [station_visitor(added, stop, 90.0).path_to_add for stop in added.stops] == [False] * 3
    plain = begin(issued(stops=(("MV", ("MV-DEL",), 25),)), 0.0)
    assert not station_visitor(plain, plain.stops[0], 0.0).path_to_add, "a ticket without a path"


def test_the_history_says_that_stops_were_added_and_not_why() -> None:
    (recorded,) = records(GRANTED, start=60.0)
    assert history_line(recorded) == HistoryLine(60.0, "path_added")
