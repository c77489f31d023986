"""What a visitor chooses at the flow's forks: agencies, another language, answers that go on by themselves."""

from __future__ import annotations

from kiosk.core.checkin.answers import Answers
from kiosk.core.checkin.flow import agenda_of, questions_of
from kiosk.core.checkin.state import Choose, ChooseLanguage, IssueTicket, Screen, Tap
from kiosk.core.office_config import OTHER_LANGUAGE
from tests.core.checkin.flow_visitor import LOBBY, Visitor, arabic, at_path


def test_several_agencies_can_be_picked_one_after_the_other() -> None:
    """One more touch asks which agency again; what was picked stays."""
    v = arabic().do(Choose("one"), Choose("KOM"), Choose("KOM-SFI")).answer(adults="1", children="0")
    v.do(Tap.ADD, Choose("AF"), Choose("AF-INS"))
    assert v.screen is Screen.PATH
    assert agenda_of(v.state, LOBBY).errands == ("KOM-SFI", "AF-INS")


def test_going_back_from_one_more_agency_keeps_only_what_was_picked_before() -> None:
    """The way back undoes what the way forward did."""
    v = arabic().do(Choose("one"), Choose("KOM"), Choose("KOM-SFI")).answer(adults="1", children="0")
    v.do(Tap.ADD, Choose("SKV"), Choose("SKV-ID"))
    assert agenda_of(v.state, LOBBY).errands == ("KOM-SFI", "SKV-ID")
    v.do(Tap.BACK, Tap.BACK, Tap.BACK)
    assert v.screen is Screen.PATH
    assert agenda_of(v.state, LOBBY).errands == ("KOM-SFI",)


def test_who_came_along_is_asked_once_for_several_agencies() -> None:
    """The second agency knows it already."""
    v = arabic().do(Choose("one"), Choose("SKV"), Choose("SKV-REG"))
    v.answer(adults="2", children="1")
    v.do(Tap.ADD, Choose("MV"), Choose("MV-BIO"))
    assert v.screen is Screen.PATH
    assert [stop.station for stop in agenda_of(v.state, LOBBY).stops] == ["MV", "SKV"]


def test_more_agencies_are_offered_only_to_visitors_who_pick() -> None:
    """On the full path the answers make the list."""
    before = at_path().state.place
    assert at_path().do(Tap.ADD).state.place == before


def test_another_language_is_kept_as_unknown_and_wants_an_interpreter() -> None:
    """Staff ask which; nothing pretends that it is Swedish."""
    v = Visitor().do(ChooseLanguage(OTHER_LANGUAGE)).answer_all().issue()
    draft = next(e for e in v.effects if isinstance(e, IssueTicket)).draft
    assert (draft.language, draft.interpreter) == ("und", "und")


def test_a_person_asked_for_before_a_language_is_chosen_meets_an_unknown_language() -> None:
    """Whoever reads none of the languages is not stored as reading the first one."""
    v = Visitor().do(Tap.PERSON).issue()
    draft = next(e for e in v.effects if isinstance(e, IssueTicket)).draft
    assert draft.language == "und"


def test_a_question_with_one_choice_left_goes_on_by_a_touch() -> None:
    """A box to tick and a button to go on would be two touches for one answer."""
    v = arabic().answer_all(until="done", purpose="new", adults="1", children="0", papers=("eu_id",), pnr="yes",
                            moved="no", needs=("swedish",))  # fmt: skip
    assert v.state.place.question == "done"
    v.do(Choose("KOM"))
    assert v.state.place.question != "done"
    assert v.state.answers.done == ("KOM",)


def test_children_are_asked_whether_all_are_here_only_where_somebody_registers() -> None:
    """Elsewhere the family need not be complete."""
    v = arabic().answer_all(until="kids", children="2")
    assert v.state.place.question == "kids"
    assert "kids" not in [q.id for q in questions_of(Answers(papers=("lma",), children=2), LOBBY)]
