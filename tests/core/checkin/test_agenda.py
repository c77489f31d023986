"""The agenda is what the reference rules say, in any office on any day."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, time
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]  # it ships no types, and only this test reads it
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.load import load_config
from kiosk.commands.agenda import document
from kiosk.core.checkin.agenda import (
    Agenda,
    NotToday,
    NotTodayReason,
    make_agenda,
    papers_to_show,
    wants_interpreter,
    whole_family,
    without,
)
from kiosk.core.checkin.answers import Answers, read_answers
from kiosk.core.office_config import OfficeConfig
from tests.conftest import SOAK

REFERENCE = Path(__file__).parents[2] / "reference" / "domain_rules.yaml"
SAMPLES = Path(__file__).parents[3] / "kiosk" / "catalogue" / "offices"
MONDAY = date(2026, 11, 23)
FULL_PATH = ("new", "letter_mv")


@cache
def config(sample: str = "") -> OfficeConfig:
    return load_config(SAMPLES / f"{sample}.toml" if sample else None)


@cache
def reference() -> dict[str, Any]:
    rules: dict[str, Any] = yaml.safe_load(REFERENCE.read_text())
    for name, text in rules["derived"].items():
        rules["derived"][name] = compile(text, name, "eval")
    for rule in rules["rules"]:
        rule[1] = compile(rule[1], rule[0], "eval")
    for row in rules["come_back"]:
        row["when"] = compile(row["when"], row["id"], "eval")
    return rules


def expected(raw: Mapping[str, Any]) -> dict[str, Any]:
    """What the reference says, independently of the product: Python itself runs its expressions."""
    rules = reference()
    facts: dict[str, Any] = {
        "purpose": "new", "adults": 1, "kids": "none", "papers": [], "ground": None,
        "pnr": "no", "age": "mid", "needs": [], "done": [], **raw,
    }  # fmt: skip
    short = rules["short_paths"].get(facts["purpose"])
    come_back: list[str] = []
    if short == "pick_station":
        errands = [facts["pick"]]
    elif short:
        errands = list(short)
    else:
        for name, code in rules["derived"].items():
            facts[name] = run(code, facts)
        errands = [errand for errand, code, _ in rules["rules"] if run(code, facts)]
        come_back = [row["id"] for row in rules["come_back"] if run(row["when"], facts)]
    others = facts["adults"] - 1 + (0 if facts["kids"] == "none" else 2)
    stops = []
    for station in rules["default_station_order"]:
        here = [e for e in errands if rules["errands"][e]["st"] == station]
        if here:
            rows = [rules["errands"][e] for e in here]
            minutes = sum(row["min"] + row.get("per_person", 0) * others for row in rows)
            stops.append({"station": station, "errands": here, "minutes": minutes})
    precedence = [
        [before, later, strength]
        for before, after, strength in rules["precedence"]
        for later in (errands if after == "*" else [after])
        if before in errands and later in errands and later != before
    ]
    return {
        "errands": errands,
        "stops": stops,
        "come_back": come_back,
        "not_today": [],
        "precedence": precedence,
    }


def run(code: CodeType, facts: dict[str, Any]) -> Any:
    return eval(code, facts)  # the reference's own expressions, in a test only


def random_answers(rng: random.Random) -> dict[str, Any]:
    """Any answers at all: also those that no visitor's way through the questions gives."""
    raw: dict[str, Any] = {}
    for question in reference()["questions"]:
        if question["id"] == "lang" or rng.random() < 0.1:
            continue
        if question["type"] == "multi":
            count = rng.choice((0, 1, 1, 2, 3))
            raw[question["id"]] = rng.sample(question["opts"], count)
        else:
            raw[question["id"]] = rng.choice(question["opts"])
    if rng.random() < 0.85:
        raw["purpose"] = rng.choice(FULL_PATH)
    if raw.get("purpose") == "one":
        raw["pick"] = rng.choice(list(reference()["errands"]))
    return raw


