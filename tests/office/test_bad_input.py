"""What does not fit the wire is told in one sentence, takes nothing, and the next push goes on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.protocol.commands import COMMANDS, read_command
from kiosk.protocol.envelope import chained
from kiosk.protocol.errors import WireError
from kiosk.protocol.push import read_push
from tests.office.factories import Running, Stream, running


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One server for all: nothing of this reaches its journal, but what must."""
    with running(tmp_path_factory.mktemp("office")) as office:
        yield office


@pytest.fixture
def stream(office: Running, request: pytest.FixtureRequest) -> Stream:
    """A kiosk that the office has not met."""
    return Stream(f"kiosk-{abs(hash(request.node.name))}", office.clock)


def with_first(push: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """The push with other values in its first event."""
    return {**push, "events": [{**push["events"][0], **changes}]}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda body: [], "the body: expected `object`, got `array`."),
        (lambda body: {}, "the body: object missing required field `events`."),
        (lambda body: {**body, "events": []}, "`events`: expected `array` of length >= 1."),
        (lambda body: {**body, "events": [7]}, "`events[0]`: expected `object`, got `int`."),
        (lambda body: {**body, "now": None}, "`now`: expected `object`, got `null`."),
        (lambda body: with_first(body, n=True), "`events[0].n`: expected `int`, got `bool`."),
        (lambda body: with_first(body, n=2**53), "`events[0].n`: expected `int` <= 9007199254740991."),
        (lambda body: with_first(body, day="2026-02-30"), "events[0]: day does not fit"),
        (lambda body: with_first(body, day="monday"), "`events[0].day`: expected `str` of another form."),
        (lambda body: with_first(body, h="0" * 64 + "\n"), "`events[0].h`: expected `str` of another form."),
        (lambda body: with_first(body, kind="\ud800"), "The body is not JSON."),
        (lambda body: with_first(body, body={"a": "\ud800"}), "The body is not JSON."),
        (lambda body: with_first(body, body=[]), "`events[0].body`: expected `object`, got `array`."),
        (lambda body: {**body, "events": [body["events"][0]] * 2}, "events[1] has n 1, where 2 follows."),
        (lambda body: {**body, "events": [{"n": 1}]}, "`events[0]`: object missing required field `office`."),
        (lambda body: {**body, "cut": {"n": -1, "h": ""}}, "`cut.n`: expected `int` >= 0."),
        (lambda body: {**body, "damaged": "all"}, "`damaged`: expected `array`, got `str`."),
    ],
)
def test_what_does_not_fit_is_told_in_a_sentence(
    office: Running, stream: Stream, change: Any, sentence: str
) -> None:
    stream.issue()
    body = json.dumps(change(stream.push()))
    answer = office.http.post(f"/v1/streams/{stream.incarnation}/events", content=body)
    assert answer.status_code == 422, answer.text
    assert answer.json()["code"] == "malformed"
    assert answer.json()["sentence"].startswith(sentence)
    assert office.push(stream).json()["acked"] == 1  # the stream goes on


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[" * 100_000, b'{"events": NaN}', b"1" * 5_000])
def test_what_is_no_json_is_told(office: Running, content: bytes) -> None:
    for path in ("/v1/streams/aa11/events", "/v1/commands", "/v1/pair", "/v1/pairings", "/v1/hello"):
        answer = office.http.post(path, content=content)
        assert answer.status_code == 422, (path, answer.text)
        assert set(answer.json()) == {"code", "sentence"}


def test_too_much_at_once_is_told(office: Running, stream: Stream) -> None:
    for _ in range(201):
        stream.issue()
    answer = office.push(stream)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_many")
    huge = office.http.post("/v1/streams/aa11/events", content=b" " * 2_000_001)
    assert (huge.status_code, huge.json()["code"]) == (413, "too_large")
    assert office.push(stream, stream.events[:200]).json()["acked"] == 200


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"id": "press-0001", "kind": "fly", "args": {}}, "unknown_command"),
        ({"id": "press-0001", "kind": "call.next", "args": {}}, "malformed"),
        ({"id": "press-0001", "kind": "call.next", "args": {"desk": "1"}}, "malformed"),
        ({"id": "press-0001", "kind": "call.next", "args": {"desk": 1, "size": 2}}, "malformed"),
        ({"id": "short", "kind": "call.next", "args": {"desk": 1}}, "malformed"),
        ({"id": "press-0001", "kind": "finish", "args": {"desk": 1, "outcome": "well"}}, "malformed"),
        ({"id": "press-0001", "kind": "hold", "args": {"visit": "a"}}, "malformed"),
        ([], "malformed"),
    ],
)
def test_an_unknown_command_is_told(office: Running, body: Any, code: str) -> None:
    answer = office.http.post("/v1/commands", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_a_wrong_path_is_told(office: Running) -> None:
    for method, path, status in (("GET", "/v1/nothing", 404), ("PUT", "/v1/commands", 405)):
        answer = office.http.request(method, path)
        assert (answer.status_code, answer.json()["code"]) == (status, "not_found")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.data())
def test_whatever_stands_anywhere_in_a_push_is_read_or_told(data: st.DataObject) -> None:
    """Reading raises nothing but what can be told, and what is read can be kept."""
    stream = Stream()
    stream.issue()
    stream.issue()
    body = json.loads(json.dumps(stream.push(before="0" * 64, cut=stream.tip, damaged=[1])))
    for _ in range(data.draw(st.integers(1, 3))):
        inside: Any = body
        while True:
            keys = sorted(inside) if isinstance(inside, dict) else range(len(inside))
            key = data.draw(st.sampled_from(list(keys)))
            if not isinstance(inside[key], dict | list) or not inside[key] or data.draw(st.booleans()):
                inside[key] = data.draw(JSON)
                break
            inside = inside[key]
    with suppress(WireError):
        for envelope in read_push(stream.incarnation, json.dumps(body).encode()).events:
            assert chained("", envelope)
            assert -(2**63) <= envelope.mono_ms < 2**63


@given(st.sampled_from(sorted(COMMANDS)), st.dictionaries(st.text(max_size=9), JSON, max_size=3), JSON)
def test_whatever_is_asked_is_read_or_told(kind: str, args: dict[str, Any], value: Any) -> None:
    named = dict.fromkeys((each.name for each in fields(COMMANDS[kind])), value)
    for body in (
        value,
        {"id": "press-0001", "kind": kind, "args": args},
        {"id": "press-0001", "kind": kind, "args": named},
    ):
        with suppress(WireError):
            read_command(json.dumps(body).encode())
