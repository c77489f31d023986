"""The design tokens: colours, sizes, lengths and station signs that screens, pages and paper share.

`tokens.json` holds the values; this reads them. Imports nothing, so that screens and the office server may both use it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
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
    return {station: _for_drawing(sign) for station, sign in of["stations"].items()}


def own_station_signs(of: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Shape and colours of each sign for stations that an office adds, by the sign's name, without letter."""
    return {name: _for_drawing({**sign, "letter": ""}) for name, sign in of["ownSigns"].items()}


def _for_drawing(sign: dict[str, Any]) -> dict[str, Any]:
    return {short: sign[name] for short, name in _SIGN.items()}


_own_signs: dict[str, tuple[str, str]] = {}


def use_own_signs(signs: Mapping[str, tuple[str, str]]) -> None:
    """Sets the signs of the stations that this office has added: name of the sign and letter, by station.

    For a program's start: a program serves one office. Replaces those set before.
    """
    _own_signs.clear()
    _own_signs.update(signs)


def own_sign(station: str) -> tuple[str, str] | None:
    """Name of the sign and letter of a station that this office has added; None for every other station."""
    return _own_signs.get(station)


def station_sign(station: str) -> dict[str, Any] | None:
    """The tokens of a station's sign, with its letter; None for a station without one."""
    own = own_sign(station)
    if own is not None:
        return {**tokens()["ownSigns"][own[0]], "letter": own[1]}
    found: dict[str, Any] | None = tokens()["stations"].get(station)
    return found


def mirrored_pictograms(of: dict[str, Any]) -> list[str]:
    """The pictograms that point along the reading direction: they turn round on a right-to-left page."""
    turned: list[str] = of["pictogram"]["mirrorInRtl"]
    return turned
