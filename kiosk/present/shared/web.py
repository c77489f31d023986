"""Parts that the office's web pages share: where to go, a link to another language, what to say without contact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kiosk.core.office_config import OfficeConfig
from kiosk.present.language.words import words_of
from kiosk.present.shared import phrases

CLOCK_TO_FILL: Final = "00:00"
"""Stands in `Trouble.since` where the page puts the time of its last contact."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where to go: the station's sign, and the desk once one calls."""

    station: str
    letter: str
    desk: int | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a page says without contact to the office. `since` holds CLOCK_TO_FILL."""

    since: str
    advice: str


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """A link to the same page in another language, in that language's own words."""

    code: str
    name: str
    rtl: bool


def gate(config: OfficeConfig, station: str, desk: int | None = None) -> Destination:
    """Return a station's sign, with the desk if one is given."""
    here = config.office.station(station) or config.catalogue.station(station)
    return Destination(station, here.letter if here else "", desk)


def sign_name(config: OfficeConfig, station: str) -> str:
    """Return the agency's name as it hangs on the wall: what visitors look for, in every language."""
    return phrases.agency(words_of(phrases.SWEDISH), config, station)
