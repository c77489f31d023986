"""The real server as a process: killed in the middle nothing acknowledged is lost and the streams go on; sixteen clerks
at once never call one visitor twice."""

from __future__ import annotations

import asyncio
import json
import random
import signal
import subprocess
import sys
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import aiohttp
import httpx
import pytest

from kiosk.devices.clock import SystemClock
from kiosk.protocol.codec import to_plain
from kiosk.protocol.push import Push, Pushed, push_body, read_pushed
from tests.conftest import SOAK
from tests.office.factories import OFFICE, Stream, in_a_loop, read_events

ROOT = Path(__file__).parents[2]
CONFIG = ROOT / "kiosk/catalogue/offices/city.toml"
KILLS = 20 if SOAK else 3
CLERKS = 16
CALLING_S = 60.0 if SOAK else 3.0


class Process:
    """An office server as `motesplats office` starts it."""

    def __init__(self, folder: Path, *options: str) -> None:
        command = [
            sys.executable,
            "-m",
            "kiosk.cli",
            "office",
            "--data",
            str(folder),
            "--config",
            str(CONFIG),
        ]
        self.process = subprocess.Popen(
            [*command, "--port", "0", "--json", *options], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "it did not start"
        self.url = str(json.loads(line)["url"])

    def end(self, sign: signal.Signals) -> int:
        self.process.send_signal(sign)
        code = self.process.wait(20)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


@contextmanager
def served(folder: Path) -> Iterator[str]:
    process = Process(folder)
    try:
        yield process.url
    finally:
        assert process.end(signal.SIGTERM) == 0


def kiosk(name: str, series: int, day: str) -> Stream:
    stream = Stream(name, series=series, day=day)
    stream.clock = SystemClock()  # type: ignore[assignment]
    return stream


async def push_for_ever(url: str, stream: Stream, acked: list[int], progress: asyncio.Event) -> None:
    """As a kiosk: a batch at a time, from what was acknowledged; ends when the server does."""
    async with aiohttp.ClientSession() as session:
        while True:
            while len(stream.events) < acked[-1] + 5 and stream.tickets < 990:
                stream.issue()
            pending = stream.events[acked[-1] : acked[-1] + 5]
            if not pending:
                return
            before = stream.events[acked[-1] - 1].h if acked[-1] else None
            body = to_plain(push_body(OFFICE, pending, stream.clock.now(), before=before))
            try:
                answer = await session.post(f"{url}/v1/streams/{stream.incarnation}/events", json=body)
                told = read_pushed(answer.status, await answer.json())
            except (aiohttp.ClientError, OSError):
                return
            acked.append(told.acked if isinstance(told, Pushed) else told.expect - 1)
            progress.set()


@pytest.mark.parametrize("seed", range(KILLS))
def test_what_was_acknowledged_survives_a_kill(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with served(tmp_path) as url:
        day = str(httpx.get(f"{url}/v1/health", trust_env=False).json()["day"])
    streams = {kiosk(f"kiosk{i}", i + 1, day): [0] for i in range(4)}
    for _ in range(2):
        process = Process(tmp_path)
        enough = chance.randrange(20, 80)

        async def killed(process: Process, enough: int) -> None:
            progress = asyncio.Event()
            pushing = [
                asyncio.create_task(push_for_ever(process.url, stream, acked, progress))
                for stream, acked in streams.items()
            ]
            while sum(acked[-1] for acked in streams.values()) < enough:  # until there is something to lose
                await progress.wait()
                progress.clear()
            process.end(signal.SIGKILL)
            await asyncio.gather(*pushing)

        in_a_loop(killed(process, enough + sum(acked[-1] for acked in streams.values())))
    with served(tmp_path) as url, httpx.Client(base_url=url, trust_env=False) as client:
        for stream, acked in streams.items():
            stands = client.get(f"/v1/streams/{stream.incarnation}").json()
            assert stands["acked"] >= acked[-1]
            assert stands["h"] == stream.events[stands["acked"] - 1].h
            rest = to_plain(push_body(OFFICE, stream.events, stream.clock.now()))
            answer = client.post(f"/v1/streams/{stream.incarnation}/events", json=rest)
            if len(stream.events) <= 200:
                assert answer.json()["acked"] == len(stream.events)
        tickets = [visit["ticket"] for visit in client.get("/v1/views/reception").json()["visits"]]
        assert sorted(tickets) == sorted(set(tickets))
    events = read_events(tmp_path / "office.db", 0, 100_000)
    assert [event.seq for event in events] == list(range(1, len(events) + 1))


def test_sixteen_clerks_at_once_never_call_one_visitor_twice(tmp_path: Path) -> None:
    with served(tmp_path) as url:
        day = str(httpx.get(f"{url}/v1/health", trust_env=False).json()["day"])
        calls, commands = in_a_loop(_a_busy_hall(url, day))
        with httpx.Client(base_url=url, trust_env=False) as client:
            oddities = client.get("/v1/views/reception").json()["oddities"]
    assert oddities == []
    assert calls
    assert max(calls.values()) == 1, "a visitor was called twice to one station"
    assert commands > CLERKS * 3
    at: dict[str, int] = {}  # who is where, by the journal's order
    for event in read_events(tmp_path / "office.db", 0, 1_000_000):
        body = json.loads(event.envelope.body)
        if event.envelope.kind != "stop.moved":
            continue
        if body["verb"] == "call":
            assert body["visit"] not in at
            assert body["desk"] not in at.values()
            at[body["visit"]] = body["desk"]
        elif body["verb"] == "finish":
            del at[body["visit"]]


async def _a_busy_hall(url: str, day: str) -> tuple[Counter[tuple[str, str]], int]:
    """Clerks who call, start and finish as fast as they can, each press twice at once as an impatient hand does."""
    until = time.monotonic() + CALLING_S
    calls: Counter[tuple[str, str]] = Counter()
    commands = 0

    async with aiohttp.ClientSession() as session:

        async def press(kind: str, **args: Any) -> dict[str, Any]:
            nonlocal commands
            commands += 1
            body = {"id": str(uuid.uuid4()), "kind": kind, "args": args}

            async def once() -> dict[str, Any]:
                async with session.post(f"{url}/v1/commands", json=body) as answer:
                    assert answer.status == 200, await answer.text()
                    return dict(await answer.json())

            first, second = await asyncio.gather(once(), once())
            assert first == second
            return first

        async def clerk(desk: int) -> None:
            station = ("SKV", "FK")[desk % 2]
            assert (await press("desk.open", desk=desk, station=station))["ok"]
            while time.monotonic() < until:
                called = await press("call.next", desk=desk)
                if not called["ok"]:
                    assert called["code"] == "nobody_waits"
                    continue
                calls[called["visitor"]["visit"], station] += 1
                assert (await press("start", desk=desk))["ok"]
                assert (await press("finish", desk=desk, outcome="done"))["ok"]

        async def arrivals(name: str, series: int) -> None:
            stream = kiosk(name, series, day)
            while time.monotonic() < until and stream.tickets < 999:
                stream.issue()
                body = to_plain(push_body(OFFICE, stream.events[-1:], stream.clock.now()))
                async with session.post(f"{url}/v1/streams/{name}/events", json=body) as answer:
                    assert answer.status == 200, await answer.text()

        await asyncio.gather(
            *(clerk(desk) for desk in range(1, CLERKS + 1)),
            *(arrivals(f"kiosk{i}", i + 1) for i in range(2)),
        )
    return calls, commands


def test_at_a_signal_it_ends_open_streams_itself(tmp_path: Path) -> None:
    """A stream that was cut when the grace period is over would be an error to its reader."""
    process = Process(tmp_path)
    with (
        httpx.Client(base_url=process.url, trust_env=False) as client,
        client.stream("GET", "/v1/live/public") as answer,
    ):
        lines = answer.iter_lines()
        next(lines)
        assert process.end(signal.SIGTERM) == 0
        assert not [line for line in lines if line.startswith("event:")]


def test_a_push_of_an_unknown_kind_is_kept_for_later(tmp_path: Path) -> None:
    """A kiosk may be newer than its server."""
    with served(tmp_path) as url, httpx.Client(base_url=url, trust_env=False) as client:
        stream = kiosk("kiosk0", 1, str(client.get("/v1/health").json()["day"]))
        stream.issue()
        document = to_plain(push_body(OFFICE, _renamed(stream), stream.clock.now()))
        assert client.post("/v1/streams/kiosk0/events", json=document).json()["acked"] == 1
        (event,) = read_events(tmp_path / "office.db", 0, 10)
        assert (event.envelope.kind, event.flags) == ("ticket.blessed", ("unread",))


def _renamed(stream: Stream) -> Any:
    from dataclasses import replace

    from kiosk.protocol.envelope import chained

    unknown = replace(stream.events[0], kind="ticket.blessed")
    push = Push(stream.incarnation, OFFICE, (replace(unknown, h=chained("", unknown)),), stream.clock.now())
    return push.events
