"""A package as it comes to lie on a disk: the bundle, its units, settings, papers; and what dpkg is told of it."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from debs.parts import HOME, MAINTAINER, PARTS, PROGRAM, ROOT, Part

HERE: Final = ROOT / "packaging"
UNIT_DIR: Final = "usr/lib/systemd/system"
SCREENS: Final = {
    "kiosk": ("motesplats-board.service", "--data /var/lib/motesplats/kiosk "),
    "board": ("motesplats-kiosk.service", ""),
}
"""The programs that own a screen: which other one gives way, and their fixed options."""


@dataclass(frozen=True, slots=True)
class Services:
    """What of a package runs by itself."""

    units: tuple[str, ...]
    enabled: tuple[str, ...]
    """From the installation on; a screen is given to a program by whoever sets the computer up."""
    states: tuple[str, ...]
    caches: tuple[str, ...]
    conffiles: tuple[str, ...]


SERVICES: Final = {
    "office": Services(
        units=("motesplats-office.service",),
        enabled=("motesplats-office.service",),
        states=("/var/lib/motesplats/office",),
        caches=(),
        conffiles=("/etc/motesplats/office.env",),
    ),
    "lobby": Services(
        units=tuple(f"motesplats-{name}.service" for name in SCREENS),
        enabled=(),
        states=tuple(f"/var/lib/motesplats/{name}" for name in SCREENS),
        caches=tuple(f"/var/cache/motesplats/{name}" for name in SCREENS),
        conffiles=tuple(f"/etc/motesplats/{name}.env" for name in (*SCREENS, "reception")),
    ),
}


def screen_unit(name: str) -> str:
    """The unit of kiosk or board."""
    other, data = SCREENS[name]
    return filled(
        (HERE / "lobby" / "screen.service.in").read_text(encoding="utf-8"),
        {"NAME": name, "OTHER": other, "DATA": data, "OPTIONS": f"{name.upper()}_OPTIONS"},
    )


def filled(text: str, values: Mapping[str, str]) -> str:
    """A text with its @NAMES@ filled in; one that has no value is a mistake."""
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    return text


def lay_out(part: Part, tree: Path, bundle: Path | None) -> None:
    """Puts a package's files into an empty folder. Without a bundle: all but the program, for checks of the rest."""
    home = tree / part.home
    if bundle is None:
        _write(home / PROGRAM, "#!/bin/sh\n", 0o755)
    else:
        shutil.copytree(bundle, home, symlinks=True)
    _write(tree / f"usr/lib/sysusers.d/{part.package}.conf", _text(part, f"{part.package}.sysusers"))
    values = {"PACKAGE": part.package}
    template = filled((HERE / "common" / "office.toml").read_text(encoding="utf-8"), values)
    _write(tree / f"usr/share/{part.package}/office.toml", template)
    if part.name == "office":
        _write(tree / UNIT_DIR / "motesplats-office.service", _text(part, "motesplats-office.service"))
        _write(tree / "etc/motesplats/office.env", _text(part, "office.env"))
    else:
        for name in SCREENS:
            _write(tree / UNIT_DIR / f"motesplats-{name}.service", screen_unit(name))
        for name in (*SCREENS, "reception"):
            _write(tree / f"etc/motesplats/{name}.env", _text(part, f"{name}.env"))
        _write(home / "reception", _text(part, "reception"), 0o755)
        entry = "motesplats-reception.desktop"
        _write(tree / "usr/share/applications" / entry, _text(part, entry))
        icon = (ROOT / "assets" / "pictograms" / "mark-motesplats.svg").read_text(encoding="utf-8")
        _write(tree / "usr/share/icons/hicolor/scalable/apps/motesplats.svg", icon)
    (tree / "etc/motesplats/conf.d").mkdir(parents=True, exist_ok=True)


def add_papers(part: Part, tree: Path, version: str, epoch_date: str, copyright_: str, notes: str) -> None:
    """What lies in /usr/share/doc."""
    doc = tree / "usr/share/doc" / part.package
    _write(doc / "copyright", copyright_)
    _write(doc / "README.md", notes)
    log = (
        f"{part.package} ({version}) bookworm; urgency=medium\n\n"
        f"  * Version {version}.\n\n -- {MAINTAINER}  {epoch_date}\n"
    )
    (doc / "changelog.gz").write_bytes(gzip.compress(log.encode(), 9, mtime=0))
    for office in sorted((ROOT / "kiosk" / "catalogue" / "offices").glob("*.toml")):
        _write(doc / "examples" / office.name, office.read_text(encoding="utf-8"))
    if part.name == "lobby":
        rules = "70-motesplats-touch.rules"
        _write(doc / "examples" / rules, _text(part, f"{rules}.example"))


def add_control(part: Part, tree: Path, version: str, depends: Iterable[str]) -> None:
    """DEBIAN/: what dpkg reads. Last, for it sums up the rest."""
    control = tree / "DEBIAN"
    services = SERVICES[part.name]
    other = next(each for each in PARTS.values() if each is not part)
    values = {
        "PACKAGE": part.package,
        "HOME": part.home,
        "OTHER_HOME": other.home,
        "PRIORITY": str(part.priority),
        "UNITS": " ".join(services.units),
        "ENABLED": " ".join(services.enabled),
        "STATES": " ".join(services.states),
        "CACHES": " ".join(services.caches),
    }
    for script in ("postinst", "prerm", "postrm"):
        text = filled((HERE / "common" / script).read_text(encoding="utf-8"), values)
        _write(control / script, text, 0o755)
    _write(control / "conffiles", "".join(f"{each}\n" for each in services.conffiles))
    files = [path for path in sorted(tree.rglob("*")) if path.is_file() and not path.is_relative_to(control)]
    sums = (
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(tree)}\n"
        for path in files
        if not path.is_symlink()
    )
    _write(control / "md5sums", "".join(sums))
    kib = sum((path.lstat().st_size + 1023) // 1024 for path in files) + len(files) // 4
    fields = {
        "Package": part.package,
        "Version": version,
        "Architecture": "amd64",
        "Maintainer": MAINTAINER,
        "Installed-Size": str(kib),
        "Depends": ", ".join(sorted({*depends, *part.depends})),
        "Recommends": ", ".join(part.recommends),
        "Section": "misc",
        "Priority": "optional",
        "Description": f"{part.summary}\n {part.description}",
    }
    _write(control / "control", "".join(f"{name}: {value}\n" for name, value in fields.items() if value))


def settle(tree: Path, epoch: int) -> None:
    """The same rights and times whoever builds it, whenever."""
    for path in [tree, *sorted(tree.rglob("*"))]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        os.utime(path, (epoch, epoch), follow_symlinks=False)


def _text(part: Part, name: str) -> str:
    return (HERE / part.name / name).read_text(encoding="utf-8")


def _write(path: Path, text: str, mode: int = 0o644) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)


__all__ = [
    "HOME",
    "SCREENS",
    "SERVICES",
    "Services",
    "add_control",
    "add_papers",
    "lay_out",
    "screen_unit",
    "settle",
]
