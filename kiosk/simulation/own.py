"""An office's own settings as a scenario: its desks, clerks' languages, breaks, hours, minutes; made-up answers.

Agendas come of the catalogue's own rules, run on answers drawn from a usual mix: nothing is known of real visitors,
since nothing is kept of them.
"""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from typing import Final

from kiosk.core.checkin.agenda import make_agenda
from kiosk.core.checkin.answers import Answers
from kiosk.core.office_config import Desk, OfficeConfig, Strength
from kiosk.simulation.scenario import LanguageRow, Scenario, ScenarioError, ScenarioFile, StationPlan

SAMPLES: Final = 300
BUSIEST: Final = 0.85
"""Without other word so many parties come that the busiest station's desks serve for this share of the day."""
LANGUAGES: Final = {"ar": 0.22, "fa-AF": 0.08, "so": 0.06, "ti": 0.04, "uk": 0.06}
MONDAY: Final = date(2026, 11, 23)


def own_scenario(config: OfficeConfig, name: str, weekday: int | None = None) -> Scenario:
    """A scenario of an office's settings, on a weekday (Monday is 0), else on the one with most stations open."""
    office = config.office
    days = [MONDAY + timedelta(days=day) for day in range(7)]
    spans = {day: span for day in days if (span := office.hours.on(day)) is not None}
    if not spans:
        raise ScenarioError(f"{name} is closed all week.", "Give it [hours].")
    wanted = [day for day in spans if weekday is None or day.weekday() == weekday]
    if not wanted:
        raise ScenarioError(f"{name} is closed on that weekday.", "Choose another one.")
    day = max(
        wanted, key=lambda on: (sum(s.hours.on(on) is not None for s in office.stations), -on.weekday())
    )
    opens, closes = spans[day]
    minutes = (
        int((datetime.combine(day, closes) - datetime.combine(day, opens)).total_seconds() // 60) % 1440
        or 1440
    )
    desks = {s.id: [desk for desk in office.desks if desk.station == s.id] for s in office.stations}
    agendas = _agendas(config, day, {station for station, there in desks.items() if there})
    if not agendas:
        raise ScenarioError(f"{name} has no desk for any errand on that day.", "Add [[desk]] entries.")
    plans = []
    for station, there in desks.items():
        taken = [m for agenda in agendas for s, m in agenda if s == station]
        if there and taken:
            plans.append(
                StationPlan(
                    *(station, len(there), sum(taken) / len(taken)),
                    after=_after(config, station),
                    fixed=tuple(frozenset(desk.languages) for desk in there),
                    pauses=tuple(_pause(desk, day, opens) for desk in there),
                )
            )
    rows = ScenarioFile(
        admission=max(30, minutes - 60),
        closing=minutes,
        arrivals=[
            [(minutes - 60) * start, (minutes - 60) * end, weight]
            for start, end, weight in ((0, 1 / 6, 1.5), (1 / 6, 0.5, 1.2), (0.5, 5 / 6, 0.9), (5 / 6, 1, 0.6))
        ],
        families=0.0,  # the agendas' minutes are those of families already
        pause_from=max(0, minutes // 4),
    )
    spoken = {tag: LanguageRow(share=share, clerks=0.0) for tag, share in LANGUAGES.items()}
    for tag, count in office.interpreters.items():
        spoken[tag] = LanguageRow(share=LANGUAGES.get(tag, 0.05), clerks=0.0, interpreters=count)
    return Scenario(
        name,
        rows,
        tuple(plans),
        spoken,
        rows.life,
        agendas=tuple(agendas),
        parties=_parties(plans, agendas, minutes),
        pause=float(rows.pause),
    )


def _pause(desk: Desk, day: date, opens: time) -> tuple[int, int] | None:
    if desk.pause is None:
        return None
    start, end = (datetime.combine(day, clock) - datetime.combine(day, opens) for clock in desk.pause)
    minutes = int(start.total_seconds() // 60)
    return (minutes, int((end - start).total_seconds() // 60)) if minutes > 0 else None


def _parties(plans: list[StationPlan], agendas: list[tuple[tuple[str, float], ...]], minutes: int) -> float:
    loads = []
    for plan in plans:
        each = sum(m + 1 for agenda in agendas for s, m in agenda if s == plan.id) / len(agendas)
        loads.append(each / (plan.desks * (minutes - 30)))
    return round(BUSIEST / max(loads))


def _after(config: OfficeConfig, station: str) -> tuple[str, ...]:
    errands = config.catalogue.errands
    return tuple(
        dict.fromkeys(
            errands[p.before].station
            for p in config.catalogue.precedences
            if p.strength is not Strength.SOFT
            and p.after in errands
            and errands[p.after].station == station
            and errands[p.before].station != station
        )
    )


def _agendas(config: OfficeConfig, day: date, staffed: set[str]) -> list[tuple[tuple[str, float], ...]]:
    rng = random.Random("agendas")
    found = []
    for _ in range(SAMPLES):
        agenda = make_agenda(_answers(rng), config.catalogue, config.office, day)
        stops = tuple((stop.station, float(stop.minutes)) for stop in agenda.stops if stop.station in staffed)
        if stops:
            found.append(stops)
    return found


def _answers(rng: random.Random) -> Answers:
    """A usual mix: most are new and want all there is, some have one errand."""
    purpose = _one(rng, {"new": 70, "letter": 8, "one": 12, "collect_id": 10})
    if purpose == "one":
        return Answers(
            purpose="one", pick=(_one(rng, {"SKV-REG": 3, "FK-REG": 2, "AF-INS": 3, "KOM-SFI": 2}),)
        )
    if purpose == "letter":
        return Answers(purpose=purpose, sender="MV", letter="decision", papers=("lma",), needs=("all",))
    if purpose != "new":
        return Answers(purpose=purpose)
    ground = _one(rng, {"protection": 45, "family": 25, "work_study": 15, "ukraine": 15})
    papers = ("decision",) if rng.random() < 0.2 else ("ut_card",)
    some = tuple(
        need
        for need in ("work", "swedish", "money", "home", "school", "family", "idcard")
        if rng.random() < 0.35
    )
    return Answers(
        purpose="new",
        adults=int(_one(rng, {"1": 60, "2": 35, "3": 5})),
        kids=_one(rng, {"none": 60, "all_here": 30, "not_all_here": 10}),
        papers=papers,
        ground=ground,
        pnr=_one(rng, {"no": 70, "waiting": 15, "yes": 15}),
        age=_one(rng, {"under20": 10, "mid": 80, "old": 10}),
        needs=("all",) if rng.random() < 0.4 else some,
    )


def _one(rng: random.Random, weights: dict[str, int]) -> str:
    return rng.choices(list(weights), list(weights.values()))[0]
