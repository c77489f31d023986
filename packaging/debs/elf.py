"""What a bundle needs from Debian: by the symbols its files use, as dpkg itself counts for Debian's own packages."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Final

from debs.freeze import BuildError

_MAGIC: Final = b"\x7fELF"
_STUB: Final = (
    "Source: {0}\nMaintainer: nobody <nobody@example>\n\nPackage: {0}\nArchitecture: any\nDescription: -\n"
)


def elf_files(tree: Path) -> list[Path]:
    """Programs and libraries."""
    found = []
    for path in sorted(tree.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == _MAGIC:
                    found.append(path)
    return found


def depends(package: str, tree: Path, work: Path) -> list[str]:
    """The packages of Debian with the oldest version that has every symbol used. Raises BuildError."""
    files = elf_files(tree)
    (tree / "DEBIAN").mkdir(exist_ok=True)  # the sign of a package's root, by which $ORIGIN is understood
    shutil.rmtree(work, ignore_errors=True)
    (work / "debian").mkdir(parents=True)
    (work / "debian" / "control").write_text(_STUB.format(package), encoding="utf-8")
    folders = sorted({str(path.parent) for path in files if ".so" in path.name})
    done = subprocess.run(
        ["dpkg-shlibdeps", "-O", "--warnings=0", f"-S{tree}", *(f"-l{folder}" for folder in folders)]
        + [f"-e{path}" for path in files],
        cwd=work,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise BuildError(f"dpkg-shlibdeps failed.\n{done.stderr[-3000:]}")
    return [
        each.strip()
        for each in done.stdout.strip().removeprefix("shlibs:Depends=").split(",")
        if each.strip()
    ]
