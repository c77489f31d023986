"""Connects a device's journal with its office server: says hello, delivers what is not acknowledged, goes on for ever.

A kiosk works without it; this only ever runs beside. It is woken at each append, looks every half minute, and waits
longer and longer, by chance, while nobody answers. It tells once when the office is lost and once when it is found. The
journal is used in its own thread, never from here. Import it after the first frame. Must not know Qt, nor what is sent.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager, suppress
from dataclasses import replace
from typing import Final, TypeVar

from kiosk import __version__
from kiosk.client.backoff import Backoff
from kiosk.client.delivery.push import Pusher, PushOutcome, Request
from kiosk.client.last_contact import Contact, Link
from kiosk.client.presence import Connected, presence
from kiosk.client.session import AddressError, AwayError, OfficeSession, base_url
from kiosk.core.day.events import Clock
from kiosk.journal.outbox import Outbox
from kiosk.journal.store import Journal
from kiosk.journal.writer import JournalWriter
from kiosk.protocol.errors import WireError
from kiosk.protocol.pairing import AskHello, Welcome
from kiosk.protocol.presence import DeviceReport
from kiosk.protocol.push import Pushed, PushRefused, read_pushed
from kiosk.protocol.roles import DeviceRole
from kiosk.storage.errors import ClosedError, StorageError

__all__ = ["AddressError", "Contact", "Link", "OfficeLink"]

T = TypeVar("T")
log = logging.getLogger("motesplats.sync")

EVERY_S: Final = 30.0
"""How often it looks for what another program has appended, and whether the office still answers."""
STILL_S: Final = 60.0
"""How often about it asks a server that has refused this device: somebody has to act first."""
LATER: Final = "Tickets are issued all the same, and delivered later."
_STUMBLES: Final = 30
"""Answers in a row that bring nothing further, before it waits as after a failure."""


class OfficeLink:
    """One device's delivery to its office server: `run` it as a task, cancel it before the writer is closed."""

    def __init__(
        self,
        writer: JournalWriter,
        clock: Clock,
        url: str,
        token: str | None = None,
        *,
        role: DeviceRole = DeviceRole.KIOSK,
        backoff: Backoff | None = None,
        every_s: float = EVERY_S,
        still_s: float = STILL_S,
        changed: Callable[[Link], None] = lambda _link: None,
        contact: Callable[[Link, float], None] = lambda _link, _at: None,
    ) -> None:
        """Raises AddressError. `changed` is called, in the loop, with each new state of the link; `contact`, in a
        thread, with the state and the second whenever there was an answer or none."""
        self.state = Link()
        self._base = base_url(url)
        self._writer = writer
        self._clock = clock
        self._token = token
        self._role = role
        self._backoff = backoff or Backoff()
        self._every_s = every_s
        self._still_s = still_s
        self._changed = changed
        self._contact = contact
        self._pusher = Pusher()
        self._woken = asyncio.Event()
        self._back = asyncio.Event()
        self._seen: asyncio.Task[None] | None = None
        self._greeted = False
        self._failures = 0
        self.paper = ""  # what became of the last paper, for reception
        self.health = DeviceReport()
        """How this computer is, for reception; the link adds what it knows itself."""

    def nudge(self) -> None:
        """Something was appended. Called in the loop."""
        self._woken.set()

    async def run(self) -> None:
        """Delivers until cancelled, or until the journal is closed."""
        async with OfficeSession(self._base, self._token) as session, self._seen_by_office():
            while True:
                self._woken.clear()
                try:
                    await self._deliver(session)
                except ClosedError:
                    return
                except AwayError as error:
                    await self._wait_for_office(str(error))
                except WireError as error:
                    await self._stand_still(error.code, f"{error.sentence} {LATER}")
                except StorageError as error:
                    # the visitor is told where it matters, at the ticket; here it only waits
                    await self._stand_still("journal", str(error))
                except Exception:
                    log.exception("Delivering to the office failed.")
                    await self._stand_still("failed", "Delivering to the office failed.")
                else:
                    with suppress(TimeoutError):
                        async with asyncio.timeout(self._every_s):
                            await self._woken.wait()

    # One round ---------------------------------------------------------------------------------------------

    async def _deliver(self, session: OfficeSession) -> None:
        """Everything up to now. Raises AwayError, WireError, StorageError."""
        stumbles = 0
        if not self._greeted:
            await self._greet(session)
        elif await self._in_journal(_unsent) == 0:
            await self._still_there(session)
        while (request := await self._in_journal(self._pusher.next)) is not None:
            heard = await self._hear(request, await self._push(session, request))
            if heard.begun:
                await self._greet(session)
            stumbles = 0 if heard.progress else stumbles + 1
            if stumbles > _STUMBLES:
                raise AwayError("The office server and this device do not get on with each other's events.")
            await self._note()
        await self._note()

    async def _greet(self, session: OfficeSession) -> None:
        for _ in range(3):  # a greeting may show that a new incarnation is needed, which is greeted again
            incarnation, wanted, office = await self._in_journal(
                lambda box: (box.current().incarnation, box.wanted_series(), box.office)
            )
            asked = AskHello(incarnation, self._role, wanted)
            welcome = await session.fetch(Welcome, "/v1/hello", "POST", asked)
            if welcome.office != office:
                raise WireError(
                    f"This is the office server of {welcome.office}, not of {office}: nothing is delivered to it. "
                    "Look at --office and at the office's settings.",
                    "wrong_office",
                )
            heard = await self._hear(welcome)
            if not heard.begun:
                self._known(welcome)
                return
        raise AwayError("The office server knows more of each new beginning than this device.")

    async def _still_there(self, session: OfficeSession) -> None:
        """Nothing to send: hear whether it lives, and whether it is still the same."""
        status, content = await session.ask("GET", "/v1/health")
        epoch = content.get("epoch") if isinstance(content, dict) else None
        if status != 200 or epoch != await self._in_journal(lambda box: box.epoch()):
            await self._greet(session)

    async def _push(self, session: OfficeSession, request: Request) -> Pushed | PushRefused | WireError:
        office = await self._in_journal(lambda box: box.office)
        # the clock is read now, not when the events were: their age counts up to the sending
        document = request.document(office, self._clock.now())
        status, content = await session.ask("POST", f"/v1/streams/{request.incarnation}/events", document)
        try:
            return read_pushed(status, content)
        except WireError as error:
            return error

    async def _hear(
        self, said_to: Request | Welcome, answer: Pushed | PushRefused | WireError | None = None
    ) -> PushOutcome:
        def hear(box: Outbox) -> PushOutcome:
            if isinstance(said_to, Welcome):
                return self._pusher.welcomed(box, said_to)
            assert answer is not None
            return self._pusher.heard(box, said_to, answer)

        heard = await self._in_journal(hear)
        if heard.told:
            log.warning("%s", heard.told)
        return heard

    async def _in_journal(self, work: Callable[[Outbox], T]) -> T:
        def in_thread(journal: Journal) -> T:
            return work(Outbox(journal))

        return await asyncio.wrap_future(self._writer.submit(in_thread))

    # How it stands -----------------------------------------------------------------------------------------

    async def _wait_for_office(self, sentence: str) -> None:
        self._failures += 1
        self._greeted = False
        # an idle connection that the server has closed shows as one failure: the next try decides
        if self._failures > 1 or not self.state.connected:
            await self._note("away", f"{sentence} {LATER}")
        self._back.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(self._backoff.delay(self._failures - 1)):
                await self._back.wait()

    async def _stand_still(self, code: str, sentence: str) -> None:
        self._failures += 1
        self._greeted = False
        await self._note(code, sentence)
        await asyncio.sleep(self._still_s * (0.5 + self._backoff.chance()))

    def _known(self, welcome: Welcome) -> None:
        self._greeted = True
        if welcome.device != self.state.device or self._seen is None:
            self.state = replace(self.state, device=welcome.device)
            if self._seen is not None:
                self._seen.cancel()
            self._seen = asyncio.ensure_future(self._be_seen(welcome.device))

    @asynccontextmanager
    async def _seen_by_office(self) -> AsyncIterator[None]:
        try:
            yield
        finally:
            if self._seen is not None:
                self._seen.cancel()
                await asyncio.gather(self._seen, return_exceptions=True)

    async def _be_seen(self, device: str) -> None:
        """Keeps a connection on which reception sees that this device lives, and what is the matter with it."""

        def report() -> DeviceReport:
            return replace(
                self.health,
                version=__version__,
                wall=self._clock.now().wall,
                unsent=self.state.unsent,
                paper=self.paper or None,
            )

        connecting = presence(self._base, self._token, device=device, report=report, backoff=self._backoff)
        async with aclosing(connecting) as states:
            async for state in states:
                # it learns of a server that is back at once, where a delivery would wait for its turn
                if isinstance(state, Connected):
                    self._back.set()

    async def _note(self, code: str = "", trouble: str = "") -> None:
        """Keeps how it stands; tells and logs what has changed, not each try."""
        connected = not code
        if connected:
            self._failures = 0
        before, unsent = self.state, self.state.unsent
        with suppress(StorageError):  # it is told elsewhere
            unsent = await self._in_journal(_unsent)
        turned = (before.connected, before.code) != (connected, code)
        if turned:
            since = self._clock.now().wall
            self.state = Link(connected, unsent, code, trouble, since, before.device)
            log.log(
                logging.INFO if connected else logging.WARNING,
                "%s",
                trouble or f"The office server at {self._base} answers.",
            )
        else:
            self.state = replace(before, unsent=unsent)
        if self.state != before:
            self._changed(self.state)
        # it waits for the disk, for which no screen may wait
        await asyncio.to_thread(self._contact, self.state, self._clock.now().wall)


def _unsent(box: Outbox) -> int:
    return box.unsent()
