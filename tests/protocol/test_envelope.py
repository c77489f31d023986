"""The hash chain: any changed, missing, swapped or added event is found, and the first bad one is named."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.core.day.events import Moment, TicketIssued, TicketPrinted, Unread, to_body
from kiosk.protocol.envelope import FIELDS, Envelope, EnvelopeError, Fault, Tip, canonical, seal, verify

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abcåш", max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)
BODIES = st.dictionaries(st.text("abcåш", max_size=4), JSON, max_size=4)


def chain(*bodies: dict[str, Any], incarnation: str = "c0ffee") -> list[Envelope]:
    envelopes: list[Envelope] = []
    tip = Tip()
    for i, body in enumerate(bodies):
        envelope = seal(
            tip,
            office="ekeby",
            day="2026-11-23",
            incarnation=incarnation,
            kind="coffee.served",
            v=1,
            at=Moment(1_795_000_000.1234 + i, "boot", 1000 + i),
            body=body,
        )
        envelopes.append(envelope)
        tip = Tip(envelope.n, envelope.h)
    return envelopes


def changed(envelope: Envelope, **values: Any) -> Envelope:
    """With values of any type, as damage gives them."""
    return replace(envelope, **values)


CHAINS = st.lists(BODIES, min_size=1, max_size=6).map(lambda bodies: chain(*bodies))


@given(CHAINS)
def test_an_untouched_chain_holds(envelopes: list[Envelope]) -> None:
    tips, faults = verify(envelopes)
    assert (tips, faults) == ({"c0ffee": Tip(len(envelopes), envelopes[-1].h)}, [])


@given(CHAINS)
def test_the_hash_is_of_the_hash_before_and_the_canonical_line(envelopes: list[Envelope]) -> None:
    """What another program needs to check an export by itself."""
    before = b""
    for envelope in envelopes:
        line = envelope.document()
        h = line.pop("h")
        assert list(line) == list(FIELDS[:-1])
        assert hashlib.sha256(before + canonical(line)).hexdigest() == h
        before = bytes.fromhex(h)


@given(CHAINS, st.data())
def test_any_flipped_byte_is_found_and_its_event_named(
    envelopes: list[Envelope], data: st.DataObject
) -> None:
    i = data.draw(st.integers(0, len(envelopes) - 1))
    field = data.draw(st.sampled_from(["office", "day", "kind", "boot", "body", "h"]))
    raw = bytearray(getattr(envelopes[i], field).encode())
    place, bit = data.draw(st.integers(0, len(raw) - 1)), data.draw(st.integers(0, 7))
    raw[place] ^= 1 << bit
    flipped = changed(envelopes[i], **{field: raw.decode("utf-8", "surrogateescape")})
    _, faults = verify([*envelopes[:i], flipped, *envelopes[i + 1 :]])
    assert [(fault.incarnation, fault.n) for fault in faults] == [("c0ffee", envelopes[i].n)]


@given(CHAINS, st.data())
def test_any_changed_number_is_found(envelopes: list[Envelope], data: st.DataObject) -> None:
    i = data.draw(st.integers(0, len(envelopes) - 1))
    field = data.draw(st.sampled_from(["n", "v", "mono_ms", "wall"]))
    other = data.draw(st.integers(-(2**40), 2**40))
    assume(other != getattr(envelopes[i], field))
    _, faults = verify([*envelopes[:i], changed(envelopes[i], **{field: other}), *envelopes[i + 1 :]])
    assert [fault.n for fault in faults] == [i + 1]


@given(CHAINS, st.data())
def test_a_missing_event_is_found_unless_it_is_the_last(
    envelopes: list[Envelope], data: st.DataObject
) -> None:
    """The end of a chain is noted apart, by the store."""
    i = data.draw(st.integers(0, len(envelopes) - 1))
    tips, faults = verify([*envelopes[:i], *envelopes[i + 1 :]])
    if i + 1 < len(envelopes):
        assert [fault.n for fault in faults] == [i + 1]
    else:
        assert not faults
        assert tips.get("c0ffee", Tip()).n == i


def test_swapped_and_doubled_events_are_found() -> None:
    a, b, c = chain({"x": 1}, {"x": 2}, {"x": 3})
    assert verify([b, a, c])[1] == [Fault("c0ffee", 1, "is missing; the next one is 2")]
    assert [fault.n for fault in verify([a, b, b, c])[1]] == [3]


def test_each_incarnation_has_its_own_chain() -> None:
    one, two = chain({"x": 1}, {"x": 2}), chain({"y": 1}, {"y": 2}, incarnation="decaf0")
    mixed = [one[0], two[0], replace(two[1], body='{"y":3}'), one[1]]
    tips, faults = verify(mixed)
    assert tips == {"c0ffee": Tip(2, one[1].h), "decaf0": Tip(1, two[0].h)}
    assert [(fault.incarnation, fault.n, fault.what) for fault in faults] == [
        ("decaf0", 2, "has been changed")
    ]


def test_a_chain_is_checked_from_where_older_days_were_deleted() -> None:
    a, b, c = chain({"x": 1}, {"x": 2}, {"x": 3})
    assert verify([b, c], {"c0ffee": Tip(1, a.h)})[1] == []
    assert verify([b, c], {"c0ffee": Tip(1, c.h)})[1] != []


def test_values_of_the_wrong_type_are_a_fault_and_no_crash() -> None:
    (a,) = chain({"x": 1})
    for field in FIELDS:
        for value in (None, b"\xff"):
            assert verify([changed(a, **{field: value})])[1], field


@given(JSON)
def test_canonical_bytes_do_not_depend_on_the_order_of_keys(value: object) -> None:
    assert canonical(json.loads(canonical(value))) == canonical(value)
    turned = dict(reversed(value.items())) if isinstance(value, dict) else value
    assert canonical(turned) == canonical(value)


@pytest.mark.parametrize("value", [float("nan"), "\ud800", {1, 2}])
def test_what_is_no_plain_json_has_no_canonical_form(value: object) -> None:
    with pytest.raises(EnvelopeError):
        canonical({"x": value})


def test_the_second_is_kept_to_the_millisecond() -> None:
    (a,) = chain({})
    assert a.wall == 1_795_000_000.123


def test_a_ticket_stands_outside_the_body_too() -> None:
    issued = TicketIssued("a", "2047", "ar", 1, (("SKV", ("SKV-REG",), 20),))
    (line,) = chain(to_body(issued))
    document = replace(line, kind="ticket.issued").document()
    assert (document["ticket"], document["body"]["ticket"]) == ("2047", "2047")
    assert "ticket" not in line.document()


def test_an_envelope_gives_its_event_or_says_that_it_cannot() -> None:
    (a,) = chain({"visit": "a", "low_paper": False})
    assert isinstance(a.recorded().event, Unread)
    assert replace(a, kind="ticket.printed", order=7).recorded().event == TicketPrinted("a")
    assert replace(a, kind="ticket.printed", order=7).recorded().order == 7
    for body in ("{", "[]", "5"):
        assert isinstance(replace(a, kind="ticket.printed", body=body).recorded().event, Unread)
