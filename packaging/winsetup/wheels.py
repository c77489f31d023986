"""The wheels that a Windows computer needs, told by a Linux one: which, and what of each is taken along.

pip evaluates conditions (`sys_platform == 'win32'`) for the computer it runs on, so they are evaluated here, and the
whole tree of dependencies is walked by what each wheel says of itself.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterable, Mapping
from email.parser import HeaderParser
from pathlib import Path, PurePosixPath
from typing import Final

from debs.prune import language_is_ours
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PYTHON: Final = "3.13"
ENVIRONMENT: Final = {
    "implementation_name": "cpython",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_system": "Windows",
    "python_full_version": f"{PYTHON}.0",
    "python_version": PYTHON,
    "sys_platform": "win32",
    "extra": "",
}
_QT_KEPT: Final = frozenset(
    {
        *("Qt6Core.dll", "Qt6DBus.dll", "Qt6Gui.dll", "Qt6Network.dll", "Qt6OpenGL.dll", "Qt6Qml.dll"),
        *(
            "Qt6QmlMeta.dll",
            "Qt6QmlModels.dll",
            "Qt6QmlWorkerScript.dll",
            "Qt6Quick.dll",
            "Qt6QuickShapes.dll",
        ),
        *("Qt6Svg.dll", "Qt6Test.dll", "Qt6Widgets.dll", "pyside6.abi3.dll", "pyside6qml.abi3.dll"),
        *(
            "QtCore.pyd",
            "QtGui.pyd",
            "QtNetwork.pyd",
            "QtOpenGL.pyd",
            "QtQml.pyd",
            "QtQuick.pyd",
            "QtSvg.pyd",
        ),
        *("QtTest.pyd", "QtWidgets.pyd", "__init__.py", "_config.py"),
    }
)
_QT_PLUGINS: Final = frozenset({"platforms/qwindows.dll", "platforms/qoffscreen.dll"})
_QML: Final = frozenset({"QtQml", "QtQml/Models", "QtQml/WorkerScript", "QtQuick", "QtQuick/Shapes"})
_ONLY_FOR_COMMANDS: Final = ("pip", "sqlite-fts4", "tabulate")
"""What sqlite-utils asks for on behalf of its own command line."""
_RUNTIME: Final = ("msvcp140", "vcruntime140", "concrt140")


class WheelError(Exception):
    """A wheel was not got: one sentence, and what pip said."""


def applies(requirement: Requirement) -> bool:
    """Whether a Windows computer needs it."""
    return requirement.marker is None or requirement.marker.evaluate(ENVIRONMENT)


def wanted(project: Path, without: Iterable[str]) -> list[Requirement]:
    """What the program needs on Windows, as pyproject.toml says, without some."""
    dropped = {canonicalize_name(each) for each in without}
    told = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["dependencies"]
    found = [Requirement(each) for each in told]
    return [each for each in found if applies(each) and canonicalize_name(each.name) not in dropped]


def fetch(requirements: Iterable[Requirement], folder: Path) -> list[Path]:
    """Gets wheels and what they need in turn. Raises WheelError."""
    folder.mkdir(parents=True, exist_ok=True)
    waiting, got = list(requirements), dict[str, Path]()
    while waiting:
        requirement = waiting.pop(0)
        name = canonicalize_name(requirement.name)
        if name in got or name in _ONLY_FOR_COMMANDS:
            continue
        got[name] = _download(requirement, folder)
        waiting += [each for each in _needs(got[name]) if applies(each)]
    return [got[name] for name in sorted(got)]


def _download(requirement: Requirement, folder: Path) -> Path:
    plain = f"{requirement.name}{requirement.specifier}"
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"),
            *("--platform", "win_amd64", "--python-version", PYTHON, "--dest", str(folder), plain),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    name = canonicalize_name(requirement.name)
    found = [p for p in sorted(folder.glob("*.whl")) if canonicalize_name(p.name.partition("-")[0]) == name]
    if done.returncode != 0 or not found:
        raise WheelError(f"There is no wheel of {plain} for Windows and Python {PYTHON}.\n{done.stderr}")
    return found[-1]


def _needs(wheel: Path) -> list[Requirement]:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (each for each in archive.namelist() if each.endswith(".dist-info/METADATA"))
        told = HeaderParser().parsestr(archive.read(name).decode("utf-8"))
    return [Requirement(each) for each in told.get_all("Requires-Dist") or ()]


def is_taken(name: str) -> bool:
    """Whether a file of a wheel comes along: no tools, no tests, of Qt what is used, of languages ours."""
    path = PurePosixPath(name)
    if path.suffix in (".pyi", ".h", ".hpp", ".lib", ".qmltypes", ".exe") or "tests" in path.parts:
        return False
    if path.parts[0] != "PySide6":
        return language_is_ours(name) and ".data" not in path.parts[0]
    if len(path.parts) == 2:
        return path.name in _QT_KEPT or path.name.lower().startswith(_RUNTIME)
    rest = str(PurePosixPath(*path.parts[2:]))
    match path.parts[1]:
        case "plugins":
            return rest in _QT_PLUGINS
        case "qml":
            return str(PurePosixPath(rest).parent) in _QML
        case "support" | "scripts":
            return False
        case _:
            return False


def unpack(wheels: Iterable[Path], site: Path) -> Mapping[str, int]:
    """Puts what is taken of each wheel into site-packages; how many files of each."""
    counts = {}
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            names = [each for each in archive.namelist() if not each.endswith("/") and is_taken(each)]
            archive.extractall(site, names)
        counts[wheel.name] = len(names)
    return counts
