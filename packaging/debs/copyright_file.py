"""Whose work is in a package, under which licence: from what each package says of itself."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import Final

from debs.parts import Part

_HEAD: Final = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Mötesplats

Files: *
Copyright: the authors of Mötesplats
License: EUPL-1.2
 The European Union Public Licence, version 1.2, stands at
 https://eupl.eu/1.2/en/

Files: usr/lib/motesplats/{part}/_internal/assets/fonts/*
Copyright: The Noto Project Authors
License: OFL-1.1
 The licence lies beside the fonts, in OFL.txt.
"""
_VOICE: Final = """
Files: usr/lib/motesplats/{part}/_internal/espeakng_loader/*
Copyright: the authors of espeak-ng
License: GPL-3+
 The speech engine is loaded only in a process of its own (motesplats voice-child). On Debian systems the licence is
 in /usr/share/common-licenses/GPL-3. Its source is the Debian source package espeak-ng and the project of that name.
"""
_QT: Final = """
Files: usr/lib/motesplats/{part}/_internal/PySide6/* usr/lib/motesplats/{part}/_internal/shiboken6/*
Copyright: The Qt Company Ltd.
License: LGPL-3
 Qt and its Python bindings are shared libraries that may be exchanged. On Debian systems the licence is in
 /usr/share/common-licenses/LGPL-3.
"""


def copyright_of(part: Part, bundle: Path | None) -> str:
    """Debian's machine-readable file, and a list of the Python packages inside."""
    text = _HEAD.format(part=part.name)
    if part.name == "lobby":
        text += _QT.format(part=part.name) + _VOICE.format(part=part.name)
    lines = [f" {name} {version}: {licence}" for name, version, licence in components(bundle)]
    return (
        text
        + "\nComment:\n Python packages inside, with what each says of its licence:\n"
        + "\n".join(lines)
        + "\n"
    )


def components(bundle: Path | None) -> list[tuple[str, str, str]]:
    """Name, version and licence of every Python package of which something is in the bundle."""
    if bundle is None:
        return []
    inside = bundle_modules(bundle)
    found = []
    for distribution in metadata.distributions():
        tops = {str(file).split("/")[0].removesuffix(".py") for file in distribution.files or ()}
        name = str(distribution.metadata["Name"])
        if name != "motesplats" and tops & inside:
            found.append((name, distribution.version, _licence(distribution)))
    return sorted(found, key=lambda each: each[0].lower())


def bundle_modules(bundle: Path) -> set[str]:
    """The top names of the modules in a bundle's archive and folder, Python's own among them."""
    from PyInstaller.archive.readers import CArchiveReader

    archive = CArchiveReader(str(bundle / "motesplats"))
    inside = archive.open_embedded_archive("PYZ.pyz")
    folders = {path.name for path in (bundle / "_internal").iterdir()}
    return {str(name).split(".", maxsplit=1)[0] for name in inside.toc} | folders


def _licence(distribution: metadata.Distribution) -> str:
    told: str | None = distribution.metadata["License-Expression"]
    if told:
        return told
    classifiers: Iterable[str] = distribution.metadata.get_all("Classifier") or ()
    named = [each.rpartition(" :: ")[2] for each in classifiers if each.startswith("License ::")]
    return ", ".join(named) or (distribution.metadata["License"] or "not said").splitlines()[0]
