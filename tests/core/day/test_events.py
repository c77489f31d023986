"""Events become plain JSON and back; what does not fit is refused or left unread, never guessed."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.day.events import (
    KINDS,
    CheckinEnded,
    Event,
    EventError,
    StopMoved,
    TicketIssued,
    TicketPrinted,
    Unread,
    from_body,
    read,
    to_body,
)
from kiosk.core.day.lifecycle import Verb

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
ERRANDS = st.lists(TEXT, max_size=3).map(tuple)
STOP = st.tuples(TEXT, ERRANDS, st.integers(0, 200))


def pairs(size: int) -> st.SearchStrategy[Any]:
    return st.lists(st.tuples(*[TEXT] * size), max_size=3).map(tuple)


@st.composite
def events(draw: st.DrawFn) -> Event:
    cls = draw(st.sampled_from(sorted(KINDS.values(), key=lambda k: k.kind)))
    if cls is TicketIssued:
        return draw(
            st.builds(
                TicketIssued,
                visit=TEXT,
                ticket=TEXT,
                language=TEXT,
                party=st.integers(1, 9),
                stops=st.lists(STOP, max_size=3).map(tuple),
                precedence=pairs(3),
                come_back=ERRANDS,
                not_today=pairs(2),
                interpreter=st.none() | TEXT,
                private_help=st.booleans(),
                token_hash=st.none() | TEXT,
            )
        )
    if cls is StopMoved:
        return draw(
            st.builds(
                StopMoved,
                visit=TEXT,
                station=TEXT,
                verb=st.sampled_from([verb.value for verb in Verb]),
                desk=st.none() | st.integers(1, 30),
                outcome=st.none() | TEXT,
                refer_to=st.none() | STOP,
            )
        )
    made: Event = draw(st.builds(cls))  # type: ignore[assignment]  # one of the simple kinds
    return made


@given(events())
def test_every_event_comes_back_from_its_json(event: Event) -> None:
    body = json.loads(json.dumps(to_body(event)))
    assert from_body(event.kind, event.v, body) == event


@given(events())
def test_a_body_names_every_field(event: Event) -> None:
    assert set(to_body(event)) == {f.name for f in fields(event)}


def test_an_event_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        TicketPrinted("a").visit = "b"  # type: ignore[misc]


def test_unknown_kinds_and_later_versions_stay_unread() -> None:
    assert from_body("coffee.served", 1, {"cups": 2}) is None
    assert from_body("ticket.printed", 2, {"visit": "a"}) is None
    assert read("coffee.served", 1, {}) == Unread("coffee.served", 1, "not known to this program")


def test_a_further_field_of_a_later_program_is_passed_over() -> None:
    assert from_body("ticket.printed", 1, {"visit": "a", "colour": "blue"}) == TicketPrinted("a")


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("ticket.printed", {}),
        ("ticket.printed", {"visit": None}),
        ("ticket.printed", {"visit": "a", "low_paper": 1}),
        ("desk.opened", {"desk": True, "station": "SKV"}),
        ("desk.opened", {"desk": 3, "station": "SKV", "languages": ["sv", 4]}),
        ("stop.moved", {"visit": "a", "station": "SKV", "verb": "dance"}),
        ("stop.moved", {"visit": "a", "station": "SKV", "verb": "refer", "refer_to": ["FK", ["FK-REG"]]}),
        ("ticket.issued", {"visit": "a", "ticket": "2001", "language": "sv", "party": 1, "stops": 5}),
        ("ticket.issued", {"visit": "a", "ticket": "2001", "language": "sv", "party": 1, "stops": [["SKV"]]}),
    ],
)
def test_a_body_that_does_not_fit_is_a_typed_error(kind: str, body: dict[str, Any]) -> None:
    with pytest.raises(EventError):
        from_body(kind, 1, body)
    assert isinstance(read(kind, 1, body), Unread)


def test_a_verb_that_does_not_exist_is_refused_at_once() -> None:
    with pytest.raises(EventError, match="dance"):
        StopMoved("a", "SKV", "dance")


def test_no_event_has_room_for_who_someone_is() -> None:
    """Neither names nor numbers of people, addresses, status or answers have a field."""
    named = {f.name for kind in KINDS.values() for f in fields(kind)}
    assert named.isdisjoint(
        {"name", "pnr", "address", "status", "answers", "ground", "papers", "phone", "note"}
    )
    assert "visit" not in {f.name for f in fields(CheckinEnded)}


def test_the_reason_of_a_call_is_kept_and_a_call_without_one_is_read_too() -> None:
    """Further fields of version 1: what an older program wrote has none, and says nothing."""
    call = StopMoved("a", "SKV", "call", 3, by="rule", why=(("waited", 60), ("last", -5)), overtakes=2)
    body = to_body(call)
    assert from_body("stop.moved", 1, json.loads(json.dumps(body))) == call
    older = {name: value for name, value in body.items() if name not in ("by", "why", "overtakes")}
    assert from_body("stop.moved", 1, older) == StopMoved("a", "SKV", "call", 3)
    with pytest.raises(EventError, match="why"):
        from_body("stop.moved", 1, {**body, "why": [["last", "much"]]})
