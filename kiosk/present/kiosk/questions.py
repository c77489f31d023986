"""The screens that ask: language, questions, which agency, what for.

Must not know what an answer leads to.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kiosk.catalogue.words import age_bands
from kiosk.core.checkin.flow import (
    asked_here,
    errands_to_pick,
    options_chosen,
    progress,
    stations_to_pick,
)
from kiosk.core.checkin.state import Screen
from kiosk.core.office_config import OTHER_LANGUAGE, Option, Question
from kiosk.present.kiosk.frame import KioskScene
from kiosk.present.kiosk.poster import greetings
from kiosk.present.kiosk.view import ChoiceView, KioskView, LineView
from kiosk.present.language.languages import language
from kiosk.present.language.words import words_of
from kiosk.present.shared import phrases
from kiosk.present.shared.phrases import Say, said_here

MOST_IN_ROWS: Final = 4
LONG_TEXT: Final = 30  # letters of the English text; a tile holds less
TRUST_LINES: Final = 6


def language_screen(scene: KioskScene) -> KioskView:
    """The idle screen: greetings, what is kept, the languages of this office."""
    title = scene.both(lambda w: w.text("Choose your language"))
    coming_back = bool(scene.state.trail)
    return replace(
        scene.frame(),
        layout="language",
        title=title.own,
        second=title.swedish,
        back=scene.back(),
        choices=(*_languages(scene), *_another_language(scene)),
        greetings=greetings(),
        trust_lines=() if coming_back else _trust_lines(scene),
    )


def _languages(scene: KioskScene) -> tuple[ChoiceView, ...]:
    def choice(code: str) -> ChoiceView:
        known = language(code)
        second = "" if known.swedish_name == known.own_name else known.swedish_name
        chosen = code == scene.state.language
        return ChoiceView(code, known.own_name, second, selected=chosen, rtl=known.rtl)

    return tuple(choice(code) for code in scene.config.office.languages)


def _another_language(scene: KioskScene) -> tuple[ChoiceView, ...]:
    """Pictures, Swedish and English; staff ask for the language. Not with a ticket in hand: its own screen leads to
    staff."""
    if scene.state.ticket is not None:
        return ()
    words = scene.words
    text = words.text("Another language")
    helper = words_of("en" if words.code == phrases.SWEDISH else phrases.SWEDISH)
    second = helper.text("Another language")
    chosen = scene.state.language == OTHER_LANGUAGE
    return (
        ChoiceView(OTHER_LANGUAGE, text, second, "language", selected=chosen, rtl=words.rtl, action="other"),
    )


def _trust_lines(scene: KioskScene) -> tuple[LineView, ...]:
    """What is kept, in each language offered: two lines each, or one, or on the next screen."""
    if len(scene.config.office.languages) > TRUST_LINES:
        return ()
    spoken = [words_of(code) for code in scene.config.office.languages]
    if len(spoken) * 2 > TRUST_LINES:
        return tuple(
            LineView(
                "no-name",
                f"{w.text(phrases.NO_NAME)} {w.text(phrases.ONLY_TODAY)}",
                rtl=w.rtl,
                language=w.code,
            )
            for w in spoken
        )
    return tuple(
        LineView(pictogram, w.text(what), rtl=w.rtl, language=w.code)
        for w in spoken
        for pictogram, what in (("no-name", phrases.NO_NAME), ("not-saved", phrases.ONLY_TODAY))
    )


def question_screen(scene: KioskScene) -> KioskView:
    question = scene.config.catalogue.question(scene.state.place.question or "")
    assert question is not None, "a question's place names a question of the catalogue"
    title = scene.both(lambda w: said_here(w, scene.config, f"question.{question.id}"))
    first = question.id == "purpose"
    asked = asked_here(scene.state, question, scene.lobby)
    return replace(
        _asking(scene),
        layout=_layout(scene, question, asked.options),
        title=title.own,
        second=title.swedish,
        hint=said_here(scene.words, scene.config, f"question.{question.id}.hint")
        if asked.several or not question.multiple
        else "",
        choices=tuple(_option(scene, question, option) for option in asked.options),
        multiple=asked.several,
        action=scene.text("Continue") if asked.several else "",
        action_pictogram="next" if asked.several else "",
        action_ready=not asked.several or question.id in scene.state.answered,
        trust=f"{scene.text(phrases.NO_NAME)} {scene.text(phrases.ONLY_TODAY)}" if first else "",
    )


def _option(scene: KioskScene, question: Question, option: Option) -> ChoiceView:
    context, values = _option_words(scene, question, option)
    say: Say = lambda w: said_here(w, scene.config, context, **values)  # noqa: E731
    words = scene.both(say)
    is_sign = scene.config.catalogue.station(option.id) is not None
    return ChoiceView(
        option.id,
        words.own,
        words.swedish,
        pictogram="" if is_sign else option.pictogram,
        sign=option.id if is_sign else "",
        selected=option.id in options_chosen(scene.state, question),
        rtl=scene.words.rtl,
    )


def _option_words(scene: KioskScene, question: Question, option: Option) -> tuple[str, dict[str, int]]:
    """The context of an option's text, and the ages to fill in as they are on this day."""
    context = f"option.{question.id}.{option.id}"
    if question.id not in ("age", "age2"):
        return context, {}
    bands = age_bands(scene.config.catalogue, scene.lobby.today)
    offered = {o.id for o in asked_here(scene.state, question, scene.lobby).options}
    values = dict(bands.get(option.id, {}))
    if option.id == "mid" and "old" not in offered:  # asked only whether the visitor is of age
        return f"option.{question.id}.old", {"age": bands["under18"]["age"]}
    if option.id == "mid" and "young" in offered:
        values["low"] = bands["young"]["high"] + 1
    return context, values


