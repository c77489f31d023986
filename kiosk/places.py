"""Where things lie: pictures and fonts, words, an office's data and its settings.

Must not know what is in any of them, nor Qt. Reads the environment, looks whether a file exists, no more.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs

from kiosk.errors import UserError

DATA_VARIABLE = "MOTESPLATS_DATA"
CONFIG_VARIABLE = "MOTESPLATS_CONFIG"
CONFIG_NAME = "office.toml"
DROP_IN_FOLDER = "conf.d"
"""Beside a settings file: files that change single settings of it, for whoever looks after many computers."""
SYSTEM_OFFICE_DATA = Path("/var/lib/motesplats/office")
SYSTEM_DATA = (Path("/var/lib/motesplats/kiosk"), SYSTEM_OFFICE_DATA)
"""Where the packages' services keep their data."""
SYSTEM_CONFIG = Path("/etc/motesplats") / CONFIG_NAME

_BUNDLED = Path(__file__).resolve().parent / "bundled"
"""What a wheel takes along: see packaging/wheel_files.py."""
_BESIDE_KIOSK = Path(__file__).resolve().parents[1]
_ROOT = Path(
    getattr(sys, "_MEIPASS", _BUNDLED if _BUNDLED.is_dir() else _BESIDE_KIOSK)
)  # PyInstaller unpacks elsewhere
IS_CHECKOUT = _ROOT == _BESIDE_KIOSK
"""Whether the files are those of a developer, who edits them; else they are as they were built."""


class PlaceError(UserError):
    """A place that was named does not hold what it should."""


def assets_dir() -> Path:
    """Fonts, pictograms and sounds, the same for every office."""
    return _ROOT / "assets"


def fonts_dir() -> Path:
    """The letters of every language offered, and `fonts.conf` that names only them."""
    return assets_dir() / "fonts"


def translations_dir() -> Path:
    """The catalogues of words, `<locale>/LC_MESSAGES/kiosk.mo`. May be absent: English is in the program."""
    return _ROOT / "translations"


def default_data_dir() -> Path:
    """Where this computer keeps its journal without `--data`. Not made here: who writes first makes it."""
    if named := os.environ.get(DATA_VARIABLE):
        return Path(named).expanduser()
    installed = [folder for folder in SYSTEM_DATA if os.access(folder, os.R_OK | os.X_OK)]
    if len(installed) == 1:  # of a package, for whoever may look into it; of both: only one that is named
        return installed[0]
    return platformdirs.user_data_path("motesplats", appauthor=False)


def config_candidates(data: Path | None = None) -> tuple[Path, ...]:
    """The places of `office.toml` in the order they are asked: named, beside the data, of this computer."""
    named = os.environ.get(CONFIG_VARIABLE)
    return (
        *((Path(named).expanduser(),) if named else ()),
        (data or default_data_dir()) / CONFIG_NAME,
        SYSTEM_CONFIG,
    )


def find_config(data: Path | None = None) -> Path | None:
    """The office's settings file; None when there is none, and the sample office then serves.

    A named file that is not there is refused: other settings would check people in at another office.
    """
    named = os.environ.get(CONFIG_VARIABLE)
    if named and not Path(named).expanduser().is_file():
        raise PlaceError(
            f"{CONFIG_VARIABLE} names {named}, where there is no file.",
            "Put the office's settings there or take the variable away.",
        )
    return next((path for path in config_candidates(data) if path.is_file()), None)
