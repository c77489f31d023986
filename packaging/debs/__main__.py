"""`python -m debs`: builds the packages into dist/ and says how big they are and how long it took."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from email.utils import formatdate
from pathlib import Path

from debs import copyright_file, elf, freeze, lint, tree
from debs.freeze import BuildError
from debs.parts import PARTS, ROOT, Part, version


def main() -> None:
    parser = argparse.ArgumentParser(prog="debs", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="where the packages come to lie")
    parser.add_argument(
        "--work", type=Path, default=ROOT / "build" / "packages", help="for what is made on the way"
    )
    parser.add_argument(
        "--source", type=Path, default=ROOT, help="the folder with kiosk/, assets/, translations/"
    )
    parser.add_argument(
        "--part", choices=list(PARTS), action="append", help="only this one; may be given again"
    )
    asked = parser.parse_args()
    source = asked.source.resolve()
    try:
        freeze.compile_translations(source)
        with ThreadPoolExecutor() as pool:
            jobs = [
                pool.submit(build, PARTS[name], source, asked.work.resolve(), asked.out.resolve())
                for name in asked.part or PARTS
            ]
            for job in jobs:
                print(job.result(), flush=True)
    except BuildError as error:
        raise SystemExit(f"debs: {error}") from None


def build(part: Part, source: Path, work: Path, out: Path) -> str:
    """One package; says its name, size and time. Raises BuildError."""
    began = time.monotonic()
    number, epoch = version(source), source_date_epoch(source)
    bundle = freeze.freeze(part, source, work, epoch)
    root = work / "tree" / part.package
    shutil.rmtree(root, ignore_errors=True)
    tree.lay_out(part, root, bundle)
    tree.add_papers(
        part, root, number, formatdate(epoch), copyright_file.copyright_of(part, bundle), notes(part)
    )
    tree.add_control(part, root, number, elf.depends(part.package, root, work / "shlibs" / part.name))
    tree.settle(root, epoch)
    if faults := lint.faults(part, root):
        raise BuildError(f"{part.package} is not as it should be.\n" + "\n".join(faults))
    out.mkdir(parents=True, exist_ok=True)
    file = out / f"{part.package}_{number}_amd64.deb"
    done = subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zzstd", "-z12", "--build", str(root), str(file)],
        env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise BuildError(f"dpkg-deb failed.\n{done.stderr}")
    size = file.stat().st_size / 1e6
    if size > part.at_most_mb:
        raise BuildError(f"{file.name} has {size:.1f} MB, more than {part.at_most_mb}.")
    return f"{file.name}: {size:.1f} MB in {time.monotonic() - began:.0f} s"


def notes(part: Part) -> str:
    """What stands in the package's README.md."""
    return (ROOT / "packaging" / part.name / "README.md").read_text(encoding="utf-8")


def source_date_epoch(source: Path) -> int:
    """The time every file bears: told, or that of the last commit; without either a fixed one."""
    if told := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(told)
    done = subprocess.run(
        ["git", "-C", str(source), "log", "-1", "--format=%ct"], capture_output=True, text=True, check=False
    )
    return int(done.stdout) if done.returncode == 0 and done.stdout.strip() else 1_767_225_600


if __name__ == "__main__":
    main()
