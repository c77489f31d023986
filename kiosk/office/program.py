"""The office server as a program: takes its port, serves, and ends within seconds also with listeners.

Must not know what a route does.
"""

from __future__ import annotations

import asyncio
import errno
import gc
import signal
import socket
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import uvicorn

from kiosk.core.day.events import Clock
from kiosk.core.office_config import OfficeConfig
from kiosk.devices import service
from kiosk.errors import UserError
from kiosk.office.app import make_app
from kiosk.office.context import OfficeContext, open_office
from kiosk.office.state.store import OfficeStore
from kiosk.office.web import api, pages, presence, views, wait_estimate
from kiosk.protocol.api import DEFAULT_PORT
from kiosk.storage.errors import StorageError

CLOSE_S: Final = 3
"""How long the last answers may take after a signal; streams are ended at once."""
_BACKLOG: Final = 512
ROUTERS: Final = (api.router, views.router, presence.router, wait_estimate.router, pages.router)


class ServeError(UserError):
    """The server cannot start."""


@dataclass(frozen=True, slots=True)
class OfficeSettings:
    """Where an office server keeps its data and listens; port 0 takes a free one."""

    config: OfficeConfig
    data_dir: Path
    clock: Clock
    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT


class OfficeServer(uvicorn.Server):
    """Serves one office; `office_url` once it has its port. `stop` may be called from any thread."""

    def __init__(self, settings: OfficeSettings) -> None:
        """Takes the port and the data. Raises ServeError, StorageError."""
        self.socket = listen(settings.host, settings.port)
        try:
            self.office: OfficeContext = open_office(
                OfficeStore(settings.data_dir), settings.config, settings.clock
            )
            app = make_app(self.office, ROUTERS)
            self.office.writer.start()
        except BaseException:
            self.socket.close()
            raise
        super().__init__(
            uvicorn.Config(
                app,
                log_level="warning",
                access_log=False,
                lifespan="on",
                proxy_headers=False,  # who is this computer must not be what a header says
                server_header=False,
                ws="websockets-sansio",
                ws_per_message_deflate=False,
                ws_max_size=65_536,
                timeout_graceful_shutdown=CLOSE_S,
                backlog=_BACKLOG,
            )
        )
        self._attesting: asyncio.Future[None] | None = None
        port = self.socket.getsockname()[1]
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        self.office_url = f"http://{host}:{port}"

    def serve_until_stopped(self, on_ready: Callable[[str], None] | None = None) -> None:
        """Serves until a signal or `stop`; tells its address when it answers."""
        self._on_ready = on_ready
        if threading.current_thread() is threading.main_thread():
            # the program is a server and nothing else. The writer lets go of the interpreter at every statement; by
            # default it gets it back up to 5 ms later. What was read at the start stays, and is no garbage to look for.
            sys.setswitchinterval(0.0005)
            gc.freeze()
            # uvicorn passes a signal on after it has closed: then it has been followed already
            for each in (signal.SIGTERM, signal.SIGINT):
                signal.signal(each, lambda *_: self.stop())
        try:
            self.run(sockets=[self.socket])
        finally:
            self.socket.close()
            self.office.writer.stop()

    def stop(self) -> None:
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            service.ready(f"Serving {self.office_url}.")
            self._attesting = asyncio.ensure_future(service.attest(self._works))
            if self._on_ready is not None:
                self._on_ready(self.office_url)

    async def _works(self) -> str:
        """An answer over the network and a commit. A disk that refuses is told, not healed by a new start."""
        reader, writer = await asyncio.open_connection(*self.socket.getsockname()[:2])
        try:
            writer.write(b"GET /v1/health HTTP/1.1\r\nHost: office\r\nConnection: close\r\n\r\n")
            answer = await reader.readline()
        finally:
            writer.close()
        if not answer.startswith(b"HTTP/1.1 "):
            raise ConnectionError("the server's own request was not answered")
        try:
            await self.office.writer.do(lambda _turn: None)
        except StorageError as error:
            return f"Serving, but nothing can be stored: {error}"
        return f"Serving {self.office_url}."

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        service.tell("STOPPING=1")
        if self._attesting is not None:
            self._attesting.cancel()
        self.office.notifier.stop()  # else open streams would hold it for all of CLOSE_S
        await asyncio.sleep(0)
        await super().shutdown(sockets)


def listen(host: str, port: int) -> socket.socket:
    """A listening place for the server. Raises ServeError."""
    try:
        family, kind, proto, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError:
        raise ServeError(f"{host} is no address of this computer.", "Name another one with --host.") from None
    taken = socket.socket(family, kind, proto)
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(address)
        taken.listen(_BACKLOG)  # so that a second server is refused here and now
    except OSError as error:
        taken.close()
        raise _why_not(error, host, port) from None
    return taken


def _why_not(error: OSError, host: str, port: int) -> ServeError:
    known: dict[Any, ServeError] = {
        errno.EADDRINUSE: ServeError(
            f"Port {port} is in use, perhaps by another office server.",
            "Stop that program, or choose another port with --port.",
        ),
        errno.EACCES: ServeError(
            f"Port {port} is not for this user.", "Choose one from 1024 on with --port."
        ),
        errno.EADDRNOTAVAIL: ServeError(
            f"{host} is no address of this computer.", "Name another one with --host."
        ),
    }
    return known.get(error.errno) or ServeError(
        f"{host}:{port} cannot be listened on: {error.strerror}.", "Choose another --host or --port."
    )
