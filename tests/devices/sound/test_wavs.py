"""Sound in memory: read as written, joined, made softer; what is of another kind is told in one sentence."""

from __future__ import annotations

import wave
from pathlib import Path

import pytest

from kiosk.devices.sound import wavs
from tests.devices.sound.players import tone, tone_file


def test_what_was_written_is_read(tmp_path: Path) -> None:
    assert wavs.read(tone_file(tmp_path / "a.wav")) == tone()


def test_parts_follow_each_other_with_a_gap_and_a_slower_one_is_brought_to_the_rate_of_the_others() -> None:
    one, other = tone(0.1, 22_050), tone(0.2, 44_100)
    both = wavs.joined([one, other], 0.05)
    assert (both.rate, round(both.seconds, 3)) == (44_100, 0.35)
    assert both.samples[0:4].tolist() == [one.samples[0]] * 2 + [one.samples[1]] * 2
    assert set(both.samples[4410 : 4410 + 2205]) == {0}


def test_softer_keeps_the_length_and_full_loudness_is_the_same_sound() -> None:
    assert wavs.softer(tone(), 1.0) == tone()
    half = wavs.softer(tone(), 0.5)
    assert (half.seconds, round(half.peak / tone().peak, 2)) == (tone().seconds, 0.5)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "It is no WAV file."),
        (b"RIFF....WAVEfmt ", "It is no WAV file."),
        (b"OggS" * 40, "It is no WAV file."),
    ],
)
def test_what_is_no_sound_is_told(content: bytes, sentence: str, tmp_path: Path) -> None:
    file = tmp_path / "a.wav"
    file.write_bytes(content)
    with pytest.raises(wavs.WavError, match=sentence):
        wavs.read(file)


def test_a_sound_without_samples_or_of_another_kind_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.wav"
    wavs.write(wavs.silence(0), file)
    with pytest.raises(wavs.WavError, match="It is empty"):
        wavs.read(file)
    with wave.open(str(file), "wb") as writer:
        writer.setnchannels(2)
        writer.setsampwidth(2)
        writer.setframerate(48_000)
        writer.writeframes(bytes(400))
    with pytest.raises(wavs.WavError, match="48000 Hz, 16 bits and 2 channels"):
        wavs.read(file)
    with pytest.raises(wavs.WavError, match="cannot be read"):
        wavs.read(tmp_path / "nothing.wav")