def agenda_of(raw: Mapping[str, Any], sample: str = "", on: date = MONDAY) -> Agenda:
    chosen = config(sample)
    return make_agenda(read_answers(raw, chosen.catalogue), chosen.catalogue, chosen.office, on)


def test_agenda_equals_the_reference_on_random_answers() -> None:
    """Errands, stops, minutes, come-backs and precedences are exactly the reference's, on every path."""
    rng = random.Random(20261121)
    purposes: set[str] = set()
    for _ in range(10_000 if SOAK else 2_000):
        raw = random_answers(rng)
        purposes.add(raw.get("purpose", "new"))
        assert document(agenda_of(raw)) == expected(raw), raw
    assert purposes == {"new", "letter_mv", "one", "collect_id"}


def test_every_errand_and_come_back_is_reached_by_some_answers() -> None:
    """No rule is dead: random answers on the full path and the short paths reach all errands."""
    rng = random.Random(7)
    errands: set[str] = set()
    come_backs: set[str] = set()
    for _ in range(3_000):
        raw = random_answers(rng)
        if raw.get("purpose") != "one":
            agenda = agenda_of(raw)
            errands |= set(agenda.errands)
            come_backs |= set(agenda.come_back)
    assert errands == set(config().catalogue.errands)
    assert come_backs == {"CB-PNR", "CB-KIDS", "CB-WAIT"}


ALL = {"needs": ["all"]}
CARD = {"papers": ["ut_card"], "pnr": "no", **ALL}
PERSONAS: dict[str, tuple[dict[str, Any], str, int]] = {
    "refugee family of four with a letter": (
        {"purpose": "letter_mv", "adults": 2, "kids": "all_here", "papers": ["lma"], **ALL},
        "MV-DEL MV-BIO MV-LMA SKV-REG FK-REG AF-INS AF-KART KOM-MOT KOM-EKO KOM-SKOLA KOM-SFI",
        225,
    ),
    "quota family with cards": (
        {"adults": 2, "kids": "all_here", "ground": "protection", **CARD},
        "SKV-REG FK-REG AF-INS AF-KART KOM-MOT KOM-EKO KOM-SKOLA KOM-SFI",
        170,
    ),
    "spouse, family reunification": (
        {"ground": "family", **CARD},
        "SKV-REG FK-REG AF-INS AF-KART KOM-SFI",
        90,
    ),
    "labour migrant with family": (
        {"adults": 2, "kids": "all_here", "ground": "work_study", **CARD},
        "SKV-REG FK-REG KOM-SKOLA KOM-SFI",
        75,
    ),
    "EU worker who wants Swedish": (
        {"papers": ["eu_id"], "needs": ["swedish"]},
        "SKV-REG KOM-SFI",
        30,
    ),
    "Ukrainian mother with one child": (
        {"kids": "all_here", "ground": "ukraine", **CARD},
        "SKV-TPD FK-REG AF-INS AF-KART KOM-MOT KOM-SKOLA KOM-SFI",
        135,
    ),
    "asylum seeker who waits": (
        {"kids": "all_here", "papers": ["lma"], "needs": ["school"]},
        "MV-INFO KOM-SKOLA",
        25,
    ),
    "refugee aged 70": (
        {"ground": "protection", "age": "old", **CARD},
        "SKV-REG FK-REG PM-AFS KOM-MOT KOM-EKO KOM-SFI",
        120,
    ),
    "refugee aged 18": (
        {"ground": "protection", "age": "under20", **CARD},
        "SKV-REG FK-REG AF-INS KOM-MOT KOM-EKO KOM-SFI",
        110,
    ),
    "return visit when the number has come": (
        {
            "papers": ["ut_card"],
            "ground": "protection",
            "pnr": "yes",
            "needs": ["idcard", "money", "home"],
            "done": ["MV", "SKV", "AF", "FK", "KOM"],
        },
        "SKV-ID FK-ETB FK-BOB KOM-EKO",
        75,
    ),
    "no papers, does not know": (
        {"papers": ["nothing"], "pnr": "dont_know"},
        "REC-HELP",
        5,
    ),
}
WITH_COME_BACK = (
    "refugee family of four with a letter",
    "quota family with cards",
    "spouse, family reunification",
    "labour migrant with family",
    "EU worker who wants Swedish",
    "Ukrainian mother with one child",
    "refugee aged 70",
    "refugee aged 18",
)


