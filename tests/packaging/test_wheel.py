"""The wheel of `pip install .` is the whole product: words, pictures, fonts and sounds, not the code alone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from debs.parts import ROOT


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked as pip does it; built from a copy, so that the checkout stays as it is."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    for name in ("kiosk", "assets", "translations", "packaging"):
        ignored = shutil.ignore_patterns("__pycache__", "*.mo")
        shutil.copytree(ROOT / name, source / name, ignore=ignored)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    done = subprocess.run(
        [*command, "--disable-pip-version-check", "--wheel-dir", str(folder), str(source)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("motesplats-*.whl")
    with zipfile.ZipFile(wheel) as content:
        content.extractall(folder / "site")
    return folder / "site"


def run(installed: Path, *words: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "kiosk.cli", *words],
        cwd=installed.parent,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_an_installed_product_speaks_every_language(installed: Path) -> None:
    languages = json.loads(run(installed, "languages", "--json"))
    assert {"sv", "ar", "ti"} <= {each["code"] for each in languages}
    assert {each["code"]: each["completeness"] for each in languages if each["completeness"] != 1} == {}
    assert {each["code"] for each in languages if each["reviewed"] == 1} == {"sv", "en"}


@pytest.mark.parametrize("kind", ["fonts", "pictograms", "sounds"])
def test_an_installed_product_has_every_asset_of_the_checkout(installed: Path, kind: str) -> None:
    held = {path.name for path in (installed / "kiosk/bundled/assets" / kind).rglob("*")}
    assert {path.name for path in (ROOT / "assets" / kind).rglob("*")} <= held


def test_an_installed_product_draws_a_ticket_with_words_and_pictures(installed: Path, tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text('{"purpose": "new", "needs": ["all"], "papers": ["ut_card"], "ground": "protection"}')
    ticket = tmp_path / "ticket.png"
    words = [
        "--answers",
        str(answers),
        "--language",
        "ar",
        "--data",
        str(tmp_path / "data"),
        "--ticket",
        str(ticket),
    ]
    assert json.loads(run(installed, "checkin", *words, "--json"))["ticket"]
    assert ticket.stat().st_size > 10_000
