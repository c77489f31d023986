"""Reading aloud at a kiosk: what is said is lit, stops at once, and no sound system can stop a check-in."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.core.checkin.state import Hearing, ReadAloud, ReadingEnded, ReadingScope, SilenceReason
from kiosk.devices.sound.player import Player
from kiosk.devices.sound.speaking import Voice
from kiosk.ui.kiosk.model import Kiosk
from kiosk.ui.kiosk.read_aloud import Reader
from tests.ui.qml import samples

TAKES_IT = ("sh", "-c", "cat >/dev/null")
NEVER_ENDS = ("sh", "-c", "cat >/dev/null; sleep 600")
HAS_NO_DEVICE = ("sh", "-c", "exit 1")
HALL, ALONE = Hearing(), Hearing(headphones=True, speech=True)
ALL = ReadAloud(ReadingScope.SCREEN)

Play = Callable[["Stage"], Awaitable[None]]


class Stage:
    """A view model with a reader, and what became of it."""

    def __init__(self, player: tuple[str, ...] | None) -> None:
        self.kiosk = Kiosk()
        self.kiosk.show(samples.PAPERS)
        self.lit: list[str] = []
        self.kiosk.litChanged.connect(lambda: self.lit.append(self.kiosk.property("lit")))
        self.voice = Voice(player=Player([player] if player else []))
        self.heard: list[ReadingEnded] = []
        self.ended = asyncio.Event()
        self.reader = Reader(self.kiosk, self.voice, ("sv", "en", "ar", "so"), self._end)

    def _end(self, heard: ReadingEnded) -> None:
        self.heard.append(heard)
        self.ended.set()

    async def is_lit(self, target: str) -> None:
        """Waits until something is being said."""
        lit = asyncio.Event()

        def look() -> None:
            if self.kiosk.property("lit") == target:
                lit.set()

        self.kiosk.litChanged.connect(look)
        look()
        async with asyncio.timeout(20):
            await lit.wait()


def played(player: tuple[str, ...] | None, play: Play) -> Stage:
    async def run() -> Stage:
        stage = Stage(player)
        await stage.voice.prepare()
        try:
            async with asyncio.timeout(30):
                await play(stage)
        finally:
            await stage.reader.close()
        return stage

    return asyncio.run(run())


@pytest.mark.usefixtures("qtbot")
def test_what_is_read_is_lit_in_order_and_nothing_is_lit_after() -> None:
    async def play(stage: Stage) -> None:
        stage.reader.read(ALL, HALL)
        await stage.ended.wait()

    stage = played(TAKES_IT, play)
    choices = [f"choice:{choice.id}" for choice in samples.PAPERS.choices]
    assert stage.lit == ["question", *choices, "action", ""]
    assert stage.heard == [ReadingEnded()]


@pytest.mark.usefixtures("qtbot")
def test_hush_is_silence_at_once_and_says_no_end() -> None:
    """EN 301 549, 5.1.3.4: speech can be interrupted."""

    async def play(stage: Stage) -> None:
        stage.reader.read(ALL, HALL)
        await stage.is_lit("question")
        stage.reader.hush()

    stage = played(NEVER_ENDS, play)
    assert (stage.lit, stage.heard) == (["question", ""], [])


@pytest.mark.usefixtures("qtbot")
def test_what_is_new_takes_the_place_of_what_was_said() -> None:
    """EN 301 549, 5.1.3.5: two are never heard at once."""

    async def play(stage: Stage) -> None:
        stage.reader.read(ALL, HALL)
        await stage.is_lit("question")
        stage.reader.read(ReadAloud(ReadingScope.ITEM, "choice:lma"), HALL)
        await stage.is_lit("choice:lma")

    assert played(NEVER_ENDS, play).lit == ["question", "", "choice:lma", ""]


@pytest.mark.usefixtures("qtbot")
@pytest.mark.parametrize("player", [HAS_NO_DEVICE, None])
@pytest.mark.parametrize("alert", [True, False])
def test_without_sound_the_reading_ends_and_says_so(player: tuple[str, ...] | None, alert: bool) -> None:
    async def play(stage: Stage) -> None:
        stage.reader.read(ReadAloud(ReadingScope.SCREEN, alert=alert), HALL)
        await stage.ended.wait()

    assert played(player, play).heard == [ReadingEnded(SilenceReason.NO_SOUND)]


@pytest.mark.usefixtures("qtbot")
def test_an_error_in_the_voice_is_no_sound(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise OSError("no space left")

    async def play(stage: Stage) -> None:
        monkeypatch.setattr(stage.voice, "sound_of", broken)
        stage.reader.read(ALL, HALL)
        await stage.ended.wait()

    assert played(TAKES_IT, play).heard == [ReadingEnded(SilenceReason.NO_SOUND)]
    assert "could not be read aloud" in caplog.text


@pytest.mark.usefixtures("qtbot")
def test_the_volume_of_this_visitor_is_what_the_player_gets(tmp_path: Path) -> None:
    """Louder is louder: the samples that reach the device grow."""

    def loudest(volume: int) -> int:
        file = tmp_path / f"{volume}.wav"

        async def play(stage: Stage) -> None:
            stage.reader.read(ReadAloud(ReadingScope.ITEM, "choice:lma"), Hearing(volume=volume))
            await stage.ended.wait()

        played(("sh", "-c", f"cat >{file}"), play)
        import array

        samples_of = array.array("h", file.read_bytes()[44:])
        if sys.byteorder == "big":
            samples_of.byteswap()
        return max(map(abs, samples_of))

    assert loudest(2) * 2 < loudest(5) < loudest(9)


@pytest.mark.usefixtures("qtbot")
def test_only_languages_with_a_voice_are_offered_to_listen(qtbot: QtBot) -> None:
    async def play(stage: Stage) -> None:
        assert stage.reader.voices == {"sv", "en", "ar"}

    played(TAKES_IT, play)
