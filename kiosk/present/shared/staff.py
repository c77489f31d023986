"""What desk pages and reception say to staff about a press that was refused, and in which languages."""

from __future__ import annotations

from typing import Final

from kiosk.present.language.words import marked, words_of

STAFF: Final = ("sv", "en")
"""The languages of staff screens and pages; the first is used when nobody asks for another."""

STALE: Final = marked("That page was out of date. This is how things stand now.")
REFUSED: Final = {
    "nobody_waits": marked("No one who can be called is waiting."),
    "desk_closed": marked("The desk is closed. Open it first."),
    "desk_busy": marked("There is a visitor at this desk already."),
    "at_another_desk": marked("The visitor is busy elsewhere now."),
    "precedence": marked("Something else comes first for that visitor."),
    "unknown_station": marked("Choose an errand first."),
    "unknown_errand": marked("Choose an errand first."),
    "no_path": marked("The path is there now."),
    "station_closed": marked("That station has closed for today."),
    "day_closed": marked("The day is closed."),
    "not_allowed": marked("This desk may not do that."),
    "storage": marked("The office could not save this. Press again."),
}
"""Code of a refused press -> what to tell the clerk; every other means that the button was old."""


def refused(staff: str, code: str) -> str:
    """What to tell a clerk whose press was refused."""
    return words_of(staff).text(REFUSED.get(code, STALE))
