"""Simulated visitors for the demo and the benches: whom they are, and what each would touch next.

Pure: the same seed gives the same visitors. A touch has two forms, the object on the screen and the command it stands
for, so that the same visitor can be played through QML or straight through the flow.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kiosk.core.checkin.flow import asked_here, errands_to_pick, options_chosen, stations_to_pick
from kiosk.core.checkin.state import (
    CheckIn,
    Choose,
    ChooseLanguage,
    Command,
    Drop,
    Dropped,
    Lobby,
    Paper,
    Screen,
    SetInterpreter,
    SetPrivateHelp,
    Tap,
)
from kiosk.core.office_config import OfficeConfig, Question


@dataclass(frozen=True, slots=True)
class Touch:
    """What is touched (`objectName` on the screen), and the command it stands for."""

    target: str
    command: Command


def tap(tap: Tap) -> Touch:
    """A tool of the toolbar."""
    return Touch(f"tool:{tap.value}", tap)


GO_ON = Touch("action", Tap.GO_ON)
BACK = Touch("back", Tap.BACK)
CHANGE = Touch("change", Tap.CHANGE)
SHEET_START_OVER = Touch("sheet:other", Tap.START_OVER_NOW)
SHEET_KEEP_ON = Touch("sheet:action", Tap.KEEP_ON)
SHEET_MORE_TIME = Touch("sheet:action", Tap.MORE_TIME)
REPRINT = Touch("reprint", Tap.REPRINT)
INTERPRETER_OFF = Touch("toggle:interpreter", SetInterpreter(False))
PRIVATE_HELP = Touch("toggle:private_help", SetPrivateHelp(True))


def choice(option: str) -> Touch:
    return Touch(f"choice:{option}", Choose(option))


def language(code: str) -> Touch:
    return Touch(f"choice:{code}", ChooseLanguage(code))


def drop(station: str, why: Dropped) -> Touch:
    return Touch(f"drop:{station}:{why.value}", Drop(station, why))


@dataclass(frozen=True, slots=True)
class Visitor:
    """A language and what this person would answer; a question not named gets its first option."""

    language: str
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    detour: tuple[Touch, ...] = ()  # touched on the path before the ticket is taken

    def next_touch(self, state: CheckIn, lobby: Lobby) -> Touch | None:
        """What this visitor touches on the screen in front of them; None: they wait."""
        if state.waiting or state.paper is Paper.PRINTING:
            return None
        match state.place.screen:
            case Screen.LANGUAGE:
                return language(self.language)
            case Screen.QUESTION:
                question = lobby.config.catalogue.question(state.place.question or "")
                return self._answer(state, question, lobby) if question else tap(Tap.PERSON)
            case Screen.STATION:
                return choice(self._wanted("station", [s.id for s in stations_to_pick(lobby.config)])[0])
            case Screen.ERRAND:
                errands = [e.id for e in errands_to_pick(lobby.config, state.place.station or "")]
                return choice(self._wanted("errand", errands)[0])
            case Screen.CLOSED:
                return None
        return GO_ON

    def _answer(self, state: CheckIn, question: Question, lobby: Lobby) -> Touch:
        asked = asked_here(state, question, lobby)
        wanted = self._wanted(question.id, [o.id for o in asked.options])
        if not asked.several:
            return choice(wanted[0])
        missing = [o for o in wanted if o not in options_chosen(state, question)]
        return choice(missing[0]) if missing else GO_ON

    def _wanted(self, name: str, options: list[str]) -> tuple[str, ...]:
        chosen = tuple(o for o in self.answers.get(name, ()) if o in options)
        return chosen or (options[0],)


def random_visitor(config: OfficeConfig, rng: random.Random) -> Visitor:
    """Someone who could stand there: random but possible answers."""
    answers: dict[str, tuple[str, ...]] = {}
    for question in config.catalogue.questions:
        options = [o for o in question.options if not o.leads_to_staff and not o.hidden]
        if question.multiple:
            first = rng.choice(options)
            others = [o for o in options if not o.exclusive and o is not first]
            more = [] if first.exclusive else rng.sample(others, rng.randint(0, min(2, len(others))))
            answers[question.id] = tuple(o.id for o in (first, *more))
        else:
            answers[question.id] = (rng.choice(options).id,)
    # most people who come are new; the short paths are rarer
    purposes = ("new", "letter", "one", "collect_id", "for_other")
    answers["purpose"] = (rng.choices(purposes, (12, 6, 2, 2, 1))[0],)
    answers["station"] = (rng.choice(stations_to_pick(config)).id,)
    answers["errand"] = tuple(e.id for e in errands_to_pick(config, answers["station"][0]))[-1:]
    return Visitor(rng.choice(config.office.languages), answers)


def visitors(config: OfficeConfig, seed: int) -> Iterator[Visitor]:
    """Endlessly many visitors; the same seed gives the same ones."""
    rng = random.Random(seed)
    while True:
        yield random_visitor(config, rng)
