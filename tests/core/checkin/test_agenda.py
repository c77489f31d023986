"""The agenda: right for each person of the persons file, and for anyone, in any office on any day."""

from __future__ import annotations

import random
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue import persons
from kiosk.catalogue.load import load_config
from kiosk.commands.agenda import document
from kiosk.core.checkin.agenda import (
    OR,
    Agenda,
    NotToday,
    NotTodayReason,
    make_agenda,
    wants_interpreter,
    whole_family,
)
from kiosk.core.checkin.answers import Answers, answer_options, read_answers
from kiosk.core.checkin.needs import Unmet, UnmetReason
from kiosk.core.office_config import AnswerType, OfficeConfig, Presence

SAMPLES = Path(__file__).parents[3] / "kiosk" / "catalogue" / "offices"
MONDAY = date(2026, 11, 23)
PERSONS = {person.name: person for person in persons.read_persons()}


@cache
def config(sample: str = "") -> OfficeConfig:
    return load_config(SAMPLES / f"{sample}.toml" if sample else None)


def random_answers(rng: random.Random) -> dict[str, Any]:
    """Any answers at all: also those that no visitor's way through the questions gives."""
    raw: dict[str, Any] = {}
    for question in config().catalogue.questions:
        if rng.random() < 0.2:
            continue
        options = answer_options(question)
        if question.type is AnswerType.SEVERAL:
            raw[question.id] = rng.sample(options, rng.choice((0, 1, 1, 2, 3)))
        else:
            raw[question.id] = rng.choice(options)
    if rng.random() < 0.85:
        raw["purpose"] = rng.choice(("new", "letter"))
    if raw.get("kids", "none") == "none":
        raw.pop("children", None)
    elif raw.get("children") == "0":
        raw["children"] = "1"
    if raw.get("purpose") == "one":
        raw["pick"] = rng.sample(list(config().catalogue.errands), rng.choice((1, 1, 2)))
    return raw


def agenda_of(raw: dict[str, Any], sample: str = "", on: date = MONDAY, **more: Any) -> Agenda:
    chosen = config(sample)
    return make_agenda(read_answers(raw, chosen.catalogue), chosen.catalogue, chosen.office, on, **more)


@pytest.mark.parametrize("name", PERSONS)
def test_each_person_gets_what_a_caseworker_would_say(name: str) -> None:
    """What must and must not be on the list, for the reason that the file states."""
    assert persons.differences(PERSONS[name], config()) == (), PERSONS[name].why


def raw_answers() -> st.SearchStrategy[dict[str, Any]]:
    return st.randoms(use_true_random=False).map(random_answers)


NEEDS_NO_PERMIT = (
    "REC-HELP",
    "REC-DIGI",
    "MV-DEL",
    "MV-BIO",
    "MV-INFO",
    "MV-APP",
    "SKV-ADR",
    "KOM-SKOLA",
    "SKV-PICK",
)


@given(raw_answers())
def test_nothing_that_presumes_a_permit_without_card_clear_yes_or_eu_paper(raw: dict[str, Any]) -> None:
    papers = raw.get("papers", [])
    entitled = {"ut_card", "eu_id"} & set(papers) or raw.get("may_stay") == "yes"
    if raw.get("purpose", "new") in ("new", "letter") and not entitled:
        agenda = agenda_of(raw)
        presuming = {e for e in (*agenda.errands, *agenda.unlocks) if not e.endswith("-ASK")}
        assert presuming <= set(NEEDS_NO_PERMIT)
        if raw.get("letter") != "card":
            assert "MV-BIO" not in agenda.errands


@given(raw_answers())
def test_a_letter_of_unknown_content_comes_first_and_alone_but_for_school(raw: dict[str, Any]) -> None:
    letter = {"purpose": "letter", "sender": "MV", "letter": "unknown", "moved": "no"}
    agenda = agenda_of({**raw, **letter, "adults": 1, "pnr": "no"})
    assert "MV-DEL" in agenda.errands
    assert set(agenda.errands) <= {"MV-DEL", "KOM-SKOLA", "REC-HELP"}


@given(raw_answers(), st.sampled_from(("", "small", "city", "big")))
def test_the_letter_is_promised_only_with_the_registration_on_todays_list(
    raw: dict[str, Any], sample: str
) -> None:
    agenda = agenda_of(raw, sample)
    if raw.get("purpose", "new") not in ("new", "letter", "letter_mv"):  # a short path runs no rule
        assert agenda.come_back == ()
        return
    assert ("CB-PNR" in agenda.come_back) == ("SKV-REG" in agenda.errands)
    missed = {m.errand for m in agenda.not_today} & {"SKV-REG", "SKV-TPD"}
    assert ("CB-REG" in agenda.come_back) == (
        bool(missed) and not {"SKV-REG", "SKV-TPD"} & set(agenda.errands)
    )
    if not {"CB-PNR", "CB-WAIT"} & set(agenda.come_back):
        assert agenda.unlocks == ()


