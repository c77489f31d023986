"""The child that holds the engine: speaks lines of JSON, answers each, and ends with its input."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from array import array
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kiosk.cli import main
from kiosk.devices import child_process
from kiosk.devices.sound import wavs
from kiosk.devices.sound.voice_messages import SpeechAnswer, SpeechRequest
from kiosk.devices.sound.voice_process import Bundled, EngineError, Installed, serve
from kiosk.devices.sound.voices import Run
from kiosk.protocol.codec import decode, encode

BUNDLED = {"sv", "en", "ar", "fa", "ti", "uk", "ru", "tr", "ku"}
"""What the engine that comes with the program speaks."""


def talk(*requests: object) -> list[dict[str, Any]]:
    lines = "".join(
        f"{request if isinstance(request, str) else json.dumps(request)}\n" for request in requests
    )
    done = subprocess.run(
        child_process.command(child_process.VOICE),
        input=lines,
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    assert done.stderr == ""
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_it_says_its_voices_and_takes_its_files_with_it() -> None:
    first, answer = talk({"id": 7, "runs": [["sv", "Hej"]], "speed": 150})
    assert set(first["voices"]) >= BUNDLED
    assert (answer["id"], Path(answer["file"]).parent) == (7, Path(first["folder"]))
    assert not Path(first["folder"]).exists()


def test_what_cannot_be_read_or_spoken_harms_no_later_request() -> None:
    _, wrong, empty, right = talk(
        "not json", {"id": 1}, [],
        {"id": 2, "runs": [["xx", "?"]], "speed": 150},
        {"id": 3, "runs": [], "speed": 150},
        {"id": 4, "runs": [["ti", "ሰላም"]], "speed": 150},
    )  # fmt: skip
    assert (wrong["id"], "xx" in wrong["error"]) == (2, True)
    assert (empty["id"], empty["error"] != "", empty["file"]) == (3, True, None)
    assert (right["id"], right["error"], Path(right["file"]).name) == (4, "", "4.wav")


class Pretend:
    """An engine of two samples a letter."""

    def __init__(self, *voices: str) -> None:
        self.voices = voices

    def has(self, voice: str) -> bool:
        return voice in self.voices

    def speak(self, voice: str, text: str, speed: int) -> wavs.Wav:
        if text == "broken":
            raise EngineError("It did not speak.")
        return wavs.Wav(22_050, array("h", [speed, -speed] * len(text)))


def test_each_run_is_spoken_by_the_first_engine_that_has_the_voice_and_the_runs_are_one_sound(
    tmp_path: Path,
) -> None:
    out = io.BytesIO()
    request = encode(SpeechRequest(1, (Run("ps", "ab"), Run("sv", "c")), 9))
    serve([Pretend("sv"), Pretend("sv", "ps")], [request], out, tmp_path)
    assert decode(SpeechAnswer, out.getvalue()) == SpeechAnswer(1, str(tmp_path / "1.wav"))
    samples = wavs.read(tmp_path / "1.wav").samples.tolist()
    assert (samples[:4], samples[-2:], samples.count(9)) == ([9, -9, 9, -9], [9, -9], 3)


def test_the_bundled_engine_speaks_each_of_its_voices() -> None:
    """In this process, for once: it is the engine that is tried."""
    script = (
        "from kiosk.devices.sound.voice_process import Bundled; b = Bundled(); "
        f"print([v for v in {sorted(BUNDLED)} if not b.has(v) or b.speak(v, '2047', 150).peak < 5000])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=30
    )
    assert done.stdout.strip() == "[]"


def test_a_computers_own_espeak_is_asked_for_its_voices_and_given_the_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wavs.write(wavs.Wav(22_050, array("h", [5000] * 50)), tmp_path / "said.wav")
    program = tmp_path / "espeak-ng"
    program.write_text(
        '#!/bin/sh\nif [ "$1" = --voices ]; then printf "Pty Language Age Name\\n 5  ps  --/M Pashto\\n"; exit; fi\n'
        f'/bin/cat >{tmp_path}/text; echo "$@" >{tmp_path}/words; /bin/cp {tmp_path}/said.wav "$6"\n',
        encoding="utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    engine = Installed()
    assert (engine.has("ps"), engine.has("so")) == (True, False)
    assert engine.speak("ps", "سلام", 150).peak == 5000
    assert (tmp_path / "text").read_text(encoding="utf-8") == "سلام"
    assert (tmp_path / "words").read_text(encoding="utf-8").startswith("-v ps -s 150 -w ")


@pytest.mark.parametrize("script", [None, "exit 1"], ids=["not installed", "fails"])
def test_without_a_working_espeak_there_is_one_engine_less(
    script: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    if script:
        (tmp_path / "espeak-ng").write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (tmp_path / "espeak-ng").chmod(0o755)
    with pytest.raises(EngineError):
        Installed()


def test_a_bundled_engine_that_is_not_there_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "espeakng_loader", None)
    with pytest.raises(EngineError, match="cannot be loaded"):
        Bundled()


def test_children_are_in_no_overview_and_windows_player_is_for_windows() -> None:
    assert "-child" not in CliRunner().invoke(main, ["--help"]).output
    done = CliRunner().invoke(main, [child_process.SOUND])
    assert (done.exit_code, "for Windows" in done.output) == (1, True)


def test_a_frozen_program_is_its_own_child(monkeypatch: pytest.MonkeyPatch) -> None:
    assert child_process.command("voice-child") == (sys.executable, "-m", "kiosk.cli", "voice-child")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child_process.command("voice-child") == (sys.executable, "voice-child")
