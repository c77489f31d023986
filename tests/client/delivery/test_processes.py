"""Real processes over a bad network, killed without warning: 0 tickets lost, 0 doubled, no number given twice."""

from __future__ import annotations

import asyncio
import json
import random
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from kiosk.catalogue.load import sample_office
from kiosk.client.identity import load, of_paired, save
from kiosk.client.pairing import pair
from kiosk.journal.outbox import Outbox
from kiosk.journal.store import Journal
from tests.client.proxy import Proxy
from tests.conftest import SOAK
from tests.journal.factories import ScriptedClock
from tests.office.factories import OFFICE, document_of, read_events

ROOT = Path(__file__).parents[3]
KIOSKS = 2
KIOSK_KILLS = 15 if SOAK else 2  # of each; a day has 1998 numbers for it
OFFICE_KILLS = 10 if SOAK else 2
FAULTS = 800 if SOAK else 60
TICKETS_BETWEEN_KILLS = 40
PATIENCE_S = 600 if SOAK else 90


async def start(*arguments: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", *arguments, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )


async def line_of(process: asyncio.subprocess.Process) -> str:
    assert process.stdout is not None
    return (await process.stdout.readline()).decode().strip()


@dataclass
class Told:
    """The tickets that the kiosks told, and whoever waits for more of them."""

    tickets: list[str] = field(default_factory=list)
    more: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def add(self, line: str) -> None:
        async with self.more:
            self.tickets.append(line)
            self.more.notify_all()

    async def reach(self, count: int) -> None:
        async with self.more:
            await self.more.wait_for(lambda: len(self.tickets) >= count)


@dataclass
class OfficeProcess:
    """The office server, on the same port in each of its lives."""

    folder: Path
    port: int = 0
    process: asyncio.subprocess.Process | None = None

    async def begin(self) -> None:
        config = str(sample_office("city"))
        asked = ["--data", str(self.folder), "--config", config, "--port", str(self.port), "--json"]
        self.process = await start("kiosk.cli", "office", *asked)
        told = json.loads(await line_of(self.process))
        self.port = int(told["url"].rpartition(":")[2])

    async def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        await self.process.communicate()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def events(self) -> list[dict[str, Any]]:
        kept = await asyncio.to_thread(read_events, self.folder / "office.db", 0, 100_000)
        return [document_of(each) for each in kept]


async def make_kiosk(folder: Path, office: OfficeProcess) -> None:
    """A kiosk's folder, paired with the office."""
    with closing(Journal.open(folder, OFFICE, clock=ScriptedClock())) as journal:
        async with (
            aiohttp.ClientSession() as session,
            session.post(
                f"{office.url}/v1/pairings", json={"role": "kiosk", "place": folder.name}
            ) as response,
        ):
            code = (await response.json())["code"]
        paired = await pair(office.url, code, journal.incarnation)
        save(folder, of_paired(office.url, paired))
        Outbox(journal).grant(paired.series, paired.spare)


@asynccontextmanager
async def kiosk_process(folder: Path, url: str, count: int) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await start("tests.client.kiosk_process", str(folder), url, str(count))
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def live_and_die(folder: Path, url: str, told: Told, chance: random.Random) -> None:
    """A kiosk that is killed again and again, and in its last life delivers everything."""
    for _ in range(KIOSK_KILLS):
        async with kiosk_process(folder, url, 1_000_000) as process:
            for _ in range(chance.randrange(1, 2 * TICKETS_BETWEEN_KILLS)):
                await told.add(await line_of(process))
            process.kill()
            rest, _ = await process.communicate()
        for line in rest.decode().splitlines(keepends=True):
            if line.endswith("\n"):  # else it was killed while it told
                await told.add(line.strip())
    async with kiosk_process(folder, url, TICKETS_BETWEEN_KILLS * OFFICE_KILLS) as process:
        while (line := await line_of(process)) != "delivered":
            assert line, "it ended before all was delivered"
            await told.add(line)
        assert await process.wait() == 0


async def restart(office: OfficeProcess, told: Told) -> None:
    for kill in range(1, OFFICE_KILLS + 1):
        await told.reach(kill * TICKETS_BETWEEN_KILLS)
        await office.kill()
        await office.begin()


async def play(tmp_path: Path, seed: int) -> None:
    chance, told = random.Random(seed), Told()
    office = OfficeProcess(tmp_path / "office")
    await office.begin()
    folders = [tmp_path / f"kiosk-{number}" for number in range(KIOSKS)]
    try:
        for folder in folders:
            await make_kiosk(folder, office)
        async with Proxy(office.port, random.Random(seed), faults=FAULTS) as proxy:
            lives = [
                live_and_die(folder, proxy.url, told, random.Random(chance.random())) for folder in folders
            ]
            async with asyncio.timeout(PATIENCE_S):
                await asyncio.gather(restart(office, told), *lives)
            assert proxy.spoilt > 0
        arrived = [event for event in await office.events() if event["kind"] == "ticket.issued"]
    finally:
        await office.kill()
    counted = Counter(f"{event['body']['visit']} {event['ticket']}" for event in arrived)
    kept: set[str] = set()
    for folder in folders:
        assert load(folder) is not None
        with closing(Journal.reader(folder)) as journal:
            assert journal.verify().ok
            assert Outbox(journal).unsent() == 0
            kept |= {f"{line['body']['visit']} {line['ticket']}" for line in journal.export()}
    assert set(told.tickets) <= counted.keys(), "lost"
    assert counted.keys() == kept
    assert max(counted.values()) == 1, "doubled"
    assert len({event["ticket"] for event in arrived}) == len(arrived), "a number given twice"
    assert [event["flags"] for event in arrived if "same_ticket" in event["flags"]] == []


def test_whoever_is_killed_nothing_is_lost_and_nothing_doubled(tmp_path: Path) -> None:
    asyncio.run(play(tmp_path, 7))
