"""Pairing: a code once and for ten minutes, five tries, a token only the device knows, series of one's own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.office.state.devices import ALPHABET, Tries, hash_of_code, new_code, new_token, pick_series
from kiosk.protocol.errors import WireError
from tests.journal.factories import ScriptedClock
from tests.office.factories import Running, running


def code_for(office: Running, role: str = "kiosk", **more: object) -> str:
    answer = office.http.post("/v1/pairings", json={"role": role, "place": "Hall 1", **more})
    assert answer.status_code == 200, answer.text
    return str(answer.json()["code"])


def test_a_code_becomes_a_token_and_series(office: Running) -> None:
    paired = office.http.post("/v1/pair", json={"code": code_for(office), "incarnation": "aa11"}).json()
    assert (paired["role"], paired["place"], paired["office"]) == ("kiosk", "Hall 1", "ekeby")
    assert paired["series"] != paired["spare"]
    hello = office.http.post(
        "/v1/hello",
        json={"incarnation": "aa11", "role": "kiosk"},
        headers={"Authorization": f"Bearer {paired['token']}"},
    ).json()
    assert (hello["device"], hello["series"], hello["spare"]) == (
        paired["device"],
        paired["series"],
        paired["spare"],
    )


def test_a_code_is_used_once_but_the_same_device_may_ask_again(office: Running) -> None:
    code = code_for(office)
    first = office.http.post("/v1/pair", json={"code": code, "incarnation": "aa11"}).json()
    again = office.http.post("/v1/pair", json={"code": code.lower(), "incarnation": "aa11"}).json()
    assert (first["device"], first["series"]) == (again["device"], again["series"])
    for token, status in ((first["token"], 401), (again["token"], 200)):
        answer = office.http.get("/v1/views/public", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == status
    assert office.http.post("/v1/pair", json={"code": code, "incarnation": "bb22"}).status_code == 403


def test_a_code_holds_for_ten_minutes(office: Running, clock: ScriptedClock) -> None:
    code = code_for(office)
    clock.stand("2026-11-23T09:10:01")
    assert office.http.post("/v1/pair", json={"code": code, "incarnation": "aa11"}).status_code == 403


def test_after_five_wrong_codes_pairing_rests_for_a_minute(office: Running, clock: ScriptedClock) -> None:
    code = code_for(office)
    wrong = {"code": "ZZZZZ-ZZZZZ", "incarnation": "aa11"}
    assert [office.http.post("/v1/pair", json=wrong).status_code for _ in range(6)] == [403] * 5 + [429]
    resting = office.http.post("/v1/pair", json={"code": code, "incarnation": "aa11"})
    assert (resting.status_code, resting.headers["retry-after"]) == (429, "60")
    clock.stand("2026-11-23T09:01:01")
    assert office.http.post("/v1/pair", json={"code": code, "incarnation": "aa11"}).status_code == 200


def test_tokens_and_codes_are_kept_as_hashes_only(folder: Path, clock: ScriptedClock) -> None:
    with running(folder, clock) as office:
        code = code_for(office)
        token = office.http.post("/v1/pair", json={"code": code, "incarnation": "aa11"}).json()["token"]
        kept = b"".join(path.read_bytes() for path in folder.iterdir())
        assert token.encode() not in kept
        assert code.encode() not in kept
        assert code.replace("-", "").encode() not in kept
    with running(folder, clock) as office:
        answer = office.http.get("/v1/views/public", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 200


def test_a_desk_has_no_series_and_says_its_number(office: Running) -> None:
    paired = office.http.post(
        "/v1/pair", json={"code": code_for(office, "desk", desk=3), "incarnation": "aa11"}
    ).json()
    assert (paired["desk"], paired["series"], paired["spare"]) == (3, None, None)


@pytest.mark.parametrize(
    "body",
    [
        {"role": "king", "place": "x"},
        {"role": "kiosk", "place": ""},
        {"role": "desk", "place": "x", "desk": 0},
        {"role": "kiosk"},
        {},
        [],
    ],
)
def test_a_pairing_that_does_not_fit_is_told(office: Running, body: object) -> None:
    answer = office.http.post("/v1/pairings", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")


def test_a_never_paired_kiosk_of_this_computer_gets_series_at_its_hello(office: Running) -> None:
    one = office.http.post("/v1/hello", json={"incarnation": "aa11", "role": "kiosk"}).json()
    same = office.http.post("/v1/hello", json={"incarnation": "aa11", "role": "kiosk"}).json()
    other = office.http.post("/v1/hello", json={"incarnation": "bb22", "role": "kiosk"}).json()
    assert one == same
    assert not {one["series"], one["spare"]} & {other["series"], other["spare"]}
    board = office.http.post("/v1/hello", json={"incarnation": "cc33", "role": "board"}).json()
    assert board["series"] is None
    devices = office.view("reception")["devices"]
    assert [(each["role"], each["paired"]) for each in devices] == [("kiosk", False)] * 2 + [("board", False)]


def test_codes_and_tokens_are_long_and_readable() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(re.fullmatch(f"[{ALPHABET}]{{5}}-[{ALPHABET}]{{5}}", code) for code in codes)
    assert hash_of_code("o1lIi-00000") == hash_of_code("01111 00000")
    assert len(new_token()) >= 43


def test_series_are_never_given_twice() -> None:
    taken: list[int] = []
    for wanted in (7, 7, None):
        grant = pick_series(taken, wanted)
        assert not {grant.series, grant.spare} & {*taken}
        taken += [grant.series, grant.spare]
    assert taken[0] == 7
    with pytest.raises(WireError, match="All ticket series"):
        pick_series(range(1, 89))


def test_wrong_tries_are_forgotten_after_a_right_one() -> None:
    tries = Tries()
    for _ in range(4):
        tries.wrong(0)
    tries.right()
    tries.wrong(0)
    tries.check(0)
    for _ in range(4):
        tries.wrong(0)
    with pytest.raises(WireError):
        tries.check(59_999)
    tries.check(60_000)
