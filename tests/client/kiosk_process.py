"""A kiosk without a screen as a process of its own: issues tickets, tells each once it is on disk, delivers them.

    python -m tests.client.kiosk_process FOLDER URL COUNT

Prints `VISIT TICKET` for each, and `delivered` when the office has everything.
"""

from __future__ import annotations

import asyncio
import random
import sys
from pathlib import Path

from kiosk.client.backoff import Backoff
from kiosk.client.delivery.loop import OfficeLink
from kiosk.client.identity import load
from kiosk.devices.clock import SystemClock
from kiosk.journal.outbox import Outbox
from kiosk.journal.store import Journal
from kiosk.journal.writer import JournalWriter
from tests.journal.factories import DRAFT


async def main(folder: Path, url: str, count: int) -> None:
    clock, identity = SystemClock(), load(folder)
    assert identity is not None
    writer = JournalWriter(lambda: Journal.open(folder, identity.office, clock=clock))
    link = OfficeLink(
        writer, clock, url, identity.token, backoff=Backoff(0.02, 0.2), every_s=0.2, still_s=0.2
    )
    running = asyncio.ensure_future(link.run())
    for _ in range(count):
        issued = await asyncio.wrap_future(writer.submit(lambda j: j.issue(DRAFT)))
        print(issued.visit, issued.ticket, flush=True)
        link.nudge()
        await asyncio.sleep(random.random() * 0.01)  # visitors take longer
    while await asyncio.wrap_future(writer.submit(lambda j: Outbox(j).unsent())):
        await asyncio.sleep(0.02)
    print("delivered", flush=True)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    writer.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
