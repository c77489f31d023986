"""Reception's words and presses: what is offered is what the office would do now, whatever has happened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import __version__
from kiosk.core.day.calling import can_be_called
from kiosk.core.day.events import InterpretersCounted, StationClosed, StopMoved, VisitPrioritised
from kiosk.core.day.lifecycle import Verb
from kiosk.core.day.visits import Stop, Visit
from kiosk.office.handlers.decisions import Decision, decide
from kiosk.present.language.words import OPENERS, PDI, words_of
from kiosk.present.reception.console import reception_view
from kiosk.present.reception.hall import LIMIT_MINUTES, RISK
from kiosk.present.reception.support import CHOOSING, PRIORITIES, undo_of
from kiosk.present.reception.view import Action, Lane, Looked, ReceptionScreen
from kiosk.protocol.commands import command_of
from kiosk.ui.showcase.sample_days import FAMILY, OPENS, SampleDay, devices
from tests.core.random_days import CONFIG, STATIONS, days


def seen(day: SampleDay, looked: Looked | None = None, language: str = "sv", **more: Any) -> ReceptionScreen:
    document = day.reception(more.pop("devices", ()))
    return reception_view(document, CONFIG, language, day.now, day.at, looked, **more)


def accepted(day: SampleDay, action: Action) -> bool:
    """Whether the office would follow a press now. One that only shows choices is no command."""
    if action.kind == CHOOSING:
        return True
    command = command_of("press-12345", action.kind, dict(action.args))
    return isinstance(decide(day.state, command, CONFIG, day.at), Decision)


def looks(day: SampleDay) -> Iterator[Looked]:
    yield Looked()
    for visit in day.state.visits.values():
        yield Looked(visit=visit.id)
        yield Looked(visit=visit.id, choosing="priority")
        for stop in visit.stops:
            yield Looked(visit=visit.id, stop=stop.station)
    for number in range(1, 14):
        yield Looked(desk=number)
    for station in STATIONS:
        yield Looked(station=station)


@given(days())
def test_what_is_offered_is_what_the_office_does(day: SampleDay) -> None:
    for looked in looks(day):
        panel = seen(day, looked).panel
        assert sum(action.strong for action in panel.actions) <= 1
        assert len({action.id for action in panel.actions}) == len(panel.actions)
        for action in panel.actions:
            assert accepted(day, action), action


def _at(visit: Visit, lane: Lane) -> Stop:
    stop = visit.stop(lane.station)
    assert stop is not None
    return stop


@given(days(), st.sampled_from(("sv", "en")))
def test_the_hall_counts_everyone_who_waits_once_on_each_lane(day: SampleDay, language: str) -> None:
    view = seen(day, None, language)
    lanes = {lane.station: lane for lane in view.lanes}
    for station in day.reception().hall:
        lane = lanes[station.station]
        assert len(lane.chips) == station.waiting
        assert lane.late == (station.longest_wait_s >= LIMIT_MINUTES * 60)
        following = day.reception().next.get(lane.station)
        shown = [chip.id for chip in lane.chips if chip.kind.endswith("next")]
        near = [
            chip.id
            for chip in lane.chips
            if chip.badge == "near" and can_be_called(visit := day.state.visits[chip.id], _at(visit, lane))
        ]
        assert shown == (near[:1] or ([following.visit] if following else []))
    assert not {*OPENERS, PDI} & set(str(view).replace("\\u2066", "")) - set(str(view.panel.facts))


def test_a_ticket_tells_its_day_in_the_words_of_staff() -> None:
    day = SampleDay(CONFIG).open_desks()
    visit = day.arrives(FAMILY, "fa-AF", 5, number="3008", interpreter="fa-AF", paper="no_paper")
    day.wait(3).call(visit, "MV", 1).wait(1).do(StopMoved(visit, "MV", Verb.START, 1)).wait(9)
    day.do(StopMoved(visit, "MV", Verb.FINISH, 1, "papers_missing")).wait(41)
    panel = seen(day, Looked(visit=visit)).panel
    assert (panel.title, [fact.text for fact in panel.facts]) == (
        "3008",
        ["dari", "5 personer", "08:55", "Behöver tolk: dari", "Biljetten skrevs inte ut: papperet är slut"],
    )
    first, second, third = panel.stops[:3]
    assert (first.mark, first.text, first.errands) == ("done", "klart 09:08 · papper saknas", "")
    assert (second.mark, second.late, second.text) == ("now", True, "väntat 54 min")
    assert third.text == "väntat 54 min · efter Skatteverket"
    assert panel.reason == "Kallas härnäst till Skatteverket: ingen annan kan kallas."
    assert panel.history[0].text == "Klar, Migrationsverket, papper saknas"
    assert panel.actions[0].strong
    assert panel.actions[0].text == "Kalla till disk 3"


def test_reception_is_called_to_first() -> None:
    day = SampleDay(CONFIG).open_desks()
    visit = day.arrives((*FAMILY, ("REC", ("REC-HELP",), 5)))
    actions = seen(day, Looked(visit=visit)).panel.actions
    assert [action.text for action in actions] == [
        "Kalla till receptionen",
        "Kalla till disk 1",
        "Be komma närmare",
        "Pausa besöket",
        "Förtur",
        "Har gått",
    ]
    assert dict(actions[0].args) == {"desk": 12, "visit": visit}


def test_who_has_waited_past_the_limit_is_an_alarm_and_first_in_the_list() -> None:
    day = SampleDay(CONFIG).open_desks()
    late = day.arrives((("SKV", ("SKV-ID",), 10),), number="2001")
    day.wait(LIMIT_MINUTES - 1)
    assert not seen(day).lanes[2].late
    day.wait(1)
    day.arrives((("SKV", ("SKV-ID",), 10),), number="2002")
    view = seen(day)
    assert [(chip.number, chip.kind) for chip in view.lanes[2].chips] == [
        ("2001", "late_next"),
        ("2002", "plain"),
    ]
    assert (view.panel.rows[0].id, view.panel.rows[0].late, view.figures[1].alarm) == (late, True, True)


def test_numbers_are_found_from_their_beginning_those_still_here_first() -> None:
    day = SampleDay(CONFIG).open_desks()
    gone = day.arrives((("SKV", ("SKV-ID",), 10),), number="2041")
    day.call(gone, "SKV", 3, Verb.START, Verb.FINISH)
    day.arrives((("SKV", ("SKV-ID",), 10),), number="2047")
    assert [row.number for row in seen(day, Looked(typed="204")).found] == ["2047", "2041"]
    assert seen(day, Looked(typed="9")).found == ()


def test_silence_takes_away_yellow_and_every_press() -> None:
    day = SampleDay(CONFIG).open_desks()
    visit = day.arrives(FAMILY)
    for looked in (Looked(), Looked(visit=visit), Looked(desk=3)):
        view = seen(day, looked, stale=True, stale_since=day.now)
        assert (view.panel.actions, "08:55" in view.stale) == ((), True)
        assert {chip.kind for lane in view.lanes for chip in lane.chips} == {"plain"}


@pytest.mark.parametrize(
    ("changes", "mode", "said"),
    [
        ({}, "ok", "Entré"),
        ({"paper": "no_paper"}, "warning", "Entré: papperet är slut"),
        ({"paper": "low_paper"}, "warning", "Entré: lite papper"),
        ({"unsent": 3}, "warning", "Entré: 3 inte skickade än"),
        ({"disk_mb": 150, "doctor": "fault"}, "warning", "Entré: hårddisken är nästan full, säg till IT"),
        ({"disk_mb": 5_000, "clock_s": 3, "doctor": "warning", "not_fine": ("touch",)}, "ok", "Entré"),
        ({"clock_s": -7_200}, "warning", "Entré: klockan går fel, säg till IT"),
        ({"doctor": "fault", "not_fine": ("sqlite", "disk")}, "warning", "Entré: säg till IT: sqlite, disk"),
        ({"paper": "no_paper", "clock_s": -7_200}, "warning", "Entré: papperet är slut"),
        ({"version": __version__}, "ok", "Entré"),
        ({"connected": False, "heard_s": 600, "heard_at": 1795503600.0}, "away", "Entré: tyst sedan 08:40"),
        ({"connected": False, "heard_s": None, "heard_at": None}, "away", "Entré: har inte hört av sig än"),
        ({"connected": False, "heard_s": 10}, "ok", "Entré"),
    ],
)
def test_devices_say_how_fresh_they_are(changes: dict[str, Any], mode: str, said: str) -> None:
    day = SampleDay(CONFIG)
    if changes.get("heard_at"):
        changes = {**changes, "heard_at": day.at - 900}
    line = seen(day, devices=[day.device("Kiosk 1", "Entré", **changes)]).devices[0]
    assert (line.mode, line.text) == (mode, said)


def test_a_device_of_another_version_than_the_offices_says_so_without_alarm() -> None:
    day = SampleDay(CONFIG)
    document = replace(day.reception([day.device("Kiosk 1", "Entré", version="0.0.9")]), version=__version__)
    line = reception_view(document, CONFIG, "sv", day.now, day.at).devices[0]
    assert (line.mode, line.text) == ("ok", "Entré: programversion 0.0.9")


def test_closing_the_day_asks_first_and_says_what_it_ends() -> None:
    day = SampleDay(CONFIG).open_desks()
    day.arrives(FAMILY)
    [close] = seen(day).panel.actions
    assert close.question is not None
    assert close.question.text.startswith("1 besök är inte färdigt.")
    day.close()
    assert seen(day).panel.actions == ()
    assert seen(day).closed


def test_devices_of_the_samples_replace_each_other_by_id() -> None:
    day = SampleDay(CONFIG)
    assert len(devices(day, day.device("Kiosk 2", "Annat"), day.device("Kiosk 9", "Nytt"))) == 5


# What is forecast, and what helps the hall along ----------------------------------------------------------------------


@cache
def afternoon() -> SampleDay:
    """More than can be done before closing."""
    day = SampleDay(CONFIG, start=OPENS.replace(hour=13, minute=0)).open_desks(5).play(60, 44, 3, 1.4)
    return day.do(InterpretersCounted("ar", 1))


def foretold(day: SampleDay, looked: Looked | None = None, **changes: Any) -> ReceptionScreen:
    document = replace(day.reception(foretold=True), **changes)
    return reception_view(document, CONFIG, "sv", day.now, day.at, looked)


def test_who_may_not_finish_before_closing_is_marked_and_counted() -> None:
    day = afternoon()
    document = day.reception(foretold=True)
    risky = {v.visit for v in document.visits if v.state == "active" and (v.at_risk or 0) >= RISK}
    view = foretold(day)
    marked = {chip.id for lane in view.lanes for chip in lane.chips if chip.badge == "risk"}
    assert risky
    assert marked <= risky
    assert [figure.id for figure in view.figures] == ["waiting", "longest", "last", "risk"]
    assert (view.figures[3].number, view.figures[3].alarm) == (str(len(risky)), True)
    assert view.figures[3].text == "hinner kanske inte före 16:00"
    assert view.figures[2].number > "16:00"
    panel = foretold(day, Looked(visit=next(iter(marked)))).panel
    said = [fact.text for fact in panel.facts if fact.warning]
    assert "Hinner kanske inte före stängning" in said
    assert any(fact.text.startswith("Klar ungefär ") for fact in panel.facts)


def test_without_a_forecast_nothing_is_said_of_finishing() -> None:
    view = seen(afternoon())
    assert [figure.id for figure in view.figures] == ["waiting", "longest", "served", "desks"]
    assert not any(chip.badge == "risk" for lane in view.lanes for chip in lane.chips)


def test_each_stop_that_waits_tells_when_it_is_expected() -> None:
    day = SampleDay(CONFIG).open_desks()
    busy = day.arrives((("MV", ("MV-BIO",), 15),), number="2001")
    visit = day.arrives(FAMILY, number="2002")
    day.call(busy, "MV", 1, Verb.START).wait(4)
    document = day.reception(foretold=True)
    mine = next(v for v in document.visits if v.visit == visit)
    panel = reception_view(document, CONFIG, "sv", day.now, day.at, Looked(visit=visit)).panel
    texts = {stop.station: stop.text for stop in panel.stops}
    assert mine.probably_next is not None
    assert "ungefär" in texts[mine.probably_next]
    later = [text for station, text in texts.items() if station != mine.probably_next]
    assert all(re.search(r"\d\d:\d\d–\d\d:\d\d", text) for text in later), later
    assert next(stop for stop in panel.stops if stop.mark == "now").station == mine.probably_next


def test_yellow_is_whom_the_rule_calls_and_says_why_others_wait() -> None:
    day = SampleDay(CONFIG).open_desks()
    first = day.arrives((("SKV", ("SKV-REG",), 60), ("KOM", ("KOM-MOT",), 20)), number="2001")
    day.wait(2)
    last = day.arrives((("SKV", ("SKV-ID",), 10),), number="2002")
    day.wait(10)
    [lane] = [lane for lane in seen(day).lanes if lane.station == "SKV"]
    assert [chip.number for chip in lane.chips if chip.kind == "next"] == ["2002"]
    assert seen(day, Looked(visit=first, stop="SKV")).panel.reason.startswith(
        "2002 kallas först till Skatteverket: "
    )
    assert seen(day, Looked(visit=last)).panel.reason.startswith("Kallas härnäst till Skatteverket: ")


def test_who_is_asked_near_is_seen_and_goes_first() -> None:
    day = SampleDay(CONFIG).open_desks()
    day.arrives((("SKV", ("SKV-ID",), 10),), number="2001")
    near = day.wait(5).arrives((("SKV", ("SKV-ID",), 10),), number="2002")
    day.do(StopMoved(near, "SKV", Verb.PRE_CALL)).wait(1)
    [lane] = [lane for lane in seen(day).lanes if lane.station == "SKV"]
    assert [(chip.number, chip.kind, chip.badge) for chip in lane.chips] == [
        ("2001", "plain", ""), ("2002", "next", "near"),
    ]  # fmt: skip
    day.do(StopMoved(near, "SKV", Verb.RELEASE))
    [lane] = [lane for lane in seen(day).lanes if lane.station == "SKV"]
    assert [chip.badge for chip in lane.chips] == ["", ""]


def test_a_wait_for_an_interpreter_is_the_reason_and_says_where_one_is() -> None:
    day = SampleDay(CONFIG).open_desks().do(InterpretersCounted("ti", 1))
    served = day.arrives((("KOM", ("KOM-MOT",), 20),), "ti", number="2001", interpreter="ti")
    waits = day.arrives((("AF", ("AF-INS",), 20),), "ti", number="2002", interpreter="ti")
    day.call(served, "KOM", 11, Verb.START).wait(7)
    reason = seen(day, Looked(visit=waits)).panel.reason
    assert reason == "Väntar på tolk (tigrinja). En besökare har varit vid disk 11 i 7 min."
    assert "tigrinja: 0 av 1 lediga" in [fact.text for fact in seen(day).panel.facts]
    more = next(a for a in seen(day).panel.actions if a.id == "interpreters:ti:more")
    assert (more.kind, dict(more.args)) == ("interpreters", {"language": "ti", "count": 2})


def test_priority_is_given_for_one_of_the_reasons() -> None:
    day = SampleDay(CONFIG).open_desks()
    visit = day.arrives(FAMILY)
    panel = seen(day, Looked(visit=visit, choosing="priority")).panel
    assert [action.text for action in panel.actions] == [
        "Litet barn", "Svårt att vänta", "Hälsa", "Trygghet", "Annan orsak",
    ]  # fmt: skip
    assert [dict(action.args)["reason"] for action in panel.actions] == list(PRIORITIES)
    day.do(VisitPrioritised(visit, "small_child"))
    panel = seen(day, Looked(visit=visit)).panel
    assert "Förtur: litet barn" in [fact.text for fact in panel.facts]
    assert "Ingen förtur" in [action.text for action in panel.actions]
    assert panel.history[0].text == "Fick förtur, litet barn"


def test_a_station_closes_after_a_question_that_says_whom_it_sends_home() -> None:
    day = SampleDay(CONFIG).open_desks()
    day.arrives(FAMILY)
    [close] = seen(day, Looked(station="SKV")).panel.actions
    assert close.question is not None
    assert close.question.text.startswith("1 besökare som väntar här kommer tillbaka en annan dag.")
    day.do(StationClosed("SKV"))
    [opens] = seen(day, Looked(station="SKV")).panel.actions
    assert (opens.kind, seen(day).lanes[2].closed) == ("station.open", True)


def test_what_can_be_taken_back_and_how() -> None:
    day = SampleDay(CONFIG).open_desks(5)
    visit = day.arrives(FAMILY)
    about = ("visit", visit)
    cases = [
        ("pre_call", (("desk", 1), about), ("release", {"visit": visit})),
        ("hold", (about, ("station", "MV")), ("resume", {"visit": visit, "station": "MV"})),
        ("priority", (about, ("reason", "other")), ("priority", {"visit": visit})),
        (
            "desk.close",
            (("desk", 3),),
            ("desk.open", {"desk": 3, "station": "SKV", "languages": ["sv", "en"]}),
        ),
        ("desk.open", (("desk", 5), ("station", "SKV")), ("desk.close", {"desk": 5})),
        ("leave", (about,), None),
        ("station.close", (("station", "SKV"),), None),
    ]
    for kind, args, wanted in cases:
        undo = undo_of(words_of("sv"), Action("x", kind, "", "", args), day.reception())
        assert (undo and (undo.kind, dict(undo.args))) == wanted, kind
