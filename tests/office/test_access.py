"""Who may what: every route x every role, and how this computer is told from the world."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import httpx
import pytest

from kiosk.core.day.state import OfficeDay, fold
from kiosk.office.access import ROUTES, Principal, Role, Unpaired, check_command, recognise
from kiosk.office.context import Guarded
from kiosk.office.state.devices import Device, hash_of
from kiosk.protocol.commands import command_of
from kiosk.protocol.errors import WireError
from kiosk.protocol.roles import DeviceRole
from tests.core.office_days import moved, records, ticket
from tests.office.factories import Running, Stream, running, token_hash

PATHS = {"{device}": "nobody", "{incarnation}": "aa11", "{station}": "SKV", "{token}": "opensesame"}

Headers = Mapping[str, str]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("office")) as office:
        stream = Stream("aa11", office.clock)
        stream.issue(token_hash=token_hash("opensesame"))
        office.push(stream)
        yield office


@pytest.fixture(scope="module")
def headers(office: Running) -> dict[Role, Headers]:
    """What each role sends. Strangers come from elsewhere: see `recognise` below."""
    return {
        **{role: office.token(role) for role in DeviceRole},
        DeviceRole.DESK: office.token("desk", desk=3),  # in this office's settings, of SKV
        Unpaired.LOCAL: {},
        Unpaired.VISITOR: {"X-Forwarded-For": "203.0.113.7"},
    }


def asked(office: Running, method: str, path: str, headers: Headers) -> int:
    """The status of a request; of a stream, of its beginning."""
    with office.http.stream(method, path, headers=dict(headers)) as answer:
        return answer.status_code


@pytest.mark.parametrize("route", [route for route in ROUTES if route[0] != "WS"], ids=" ".join)
def test_every_route_serves_its_roles_and_no_other(
    office: Running, headers: dict[Role, Headers], route: tuple[str, str]
) -> None:
    method, path = route
    for name, value in PATHS.items():
        path = path.replace(name, value)
    for role, sent in headers.items():
        status = asked(office, method, path, sent)
        if role in ROUTES[route]:
            assert status not in (401, 403, 405, 500), (role, status)
        else:
            assert status == (401 if role is Unpaired.VISITOR else 403), (role, status)


def test_every_route_is_in_the_table_and_guarded(office: Running) -> None:
    app: Any = office.server.config.app
    served = office.http.get("/openapi.json").json()["paths"]
    told = {(method.upper(), path) for path, methods in served.items() for method in methods}
    known = {(method, path) for method, path in ROUTES if method != "WS" and path.startswith("/v1/")}
    assert {route for route in told if route[1].startswith("/v1/")} == known
    assert app.router.route_class is Guarded


def test_a_route_that_is_not_in_the_table_serves_nobody(office: Running) -> None:
    assert office.http.get("/docs").status_code == 404


def test_a_wrong_token_is_no_way_in_also_from_here(office: Running) -> None:
    for given in ("Bearer nonsense", "Basic abc", "Bearer", "x"):
        answer = office.http.get("/v1/views/public", headers=[("Authorization", given)])
        assert (answer.status_code, answer.json()["code"]) == (401, "unknown_token")


def test_a_revoked_device_is_out_at_once(office: Running) -> None:
    sent = office.token("board")
    assert office.http.get("/v1/views/public", headers=sent).status_code == 200
    board = [each for each in office.http.get("/v1/devices").json()["devices"] if each["role"] == "board"][-1]
    assert office.http.delete(f"/v1/devices/{board['device']}").status_code == 200
    assert office.http.get("/v1/views/public", headers=sent).status_code == 401
    assert office.http.delete("/v1/devices/nobody").status_code == 404


def test_a_kiosk_pushes_its_own_stream_only(office: Running) -> None:
    one, other = office.token("kiosk"), office.token("kiosk")
    stream = Stream("cc33", office.clock, series=7)
    stream.issue()
    path = "/v1/streams/cc33/events"
    assert office.http.post(path, json=stream.push(), headers=one).status_code == 200
    refused = office.http.post(path, json=stream.push(), headers=other)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")
    assert office.http.get("/v1/streams/cc33", headers=other).status_code == 403


def test_a_desk_is_held_to_its_desk_and_station(office: Running) -> None:
    desk = office.token("desk", desk=3)  # in this office's settings, of SKV
    assert office.http.get("/v1/views/station/SKV", headers=desk).status_code == 200
    assert office.http.get("/v1/views/station/FK", headers=desk).status_code == 403
    bodies = [
        {"id": "press-0001", "kind": "desk.open", "args": {"desk": 4, "station": "SKV"}},
        {"id": "press-0002", "kind": "desk.open", "args": {"desk": 3, "station": "FK"}},
        {"id": "press-0003", "kind": "day.close", "args": {}},
        {"id": "press-0004", "kind": "leave", "args": {"visit": "aa11-1"}},
    ]
    for body in bodies:
        answer = office.http.post("/v1/commands", json=body, headers=desk)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    good = {"id": "press-0005", "kind": "desk.open", "args": {"desk": 3, "station": "SKV"}}
    assert office.http.post("/v1/commands", json=good, headers=desk).json()["ok"] is True


# Without HTTP -------------------------------------------------------------------------------------------------------

HERE = {b"host": b"127.0.0.1:8321"}
KEY = Device("d1", "board", "Hall", None, "i1", hash_of("token"))


@pytest.mark.parametrize(
    ("client", "headers", "role"),
    [
        ("127.0.0.1", HERE, Unpaired.LOCAL),
        ("::1", {b"host": b"[::1]:8321"}, Unpaired.LOCAL),
        ("::1", {b"host": b"[::1]"}, Unpaired.LOCAL),
        ("127.0.0.1", {b"host": b"LOCALHOST"}, Unpaired.LOCAL),
        ("127.0.0.1", {**HERE, b"origin": b"http://localhost:9000"}, Unpaired.LOCAL),
        ("127.0.0.1", {**HERE, b"origin": b"https://evil.example"}, Unpaired.VISITOR),
        ("127.0.0.1", {**HERE, b"origin": b"null"}, Unpaired.VISITOR),
        (
            "127.0.0.1",
            {b"host": b"evil.example:8321"},
            Unpaired.VISITOR,
        ),  # a name that was turned to this computer
        ("127.0.0.1", {b"host": b"127.0.0.1.evil.example"}, Unpaired.VISITOR),
        ("127.0.0.1", {}, Unpaired.VISITOR),
        ("127.0.0.1", {**HERE, b"x-forwarded-for": b"127.0.0.1"}, Unpaired.VISITOR),
        ("192.168.1.9", HERE, Unpaired.STRANGER),
        ("::ffff:192.168.1.9", HERE, Unpaired.STRANGER),
        (None, HERE, Unpaired.STRANGER),
        ("unix", HERE, Unpaired.STRANGER),
        ("192.168.1.9", {b"authorization": b"Bearer token"}, DeviceRole.BOARD),
    ],
)
def test_who_is_who(client: str | None, headers: dict[bytes, bytes], role: Role) -> None:
    assert recognise(client, headers, {hash_of("token"): KEY}, {}).role is role


def test_a_stranger_gets_as_far_as_pairing(tmp_path_factory: pytest.TempPathFactory) -> None:
    with running(tmp_path_factory.mktemp("office"), host="0.0.0.0") as office:
        address = _own_address()
        if address is None:
            pytest.skip("this computer has no address but its own")
        url = office.url.replace("0.0.0.0", address)
        with httpx.Client(base_url=url, trust_env=False) as stranger:
            for method, path in (
                ("GET", "/v1/health"),
                ("GET", "/openapi.json"),
                ("GET", "/v1/views/ticket/x"),
            ):
                answer = stranger.request(method, path)
                assert (answer.status_code, answer.json()["code"]) == (401, "no_token")
            paired = stranger.post("/v1/pair", json={"code": "00000-00000", "incarnation": "a"})
            assert (paired.status_code, paired.json()["code"]) == (403, "wrong_code")


def _own_address() -> str | None:
    import socket

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # nothing is sent
        except OSError:
            return None
        address = str(probe.getsockname()[0])
    return None if address.startswith("127.") else address


def test_a_desk_without_a_number_keeps_to_its_open_desks_station() -> None:
    state: OfficeDay = fold(
        "2026-11-23", records(ticket("a"), ticket("b", "2002"), moved("call", "FK", "b", desk=2))
    )
    desk = Principal(DeviceRole.DESK, "d", stations=frozenset({"SKV"}), desk=1)
    check_command(desk, command_of("press-0001", "call.next", {"desk": 1}), state)
    for command in (
        command_of("press-0002", "recall", {"desk": 2}),
        command_of("press-0003", "leave", {"visit": "b"}),
        command_of("press-0004", "hold", {"visit": "b", "station": "FK"}),
        command_of("press-0005", "resume", {"visit": "b", "station": "FK"}),
    ):
        with pytest.raises(WireError):
            check_command(desk, command, state)
    check_command(
        Principal(DeviceRole.RECEPTION, "r"), command_of("press-0006", "leave", {"visit": "b"}), state
    )
