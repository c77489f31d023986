"""Sound: one at a time through real child programs; what hangs is ended, what is dead is told."""

from __future__ import annotations

import asyncio
import io
import logging
import wave
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from kiosk.devices.sound import player as sound
from kiosk.devices.sound import wavs
from kiosk.devices.sound.player import PlaybackOutcome, Player
from tests.devices.sound.players import player, tone, tone_file


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not true():
            await asyncio.sleep(0.01)


def run(player: Player, main: Callable[[Player], Awaitable[None]]) -> None:
    async def whole() -> None:
        await main(player)
        await player.close()

    asyncio.run(whole())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tone_file(tmp_path / "tone.wav")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("pw-play", ["--volume=0.237", "FILE"]),
        ("paplay", [f"--volume={round(65536 * 0.237137 ** (1 / 3))}", "FILE"]),
    ],
)
def test_a_player_with_a_volume_is_told_the_file_and_how_loud(
    name: str, words: list[str], tmp_path: Path, file: Path
) -> None:
    log = tmp_path / "log"
    command = player(tmp_path, f'printf "%s\\n" "$@" >{log}', name)

    async def main(out: Player) -> None:
        assert await out.play(file, 5) is PlaybackOutcome.PLAYED
        assert (out.works, out.trouble, out.name) == (True, "", name)

    run(Player([command]), main)
    assert log.read_text(encoding="utf-8").splitlines() == [w.replace("FILE", str(file)) for w in words]


@pytest.mark.parametrize(("volume", "share"), [(10, 1.0), (9, 0.75), (1, 0.075), (99, 1.0)])
def test_aplay_is_given_the_sound_made_softer(volume: int, share: float, tmp_path: Path, file: Path) -> None:
    heard = tmp_path / "heard"

    async def main(out: Player) -> None:
        assert await out.play(file, volume) is PlaybackOutcome.PLAYED

    run(Player([player(tmp_path, f"/bin/cat >{heard}")]), main)
    with wave.open(io.BytesIO(heard.read_bytes())) as got:
        assert got.getnframes() == len(tone().samples)
    heard.rename(heard.with_suffix(".wav"))
    assert round(wavs.read(heard.with_suffix(".wav")).peak / tone().peak, 3) == pytest.approx(
        share, abs=0.002
    )


def test_a_new_sound_stops_the_former_and_stop_is_silence_at_once(tmp_path: Path, file: Path) -> None:
    started = tmp_path / "started"
    long = tone_file(tmp_path / "long.wav", 30)

    async def main(out: Player) -> None:
        first = asyncio.ensure_future(out.play(long))
        await until(started.exists)
        started.unlink()
        second = asyncio.ensure_future(out.play(long))
        assert await first is PlaybackOutcome.STOPPED
        await until(started.exists)
        out.stop()
        assert await second is PlaybackOutcome.STOPPED
        assert out.works is None  # nothing is known of the device by this

    run(Player([player(tmp_path, f"echo 1 >{started}; exec /bin/sleep 60")]), main)


def test_a_player_that_started_others_ends_with_all_of_them(tmp_path: Path) -> None:
    """What it leaves alive would hold its pipes open and be waited for, for ever."""
    started = tmp_path / "started"
    long = tone_file(tmp_path / "long.wav", 30)

    async def main(out: Player) -> None:
        first = asyncio.ensure_future(out.play(long))
        await until(started.exists)
        out.stop()
        assert await asyncio.wait_for(first, 20) is PlaybackOutcome.STOPPED

    run(Player([player(tmp_path, f"echo 1 >{started}; /bin/sleep 600; echo 2")]), main)


def test_of_many_at_once_only_the_last_is_heard(tmp_path: Path, file: Path) -> None:
    log = tmp_path / "log"

    async def main(out: Player) -> None:
        outcomes = await asyncio.gather(*(out.play(file) for _ in range(5)))
        assert outcomes == [PlaybackOutcome.STOPPED] * 4 + [PlaybackOutcome.PLAYED]

    run(Player([player(tmp_path, f"echo 1 >>{log}")]), main)
    assert log.read_text(encoding="utf-8").count("1") == 1


def test_stopped_when_the_task_is_cancelled(tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    long = tone_file(tmp_path / "long.wav", 30)

    async def main(out: Player) -> None:
        task = asyncio.ensure_future(out.play(long))
        await until(lambda: pid.exists() and pid.read_text(encoding="utf-8").endswith("\n"))
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert not Path(f"/proc/{pid.read_text(encoding='utf-8').strip()}").exists()

    run(Player([player(tmp_path, f"echo $$ >{pid}; exec /bin/sleep 60")]), main)


def test_a_device_that_does_not_answer_is_dead_and_told_once(
    tmp_path: Path, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def main(out: Player) -> None:
        for _ in range(3):
            assert await out.play(file) is PlaybackOutcome.DEAD
        assert (out.works, "audio open error" in out.trouble) == (False, True)

    with caplog.at_level(logging.WARNING):
        run(Player([player(tmp_path, "echo 'aplay: audio open error' >&2; exit 1")]), main)
    assert len(caplog.records) == 1


def test_a_player_that_hangs_is_ended_in_time(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sound, "GRACE_S", 0.1)

    async def main(out: Player) -> None:
        assert await out.play(file) is PlaybackOutcome.DEAD
        assert "did not end" in out.trouble

    run(Player([player(tmp_path, "exec /bin/sleep 60")]), main)


def test_a_player_that_reaches_no_device_gives_way_to_one_that_does_and_comes_back(
    tmp_path: Path, file: Path
) -> None:
    broken = tmp_path / "broken"
    log = tmp_path / "log"
    first = player(tmp_path, f"echo pw >>{log}; test ! -e {broken}", "pw-play")
    second = player(tmp_path, f"echo aplay >>{log}")

    async def main(out: Player) -> None:
        broken.touch()
        assert await out.play(file) is PlaybackOutcome.PLAYED
        assert await out.play(file) is PlaybackOutcome.PLAYED
        assert out.name == "aplay"

    run(Player([first, second]), main)
    assert log.read_text(encoding="utf-8").split() == ["pw", "aplay", "aplay"]


@pytest.mark.parametrize("players", [[], [("/nowhere/aplay",)]], ids=["none", "not there"])
def test_a_computer_without_players_has_no_sound_and_says_so(
    players: list[tuple[str, ...]], file: Path
) -> None:
    async def main(out: Player) -> None:
        assert await out.play(file) is PlaybackOutcome.DEAD
        assert (out.works, bool(out.trouble)) == (False, True)

    run(Player(players), main)


def test_a_file_that_is_no_sound_says_nothing_about_the_device(tmp_path: Path) -> None:
    bad = tmp_path / "bad.wav"
    bad.write_bytes(b"nothing")

    async def main(out: Player) -> None:
        assert await out.play(bad) is PlaybackOutcome.UNREADABLE
        assert (out.works, out.trouble) == (None, "bad.wav: It is no WAV file.")

    run(Player([player(tmp_path, "exit 0")]), main)


def test_trying_out_plays_silence(tmp_path: Path) -> None:
    heard = tmp_path / "heard.wav"

    async def main(out: Player) -> None:
        assert await out.try_out() is PlaybackOutcome.PLAYED
        assert out.works

    run(Player([player(tmp_path, f"/bin/cat >{heard}")]), main)
    assert wavs.read(heard).peak == 0


def test_players_are_looked_for_in_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert sound.find_players() == ()
    player(tmp_path, "", "aplay")
    player(tmp_path, "", "pw-play")
    assert sound.find_players() == (("pw-play",), ("aplay", "-q"))
