"""What the routes state is what they serve: every answer is the type that is documented, and nothing more."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kiosk.office.access import ROUTES
from kiosk.office.program import ROUTERS
from kiosk.office.web.contract import EVENT_STREAM
from kiosk.office.web.openapi import contract_of, document_of, stated_routes
from kiosk.protocol import codec
from kiosk.protocol.api import Failure
from kiosk.protocol.push import PushRefused
from tests.office.factories import Running, Stream, token_hash

STATED = {
    (method, route.path): contract_of(route)
    for route in stated_routes(ROUTERS)
    for method in getattr(route, "methods", ["WS"])
}
PATHS = {"{incarnation}": "aa11", "{station}": "SKV", "{token}": "opensesame"}


def served(cls: type[Any], body: bytes | str) -> Any:
    """A body as the type that is documented; it must hold each of its fields and no other."""
    read = codec.decode(cls, body)
    assert json.loads(codec.encode(read)) == json.loads(body)
    return read


def hall(office: Running) -> Stream:
    """A hall with a visitor at a desk, another who waits, and a kiosk that is paired."""
    office.token("kiosk")
    stream = Stream("aa11", office.clock)
    stream.issue(token_hash=token_hash("opensesame"), interpreter="ar")
    stream.issue()
    office.push(stream)
    office.did("desk.open", desk=1, station="SKV")
    office.did("call.next", desk=1)
    office.foretell()
    return stream


def bodies(office: Running, stream: Stream) -> dict[tuple[str, str], Any]:
    code = office.http.post("/v1/pairings", json={"role": "kiosk", "place": "Hall"}).json()["code"]
    return {
        ("POST", "/v1/pair"): {"code": code, "incarnation": "bb22"},
        ("POST", "/v1/pairings"): {"role": "desk", "place": "Desk 3", "desk": 3},
        ("POST", "/v1/hello"): {"incarnation": "bb22", "role": "kiosk"},
        ("POST", "/v1/streams/{incarnation}/events"): stream.push(),
        ("POST", "/v1/commands"): {"id": "press-0001", "kind": "start", "args": {"desk": 1}},
        ("POST", "/v1/promise"): {"language": "ar", "party": 2, "stops": [["SKV", ["SKV-REG"], 20]]},
    }


def test_every_route_of_the_api_states_its_messages() -> None:
    assert set(STATED) == {route for route in ROUTES if route[1].startswith("/v1/")}
    assert all(contract.answer is not None for contract in STATED.values())
    assert all(
        (contract.request is not None) == (method in ("POST", "WS"))
        for (method, _), contract in STATED.items()
    )


def test_every_answer_is_of_the_type_that_is_documented(office: Running) -> None:
    stream = hall(office)
    given = bodies(office, stream)
    device = next(each["device"] for each in office.http.get("/v1/devices").json()["devices"])
    for (method, path), contract in STATED.items():
        if method == "WS" or contract.media_type == EVENT_STREAM:
            continue
        address = path.replace("{device}", device)
        for name, value in PATHS.items():
            address = address.replace(name, value)
        answer = office.http.request(method, address, json=given.get((method, path)))
        assert answer.status_code == 200, (path, answer.text)
        assert contract.answer is not None
        served(contract.answer, answer.content)


@pytest.mark.parametrize("name", ["public", "station/SKV", "reception", "ticket/opensesame"])
def test_a_live_view_is_of_the_type_that_is_documented(office: Running, name: str) -> None:
    hall(office)
    (contract,) = (
        c for (_, path), c in STATED.items() if path.startswith(f"/v1/live/{name.partition('/')[0]}")
    )
    assert contract.answer is not None
    with office.http.stream("GET", f"/v1/live/{name}") as answer:
        line = next(line for line in answer.iter_lines() if line.startswith("data: "))
    served(contract.answer, line.removeprefix("data: "))


def test_a_refused_command_is_of_the_same_type_as_one_that_was_done(office: Running) -> None:
    answer = office.http.post(
        "/v1/commands", json={"id": "press-0002", "kind": "recall", "args": {"desk": 9}}
    )
    contract = STATED["POST", "/v1/commands"]
    assert contract.answer is not None
    assert served(contract.answer, answer.content).code == "desk_empty"


def test_every_error_is_of_the_type_that_is_documented(office: Running) -> None:
    stream = hall(office)
    stream.issue()
    stream.issue()
    gap = office.push(stream, stream.events[3:])
    assert gap.status_code == 409
    assert served(PushRefused, gap.content).expect == 3
    for answer, status in (
        (office.http.get("/v1/views/ticket/x"), 404),
        (office.http.delete("/v1/devices/nobody"), 404),
        (office.http.get("/v1/nothing"), 404),
        (office.http.post("/v1/hello", content=b"{"), 422),
        (office.http.get("/v1/health", headers={"Authorization": "Bearer x"}), 401),
        (office.http.get("/v1/views/reception", headers=office.token("board")), 403),
    ):
        assert answer.status_code == status
        served(Failure, answer.content)


def test_openapi_names_only_types_that_it_describes() -> None:
    document = document_of(ROUTERS)
    text = json.dumps(document)
    named = {part.partition('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert named == set(document["components"]["schemas"])


def test_openapi_has_each_kind_of_command_with_its_own_arguments(office: Running) -> None:
    schemas = office.http.get("/openapi.json").json()["components"]["schemas"]
    kinds = {each["properties"]["kind"]["const"]: each for each in schemas["CommandBody"]["oneOf"]}
    assert kinds["call.this"]["properties"]["args"] == {"$ref": "#/components/schemas/CallVisit"}
    assert kinds["day.close"]["required"] == ["id", "kind"]
    assert schemas["CallVisit"]["additionalProperties"] is False
