"""`present`: a state of the check-in, put into words for one kiosk screen.

Pure: the time of day comes in, the catalogues of words are read once. Must not know Qt, sizes, places or
colours, nor how a touch is handled.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from kiosk.core.checkin.state import CheckIn, Lobby, Screen
from kiosk.present.kiosk.dialogs import sheet_of
from kiosk.present.kiosk.frame import KioskScene
from kiosk.present.kiosk.messages import MESSAGES
from kiosk.present.kiosk.paths import PATHS
from kiosk.present.kiosk.questions import ASKING
from kiosk.present.kiosk.ticket_screen import TICKETS
from kiosk.present.kiosk.view import KioskView
from kiosk.present.shared.office_clock import local

SCREENS: Final[Mapping[Screen, Callable[[KioskScene], KioskView]]] = {
    **ASKING,
    **PATHS,
    **MESSAGES,
    **TICKETS,
}


def present(state: CheckIn, lobby: Lobby, wall: datetime) -> KioskView:
    """What the kiosk shows. `wall` is now, in any zone; without a zone it is the office's own time."""
    scene = KioskScene(state, lobby, local(wall, lobby.config))
    view = SCREENS[state.place.screen](scene)
    return replace(view, sheet=sheet_of(scene)) if state.sheet is not None else view
