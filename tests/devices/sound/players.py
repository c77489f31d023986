"""Pretend players and voices for tests of sound: real programs, written as scripts."""

from __future__ import annotations

import math
import sys
from array import array
from pathlib import Path

from kiosk.devices.sound import wavs

Command = tuple[str, ...]


def player(folder: Path, script: str, name: str = "aplay") -> Command:
    """A player that does what the script says. Its name decides how it is told file and volume."""
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)
    return (str(file),)


def tone(seconds: float = 0.1, rate: int = wavs.RATES[0], loudness: int = 10_000) -> wavs.Wav:
    """A sound that can be told from silence."""
    count = round(seconds * rate)
    return wavs.Wav(rate, array("h", (round(loudness * math.sin(n / 5)) for n in range(count))))


def tone_file(file: Path, seconds: float = 0.1, rate: int = wavs.RATES[0], loudness: int = 10_000) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    wavs.write(tone(seconds, rate, loudness), file)
    return file


_VOICE = """
import json, pathlib, sys, tempfile
from tests.devices.sound.players import tone_file
with tempfile.TemporaryDirectory() as folder:
    print(json.dumps({"voices": sys.argv[2:], "folder": folder, "trouble": ""}), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        with pathlib.Path(sys.argv[1]).open("a", encoding="utf-8") as log:
            log.write(json.dumps(asked["runs"], ensure_ascii=False) + "\\n")
        file = tone_file(pathlib.Path(folder, f"{asked['id']}.wav"))
        print(json.dumps({"id": asked["id"], "file": str(file)}), flush=True)
"""


def voice_child(log: Path, *voices: str) -> Command:
    """A pretend voice: a tone for every text, which it writes into a file."""
    return (sys.executable, "-c", _VOICE, str(log), *voices)
