"""The sheets over a screen: start over, still there, show your ticket. Each asks one thing."""

from __future__ import annotations

from kiosk.core.checkin.flow import seconds_left
from kiosk.core.checkin.speech_rules import patience
from kiosk.core.checkin.state import Dialog, Tap
from kiosk.present.kiosk.frame import KioskScene
from kiosk.present.kiosk.view import SheetView


def sheet_of(scene: KioskScene) -> SheetView | None:
    match scene.state.sheet:
        case Dialog.START_OVER:
            return _start_over(scene)
        case Dialog.TIME_OUT:
            return _time_out(scene)
        case Dialog.SHOW_RECEPTION:
            return _show_reception(scene)
    return None


def _start_over(scene: KioskScene) -> SheetView:
    return SheetView(
        pictogram="start-over",
        title=scene.text("Start over?"),
        text=_what_goes(scene),
        action=scene.text("No, continue"),
        action_pictogram="next",
        action_tap=Tap.KEEP_ON.value,
        other=scene.text("Yes, start over"),
        other_pictogram="start-over",
        other_tap=Tap.START_OVER_NOW.value,
    )


def _time_out(scene: KioskScene) -> SheetView:
    times = scene.lobby.times
    seconds = seconds_left(scene.state, times)
    return SheetView(
        pictogram="time",
        title=scene.text("Are you still there?"),
        text=f"{scene.text('If not, the screen starts over.')} {_what_goes(scene)}",
        action=scene.text("Yes, I want more time"),
        action_pictogram="more-time",
        action_tap=Tap.MORE_TIME.value,
        other=scene.text("No, start over"),
        other_pictogram="start-over",
        other_tap=Tap.START_OVER_NOW.value,
        count=scene.words.count("{n} second left", "{n} seconds left", seconds),
        seconds=-(-seconds // patience(scene.state)),  # a line with twice the stops could not be counted
        of=int(times.countdown),
    )


def _show_reception(scene: KioskScene) -> SheetView:
    ticket = scene.state.ticket
    return SheetView(
        pictogram="staff",
        title=scene.text("Show your ticket at reception"),
        text=scene.text(
            "Your number is {number}. We will help you there.", number=ticket.number if ticket else ""
        ),
        action=scene.text("Back to my ticket"),
        action_pictogram="ticket",
        action_tap=Tap.KEEP_ON.value,
        private=True,
    )


def _what_goes(scene: KioskScene) -> str:
    """A ticket stays good whatever happens to the screen."""
    if scene.state.ticket is not None:
        return scene.text("Your ticket is still valid.")
    return scene.text("Your answers are removed.")
