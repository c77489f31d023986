"""What does not fit the wire is told in one sentence, takes nothing, and the next push goes on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.office.making import Running, Stream, running


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One server for all: nothing of this reaches its journal, but what must."""
    with running(tmp_path_factory.mktemp("office")) as office:
        yield office


@pytest.fixture
def stream(office: Running, request: pytest.FixtureRequest) -> Stream:
    """A kiosk that the office has not met."""
    return Stream(f"kiosk-{abs(hash(request.node.name))}", office.clock)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda body: [], "the body must be a JSON object."),
        (lambda body: {}, "`events` must be a list of 1 to 200 envelopes."),
        (lambda body: {**body, "events": []}, "`events` must be a list of 1 to 200 envelopes."),
        (lambda body: {**body, "events": [7]}, "events[0] must be a JSON object."),
        (lambda body: {**body, "now": None}, "`now` must be a JSON object."),
        (lambda body: {**body, "events": [{**body["events"][0], "n": True}]}, "events[0]: n does not fit."),
        (
            lambda body: {**body, "events": [{**body["events"][0], "day": "2026-02-30"}]},
            "events[0]: day does",
        ),
        (
            lambda body: {**body, "events": [{**body["events"][0], "kind": "\ud800"}]},
            "events[0]: kind does not",
        ),
        (
            lambda body: {**body, "events": [{**body["events"][0], "body": {"a": "\ud800"}}]},
            "events[0]: its text",
        ),
        (lambda body: {**body, "events": [body["events"][0]] * 2}, "events[1] has n 1, where 2 follows."),
        (lambda body: {**body, "events": [{"n": 1}]}, "events[0] has no office."),
        (lambda body: {**body, "cut": {"n": -1, "h": ""}}, "`cut` must have n and h."),
        (lambda body: {**body, "damaged": "all"}, "`damaged` must be a list of n."),
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


def test_a_wrong_query_or_path_is_told(office: Running) -> None:
    wrong = office.http.get("/v1/events?after=soon")
    assert (wrong.status_code, wrong.json()["code"]) == (422, "malformed")
    assert wrong.json()["sentence"].startswith("query.after")
    for method, path, status in (("GET", "/v1/nothing", 404), ("PUT", "/v1/commands", 405)):
        answer = office.http.request(method, path)
        assert (answer.status_code, answer.json()["code"]) == (status, "not_found")
    assert office.http.get(f"/v1/events?after={10**30}&limit={10**30}").json()["events"] == []
    assert office.http.get("/v1/events?after=-5&limit=-5").status_code == 200
