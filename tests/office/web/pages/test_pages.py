"""The pages' answers without a browser: headers, wrong addresses, strange forms, whom they serve, files as made."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest

from kiosk.design import tokens
from kiosk.office.access import Unpaired
from kiosk.office.web.pages import make, render
from kiosk.office.web.pages.pictures import pictogram, sign
from kiosk.office.web.pages.routes import SERVED, router
from kiosk.present.language.languages import LANGUAGES
from tests.core.office_days import CONFIG
from tests.office.factories import Running

DESK = "/desk?station=SKV&desk=3"


def ids(page: str, kind: str) -> list[str]:
    return re.findall(rf'name="id" value="([^"]+)">\s*<input type="hidden" name="kind" value="{kind}"', page)


def seen(page: str) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', page)
    return found[1] if found else ""


def press(hall: Running, **fields: Any) -> httpx.Response:
    return hall.http.post(DESK, data=fields, headers={"Sec-Fetch-Site": "same-origin"})


def verbs(hall: Running) -> list[str]:
    events = hall.events()
    return [event["body"]["verb"] for event in events if event["kind"] == "stop.moved"]


def test_files_are_what_the_tokens_give() -> None:
    """Else: python -m kiosk.office.web.pages.make"""
    for path, text in make.files().items():
        assert path.read_text(encoding="utf-8") == text, path.name


def test_colours_and_sizes_stand_in_the_tokens_only() -> None:
    for name in ("page.css", "desk.css", "phone.css"):
        css = render.FILES[name][0].read_text(encoding="utf-8")
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", css), name
        used = set(re.findall(r"var\((--[a-z0-9-]+)", css))
        known = set(re.findall(r"(--[a-z0-9-]+):", make.css(tokens()) + css))
        assert used <= known, name


def test_every_route_says_whom_it_serves() -> None:
    routes = {(method, route.path_format) for route in router.routes for method in route.methods}  # type: ignore[attr-defined]
    assert routes == set(SERVED)


@pytest.mark.parametrize("address", ["/t/arabic", "/t/nobody", DESK, "/desk?change=1"])
def test_pages_are_kept_private(hall: Running, address: str) -> None:
    answer = hall.http.get(address)
    assert answer.headers["cache-control"] == "no-store"
    assert "noindex" in answer.headers["x-robots-tag"]
    assert "noindex" in answer.text
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["referrer-policy"] == ("no-referrer" if "/t/" in address else "same-origin")
    assert not re.search(r"<script(?![^>]*src=)|<style|\son\w+=|\sstyle=|javascript:", answer.text)
    assert "set-cookie" not in answer.headers or "HttpOnly" in answer.headers["set-cookie"]


def test_every_wrong_address_looks_the_same(hall: Running) -> None:
    answers = [hall.http.get(f"/t/{token}") for token in ("nobody", "x" * 500, "%00", "å%20ä", "arabic1")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    kept = [{k: v for k, v in answer.headers.items() if k != "date"} for answer in answers]
    assert all(each == kept[0] for each in kept)
    for language in CONFIG.office.languages:
        assert f'lang="{language}"' in answers[0].text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_ticket_in_every_language(hall: Running, language: str) -> None:
    answer = hall.http.get("/t/arabic", params={"lang": language})
    assert answer.status_code == 200
    assert "2001" in answer.text


@pytest.mark.parametrize("language", ["xx", "../sv", "<b>", "sv" * 200])
def test_an_unknown_language_is_the_visitors(hall: Running, language: str) -> None:
    answer = hall.http.get("/t/arabic", params={"lang": language})
    assert '<html lang="ar" dir="rtl">' in answer.text
    assert "<b>" not in answer.text


def test_the_desk_is_remembered(hall: Running) -> None:
    assert hall.http.get("/desk").status_code == 200
    hall.http.get(f"{DESK}&lang=en")
    again = hall.http.get("/desk")
    assert (again.status_code, again.headers["location"]) == (303, "/desk?station=SKV&desk=3&lang=en")
    assert hall.http.get("/desk?change=1").status_code == 200
    press(hall, id="open-0001", kind="desk.open", language=["sv", "ti"])
    hall.did("desk.close", desk=3)
    hall.did("desk.open", desk=4, station="SKV")
    page = hall.http.get("/desk?station=SKV&desk=5").text
    assert re.findall(r'value="([a-zA-Z-]+)" checked', page) == ["sv", "ti"]


@pytest.mark.parametrize(
    "address",
    ["/desk?station=SKV", "/desk?station=SKV&desk=0", "/desk?station=XX&desk=3", "/desk?station=SKV&desk=1000",
     "/desk?station=SKV&desk=٣", "/desk?station=<b>&desk=3"],
)  # fmt: skip
def test_no_such_desk_leads_to_the_choice(hall: Running, address: str) -> None:
    answer = hall.http.get(address)
    assert answer.status_code == 200
    assert "Vid vilken disk sitter du?" in answer.text
    assert "<b>" not in answer.text
    assert hall.http.post(address, data={"kind": "call.next"}).headers["location"] == "/desk"


@pytest.mark.parametrize(
    ("accepted", "heading"),
    [("sv-SE,sv;q=0.9,en;q=0.8", "Vid vilken disk"), ("en-GB", "Which desk"), ("ar,en;q=0.5", "Which desk"),
     ("de", "Vid vilken disk"), ("en;q=0,sv;q=0.1", "Vid vilken disk"), ("en;q=x", "Vid vilken disk")],
)  # fmt: skip
def test_staff_read_swedish_or_english(hall: Running, accepted: str, heading: str) -> None:
    assert heading in hall.http.get("/desk", headers={"Accept-Language": accepted}).text


def test_every_button_has_an_id_of_its_own(hall: Running) -> None:
    hall.did("desk.open", desk=3, station="SKV")
    first, second = (ids(hall.http.get(DESK).text, "call.next") for _ in range(2))
    assert len({*first, *second}) == 2
    hall.did("call.next", desk=3)
    hall.did("start", desk=3)
    page = hall.http.get(DESK).text
    found = re.findall(r'name="id" value="([^"]+)"', page)
    assert len(found) == len(set(found)) == page.count('<form method="post"')


def test_the_same_press_again_is_answered_as_before(hall: Running) -> None:
    hall.did("desk.open", desk=3, station="SKV")
    page = hall.http.get(DESK).text
    (made,) = ids(page, "call.next")
    for _ in range(3):
        answer = press(hall, id=made, kind="call.next", seen=seen(page))
        assert (answer.status_code, answer.headers["location"]) == (303, "/desk?station=SKV&desk=3")
    assert verbs(hall) == ["call"]
    page = hall.http.get(DESK).text
    (made,) = ids(page, "start")
    press(hall, id=made, kind="start", seen=seen(page))
    assert (
        press(hall, id=made, kind="start", seen=seen(page)).headers["location"] == "/desk?station=SKV&desk=3"
    )
    assert verbs(hall) == ["call", "start"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "malformed"),
        ({"id": "abcdefgh1", "kind": "shout"}, "unknown_command"),
        ({"id": "abcdefgh2", "kind": "day.close"}, "malformed"),
        ({"id": "abcdefgh3", "kind": "call.this", "visit": "nobody"}, "unknown_visit"),
        ({"id": "abcdefgh4", "kind": "finish", "seen": "aa11-2 serving"}, "malformed"),
        ({"id": "abcdefgh5", "kind": "start", "seen": "aa11-2 called"}, "not_now"),
        ({"id": "abcdefgh6", "kind": "desk.open", "language": "x" * 300}, "malformed"),
        ({"id": "x", "kind": "call.next"}, "malformed"),
    ],
)
def test_a_form_that_does_not_fit_does_nothing(hall: Running, fields: dict[str, str], told: str) -> None:
    hall.did("desk.open", desk=3, station="SKV")
    answer = press(hall, **fields)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/desk?station=SKV&desk=3&told={told}")
    assert verbs(hall) == []
    assert "Sidan var inte uppdaterad" in hall.http.get(answer.headers["location"]).text


def test_a_form_of_a_million_bytes_does_nothing(hall: Running) -> None:
    hall.did("desk.open", desk=3, station="SKV")
    answer = press(hall, id="abcdefgh", kind="call.next", more="x" * 1_000_000)
    assert answer.status_code in (303, 413)
    assert verbs(hall) == []


def test_sending_on_without_an_errand_asks_for_one(hall: Running) -> None:
    hall.did("desk.open", desk=3, station="SKV")
    hall.did("call.next", desk=3)
    hall.did("start", desk=3)
    page = hall.http.get(f"{DESK}&do=refer").text
    for errand in ("", "FK", "FK SKV-REG", "SKV SKV-ID", "XX XX"):
        answer = press(hall, id=f"abcdefgh{errand[:2]}{len(errand)}", kind="refer", seen=seen(page), outcome="done",
                       errand=errand)  # fmt: skip
        assert "do=refer&told=unknown_" in answer.headers["location"], errand
    assert "Välj ett ärende först." in hall.http.get(answer.headers["location"]).text


def test_another_sites_form_is_refused(hall: Running) -> None:
    hall.did("desk.open", desk=3, station="SKV")
    fields = {"id": "abcdefgh", "kind": "call.next"}
    for origin in ("https://evil.example", "null"):
        assert hall.http.post(DESK, data=fields, headers={"Origin": origin}).status_code == 403
    assert hall.http.post(DESK, data=fields, headers={"Host": "evil.example"}).status_code == 403
    assert verbs(hall) == []


def test_roles(hall: Running) -> None:
    skv = hall.token("desk", desk=3)
    assert hall.http.get(DESK, headers=skv).status_code == 200
    assert hall.http.get("/desk?station=MV&desk=3", headers=skv).status_code == 403
    assert hall.http.get(DESK, headers=hall.token("reception")).status_code == 200
    for role in ("kiosk", "board"):
        token = hall.token(role)
        assert hall.http.get(DESK, headers=token).status_code == 403
        assert hall.http.post(DESK, headers=token).status_code == 403
    passed_on = {"X-Forwarded-For": "203.0.113.9"}
    assert hall.http.get("/t/arabic", headers=passed_on).status_code == 200
    assert hall.http.get(DESK, headers=passed_on).status_code == 403
    assert Unpaired.STRANGER not in {role for roles in SERVED.values() for role in roles}


def test_files(hall: Running) -> None:
    page = hall.http.get(DESK).text
    addresses = re.findall(r'(?:href|src)="(static/[^"]+)"', page)
    assert len(addresses) >= 5
    for address in addresses:
        answer = hall.http.get(f"/{address}")
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
    for wrong in ("nothing.css", "..%2Frender.py", "%2e%2e/desk.py"):
        assert hall.http.get(f"/static/{wrong}").status_code == 404


def test_signs_and_pictograms() -> None:
    for station in CONFIG.office.stations:
        drawn = sign(station.id, station.letter)
        assert f">{station.letter}</text>" in drawn
    assert "octagon" not in sign("NEW", "X")
    assert ">X</text>" in sign("NEW", "X")
    assert "&lt;" in sign("NEW", "<")
    assert "mirrored" in pictogram("back")
    assert "mirrored" not in pictogram("check")
    assert "currentColor" in pictogram("talk")
    assert pictogram("../signs") == pictogram("no-such-picture") == ""
