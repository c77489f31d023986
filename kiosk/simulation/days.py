"""A day of a scenario: who comes when for what, how long each service really takes, what else happens.

The same scenario and seed give the same day, whatever is then played on it; and what one setting changes leaves the
other draws as they were, so that two settings are compared on the same visitors.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from math import ceil, exp, log, sqrt
from typing import Final

from kiosk.core.queue.hall import HallDesk, HallState, Task, WaitingVisit
from kiosk.simulation.scenario import Scenario, StationPlan

CASES: Final = ((0.6, 0.3), (1.0, 0.5), (1.6, 0.2))
"""Simple, usual and hard cases: how long against the usual, and how often."""
SIZES: Final = ((2, 0.6), (3, 0.3), (4, 0.1))
EACH_MORE: Final = 0.25
"""How much longer for each further person of a family."""
LATENESS_MIN: Final = 6.0
PAUSE_STEP_MIN: Final = 35.0


@dataclass(frozen=True, slots=True)
class Day:
    """One day: the hall at opening and everybody who comes, by time. Seconds are from opening."""

    seed: int
    hall: HallState
    visits: tuple[WaitingVisit, ...]
    services: tuple[dict[str, int], ...]  # real seconds in the visitor's own language, by visit
    closing: int
    absent: frozenset[tuple[int, str]] = frozenset()
    silent: frozenset[tuple[int, str]] = frozenset()
    leaves: tuple[int | None, ...] = ()
    sent_on: dict[tuple[int, str], tuple[str, int]] = field(default_factory=dict)


def make_day(scenario: Scenario, seed: int) -> Day:
    """A day of a scenario."""
    visits, services = _visitors(scenario, _rng(seed, "visitors"))
    absent, silent, leaves, sent_on = _life(scenario, visits, _rng(seed, "life"))
    return Day(
        seed=seed,
        hall=_hall(scenario, seed),
        visits=tuple(visits),
        services=tuple(services),
        closing=60 * scenario.rows.closing,
        absent=absent,
        silent=silent,
        leaves=leaves,
        sent_on=sent_on,
    )


def _rng(seed: int, what: str) -> random.Random:
    return random.Random(f"{what} {seed}")


# The office ----------------------------------------------------------------------------------------------------------


def _hall(scenario: Scenario, seed: int) -> HallState:
    desks: list[HallDesk] = []
    lag: dict[str, int] = {}
    walk: dict[str, int] = {}
    for plan in scenario.stations:
        rng = _rng(seed, f"station {plan.id}")
        lag[plan.id] = round(60 * scenario.lag * rng.uniform(0.5, 1.5))
        walk[plan.id] = round(60 * rng.uniform(0.5, 2.0))
        for i in range(plan.desks):
            desks.append(_desk(scenario, plan, i, len(desks) + 1, _rng(seed, f"desk {plan.id} {i}")))
    return HallState(
        0,
        (),
        tuple(desks),
        interpreters(scenario),
        lag,
        walk,
        round(1000 * scenario.rows.interpreter_factor),
        spread=round(1000 * scenario.rows.spread),
    )


def _desk(scenario: Scenario, plan: StationPlan, i: int, number: int, rng: random.Random) -> HallDesk:
    starts = scenario.rows.pause_from + scenario.pause_later + PAUSE_STEP_MIN * i + rng.uniform(0, 60)
    spoken = {name for name, row in scenario.languages.items() if rng.random() < row.clerks}
    if plan.fixed is not None:
        spoken = set(plan.fixed[i % len(plan.fixed)])
    if scenario.everyone_speaks:
        spoken = set(scenario.languages)
    if i == 0:
        spoken |= set(plan.also)
    length = scenario.pause
    if i < len(plan.pauses) and length > 0 and (known := plan.pauses[i]) is not None:
        starts, length = known[0] + scenario.pause_later, known[1]
    if plan.away is not None and i == 0:
        starts, length = plan.away[0], plan.away[1] - plan.away[0]
    return HallDesk(
        number,
        plan.id,
        languages=frozenset(spoken),
        break_from=round(60 * starts) if length > 0 else None,
        break_s=round(60 * length),
    )


def interpreters(scenario: Scenario) -> dict[str, int]:
    """How many of each language are in the house: as given, else so that they are busy for `interpreters_used`."""
    if scenario.agendas:
        work = _mean([sum(minutes for _, minutes in agenda) for agenda in scenario.agendas])
    else:
        work = sum(share * plan.minutes for plan, share in _shares(scenario))
    work *= scenario.parties * _family(scenario) * scenario.rows.interpreter_factor
    return {
        name: ceil(
            work * row.share * (1 - row.clerks) / (scenario.rows.closing * scenario.rows.interpreters_used)
        )
        if row.interpreters is None
        else row.interpreters
        for name, row in scenario.languages.items()
    }


def visitor_shares(scenario: Scenario) -> dict[str, float]:
    """The share of the parties that need each station, among parties with at least two."""
    chances = [chance for _, chance in _shares(scenario)]
    none = [1 - chance for chance in chances]
    nothing = _product(none)
    one = sum(chance * nothing / left for chance, left in zip(chances, none, strict=True))
    two = max(1e-9, 1 - nothing - one)
    return {
        plan.id: chance * (1 - nothing / left) / two
        for (plan, chance), left in zip(_shares(scenario), none, strict=True)
    }


def _family(scenario: Scenario) -> float:
    return 1 + scenario.rows.families * EACH_MORE * sum((size - 1) * share for size, share in SIZES)


def _shares(scenario: Scenario) -> list[tuple[StationPlan, float]]:
    """The share of parties that need each station, drawn apart from each other, of whom those with fewer than two are
    drawn again."""
    rows, plans = scenario.rows, scenario.stations
    slower = 1 + (rows.interpreter_factor - 1) * sum(
        row.share * (1 - row.clerks) for row in scenario.languages.values()
    )
    targets = [
        plan.share
        if plan.share is not None
        else (plan.load or 0)
        * plan.desks
        * (rows.closing - rows.pause)
        / rows.parties
        / (plan.minutes * _family(scenario) * slower + 1)
        for plan in plans
    ]
    return list(zip(plans, _apart(tuple(targets)), strict=True))


@lru_cache(maxsize=64)
def _apart(targets: tuple[float, ...]) -> tuple[float, ...]:
    """Chances that give these shares among parties with at least two stations."""
    chances = [0.5] * len(targets)
    for _ in range(60):
        none = [1 - chance for chance in chances]
        nothing = _product(none)
        one = sum(chance * nothing / left for chance, left in zip(chances, none, strict=True))
        two = max(1e-9, 1 - nothing - one)
        shares = [c * (1 - nothing / n) / two for c, n in zip(chances, none, strict=True)]
        chances = [
            min(0.97, max(0.02, chance * target / max(share, 1e-6)))
            for chance, target, share in zip(chances, targets, shares, strict=True)
        ]
    return tuple(chances)


def _product(values: list[float]) -> float:
    product = 1.0
    for value in values:
        product *= value
    return product


def _mean(values: list[float]) -> float:
    return sum(values) / max(1, len(values))


# The visitors --------------------------------------------------------------------------------------------------------


def _visitors(scenario: Scenario, rng: random.Random) -> tuple[list[WaitingVisit], list[dict[str, int]]]:
    came = sorted(_arrivals(scenario, rng))
    wants = _from_agendas(scenario) if scenario.agendas else _from_shares(scenario)
    rows = scenario.rows
    sigma = sqrt(log(1 + rows.spread**2))
    visits: list[WaitingVisit] = []
    services: list[dict[str, int]] = []
    for minute in came:
        own = random.Random(rng.getrandbits(64))  # so that what one visitor draws moves nobody else
        size = int(_one_of(own, SIZES)) if own.random() < rows.families else 1
        sometimes = own.random() < rows.sometimes
        language = _language(scenario, own.random())
        priority = own.random() < rows.priority
        plans = wants(own)
        there = {plan.id for plan, _ in plans}
        tasks: list[Task] = []
        real: dict[str, int] = {}
        for plan, minutes in plans:
            expected = minutes * _one_of(own, CASES) * (1 + EACH_MORE * (size - 1))
            took = expected * scenario.pace * exp(sigma * own.gauss(0, 1) - sigma * sigma / 2)
            first = set(plan.after) | (set(plan.sometimes_after) if sometimes else set())
            tasks.append(Task(plan.id, max(1, round(60 * expected)), frozenset(first & there)))
            real[plan.id] = max(1, round(60 * took))
        at = round(60 * minute)
        visits.append(WaitingVisit(str(len(visits)), at, tuple(tasks), language, priority, at, party=size))
        services.append(real)
    return visits, services


def _arrivals(scenario: Scenario, rng: random.Random) -> list[float]:
    rows = scenario.rows
    weights = [(end - start) * weight for start, end, weight in rows.arrivals]
    found: list[float] = []
    walk_in, agreed = random.Random(rng.getrandbits(64)), random.Random(rng.getrandbits(64))
    for _ in range(_poisson(walk_in, scenario.parties * (1 - scenario.booked))):
        start, end, _weight = walk_in.choices(rows.arrivals, weights)[0]
        found.append(walk_in.uniform(start, end))
    slots = round(scenario.parties * scenario.booked / (1 - rows.booked_no_show))
    for i in range(slots):
        late, comes = agreed.gauss(0, LATENESS_MIN), agreed.random() >= rows.booked_no_show
        if comes:
            found.append(max(0.0, min(rows.admission, (i + 0.5) * rows.admission / slots + late)))
    return found


def _poisson(rng: random.Random, mean: float) -> int:
    count, left = 0, mean
    while left > 0:
        left -= rng.expovariate(1.0)
        count += left > 0
    return count


Wants = Callable[[random.Random], list[tuple[StationPlan, float]]]


def _from_shares(scenario: Scenario) -> Wants:
    shares = _shares(scenario)

    def wants(rng: random.Random) -> list[tuple[StationPlan, float]]:
        while True:
            plans = [(plan, plan.minutes) for plan, share in shares if rng.random() < share]
            if len(plans) >= min(2, len(shares)):
                return plans

    return wants


def _from_agendas(scenario: Scenario) -> Wants:
    plans = {plan.id: plan for plan in scenario.stations}

    def wants(rng: random.Random) -> list[tuple[StationPlan, float]]:
        return [(plans[station], minutes) for station, minutes in rng.choice(scenario.agendas)]

    return wants


def _one_of(rng: random.Random, shares: tuple[tuple[float, float], ...]) -> float:
    return rng.choices([value for value, _ in shares], [share for _, share in shares])[0]


def _language(scenario: Scenario, place: float) -> str | None:
    for name, row in scenario.languages.items():
        if place < row.share:
            return name
        place -= row.share
    return None


# What else happens ---------------------------------------------------------------------------------------------------

_Life = tuple[
    frozenset[tuple[int, str]],
    frozenset[tuple[int, str]],
    tuple[int | None, ...],
    dict[tuple[int, str], tuple[str, int]],
]


def _life(scenario: Scenario, visits: list[WaitingVisit], rng: random.Random) -> _Life:
    """Who does not hear a call, who gives up, who is sent on, and which services end without "soon free"."""
    life = scenario.life
    minutes = {plan.id: plan.minutes for plan in scenario.stations}
    absent, silent = set[tuple[int, str]](), set[tuple[int, str]]()
    leaves: list[int | None] = []
    sent_on: dict[tuple[int, str], tuple[str, int]] = {}
    for v, visit in enumerate(visits):
        own = random.Random(rng.getrandbits(64))
        gives_up = own.random() < life.leaves
        leaves.append(visit.since + round(60 * own.uniform(60, 240)) if gives_up else None)
        for task in visit.tasks:
            if own.random() < life.no_show:
                absent.add((v, task.station))
            if own.random() >= life.soon_free:
                silent.add((v, task.station))
            other = own.choice(list(minutes))
            if own.random() < life.sent_on and all(t.station != other for t in visit.tasks):
                sent_on[v, task.station] = (other, round(60 * minutes[other]))
    return frozenset(absent), frozenset(silent), tuple(leaves), sent_on
