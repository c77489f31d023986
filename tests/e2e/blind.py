"""A visitor without sight at the real kiosk program: presses keys of a keypad, and knows only what is said.

`python -m tests.e2e.blind LANGUAGE DATA` plays a family of four from the plugged headphones to the ticket and prints
what was heard as JSON. Voice and player are the real ones, but for the loudspeaker: a program that takes the sound.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent

from kiosk.catalogue.load import load_config
from kiosk.catalogue.words import age_bands
from kiosk.devices.clock import program_clock
from kiosk.devices.sound.player import Player
from kiosk.devices.sound.speaking import Spoken, Voice
from kiosk.present.language.languages import LANGUAGES
from kiosk.present.language.words import NO_ISOLATES, words_of
from kiosk.present.shared.phrases import said
from kiosk.ui.kiosk.program import KioskSettings, Running, run_within

FAMILY = {
    "purpose": ("letter",),
    "sender": ("MV",),
    "letter": ("decision",),
    "adults": ("2",),
    "kids": ("all_here",),
    "children": ("2",),
    "papers": ("lma", "decision"),
    "may_stay": ("yes",),
    "ground": ("protection",),
    "pnr": ("no",),
    "pnr2": ("no",),
    "age": ("mid",),
    "age2": ("mid",),
    "needs": ("all",),
    "done": ("none",),
}
PATIENCE_S = 20.0
MOST_KEYS = 40
"""Nothing on a screen is further away than this."""


@dataclass
class Ears:
    """What is heard, in order. A text that is being said counts as soon as its sound begins."""

    said: list[tuple[str, str]] = field(default_factory=list)
    began: list[float] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)


class HeardVoice(Voice):
    """The voice of the product, with a visitor who listens."""

    def __init__(self, ears: Ears) -> None:
        super().__init__(player=Player([LOUDSPEAKER]))
        self._ears = ears

    async def speak(self, language: str, text: str, volume: int = 5, digits: bool = False) -> Spoken:
        self._ears.said.append((language, text.translate(NO_ISOLATES).replace("\u00ad", "")))
        self._ears.began.append(time.perf_counter())
        self._ears.news.set()
        return await super().speak(language, text, volume, digits)


LOUDSPEAKER = ("sh", "-c", "test $(head -c 4) = RIFF && cat >/dev/null")
"""A program that takes a sound as aplay does, in no time."""


class Visitor:
    """Presses keys and waits for words."""

    def __init__(self, running: Running, ears: Ears, language: str) -> None:
        self.running = running
        self.ears = ears
        self.words = words_of(language)
        self.language = language
        self.keys = 0
        self.waits: list[float] = []

    def plain(self, text: str) -> str:
        return text.translate(NO_ISOLATES).replace("\u00ad", "")

    def option(self, question: str, option: str) -> str:
        lobby = self.running.shell.lobby()
        ages = age_bands(lobby.config.catalogue, lobby.today) if question in ("age", "age2") else {}
        return self.plain(said(self.words, f"option.{question}.{option}", **ages.get(option, {})))

    async def press(self, key: Qt.Key) -> None:
        """One key, down and up; then what is said first after it."""
        self.keys += 1
        window = self.running.window.window
        heard = len(self.ears.said)
        pressed = time.perf_counter()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.postEvent(window, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))
        await self.hear(heard)
        self.waits.append(self.ears.began[heard] - pressed)

    async def hear(self, after: int) -> str:
        async with asyncio.timeout(PATIENCE_S):
            while len(self.ears.said) <= after:
                self.ears.news.clear()
                await self.ears.news.wait()
        return self.last

    @property
    def last(self) -> str:
        return self.ears.said[-1][1]

    async def until_heard(self, wanted: str, since: int | None = None) -> None:
        """Waits until words are said, without a key."""
        at = 0 if since is None else since
        async with asyncio.timeout(PATIENCE_S):
            while not any(wanted in text for _, text in self.ears.said[at:]):
                self.ears.news.clear()
                await self.ears.news.wait()

    async def go_to(self, wanted: str) -> None:
        """Down, and down again, until the wanted words are said."""
        for _ in range(MOST_KEYS):
            await self.press(Qt.Key.Key_Down)
            if wanted in self.last:
                return
        raise AssertionError(f"{wanted!r} was not found by the keys; last heard: {self.last!r}")

    async def choose(self, wanted: str) -> None:
        await self.go_to(wanted)
        await self.press(Qt.Key.Key_Return)

    async def choose_first(self, *wanted: str) -> int:
        """Choose whichever of the wanted words comes first; return its place among them."""
        for _ in range(MOST_KEYS):
            await self.press(Qt.Key.Key_Down)
            for place, words in enumerate(wanted):
                if words in self.last:
                    await self.press(Qt.Key.Key_Return)
                    return place
        raise AssertionError(f"none of {wanted!r} was found by the keys; last spoken: {self.last!r}")

    async def question(self, name: str, options: tuple[str, ...]) -> None:
        await self.until_heard(self.plain(said(self.words, f"question.{name}")))
        multiple = name == "papers"  # "everything" and "nowhere yet" stand alone and go on by themselves
        for option in options:
            await self.choose(self.option(name, option))
            if multiple:
                assert self.plain(self.words.text("Chosen")) in self.last, self.last
        if multiple:
            await self.choose(self.plain(self.words.text("Continue")))


async def visit(running: Running, ears: Ears, language: str) -> Visitor:
    """A whole check-in."""
    visitor = Visitor(running, ears, language)
    async with asyncio.timeout(PATIENCE_S):
        while running.shell.lobby().voices is None:
            await asyncio.sleep(0.01)  # the visitor comes when the kiosk is ready
    await visitor.press(Qt.Key.Key_F15)
    await visitor.until_heard(
        words_of(running.settings.config.office.languages[0]).text("Choose your language")
    )
    await visitor.choose(LANGUAGES[language].own_name)
    while (name := running.shell.state.place.question) is not None:
        await visitor.question(name, FAMILY[name])
    await visitor.until_heard(visitor.plain(visitor.words.text("Your path today")))
    while await visitor.choose_first(
        visitor.plain(visitor.words.text("Take my ticket")), visitor.plain(visitor.words.text("Continue"))
    ):
        pass  # a path of several pages: on to the next one
    number = visitor.plain(visitor.words.text("Your number is {number}.", number="NUMBER")).partition(
        "NUMBER"
    )[0]
    await visitor.until_heard(number)
    return visitor


def play(language: str, data: Path) -> dict[str, object]:
    ears = Ears()
    told: dict[str, object] = {}

    @asynccontextmanager
    async def around() -> AsyncIterator[KioskSettings]:
        config = load_config(None)
        yield KioskSettings(config, data, program_clock(), closable=True, voice=lambda: HeardVoice(ears))

    async def during(running: Running) -> None:
        visitor = await visit(running, ears, language)
        ticket = running.shell.state.ticket
        told.update(
            heard=ears.said,
            number=ticket.number if ticket else None,
            stops=[stop.station for stop in ticket.draft.agenda.stops] if ticket else [],
            keys=visitor.keys,
            longest_wait_ms=round(1000 * max(visitor.waits[1:])),
        )

    run_within(around, (1080, 1920), during)
    return told


if __name__ == "__main__":
    print(json.dumps(play(sys.argv[1], Path(sys.argv[2])), ensure_ascii=False))
