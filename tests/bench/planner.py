"""Figures of the calling order and its promises: the six scenarios on the product's own simulator, a few days each.

The outside judge (`planner_judge` speaks its lines) has days of its own and decides; this is the quick look that
`make bench` gives, without numpy. Times are of the processor, so that a busy computer does not spoil them.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kiosk.core.queue.arrays import FREE, PAUSED, HallArrays
from kiosk.core.queue.engine import Conditions, QueueEngine
from kiosk.core.queue.forecast import forecast
from kiosk.core.queue.hall import Coming, DeskActivity, HallState, VisitorKind, WaitingVisit, with_interpreter
from kiosk.core.queue.pace import Service, doubt, pace
from kiosk.core.queue.rule import decide
from kiosk.simulation.days import Day, make_day
from kiosk.simulation.figures import figures, mean, quantile, together
from kiosk.simulation.policies import POLICIES, play
from kiosk.simulation.scenario import Scenario, named, names
from tests.bench.figures import Figure, percentile

DAYS = range(8000, 8012)
PROMISED = range(8000, 8003)
PAST = range(7000, 7020)
EACH = 4
"""So many visitors to one promise."""
LEVELS = (0.1, 0.5, 0.9)

Told = tuple[tuple[float, float, float], float, int]  # promise, truth, stations


class Office:
    """What an office knows of a scenario from its past days."""

    def __init__(self, scenario: Scenario) -> None:
        past = [play(make_day(scenario, seed), POLICIES["rule"]) for seed in PAST]
        self.kinds = tuple(
            VisitorKind(visit.tasks, visit.language, visit.priority)
            for each in past
            for visit in each.day.visits
        )
        rows, walk_in = scenario.rows, scenario.parties * (1 - scenario.booked)
        weight = sum((end - start) * share for start, end, share in rows.arrivals)
        self.walk_ins = tuple(
            (round(60 * start), round(60 * end), round(1000 * walk_in * (end - start) * share / weight))
            for start, end, share in rows.arrivals
        )
        slots = round(scenario.parties * scenario.booked / (1 - rows.booked_no_show))
        self.booked = tuple(round(60 * (i + 0.5) * rows.admission / slots) for i in range(slots))
        self.until = 60 * rows.admission
        by_stations: dict[int, list[float]] = {}
        for each in past:
            for v, end in each.heard.finished.items():
                visit = each.day.visits[v]
                by_stations.setdefault(len(visit.tasks), []).append(end - visit.since)
        self.history = {
            count: tuple(quantile(found, level) for level in LEVELS) for count, found in by_stations.items()
        }

    def coming(self) -> Coming:
        return Coming(self.kinds, self.walk_ins, self.booked, until=self.until)


def promises(day: Day, office: Office, took: list[float], *, slower: float = 1.0) -> Iterator[Told]:
    """What is promised at each check-in of a day, and what came of it."""
    kinds = tuple(VisitorKind(visit.tasks, visit.language) for visit in day.visits)
    arrays = HallArrays(replace(day.hall, coming=Coming(kinds)))
    services = [{arrays.station[n]: round(slower * s) for n, s in each.items()} for each in day.services]
    arrivals = [(visit.since, arrays.measure(visit)) for visit in day.visits]
    played = QueueEngine(arrays, Conditions(lambda v, s: services[v][s], arrivals))
    told: dict[int, tuple[int, int, int]] = {}
    for v, visit in enumerate(day.visits):
        played.run(visit.since)
        if v % EACH:
            continue
        services_ = seen(played)
        hall = snapshot(played, day)
        hall = replace(hall, coming=office.coming(), pace=pace(services_), doubt=doubt(services_))
        began = time.process_time()
        finish = forecast(hall, 1009 * day.seed + v, only=visit.visit).visits[visit.visit].finish
        took.append(time.process_time() - began)
        assert finish is not None
        told[v] = (finish.p10, finish.p50, finish.p90)
    heard = played.run()
    for v, (early, usual, late) in told.items():
        came = day.visits[v].since
        yield (early - came, usual - came, late - came), heard.finished[v] - came, len(day.visits[v].tasks)


def snapshot(played: QueueEngine, day: Day) -> HallState:
    """A floor in motion as the hall that its office would see."""
    arrays, now = played.arrays, played.arrays.now
    at_desk = {who for who in arrays.serves if who >= 0}
    visits = tuple(
        WaitingVisit(
            arrays.ids[v],
            arrays.arrived[v],
            tuple(
                replace(
                    task, after=frozenset(n for n in task.after if arrays.left[v] >> arrays.station[n] & 1)
                )
                for task in day.visits[v].tasks
                if arrays.left[v] >> arrays.station[task.station] & 1
            ),
            day.visits[v].language,
            arrays.priority[v],
            None if v in at_desk else arrays.queued[v],
        )
        for v in range(len(arrays.ids))
        if not arrays.gone[v]
    )
    names_ = {bit: name for name, bit in arrays.bit.items()}
    desks = []
    for d, desk in enumerate(day.hall.desks):
        who = arrays.serves[d]
        changed = replace(desk, break_from=arrays.break_from[d])
        if who >= 0:
            changed = replace(
                changed,
                at=DeskActivity.BUSY,
                visit=arrays.ids[who],
                started=arrays.started[d],
                seconds=arrays.seconds[who][arrays.place[d]],
                interpreter=names_.get(arrays.uses[d]),
            )
        elif who == PAUSED:
            changed = replace(changed, at=DeskActivity.BREAK, back_at=now + desk.break_s // 2)
        else:
            assert who == FREE
        desks.append(changed)
    free = {name: arrays.pool[bit] for name, bit in arrays.bit.items() if name in day.hall.interpreters}
    return replace(day.hall, now=now, visits=visits, desks=tuple(desks), interpreters=free)


def seen(played: QueueEngine) -> list[Service]:
    """The services so far, as the office has seen them; with an interpreter longer is expected."""
    arrays, heard, now = played.arrays, played.heard, played.arrays.now
    found = []
    for (_, v, s, d), start, end in zip(heard.calls, heard.starts, heard.ends, strict=True):
        expected = arrays.seconds[v][s]
        if arrays.language[v] and not arrays.speaks[d] & arrays.language[v]:
            expected = with_interpreter(expected, arrays.factor)
        if start < now:
            found.append(Service(expected, min(end, now) - start, end <= now))
    return found


def pinball(told: Sequence[Told], of: Sequence[tuple[float, ...]]) -> float:
    """How far ranges are from the truth, levels weighed as they should be."""
    return mean(
        [
            max(level * (truth - value), (level - 1) * (truth - value))
            for (_, truth, _), values in zip(told, of, strict=True)
            for level, value in zip(LEVELS, values, strict=True)
        ]
    )


def decisions(day: Day) -> list[float]:
    """Seconds of each decision in a hall as full as the day gets."""
    took = []
    for minute in range(0, 300, 20):
        here = [v for v in day.visits if minute * 60 - 5400 <= v.since <= minute * 60]
        visits = tuple(replace(v, free_at=v.since) for v in here)
        hall = replace(day.hall, now=minute * 60, visits=visits)
        for desk in hall.desks:
            began = time.process_time()
            decide(hall, desk.number)
            took.append(time.process_time() - began)
    return took


def planner() -> list[Figure]:
    """Speed, tail, fairness, promises: averages of the six scenarios."""
    speed: dict[str, list[float]] = {}
    kept, late_kept, ratios, took, chosen = [], [], [], list[float](), list[float]()
    for name in names():
        scenario = named(name)
        days = [make_day(scenario, seed) for seed in DAYS]
        by = {key: [figures(play(day, policy)) for day in days] for key, policy in POLICIES.items()}
        for key, first, second in (
            ("rule / fixed", "rule", "fixed"), ("rule / check-in", "rule", "check_in"), ("near / rule", "near", "rule"),
        ):  # fmt: skip
            for what in ("mean", "p95"):
                pairs = zip(by[first], by[second], strict=True)
                ratio = mean([getattr(a, what) / getattr(b, what) for a, b in pairs])
                speed.setdefault(f"{what}, {key}", []).append(ratio)
        rule, plain = together(by["rule"]), together(by["check_in"])
        speed.setdefault("one visit, less than check-in by", []).append(plain.one_visit - rule.one_visit)
        speed.setdefault("overtakes per call", []).append(rule.overtakes)
        speed.setdefault("priority / all", []).append((rule.priority or rule.mean) / rule.mean)
        chosen += decisions(days[0])
        office = Office(scenario)
        told = [each for seed in PROMISED for each in promises(make_day(scenario, seed), office, took)]
        kept += [early <= truth <= late for (early, _, late), truth, _ in told]
        usual = [office.history.get(count, (0.0, truth, truth)) for _, truth, count in told]
        ratios.append(pinball(told, [each[0] for each in told]) / pinball(told, usual))
        slow = promises(make_day(scenario, PROMISED[0]), office, [], slower=1.2)
        late_kept += [early <= truth <= late for (early, _, late), truth, _ in slow]
    bars = {
        "mean, rule / fixed": 0.785, "p95, rule / fixed": 0.81, "one visit, less than check-in by": 0.0,
        "overtakes per call": 1.2, "mean, near / rule": 1.0,
    }  # fmt: skip
    share = mean(kept)
    return [
        *(Figure(f"planner: {name}", mean(values), "", bars.get(name)) for name, values in speed.items()),
        Figure("planner: promises kept, off 80 %", abs(share - 0.8), "", 0.05, f"{share:.3f} of {len(kept)}"),
        Figure(
            "planner: the same, services x1.2",
            max(0.0, 0.8 - mean(late_kept)),
            "",
            0.05,
            f"{mean(late_kept):.3f}",
        ),
        Figure("planner: pinball / history", mean(ratios), "", 0.60),
        Figure("planner: decide, p99", 1000 * percentile(chosen, 0.99), "ms", 2),
        Figure("planner: promise, p50", 1000 * percentile(took, 0.5), "ms"),
        Figure("planner: promise, longest", 1000 * max(took), "ms", 1000),
    ]
