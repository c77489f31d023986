"""This program once more, as a child: how it is started, and the messages between the two, each one line of JSON.

A child that dies, hangs or prints something else is an error of the call that waits for it, never of the parent. Must
not know what a child does.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from typing import BinaryIO, Final, TypeVar

from kiosk.protocol.codec import decode, encode

FORECAST: Final = "forecast-child"
VOICE: Final = "voice-child"
SOUND: Final = "sound-child"
"""Hidden commands of `kiosk.cli`: a frozen program has no `python -m`, but it has its own commands."""
LONGEST: Final = 1 << 24
"""Bytes of one message at most; a full hall with what the day may bring is about 0.6 MB."""

T = TypeVar("T")


def command(name: str) -> tuple[str, ...]:
    """The command line of a child."""
    if getattr(sys, "frozen", False):
        return (sys.executable, name)
    return (sys.executable, "-m", "kiosk.cli", name)


class Child:
    """The parent's end: a running child and its pipes. Belongs to one loop."""

    def __init__(self, process: Process) -> None:
        self._process = process

    @classmethod
    async def start(cls, words: Sequence[str]) -> Child:
        """Start a child. Raises OSError."""
        return cls(await asyncio.create_subprocess_exec(*words, stdin=PIPE, stdout=PIPE, limit=LONGEST))

    async def send(self, message: object) -> None:
        """Send a message. Raises OSError when the child has ended."""
        assert self._process.stdin is not None
        self._process.stdin.write(encode(message) + b"\n")
        await self._process.stdin.drain()

    async def receive(self, kind: type[T]) -> T:
        """The child's next message.

        Raises:
            EOFError: The child has ended, or its line has no end.
            WireError: The line is no message of this kind; the next one may be.
        """
        assert self._process.stdout is not None
        try:
            line = await self._process.stdout.readline()
        except ValueError:
            raise EOFError("the child sends a line without end") from None
        if not line.endswith(b"\n"):
            raise EOFError("the child has ended")
        return decode(kind, line)

    def finish(self) -> None:
        """Close its input: nothing more is asked, and it ends when it has answered."""
        assert self._process.stdin is not None
        self._process.stdin.close()

    def kill(self) -> None:
        """End it at once."""
        if self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.kill()

    async def wait(self) -> None:
        """Wait until it has ended."""
        await self._process.wait()


def to_parent() -> tuple[BinaryIO, BinaryIO]:
    """The child's end: where its questions come from and where its answers go.

    Whatever else the child prints goes to its errors. Only the parent ends it, by closing its input or by a kill.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return sys.stdin.buffer, answers


def answer(answers: BinaryIO, message: object) -> None:
    """Send a message to the parent."""
    answers.write(encode(message) + b"\n")
    answers.flush()
