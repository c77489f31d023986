"""A print queue (CUPS) through its programs `lp`, `lpstat` and `cancel`, child processes with a time limit.

Knows the answers of these programs, not what is printed. A job that does not come out in time is taken
back: a ticket that comes out ten minutes later would be somebody else's.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
import shutil
from contextlib import suppress
from typing import Final

from kiosk.devices.printing.state import PrinterState

log = logging.getLogger(__name__)

_POLL: Final = 0.25  # seconds between two looks at the queue
_REQUEST: Final = re.compile(r"request id is (\S+)")


async def state(queue: str, timeout: float) -> PrinterState:
    """What the queue says of its printer, asked within so many seconds."""
    try:
        code, text = await _run(timeout, "lpstat", "-l", "-p", queue)
    except FileNotFoundError:
        log.warning("The program lpstat is not installed: a print queue needs CUPS.")
        return PrinterState.NO_PRINTER
    except TimeoutError:
        return PrinterState.NO_ANSWER
    if code:
        log.warning("The print queue %s: %s", queue, text.strip())
        return PrinterState.NO_PRINTER
    return _state(text)


def _state(text: str) -> PrinterState:
    """The answer of `lpstat -l -p`. Alerts are the printer's own words, as in `media-empty-error`."""
    alerts = " ".join(re.findall(r"^\s*Alerts:(.*)$", text, re.MULTILINE))
    if "cover-open" in alerts or "door-open" in alerts:
        return PrinterState.COVER_OPEN
    if "media-empty" in alerts or "media-needed" in alerts:
        return PrinterState.NO_PAPER
    if any(word in alerts for word in ("offline", "connecting-to-device", "timed-out", "shutdown")):
        return PrinterState.NO_ANSWER
    if re.search(r"^printer \S+ disabled", text, re.MULTILINE):
        return PrinterState.REFUSED
    return PrinterState.LOW_PAPER if "media-low" in alerts else PrinterState.READY


async def print_pdf(queue: str, pdf: bytes, name: str, timeout: float) -> PrinterState:
    """Hand the PDF to the queue and wait until it has left it, for so many seconds in all."""
    job = None
    try:
        async with asyncio.timeout(timeout):
            code, text = await _run(timeout, "lp", "-d", queue, "-t", name, "-", data=pdf)
            found = _REQUEST.search(text)
            if code or found is None:
                log.warning("The print queue %s did not take the ticket: %s", queue, text.strip())
                return PrinterState.REFUSED
            job = found[1]
            while await _waits(queue, job, timeout):
                await asyncio.sleep(_POLL)
        return await state(queue, timeout)
    except FileNotFoundError:
        log.warning("The program lp is not installed: a print queue needs CUPS.")
        return PrinterState.NO_PRINTER
    except TimeoutError:
        why = await state(queue, timeout)
        if job is not None:
            with suppress(OSError):
                await _run(timeout, "cancel", job)
        return PrinterState.NO_ANSWER if why.prints else why


async def _waits(queue: str, job: str, timeout: float) -> bool:
    _, text = await _run(timeout, "lpstat", "-W", "not-completed", "-o", queue)
    return any(line.split(maxsplit=1)[:1] == [job] for line in text.splitlines())


async def _run(timeout: float, program: str, *words: str, data: bytes | None = None) -> tuple[int, str]:
    """Run a program to its end: exit code and what it said. A child that is too slow is killed."""
    path = shutil.which(program)
    if path is None:
        raise FileNotFoundError(program)
    child = await asyncio.create_subprocess_exec(
        path,
        *words,
        stdin=asyncio.subprocess.DEVNULL if data is None else asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env={**os.environ, "LC_ALL": "C"},
    )
    try:
        async with asyncio.timeout(timeout):
            said, _ = await child.communicate(data)
    except BaseException:
        with suppress(ProcessLookupError):
            child.kill()
        await child.wait()
        raise
    return child.returncode or 0, said.decode(errors="replace")
