"""What is live: views as server-sent events, the journal over a WebSocket; a stop ends them at once."""

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


async def frames(
    url: str, after: int, until: int, *, headers: dict[str, str] | None = None, say: object = None
) -> list[dict[str, Any]]:
    """The events from a follower's frames, until one with seq `until` has come."""
    events: list[dict[str, Any]] = []
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.ws_connect(f"{url}/v1/follow?after={after}") as socket,
    ):
        if say is not None:
            await socket.send_str(say if isinstance(say, str) else json.dumps(say))
        while not events or events[-1]["seq"] < until:
            events += json.loads(await asyncio.wait_for(socket.receive_str(), 20))["events"]
    return events


def test_a_follower_catches_up_and_then_gets_what_comes(office: Running, clock: ScriptedClock) -> None:
    stream = Stream(clock=clock)
    for _ in range(300):
        stream.issue()
    office.push(stream, stream.events[:150])

    async def both() -> list[dict[str, Any]]:
        following = asyncio.create_task(frames(office.url, 100, 300))
        await asyncio.to_thread(office.push, stream, stream.events[150:])
        return await following

    assert [event["seq"] for event in in_a_loop(both())] == list(range(101, 301))


def test_what_is_not_in_memory_comes_from_the_database(folder: Path, clock: ScriptedClock) -> None:
    stream = Stream(clock=clock)
    for _ in range(700):
        stream.issue()
    with running(folder, clock) as office:
        for i in range(0, 700, 200):
            office.push(stream, stream.events[i : i + 200])
    with running(folder, clock) as office:
        assert [event["seq"] for event in in_a_loop(frames(office.url, 0, 700))] == list(range(1, 701))


def test_a_kiosk_follows_its_own_stream_and_says_how_it_is(office: Running, clock: ScriptedClock) -> None:
    kiosk = office.token("kiosk")
    own, other = Stream("aa11", clock), Stream("bb22", clock, series=3)
    for stream in (other, own):
        stream.issue()
    office.push(other)
    assert office.http.post("/v1/streams/aa11/events", json=own.push(), headers=kiosk).status_code == 200
    said = {"unsent": 3, "paper": "no_paper"}
    (event,) = in_a_loop(frames(office.url, 0, 2, headers=kiosk, say=said))
    assert event["ticket"] == "2001"
    in_a_loop(frames(office.url, 0, 2, headers=kiosk, say="no json {"))
    (device,) = [each for each in office.view("reception")["devices"] if each["paired"]]
    assert (device["unsent"], device["paper"], device["heard_s"]) == (3, "no_paper", 0)


def test_a_board_may_not_follow(office: Running) -> None:
    headers = office.token("board")
    with pytest.raises(aiohttp.WSServerHandshakeError):
        in_a_loop(frames(office.url, 0, 1, headers=headers))


def test_a_server_that_stops_ends_open_streams_itself(folder: Path) -> None:
    """A stream that was cut when the grace period is over would be an error to its reader."""
    with running(folder) as office, office.http.stream("GET", "/v1/live/reception") as answer:
        seen = views(answer)
        next(seen)
        office.server.stop()
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
