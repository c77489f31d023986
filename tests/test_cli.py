"""The command line finds a command's module; in an installed package it finds the other package's program."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

from kiosk.cli import main


@pytest.fixture
def lobby(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed lobby package, which holds no office server; gives the folder of both packages."""

    def without_the_server(name: str) -> ModuleType:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    monkeypatch.setattr(importlib, "import_module", without_the_server)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "lobby" / "motesplats"))
    return tmp_path


def test_a_command_of_the_other_package_is_handed_on(lobby: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = lobby / "office" / "motesplats"
    other.parent.mkdir()
    other.write_text("")
    ran: list[tuple[object, list[str]]] = []

    def execv(program: object, words: list[str]) -> None:
        ran.append((program, words))
        raise SystemExit(0)

    monkeypatch.setattr(os, "execv", execv)
    monkeypatch.setattr(sys, "argv", ["motesplats", "office", "--port", "0"])
    CliRunner().invoke(main, ["office", "--port", "0"])
    assert ran == [(other, [str(other), "office", "--port", "0"])]


@pytest.mark.usefixtures("lobby")
def test_without_the_other_package_it_is_said_which_one_is_missing() -> None:
    done = CliRunner().invoke(main, ["office"])
    assert done.exit_code == 1
    assert "Install the package motesplats-office." in done.output


def test_a_module_that_is_missing_from_the_source_is_a_bug(
    lobby: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert lobby
    monkeypatch.delattr(sys, "frozen")
    assert isinstance(CliRunner().invoke(main, ["office"]).exception, ModuleNotFoundError)
