"""The check-in flow, walked without a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.catalogue.load import load_config
from kiosk.core.checkin.answers import Answers
from kiosk.core.checkin.flow import (
    agenda_of,
    counted_answers,
    errands_to_pick,
    options_chosen,
    progress,
    questions_of,
    seconds_left,
    stations_to_pick,
)
from kiosk.core.checkin.state import (
    IDLE,
    CheckIn,
    Choose,
    ChooseLanguage,
    Command,
    Dialog,
    Drop,
    Dropped,
    Focused,
    Headphones,
    Issued,
    IssueTicket,
    Lobby,
    NotIssued,
    Paper,
    PaperIs,
    Place,
    PrintTicket,
    ReadingEnded,
    RecordEnd,
    Screen,
    SetInterpreter,
    SetPrivateHelp,
    SilenceReason,
    Tap,
    Tick,
)
from kiosk.ui.showcase.walk import Walk

CONFIG = load_config(None)
LOBBY = Lobby(CONFIG, date(2026, 11, 23))
FAMILY: dict[str, str | tuple[str, ...]] = {
    "purpose": "letter", "sender": "MV", "letter": "decision", "adults": "2", "kids": "all_here", "children": "2",
    "papers": ("lma", "decision"), "may_stay": "yes", "ground": "protection", "pnr": "no", "pnr2": "no", "age": "mid",
    "age2": "mid", "needs": ("all",), "done": ("none",),
}  # fmt: skip
"""What these tests rely on. A question that is not named here is answered with its first option."""


def usual(question: str) -> str | tuple[str, ...]:
    """The family's answer to a question of the catalogue."""
    asked = CONFIG.catalogue.question(question)
    assert asked is not None
    first = asked.options[0].id
    return FAMILY.get(question, (first,) if asked.multiple else first)


class Visitor(Walk):
    """A walk that issues its own tickets."""

    def __init__(self, lobby: Lobby = LOBBY) -> None:
        super().__init__(lobby)

    def answer_all(self, until: str = "", **answers: str | tuple[str, ...]) -> Visitor:
        """Answers as given, else as usual: up to a question, or to the end of the questions."""
        while self.screen is Screen.QUESTION and (question := self.state.place.question or "") != until:
            self.answer(**{question: answers.get(question, usual(question))})
            assert self.state.place.question != question
        return self

    def issue(self) -> Visitor:
        self.do(Tap.GO_ON)
        return self.do(Issued("v1", "2047", self.ordered(), 0.0))

    @property
    def screen(self) -> Screen:
        return self.state.place.screen


def arabic() -> Visitor:
    return Visitor().do(ChooseLanguage("ar"))


def at_path() -> Visitor:
    return arabic().answer_all()


def test_choosing_a_language_leads_to_the_first_question() -> None:
    """Language first, then what the visitor wants to do."""
    assert arabic().state.place == Place(Screen.QUESTION, question="purpose")


def test_the_full_path_asks_each_question_once_in_order_and_ends_at_the_path() -> None:
    """Someone with a letter is asked everything that the family has an answer to; then comes the agenda."""
    v, asked = arabic(), []
    while v.screen is Screen.QUESTION:
        asked.append(question := v.state.place.question or "")
        v.answer(**{question: usual(question)})
        assert v.state.place.question != question
    assert asked == [q.id for q in CONFIG.catalogue.questions if q.id in asked]
    assert set(FAMILY) <= set(asked)
    assert v.screen is Screen.PATH


def test_why_sweden_is_asked_only_with_a_permit_and_without_an_eu_paper() -> None:
    """Nobody is asked for a ground that no errand needs."""
    assert "ground" not in [q.id for q in questions_of(Answers(papers=("eu_id", "ut_card")), LOBBY)]
    assert "ground" in [q.id for q in questions_of(Answers(papers=("ut_card",)), LOBBY)]


