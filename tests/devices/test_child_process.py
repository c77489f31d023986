"""Messages between the program and its children: whole ones, in their order, whatever a child does besides."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest

from kiosk.devices.child_process import Child
from kiosk.protocol.errors import WireError


@dataclass(frozen=True, slots=True)
class Note:
    number: int
    text: str = ""


ECHO = """
import os, sys
from kiosk.devices.child_process import answer, to_parent
questions, answers = to_parent()
for line in questions:
    if b"print" in line:
        print("no answer")
        os.system("echo no answer either")
    if b"babble" in line:
        answers.write(b"no message\\n[1]\\n")
    if b"die" in line:
        os._exit(3)
    if b"half" in line:
        answers.write(b'{"number": 1')
        answers.flush()
        os._exit(3)
    answers.write(line)
    answers.flush()
"""


def with_child(main: Callable[[Child], Awaitable[None]], script: str = ECHO) -> None:
    async def whole() -> None:
        child = await Child.start((sys.executable, "-c", script))
        try:
            async with asyncio.timeout(30):
                await main(child)
        finally:
            child.kill()
            child.kill()
            await child.wait()

    asyncio.run(whole())


def test_messages_come_back_whole_and_in_their_order() -> None:
    """Also one that is far longer than a pipe holds."""
    notes = [Note(1, "å" * 500_000), Note(2, "a\nb"), Note(3)]

    async def main(child: Child) -> None:
        sending = asyncio.gather(*(child.send(note) for note in notes))
        assert [await child.receive(Note) for _ in notes] == notes
        await sending

    with_child(main)


def test_what_a_child_prints_is_no_message(capfd: pytest.CaptureFixture[str]) -> None:
    async def main(child: Child) -> None:
        await child.send(Note(1, "print"))
        assert await child.receive(Note) == Note(1, "print")
        child.finish()
        with pytest.raises(EOFError):
            await child.receive(Note)

    with_child(main)
    assert set(capfd.readouterr().err.splitlines()) == {"no answer", "no answer either"}


def test_a_line_that_is_no_message_is_an_error_of_its_own_and_the_next_one_is_read() -> None:
    async def main(child: Child) -> None:
        await child.send(Note(1, "babble"))
        for _ in range(2):
            with pytest.raises(WireError):
                await child.receive(Note)
        assert await child.receive(Note) == Note(1, "babble")

    with_child(main)


@pytest.mark.parametrize("how", ["die", "half"])
def test_a_child_that_dies_is_an_end_and_never_half_a_message(how: str) -> None:
    async def main(child: Child) -> None:
        await child.send(Note(1, how))
        with pytest.raises(EOFError):
            await child.receive(Note)

    with_child(main)


def test_a_line_without_end_is_an_end() -> None:
    """A child gone wrong must not fill the parent's memory."""

    async def main(child: Child) -> None:
        with pytest.raises(EOFError, match="without end"):
            await child.receive(Note)

    with_child(main, "import sys\nwhile True: sys.stdout.write('x' * 1_000_000)")


def test_a_child_ends_when_nothing_more_can_come() -> None:
    async def main(child: Child) -> None:
        await child.send(Note(1))
        child.finish()
        assert await child.receive(Note) == Note(1)
        await child.wait()

    with_child(main)


def test_a_program_that_is_not_there_is_an_error_of_the_system() -> None:
    with pytest.raises(OSError, match="nowhere"):
        asyncio.run(Child.start(("/nowhere/at-all",)))
