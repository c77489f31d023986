"""What every kiosk screen starts from: words beside Swedish, the header, the toolbar's tools.

Must not know the content of any screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final

from kiosk.core.checkin.agenda import Agenda
from kiosk.core.checkin.flow import agenda_of, counted_answers
from kiosk.core.checkin.speech_rules import is_private, untold
from kiosk.core.checkin.state import CheckIn, Lobby, Screen, SilenceReason, Tap
from kiosk.core.office_config import OTHER_LANGUAGE, OfficeConfig
from kiosk.present.kiosk.view import KioskView, Tool
from kiosk.present.language.words import Words, marked, words_of
from kiosk.present.shared import phrases, spoken
from kiosk.present.shared.bilingual import BothWords
from kiosk.present.shared.phrases import Say


@dataclass(frozen=True)
class KioskScene:
    """A state of the check-in with all that is needed to put it into words."""

    state: CheckIn
    lobby: Lobby
    wall: datetime  # the office's own time

    @property
    def config(self) -> OfficeConfig:
        return self.lobby.config

    @property
    def language(self) -> str:
        """The visitor's own; its words may be in another."""
        return self.state.language or OTHER_LANGUAGE

    @property
    def screen(self) -> Screen:
        return self.state.place.screen

    @cached_property
    def words(self) -> Words:
        """Before a language is chosen, the one this office offers first; English for who goes on without one."""
        nobody_yet = self.screen in (Screen.LANGUAGE, Screen.CLOSED)
        return words_of(
            self.state.language or (self.config.office.languages[0] if nobody_yet else OTHER_LANGUAGE)
        )

    @cached_property
    def agenda(self) -> Agenda:
        return agenda_of(self.state, self.lobby)

    @property
    def party(self) -> int:
        return counted_answers(self.state, self.lobby).party.size

    def text(self, msgid: str, context: str | None = None, **values: object) -> str:
        return self.words.text(msgid, context, **values)

    def both(self, say: Say) -> BothWords:
        return phrases.both(self.words, say)

    def frame(self) -> KioskView:
        """The parts that are the same on every screen."""
        state, words = self.state, self.words
        note = words.text(_UNTOLD[state.hearing.untold][1]) if state.hearing.untold else ""
        machine = not words.reviewed and self.screen not in (Screen.CLOSED,)
        return KioskView(
            layout="message",
            place=place_name(state),
            language=words.code,
            rtl=words.rtl,
            script=words.script,
            office=phrases.office_name(self.config),
            clock=words.clock(self.wall),
            notice=note or (words.text("Machine translation. Ask staff if unsure.") if machine else ""),
            tools=tuple(_tool(tap, self) for tap in tool_taps(state)),
            busy=state.waiting,
            comfort_larger=state.comfort.larger,
            comfort_lower=state.comfort.lower,
            comfort_contrast=state.comfort.contrast,
            comfort_still=state.comfort.still,
            private=is_private(state),
            speech=state.hearing.speech,
        )

    def back(self) -> str:
        """ "Back", where there is a way back."""
        return self.text("Back") if self.state.trail else ""


def place_name(state: CheckIn) -> str:
    """The name of a place for tests and pictures: "question.papers"."""
    place = state.place
    detail = place.question or place.station
    return f"{place.screen.value}.{detail}" if detail else place.screen.value


_ORDER = (
    Tap.PERSON,
    Tap.LANGUAGE,
    Tap.LISTEN,
    Tap.LARGER,
    Tap.LOWER,
    Tap.CONTRAST,
    Tap.STILL,
    Tap.START_OVER,
)
_LEFT_OUT = {
    Screen.LANGUAGE: {Tap.LANGUAGE, Tap.START_OVER},
    Screen.TICKET: {Tap.START_OVER},
    Screen.TROUBLE: {
        Tap.PERSON,
        Tap.START_OVER,
    },  # its text sends to reception, its strong action starts over
    Screen.CLOSED: set(_ORDER) - {Tap.LISTEN},
}


def tool_taps(state: CheckIn) -> tuple[Tap, ...]:
    """The tools of a screen, in the one order; none that would do nothing there."""
    left_out = set(_LEFT_OUT.get(state.place.screen, set()))
    if state.place.screen is not Screen.LANGUAGE:
        left_out.add(Tap.STILL)  # rarely wanted: where there is room, and one touch away from everywhere
    if state.ticket is not None and state.place.screen is Screen.LANGUAGE:
        left_out.add(Tap.PERSON)  # the ticket's own screen, one touch away, has it
    return tuple(tap for tap in _ORDER if tap not in left_out)


def _tool(tap: Tap, scene: KioskScene) -> Tool:
    state, words = scene.state, scene.words
    match tap:
        case Tap.PERSON:
            here = scene.screen is Screen.PERSON
            return Tool(tap.value, words.text("Talk to a person"), "staff", active=here)
        case Tap.LANGUAGE:
            return Tool(tap.value, words.text("Language"), "language")
        case Tap.LISTEN:
            return _listen(scene)
        case Tap.LARGER:
            return Tool(tap.value, words.text("Larger text"), "larger-text", active=state.comfort.larger)
        case Tap.LOWER:
            return Tool(tap.value, words.text("Lower buttons"), "lower-buttons", active=state.comfort.lower)
        case Tap.CONTRAST:
            return Tool(tap.value, words.text("Contrast"), "contrast", active=state.comfort.contrast)
        case Tap.STILL:
            # Translators: on a button: switches off what moves on the screen
            name = words.text("No motion")
            return Tool(tap.value, name, "motion-none", active=state.comfort.still)
        case _:
            return Tool(tap.value, words.text("Start over"), "start-over")


def _listen(scene: KioskScene) -> Tool:
    """Before the first touch the name of the tool, with the picture of what it will do; then the plain truth."""
    words, hearing = scene.words, scene.state.hearing
    if hearing.reading and not hearing.speech:  # in speech it says everything once more
        return Tool(Tap.LISTEN.value, words.text(spoken.STOP_SOUND), "listen-stop", active=True)
    name, pictogram = words.text("Listen"), "listen"
    awaited = untold(scene.state, scene.lobby)
    if hearing.untold is not None:
        name = words.text(_UNTOLD[hearing.untold][0])
    if hearing.untold is SilenceReason.NO_SOUND or awaited is not None:
        pictogram = "headphones" if awaited is SilenceReason.HEADPHONES else "no-sound-yet"
    return Tool(Tap.LISTEN.value, name, pictogram)


_UNTOLD: Final = {
    SilenceReason.NO_VOICE: (marked("No sound yet"), spoken.NO_VOICE),
    SilenceReason.NO_SOUND: (spoken.NO_SOUND_NOW, spoken.SOUND_BROKEN),
    SilenceReason.HEADPHONES: (spoken.HEADPHONES, spoken.USE_HEADPHONES),
}
"""For each reason why nothing is heard: the name of the tool, and the sentence."""
