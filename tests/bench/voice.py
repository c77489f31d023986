"""Figures of the voice: how long until there is something to hear, for each language that the engine speaks.

A loudspeaker is not measured: a player begins some tens of milliseconds after its file is there.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable
from pathlib import Path

from kiosk.devices.sound.player import Player
from kiosk.devices.sound.speaking import Voice
from kiosk.devices.sound.voices import VOICES, VoiceKind
from kiosk.present.language.languages import language
from tests.bench.figures import Figure, percentile

ROUNDS = 40
BAR_MS = 400


def first_sound() -> list[Figure]:
    return asyncio.run(_measure())


async def _measure() -> list[Figure]:
    voice = Voice(player=Player([]))
    cold = await _took(voice.sound_of("sv", "Hej"))
    figures = [Figure("voice, first file with the start of the engine", cold, "ms", BAR_MS, "once a program")]
    for code in VOICES:
        if voice.can_speak(code) is VoiceKind.NONE:
            continue
        # about as long as a question; two voices where the script is not Latin
        text = f"{language(code).own_name}, \u2068Skatteverket\u2069, 2047. " * 3
        took = [await _took(voice.sound_of(code, text, digits=True)) for _ in range(ROUNDS)]
        figures += [
            Figure(f"voice, request to file, {code}, p50", percentile(took, 0.50), "ms"),
            Figure(f"voice, request to file, {code}, p95", percentile(took, 0.95), "ms", BAR_MS),
        ]
    await voice.close()
    return figures


async def _took(making: Awaitable[Path | None]) -> float:
    began = time.perf_counter()
    file = await making
    took = (time.perf_counter() - began) * 1000
    assert file is not None
    file.unlink()
    return took
