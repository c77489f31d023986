"""The API, asked over HTTP: pushes, commands, views, and what a clerk can press at the wrong time."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.core.day.events import TicketPrinted
from kiosk.protocol.envelope import Tip
from tests.journal.factories import DRAFT, TUESDAY, ScriptedClock, opened
from tests.office.factories import OFFICE, Running, Stream, running, token_hash


@pytest.fixture
def stream(clock: ScriptedClock) -> Stream:
    return Stream(clock=clock)


@pytest.fixture
def open_desk(office: Running) -> int:
    office.did("desk.open", desk=1, station="SKV", languages=["sv", "ar"])
    return 1


# Pushes ------------------------------------------------------------------------------------------------------------


def test_a_push_is_kept_in_order_and_seen(office: Running, stream: Stream) -> None:
    stream.issue()
    stream.issue()
    answer = office.push(stream)
    assert answer.status_code == 200, answer.text
    assert (answer.json()["acked"], answer.json()["h"]) == (2, stream.tip.h)
    assert [(each["seq"], each["ticket"]) for each in office.events()] == [(1, "2001"), (2, "2002")]
    assert office.http.get("/v1/health").json()["seq"] == 2
    assert office.view("public")["waiting"] == [["SKV", 2], ["FK", 2]]


def test_a_real_kiosks_journal_is_taken(office: Running, tmp_path: Path, clock: ScriptedClock) -> None:
    journal = opened(tmp_path / "kiosk", clock)
    journal.office_id = OFFICE
    visit = journal.issue(DRAFT).visit
    journal.printed(visit, low_paper=True)
    own = Stream(journal.incarnation, clock)
    own.events = list(journal.events())
    journal.close()
    assert office.push(own).json()["acked"] == 2
    (seen,) = office.view("reception")["visits"]
    assert (seen["visit"], seen["paper"]) == (visit, "low_paper")
    assert [line["what"] for line in seen["history"]] == ["issued", "low_paper"]


def test_the_same_events_again_change_nothing(office: Running, stream: Stream) -> None:
    stream.issue()
    first, again = office.push(stream), office.push(stream)
    assert first.json() == again.json()
    stream.issue()
    assert office.push(stream).json()["acked"] == 2  # the first once more, then a new one
    assert office.http.get("/v1/health").json()["seq"] == 2


def test_a_gap_is_told_and_nothing_taken(office: Running, stream: Stream) -> None:
    for _ in range(3):
        stream.issue()
    office.push(stream, stream.events[:1])
    answer = office.push(stream, stream.events[2:])
    assert answer.status_code == 409
    assert (answer.json()["expect"], answer.json()["h"]) == (2, stream.events[0].h)
    assert not answer.json().get("fork")
    assert office.http.get(f"/v1/streams/{stream.incarnation}").json()["acked"] == 1
    assert office.push(stream, stream.events[1:]).json()["acked"] == 3


def test_another_history_is_a_fork(office: Running, stream: Stream, clock: ScriptedClock) -> None:
    stream.issue()
    stream.issue()
    office.push(stream)
    other = Stream(clock=clock, series=3)
    for _ in range(3):
        other.issue()
    for pushed in (other.events, other.events[2:]):
        answer = office.push(other, pushed)
        assert (answer.status_code, answer.json()["fork"]) == (409, True)
        assert answer.json()["sentence"].startswith("The server has another event")
    named = office.push(other, other.events[2:], before=other.events[1].h)
    assert named.json()["fork"] is True
    assert office.http.get("/v1/health").json()["seq"] == 2


def test_a_damaged_event_is_named_and_taken_when_it_stays_so(office: Running, stream: Stream) -> None:
    for _ in range(3):
        stream.issue()
    stream.events[1] = replace(stream.events[1], body=stream.events[1].body.replace('"ar"', '"fa"'))
    answer = office.push(stream)
    assert (answer.status_code, answer.json()["code"], answer.json()["n"]) == (422, "damaged", 2)
    assert office.push(stream, damaged=[2]).json()["acked"] == 3
    flags = [each["flags"] for each in office.events()]
    assert flags == [[], ["damaged"], []]


def test_a_device_may_have_deleted_its_older_days(office: Running, stream: Stream) -> None:
    for _ in range(4):
        stream.issue()
    cut = Tip(2, stream.events[1].h)
    assert office.push(stream, stream.events[2:]).status_code == 409
    assert office.push(stream, stream.events[2:], cut=cut).json()["acked"] == 4
    assert office.push(stream, stream.events[2:]).json()["acked"] == 4


def test_a_fact_that_makes_no_sense_is_kept_and_flagged(office: Running, stream: Stream) -> None:
    stream.add(TicketPrinted("nobody"))
    stream.issue()
    assert office.push(stream).json()["acked"] == 2
    first, second = office.events()
    assert (first["flags"], second["flags"]) == (["unknown_visit"], [])
    assert office.view("reception")["oddities"][0]["why"] == "unknown_visit"


def test_a_clash_of_numbers_shows_both_and_grants_another_series(
    office: Running, stream: Stream, clock: ScriptedClock
) -> None:
    hello = office.http.post(
        "/v1/hello", json={"incarnation": stream.incarnation, "role": "kiosk", "series": 2}
    ).json()
    assert hello["series"] == 2
    other = Stream("bb22", clock, series=2)
    stream.issue()
    other.issue()
    assert office.push(stream).json()["series"] == 2
    granted = office.push(other).json()["series"]
    assert granted not in (None, 2)
    assert [visit["ticket"] for visit in office.view("reception")["visits"]] == ["2001", "2001"]
    hello = office.http.post("/v1/hello", json={"incarnation": "bb22", "role": "kiosk", "series": 2}).json()
    assert hello["series"] == granted


def test_time_in_the_queue_counts_from_the_event_not_from_its_arrival(
    office: Running, stream: Stream, clock: ScriptedClock, open_desk: int
) -> None:
    stream.issue()
    late = Stream("bb22", clock, series=3)
    clock.stand("2026-11-23T09:30")
    late.issue()
    clock.stand("2026-11-23T09:40")
    office.push(late)
    office.push(stream)  # arrives last, came first
    assert office.did("call.next", desk=open_desk)["visitor"]["ticket"] == "2001"
    flags = [each["flags"] for each in office.events(after=1)]
    assert flags == [["late"], ["late"], []]


def test_a_wrong_clock_does_not_hide_a_visitor(office: Running, clock: ScriptedClock) -> None:
    dead = ScriptedClock()
    dead.stand("1970-01-02T00:00", boot="dead", mono_ms=5_000)
    stream = Stream(clock=dead, day="1970-01-01")
    stream.issue()
    ahead = Stream("bb22", clock, series=3, day="2099-01-01")
    ahead.issue()
    office.push(stream)
    office.push(ahead)
    assert [visit["ticket"] for visit in office.view("reception")["visits"]] == ["2001", "3001"]
    flags = [each["flags"] for each in office.events()]
    assert flags == [["wrong_day"], ["wrong_day"]]


def test_another_offices_kiosk_is_told_so_and_keeps_everything(office: Running, stream: Stream) -> None:
    stream.office = "elsewhere"
    stream.issue()
    answer = office.push(stream)
    assert (answer.status_code, answer.json()["code"]) == (422, "wrong_office")
    stream.office = OFFICE  # it has moved here, and brings its old event along
    stream.issue()
    assert office.push(stream).json()["acked"] == 2
    assert [visit["ticket"] for visit in office.view("reception")["visits"]] == ["2002"]


# Commands ----------------------------------------------------------------------------------------------------------


def test_a_visit_from_ticket_to_done(office: Running, stream: Stream, open_desk: int) -> None:
    stream.issue(precedence=(("SKV-REG", "FK-REG", "H"),))
    office.push(stream)
    called = office.did("call.next", desk=1)
    assert called["visitor"]["errands"] == ["SKV-REG"]
    assert called["desk"]["visit"] == called["visitor"]["visit"] == "aa11-1"
    (call,) = office.view("public")["calls"]
    assert (call["ticket"], call["desk"]) == ("2001", 1)
    office.did("recall", desk=1)
    office.did("start", desk=1)
    assert office.view("public")["calls"] == []
    office.did("finish", desk=1, outcome="done")
    office.did("desk.open", desk=2, station="FK")
    assert office.did("call.next", desk=2)["visitor"]["state"] == "called"
    office.did("start", desk=2)
    assert office.did("finish", desk=2, outcome="done")["visitor"]["state"] == "done"
    (visit,) = office.view("reception")["visits"]
    assert (visit["state"], [stop["state"] for stop in visit["stops"]]) == ("finished", ["done", "done"])
    whats = [line["what"] for line in visit["history"]]
    assert whats == ["issued", "call", "recall", "start", "finish", "call", "start", "finish"]


def test_a_failed_hard_stop_moves_the_later_one_to_come_back(
    office: Running, stream: Stream, open_desk: int
) -> None:
    stream.issue(precedence=(("SKV-REG", "FK-REG", "H"),))
    office.push(stream)
    for kind in ("call.next", "start"):
        office.did(kind, desk=1)
    office.did("finish", desk=1, outcome="papers_missing")
    (visit,) = office.view("reception")["visits"]
    assert (visit["state"], [s["state"] for s in visit["stops"]]) == ("finished", ["done", "come_back"])


def test_a_retry_has_the_same_answer_and_does_nothing_again(
    office: Running, stream: Stream, open_desk: int
) -> None:
    stream.issue()
    stream.issue()
    office.push(stream)
    first = office.ask("call.next", id="press-0001", desk=1)
    head = office.http.get("/v1/health").json()["seq"]
    assert office.ask("call.next", id="press-0001", desk=1) == first
    assert office.http.get("/v1/health").json()["seq"] == head
    other = office.http.post("/v1/commands", json={"id": "press-0001", "kind": "start", "args": {"desk": 1}})
    assert (other.status_code, other.json()["code"]) == (409, "id_used")


@pytest.mark.parametrize(
    ("kind", "args", "code"),
    [
        ("call.next", {"desk": 9}, "desk_closed"),
        ("call.this", {"desk": 1, "visit": "nobody"}, "unknown_visit"),
        ("recall", {"desk": 1}, "desk_empty"),
        ("start", {"desk": 1}, "desk_empty"),
        ("finish", {"desk": 1, "outcome": "done"}, "desk_empty"),
        ("no_show", {"desk": 9}, "desk_empty"),
        ("release", {"visit": "aa11-1"}, "not_now"),
        ("resume", {"visit": "aa11-1", "station": "SKV"}, "not_now"),
        ("hold", {"visit": "aa11-1", "station": "AF"}, "unknown_stop"),
        ("leave", {"visit": "nobody"}, "unknown_visit"),
        ("desk.open", {"desk": 3, "station": "NONE"}, "unknown_station"),
    ],
)
def test_a_stale_button_is_refused_with_how_it_stands(
    office: Running, stream: Stream, open_desk: int, kind: str, args: dict[str, Any], code: str
) -> None:
    stream.issue()
    office.push(stream)
    before = office.view("reception")
    answer = office.ask(kind, **args)
    assert (answer["ok"], answer["code"]) == (False, code), answer
    assert answer["sentence"].endswith(".")
    if args.get("visit") == "aa11-1":
        assert answer["visitor"]["ticket"] == "2001"
    after = office.view("reception")
    assert (before["visits"], before["desks"]) == (after["visits"], after["desks"])


def test_refer_hold_and_no_show(office: Running, stream: Stream, open_desk: int) -> None:
    for _ in range(3):
        stream.issue()
    office.push(stream)
    office.did("call.next", desk=1)
    assert office.did("no_show", desk=1)["visitor"]["state"] == "missed"
    assert office.did("call.next", desk=1)["visitor"]["ticket"] == "2002"
    assert office.did("hold", desk=1)["visitor"]["state"] == "held"
    assert office.did("call.next", desk=1)["visitor"]["ticket"] == "2003"
    office.did("start", desk=1)
    assert office.ask("refer", desk=1, station="AF", errands=["SKV-REG"])["code"] == "unknown_errand"
    office.did("refer", desk=1, station="AF", errands=["AF-INS"])
    assert office.view("station/AF")["visitors"][0]["ticket"] == "2003"
    assert office.did("resume", visit="aa11-1", station="SKV")["visitor"]["state"] == "waiting"
    office.did("leave", visit="aa11-2")
    assert office.did("call.next", desk=1)["visitor"]["ticket"] == "2001"
    assert office.ask("desk.close", desk=1)["code"] == "desk_busy"


def test_a_pre_call_reserves_and_lets_go(
    office: Running, stream: Stream, open_desk: int, clock: ScriptedClock
) -> None:
    stream.issue()
    stream.issue()
    office.push(stream)
    office.did("desk.open", desk=2, station="FK")
    assert office.did("pre_call", desk=1)["visitor"]["state"] == "near"
    assert office.did("call.next", desk=2)["visitor"]["ticket"] == "2002"
    assert office.view("public")["calls"][0]["near"] in (True, False)
    office.did("release", visit="aa11-1")
    office.did("pre_call", desk=1, visit="aa11-1")
    clock.stand("2026-11-23T09:04:01")
    with office.http.stream("GET", "/v1/live/station/SKV") as live:
        for line in live.iter_lines():  # the server lets go by itself, within its next tick
            if line.startswith("data: ") and json.loads(line[6:])["visitors"][0]["state"] == "waiting":
                break


def test_the_day_closes_once_and_late_tickets_are_shown_to_staff(
    office: Running, stream: Stream, open_desk: int
) -> None:
    stream.issue()
    office.push(stream)
    office.did("call.next", desk=1)
    office.did("day.close")
    office.did("day.close")
    assert office.ask("call.next", desk=1)["code"] == "day_closed"
    stream.issue()
    office.push(stream)
    states = [visit["state"] for visit in office.view("reception")["visits"]]
    assert states == ["left", "left"]
    assert office.view("public")["closed"] is True


# Views -------------------------------------------------------------------------------------------------------------


def test_a_ticket_opens_by_its_token_only(office: Running, stream: Stream) -> None:
    stream.issue(token_hash=token_hash("opensesame"))
    office.push(stream)
    view = office.view("ticket/opensesame")
    assert (view["ticket"], view["language"], len(view["stops"])) == ("2001", "ar", 2)
    wrong = [office.http.get(f"/v1/views/ticket/{token}") for token in ("x", "opensesame2", token_hash("a"))]
    assert {(answer.status_code, answer.text) for answer in wrong} == {(404, wrong[0].text)}
    assert office.http.get("/v1/live/ticket/x").text == wrong[0].text


def test_no_view_tells_more_than_its_screen_needs(office: Running, stream: Stream) -> None:
    stream.issue(token_hash=token_hash("opensesame"), interpreter="ar")
    office.push(stream)
    office.did("desk.open", desk=1, station="SKV")
    office.did("call.next", desk=1)
    public = office.http.get("/v1/views/public").text
    assert "aa11-1" not in public
    assert "SKV-REG" not in public
    assert "FK-REG" not in office.http.get("/v1/views/station/SKV").text
    assert token_hash("opensesame") not in office.http.get("/v1/views/reception").text
    assert office.http.get("/v1/views/station/NONE").status_code == 404


def test_the_office_day_changes_by_itself(office: Running, stream: Stream, clock: ScriptedClock) -> None:
    stream.issue()
    office.push(stream)
    clock.stand(f"{TUESDAY}T04:00:01")
    with office.http.stream("GET", "/v1/live/public") as live:
        for line in live.iter_lines():
            if line.startswith("data: ") and json.loads(line[6:])["day"] == TUESDAY:
                break
    assert office.view("reception")["visits"] == []
    stream.add(TicketPrinted("aa11-1"))  # of yesterday, and counted there
    assert office.push(stream).json()["acked"] == 2
    assert office.view("reception")["oddities"] == []


def test_a_restart_knows_everything(folder: Path, clock: ScriptedClock) -> None:
    stream = Stream(clock=clock)
    with running(folder, clock) as office:
        stream.issue(token_hash=token_hash("opensesame"))
        office.push(stream)
        office.did("desk.open", desk=1, station="SKV")
        office.did("call.next", desk=1)
        before = {
            name: office.view(name) for name in ("reception", "public", "station/SKV", "ticket/opensesame")
        }
        retry = office.ask("start", id="press-0001", desk=1)
        office.did("hold", desk=1)
    with running(folder, clock) as office:
        assert office.ask("start", id="press-0001", desk=1) == retry
        office.did("call.this", desk=1, visit="aa11-1")
        after = {name: office.view(name) for name in before}
        assert after["public"]["calls"] == before["public"]["calls"]
        assert after["ticket/opensesame"]["stops"] == before["ticket/opensesame"]["stops"]
        stream.issue()
        assert office.push(stream).json()["acked"] == 2
