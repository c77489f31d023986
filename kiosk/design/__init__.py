"""The design tokens: colours, sizes, lengths and station signs that screens, pages and paper share.

`tokens.json` holds the values; this reads them. Imports nothing, so that screens and the office server may both use it.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

TOKENS_FILE: Final = Path(__file__).parent / "tokens.json"

_SIGN: Final = {
    "letter": "letter",
    "path": "path",
    "fill": "fill",
    "ink": "letterColour",
    "outline": "outline",
    "onDark": "outlineOnDark",
    "x": "letterCentreX",
    "y": "letterBaselineY",
    "size": "letterSize",
}
"""Name where a sign is drawn -> its token."""


@cache
def tokens() -> dict[str, Any]:
    """All tokens. Shared: do not change them."""
    loaded: dict[str, Any] = json.loads(TOKENS_FILE.read_text(encoding="utf-8"))
    return loaded


def station_signs(of: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Shape, letter and colours of each station's sign, always together."""
    return {
        station: {short: sign[name] for short, name in _SIGN.items()}
        for station, sign in of["stations"].items()
    }


def mirrored_pictograms(of: dict[str, Any]) -> list[str]:
    """The pictograms that point along the reading direction: they turn round on a right-to-left page."""
    turned: list[str] = of["pictogram"]["mirrorInRtl"]
    return turned
