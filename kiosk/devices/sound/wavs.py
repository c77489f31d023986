"""Sound in memory: 16-bit mono WAV read, joined, made softer, written. One kind of file, so that parts fit together.

Must not know what is said in them.
"""

from __future__ import annotations

import io
import wave
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

RATES: Final = (22_050, 44_100)
"""The second is twice the first: parts of both can be joined."""


class WavError(ValueError):
    """A file that holds no sound of our kind: one sentence about it, without its name."""


@dataclass(frozen=True, slots=True)
class Wav:
    """Samples in a row, from -32768 to 32767."""

    rate: int
    samples: array[int]

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.rate

    @property
    def peak(self) -> int:
        return max(max(self.samples, default=0), -min(self.samples, default=0))


def read(file: Path) -> Wav:
    """The sound of a file. WavError when it has none or is of another kind."""
    try:
        with wave.open(str(file)) as sound:
            kind = (sound.getnchannels(), sound.getsampwidth())
            rate, data = sound.getframerate(), sound.readframes(sound.getnframes())
    except OSError as error:
        raise WavError(f"It cannot be read ({error.strerror}).") from error
    except (wave.Error, EOFError) as error:
        raise WavError("It is no WAV file.") from error
    if kind != (1, 2) or rate not in RATES:
        raise WavError(f"It has {rate} Hz, {8 * kind[1]} bits and {kind[0]} channels.")
    if len(data) < 2:
        raise WavError("It is empty.")
    return Wav(rate, array("h", data[: len(data) // 2 * 2]))


def write(sound: Wav, file: Path) -> None:
    file.write_bytes(to_bytes(sound))


def to_bytes(sound: Wav) -> bytes:
    """The sound as the bytes of a WAV file."""
    out = io.BytesIO()
    with wave.open(out, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(sound.rate)
        writer.writeframes(sound.samples.tobytes())
    return out.getvalue()


def silence(seconds: float, rate: int = RATES[0]) -> Wav:
    return Wav(rate, array("h", bytes(2 * round(seconds * rate))))


def joined(parts: Sequence[Wav], gap_s: float) -> Wav:
    """The parts one after the other with a short silence between them."""
    rate = max(part.rate for part in parts)
    samples: array[int] = array("h")
    for place, part in enumerate(parts):
        if place:
            samples += silence(gap_s, rate).samples
        samples += part.samples if part.rate == rate else _twice_as_many(part.samples)
    return Wav(rate, samples)


def softer(sound: Wav, gain: float) -> Wav:
    """The sound at a part (0 to 1) of its loudness."""
    if gain >= 1:
        return sound
    factor = round(gain * 32_768)  # whole numbers: a long text is made softer while somebody waits
    return Wav(sound.rate, array("h", [sample * factor >> 15 for sample in sound.samples]))


def _twice_as_many(samples: array[int]) -> array[int]:
    out: array[int] = array("h", bytes(4 * len(samples)))
    out[0::2] = out[1::2] = samples
    return out
