"""Calls aloud: chime, then the visitor's language and Swedish, in turn; who has come is not called out any more."""

from __future__ import annotations

import asyncio
import json
import wave
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from kiosk.core.office_config import OfficeConfig
from kiosk.devices.sound.engine import Engine
from kiosk.devices.sound.player import Player
from kiosk.devices.sound.speaking import Voice
from kiosk.present.board import Call
from kiosk.ui.board.announcer import Announcer, Sound, chime_file
from tests.devices.sound.players import Command, player, voice_child
from tests.devices.sound.test_player import until

AR = Call("2047", "SKV", 3, 1.0, "ar")
SO = Call("2051", "FK", None, 2.0, "so")
SV = Call("81007", "AF", 12, 3.0, "sv")


class Hall:
    """An announcer with a pretend player and voice; `heard` is what came out of the loudspeaker."""

    def __init__(
        self, folder: Path, config: OfficeConfig, script: str = "", sound: Sound = Sound.VOICE
    ) -> None:
        self.folder = folder
        self.played = folder / "played"
        self.texts = folder / "texts"
        command = player(folder, f'echo "${{2##*/}}" >>{self.played}\n{script}', "pw-play")
        self.players: list[Command] = [command]
        engine = Engine(voice_child(self.texts, "sv", "ar", "en"))
        self.announcer = Announcer(config, Voice(folder / "audio", Player(self.players), engine), sound)

    def run(self, main: Callable[[Announcer], Awaitable[None]]) -> list[str]:
        async def whole() -> None:
            await main(self.announcer)
            if self.announcer._task is not None:
                await self.announcer._task
            await self.announcer.close()

        asyncio.run(whole())
        return self.heard()

    def heard(self) -> list[str]:
        files = self.played.read_text(encoding="utf-8").split() if self.played.exists() else []
        texts = self.texts.read_text(encoding="utf-8").splitlines() if self.texts.exists() else []
        said = [" ".join(text for _, text in json.loads(line)) for line in texts]
        return ["chime" if file == "chime.wav" else said.pop(0) for file in files]


def test_the_chime_is_there_and_short() -> None:
    with wave.open(str(chime_file())) as sound:
        assert 0.5 < sound.getnframes() / sound.getframerate() < 2.5
        assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)


def test_a_call_is_a_chime_then_the_visitors_language_then_swedish(
    tmp_path: Path, config: OfficeConfig
) -> None:
    async def main(announcer: Announcer) -> None:
        announcer.told([AR], [AR])

    chime, own, swedish = Hall(tmp_path, config).run(main)
    assert (chime, swedish) == ("chime", "Nummer 2 0 4 7. Gå till Skatteverket, disk 3.")
    assert "2 0 4 7" in own
    assert "توجّه إلى" in own


def test_calls_at_once_are_one_chime_and_a_later_one_has_its_own(
    tmp_path: Path, config: OfficeConfig
) -> None:
    hall = Hall(tmp_path, config)

    async def main(announcer: Announcer) -> None:
        announcer.told([SV], [SV])
        announcer.told([SO], [SV, SO])
        await until(lambda: len(hall.heard()) > 1)
        announcer.told([SO], [SV, SO])

    heard = hall.run(main)
    fk = "Nummer 2 0 5 1. Gå till Försäkringskassan."
    assert heard == ["chime", "Nummer 8 1 0 0 7. Gå till Arbetsförmedlingen, disk 12.", fk, "chime", fk]
    assert hall.announcer.announced == 3


def test_nothing_overlaps(tmp_path: Path, config: OfficeConfig) -> None:
    """The player refuses to begin while another plays."""
    lock = tmp_path / "lock"
    script = f"/bin/mkdir {lock} || echo overlap >>{tmp_path}/played\n/bin/sleep 0.02\n/bin/rmdir {lock}"

    hall = Hall(tmp_path, config, script)

    async def main(announcer: Announcer) -> None:
        for heard in range(3):
            announcer.told([AR, SV], [AR, SV])
            await until(lambda: len(hall.heard()) > heard)  # noqa: B023  # waited for within the turn

    assert "overlap" not in hall.run(main)


def test_who_has_come_is_not_called_out_any_more(tmp_path: Path, config: OfficeConfig) -> None:
    hall = Hall(tmp_path, config)

    async def main(announcer: Announcer) -> None:
        announcer.told([AR, SV], [AR, SV])
        announcer.told([], [SV])

    assert hall.run(main)[1:] == ["Nummer 8 1 0 0 7. Gå till Arbetsförmedlingen, disk 12."]


def test_a_language_without_a_voice_is_swedish_only(tmp_path: Path, config: OfficeConfig) -> None:
    async def main(announcer: Announcer) -> None:
        announcer.told([SO], [SO])

    assert Hall(tmp_path, config).run(main) == ["chime", "Nummer 2 0 5 1. Gå till Försäkringskassan."]


@pytest.mark.parametrize(("sound", "heard"), [(Sound.CHIME, ["chime"]), (Sound.NONE, [])])
def test_an_office_can_do_without_the_voice_or_without_sound(
    sound: Sound, heard: list[str], tmp_path: Path, config: OfficeConfig
) -> None:
    async def main(announcer: Announcer) -> None:
        announcer.told([AR], [AR])

    assert Hall(tmp_path, config, sound=sound).run(main) == heard


def test_where_there_is_no_sound_nothing_more_is_tried_for_a_call(
    tmp_path: Path, config: OfficeConfig
) -> None:
    hall = Hall(tmp_path, config, "exit 1")

    async def main(announcer: Announcer) -> None:
        announcer.told([AR], [AR])

    assert hall.run(main) == ["chime"]
    assert hall.announcer.announced == 1


def test_closed_in_the_middle_of_a_call_it_is_silent(tmp_path: Path, config: OfficeConfig) -> None:
    hall = Hall(tmp_path, config, "exec /bin/sleep 60")

    async def main() -> None:
        hall.announcer.told([AR], [AR])
        await until(hall.played.exists)
        await hall.announcer.close()

    asyncio.run(main())
    assert hall.heard() == ["chime"]
