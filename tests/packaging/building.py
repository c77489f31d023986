"""Builds the packages as `make packages` does, and those of a version to come. No tests."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from debs.parts import PARTS, ROOT, version

LATER: Final = "99.0"
"""A version to come, with a migration of its own."""
MIGRATION: Final = '''

@migrations()
def of_a_version_to_come(db: Database) -> None:
    """Adds, as every migration does."""
    db.execute("ALTER TABLE meta ADD COLUMN later TEXT")
    db.execute("CREATE TABLE later (x TEXT) STRICT")
'''


def build(
    out: Path, source: Path = ROOT, part: str | None = None, work: Path | None = None
) -> dict[str, Path]:
    """The packages of a source, by part."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "debs", "--out", str(out), "--source", str(source)),
            *("--work", str(work or out / "work"), *(("--part", part) if part else ())),
        ],
        env={**os.environ, "PYTHONPATH": str(ROOT / "packaging")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {
        name: out / f"motesplats-{name}_{version(source)}_amd64.deb" for name in ([part] if part else PARTS)
    }


def later_source(folder: Path) -> Path:
    """The program as it may be one version later."""
    for name in ("kiosk", "assets", "translations"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "pictures"))
    init = folder / "kiosk" / "__init__.py"
    text = init.read_text(encoding="utf-8")
    init.write_text(re.sub(r'__version__ = ".*"', f'__version__ = "{LATER}"', text), encoding="utf-8")
    for schema in ("kiosk/journal/schema.py", "kiosk/office/state/schema.py"):
        with (folder / schema).open("a", encoding="utf-8") as file:
            file.write(MIGRATION)
    return folder


def unpacked(deb: Path, folder: Path) -> Path:
    """A package's files, and its control files in DEBIAN."""
    subprocess.run(["dpkg-deb", "--raw-extract", str(deb), str(folder)], check=True, capture_output=True)
    return folder
