"""What is read aloud when, walked without a window and without a sound."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.core.checkin.flow import seconds_left
from kiosk.core.checkin.state import (
    CheckIn,
    Choose,
    ChooseLanguage,
    Command,
    Dialog,
    Effect,
    Focused,
    Headphones,
    Hearing,
    Hush,
    NotIssued,
    Paper,
    PaperIs,
    ReadAloud,
    ReadingEnded,
    ReadingScope,
    Screen,
    SilenceReason,
    Tap,
    Tick,
)
from kiosk.core.volume import LOUDEST
from tests.core.checkin.flow_visitor import LOBBY, Visitor

VOICED = replace(LOBBY, voices=frozenset({"sv", "en", "ar"}))


def visitor() -> Visitor:
    return Visitor(VOICED).do(ChooseLanguage("ar"))


def listener() -> Visitor:
    """Somebody with headphones who listens."""
    return Visitor(VOICED).do(Headphones(True), ReadingEnded(), ChooseLanguage("ar"), ReadingEnded())


def said(v: Visitor, *commands: Command) -> list[Effect]:
    """What is said or silenced by these touches."""
    v.effects.clear()
    v.do(*commands)
    return [effect for effect in v.effects if isinstance(effect, ReadAloud | Hush)]


def test_listen_reads_the_screen_and_again_stops_it() -> None:
    """Speech can be interrupted and repeated (EN 301 549, 5.1.3.4)."""
    v = visitor()
    assert said(v, Tap.LISTEN) == [ReadAloud(ReadingScope.SCREEN)]
    assert v.state.hearing.reading
    assert said(v, Tap.LISTEN) == [Hush()]
    assert not v.state.hearing.reading
    assert said(v, Tap.LISTEN) == [ReadAloud(ReadingScope.SCREEN)]


@pytest.mark.parametrize(
    "touch", [Choose("new"), Tap.LARGER, Tap.BACK, Tap.PERSON, Tap.START_OVER, Focused("back")]
)
def test_any_touch_stops_what_is_read(touch: Command) -> None:
    """EN 301 549, 5.1.3.5: it stops at any action of the user."""
    v = visitor().do(Tap.LISTEN)
    assert said(v, touch) == [Hush()]
    assert not v.state.hearing.reading


def test_time_alone_stops_nothing() -> None:
    v = visitor().do(Tap.LISTEN)
    assert said(v, Tick()) == []
    assert v.state.hearing.reading


def test_what_is_yours_waits_for_headphones() -> None:
    """The path is not told to the hall."""
    v = visitor().answer_all().do(Tap.LISTEN)
    assert v.state.hearing.untold is SilenceReason.HEADPHONES
    assert said(v, Headphones(True)) == [ReadAloud(ReadingScope.WELCOME)]
    v.do(ReadingEnded())
    assert said(v, Tap.LISTEN) == [ReadAloud(ReadingScope.SCREEN)]
    assert v.state.hearing.untold is None


def test_a_language_without_a_voice_says_so_and_nothing_is_read() -> None:
    v = Visitor(replace(LOBBY, voices=frozenset({"sv"}))).do(ChooseLanguage("ar"))
    assert said(v, Tap.LISTEN) == []
    assert v.state.hearing.untold is SilenceReason.NO_VOICE
    v.do(Choose("new"))
    assert v.state.hearing.untold is None


def test_a_dead_sound_device_is_told_and_stops_no_check_in() -> None:
    v = visitor().do(Tap.LISTEN, ReadingEnded(SilenceReason.NO_SOUND))
    assert v.state.hearing == Hearing(untold=SilenceReason.NO_SOUND)
    assert v.answer_all().screen is Screen.PATH


def test_headphones_or_the_marked_key_start_speech() -> None:
    """Without sight nobody finds a button on glass (EN 301 549, 5.2)."""
    for begins in (Headphones(True), Tap.SPEECH):
        v = Visitor(VOICED)
        assert said(v, begins) == [ReadAloud(ReadingScope.WELCOME)]
        assert v.state.hearing.speech
        v.do(ReadingEnded())
        assert said(v, ChooseLanguage("ar")) == [ReadAloud(ReadingScope.OPENING)]


def test_in_speech_each_step_of_the_keys_is_read() -> None:
    v = listener()
    assert said(v, Focused("choice:new", "label")) == [ReadAloud(ReadingScope.ITEM, "choice:new", "label")]
    assert said(v, Choose("new")) == [ReadAloud(ReadingScope.OPENING)]


def test_in_speech_an_error_is_spoken() -> None:
    """EN 301 549, 5.1.3.15: going on without an answer, a ticket without paper, no ticket."""
    v = listener().answer_all(until="papers")
    assert said(v, Tap.GO_ON) == [ReadAloud(ReadingScope.CHOOSE_FIRST)]
    v = listener().answer_all().issue()
    assert said(v, PaperIs(Paper.NO_PAPER)) == [ReadAloud(ReadingScope.OPENING)]
    v = listener().answer_all().do(Tap.GO_ON)
    assert said(v, NotIssued()) == [ReadAloud(ReadingScope.OPENING)]


def test_in_speech_a_choice_says_that_it_is_chosen() -> None:
    v = listener().answer_all(until="papers")
    assert said(v, Choose("lma")) == [ReadAloud(ReadingScope.CHOICE, "choice:lma")]


def test_the_marked_key_repeats() -> None:
    v = listener().do(Focused("choice:new"))
    assert said(v, Tap.SPEECH) == [ReadAloud(ReadingScope.SCREEN)]


def test_pulling_the_headphones_out_silences_at_once() -> None:
    v = listener().answer_all()
    assert v.state.hearing.reading
    assert said(v, Headphones(False)) == [Hush()]
    assert v.state.hearing == Hearing()


def test_the_volume_stays_in_bounds_and_is_the_usual_for_the_next_visitor() -> None:
    """EN 301 549, 5.1.3.13: reset to a safe level after each user."""
    v = listener().do(*[Tap.LOUDER] * 20)
    assert v.state.hearing.volume == LOUDEST
    v.do(*[Tap.SOFTER] * 30)
    assert v.state.hearing.volume == 1
    v.do(Tap.START_OVER, Tap.START_OVER_NOW)
    assert v.state.hearing.volume == 5


def test_headphones_that_stay_in_speak_to_whoever_goes_on() -> None:
    v = listener()
    assert said(v, Tap.START_OVER, Tap.START_OVER_NOW)[-1] == ReadAloud(ReadingScope.OPENING)
    assert v.state.hearing.headphones
    assert v.state.hearing.speech


def test_the_warning_is_heard_by_everyone() -> None:
    """By sight and by sound (WCAG 2.2.1, EAA annex I)."""
    v = visitor()
    v.effects.clear()
    v.do(Tick(), wait=61)
    assert v.state.sheet is Dialog.TIME_OUT
    assert v.effects == [ReadAloud(ReadingScope.OPENING, alert=True)]
    assert v.do(ReadingEnded()).state.sheet is Dialog.TIME_OUT
    assert seconds_left(v.state, VOICED.times) < 30


@pytest.mark.parametrize("slow", [Tap.LARGER, Tap.SPEECH])
def test_listening_and_large_letters_have_twice_the_time(slow: Tap) -> None:
    v = visitor().do(slow, ReadingEnded()).do(Tick(), wait=118)
    assert v.state.sheet is None
    v.do(Tick(), wait=2)
    assert v.state.sheet is Dialog.TIME_OUT
    v.do(Tick(), wait=57)
    assert v.state.sheet is Dialog.TIME_OUT
    assert v.do(Tick(), wait=3).screen is Screen.LANGUAGE


def test_the_time_begins_when_all_is_said() -> None:
    v = visitor().do(Tap.LISTEN).do(Tick(), wait=100)
    assert v.state.sheet is None
    v.do(ReadingEnded()).do(Tick(), wait=59)
    assert v.state.sheet is None
    assert v.do(Tick(), wait=2).state.sheet is Dialog.TIME_OUT


def test_a_reading_that_never_ends_does_not_keep_a_screen() -> None:
    v = visitor().do(Tap.LISTEN).do(Tick(), wait=181)
    assert not v.state.hearing.reading
    assert v.do(Tick(), wait=61).state.sheet is Dialog.TIME_OUT


def test_listening_leaves_a_sheet_up() -> None:
    """Who asks to hear the question again has not answered it."""
    v = listener().do(Tap.START_OVER)
    assert said(v, Tap.SPEECH) == [ReadAloud(ReadingScope.SCREEN)]
    v.do(Focused("sheet:other"), Tap.LOUDER)
    assert v.state.sheet is Dialog.START_OVER


def test_more_time_is_confirmed() -> None:
    v = listener().do(Tick(), wait=121)
    assert said(v, Tap.MORE_TIME) == [ReadAloud(ReadingScope.MORE_TIME)]


def test_a_closed_kiosk_can_be_heard() -> None:
    shut = replace(VOICED, open=False)
    v = Visitor(shut).do(Tick())
    assert v.screen is Screen.CLOSED
    assert said(v, Tap.LISTEN) == [ReadAloud(ReadingScope.SCREEN)]
    v.do(ReadingEnded(), Tick(), wait=100)
    assert v.screen is Screen.CLOSED
    assert v.state.began_at is None


def test_without_listening_nothing_is_said_of_a_whole_visit() -> None:
    v = visitor()
    v.answer_all().issue().do(PaperIs(Paper.PRINTED))
    assert not [e for e in v.effects if isinstance(e, ReadAloud | Hush)]
    assert v.state.hearing == Hearing()


def test_idle_holds_nothing_of_what_was_heard() -> None:
    v = listener().do(Headphones(False)).do(*[Tick()] * 3, wait=100)
    assert replace(v.state, now=0, touched_at=0) == CheckIn()
