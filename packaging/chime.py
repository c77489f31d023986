"""Makes assets/sounds/chime.wav: two soft tones, the second a fourth below, as a door bell. Run it again to get the
same bytes: `.venv/bin/python packaging/chime.py`.
"""

from __future__ import annotations

import math
import struct
import wave
from pathlib import Path

RATE = 22_050
TONES = ((0.0, 880.0), (0.42, 659.26))  # second at which it is struck, hertz
LENGTH_S = 1.6
PARTIALS = (
    (1.0, 0.6, 1.0),
    (2.0, 0.18, 1.9),
    (3.01, 0.08, 3.1),
)  # multiple, loudness, how much faster it fades
LOUDNESS = 0.55


def sample(at: float) -> float:
    """The sound at a second, from -1 to 1."""
    value = 0.0
    for struck, hertz in TONES:
        since = at - struck
        if since < 0:
            continue
        attack = min(1.0, since / 0.008)
        value += attack * sum(
            loudness * math.exp(-3.2 * fades * since) * math.sin(2 * math.pi * hertz * multiple * since)
            for multiple, loudness, fades in PARTIALS
        )
    end = min(1.0, (LENGTH_S - at) / 0.1)
    return LOUDNESS * end * value


def main() -> None:
    path = Path(__file__).parents[1] / "assets" / "sounds" / "chime.wav"
    path.parent.mkdir(parents=True, exist_ok=True)
    frames = [round(32_767 * max(-1.0, min(1.0, sample(n / RATE)))) for n in range(int(RATE * LENGTH_S))]
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(struct.pack(f"<{len(frames)}h", *frames))


if __name__ == "__main__":
    main()
