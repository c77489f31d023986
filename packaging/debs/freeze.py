"""One part of the program as a folder of its own, by PyInstaller.

What is imported late, by name, must be named here: PyInstaller follows import statements only.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from debs.parts import ROOT, Part

DATA: Final = (".toml", ".qml", ".json", ".svg", ".html", ".css", ".js")
"""As package-data in pyproject.toml, with `qmldir`."""
_BY_NAME: Final = {
    "office": (
        "uvicorn.loops.uvloop",
        "uvicorn.lifespan.on",
        "uvicorn.protocols.http.httptools_impl",
        "uvicorn.protocols.websockets.websockets_sansio_impl",
    ),
    "lobby": ("espeakng_loader",),
}
"""What others import by a name in a string."""


class BuildError(Exception):
    """A package was not built: one sentence, and what the tool said."""


def hidden_imports(source: Path, part: Part) -> list[str]:
    """Every module of the program that is of this part: commands are imported by name when they run."""
    modules = []
    for path in sorted((source / "kiosk").rglob("*.py")):
        parts = path.relative_to(source).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if not any(name == each or name.startswith(f"{each}.") for each in part.excludes):
            modules.append(name)
    return [*modules, *_BY_NAME[part.name], "pysqlite3._sqlite3", "tzdata"]


def program_files(source: Path, part: Part) -> list[tuple[Path, Path]]:
    """Files of ours that the program reads, with the folder where it looks for them."""
    excluded = [each.replace(".", "/") for each in part.excludes]
    files = [
        path
        for path in sorted((source / "kiosk").rglob("*"))
        if (path.suffix in DATA or path.name == "qmldir")
        and not any(path.relative_to(source).is_relative_to(each) for each in excluded)
    ]
    for kind in part.assets:
        files += [path for path in sorted((source / "assets" / kind).rglob("*")) if path.is_file()]
    # .po too: it says which words a native reader has approved, and screens tell
    files += [p for p in sorted((source / "translations").rglob("*")) if p.suffix in (".mo", ".po", ".pot")]
    return [(path, path.parent.relative_to(source)) for path in files]


def data_files(source: Path, part: Part) -> list[tuple[str, str]]:
    """Ours, and the data of other packages that is found by name; Qt's own is found by what is linked."""
    from PyInstaller.utils.hooks import collect_data_files

    files = [(str(path), str(folder)) for path, folder in program_files(source, part)]
    voice = collect_data_files("espeakng_loader") if part.name == "lobby" else []
    return [*files, *voice, *collect_data_files("tzdata")]


def libraries(part: Part) -> list[tuple[str, str]]:
    """Shared libraries that are opened by their path."""
    from PyInstaller.utils.hooks import collect_dynamic_libs

    return list(collect_dynamic_libs("espeakng_loader")) if part.name == "lobby" else []


def compile_translations(source: Path) -> None:
    """Every catalogue as the program reads it; the same bytes each time."""
    for po in sorted(source.glob("translations/*/LC_MESSAGES/kiosk.po")):
        _run(
            [
                *(str(Path(sys.executable).parent / "pybabel"), "--quiet", "compile"),
                *("--input-file", str(po), "--output-file", str(po.with_suffix(".mo"))),
            ]
        )


def freeze(part: Part, source: Path, work: Path, epoch: int) -> Path:
    """The folder with the program and all it needs. Raises BuildError."""
    out = work / "frozen"
    bundle = out / part.name
    shutil.rmtree(bundle, ignore_errors=True)
    _run(
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"),
            *("--distpath", str(out), "--workpath", str(work / "pyinstaller" / part.name)),
            str(ROOT / "packaging" / "bundle.spec"),
        ],
        MOTESPLATS_PART=part.name,
        MOTESPLATS_SOURCE=str(source),
        SOURCE_DATE_EPOCH=str(epoch),
        PYTHONHASHSEED="0",  # the order of sets goes into the archive
        PYTHONPATH=os.pathsep.join([str(source), str(ROOT / "packaging")]),
        PYTHONDONTWRITEBYTECODE="1",
        PYINSTALLER_CONFIG_DIR=str(work / "pyinstaller-cache" / part.name),
    )
    _strip(bundle)
    return bundle


def _strip(bundle: Path) -> None:
    """The interpreter and its modules come with what only a debugger reads; wheels come without."""
    inside = bundle / "_internal"
    for file in sorted(
        [*inside.glob("libpython*"), *inside.glob("lib-dynload/*.so"), *inside.glob("python3*/**/*.so")]
    ):
        if not file.is_symlink():
            _run(["strip", "--strip-unneeded", "--enable-deterministic-archives", str(file)])


def _run(command: list[str], **environment: str) -> str:
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, **environment}
    )
    if done.returncode != 0:
        raise BuildError(f"{Path(command[0]).name} failed ({done.returncode}).\n{done.stdout}{done.stderr}")
    return done.stdout
