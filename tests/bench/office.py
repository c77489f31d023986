"""Figures of the office server, each beside the bare disk of the same run.

Durable appends, one event a push and fifty; calls seen by two hundred followers; a command's round trip; a restart.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import aiohttp

from kiosk.devices.clock import SystemClock
from kiosk.office.state.store import OfficeStore
from kiosk.office.state.writer import OfficeWriter
from kiosk.protocol.codec import to_plain
from kiosk.protocol.push import push_body
from kiosk.storage.connection import connect
from tests.bench.figures import Figure, percentile
from tests.core.office_days import CONFIG
from tests.office.factories import OFFICE, Stream

ROOT = Path(__file__).parents[2]
SETTINGS = ROOT / "kiosk/catalogue/offices/city.toml"
KIOSKS = 16
FOLLOWERS = 200
STREAMS = 50
"""Open when the server is stopped: it ends them itself and does not wait for its grace period."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "kiosk.cli", "office", "--data", str(folder), "--config", str(SETTINGS)]
    process = subprocess.Popen([*command, "--port", "0", "--json"], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield str(json.loads(process.stdout.readline())["url"])
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def bare_disk(folder: Path) -> list[Figure]:
    """The disk alone, and SQLite alone: one row a commit, as durable as the server's."""
    synced, inserted = [], []
    with (folder / "bare").open("wb") as file:
        for _ in range(300):
            began = time.perf_counter()
            file.write(b"x" * 1024)
            file.flush()
            os.fdatasync(file.fileno())
            synced.append((time.perf_counter() - began) * 1000)
    conn = connect(folder / "bare.db", make=True)
    conn.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)")
    started = time.perf_counter()
    for i in range(300):
        began = time.perf_counter()
        conn.execute("INSERT INTO t VALUES (?, ?)", (i, "x" * 600))
        inserted.append((time.perf_counter() - began) * 1000)
    rate = 300 / (time.perf_counter() - started)
    conn.close()
    return [
        Figure("bare fdatasync, p50", percentile(synced, 0.5), "ms"),
        _per("bare SQLite insert and commit", rate),
    ]


class Pusher(asyncio.Protocol):
    """One kiosk on one connection: sends the next push when the last was answered. As thin as can be, because it
    shares the computer with what it measures."""

    def __init__(self, bodies: list[bytes], incarnation: str, done: asyncio.Future[None]) -> None:
        self._bodies = iter(bodies)
        self._head = f"POST /v1/streams/{incarnation}/events HTTP/1.1\r\nHost: 127.0.0.1\r\n".encode()
        self._done = done
        self._heard = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._next()

    def data_received(self, data: bytes) -> None:
        self._heard += data
        if self._heard.endswith(b"}"):
            assert self._heard.startswith(b"HTTP/1.1 200"), self._heard
            self._heard = b""
            self._next()

    def _next(self) -> None:
        body = next(self._bodies, None)
        if body is None:
            self._transport.close()
            self._done.set_result(None)
        else:
            self._transport.write(self._head + b"Content-Length: %d\r\n\r\n" % len(body) + body)


def appends(folder: Path, pushes: int, batch: int) -> Figure:
    with served(folder) as url:
        streams = []
        for i in range(KIOSKS):
            stream = Stream(f"kiosk{i}", series=i + 1, day=time.strftime("%Y-%m-%d"))
            stream.clock = SystemClock()  # type: ignore[assignment]
            bodies = []
            for _ in range(pushes):
                events = [stream.issue() for _ in range(batch)]
                bodies.append(json.dumps(to_plain(push_body(OFFICE, events, stream.clock.now()))).encode())
            streams.append((bodies, stream.incarnation))

        async def push_all() -> float:
            loop = asyncio.get_running_loop()
            port = int(url.rsplit(":", 1)[1])
            began, waiting = time.perf_counter(), []
            for bodies, incarnation in streams:
                done = loop.create_future()
                await loop.create_connection(
                    lambda b=bodies, i=incarnation, d=done: Pusher(b, i, d),  # type: ignore[misc]
                    "127.0.0.1",
                    port,
                )
                waiting.append(done)
            await asyncio.gather(*waiting)
            return KIOSKS * pushes * batch / (time.perf_counter() - began)

        rate = asyncio.run(push_all())
    many = f"{batch} events" if batch > 1 else "one event"
    return _per(f"durable append, {many} a push, {KIOSKS} kiosks", rate, 2_500)


