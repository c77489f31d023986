"""What is said of a screen: all that is seen, in order, and nothing private without headphones."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.catalogue.load import load_config
from kiosk.core.checkin.state import (
    Headphones,
    Hearing,
    ReadAloud,
    ReadingEnded,
    ReadingScope,
    SilenceReason,
    Tap,
)
from kiosk.core.volume import LOUDEST
from kiosk.present.kiosk.screens import present
from kiosk.present.kiosk.view import KioskView
from kiosk.present.language.languages import LANGUAGES
from kiosk.present.language.words import NO_ISOLATES, SOFT_HYPHEN
from kiosk.present.speech.utterances import Utterance, utterances
from kiosk.ui.showcase.situations import WALKS, situation
from tests.present.kiosk.walks import LOBBY, Visitor

CONFIG = load_config(None)
EVERY = frozenset(LANGUAGES)
ALONE = Hearing(headphones=True, speech=True)
IN_THE_HALL = Hearing()
WHOLE = ReadAloud(ReadingScope.SCREEN)


def view(name: str, language: str = "sv") -> KioskView:
    there = situation(name, language, CONFIG)
    return present(there.state, there.lobby, there.wall)


def said(
    name: str,
    what: ReadAloud = WHOLE,
    hearing: Hearing = ALONE,
    language: str = "sv",
    voices: frozenset[str] = EVERY,
) -> tuple[Utterance, ...]:
    return utterances(view(name, language), what, hearing, voices)


def heard_as(text: str) -> str:
    return text.translate(NO_ISOLATES).replace(SOFT_HYPHEN, "")


def words(of: tuple[Utterance, ...]) -> str:
    return heard_as(" ".join(utterance.text for utterance in of))


def test_a_question_is_read_in_the_order_of_reading() -> None:
    """Title and hint, then each choice, then what goes on; each with the thing that is lit."""
    targets = [utterance.target for utterance in said("papers")]
    choices = [f"choice:{choice.id}" for choice in view("papers").choices]
    assert targets == ["question", *choices, "action"]


@pytest.mark.parametrize("name", [name for name in WALKS if name != "welcome"])
@pytest.mark.parametrize("language", ["sv", "ar"])
def test_whatever_can_be_read_can_be_heard(name: str, language: str) -> None:
    """Every function has a mode without sight (EN 301 549, 5.1.3.1): title, choices, steps, path, what is asked."""
    shown, heard = view(name, language), words(said(name, language=language))
    seen = [shown.title, shown.hint, shown.body, *(c.text for c in (*shown.choices, *shown.toggles))]
    seen += [line.text for line in (*shown.steps_to_take, *shown.hours)]
    if shown.layout == "path":
        seen += [
            part for g in shown.groups for s in g.stops for part in (s.agency, *(e.text for e in s.errands))
        ]
        seen += [paper.text for g in shown.groups for s in g.stops for paper in s.bring]
    if shown.sheet is not None:
        seen = [shown.sheet.title, shown.sheet.text, shown.sheet.action, shown.sheet.other]
    if shown.layout == "closed":
        seen = [line.text for line in shown.hours]
    assert seen
    assert [text for text in seen if heard_as(text) not in heard] == []


@pytest.mark.parametrize("name", ["path_family", "change", "empty", "ticket", "show_reception"])
@pytest.mark.parametrize("what", [ReadingScope.SCREEN, ReadingScope.OPENING, ReadingScope.WELCOME])
def test_what_is_yours_is_not_told_to_the_hall(name: str, what: ReadingScope) -> None:
    """EN 301 549, 5.1.3.9."""
    assert words(said(name, ReadAloud(what), IN_THE_HALL)) == "Använd hörlurar för att höra det här."


def test_what_was_chosen_is_not_told_to_the_hall() -> None:
    chosen = ReadAloud(ReadingScope.ITEM, "choice:ut_card")
    assert "Valt" in words(said("papers_chosen", chosen))
    assert "alt" not in words(said("papers_chosen", chosen, IN_THE_HALL)).replace("Val 1 av 6", "")
    ticked = ReadAloud(ReadingScope.CHOICE, "choice:ut_card")
    assert words(said("papers_chosen", ticked)) == "Uppehållstillståndskort. Valt."
    assert "kort" not in words(said("papers_chosen", ticked, IN_THE_HALL))


def test_questions_are_read_to_everyone() -> None:
    assert words(said("ground", hearing=IN_THE_HALL)) == words(
        said("ground", hearing=Hearing(headphones=True))
    )


def test_the_keys_hear_where_they_are() -> None:
    assert (
        words(said("papers", ReadAloud(ReadingScope.ITEM, "choice:lma")))
        == "Val 3 av 6. LMA-kort. Inte valt."
    )
    assert words(said("papers", ReadAloud(ReadingScope.ITEM, "back", "Tillbaka"))) == "Tillbaka"
    dropped = ReadAloud(ReadingScope.ITEM, "drop:SKV:done", "Redan klart")
    assert words(said("change", dropped)) == "Skatteverket. Redan klart."


def test_each_language_says_its_own_name() -> None:
    spoken = {u.text: u.language for u in said("welcome") if u.target.startswith("choice:")}
    assert spoken["العربية"] == "ar"
    assert spoken["English"] == "en"


def test_a_language_without_a_voice_is_named_in_swedish() -> None:
    """So that it can be found by ear; the choice itself then says that there is no sound."""
    item = ReadAloud(ReadingScope.ITEM, "choice:ar")
    assert said("welcome", item, voices=frozenset({"sv"})) == (Utterance("sv", "arabiska", "choice:ar"),)


def test_a_screen_without_a_voice_says_so_in_english_and_swedish() -> None:
    heard = said("papers", ReadAloud(ReadingScope.OPENING), language="ar", voices=frozenset({"sv", "en"}))
    assert [u.language for u in heard] == ["en", "sv"]
    assert "No sound in this language yet." in words(heard)
    assert said("papers", language="ar", voices=frozenset()) == ()


def test_the_welcome_tells_how_the_keys_work() -> None:
    heard = words(said("purpose", ReadAloud(ReadingScope.WELCOME)))
    assert heard.index("Tryck på pilarna") < heard.index("Vad vill du göra?")


def test_the_number_is_said_digit_by_digit() -> None:
    """EN 301 549, 5.1.3.16: the content of the ticket is spoken."""
    heard = said("ticket", ReadAloud(ReadingScope.OPENING))
    number = next(u for u in heard if u.target == "number")
    assert number.digits
    assert "2047" in number.text


def test_errors_are_spoken() -> None:
    assert "Papperet är slut" in words(said("ticket_no_paper", ReadAloud(ReadingScope.OPENING)))
    assert words(said("papers", ReadAloud(ReadingScope.CHOOSE_FIRST))) == "Välj ett svar först."


def test_the_volume_says_its_step() -> None:
    hearing = Hearing(speech=True, volume=LOUDEST)
    assert words(said("papers", ReadAloud(ReadingScope.VOLUME), hearing)) == "Ljudstyrka 10 av 10"


def test_every_line_of_the_closed_screen_speaks_its_own_language() -> None:
    assert [u.language for u in said("closed", hearing=IN_THE_HALL)] == list(CONFIG.office.languages)


def listen_tool(view: KioskView) -> tuple[str, str]:
    return next((tool.text, tool.pictogram) for tool in view.tools if tool.id == "listen")


def test_listen_stops_what_it_began() -> None:
    visitor = Visitor("sv")
    assert listen_tool(visitor.view) == ("Lyssna", "listen")
    assert listen_tool(visitor.play(Tap.LISTEN)) == ("Sluta läsa", "listen-stop")
    assert listen_tool(visitor.play(ReadingEnded())) == ("Lyssna", "listen")


def test_listen_says_why_nothing_is_heard() -> None:
    """No voice in this language, no sound in this kiosk, or words for this visitor's ears only."""
    mute = Visitor("sv", replace(LOBBY, voices=frozenset()))
    assert listen_tool(mute.view) == ("Lyssna", "no-sound-yet")
    view = mute.play(Tap.LISTEN)
    assert listen_tool(view) == ("Inget ljud ännu", "no-sound-yet")
    assert view.notice == "Det finns inget ljud på det här språket ännu."
    broken = Visitor("sv").play(Tap.LISTEN, ReadingEnded(SilenceReason.NO_SOUND))
    assert listen_tool(broken) == ("Inget ljud nu", "no-sound-yet")
    assert broken.notice == "Ljudet fungerar inte nu. Be oss om hjälp."
    visitor = Visitor("sv")
    assert listen_tool(visitor.answer_all()) == ("Lyssna", "headphones")
    assert listen_tool(visitor.play(Tap.LISTEN, ReadingEnded(SilenceReason.HEADPHONES))) == (
        "Hörlurar",
        "headphones",
    )
    assert listen_tool(visitor.play(Headphones(True), ReadingEnded())) == ("Lyssna", "listen")