@pytest.mark.parametrize("persona", PERSONAS)
def test_each_persona_gets_the_agenda_of_the_dossier(persona: str) -> None:
    """The eleven people the rules were written for get their errands, their minutes and their come-back."""
    raw, errands, minutes = PERSONAS[persona]
    agenda = agenda_of(raw)
    assert sorted(agenda.errands) == sorted(errands.split())
    assert agenda.minutes == minutes
    assert ("CB-PNR" in agenda.come_back) == (persona in WITH_COME_BACK)


def test_a_short_path_runs_no_rule() -> None:
    """Whoever collects a card or goes to one agency gets that errand only, whatever else was answered."""
    rest = {"papers": ["nothing"], "pnr": "waiting", "adults": 3, "needs": ["all"]}
    collect = agenda_of({"purpose": "collect_id", **rest})
    assert (collect.errands, collect.come_back) == (("SKV-PICK",), ())
    one = agenda_of({"purpose": "one", "pick": "PM-AFS", **rest})
    assert (one.errands, one.come_back) == (("PM-AFS",), ())


FAMILY = {"adults": 2, "kids": "all_here", "papers": ["ut_card"], "ground": "protection", "needs": ["all"]}


def test_a_closed_station_is_not_today_and_says_when_it_opens() -> None:
    """The small office's employment desk is open on Tuesdays and Thursdays: on a Monday it says so."""
    agenda = agenda_of(FAMILY, "small")
    assert [s.station for s in agenda.stops] == ["SKV", "FK"]
    tomorrow = (date(2026, 11, 24), time(10))
    assert agenda.not_today[:2] == (
        NotToday("AF-INS", NotTodayReason.CLOSED_TODAY, tomorrow),
        NotToday("AF-KART", NotTodayReason.CLOSED_TODAY, tomorrow),
    )


def test_a_closed_office_has_no_stops_and_names_the_next_opening() -> None:
    """On a Sunday everything is for another day."""
    agenda = agenda_of(FAMILY, "city", date(2026, 11, 22))
    assert agenda.empty
    assert {n.why for n in agenda.not_today} == {NotTodayReason.CLOSED_TODAY}
    assert {n.next_open for n in agenda.not_today} == {(MONDAY, time(9))}


def test_a_station_the_office_lacks_is_not_in_office() -> None:
    """The small office has no Migrationsverket: the errand stays on the list with the reason."""
    agenda = agenda_of({"papers": ["decision"]}, "small")
    assert NotToday("MV-BIO", NotTodayReason.NOT_IN_OFFICE) in agenda.not_today


def test_an_errand_the_office_switched_off_is_not_in_office() -> None:
    """The small office makes no ID cards."""
    agenda = agenda_of({"purpose": "collect_id"}, "small")
    assert agenda.not_today == (NotToday("SKV-PICK", NotTodayReason.NOT_IN_OFFICE),)


def test_an_errand_by_booked_time_needs_booking() -> None:
    """The big office takes photographs by booked time only, open or not."""
    agenda = agenda_of({"papers": ["decision"], "ground": "family"}, "big")
    assert NotToday("MV-BIO", NotTodayReason.NEEDS_BOOKING) in agenda.not_today


def test_stops_stand_in_the_office_s_own_order() -> None:
    """The big office lists Arbetsförmedlingen before Skatteverket, and so does its agenda."""
    assert [s.station for s in agenda_of(FAMILY, "big").stops] == ["AF", "SKV", "FK", "KOM"]


def test_own_minutes_of_an_office_count() -> None:
    """The small office registers a family of four in 25 + 3 x 5 minutes."""
    stop = agenda_of(FAMILY, "small").stop("SKV")
    assert stop is not None
    assert stop.minutes == 40


