"""The voice: a recorded clip before the engine, the engine before silence, and silence is told."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from kiosk.devices.sound import wavs
from kiosk.devices.sound.engine import Engine
from kiosk.devices.sound.player import Player
from kiosk.devices.sound.speaking import Spoken, Voice
from kiosk.devices.sound.voices import VoiceKind
from tests.devices.sound.players import player, tone_file
from tests.devices.sound.test_player import until

DEAD_ENGINE = ("/nowhere/voice",)


@pytest.fixture(autouse=True)
def nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said to a visitor is not left in files: the folder for passing ones is looked at."""
    passing = tmp_path / "passing"
    passing.mkdir()
    monkeypatch.setenv("TMPDIR", str(passing))
    monkeypatch.setattr(tempfile, "tempdir", None)


def hears(tmp_path: Path) -> Player:
    """A player that keeps what was last heard."""
    return Player([player(tmp_path, f"/bin/cat >{tmp_path}/heard.wav")])


def run(voice: Voice, main: Callable[[Voice], Awaitable[None]], tmp_path: Path) -> None:
    async def whole() -> None:
        await main(voice)
        await voice.close()

    asyncio.run(whole())
    assert list((tmp_path / "passing").iterdir()) == []


def test_a_language_is_recorded_synthesized_or_silent(tmp_path: Path) -> None:
    async def main(voice: Voice) -> None:
        assert voice.can_speak("ti") is VoiceKind.NONE  # not known yet
        await voice.prepare()
        found = {code: voice.can_speak(code) for code in ("so", "sv", "ti", "fa-AF", "kmr", "ckb", "xx")}
        assert found == {
            "so": VoiceKind.RECORDED,
            **dict.fromkeys(("sv", "ti", "fa-AF", "kmr"), VoiceKind.SYNTHESIZED),
            **dict.fromkeys(("ckb", "xx"), VoiceKind.NONE),
        }

    voice = Voice(tmp_path / "audio", hears(tmp_path))
    tone_file(voice.clips.path("so", "Soo dhawoow"))
    run(voice, main, tmp_path)


def test_a_clip_comes_before_the_engine_and_the_engine_says_what_has_none(tmp_path: Path) -> None:
    heard = tmp_path / "heard.wav"

    async def main(voice: Voice) -> None:
        assert await voice.speak("sv", "Välkommen!") is Spoken.SAID
        assert wavs.read(heard) == wavs.read(voice.clips.path("sv", "Välkommen"))
        assert await voice.speak("sv", "Hej då!") is Spoken.SAID
        assert wavs.read(heard).seconds > 0.3
        assert voice.works

    voice = Voice(tmp_path / "audio", hears(tmp_path))
    tone_file(voice.clips.path("sv", "Välkommen"))
    run(voice, main, tmp_path)


def test_a_broken_clip_is_spoken_by_the_engine_instead(tmp_path: Path) -> None:
    async def main(voice: Voice) -> None:
        assert await voice.speak("sv", "Välkommen") is Spoken.SAID
        assert wavs.read(tmp_path / "heard.wav").peak > 5000

    voice = Voice(tmp_path / "audio", hears(tmp_path))
    wavs.write(wavs.silence(1), tone_file(voice.clips.path("sv", "Välkommen")))
    run(voice, main, tmp_path)


def test_digits_are_heard_one_by_one(tmp_path: Path) -> None:
    async def main(voice: Voice) -> None:
        async def seconds(text: str, digits: bool) -> float:
            assert await voice.speak("sv", text, digits=digits) is Spoken.SAID
            return wavs.read(tmp_path / "heard.wav").seconds

        one_by_one = await seconds("7777", digits=True)
        assert abs(one_by_one - await seconds("7 7 7 7", digits=False)) < 0.05
        assert abs(one_by_one - await seconds("7777", digits=False)) > 0.1

    run(Voice(tmp_path / "audio", hears(tmp_path)), main, tmp_path)


def test_who_has_no_voice_and_who_has_no_sound_is_told(tmp_path: Path) -> None:
    async def main(voice: Voice) -> None:
        assert await voice.speak("ckb", "سڵاو") is Spoken.NO_VOICE
        assert await voice.speak("sv", "…") is Spoken.NO_VOICE
        assert voice.works is None
        assert await voice.speak("sv", "Hej") is Spoken.NO_SOUND
        assert voice.works is False

    run(Voice(tmp_path / "audio", Player([player(tmp_path, "exit 1")])), main, tmp_path)


def test_without_an_engine_only_clips_are_heard(tmp_path: Path) -> None:
    async def main(voice: Voice) -> None:
        await voice.prepare()
        assert voice.can_speak("sv") is VoiceKind.NONE
        assert await voice.speak("sv", "Hej") is Spoken.NO_VOICE

    run(Voice(tmp_path / "audio", hears(tmp_path), Engine(DEAD_ENGINE)), main, tmp_path)


def test_a_new_text_stops_the_former_also_before_it_is_heard(tmp_path: Path) -> None:
    async def main(voice: Voice) -> None:
        outcomes = await asyncio.gather(*(voice.speak("sv", "Hej") for _ in range(4)))
        assert outcomes == [Spoken.STOPPED] * 3 + [Spoken.SAID]

    run(Voice(tmp_path / "audio", hears(tmp_path)), main, tmp_path)


def test_stop_is_heard_at_once(tmp_path: Path) -> None:
    started = tmp_path / "started"

    async def main(voice: Voice) -> None:
        speaking = asyncio.ensure_future(voice.speak("sv", "Hej"))
        await until(started.exists)
        voice.stop()
        assert await speaking is Spoken.STOPPED

    out = Player([player(tmp_path, f"echo 1 >{started}; exec /bin/sleep 60")])
    run(Voice(tmp_path / "audio", out), main, tmp_path)
