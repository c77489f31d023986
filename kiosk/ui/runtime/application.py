"""The application of a Qt program: which display it draws on, and the loop that Qt and asyncio share.

Errors of lost tasks go to the log. Knows no window.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import re
import signal
import socket
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from kiosk.errors import UserError

log = logging.getLogger("motesplats.ui")


class NoDisplayError(UserError):
    """There is nothing to draw on."""


def prepare_display() -> None:
    """Settles how Qt draws, before any application exists. Raises NoDisplayError: without a display Qt would abort."""
    os.environ.setdefault("QT_QUICK_BACKEND", "software")  # faster than OpenGL without a graphics card
    os.environ.setdefault("QT_IM_MODULE", "none")  # nothing is typed here
    os.environ.setdefault("QML_DISABLE_DISK_CACHE", "1")
    os.environ.setdefault(
        "QT_QPA_UPDATE_IDLE_TIME", "0"
    )  # a frame as soon as something changed, not 5 ms later
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return
    wayland, x11 = os.environ.get("WAYLAND_DISPLAY"), os.environ.get("DISPLAY")
    if not wayland and not x11:
        raise NoDisplayError(
            "There is no display to draw on.",
            "Start it in a graphical session, or try `motesplats demo --headless`.",
        )
    if not _listening(wayland, x11):
        raise NoDisplayError(
            f"The display {wayland or x11} does not answer.",
            "Check WAYLAND_DISPLAY and DISPLAY, or start it in a graphical session.",
        )


def _listening(wayland: str | None, x11: str | None) -> bool:
    """Whether the local display's socket takes a connection; a display on another computer is believed."""
    if wayland:
        addresses = [str(Path(os.environ.get("XDG_RUNTIME_DIR", "/")) / wayland)]
    else:
        local_display = re.fullmatch(r"(?:unix)?:(\d+)(?:\.\d+)?", x11 or "")
        if local_display is None:
            return True
        path = f"/tmp/.X11-unix/X{local_display[1]}"
        addresses = [path, f"\0{path}"]  # the second is Linux's abstract form of it
    for address in addresses:
        with socket.socket(socket.AF_UNIX) as line, contextlib.suppress(OSError):
            line.connect(address)
            return True
    return False


def has_display() -> bool:
    """Whether a person could see a window here."""
    if not sys.platform.startswith("linux"):
        return True
    if os.environ.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal")):
        return False
    return bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM")
    )


def application() -> QGuiApplication:
    """The one application of this process."""
    existing = QGuiApplication.instance()
    if isinstance(existing, QGuiApplication):
        return existing
    made = QGuiApplication(sys.argv[:1])
    made.setApplicationName("motesplats")
    made.setQuitOnLastWindowClosed(False)  # Qt must not stop the loop under asyncio
    return made


def run_in_loop(main: Callable[[asyncio.Event], Awaitable[None]]) -> None:
    """Runs one of the Qt programs in a loop of its own until `main` ends; SIGTERM and SIGINT set the event.

    Raises NoDisplayError and what `main` raises.
    """
    prepare_display()
    import qasync

    loop = qasync.QEventLoop(application())
    asyncio.set_event_loop(loop)
    with loop:
        loop.set_exception_handler(_log_lost)
        loop.run_until_complete(_until_asked(main))


async def _until_asked(main: Callable[[asyncio.Event], Awaitable[None]]) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows has no signal handlers in loops
            loop.add_signal_handler(number, stop.set)
    await main(stop)


def _log_lost(_loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
    error = context.get("exception")
    log.error(
        "A task failed: %s",
        context.get("message"),
        exc_info=error if isinstance(error, BaseException) else None,
    )
