"""What every kiosk screen starts from: words beside Swedish, the header, the plinth's tools.

Must not know the content of any screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from kiosk.core.agenda import Agenda
from kiosk.core.checkin import CheckIn, Lobby, Screen, Tap
from kiosk.core.flow import agenda_of, counted_answers
from kiosk.core.offer import Offer
from kiosk.present import phrases
from kiosk.present.phrases import Say
from kiosk.present.ticketpage import BothWords
from kiosk.present.view import KioskView, Tool
from kiosk.present.words import Words, words_of


@dataclass(frozen=True)
class Scene:
    """A state of the check-in with all that is needed to put it into words."""

    state: CheckIn
    lobby: Lobby
    wall: datetime  # the office's own time

    @property
    def offer(self) -> Offer:
        return self.lobby.offer

    @property
    def screen(self) -> Screen:
        return self.state.place.screen

    @cached_property
    def words(self) -> Words:
        """Before a language is chosen, the one this office offers first."""
        return words_of(self.state.language or self.offer.office.languages[0])

    @cached_property
    def agenda(self) -> Agenda:
        return agenda_of(self.state, self.lobby)

    @property
    def party(self) -> int:
        return counted_answers(self.state, self.offer).party_size

    def text(self, msgid: str, context: str | None = None, **values: object) -> str:
        return self.words.text(msgid, context, **values)

    def both(self, say: Say) -> BothWords:
        return phrases.both(self.words, say)

    def frame(self) -> KioskView:
        """The parts that are the same on every screen."""
        state, words = self.state, self.words
        machine = not words.reviewed and self.screen not in (Screen.CLOSED,)
        return KioskView(
            layout="message",
            place=place_name(state),
            language=words.code,
            rtl=words.rtl,
            script=words.script,
            office=phrases.office_name(self.offer),
            clock=words.clock(self.wall),
            notice=words.text("Machine translation. Ask staff if unsure.") if machine else "",
            tools=tuple(_tool(tap, self) for tap in tool_taps(state)),
            sound_note=words.text("No sound in this language yet.") if state.no_sound_told else "",
            busy=state.waiting,
            comfort_larger=state.comfort.larger,
            comfort_lower=state.comfort.lower,
            comfort_contrast=state.comfort.contrast,
        )

    def back(self) -> str:
        """ "Back", where there is a way back."""
        return self.text("Back") if self.state.trail else ""


def local(wall: datetime, offer: Offer) -> datetime:
    """A moment in the office's own time; a time without a zone is taken to be that already."""
    return wall if wall.tzinfo is None else wall.astimezone(ZoneInfo(offer.office.time_zone))


def place_name(state: CheckIn) -> str:
    """The name of a place for tests and pictures: "question.papers"."""
    place = state.place
    detail = place.question or place.station
    return f"{place.screen.value}.{detail}" if detail else place.screen.value


_ORDER = (Tap.PERSON, Tap.LANGUAGE, Tap.LISTEN, Tap.LARGER, Tap.LOWER, Tap.CONTRAST, Tap.START_OVER)
_LEFT_OUT = {
    Screen.LANGUAGE: {Tap.LANGUAGE, Tap.START_OVER},
    Screen.TICKET: {Tap.START_OVER},
    Screen.TROUBLE: {
        Tap.PERSON,
        Tap.START_OVER,
    },  # its text sends to reception, its strong action starts over
    Screen.CLOSED: set(_ORDER),
}


def tool_taps(state: CheckIn) -> tuple[Tap, ...]:
    """The tools of a screen, in the one order; none that would do nothing there."""
    left_out = set(_LEFT_OUT.get(state.place.screen, set()))
    if state.ticket is not None and state.place.screen is Screen.LANGUAGE:
        left_out.add(Tap.PERSON)  # the ticket's own screen, one touch away, has it
    return tuple(tap for tap in _ORDER if tap not in left_out)


def _tool(tap: Tap, scene: Scene) -> Tool:
    state, words = scene.state, scene.words
    match tap:
        case Tap.PERSON:
            here = scene.screen is Screen.PERSON
            return Tool(tap.value, words.text("Talk to a person"), "staff", active=here)
        case Tap.LANGUAGE:
            return Tool(tap.value, words.text("Language"), "language")
        case Tap.LISTEN:
            # No language has a voice yet. Before the first touch the name of the tool, then the plain truth.
            told = words.text("No sound yet") if state.no_sound_told else words.text("Listen")
            return Tool(tap.value, told, "no-sound-yet")
        case Tap.LARGER:
            return Tool(tap.value, words.text("Larger text"), "larger-text", active=state.comfort.larger)
        case Tap.LOWER:
            return Tool(tap.value, words.text("Lower buttons"), "lower-buttons", active=state.comfort.lower)
        case Tap.CONTRAST:
            return Tool(tap.value, words.text("Contrast"), "contrast", active=state.comfort.contrast)
        case _:
            return Tool(tap.value, words.text("Start over"), "start-over")
