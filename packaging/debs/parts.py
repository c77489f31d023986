"""The two packages, as data: what each holds of the program, and what it needs from Debian beyond its libraries."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kiosk.languages import LANGUAGES as _ROWS

ROOT: Final = Path(__file__).resolve().parents[2]
HOME: Final = "usr/lib/motesplats"
"""Where the bundles lie, side by side: a command of the other one is found beside."""
PROGRAM: Final = "motesplats"
MAINTAINER: Final = "Mötesplats <office-it@motesplats.example>"

LANGUAGES: Final = tuple(
    dict.fromkeys(
        name for each in _ROWS.values() for name in (each.locale.partition("_")[0], each.voice) if name
    )
)
"""Of the product, as CLDR and espeak-ng call them: of Babel's and the voice's data only these are taken along."""

QT: Final = ("PySide6", "shiboken6", "qasync")
SERVER: Final = ("fastapi", "starlette", "uvicorn", "uvloop", "httptools", "jinja2")
NEVER: Final = (
    # tools of developers, which others import when they are there
    "pytest",
    "_pytest",
    "hypothesis",
    "mypy",
    "mypyc",
    "ruff",
    "playwright",
    "axe_playwright_python",
    "pyzbar",
    "yaml",
    "fontTools",
    "httpx",
    "httpcore",
    "PyInstaller",
    "pip",
    "setuptools",
    "pkg_resources",
    "wheel",
    "IPython",
    # of Python itself: what no program here shows or asks
    "tkinter",
    "turtle",
    "turtledemo",
    "idlelib",
    "pydoc",
    "pydoc_data",
    "doctest",
    "unittest",
    "lib2to3",
    "ensurepip",
    "distutils",
    "xmlrpc",
    "curses",
    "readline",
    "dbm",
    "pdb",
    "test",
    # readers of pictures, number crunchers, other loops
    "PIL",
    "numpy",
    "pandas",
    "trio",
    "certifi",
    "watchfiles",
    "dotenv",
    "rich",
    "orjson",
    "ujson",
    "h2",
    "wsproto",
    "gunicorn",
    "email_validator",
    "multipart",
    "python_multipart",
    "itsdangerous",
    "psutil",
    "IPython",
    "pytz",
)


@dataclass(frozen=True, slots=True)
class Part:
    """One package."""

    name: str
    summary: str
    description: str
    excludes: tuple[str, ...]
    assets: tuple[str, ...]
    depends: tuple[str, ...]
    recommends: tuple[str, ...]
    at_most_mb: int
    priority: int
    """Whose `motesplats` is meant where both are installed; either hands on what only the other has."""

    @property
    def package(self) -> str:
        return f"motesplats-{self.name}"

    @property
    def home(self) -> str:
        return f"{HOME}/{self.name}"


_OF_THE_LOBBY: Final = (
    "board",
    "checkin",
    "demo",
    "kiosk",
    "reception",
    "screens",
    "soundchild",
    "voicechild",
)
"""Commands that need Qt or sound: the office's bundle hands them on to the lobby's."""
_SYSTEM: Final = (
    "systemd | systemd-standalone-sysusers | systemd-sysusers",  # the user it runs as
    "init-system-helpers (>= 1.52)",
)

OFFICE: Final = Part(
    name="office",
    summary="Self check-in for public service offices: the office server",
    description=(
        "Keeps the one order of all that happens in an office, decides who is called, and serves the desk page,"
        " the phone page, kiosks, boards and reception. One process, one SQLite file."
    ),
    excludes=(*QT, "espeakng_loader", "kiosk.ui", *(f"kiosk.commands.{each}" for each in _OF_THE_LOBBY)),
    assets=("pictograms", "fonts"),
    depends=_SYSTEM,
    recommends=(),
    at_most_mb=40,
    priority=10,
)
LOBBY: Final = Part(
    name="lobby",
    summary="Self check-in for public service offices: kiosk, board and reception",
    description=(
        "The kiosk gives newcomers a ticket with an agenda, in their own language, also with no server in reach."
        " The board shows who is called; reception sees the whole hall. Qt and its fonts are inside."
    ),
    excludes=(
        *SERVER,
        "kiosk.office.app",
        "kiosk.office.context",
        "kiosk.office.program",
        "kiosk.office.reference",
        "kiosk.office.web",
        "kiosk.commands.office",
    ),
    assets=("audio", "fonts", "pictograms", "sounds"),
    depends=(
        *_SYSTEM,
        "cage",
        "xwayland",  # cage does not start without it, and does not say so to apt
        "seatd",  # gives screen and touch to the kiosk's user
        "alsa-utils | pipewire-bin | pulseaudio-utils",
    ),
    recommends=("cups-client",),
    at_most_mb=90,
    priority=20,
)
PARTS: Final = {part.name: part for part in (OFFICE, LOBBY)}


def version(source: Path = ROOT) -> str:
    """From `kiosk/__init__.py`, where pyproject.toml takes it from too."""
    for line in (source / "kiosk" / "__init__.py").read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition(" = ")
        if name == "__version__":
            return value.strip().strip('"')
    raise SystemExit("debs: kiosk/__init__.py says no version.")