def _per(name: str, rate: float, wanted: float | None = None) -> Figure:
    """A rate as the time that each takes, since a bar is the most that is wanted."""
    return Figure(name, 1000 / rate, "ms", None if wanted is None else 1000 / wanted, f"{rate:.0f} /s")


async def _calls_seen(url: str) -> tuple[list[float], list[float]]:
    """(milliseconds from the press to each follower, milliseconds of each command's round trip)."""
    seen: list[float] = []
    trips: list[float] = []
    pressed = 0.0
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        ready = asyncio.Semaphore(0)

        async def watch() -> None:
            async with session.get(f"{url}/v1/live/public") as answer:
                async for line in answer.content:
                    if line.startswith(b"data: "):
                        if pressed:
                            seen.append((time.perf_counter() - pressed) * 1000)
                        ready.release()

        async def press(kind: str, **args: object) -> None:
            began = time.perf_counter()
            body = {"id": str(uuid.uuid4()), "kind": kind, "args": args}
            async with session.post(f"{url}/v1/commands", json=body) as answer:
                assert (await answer.json())["ok"]
            trips.append((time.perf_counter() - began) * 1000)

        stream = Stream("kiosk0", series=1, day=time.strftime("%Y-%m-%d"))
        stream.clock = SystemClock()  # type: ignore[assignment]
        for _ in range(30):
            stream.issue()
        body = to_plain(push_body(OFFICE, stream.events, stream.clock.now()))
        await (await session.post(f"{url}/v1/streams/kiosk0/events", json=body)).read()
        await press("desk.open", desk=1, station="SKV")
        watching = [asyncio.create_task(watch()) for _ in range(FOLLOWERS)]
        for _ in watching:
            await ready.acquire()
        for _ in range(30):
            pressed = time.perf_counter()
            await press("call.next", desk=1)
            for _ in watching:
                await ready.acquire()
            pressed = 0.0
            await press("start", desk=1)
            await press("finish", desk=1, outcome="done")
            for _ in watching:  # the call has gone from the board
                await ready.acquire()
        for task in watching:
            task.cancel()
        await asyncio.gather(*watching, return_exceptions=True)
    return seen, trips


def live(folder: Path) -> list[Figure]:
    with served(folder) as url:
        seen, trips = asyncio.run(_calls_seen(url))
    return [
        Figure(f"call seen by {FOLLOWERS} followers, p50", percentile(seen, 0.5), "ms"),
        Figure(f"call seen by {FOLLOWERS} followers, p95", percentile(seen, 0.95), "ms", 150),
        Figure(f"call seen by {FOLLOWERS} followers, p99", percentile(seen, 0.99), "ms"),
        Figure(f"command beside {FOLLOWERS} followers, p50", percentile(trips, 0.5), "ms"),
        Figure(f"command beside {FOLLOWERS} followers, p95", percentile(trips, 0.95), "ms"),
    ]


def restart(folder: Path, events: int) -> Figure:
    gc.collect()
    writer = OfficeWriter(OfficeStore(folder), CONFIG, SystemClock())
    began = time.perf_counter()
    writer.start()
    took = time.perf_counter() - began
    assert writer.snapshot.seq == events
    writer.stop()
    return Figure(f"restart with {events} events", took, "s", 1.0)


def stop(folder: Path) -> Figure:
    """From the signal to the end of the process, with open streams and without."""
    took = []
    for count in (0, STREAMS):
        with ExitStack() as clients:
            with served(folder / str(count)) as url:
                address = ("127.0.0.1", int(url.rsplit(":", 1)[1]))
                for _ in range(count):
                    stream = clients.enter_context(socket.create_connection(address))
                    stream.sendall(b"GET /v1/live/public HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                    assert stream.recv(4096).startswith(b"HTTP/1.1 200")
                began = time.perf_counter()
            took.append(time.perf_counter() - began)
    return Figure(f"stop with {STREAMS} open streams, of a stop without", took[1] / took[0], "times", 3)


def office() -> list[Figure]:
    """The office server beside the bare disk."""
    disk = Path("out")  # not in memory, as /tmp may be
    disk.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=disk) as name:
        folders = [Path(name) / each for each in ("bare", "one", "fifty", "live", "stop")]
        folders[0].mkdir()
        folders[4].mkdir()
        return [
            *bare_disk(folders[0]),
            appends(folders[1], 250, 1),
            appends(folders[2], 25, 50),
            restart(folders[2], KIOSKS * 25 * 50),
            *live(folders[3]),
            stop(folders[4]),
        ]
