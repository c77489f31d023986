"""What is said of a screen: its words in the order they are read aloud, each with the thing on the screen it is about.

Made from the screen's own view, so that what is heard and what is seen cannot differ. What this visitor chose, the
path and the ticket are said in headphones only. Knows neither voices nor sound, only which languages have a voice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from kiosk.core.checkin.state import Hearing, ReadAloud, ReadingScope
from kiosk.core.volume import LOUDEST
from kiosk.present.kiosk.view import ChoiceView, KioskView, LineView, StopView
from kiosk.present.language.languages import LANGUAGES, language
from kiosk.present.language.words import NO_ISOLATES, Words, marked, words_of
from kiosk.present.shared.phrases import NO_NAME, ONLY_TODAY
from kiosk.present.shared.spoken import NO_VOICE, USE_HEADPHONES

# Translators: only heard, by people who do not see the screen and press keys below it
SPEECH_ON: Final = marked("Speech is on.")
# Translators: only heard; the keys can be felt
HOW_TO_MOVE: Final = marked("Use the arrow keys to hear the choices. Press the middle key to choose.")
# Translators: only heard; Help and Home are names of keys that can be felt
HOW_TO_GET_HELP: Final = marked("The Help key brings you to a person. The Home key starts over.")
# Translators: only heard; "Listen" is the name of a key
HOW_TO_REPEAT: Final = marked("Press the Listen key to hear it again.")
# Translators: only heard, before the words of the choice
PLACE: Final = marked("Choice {n} of {total}")
# Translators: only heard, after the words of a choice: it has been chosen
CHOSEN: Final = marked("Chosen")
# Translators: only heard, after the words of a choice: it has not been chosen
NOT_CHOSEN: Final = marked("Not chosen")
# Translators: only heard, when somebody wants to go on without an answer
CHOOSE_FIRST: Final = marked("Choose an answer first.")
NUMBER_IS: Final = marked("Your number is {number}.")
# Translators: only heard, when the sound is made louder or softer
VOLUME: Final = marked("Volume {n} of {total}")
MORE_TIME: Final = marked("You have more time.")


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words to be said in one go. `target` names what they are about on the screen, to be lit; "" for none.

    `digits`: numbers in it are said digit by digit, as they are called out.
    """

    language: str
    text: str
    target: str = ""
    digits: bool = False


def utterances(
    view: KioskView, read: ReadAloud, hearing: Hearing, voices: frozenset[str]
) -> tuple[Utterance, ...]:
    """What is said. A language without a voice gets one sentence in English and Swedish that says so."""
    words = words_of(view.language)
    said = tuple(u for u in _of(view, words, read, hearing) if u.text.translate(NO_ISOLATES).strip())
    heard = tuple(_named_in_swedish(u, voices) for u in said)
    if any(u.language not in voices for u in heard):
        sorry = tuple(
            Utterance(code, words_of(code).text(NO_VOICE)) for code in ("en", "sv") if code in voices
        )
        return (
            *(u for u in heard if u.language in voices),
            *(sorry if read.what is not ReadingScope.VOLUME else ()),
        )
    return heard


def _named_in_swedish(utterance: Utterance, voices: frozenset[str]) -> Utterance:
    """A language's own name without a voice is said by its Swedish name, so that it can be found all the same."""
    named = LANGUAGES.get(utterance.language)
    if (
        utterance.language in voices
        or named is None
        or utterance.text != named.own_name
        or "sv" not in voices
    ):
        return utterance
    return replace(utterance, language="sv", text=named.swedish_name)


def _of(view: KioskView, words: Words, read: ReadAloud, hearing: Hearing) -> Iterator[Utterance]:
    say = _Sayer(view, words, hearing)
    if is_private(view) and not hearing.headphones and read.what in _WHOLE:
        yield say(words.text(USE_HEADPHONES))
        return
    match read.what:
        case ReadingScope.WELCOME:
            for guide in (SPEECH_ON, HOW_TO_MOVE, HOW_TO_GET_HELP, HOW_TO_REPEAT):
                yield say(words.text(guide))
            yield from say.opening()
        case ReadingScope.OPENING:
            yield from say.opening()
        case ReadingScope.SCREEN:
            yield from say.screen()
        case ReadingScope.ITEM:
            yield from say.item(read.target, read.label)
        case ReadingScope.CHOICE:
            yield from say.changed(read.target)
        case ReadingScope.CHOOSE_FIRST:
            yield say(words.text(CHOOSE_FIRST))
        case ReadingScope.MORE_TIME:
            yield say(words.text(MORE_TIME))
        case ReadingScope.VOLUME:
            yield say(words.text(VOLUME, n=hearing.volume, total=LOUDEST))


_WHOLE: Final = (ReadingScope.WELCOME, ReadingScope.OPENING, ReadingScope.SCREEN)


def is_private(view: KioskView) -> bool:
    """Whether what is in front tells of this visitor: most sheets ask everyone the same."""
    return view.sheet.private if view.sheet is not None else view.private