def _layout(scene: KioskScene, question: Question, options: tuple[Option, ...]) -> str:
    """The same in every language: a screen that changes shape with the language is a new screen to learn."""
    if question.grid and len(options) > MOST_IN_ROWS:
        return "grid"
    longest = max(
        len(said_here(words_of(phrases.ENGLISH), scene.config, f"option.{question.id}.{option.id}"))
        for option in options
    )
    return "rows" if len(options) <= MOST_IN_ROWS and longest > LONG_TEXT else "tiles"


def station_screen(scene: KioskScene) -> KioskView:
    title = scene.both(lambda w: w.text("Which agency are you going to?"))
    return replace(
        _asking(scene),
        layout="rows",
        title=title.own,
        second=title.swedish,
        choices=tuple(_station(scene, station.id) for station in stations_to_pick(scene.config)),
    )


def _station(scene: KioskScene, station: str) -> ChoiceView:
    name = scene.both(lambda w: phrases.agency(w, scene.config, station))
    what_for = said_here(scene.words, scene.config, f"station.{station}.for")
    return ChoiceView(station, name.own, name.swedish, sign=station, note=what_for, rtl=scene.words.rtl)


def errand_screen(scene: KioskScene) -> KioskView:
    station = scene.state.place.station or ""
    title = scene.both(lambda w: w.text("What do you want to do there?"))
    return replace(
        _asking(scene),
        layout="rows",
        title=title.own,
        second=title.swedish,
        hint=phrases.agency(scene.words, scene.config, station),
        sign=station,
        choices=tuple(_errand(scene, e.id, e.pictogram) for e in errands_to_pick(scene.config, station)),
    )


def _errand(scene: KioskScene, errand_id: str, pictogram: str) -> ChoiceView:
    words = scene.both(lambda w: said_here(w, scene.config, f"errand.{errand_id}"))
    chosen = errand_id in scene.state.answers.pick
    return ChoiceView(
        errand_id, words.own, words.swedish, pictogram=pictogram, selected=chosen, rtl=scene.words.rtl
    )


def _asking(scene: KioskScene) -> KioskView:
    done, steps = progress(scene.state, scene.lobby)
    return replace(scene.frame(), back=scene.back(), steps_done=done, steps=steps)


ASKING: Final = {
    Screen.LANGUAGE: language_screen,
    Screen.QUESTION: question_screen,
    Screen.STATION: station_screen,
    Screen.ERRAND: errand_screen,
}
