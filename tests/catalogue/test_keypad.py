"""Which key codes of a keypad do what: the usual ones, an office's own, and what cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.catalogue.load import load_config
from kiosk.core.keypad import USUAL_KEYS, KeypadKey
from kiosk.core.office_config import OfficeConfig


def loaded(tmp_path: Path, text: str) -> OfficeConfig:
    path = tmp_path / "office.toml"
    path.write_text(text, encoding="utf-8")
    return load_config(path)


def test_without_settings_the_usual_keys_serve(tmp_path: Path) -> None:
    config = loaded(tmp_path, 'name = "Ekeby"\n')
    assert config.office.keypad == USUAL_KEYS
    assert set(USUAL_KEYS.values()) == set(KeypadKey)


def test_a_function_that_is_named_has_just_those_keys(tmp_path: Path) -> None:
    """A keypad whose top key sends Pause: that is Help then, and F1 is not."""
    config = loaded(tmp_path, '[keypad]\nhelp = "Pause"\nlisten = ["F20", "scan:191"]\n')
    keys = config.office.keypad
    assert config.problems == ()
    assert (keys["Pause"], keys["F20"], keys["scan:191"]) == (
        KeypadKey.HELP,
        KeypadKey.LISTEN,
        KeypadKey.LISTEN,
    )
    assert "F1" not in keys
    assert "F13" not in keys
    assert keys["Up"] is KeypadKey.UP


def test_an_empty_list_takes_the_keys_away(tmp_path: Path) -> None:
    """A keypad without a socket."""
    keys = loaded(tmp_path, "[keypad]\nheadphones_in = []\nheadphones_out = []\n").office.keypad
    assert not {KeypadKey.HEADPHONES_IN, KeypadKey.HEADPHONES_OUT} & set(keys.values())


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('hlep = "F2"', "office.toml:2: keypad.hlep: A keypad has no 'hlep'. Did you mean 'help'?"),
        ('help = "F77"', "office.toml:2: keypad.help: There is no key 'F77'. "),
        ('help = "F2"\nback = "F2"', "office.toml:3: keypad.back: The key F2 is 'help' already. "),
        ("help = 5", "office.toml:2: keypad.help: "),
    ],
)
def test_a_faulty_line_is_told_and_the_usual_keys_stay(tmp_path: Path, line: str, told: str) -> None:
    config = loaded(tmp_path, f"[keypad]\n{line}\n")
    assert len(config.problems) == 1
    assert config.problems[0].startswith(told) or told in config.problems[0]
    assert set(config.office.keypad.values()) == set(KeypadKey)


def test_a_key_with_an_own_function_leaves_its_usual_one(tmp_path: Path) -> None:
    keys = loaded(tmp_path, '[keypad]\nlisten = "F1"\n').office.keypad
    assert keys["F1"] is KeypadKey.LISTEN
    assert keys["Help"] is KeypadKey.HELP