def test_an_answer_to_a_question_no_longer_asked_does_not_count() -> None:
    """Going back and changing papers forgets the ground."""
    v = at_path()
    assert counted_answers(v.state, LOBBY).ground == FAMILY["ground"]
    while v.state.place.question != "papers":
        before = v.state.place
        assert v.do(Tap.BACK).state.place != before
    v.do(Choose("nothing"))
    assert counted_answers(v.state, LOBBY).ground is None


def test_back_keeps_answers() -> None:
    """What was chosen is still marked after going back."""
    v = at_path().do(Tap.BACK, Tap.BACK)
    question = CONFIG.catalogue.question("needs")
    assert question is not None
    assert options_chosen(v.state, question) == ("all",)


def test_changing_the_language_keeps_the_place_and_the_answers() -> None:
    """The language tool is a detour."""
    v = at_path()
    before = v.state
    v.do(Tap.LANGUAGE, ChooseLanguage("sv"))
    assert (v.state.place, v.state.answers, v.state.trail) == (before.place, before.answers, before.trail)
    assert v.state.language == "sv"


def test_an_exclusive_answer_stands_alone_and_goes_on_by_itself() -> None:
    """ "No papers" and a paper cannot both be marked, and there is nothing more to choose."""
    v = arabic().answer_all(until="papers").do(Choose("lma"), Choose("nothing"))
    assert v.state.answers.papers == ("nothing",)
    assert v.state.place.question != "papers"
    assert v.do(Tap.BACK, Choose("decision")).state.answers.papers == ("decision",)


def test_go_on_works_only_with_an_answer() -> None:
    """A question with several answers waits for at least one."""
    v = arabic().answer_all(until="papers").do(Tap.GO_ON)
    assert v.state.place.question == "papers"
    assert v.do(Choose("lma"), Choose("lma"), Tap.GO_ON).state.place.question == "papers"


def test_under_eighteen_leads_to_staff() -> None:
    """No rule is run for a child alone; staff meet them."""
    v = arabic().answer_all(age="under18")
    assert v.screen is Screen.MINOR
    draft = next(e for e in v.issue().effects if isinstance(e, IssueTicket)).draft
    assert [s.station for s in draft.agenda.stops] == ["REC"]


def test_collecting_an_id_card_asks_nothing_more() -> None:
    """A short path ends the questions."""
    assert arabic().do(Choose("collect_id")).screen is Screen.PATH


def test_going_to_one_agency_lets_the_visitor_pick_station_and_errand() -> None:
    """Two touches to one errand."""
    v = arabic().do(Choose("one"))
    assert v.screen is Screen.STATION
    assert v.do(Choose("SKV")).screen is Screen.ERRAND
    v.do(Choose("SKV-ID"))
    assert agenda_of(v.state, LOBBY).errands == ("SKV-ID",)
    assert v.state.place.screen is Screen.PATH


def test_one_agency_asks_who_came_along_where_it_matters() -> None:
    """Registration takes longer for a family, and everyone must come."""
    v = arabic().do(Choose("one"), Choose("SKV"), Choose("SKV-REG"))
    assert v.state.place.question == "adults"
    v.answer(adults="2", kids="all_here", children="3")
    stop = agenda_of(v.state, LOBBY).stop("SKV")
    assert v.screen is Screen.PATH
    assert stop is not None
    assert stop.minutes == 40


def test_a_dropped_stop_leaves_the_agenda_and_can_be_put_back() -> None:
    """The visitor decides what to do today."""
    v = at_path().do(Tap.CHANGE, Drop("AF", Dropped.DONE))
    assert agenda_of(v.state, LOBBY).stop("AF") is None
    assert agenda_of(v.do(Drop("AF", None)).state, LOBBY).stop("AF") is not None


def test_dropping_everything_offers_reception_and_a_way_back() -> None:
    """An empty agenda is not a dead end."""
    v = at_path().do(Tap.CHANGE)
    v.do(*(Drop(s.station, Dropped.NOT_TODAY) for s in agenda_of(v.state, LOBBY).stops), Tap.GO_ON)
    assert v.screen is Screen.EMPTY
    assert v.do(Tap.CHANGE).screen is Screen.CHANGE


