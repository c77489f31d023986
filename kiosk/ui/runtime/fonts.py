"""The six Noto fonts of assets/fonts, loaded once, by script: the same letters on screen and on paper.

Knows sizes and weights, no words and no places on a screen. A font of the computer is never needed: if a
file of ours is missing the rest still serves, and `load` says in one sentence what is amiss.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from kiosk import places
from kiosk.languages import SCRIPTS

FAMILIES: Final = tuple(dict.fromkeys(script.font for script in SCRIPTS.values()))
"""In the order letters are looked for."""

FILES: Final = tuple(
    f"{family.replace(' ', '')}-{weight}.ttf" for family in FAMILIES for weight in ("Regular", "Bold")
)

SCRIPT_FACTOR: Final = {script.code: script.size_factor for script in SCRIPTS.values()}
"""What a size is multiplied with, so that small letters of all scripts look equally big."""

_TALLEST: Final = max(script.line_height for script in SCRIPTS.values())


class FontError(Exception):
    """Fonts were asked for before there was an application to hold them."""


def load(folder: Path | None = None) -> tuple[str, ...]:
    """Load the fonts into the running QGuiApplication; again costs nothing.

    Gives the problems, one sentence with a remedy each; none when all is well. FontError: no application yet.
    """
    if QGuiApplication.instance() is None:
        raise FontError("Fonts are loaded into an application: make the QGuiApplication first.")
    return _load(folder or places.fonts_dir())


@cache
def _load(folder: Path) -> tuple[str, ...]:
    problems = []
    for name in FILES:
        path = folder / name
        if not path.is_file():
            problems.append(f"The font {name} is not in {folder}. Install the program again.")
        elif QFontDatabase.addApplicationFont(str(path)) < 0:
            problems.append(f"The font {path} cannot be read. Install the program again.")
    return tuple(problems)


def families(script: str = "Latn") -> list[str]:
    """The families for a script, best first; all of them, so that a foreign word has its letters too."""
    own = SCRIPTS[script].font if script in SCRIPTS else FAMILIES[0]
    return list(dict.fromkeys((FAMILIES[0], own, *FAMILIES)))


@lru_cache(maxsize=128)
def font(px: float, bold: bool = False, script: str = "Latn") -> QFont:
    """A font in pixels of `px` times the script's factor. Shared: copy it before changing it."""
    load()
    made = QFont()
    made.setFamilies(families(script))
    made.setPixelSize(round(px * SCRIPT_FACTOR.get(script, 1.0)))
    made.setBold(bold)
    return made


def line_height(script: str = "Latn") -> float:
    """From line to line in font sizes; an unknown script takes the tallest, so that nothing collides."""
    return SCRIPTS[script].line_height if script in SCRIPTS else _TALLEST
