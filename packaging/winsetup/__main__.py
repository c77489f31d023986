"""`python -m winsetup --python FILE --sha256 SUM`: the Windows installers into dist/.

FILE is python.org's embeddable package for 64-bit Windows; SUM is what python.org says of it.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import zipfile
from pathlib import Path, PureWindowsPath
from typing import Final

from debs import freeze
from debs.parts import PARTS, ROOT, SERVER, Part, version

from winsetup import wheels

HERE: Final = ROOT / "packaging" / "windows"
WITHOUT: Final = {
    "office": ("PySide6-Essentials", "qasync", "espeakng-loader"),
    "lobby": SERVER,
}


class SetupError(Exception):
    """An installer was not built: one sentence."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="winsetup", description=__doc__)
    parser.add_argument("--python", type=Path, required=True, help="the embeddable package (zip)")
    parser.add_argument("--sha256", required=True, help="its sum, by which it is known")
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "windows")
    parser.add_argument(
        "--part", choices=list(PARTS), action="append", help="only this one; may be given again"
    )
    parser.add_argument("--no-installer", action="store_true", help="lay the folders out only, for a trial")
    asked = parser.parse_args()
    try:
        check(asked.python, asked.sha256)
        freeze.compile_translations(ROOT)
        for name in asked.part or PARTS:
            folder = lay_out(PARTS[name], asked.python, asked.work)
            size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
            print(f"{folder.relative_to(asked.work)}: {size:.0f} MB")
            if not asked.no_installer:
                file = installer(PARTS[name], folder, asked.out)
                print(f"{file.name}: {file.stat().st_size / 1e6:.1f} MB")
    except (SetupError, wheels.WheelError, freeze.BuildError) as error:
        raise SystemExit(f"winsetup: {error}") from None


def check(python: Path, sha256: str) -> None:
    """Raises SetupError when it is another file than was meant."""
    try:
        found = hashlib.sha256(python.read_bytes()).hexdigest()
    except OSError as error:
        raise SetupError(f"{python} cannot be read: {error.strerror}.") from None
    if found != sha256.lower():
        raise SetupError(f"{python} has the sum {found}, not {sha256}: it is another file than was meant.")


def lay_out(part: Part, python: Path, work: Path) -> Path:
    """The folder as it comes to lie on Windows. Raises SetupError, WheelError."""
    folder = work / part.name
    shutil.rmtree(folder, ignore_errors=True)
    with zipfile.ZipFile(python) as archive:
        archive.extractall(folder)
    names = [path.name for path in folder.glob("python*._pth")]
    if names != [f"python{wheels.PYTHON.replace('.', '')}._pth"]:
        raise SetupError(
            f"{python.name} is no embeddable Python {wheels.PYTHON}: it holds {names or 'no ._pth'}."
        )
    library = names[0].removesuffix("._pth") + ".zip"
    (folder / names[0]).write_text(f"{library}\n.\nLib\\site-packages\n", encoding="ascii")
    got = wheels.fetch(
        wheels.wanted(ROOT / "pyproject.toml", WITHOUT[part.name]), work / "wheels" / part.name
    )
    wheels.unpack(got, folder / "Lib" / "site-packages")
    for module in freeze.hidden_imports(ROOT, part):
        if module.startswith("kiosk"):
            _copy_module(module, folder)
    for source, target in freeze.program_files(ROOT, part):
        (folder / target).mkdir(parents=True, exist_ok=True)
        shutil.copy2(
            source, folder / target
        )  # a compiled catalogue counts while it is no older than its source
    for file in sorted([*HERE.glob(f"{part.name}*"), HERE / "motesplats.cmd", HERE / "README.txt"]):
        if file.suffix != ".nsi":
            shutil.copy(file, folder)
    return folder


def installer(part: Part, folder: Path, out: Path) -> Path:
    """Closes a folder into a setup program. Raises SetupError."""
    out.mkdir(parents=True, exist_ok=True)
    file = out / f"motesplats-{part.name}-{version()}-setup.exe"
    remove = folder.with_name(f"{part.name}-remove.nsh")
    remove.write_text(removal(folder), encoding="utf-8")
    done = subprocess.run(
        [
            *("makensis", "-V2", "-INPUTCHARSET", "UTF8", f"-DPART={part.name}", f"-DVERSION={version()}"),
            *(f"-DFOLDER={folder}", f"-DREMOVE={remove}", f"-DOUTFILE={file}", str(HERE / "setup.nsi")),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise SetupError(f"makensis failed.\n{done.stdout}{done.stderr}")
    return file


def removal(folder: Path) -> str:
    """Return the NSIS lines that delete what is in a folder, file by file, and then the folders that are empty."""
    inside = sorted(path.relative_to(folder) for path in folder.rglob("*"))
    files = [path for path in inside if not (folder / path).is_dir()]
    folders = [path for path in reversed(inside) if (folder / path).is_dir()]
    lines = [f'Delete "$INSTDIR\\{PureWindowsPath(path)}"' for path in files]
    for path in folders:
        place = f"$INSTDIR\\{PureWindowsPath(path)}"
        if any((folder / path).glob("*.py")):  # Python compiles modules where it may write
            lines += [f'Delete "{place}\\__pycache__\\*.pyc"', f'RMDir "{place}\\__pycache__"']
        lines.append(f'RMDir "{place}"')
    return "\n".join(lines) + "\n"


def _copy_module(module: str, folder: Path) -> None:
    path = ROOT.joinpath(*module.split("."))
    source = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    target = folder / source.relative_to(ROOT)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)


if __name__ == "__main__":
    main()
