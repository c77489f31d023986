"""The Windows installers: which wheels, what of them, and that no other Python gets in."""

from __future__ import annotations

import hashlib
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from debs.parts import OFFICE, ROOT
from winsetup import __main__ as setup
from winsetup import wheels

PROJECT = ROOT / "pyproject.toml"
WINDOWS = ROOT / "packaging" / "windows"


@pytest.mark.parametrize(
    ("part", "there", "absent"),
    [
        ("office", {"fastapi", "uvicorn", "pysqlite3", "tzdata"}, {"uvloop", "PySide6-Essentials", "qasync"}),
        ("lobby", {"PySide6-Essentials", "qasync", "espeakng-loader"}, {"uvloop", "fastapi", "uvicorn"}),
    ],
)
def test_what_windows_needs_is_asked_as_windows_would(part: str, there: set[str], absent: set[str]) -> None:
    """pip would answer for the computer it runs on, where uvloop is wanted and colorama is not."""
    names = {each.name for each in wheels.wanted(PROJECT, setup.WITHOUT[part])}
    assert there <= names
    assert names & absent == set()


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("PySide6/Qt6Core.dll", True),
        ("PySide6/Qt6Quick3D.dll", False),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/plugins/platforms/qdirect2d.dll", False),
        ("PySide6/qml/QtQuick/Shapes/qmldir", True),
        ("PySide6/qml/QtQuick/Controls/qmldir", False),
        ("PySide6/designer.exe", False),
        ("PySide6/QtCore.pyi", False),
        ("PySide6/translations/qtbase_de.qm", False),
        ("babel/locale-data/sv.dat", True),
        ("babel/locale-data/de.dat", False),
        ("espeakng_loader/espeak-ng-data/ti_dict", True),
        ("aiohttp/_http_parser.cp313-win_amd64.pyd", True),
    ],
)
def test_of_a_wheel_what_is_used_is_taken(name: str, taken: bool) -> None:
    assert wheels.is_taken(name) is taken


def embeddable(folder: Path, pth: str) -> Path:
    file = folder / "python-embed.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(pth, "python.zip\n.\n")
    return file


def test_another_python_than_was_meant_is_refused(tmp_path: Path) -> None:
    file = embeddable(tmp_path, "python313._pth")
    setup.check(file, hashlib.sha256(file.read_bytes()).hexdigest().upper())
    with pytest.raises(setup.SetupError, match="another file than was meant"):
        setup.check(file, "0" * 64)
    with pytest.raises(setup.SetupError, match="cannot be read"):
        setup.check(tmp_path / "none.zip", "0" * 64)


def test_a_python_of_another_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(setup.SetupError, match=r"no embeddable Python 3\.13"):
        setup.lay_out(OFFICE, embeddable(tmp_path, "python312._pth"), tmp_path / "work")


def test_the_task_of_the_server_is_well_formed_and_never_runs_out() -> None:
    text = (WINDOWS / "office-task.xml").read_text(encoding="utf-8").replace('encoding="UTF-16"', "")
    space = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
    task = ElementTree.fromstring(text)
    assert task.findtext(f".//{space}ExecutionTimeLimit") == "PT0S"
    assert task.findtext(f".//{space}UserId") == "S-1-5-19"  # LOCAL SERVICE
    filled = (WINDOWS / "office-task.ps1").read_text(encoding="utf-8")
    assert {name for name in re.findall(r"@[A-Z]+@", text) if name not in filled} == set()


def test_uninstalling_keeps_the_data() -> None:
    script = (WINDOWS / "setup.nsi").read_text(encoding="utf-8")
    assert "$APPDATA" not in script.partition('Section "Uninstall"')[2]


def test_the_notes_say_what_was_not_tried() -> None:
    notes = (WINDOWS / "README.txt").read_text(encoding="utf-8")
    assert "NOT tried, for it needs a real Windows" in notes


def test_the_setup_program_deletes_only_what_it_installed(tmp_path: Path) -> None:
    """Whichever folder was chosen: files by name, folders only when empty, never a whole tree."""
    script = (WINDOWS / "setup.nsi").read_text(encoding="utf-8")
    assert re.findall(r"RMDir\s+/r", script) == []
    (tmp_path / "kiosk" / "core").mkdir(parents=True)
    for name in ("python.exe", "kiosk/cli.py", "kiosk/core/data.toml"):
        (tmp_path / name).touch()
    assert setup.removal(tmp_path).splitlines() == [
        'Delete "$INSTDIR\\kiosk\\cli.py"',
        'Delete "$INSTDIR\\kiosk\\core\\data.toml"',
        'Delete "$INSTDIR\\python.exe"',
        'RMDir "$INSTDIR\\kiosk\\core"',
        'Delete "$INSTDIR\\kiosk\\__pycache__\\*.pyc"',
        'RMDir "$INSTDIR\\kiosk\\__pycache__"',
        'RMDir "$INSTDIR\\kiosk"',
    ]


def test_the_setup_program_compiles(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    (folder / "kiosk").mkdir(parents=True)
    for name in ("python.exe", "office-task.ps1", "kiosk/cli.py"):
        (folder / name).touch()
    assert setup.installer(OFFICE, folder, tmp_path / "out").stat().st_size > 10_000
