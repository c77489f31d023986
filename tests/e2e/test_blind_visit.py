"""Without sight: a whole check-in by the keypad and what is said, at the real program with its real voices."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.programs import PATIENCE, environment, exported


@pytest.mark.parametrize("language", ["sv", "en", "ar", "ti"])
def test_a_family_checks_in_by_keypad_and_speech_alone(language: str, tmp_path: Path) -> None:
    """From plugging in headphones to hearing the number; every stop of the refugee family of four is on the ticket."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.blind", language, str(tmp_path)],
        capture_output=True, text=True, timeout=3 * PATIENCE, env=environment(), check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["stops"] == ["MV", "SKV", "FK", "AF", "KOM"]
    spoken = [code for code, _ in told["heard"]]
    chosen = spoken.index(language) if language != "sv" else 0
    assert set(spoken[chosen:]) == {language}, (
        "speech is in the language of the screen (EN 301 549, 5.1.3.14)"
    )
    issued = [e for e in exported(tmp_path) if e["kind"] == "ticket.issued"]
    assert [e["ticket"] for e in issued] == [told["number"]]
    assert any(told["number"] in text for _, text in told["heard"][-4:])
