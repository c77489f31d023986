"""A journal written by version 1, with every kind and every verb, must always open, verify and fold the same.

Never change `golden/v1.*`: a new version of an event gets a new golden journal beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from pysqlite3 import dbapi2 as sqlite

from kiosk.core.day.events import KINDS, Recorded, read
from kiosk.core.day.lifecycle import Verb
from kiosk.core.day.state import OfficeDay, apply, fold
from kiosk.journal.schema import FILE_NAME
from kiosk.journal.store import Journal
from tests.journal.factories import DRAFT, MONDAY, ScriptedClock, at, opened

GOLDEN = Path(__file__).parent / "golden"
LATER = {"visit.prioritised", "station.closed", "station.opened", "interpreters.counted", "path.added"}
"""Kinds that came after the first golden journal: their bodies stand in `v1-later.jsonl`."""


@pytest.fixture
def old(folder: Path) -> Iterator[Journal]:
    """The journal as version 1 left it, opened by this program."""
    folder.mkdir()
    connection = sqlite.connect(str(folder / FILE_NAME))
    connection.executescript((GOLDEN / "v1.sql").read_text(encoding="utf-8"))
    connection.close()
    journal = opened(folder, ScriptedClock(at(f"{MONDAY}T20:00")))
    yield journal
    journal.close()


def plain(day: OfficeDay) -> dict[str, Any]:
    """Everything of an office day as JSON values."""
    document = {
        "day": day.day,
        "visits": [asdict(visit) for visit in day.visits.values()],
        "tickets": dict(day.tickets),
        "desks": [asdict(desk) for desk in day.desks.values()],
        "checkins": dict(day.checkins),
        "oddities": [asdict(oddity) for oddity in day.oddities],
        "closed": day.closed,
        "order": day.order,
    }
    return dict(json.loads(json.dumps(document)))


def as_then(day: OfficeDay) -> dict[str, Any]:
    """The same without what version 1 did not know, which must say nothing."""
    document = plain(day)
    for visit in document["visits"]:
        assert set(map(str, visit.pop("advice").values())) <= {"0", "[]", "None"}
        for stop in visit["stops"]:
            assert (stop.pop("by"), stop.pop("why"), stop.pop("overtakes")) == (None, [], 0)
    return document


def test_it_holds_every_kind_and_every_verb(old: Journal) -> None:
    lines = list(old.export())
    assert {line["kind"] for line in lines} == {*KINDS, "coffee.served"} - LATER
    assert {line["body"]["verb"] for line in lines if line["kind"] == "stop.moved"} == set(Verb)


def test_it_verifies_and_its_tickets_are_what_the_events_say(old: Journal) -> None:
    assert old.verify().ok
    before = old.tickets()
    old.rebuild()
    assert old.tickets() == before


def test_it_folds_to_the_same_day(old: Journal) -> None:
    expected = json.loads((GOLDEN / "v1.state.json").read_text(encoding="utf-8"))
    assert as_then(fold(MONDAY, old.recorded(MONDAY))) == expected
    state = OfficeDay.empty(MONDAY)
    for recorded in old.recorded(MONDAY):
        state = apply(state, recorded)
    assert as_then(state) == expected


def test_kinds_that_came_later_fold_as_they_did_when_they_came() -> None:
    lines = [
        json.loads(line) for line in (GOLDEN / "v1-later.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert {line["kind"] for line in lines} >= LATER
    records = [
        Recorded(read(line["kind"], line["v"], line["body"]), MONDAY, 10.0 * n, n)
        for n, line in enumerate(lines, 1)
    ]
    day = fold(MONDAY, records)
    visit = day.visits["a1"]
    assert (day.oddities, day.shut, dict(day.interpreters)) == ((), frozenset({"SKV"}), {"so": 2})
    assert (visit.support.priority, visit.not_today) == ("small_child", (("SKV-REG", "closed_today"),))
    assert [stop.state for stop in visit.stops] == ["come_back", "waiting", "waiting"]
    assert (visit.come_back, visit.advice.unlocks) == (("CB-PNR",), ("SKV-ID",))


def test_it_goes_on(old: Journal) -> None:
    issued = old.issue(DRAFT)
    assert (issued.ticket, issued.n) == ("2004", 33)
    assert old.verify().ok
