"""What the program that makes speech and its parent say to each other. Must not know how either works."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.devices.sound.voices import Run


@dataclass(frozen=True, slots=True)
class VoiceReady:
    """The child's first message: its voices, the folder of its files, and why there is not even the bundled engine."""

    voices: tuple[str, ...]
    folder: str
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class SpeechRequest:
    """A text to be spoken, in runs of one voice each; `speed` in words a minute."""

    id: int
    runs: tuple[Run, ...]
    speed: int


@dataclass(frozen=True, slots=True)
class SpeechAnswer:
    """The file of a request's sound, which is then the parent's to delete; or why there is none."""

    id: int
    file: str | None = None
    error: str = ""
