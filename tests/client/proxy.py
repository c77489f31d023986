"""A bad network between a device and its office: cuts, delays, refuses, loses answers. In the test's own loop."""

from __future__ import annotations

import asyncio
import random
from contextlib import suppress
from dataclasses import dataclass, field


@dataclass
class Proxy:
    """Passes TCP on to `port` of this computer. `faults` bounds how many connections and chunks it spoils; `lose`
    lets so many answers be given and never arrive."""

    port: int
    chance: random.Random = field(default_factory=lambda: random.Random(1))
    faults: int = 0
    lose: int = 0
    connections: int = 0
    spoilt: int = 0
    accepted: asyncio.Condition = field(default_factory=asyncio.Condition)
    _server: asyncio.Server | None = None
    _open: set[asyncio.Task[None]] = field(default_factory=set)

    async def __aenter__(self) -> Proxy:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for task in list(self._open):
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)
        await self._server.wait_closed()

    @property
    def url(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def accepts(self, more: int) -> None:
        """Until so many more connections have come."""
        wanted = self.connections + more
        async with self.accepted:
            await self.accepted.wait_for(lambda: self.connections >= wanted)

    def drop(self) -> None:
        """Every connection ends now."""
        for task in list(self._open):
            task.cancel()

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        def ended(task: asyncio.Task[None]) -> None:  # also of one that was cancelled before it began
            self._open.discard(task)
            writer.close()

        task = asyncio.ensure_future(self._handle(reader, writer))
        self._open.add(task)
        task.add_done_callback(ended)

    async def _handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async with self.accepted:
            self.connections += 1
            self.accepted.notify_all()
        with suppress(OSError):
            if not self._spoils(0.1):  # else refused
                await self._serve(reader, writer)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        to, from_ = await asyncio.open_connection("127.0.0.1", self.port)
        asked = asyncio.ensure_future(self._pass(reader, from_, answers=False))
        answered = asyncio.ensure_future(self._pass(to, writer, answers=True))
        try:
            await asyncio.wait({asked, answered}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            from_.close()  # before anything that a second cancelling could cut short
            asked.cancel()
            answered.cancel()
            await asyncio.gather(asked, answered, return_exceptions=True)

    async def _pass(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, answers: bool
    ) -> None:
        while chunk := await reader.read(16_384):
            if answers and self.lose > 0:
                self.lose -= 1
                self.spoilt += 1
                return
            if self._spoils(0.03):
                writer.write(chunk[: self.chance.randrange(len(chunk))])
                await writer.drain()
                return
            if self._spoils(0.05):
                await asyncio.sleep(self.chance.random() * 0.1)
            writer.write(chunk)
            await writer.drain()

    def _spoils(self, probability: float) -> bool:
        if self.faults > 0 and self.chance.random() < probability:
            self.faults -= 1
            self.spoilt += 1
            return True
        return False