def test_the_interpreter_is_assumed_and_can_be_declined() -> None:
    """A language that needs one gets an interpreter unless the visitor says no."""
    first = at_path().do(Tap.GO_ON)
    second = at_path().do(Tap.CHANGE, SetInterpreter(False), Tap.GO_ON, Tap.GO_ON)
    wanted = [e.draft.interpreter for v in (first, second) for e in v.effects if isinstance(e, IssueTicket)]
    assert wanted == ["ar", None]


def test_confirming_twice_issues_one_ticket() -> None:
    """A second touch while the ticket is being made does nothing."""
    v = at_path().do(Tap.GO_ON, Tap.GO_ON, Tap.GO_ON)
    assert len([e for e in v.effects if isinstance(e, IssueTicket)]) == 1


def test_a_ticket_wipes_the_answers_and_asks_for_paper() -> None:
    """Answers live in memory only until the ticket is durable."""
    v = at_path().issue()
    assert v.screen is Screen.TICKET
    assert v.state.answers == Answers()
    assert [type(e) for e in v.effects[-2:]] == [PrintTicket, RecordEnd]


def test_a_ticket_without_paper_is_valid_and_can_be_tried_again() -> None:
    """Trouble with the printer never undoes a check-in; only a touch prints again."""
    v = at_path().issue().do(PaperIs(Paper.NO_PAPER))
    assert v.state.ticket is not None
    v.do(Tap.REPRINT)
    assert isinstance(v.effects[-1], PrintTicket)
    assert v.effects[-1].ticket.reprint


def test_a_printed_ticket_is_not_printed_again() -> None:
    """Paper is never doubled by a touch."""
    v = at_path().issue().do(PaperIs(Paper.PRINTED))
    before = len(v.effects)
    assert len(v.do(Tap.REPRINT).effects) == before


def test_a_journal_that_fails_sends_the_visitor_to_staff() -> None:
    """No number is shown that is not durable."""
    v = at_path().do(Tap.GO_ON, NotIssued())
    assert v.screen is Screen.TROUBLE
    assert v.state.ticket is None


def test_talking_to_a_person_asks_no_reason_and_gives_a_reception_ticket() -> None:
    """Two touches from any screen."""
    v = at_path().do(Tap.PERSON, SetPrivateHelp(True)).issue()
    draft = next(e for e in v.effects if isinstance(e, IssueTicket)).draft
    assert [s.station for s in draft.agenda.stops] == ["REC"]
    assert draft.private_help


def test_start_over_asks_once_and_then_nothing_is_left() -> None:
    """Wiped means equal to a kiosk that nobody has touched."""
    v = at_path().do(Tap.START_OVER)
    assert v.state.sheet is Dialog.START_OVER
    v.do(Tap.START_OVER_NOW)
    assert replace(v.state, now=0, touched_at=0) == IDLE
    assert isinstance(v.effects[-1], RecordEnd)
    assert v.effects[-1].outcome == "start_over"


def test_touching_start_over_twice_wipes_nothing() -> None:
    """A double tap only opens and closes the question."""
    v = at_path()
    before = v.state.answers
    v.do(Tap.START_OVER, Tap.START_OVER)
    assert (v.state.answers, v.state.sheet) == (before, None)


def test_going_back_from_an_emptied_list_shows_that_it_is_empty() -> None:
    """Back from the change screen leads to the path only while there is one."""
    v = at_path().do(Tap.CHANGE)
    v.do(*(Drop(s.station, Dropped.DONE) for s in agenda_of(v.state, LOBBY).stops), Tap.BACK)
    assert v.screen is Screen.EMPTY


def test_keep_on_leaves_everything_as_it_was() -> None:
    """The strong answer to "start over?" is to stay."""
    v = at_path()
    place = v.state.place
    assert v.do(Tap.START_OVER, Tap.KEEP_ON).state.place == place


