"""Screens that say one thing: nothing for you today, talk to staff, alone and young, no ticket, closed.

Each says what is, then what to do, then who helps. No codes, no blame.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kiosk.core.checkin.state import Screen
from kiosk.core.office_config import RECEPTION_ERRAND
from kiosk.present.kiosk import paths
from kiosk.present.kiosk.frame import KioskScene
from kiosk.present.kiosk.view import ChoiceView, KioskView, LineView
from kiosk.present.language.languages import language
from kiosk.present.language.words import Words, words_of
from kiosk.present.shared import phrases


def empty_screen(scene: KioskScene) -> KioskView:
    title = scene.both(lambda w: w.text("We found nothing for you today"))
    return replace(
        scene.frame(),
        title=title.own,
        second=title.swedish,
        body=scene.text("Talk to us at reception. We will help you."),
        pictogram="information",
        sign=reception(scene),
        later=paths.later(scene, scene.agenda),
        back=scene.back(),
        change=scene.text("Change") if scene.state.dropped else "",
        action=scene.text("Ticket to reception"),
        action_pictogram="ticket",
    )


def person_screen(scene: KioskScene) -> KioskView:
    title = scene.both(lambda w: w.text("Talk to a person"))
    private = scene.both(lambda w: w.text("In a private room"))
    return replace(
        scene.frame(),
        title=title.own,
        second=title.swedish,
        body=scene.text("You get a number. Sit down. We will call it out. You do not need to say why."),
        pictogram="staff",
        sign=reception(scene),
        toggles=(
            ChoiceView(
                "private_help",
                private.own,
                private.swedish,
                pictogram="private-room",
                selected=scene.state.private_help,
                rtl=scene.words.rtl,
            ),
        ),
        back=scene.back(),
        action=scene.text("Take my ticket"),
        action_pictogram="ticket",
    )


def minor_screen(scene: KioskScene) -> KioskView:
    title = scene.both(lambda w: w.text("We will help you"))
    return replace(
        scene.frame(),
        title=title.own,
        second=title.swedish,
        body=scene.text("You get a number. Sit down. We will call it out."),
        pictogram="under-18",
        sign=reception(scene),
        back=scene.back(),
        action=scene.text("Take my ticket"),
        action_pictogram="ticket",
    )


def trouble_screen(scene: KioskScene) -> KioskView:
    title = scene.both(lambda w: w.text("We could not make your ticket"))
    return replace(
        scene.frame(),
        title=title.own,
        second=title.swedish,
        body=scene.text("Go to reception. We will help you there. Your answers are not saved."),
        pictogram="information",
        sign=reception(scene),
        action=scene.text("Done"),
        action_pictogram="check",
    )


def closed_screen(scene: KioskScene) -> KioskView:
    """In every language offered, since nobody can choose one now."""
    title = scene.both(lambda w: w.text("Closed now"))
    return replace(
        scene.frame(),
        layout="closed",
        title=title.own,
        second=title.swedish,
        body=_opens(scene, scene.words),
        pictogram="closed",
        hours=tuple(_hours(scene, words_of(code)) for code in scene.config.office.languages),
    )


def _hours(scene: KioskScene, words: Words) -> LineView:
    week = " · ".join(phrases.week(words, scene.config.office.hours))
    text = _opens(scene, words) or words.text("Closed now")
    return LineView("time", text, week, rtl=language(words.code).rtl and words.rtl, language=words.code)


def _opens(scene: KioskScene, words: Words) -> str:
    when = scene.lobby.next_open
    return phrases.opens(words, when, scene.wall.date()) if when else ""


def reception(scene: KioskScene) -> str:
    """The station of the reception's ring."""
    return scene.config.catalogue.errands[RECEPTION_ERRAND].station


MESSAGES: Final = {
    Screen.EMPTY: empty_screen,
    Screen.PERSON: person_screen,
    Screen.MINOR: minor_screen,
    Screen.TROUBLE: trouble_screen,
    Screen.CLOSED: closed_screen,
}
