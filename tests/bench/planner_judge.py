"""`python -m tests.bench.planner_judge`: the planner over the outside judge's JSON lines.

A state in, `{"visitor", "desk"}` or null out; `{"promise": id, "state": {...}}` in, `[p10, p50, p90]` out, minutes in
office. The judge speaks of minutes and of stations and languages as numbers; here they become seconds and names. What
it shows over the day (who was served how long, who needs what) is remembered as an office would, and only used for
promises; decisions follow from the state alone.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from kiosk.core.queue.forecast import Forecast, forecast
from kiosk.core.queue.hall import (
    Coming,
    DeskActivity,
    HallDesk,
    HallState,
    Order,
    Task,
    VisitorKind,
    WaitingVisit,
    with_interpreter,
)
from kiosk.core.queue.pace import Service, doubt, pace
from kiosk.core.queue.rule import decide
from kiosk.core.queue.sampling import Rng

State = Mapping[str, Any]

CASES: Final = ((600, 3), (1000, 5), (1600, 2))
"""How simple and hard cases mix, in thousandths of the usual minutes and tenths of the visitors."""
FAMILIES: Final = ((1000, 75), (1250, 15), (1500, 8), (1750, 2))  # hundredths
PRIORITY: Final = 120
KINDS: Final = 256
STATUS: Final = {"idle": DeskActivity.FREE, "busy": DeskActivity.BUSY, "break": DeskActivity.BREAK}
SLOWER: Final = 1.5  # lag and walk of who has priority


def seconds(minutes: float) -> int:
    return round(minutes * 60)


def hall_of(state: State) -> HallState:
    """A state as a hall, without what is to come."""
    now, lag = seconds(state["t"]), state["call_lag"]
    urgent = {v["id"]: bool(v["prio"]) for v in state["visitors"]}
    visits = tuple(
        WaitingVisit(
            str(v["id"]),
            seconds(v["arrival"]),
            tuple(Task(s, seconds(m), frozenset(v["before"].get(s, ()))) for s, m in v["remaining"].items()),
            str(v["lang"]) if v["lang"] else None,
            bool(v["prio"]),
            None if v["in_service"] else _free_at(state, v),
        )
        for v in state["visitors"]
    )
    desks = tuple(
        HallDesk(
            d["id"],
            d["station"],
            STATUS[d["status"]],
            frozenset(map(str, d["langs"])),
            opens=seconds(d["open"]),
            closes=seconds(d["close"]) if d["close"] < 1e8 else None,
            break_from=None if d["break_taken"] else seconds(d["break_at"]),
            break_s=seconds(d["break_len"]),
            visit=str(d["visitor"]) if "visitor" in d else None,
            started=seconds(
                d.get("since", 0) + lag[d["station"]] * (SLOWER if urgent.get(d.get("visitor")) else 1)
            ),
            seconds=seconds(d["expected"]) if "expected" in d else None,
            interpreter=str(d["interpreter"]) if d.get("interpreter") else None,
            back_at=seconds(d["back_at"]) if "back_at" in d else None,
        )
        for d in state["desks"]
    )
    return HallState(
        now,
        visits,
        desks,
        {str(i): free for i, free in enumerate(state["interpreters_free"]) if i},
        {s: seconds(m) for s, m in lag.items()},
        {s: seconds(m) for s, m in state["walk"].items()},
        round(state["interpreter_factor"] * 1000),
    )


def _free_at(state: State, visitor: State) -> int:
    # what is available by the judge's clock must be so in whole seconds too
    available, now = visitor["available_at"], state["t"]
    return seconds(now) if available <= now + 1e-9 else max(seconds(available), seconds(now) + 1)


def answer_of(hall: HallState) -> dict[str, int] | None:
    choice = decide(hall)
    return None if choice is None else {"visitor": int(choice.visit), "desk": choice.desk}


@dataclass(slots=True)
class Remembered:
    """What an office has seen since the morning."""

    t: float = -1.0
    scenario: object = None
    running: dict[int, tuple[int, int, int]] = field(default_factory=dict)  # visitor -> desk, began, expected
    services: list[Service] = field(default_factory=list)
    both: dict[tuple[str, str], list[int]] = field(default_factory=dict)  # needs both; must keep this order
    seen: set[int] = field(default_factory=set)

    def see(self, state: State, hall: HallState) -> None:
        scenario = (state["stats"], state["call_lag"], state["walk"])
        if state["t"] < self.t or scenario != self.scenario:
            self.__init__()  # type: ignore[misc]  # another day
        self.t, self.scenario = state["t"], scenario
        waiting = {v["id"]: v for v in state["visitors"]}
        busy = {d["visitor"]: d for d in state["desks"] if d["status"] == "busy"}
        for visitor, (station, began, expected) in list(self.running.items()):
            now_at = busy.get(visitor)
            if now_at is not None and now_at["station"] == str(station):
                continue
            del self.running[visitor]
            found = waiting.get(visitor)
            ended = hall.now
            if found is not None and found["available_at"] is not None:
                walk = state["walk"][str(station)] * (SLOWER if found["prio"] else 1)
                ended = seconds(found["available_at"] - walk)
            self.services.append(Service(expected, max(1, ended - began), True))
        for desk, told in zip(hall.desks, state["desks"], strict=True):
            if desk.at is DeskActivity.BUSY:
                usual = desk.seconds or 1
                if desk.interpreter:
                    usual = with_interpreter(usual, hall.interpreter_factor)
                self.running[told["visitor"]] = (int(desk.station), desk.started, usual)
        for v in state["visitors"]:
            if v["id"] not in self.seen and not v["in_service"]:
                self.seen.add(v["id"])
                needs = sorted(v["remaining"])
                for a in needs:
                    for b in needs:
                        if a != b:
                            pair = self.both.setdefault((a, b), [0, 0])
                            pair[0] += 1
                            pair[1] += a in v["before"].get(b, ())

    def seen_services(self, now: int) -> list[Service]:
        still = [
            Service(expected, now - began, False)
            for _, began, expected in self.running.values()
            if now > began
        ]
        return [*self.services, *still]

    def coming(self, state: State) -> Coming:
        stats = state["stats"]
        return Coming(
            self._kinds(stats),
            tuple((seconds(a), seconds(b), round(1000 * n)) for a, b, n in stats["walkins"]),
            tuple(map(seconds, stats["booked_slots"])),
            round(1000 * stats["no_show"]),
            until=seconds(stats["admission_until"]),
        )

    def _kinds(self, stats: State) -> tuple[VisitorKind, ...]:
        rng = Rng(20_261_125)
        needs = {s: round(1000 * share) for s, share in stats["need"].items()}
        before = [pair for pair, (both, order) in self.both.items() if 2 * order > both]
        sometimes = {
            pair: 1000 * order // both for pair, (both, order) in self.both.items() if 0 < 2 * order <= both
        }
        kinds = []
        for _ in range(KINDS):
            wanted: list[str] = []
            while len(wanted) < 2:
                wanted = [s for s, share in needs.items() if rng.share(share)]
            family = _one_of(rng, FAMILIES)
            firm = {*before, *(pair for pair, share in sometimes.items() if rng.share(share))}
            tasks = tuple(
                Task(
                    s,
                    seconds(stats["mean_minutes"][s] * _one_of(rng, CASES) * family / 1e6),
                    frozenset(a for a in wanted if (a, s) in firm and (s, a) not in firm),
                )
                for s in wanted
            )
            language = _one_of(
                rng,
                tuple((i + 1, round(1000 * share)) for i, share in enumerate(stats["lang_share"])),
                of=1000,
            )
            kinds.append(VisitorKind(tasks, str(language) if language else None, rng.share(PRIORITY)))
        return tuple(kinds)


def _one_of(rng: Rng, shares: tuple[tuple[int, int], ...], of: int | None = None) -> int:
    """One value by its share; 0 when the shares do not reach `of`."""
    place = rng.below(sum(share for _, share in shares) if of is None else of)
    for value, share in shares:
        if place < share:
            return value
        place -= share
    return 0


REMEMBERED = Remembered()


def forecast_of(state: State, visitor: int, *, correct: bool = True) -> Forecast:
    hall = hall_of(state)
    REMEMBERED.see(state, hall)
    hall = replace(hall, coming=REMEMBERED.coming(state), spread=round(1000 * state["stats"]["duration_cv"]))
    if correct:
        seen = REMEMBERED.seen_services(hall.now)
        hall = replace(hall, pace=pace(seen), doubt=doubt(seen))
    return forecast(hall, hall.now * 1009 + visitor, order=Order.RULE, only=str(visitor))


def promised(state: State, visitor: int) -> list[float]:
    told = forecast_of(state, visitor).visits[str(visitor)].finish
    assert told is not None
    came = next(v["arrival"] for v in state["visitors"] if v["id"] == visitor)
    return [round(each / 60 - came, 3) for each in (told.p10, told.p50, told.p90)]


def main() -> None:
    gc.freeze()
    gc.disable()  # what is answered has no cycles; looking for them would only make some answers late
    for line in sys.stdin:
        asked = json.loads(line)
        if "promise" in asked:
            sys.stdout.write(json.dumps(promised(asked["state"], asked["promise"])) + "\n")
            sys.stdout.flush()
            continue
        hall = hall_of(asked)
        sys.stdout.write(json.dumps(answer_of(hall)) + "\n")
        sys.stdout.flush()
        REMEMBERED.see(asked, hall)


if __name__ == "__main__":
    main()