def test_stillness_warns_at_sixty_seconds_and_wipes_at_ninety() -> None:
    """The warning stays thirty seconds."""
    v = at_path().do(Tick(), wait=59)
    assert v.state.sheet is None
    v.do(Tick())
    assert v.state.sheet is Dialog.TIME_OUT
    assert seconds_left(v.state, LOBBY.times) == 30
    v.do(Tick(), wait=29)
    assert seconds_left(v.state, LOBBY.times) == 1
    v.do(Tick())
    assert replace(v.state, now=0, touched_at=0) == IDLE
    assert [e.outcome for e in v.effects if isinstance(e, RecordEnd)] == ["timeout"]


def test_more_time_can_be_asked_for_again_and_again() -> None:
    """At least ten times, each a full minute, with all answers kept."""
    v = at_path()
    answers = v.state.answers
    for _ in range(12):
        v.do(Tick(), wait=80).do(Tap.MORE_TIME)
        assert v.state.sheet is None
    assert v.state.answers == answers


def test_under_the_time_out_sheet_the_screen_cannot_be_touched_but_help_can() -> None:
    """The sheet is answered, or a tool is used."""
    v = at_path().do(Tick(), wait=65)
    assert v.do(Choose("x"), Tap.GO_ON).state.sheet is Dialog.TIME_OUT
    assert v.do(Tap.PERSON).screen is Screen.PERSON


def test_a_look_that_was_changed_and_left_goes_back_by_itself() -> None:
    """Only comfort was touched: no warning, nothing recorded."""
    v = Visitor().do(Tap.CONTRAST).do(Tick(), wait=61)
    assert replace(v.state, now=0, touched_at=0) == IDLE
    assert v.effects == []


def test_the_ticket_screen_closes_by_itself() -> None:
    """After thirty seconds; after a minute when the number must be photographed."""
    assert at_path().issue().do(PaperIs(Paper.PRINTED)).do(Tick(), wait=30).screen is Screen.LANGUAGE
    trouble = at_path().issue().do(PaperIs(Paper.NO_PAPER)).do(Tick(), wait=31)
    assert trouble.screen is Screen.TICKET
    assert trouble.do(Tick(), wait=30).screen is Screen.LANGUAGE


def test_a_closed_office_takes_no_touch_and_opens_by_itself() -> None:
    """Hours rule the idle screen only."""
    v = Visitor(replace(LOBBY, open=False, next_open=(date(2026, 11, 24), time(9)))).do(Tick())
    assert v.screen is Screen.CLOSED
    assert v.do(ChooseLanguage("sv"), Tap.PERSON).screen is Screen.CLOSED
    v.lobby = LOBBY
    assert v.do(Tick()).screen is Screen.LANGUAGE


def test_closing_time_does_not_throw_out_who_has_begun() -> None:
    """A check-in that began in time may end."""
    v = at_path()
    v.lobby = replace(LOBBY, open=False)
    assert v.do(Tick()).screen is Screen.PATH
    assert v.issue().screen is Screen.TICKET


def test_errands_dropped_as_already_done_are_counted() -> None:
    """The count behind "duplicates avoided"; no errand is named."""
    whole = agenda_of(at_path().state, LOBBY)
    v = arabic().answer_all(done=("SKV",)).do(Tap.CHANGE, Drop("AF", Dropped.DONE), Tap.GO_ON).issue()
    ended = next(e for e in v.effects if isinstance(e, RecordEnd))
    by_hand = whole.stop("AF")
    assert by_hand is not None
    assert ended.dropped == 1 + len(by_hand.errands)  # SKV-REG by answer, the errands at AF by hand


def test_progress_only_grows_along_the_path() -> None:
    """The line at the top never goes back while the visitor goes forward."""
    v, seen = arabic(), []
    while v.screen is Screen.QUESTION:
        seen.append(progress(v.state, LOBBY)[0])
        question = v.state.place.question or ""
        v.answer(**{question: usual(question)})
    assert seen == sorted(seen)