@dataclass(frozen=True)
class _Sayer:
    """Puts the parts of one view into sentences."""

    view: KioskView
    words: Words
    hearing: Hearing

    def __call__(self, text: str, target: str = "", *, digits: bool = False) -> Utterance:
        return Utterance(self.words.code, text, target, digits)

    # A screen as a whole ------------------------------------------------------------------------------------

    def opening(self) -> Iterator[Utterance]:
        """What a new screen says; its choices and buttons follow by the keys."""
        view = self.view
        if view.sheet is not None:
            yield self(_sentences(view.sheet.title, view.sheet.text), "sheet")
            return
        if view.layout == "closed":
            yield from self._lines_by_language(view.hours)
            return
        yield from self._number()
        yield self(_sentences(view.title, view.hint), "question")
        yield self(view.body, "body")
        yield from self._path()
        yield from self._steps()

    def screen(self) -> Iterator[Utterance]:
        """All of it, choices and answers too."""
        view = self.view
        yield from self.opening()
        if view.sheet is not None:
            yield self(view.sheet.action, "sheet:action")
            yield self(view.sheet.other, "sheet:other")
            return
        for choice in (*view.choices, *view.toggles):
            yield from self._choice(choice, self._named(choice), placed=False)
        for promise in (NO_NAME, ONLY_TODAY) if view.trust else ():
            yield self(self.words.text(promise), "trust")
        yield from self._lines_by_language(view.trust_lines)
        yield self(view.more, "more")
        yield self(view.action, "action")

    def _number(self) -> Iterator[Utterance]:
        if self.view.number:
            yield self(self.words.text(NUMBER_IS, number=self.view.number), "number", digits=True)

    def _steps(self) -> Iterator[Utterance]:
        for row, line in enumerate(self.view.steps_to_take):
            yield self(_sentences(line.text, line.second), f"step:{row}", digits=True)

    def _path(self) -> Iterator[Utterance]:
        view = self.view
        if view.layout not in ("path", "change") and view.later is None:
            return
        yield self(_sentences(*view.summary, view.interpreter), "question")
        for group in view.groups if view.layout == "path" else ():
            yield self(group.label)
            for stop in group.stops:
                yield self(self._stop(stop), f"stop:{stop.station}")
        if view.later is not None:
            yield self(_sentences(view.later.headline, view.later.detail), "later")
            for line in view.later.not_today:
                yield self(_sentences(line.text), "later")

    def _stop(self, stop: StopView) -> str:
        """The agency in both languages, the errands, and what to show."""
        name = f"{stop.agency}, {stop.second}" if stop.second else stop.agency
        papers = self.words.listed(tuple(line.text for line in stop.bring))
        show = f"{self.view.show_label}: {papers}" if stop.bring and self.view.show_label else ""
        return _sentences(stop.tag, name, *(line.text for line in stop.errands), show)

    def _lines_by_language(self, lines: tuple[LineView, ...]) -> Iterator[Utterance]:
        """Each in its own language."""
        for line in lines:
            yield Utterance(line.language or self.words.code, _sentences(line.text, line.second))

    # One thing ----------------------------------------------------------------------------------------------

    def item(self, target: str, label: str) -> Iterator[Utterance]:
        """What the keys have come to."""
        kind, _, rest = target.partition(":")
        if target == "question":
            yield from self.opening()
        elif kind in ("choice", "toggle"):
            for choice in (*self.view.choices, *self.view.toggles):
                if choice.id == rest:
                    yield from self._choice(choice, target, placed=kind == "choice")
        elif kind in ("drop", "restore"):
            yield self(self._drop(rest, label), target)
        else:
            yield self(label, target)

    def changed(self, target: str) -> Iterator[Utterance]:
        """A box that was ticked or unticked; to the hall only that headphones would tell."""
        kind, _, rest = target.partition(":")
        if kind == "tool":
            tool = next((tool for tool in self.view.tools if tool.id == rest), None)
            if tool is not None:
                yield self(_sentences(tool.text, self._state(tool.active)), target)
            return
        if not self.hearing.headphones:
            yield self(self.words.text(USE_HEADPHONES))
            return
        for choice in (*self.view.choices, *self.view.toggles):
            if choice.id == rest:
                yield self(_sentences(choice.text, self._state(choice.selected)), target)
        if kind == "drop":
            station, _, why = rest.partition(":")
            labels = {"done": self.view.done_label, "not_today": self.view.not_today_label}
            yield self(self._drop(station, labels.get(why, self.view.restore_label)), target)

    def _choice(self, choice: ChoiceView, target: str, *, placed: bool) -> Iterator[Utterance]:
        if self.view.layout == "language":
            yield self._language(choice, target)
            return
        known = self.view.multiple or target.startswith("toggle:")
        state = self._state(choice.selected) if known and self.hearing.headphones else ""
        text = _sentences(choice.text, choice.note, state)
        if placed and len(self.view.choices) > 1:
            at = self.view.choices.index(choice) + 1
            text = _sentences(self.words.text(PLACE, n=at, total=len(self.view.choices)), text)
        yield self(text, target)

    def _language(self, choice: ChoiceView, target: str) -> Utterance:
        """Each language says its own name."""
        own = self.words.code if choice.action != "choose" else language(choice.id).code
        return Utterance(own, choice.text, target)

    def _drop(self, rest: str, label: str) -> str:
        station = rest.partition(":")[0]
        stops = (stop for group in self.view.groups for stop in group.stops)
        return _sentences(next((stop.agency for stop in stops if stop.station == station), ""), label)

    def _state(self, on: bool) -> str:
        return self.words.text(CHOSEN if on else NOT_CHOSEN)

    def _named(self, choice: ChoiceView) -> str:
        return f"toggle:{choice.id}" if choice in self.view.toggles else f"choice:{choice.id}"


def _sentences(*parts: str) -> str:
    """Parts as sentences of their own: a voice rests between them."""
    ended = (part if part[-1] in ".?:!؟።፧" else f"{part}." for part in parts if part)
    return " ".join(ended)