@given(raw_answers())
def test_what_may_follow_is_not_on_the_list_and_a_rule_gives_it_with_the_number(raw: dict[str, Any]) -> None:
    agenda = agenda_of(raw)
    assert not set(agenda.unlocks) & set(agenda.errands)
    later = {**raw, "pnr": "yes", "pnr2": "yes", "purpose": "new"}
    visited = [config().catalogue.errands[e].station for e in agenda.errands]
    done = [*raw.get("done", []), *(station for station in visited if station != "REC")]
    given_later = {*agenda_of(later).errands, *agenda_of({**later, "done": done}).errands}
    assert set(agenda.unlocks) <= given_later


def test_a_closed_booked_or_put_off_registration_says_register_first() -> None:
    """Nobody waits for a letter that nobody will send."""
    booked = agenda_of(FAMILY, "big")
    put_off = agenda_of(FAMILY, put_off=frozenset({"SKV"}))
    assert booked.come_back[0] == put_off.come_back[0] == "CB-REG"
    assert booked.unlocks == put_off.unlocks == ()
    assert NotToday("SKV-REG", NotTodayReason.PUT_OFF) in put_off.not_today


def test_a_registration_that_was_done_before_waits_for_the_letter() -> None:
    assert agenda_of(FAMILY, already_done=frozenset({"SKV"})).come_back == ("CB-WAIT",)


def test_a_short_path_runs_no_rule() -> None:
    """Whoever collects a card or goes to one agency gets that errand only, whatever else was answered."""
    rest = {"papers": ["nothing"], "pnr": "waiting", "adults": 3, "needs": ["all"]}
    collect = agenda_of({"purpose": "collect_id", **rest})
    assert (collect.errands, collect.come_back) == (("SKV-PICK",), ())
    one = agenda_of({"purpose": "one", "pick": "PM-AFS", **rest})
    assert (one.errands, one.come_back) == (("PM-AFS",), ())
    assert agenda_of({"purpose": "one", "pick": ["PM-ASK", "FK-ASK"]}).errands == ("PM-ASK", "FK-ASK")


FAMILY: dict[str, Any] = {
    "adults": 2, "kids": "all_here", "children": 2, "papers": ["ut_card"], "ground": "protection", "needs": ["all"],
}  # fmt: skip


def test_a_closed_station_is_not_today_and_says_when_it_opens() -> None:
    """The small office's employment desk is open on Tuesdays and Thursdays: on a Monday it says so."""
    agenda = agenda_of(FAMILY, "small")
    tomorrow = (date(2026, 11, 24), time(10))
    assert NotToday("AF-INS", NotTodayReason.CLOSED_TODAY, tomorrow) in agenda.not_today
    assert NotToday("AF-KART", NotTodayReason.CLOSED_TODAY, tomorrow) in agenda.not_today


def test_a_closed_office_has_no_stops_and_names_the_next_opening() -> None:
    """On a Sunday everything is for another day."""
    agenda = agenda_of(FAMILY, "city", date(2026, 11, 22))
    assert agenda.empty
    assert {n.next_open for n in agenda.not_today if n.why is NotTodayReason.CLOSED_TODAY} == {
        (MONDAY, time(9))
    }


def test_an_errand_the_office_switched_off_is_not_in_office() -> None:
    """The small office makes no ID cards."""
    agenda = agenda_of({"purpose": "collect_id"}, "small")
    assert agenda.not_today == (NotToday("SKV-PICK", NotTodayReason.NOT_IN_OFFICE),)


def test_minutes_count_each_person_and_each_adult_whom_an_errand_concerns() -> None:
    """A family of seven registers in 20 + 5 x 6 minutes; two adults enrol twice."""
    seven = agenda_of({**FAMILY, "children": 5})
    assert [seven.stop(s).minutes for s in ("SKV", "AF")] == [50, 90]  # type: ignore[union-attr]
    couple = agenda_of({**FAMILY, "kids": "none", "children": 0, "age": "old", "age2": "mid"})
    stop = couple.stop("AF")
    assert stop is not None
    assert (stop.minutes, dict(stop.who)["AF-INS"]) == (45, Presence.APPLICANT)


def test_papers_are_those_the_person_has_and_those_still_to_be_got() -> None:
    eu = agenda_of({"papers": ["eu_id"], "needs": ["work"]}).stop("SKV")
    card = agenda_of({"papers": ["ut_card"], "ground": "protection"}).stop("SKV")
    family = agenda_of(FAMILY).stop("SKV")
    assert eu is not None
    assert card is not None
    assert family is not None
    assert (eu.bring, card.bring) == (("eu_id", "stay_proof"), ("ut_card",))
    assert family.bring == ("ut_card", "certificates")