def commands(state: CheckIn) -> list[Command]:
    """Everything a screen could send, fitting or not."""
    place = state.place
    options: list[Command] = [ChooseLanguage(code) for code in (*CONFIG.office.languages, "xx")]
    question = CONFIG.catalogue.question(place.question or "")
    options += [Choose(o.id) for o in question.options] if question else []
    options += [Choose(s.id) for s in stations_to_pick(CONFIG)]
    options += [Choose(e.id) for e in errands_to_pick(CONFIG, place.station or "KOM")]
    options += [
        Headphones(True),
        Headphones(False),
        Focused("action"),
        ReadingEnded(),
        ReadingEnded(SilenceReason.NO_SOUND),
    ]
    options += [*Tap, Tick(), SetInterpreter(False), SetPrivateHelp(True), Choose("nonsense")]
    options += [Drop(s.id, why) for s in CONFIG.office.stations for why in (Dropped.DONE, None)]
    return options


@given(st.data())
@settings(max_examples=150)
def test_random_touches_never_get_stuck_and_stillness_always_leads_back(data: st.DataObject) -> None:
    """From wherever touches lead, start over or stillness leads to the empty first screen."""
    v = Visitor()
    for _ in range(data.draw(st.integers(0, 60))):
        v.do(data.draw(st.sampled_from(commands(v.state))), wait=data.draw(st.sampled_from([0.1, 1, 20])))
        if v.state.waiting:
            order = next(e for e in reversed(v.effects) if isinstance(e, IssueTicket))
            assert not order.draft.agenda.empty
            good = data.draw(st.booleans())
            v.do(Issued("v", "2001", order.draft, 0.0) if good else NotIssued())
        if v.state.ticket and v.state.paper is Paper.PRINTING:
            v.do(PaperIs(data.draw(st.sampled_from([p for p in Paper if p is not Paper.PRINTING]))))
        assert len(v.state.trail) < 40
        if v.screen in (Screen.PATH, Screen.EMPTY):
            assert agenda_of(v.state, LOBBY).empty == (v.screen is Screen.EMPTY)
    v.do(Headphones(False)).do(*[Tick()] * 3, wait=200)
    assert replace(v.state, now=0, touched_at=0) == IDLE


def test_every_screen_can_be_reached() -> None:
    """The table has no room without a door: each is walked to."""
    nobodys: dict[str, Any] = {
        "purpose": "new",
        "adults": "1",
        "kids": "none",
        "papers": ("eu_id",),
        "pnr": "yes",
        "moved": "no",
        "permit_ends": "later",
        "needs": ("swedish",),
        "done": ("KOM",),
    }
    walked = (
        Visitor(),
        arabic(),
        arabic().do(Choose("one")),
        arabic().do(Choose("one"), Choose("KOM")),
        at_path(),
        at_path().do(Tap.CHANGE),
        arabic().answer_all(**nobodys),
        at_path().do(Tap.PERSON),
        arabic().answer_all(age="under18"),
        at_path().issue(),
        Visitor(replace(LOBBY, open=False)).do(Tick()),
        at_path().do(Tap.GO_ON, NotIssued()),
    )
    assert [visitor.screen for visitor in walked] == list(Screen)


@pytest.mark.parametrize("tap", [Tap.LARGER, Tap.LOWER, Tap.CONTRAST])
def test_comfort_is_the_visitors_own_and_gone_with_the_visit(tap: Tap) -> None:
    """The next visitor starts with the normal screen."""
    v = arabic().do(tap)
    assert any((v.state.comfort.larger, v.state.comfort.lower, v.state.comfort.contrast))
    v.do(Tap.START_OVER, Tap.START_OVER_NOW)
    assert v.state.comfort == IDLE.comfort


def test_a_count_is_answered_with_a_number() -> None:
    two = arabic().answer(purpose="new", adults="2")
    adults = CONFIG.catalogue.question("adults")
    assert adults is not None
    assert two.state.answers.adults == 2
    assert options_chosen(two.state, adults) == ("2",)
