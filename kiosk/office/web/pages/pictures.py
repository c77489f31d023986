"""Pictograms and station signs as inline SVG, so that a page is one request and works without images.

The drawings are the screens' own. Must not know any page.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from markupsafe import Markup

from kiosk import places
from kiosk.design import own_sign

COLOUR_IN_FILES: Final = "#10303A"
KEYLINE: Final = 2.6
_SIGNS: Final[dict[str, Any]] = json.loads((Path(__file__).parent / "signs.json").read_text(encoding="utf-8"))
_MIRRORED: Final = frozenset(_SIGNS.pop("mirrored"))
_OWN: Final[dict[str, Any]] = _SIGNS.pop("own")
_SPARE: Final = {  # a station of which only a later program knows
    "letter": "", "path": "M15 3h18l12 12v18L33 45H15L3 33V15z", "fill": COLOUR_IN_FILES, "ink": "#FFFFFF",
    "outline": None, "onDark": "#FFFFFF", "x": 24, "y": 33, "size": 25,
}  # fmt: skip


@cache
def pictogram(name: str, classes: str = "") -> Markup:
    """A pictogram in the colour of the words around it; nothing for a name that has no drawing. It stands beside its
    words, so it is hidden from those who listen."""
    path = places.assets_dir() / "pictograms" / f"{name}.svg"
    if not name.replace("-", "").isalnum() or not path.is_file():
        return Markup("")
    drawn = path.read_text(encoding="utf-8").strip()
    inside = drawn[drawn.index(">") + 1 : drawn.rindex("</svg>")].replace(COLOUR_IN_FILES, "currentColor")
    kind = " ".join(filter(None, ("pictogram", classes, "mirrored" if name in _MIRRORED else "")))
    # the file is our own, and holds no words
    return Markup(f'<svg class="{Markup.escape(kind)}" viewBox="0 0 48 48" aria-hidden="true">{inside}</svg>')


@cache
def sign(station: str, letter: str = "", on_dark: bool = False) -> Markup:
    """A station's letter, shape and colour together. `letter` is what the office's settings give it."""
    own = own_sign(station)
    of = _OWN[own[0]] if own else _SIGNS.get(station, _SPARE)
    line = of["onDark"] if on_dark else of["outline"]
    stroke = f' stroke="{line}" stroke-width="{KEYLINE}"' if line else ""
    return Markup(
        '<svg class="sign" viewBox="-1 -1 50 50" aria-hidden="true">'
        f'<path d="{of["path"]}" fill="{of["fill"]}"{stroke}/>'
        f'<text x="{of["x"]}" y="{of["y"]}" font-size="{of["size"]}" font-weight="700" text-anchor="middle"'
        f' fill="{of["ink"]}">{Markup.escape(letter or of["letter"])}</text></svg>'
    )
