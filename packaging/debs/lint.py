"""What a package must be before it is closed: our own short form of what Debian's lintian would say.

Looks at the laid-out tree only. Each fault is one sentence.
"""

from __future__ import annotations

import re
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from debs.parts import PARTS, Part

_FOLDERS: Final = ("DEBIAN", "etc", "usr")
_PLACE: Final = re.compile(rb"/(?:home|root|work|tmp|build)/[A-Za-z0-9._/-]+")
_UNFILLED: Final = re.compile(r"@[A-Z_]+@")
_QT: Final = re.compile(r"Qt|PySide|pyside|shiboken")
_FIELDS: Final = (
    "Package",
    "Version",
    "Architecture",
    "Maintainer",
    "Installed-Size",
    "Depends",
    "Description",
)


def faults(part: Part, tree: Path) -> list[str]:
    """Everything that is amiss; nothing when all is well."""
    return [
        *_places(tree),
        *_rights(tree),
        *_control(part, tree),
        *_scripts(tree),
        *_settings(tree),
        *_contents(part, tree),
    ]


def control_fields(tree: Path) -> dict[str, str]:
    """The fields of DEBIAN/control."""
    fields: dict[str, str] = {}
    name = ""
    for line in (tree / "DEBIAN" / "control").read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            fields[name] += "\n" + line
        else:
            name, _, value = line.partition(": ")
            fields[name] = value
    return fields


def _files(tree: Path) -> Iterator[Path]:
    return (path for path in sorted(tree.rglob("*")) if not path.is_dir() or path.is_symlink())


def _places(tree: Path) -> Iterator[str]:
    for path in tree.iterdir():
        if path.name not in _FOLDERS:
            yield f"{path.name} is no place for a package's files."
    for path in _files(tree):
        if path.is_symlink() and not path.exists():
            yield f"{path.relative_to(tree)} points to nothing."
        if path.name.endswith((".py", ".pyc")) or "__pycache__" in path.parts:
            yield f"{path.relative_to(tree)} belongs into the archive of modules."


def _rights(tree: Path) -> Iterator[str]:
    for path in [tree, *tree.rglob("*")]:
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            continue
        if mode & (stat.S_ISUID | stat.S_ISGID | stat.S_IWGRP | stat.S_IWOTH):
            yield f"{path.relative_to(tree)} may be written by others, or runs as its owner."
        if not mode & stat.S_IROTH:
            yield f"{path.relative_to(tree)} cannot be read by the program's user."


def _control(part: Part, tree: Path) -> Iterator[str]:
    fields = control_fields(tree)
    for name in _FIELDS:
        if not fields.get(name):
            yield f"The field {name} is missing."
    if not re.fullmatch(r"\d+(\.\d+)+[a-z0-9.~+]*", fields.get("Version", "")):
        yield f"{fields.get('Version')} is no version."
    if fields.get("Package") != part.package:
        yield f"The package is called {fields.get('Package')}."
    depends = fields.get("Depends", "")
    for needed in part.depends:
        if needed not in depends:
            yield f"It does not depend on {needed}."
    for sums in (tree / "DEBIAN" / "md5sums").read_text(encoding="utf-8").splitlines():
        if not (tree / sums.split("  ", 1)[1]).is_file():
            yield f"md5sums names {sums.split('  ', 1)[1]}, which is not there."


def _scripts(tree: Path) -> Iterator[str]:
    for name in ("postinst", "prerm", "postrm"):
        path = tree / "DEBIAN" / name
        text = path.read_text(encoding="utf-8")
        if not text.startswith("#!/bin/sh\nset -e\n"):
            yield f"{name} does not stop at its first error."
        if not path.stat().st_mode & 0o100:
            yield f"{name} cannot be run."
        done = subprocess.run(["sh", "-n", str(path)], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            yield f"{name} is no shell script: {done.stderr.strip()}"
    for path in [
        *(tree / "DEBIAN").iterdir(),
        *(tree / "usr/lib/systemd").rglob("*"),
        *(tree / "etc").rglob("*"),
    ]:
        if path.is_file() and (rest := _UNFILLED.search(path.read_text(encoding="utf-8"))):
            yield f"{path.relative_to(tree)} still holds {rest[0]}."


def _settings(tree: Path) -> Iterator[str]:
    told = set((tree / "DEBIAN" / "conffiles").read_text(encoding="utf-8").splitlines())
    there = {f"/{path.relative_to(tree)}" for path in (tree / "etc").rglob("*") if path.is_file()}
    for path in sorted(there - told):
        yield f"{path} would be overwritten by an upgrade: it is no conffile."
    for path in sorted(told - there):
        yield f"The conffile {path} is not there."


def _contents(part: Part, tree: Path) -> Iterator[str]:
    if not (tree / part.home / "motesplats").stat().st_mode & 0o100:
        yield "The program cannot be run."
    for each in PARTS.values():
        if each is not part and (tree / each.home).exists():
            yield f"It holds {each.home}, which is of {each.package}."
    if part.name == "office":
        for path in _files(tree / part.home):
            if _QT.search(path.name):
                yield f"{path.relative_to(tree)} is of Qt, which an office server does not have."
    # where it was built is nobody's business, and differs from build to build
    for path in [*(tree / "DEBIAN").iterdir(), *(tree / "etc").rglob("*"), *(tree / "usr/share").rglob("*")]:
        if path.is_file() and (place := _PLACE.search(path.read_bytes())):
            yield f"{path.relative_to(tree)} names a place of the building computer: {place[0].decode()}."
