"""The chime: once for a call, one after the other, and silence that is told once where there is no sound."""

from __future__ import annotations

import asyncio
import logging
import wave
from pathlib import Path

import pytest

from kiosk.ui.board.chime import Chime, sound_file


def player(tmp_path: Path, script: str) -> tuple[str, ...]:
    file = tmp_path / "player"
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)
    return (str(file),)


def ring(chime: Chime, times: int, pause: float = 0.0) -> None:
    async def main() -> None:
        for _ in range(times):
            chime.ring()
            await asyncio.sleep(pause)
        if chime._task is not None:
            await chime._task
        await chime.close()

    asyncio.run(main())


def test_the_sound_is_there_and_short() -> None:
    with wave.open(str(sound_file())) as sound:
        assert 0.5 < sound.getnframes() / sound.getframerate() < 2.5
        assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)


def test_it_plays_the_file_and_several_at_once_once_more(tmp_path: Path) -> None:
    log = tmp_path / "log"
    ring(Chime(player(tmp_path, f'echo "$1" >>{log}; sleep 0.05')), 5)
    assert log.read_text(encoding="utf-8").splitlines() == [str(sound_file())] * 2


@pytest.mark.parametrize("script", ["exit 3", None], ids=["fails", "is not there"])
def test_without_sound_it_is_silent_and_says_so_once(
    script: str | None, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    command = player(tmp_path, script) if script else (str(tmp_path / "nothing"),)
    with caplog.at_level(logging.WARNING):
        ring(Chime(command), 3, pause=0.05)
    assert len(caplog.records) == 1


def test_a_computer_without_players_is_silent(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("PATH", "")
    chime = Chime()
    with caplog.at_level(logging.WARNING):
        ring(chime, 2)
    assert (chime.rung, len(caplog.records)) == (2, 1)


def test_a_player_that_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.ui.board.chime.AT_MOST_S", 0.1)
    ring(Chime(player(tmp_path, "exec sleep 60")), 1)
