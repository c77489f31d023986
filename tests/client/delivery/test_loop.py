"""A kiosk's link to a real office server: delivers, waits, finds again, and never stands in the kiosk's way."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import aclosing, contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

from kiosk import __version__
from kiosk.client.backoff import Backoff
from kiosk.client.delivery.loop import Link, OfficeLink
from kiosk.client.pairing import pair
from kiosk.client.views import Fresh, live
from kiosk.journal.outbox import Outbox
from kiosk.journal.store import IssuedTicket, Journal
from kiosk.journal.writer import JournalWriter
from kiosk.protocol.presence import DeviceReport, DoctorState
from kiosk.protocol.views import ReceptionDocument
from tests.client.proxy import Proxy
from tests.journal.factories import DRAFT, ScriptedClock
from tests.office.factories import OFFICE, Running, running

T = TypeVar("T")
SOON = Backoff(least=0.01, most=0.05)
NOBODY = "http://127.0.0.1:9"  # the port of a service that throws everything away, and runs nowhere


class Kiosk:
    """A kiosk program without a screen."""

    def __init__(self, folder: Path, office: str = OFFICE) -> None:
        self.clock = ScriptedClock()
        self.writer = JournalWriter(
            lambda: Journal.open(folder, office, clock=self.clock, time_zone="Europe/Stockholm")
        )
        self.link: OfficeLink
        self.states: list[Link] = []
        self._turned = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def begin(self, url: str, token: str | None = None, *, every_s: float = 30.0) -> None:
        self.link = OfficeLink(
            self.writer,
            self.clock,
            url,
            token,
            backoff=SOON,
            every_s=every_s,
            still_s=0.02,
            changed=self._changed,
        )
        self._task = asyncio.ensure_future(self.link.run())

    def _changed(self, link: Link) -> None:
        self.states.append(link)
        self._turned.set()

    async def end(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None
        await asyncio.to_thread(self.writer.close)

    async def until(self, holds: Callable[[Link], bool]) -> None:
        while not holds(self.link.state):
            self._turned.clear()
            await self._turned.wait()

    async def delivered(self) -> None:
        """Until everything that is in the journal now is acknowledged."""
        while not self.link.state.connected or await self.unsent():
            await asyncio.sleep(0.005)

    async def issue(self, count: int = 1) -> list[IssuedTicket]:
        issued = [
            await asyncio.wrap_future(self.writer.submit(lambda j: j.issue(DRAFT))) for _ in range(count)
        ]
        self.link.nudge()
        return issued

    async def in_box(self, work: Callable[[Outbox], T]) -> T:
        return await asyncio.wrap_future(self.writer.submit(lambda j: work(Outbox(j))))

    async def unsent(self) -> int:
        return await self.in_box(Outbox.unsent)


def play(folder: Path, scene: Callable[[Kiosk], Awaitable[None]], office: str = OFFICE) -> Kiosk:
    async def whole() -> Kiosk:
        kiosk = Kiosk(folder, office)
        try:
            async with asyncio.timeout(30):
                await scene(kiosk)
        finally:
            await kiosk.end()
        return kiosk

    return asyncio.run(whole())


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "kiosk"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path / "office") as office:
        yield office


@contextmanager
def telling(caplog: pytest.LogCaptureFixture) -> Iterator[list[str]]:
    lines: list[str] = []
    with caplog.at_level(logging.INFO, "motesplats.sync"):
        yield lines
    lines += [record.getMessage() for record in caplog.records if record.name == "motesplats.sync"]


def tickets(office: Running) -> list[str]:
    events = office.events()
    return [event["ticket"] for event in events if event["kind"] == "ticket.issued"]


def test_what_was_issued_before_is_delivered_and_what_comes_at_once(data: Path, office: Running) -> None:
    async def scene(kiosk: Kiosk) -> None:
        kiosk.begin(NOBODY)
        before = await kiosk.issue(250)
        await kiosk.end()
        kiosk.writer = Kiosk(data).writer
        kiosk.begin(office.url)
        await kiosk.delivered()
        (after,) = await kiosk.issue()
        await kiosk.delivered()
        assert tickets(office) == [each.ticket for each in [*before, after]]
        assert before[0].ticket.startswith("9"), "a device that was never paired"
        assert after.ticket == "1001", "the series it was granted"

    play(data, scene)


def test_lost_and_found_are_told_once_each(
    data: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with telling(caplog) as lines, running(tmp_path / "office") as office:

        async def scene(kiosk: Kiosk) -> None:
            async with Proxy(office.server.socket.getsockname()[1]) as proxy:
                kiosk.begin(proxy.url, every_s=0.02)
                await kiosk.delivered()
                port, proxy.port = proxy.port, 9
                proxy.drop()
                await kiosk.until(lambda link: not link.connected)
                await kiosk.issue(3)
                assert await kiosk.unsent() == 3
                await proxy.accepts(5)  # in vain
                proxy.port = port
                await kiosk.delivered()

        play(data, scene)
        assert len(tickets(office)) == 3
    assert [line.partition(".")[0] for line in lines] == [
        lines[0].partition(".")[0],
        "The office server does not answer",
        lines[0].partition(".")[0],
    ]
    assert lines[0].startswith("The office server at ")


def test_another_office_is_one_warning_and_takes_nothing(
    data: Path, office: Running, caplog: pytest.LogCaptureFixture
) -> None:
    async def scene(kiosk: Kiosk) -> None:
        kiosk.begin(office.url)
        await kiosk.issue(2)
        await kiosk.until(lambda link: link.code == "wrong_office")
        seen = len(office.server.office.presence.signs)
        for _ in range(3):
            await kiosk.issue()
        assert await kiosk.unsent() == 5
        assert seen == len(office.server.office.presence.signs)

    with telling(caplog) as lines:
        play(data, scene, office="elsewhere")
    assert len(lines) == 1
    assert "not of elsewhere" in lines[0]
    assert tickets(office) == []


def test_a_revoked_kiosk_is_told_once_and_goes_on_issuing(
    data: Path, office: Running, caplog: pytest.LogCaptureFixture
) -> None:
    token = office.token("kiosk")["Authorization"].removeprefix("Bearer ")

    async def scene(kiosk: Kiosk) -> None:
        kiosk.begin(office.url, token)
        await kiosk.delivered()
        await asyncio.to_thread(office.http.delete, f"/v1/devices/{kiosk.link.state.device}")
        await kiosk.issue()
        await kiosk.until(lambda link: link.code == "unknown_token")
        await kiosk.issue(2)
        assert await kiosk.unsent() == 3

    with telling(caplog) as lines:
        play(data, scene)
    assert len(lines) == 2
    assert "pair the device again" in lines[1]


def test_a_kiosk_that_is_paired_again_delivers_under_its_new_name(data: Path, office: Running) -> None:
    async def life(kiosk: Kiosk) -> None:
        incarnation = await kiosk.in_box(Outbox.begin_for_pairing)
        assert await kiosk.in_box(Outbox.begin_for_pairing) == incarnation
        code = office.http.post("/v1/pairings", json={"role": "kiosk", "place": "Kiosk 1"}).json()["code"]
        paired = await pair(office.url, code, incarnation)
        kiosk.begin(office.url, paired.token)
        await kiosk.issue(4)
        await kiosk.delivered()
        office.http.delete(f"/v1/devices/{paired.device}")
        await kiosk.issue()
        await kiosk.until(lambda link: link.code == "unknown_token")

    for _ in range(3):
        play(data, life)
    visits = [event["body"]["visit"] for event in office.events()]
    assert (len(visits), len(set(visits))) == (14, 14)


def test_reception_sees_that_the_kiosk_lives_and_is_out_of_paper(data: Path, office: Running) -> None:
    async def scene(kiosk: Kiosk) -> None:
        kiosk.begin(office.url)
        kiosk.link.paper = "no_paper"
        kiosk.link.health = DeviceReport(doctor=DoctorState.WARNING, not_fine=("touch",), disk_mb=900)
        await kiosk.delivered()
        async with aclosing(live(office.url, "/v1/live/reception", ReceptionDocument)) as updates:
            async for update in updates:
                assert isinstance(update, Fresh)
                (device,) = update.view.devices
                if device.paper is not None:
                    break
                office.ask("desk.open", desk=1, station="SKV")  # any change shows the view again
        assert (device.role, device.connected, device.paper) == ("kiosk", True, "no_paper")
        assert (device.version, device.doctor, device.not_fine) == (__version__, "warning", ("touch",))
        assert (device.disk_mb, device.clock_s) == (900, 0)
        assert device.unsent == 0

    play(data, scene)


def test_an_old_disk_image_goes_on_under_a_new_incarnation(
    data: Path, office: Running, caplog: pytest.LogCaptureFixture
) -> None:
    """Through the real server: nothing lost, nothing twice, other numbers."""

    async def first(kiosk: Kiosk) -> None:
        kiosk.begin(office.url)
        await kiosk.delivered()
        await kiosk.issue(2)
        await kiosk.delivered()

    async def more(kiosk: Kiosk) -> None:
        kiosk.begin(office.url)
        await kiosk.issue(3)
        await kiosk.delivered()

    async def offline_first(kiosk: Kiosk) -> None:
        kiosk.begin(NOBODY)
        await kiosk.issue(2)
        await kiosk.end()
        kiosk.writer = Kiosk(data).writer
        kiosk.begin(office.url)
        await kiosk.delivered()
        await kiosk.issue()
        await kiosk.delivered()

    play(data, first)
    image = (data / "journal.db").read_bytes()
    play(data, more)
    (data / "journal.db").write_bytes(image)
    with telling(caplog) as lines:
        play(data, offline_first)
    events = office.events()
    assert len({event["body"]["visit"] for event in events}) == 8
    assert len({event["incarnation"] for event in events}) == 2
    assert tickets(office)[:5] == ["1001", "1002", "1003", "1004", "1005"]
    assert tickets(office)[7][0] not in "19", "neither the lost life's numbers nor those of nobody"
    assert any("old disk image" in line for line in lines)


def test_a_journal_that_cannot_be_used_is_told_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "kiosk").write_text("a file where a folder should be")

    async def scene(kiosk: Kiosk) -> None:
        kiosk.begin(NOBODY)
        await kiosk.until(lambda link: link.code == "journal")

    with telling(caplog) as lines:
        play(tmp_path / "kiosk", scene)
    assert len(lines) == 1
