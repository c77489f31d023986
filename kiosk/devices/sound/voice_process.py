"""The program that turns text into sound: espeak-ng in a process of its own, which may crash without anybody's harm.

Reads a SpeechRequest a line and answers each with a SpeechAnswer; its first message is VoiceReady, and it ends when
nothing more can come. The engine is under GPL-3 and is loaded here and nowhere else. Must not know languages' words.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import tempfile
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from kiosk.devices import child_process
from kiosk.devices.sound import wavs
from kiosk.devices.sound.voice_messages import SpeechAnswer, SpeechRequest, VoiceReady
from kiosk.devices.sound.voices import VOICES
from kiosk.protocol.codec import decode
from kiosk.protocol.errors import WireError

GAP_S: Final = 0.06
"""Where the voice changes within a text: the engine leaves no silence at the ends."""
PROGRAM: Final = "espeak-ng"
PROGRAM_AT_MOST_S: Final = 1.5

_SYNCHRONOUS: Final = 2
_UTF8: Final = 1
_RATE: Final = 1


class EngineError(Exception):
    """No sound came of a text, or there is no engine: one sentence."""


class Speaker(Protocol):
    """One engine."""

    def has(self, voice: str) -> bool: ...

    def speak(self, voice: str, text: str, speed: int) -> wavs.Wav: ...


class Bundled:
    """The engine that comes with the program (PyPI: espeakng-loader): a shared library and its data."""

    def __init__(self) -> None:
        try:
            import espeakng_loader

            self._engine = ctypes.CDLL(espeakng_loader.get_library_path())
            data = espeakng_loader.get_data_path()
        except (ImportError, OSError, RuntimeError) as error:
            raise EngineError(f"The engine cannot be loaded: {error}.") from error
        rate = self._engine.espeak_Initialize(_SYNCHRONOUS, 0, os.fsencode(data), 0)
        if rate not in wavs.RATES:
            raise EngineError(f"The engine does not start ({rate}).")
        self._sound = bytearray()
        kind = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
        self._callback = kind(self._take)  # kept: the engine holds only its address
        self._engine.espeak_SetSynthCallback(self._callback)
        self._engine.espeak_Synth.argtypes = [
            ctypes.c_char_p,  # text
            ctypes.c_size_t,  # its bytes
            ctypes.c_uint,  # position
            ctypes.c_int,  # type of position
            ctypes.c_uint,  # end position
            ctypes.c_uint,  # flags
            ctypes.c_void_p,  # identifier
            ctypes.c_void_p,  # user data
        ]

    def has(self, voice: str) -> bool:
        return bool(self._engine.espeak_SetVoiceByName(voice.encode()) == 0)

    def speak(self, voice: str, text: str, speed: int) -> wavs.Wav:
        self._sound.clear()
        data = text.encode()
        if not self.has(voice) or self._engine.espeak_SetParameter(_RATE, speed, 0):
            raise EngineError(f"The engine does not take the voice {voice}.")
        if self._engine.espeak_Synth(data, len(data) + 1, 0, 1, 0, _UTF8, None, None):
            raise EngineError("The engine did not speak.")
        return wavs.Wav(wavs.RATES[0], array("h", bytes(self._sound)))

    def _take(self, samples: int | None, count: int, _events: int | None) -> int:
        if samples and count > 0:
            self._sound += ctypes.string_at(samples, 2 * count)
        return 0


class Installed:
    """The computer's own espeak-ng: asked for a voice that the bundled one does not have (Pashto from 1.53 on)."""

    def __init__(self) -> None:
        if shutil.which(PROGRAM) is None:
            raise EngineError(f"{PROGRAM} is not installed.")
        lines = self._run("--voices").decode(errors="replace").splitlines()
        self._voices = {words[1] for words in map(str.split, lines[1:]) if len(words) > 1}

    def has(self, voice: str) -> bool:
        return voice in self._voices

    def speak(self, voice: str, text: str, speed: int) -> wavs.Wav:
        with tempfile.TemporaryDirectory(prefix="motesplats-") as folder:
            file = Path(folder) / "said.wav"
            self._run("-v", voice, "-s", str(speed), "-w", str(file), "--stdin", said=text.encode())
            return wavs.read(file)

    @staticmethod
    def _run(*words: str, said: bytes = b"") -> bytes:
        try:
            done = subprocess.run(
                [PROGRAM, *words], input=said, capture_output=True, timeout=PROGRAM_AT_MOST_S, check=True
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise EngineError(f"{PROGRAM} does not work: {error}.") from error
        return done.stdout


def speakers() -> tuple[list[Speaker], str]:
    """The engines that there are, and why there is not even the bundled one."""
    found: list[Speaker] = []
    trouble = ""
    for make in (Bundled, Installed):
        try:
            found.append(make())
        except EngineError as error:
            trouble = trouble or (str(error) if make is Bundled else "")
    return found, trouble


def serve(engines: Sequence[Speaker], requests: Iterable[bytes], answers: BinaryIO, folder: Path) -> None:
    """Answers each request in its turn; a text that fails is an answer too."""
    for line in requests:
        try:
            request = decode(SpeechRequest, line)
        except WireError:
            continue  # nobody waits for what cannot be read
        file = folder / f"{request.id}.wav"
        try:
            said = [_said(engines, run.voice, run.text, request.speed) for run in request.runs]
            wavs.write(wavs.joined(said, GAP_S), file)
        except (EngineError, OSError, ValueError) as error:
            child_process.answer(answers, SpeechAnswer(request.id, error=str(error)))
        else:
            child_process.answer(answers, SpeechAnswer(request.id, str(file)))


def _said(engines: Sequence[Speaker], voice: str, text: str, speed: int) -> wavs.Wav:
    speaker = next((engine for engine in engines if engine.has(voice)), None)
    if speaker is None:
        raise EngineError(f"No engine has the voice {voice}.")
    return speaker.speak(voice, text, speed)


def main() -> None:
    requests, answers = child_process.to_parent()
    engines, trouble = speakers()
    with tempfile.TemporaryDirectory(prefix="motesplats-voice-") as folder:
        voices = sorted({voice for voice in VOICES.values() if any(each.has(voice) for each in engines)})
        child_process.answer(answers, VoiceReady(tuple(voices), folder, trouble))
        serve(engines, requests, answers, Path(folder))
