"""The files that a wheel takes along beside the code: assets and translations, in `kiosk/bundled`.

A checkout has them next to `kiosk/`, where an installed package cannot put them. pyproject.toml names this class.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parents[1]
ASSETS = ("audio", "fonts", "pictograms", "sounds")


class BuildPy(build_py):
    """`build_py`, with what the program reads; an editable install reads the checkout."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        target = Path(self.build_lib) / "kiosk" / "bundled"
        shutil.rmtree(target, ignore_errors=True)
        for name in ASSETS:
            shutil.copytree(ROOT / "assets" / name, target / "assets" / name)
        for po in sorted(ROOT.glob("translations/*/LC_MESSAGES/kiosk.po")):
            self._translate(po, target / po.relative_to(ROOT))
        shutil.copy(ROOT / "translations" / "kiosk.pot", target / "translations")

    @staticmethod
    def _translate(po: Path, target: Path) -> None:
        """Copy a message catalogue and compile it: the source says which entries a reader has approved."""
        from babel.messages import mofile, pofile

        target.parent.mkdir(parents=True)
        shutil.copy(po, target)
        with po.open("rb") as source, target.with_suffix(".mo").open("wb") as compiled:
            mofile.write_mo(compiled, pofile.read_po(source, abort_invalid=True))