def test_a_stop_shows_three_papers_and_each_once() -> None:
    """Papers of several errands are joined, the most important first."""
    errands = config().catalogue.errands
    stop = agenda_of(FAMILY).stop("AF")
    assert stop is not None
    assert papers_to_show(stop, errands) == ("decision", "ut_card", "grades")


def test_the_whole_family_comes_where_one_errand_wants_it() -> None:
    """Registration wants everyone, the employment desk does not; Swedish alone needs no interpreter."""
    errands = config().catalogue.errands
    agenda = agenda_of(FAMILY)
    assert [s.station for s in agenda.stops if whole_family(s, errands)] == ["SKV"]
    assert wants_interpreter(agenda, errands)
    assert not wants_interpreter(agenda_of({"purpose": "one", "pick": "KOM-SFI"}), errands)


def raw_answers() -> st.SearchStrategy[dict[str, Any]]:
    return st.randoms(use_true_random=False).map(random_answers)


@given(
    raw_answers(),
    st.sampled_from(("", "small", "city", "big")),
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
)
def test_every_wanted_errand_is_in_one_stop_or_not_today(raw: dict[str, Any], sample: str, on: date) -> None:
    """In any office on any day no errand is lost and none stands twice; stops are one to a station."""
    agenda = agenda_of(raw, sample, on)
    in_stops = [e for stop in agenda.stops for e in stop.errands]
    later = [n.errand for n in agenda.not_today]
    assert sorted([*in_stops, *later]) == sorted(expected(raw)["errands"])
    assert sorted(in_stops) == sorted(agenda.errands)
    stations = [stop.station for stop in agenda.stops]
    assert len(stations) == len(set(stations))
    assert all(
        config(sample).catalogue.errands[e].station == s.station for s in agenda.stops for e in s.errands
    )


@given(raw_answers(), st.sampled_from(("", "small", "big")))
def test_precedence_holds_only_between_errands_of_today(raw: dict[str, Any], sample: str) -> None:
    """Nothing waits for an errand that is not on the agenda."""
    agenda = agenda_of(raw, sample)
    for before, after, _ in agenda.precedence:
        assert before != after
        assert {before, after} <= set(agenda.errands)


@given(raw_answers())
def test_minutes_are_the_sum_over_the_errands(raw: dict[str, Any]) -> None:
    """A party's minutes: `min` + `per_person` for each further person, children counting as two."""
    answers = read_answers(raw, config().catalogue)
    agenda = agenda_of(raw)
    errands = [config().catalogue.errands[e] for e in agenda.errands]
    others = answers.adults - 1 + (0 if answers.kids == "none" else 2)
    assert agenda.minutes == sum(e.minutes + e.per_person * others for e in errands)


@given(raw_answers(), st.sets(st.sampled_from(("REC", "MV", "SKV", "FK", "AF", "PM", "KOM"))))
def test_dropping_stops_never_adds(raw: dict[str, Any], gone: set[str]) -> None:
    """Without some stations an agenda keeps the other stops as they were, and its come-back list."""
    agenda = agenda_of(raw)
    party = read_answers(raw, config().catalogue).party_size
    left = without(agenda, gone, party, config().catalogue, config().office)
    assert left.stops == tuple(s for s in agenda.stops if s.station not in gone)
    assert set(left.precedence) <= set(agenda.precedence)
    assert left.come_back == agenda.come_back


@given(raw_answers())
def test_the_same_answers_give_the_same_agenda(raw: dict[str, Any]) -> None:
    """Pure: neither the order of asking nor an earlier agenda changes a later one."""
    first = agenda_of(raw)
    agenda_of({"papers": ["nothing"]})
    assert agenda_of(dict(reversed(raw.items()))) == first


def test_no_answers_at_all_still_meet_a_person() -> None:
    """Whoever answers nothing has no papers shown: reception."""
    assert make_agenda(Answers(), config().catalogue, config().office, MONDAY).errands == ("REC-HELP",)
