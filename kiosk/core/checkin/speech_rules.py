"""What is read aloud when: the part of the check-in flow for those who listen. Pure, as the flow itself.

After each step of the flow `spoken` decides what is said of it and what falls silent. Any touch stops what is being
read; nothing this visitor chose is said without headphones (the presenter holds to `is_private`). Knows no words.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kiosk.core.checkin.state import (
    CheckIn,
    Choose,
    Command,
    Dialog,
    Drop,
    Focused,
    Headphones,
    Hearing,
    Hush,
    Issued,
    Lobby,
    NotIssued,
    PaperIs,
    ReadAloud,
    ReadingEnded,
    ReadingScope,
    Screen,
    SetInterpreter,
    SetPrivateHelp,
    SilenceReason,
    Step,
    Tap,
    Tick,
)
from kiosk.core.office_config import OTHER_LANGUAGE, WORDS_OF_OTHER
from kiosk.core.volume import LOUDEST

PRIVATE: Final = frozenset({Screen.PATH, Screen.CHANGE, Screen.EMPTY, Screen.TICKET})
"""Screens that tell what this visitor needs: heard in headphones only (EN 301 549, 5.1.3.9)."""
_NOT_TOUCHES: Final = (Tick, ReadingEnded, Issued, NotIssued, PaperIs)
_TAPS: Final = frozenset({Tap.LISTEN, Tap.SPEECH, Tap.LOUDER, Tap.SOFTER})


def is_private(state: CheckIn) -> bool:
    return state.place.screen in PRIVATE


def patience(state: CheckIn) -> int:
    """How many times the usual seconds this visitor has: listening and large letters take longer."""
    return 2 if state.hearing.speech or state.comfort.larger else 1


def only_listens(command: Command) -> bool:
    """Touches that change nothing but what is heard: they leave a sheet up and work on a closed kiosk."""
    return isinstance(command, Focused | Headphones) or command in _TAPS


def listened(state: CheckIn, command: Command) -> CheckIn:
    """The state after such a touch."""
    hearing = state.hearing
    match command:
        case Headphones(plugged):
            hearing = replace(hearing, headphones=plugged, speech=plugged, untold=None)
        case Tap.SPEECH:
            hearing = replace(hearing, speech=True, untold=None)
        case Tap.LOUDER:
            hearing = replace(hearing, volume=min(LOUDEST, hearing.volume + 1))
        case Tap.SOFTER:
            hearing = replace(hearing, volume=max(1, hearing.volume - 1))
    return replace(state, hearing=hearing)


def ended(state: CheckIn, heard: ReadingEnded) -> CheckIn:
    """The reading has ended by itself: from now on the visitor has the whole time to answer."""
    if not state.hearing.reading:
        return state
    touched_at = state.touched_at if state.sheet is Dialog.TIME_OUT else state.now
    hearing = replace(state.hearing, reading=False, untold=heard.untold)
    return replace(state, hearing=hearing, touched_at=touched_at)


def of_next_visitor(hearing: Hearing) -> Hearing:
    """Nothing is left but the headphones that are still plugged in, and with them the speech."""
    return Hearing(headphones=hearing.headphones, speech=hearing.headphones)


def spoken(before: CheckIn, after: CheckIn, command: Command, lobby: Lobby) -> Step:
    """What is read aloud of this step, or falls silent."""
    if isinstance(command, ReadingEnded):
        return after, ()
    moved = _moved(before, after)
    if moved and after.hearing.untold is not None:
        after = replace(after, hearing=replace(after.hearing, untold=None))
    reading = _reading(before, after, command)
    if reading is not None and command is Tap.LISTEN:
        after = replace(after, hearing=replace(after.hearing, untold=untold(after, lobby)))
        if after.hearing.untold is SilenceReason.NO_VOICE and not after.hearing.speech:
            reading = None
    if reading is not None:
        return replace(after, hearing=replace(after.hearing, reading=True)), (reading,)
    silenced = not isinstance(command, _NOT_TOUCHES) or moved
    if before.hearing.reading and silenced:
        return replace(after, hearing=replace(after.hearing, reading=False)), (Hush(),)
    return after, ()


def _reading(before: CheckIn, after: CheckIn, command: Command) -> ReadAloud | None:
    speech = after.hearing.speech
    if after.sheet is Dialog.TIME_OUT and before.sheet is not Dialog.TIME_OUT:
        return ReadAloud(ReadingScope.OPENING, alert=True)  # everyone hears the warning
    match command:
        case Tap.LISTEN:
            stops = before.hearing.reading and not speech
            return None if stops else ReadAloud(ReadingScope.SCREEN)
        case Tap.SPEECH:
            return ReadAloud(ReadingScope.SCREEN if before.hearing.speech else ReadingScope.WELCOME)
        case Headphones(plugged):
            return ReadAloud(ReadingScope.WELCOME) if plugged else None
        case Tap.LOUDER | Tap.SOFTER if speech or before.hearing.reading:
            return ReadAloud(ReadingScope.VOLUME)
    if not speech or (after.began_at is None and isinstance(command, Tick)):
        return None
    if command is Tap.MORE_TIME:
        return ReadAloud(ReadingScope.MORE_TIME)
    if _moved(before, after):
        return ReadAloud(ReadingScope.OPENING)
    match command:
        case Focused(target, label):
            return ReadAloud(ReadingScope.ITEM, target, label)
        case PaperIs() if after.paper is not before.paper:
            return ReadAloud(ReadingScope.OPENING)
        case Tap.GO_ON if after.place.screen is Screen.QUESTION:
            return ReadAloud(ReadingScope.CHOOSE_FIRST)
    target = _changed(command)
    return ReadAloud(ReadingScope.CHOICE, target) if target else None


def _changed(command: Command) -> str:
    """The name on the screen of what a touch switched over."""
    match command:
        case Choose(option):
            return f"choice:{option}"
        case Drop(station, why):
            return f"drop:{station}:{why.value if why else ''}"
        case SetInterpreter():
            return "toggle:interpreter"
        case SetPrivateHelp():
            return "toggle:private_help"
        case Tap.LARGER | Tap.LOWER | Tap.CONTRAST | Tap.STILL:
            return f"tool:{command.value}"
    return ""


def _moved(before: CheckIn, after: CheckIn) -> bool:
    """Another screen, another sheet, or the same in another language."""
    return (before.place, before.sheet, before.language) != (after.place, after.sheet, after.language)


def untold(after: CheckIn, lobby: Lobby) -> SilenceReason | None:
    """Why this screen will not be heard."""
    named = after.place.screen in (Screen.LANGUAGE, Screen.CLOSED)  # each language speaks for itself there
    language = after.language if after.language not in (None, OTHER_LANGUAGE) else WORDS_OF_OTHER
    if lobby.voices is not None and not (lobby.voices if named else language in lobby.voices):
        return SilenceReason.NO_VOICE
    return SilenceReason.HEADPHONES if is_private(after) and not after.hearing.headphones else None