def test_papers_that_were_not_asked_are_alternatives() -> None:
    """On the way to one agency nothing is known: a residence card, a passport or an EU paper is enough."""
    stop = agenda_of({"purpose": "one", "pick": "SKV-ADR"}).stop("SKV")
    assert stop is not None
    assert stop.bring == (OR.join(("ut_card", "passport", "eu_id")),)
    assert document(agenda_of({"purpose": "one", "pick": "SKV-ADR"}))["stops"][0]["bring"] == [  # type: ignore[index]
        "ut_card",
        "passport",
        "eu_id",
    ]


def test_a_need_without_a_stop_says_why() -> None:
    asylum = agenda_of({"papers": ["lma"], "needs": ["money", "home", "school", "pension"]})
    assert set(asylum.unmet) == {
        Unmet("home", UnmetReason.PERMIT),
        Unmet("school", UnmetReason.CHILDREN),
        Unmet("pension", UnmetReason.AGE),
    }
    eu = agenda_of({"papers": ["eu_id"], "needs": ["money"], "done": ["SKV"], "pnr": "yes"})
    assert eu.unmet == (Unmet("money", UnmetReason.ASK_STAFF),)


def test_the_path_after_a_permit_is_ready_only_for_a_meeting_without_a_permit() -> None:
    """The desk adds it with one press; it holds nothing that is on the list already."""
    called = {
        "purpose": "letter",
        "sender": "MV",
        "letter": "decision",
        "papers": ["lma"],
        "kids": "all_here",
    }
    agenda = agenda_of({**called, "needs": ["all"]})
    assert agenda.after_permit is not None
    assert {"MV-BIO", "SKV-REG", "AF-INS"} <= set(agenda.after_permit.errands)
    assert "KOM-SKOLA" not in agenda.after_permit.errands
    every = [e for path in (agenda, agenda.after_permit) for stop in path.stops for e in stop.errands]
    assert len(every) == len(set(every)), "an errand of today is not added, and not counted, twice"
    assert agenda_of({**called, "papers": ["ut_card"], "ground": "protection"}).after_permit is None


def test_the_whole_family_comes_where_one_errand_wants_it() -> None:
    """Registration wants everyone, the employment desk does not; Swedish alone needs no interpreter."""
    errands = config().catalogue.errands
    agenda = agenda_of(FAMILY)
    assert [s.station for s in agenda.stops if whole_family(s, errands)] == ["SKV"]
    assert wants_interpreter(agenda, errands)
    assert not wants_interpreter(agenda_of({"purpose": "one", "pick": "KOM-SFI"}), errands)


@given(
    raw_answers(),
    st.sampled_from(("", "small", "city", "big")),
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
)
def test_no_errand_is_lost_and_none_stands_twice(raw: dict[str, Any], sample: str, on: date) -> None:
    """In any office on any day; stops are one to a station, and precedence holds only between today's errands."""
    agenda = agenda_of(raw, sample, on)
    in_stops = [e for stop in agenda.stops for e in stop.errands]
    later = [n.errand for n in agenda.not_today]
    assert sorted(in_stops) == sorted(agenda.errands)
    assert len({*in_stops, *later}) == len(in_stops) + len(later)
    stations = [stop.station for stop in agenda.stops]
    assert len(stations) == len(set(stations))
    for before, after, _ in agenda.precedence:
        assert before != after
        assert {before, after} <= set(agenda.errands)


@given(raw_answers(), st.sets(st.sampled_from(("REC", "MV", "SKV", "FK", "AF", "PM", "KOM"))))
def test_put_off_stops_stand_under_not_today(raw: dict[str, Any], gone: set[str]) -> None:
    agenda = agenda_of(raw)
    left = agenda_of(raw, put_off=frozenset(gone))
    assert [s.station for s in left.stops] == [s.station for s in agenda.stops if s.station not in gone]
    put_off = {n.errand for n in left.not_today if n.why is NotTodayReason.PUT_OFF}
    assert put_off == {e for s in agenda.stops if s.station in gone for e in s.errands}


@given(raw_answers())
def test_the_same_answers_give_the_same_agenda(raw: dict[str, Any]) -> None:
    """Pure: neither the order of asking nor an earlier agenda changes a later one."""
    first = agenda_of(raw)
    agenda_of({"papers": ["nothing"]})
    assert agenda_of(dict(reversed(raw.items()))) == first


def test_no_answers_at_all_still_meet_a_person() -> None:
    """Whoever answers nothing has no papers shown: reception."""
    assert make_agenda(Answers(), config().catalogue, config().office, MONDAY).errands == ("REC-HELP",)
