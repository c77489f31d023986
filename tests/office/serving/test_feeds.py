"""What is live: views as server-sent events; a stop ends them at once."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import httpx
import pytest

from kiosk.office.serving import feeds
from tests.journal.factories import ScriptedClock
from tests.office.factories import Running, Stream, in_a_loop, running, token_hash


def views(answer: httpx.Response) -> Iterator[dict[str, Any]]:
    for line in answer.iter_lines():
        if line.startswith("data: "):
            yield json.loads(line[6:])


def test_a_view_comes_at_once_and_when_it_changes(office: Running, clock: ScriptedClock) -> None:
    stream = Stream(clock=clock)
    with office.http.stream("GET", "/v1/live/public") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        seen = views(answer)
        assert next(seen)["waiting"] == []
        stream.issue()
        office.push(stream)
        shown = next(seen)
        assert (shown["waiting"], shown["seq"]) == ([["SKV", 1], ["FK", 1]], 1)
        office.did("desk.open", desk=1, station="SKV")  # nothing the board would show
        office.did("call.next", desk=1)
        assert next(seen)["calls"][0]["ticket"] == "2001"


@pytest.mark.parametrize("name", ["station/SKV", "reception", "ticket/opensesame"])
def test_every_view_is_live(office: Running, clock: ScriptedClock, name: str) -> None:
    stream = Stream(clock=clock)
    stream.issue(token_hash=token_hash("opensesame"))
    office.push(stream)
    office.did("desk.open", desk=1, station="SKV")
    with office.http.stream("GET", f"/v1/live/{name}") as answer:
        seen = views(answer)
        first = next(seen)
        assert first == office.view(name) | {"at": first["at"]}
        office.did("call.next", desk=1)
        assert "called" in json.dumps(next(seen))


def test_a_silent_view_beats(office: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "HEARTBEAT_S", 0.05)
    with office.http.stream("GET", "/v1/live/public") as answer:
        lines = answer.iter_lines()
        assert [next(lines) for _ in range(6)][-2:] == [":", ""]
    with office.http.stream("GET", "/v1/live/reception") as answer:
        seen = views(answer)
        assert next(seen)["seq"] == next(seen)["seq"]  # devices' freshness changes with time


def test_a_server_that_stops_ends_open_streams_itself(folder: Path) -> None:
    """A stream that was cut when the grace period is over would be an error to its reader."""
    with running(folder) as office, office.http.stream("GET", "/v1/live/reception") as answer:
        seen = views(answer)
        next(seen)
        office.server.stop()
        assert list(seen) == []


@pytest.mark.parametrize("name", ["public", "reception"])
def test_a_live_view_ends_with_the_token_of_the_device_that_watches(office: Running, name: str) -> None:
    """A screen that was lost or stolen sees nothing more of the hall."""
    token = office.token("reception")
    (watching,) = office.http.get("/v1/devices").json()["devices"]
    with office.http.stream("GET", f"/v1/live/{name}", headers=token) as answer:
        seen = views(answer)
        next(seen)
        office.http.delete(f"/v1/devices/{watching['device']}").raise_for_status()
        assert list(seen) == []


def test_two_hundred_watch_one_board(office: Running, clock: ScriptedClock) -> None:
    """Each gets the call; what they are sent is made once."""
    stream = Stream(clock=clock)
    stream.issue()
    office.push(stream)
    office.did("desk.open", desk=1, station="SKV")

    async def watch(session: aiohttp.ClientSession, ready: asyncio.Semaphore) -> str:
        async with session.get(f"{office.url}/v1/live/public") as answer:
            async for line in answer.content:
                if line.startswith(b"data: "):
                    view = json.loads(line[6:])
                    if view["calls"]:
                        return str(view["calls"][0]["ticket"])
                    ready.release()
        return ""

    async def everyone() -> list[str]:
        ready = asyncio.Semaphore(0)
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
            watching = [asyncio.create_task(watch(session, ready)) for _ in range(200)]
            for _ in watching:
                await asyncio.wait_for(ready.acquire(), 30)
            await asyncio.to_thread(office.did, "call.next", desk=1)
            return await asyncio.gather(*watching)

    assert in_a_loop(everyone()) == ["2001"] * 200


def device(office: Running, role: str) -> dict[str, Any]:
    (found,) = [each for each in office.view("reception")["devices"] if each["role"] == role]
    return dict(found)


@pytest.mark.parametrize(("role", "name"), [("board", "public"), ("reception", "reception")])
def test_a_device_that_follows_a_view_is_connected_and_heard(
    office: Running, clock: ScriptedClock, monkeypatch: pytest.MonkeyPatch, role: str, name: str
) -> None:
    """A healthy board is not silent; one that has gone is."""
    monkeypatch.setattr(feeds, "HEARTBEAT_S", 0.05)
    headers = office.token(role)
    assert device(office, role)["connected"] is False
    with office.http.stream("GET", f"/v1/live/{name}", headers=headers) as answer:
        lines = answer.iter_lines()
        next(lines)
        clock.jump(3600)
        for _ in range(12):  # some heartbeats later
            next(lines)
        seen = device(office, role)
        assert (seen["connected"], seen["heard_s"]) == (True, 0)
    while device(office, role)["connected"]:
        pass


@pytest.mark.parametrize(("role", "name"), [("board", "public"), ("reception", "reception")])
def test_a_revoked_device_is_shown_nothing_more(office: Running, role: str, name: str) -> None:
    """Also not on a stream that it has open, and at once."""
    headers = office.token(role)
    with office.http.stream("GET", f"/v1/live/{name}", headers=headers) as answer:
        seen = views(answer)
        next(seen)
        assert office.http.delete(f"/v1/devices/{device(office, role)['device']}").status_code == 200
        stream = Stream()
        stream.issue()
        office.push(stream)
        assert list(seen) == []
    assert office.http.get(f"/v1/views/{name}", headers=headers).status_code == 401


def test_a_desk_that_the_settings_do_not_name_sees_no_station(office: Running) -> None:
    for more in ({}, {"desk": 77}):
        headers = office.token("desk", **more)
        for station in ("SKV", "FK", "MV"):
            answer = office.http.get(f"/v1/views/station/{station}", headers=headers)
            assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
