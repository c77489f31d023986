"""The welcome poster: greetings in every language, the first thing a kiosk shows, before anything else is loaded.

Must stay light: the first frame waits for it.
"""

from __future__ import annotations

from kiosk.present.kiosk.view import Greeting, KioskView
from kiosk.present.language.languages import GREETINGS, GREETINGS_RTL


def greetings() -> tuple[Greeting, ...]:
    """Left-to-right scripts, then right-to-left ones: they come from two sides and meet."""
    return (
        *(Greeting(text, rtl=False) for text in GREETINGS),
        *(Greeting(text, rtl=True) for text in GREETINGS_RTL),
    )


def opening() -> KioskView:
    """The welcome screen while the office's settings are read: the poster, nothing to touch yet."""
    return KioskView(
        layout="language",
        place="opening",
        language="sv",
        rtl=False,
        script="Latn",
        office="",
        clock="",
        greetings=greetings(),
    )
