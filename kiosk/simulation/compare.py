"""Policies side by side on the same days, and settings against the scenario as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from kiosk.simulation.days import Day, make_day
from kiosk.simulation.figures import (
    SLOT_S,
    Figures,
    figures,
    load_by_station,
    mean,
    times_in_office,
    together,
)
from kiosk.simulation.picture import distribution, load, svg
from kiosk.simulation.policies import POLICIES, Played, play
from kiosk.simulation.scenario import Scenario

COMPARED: Final = ("mean", "p95")


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One policy over all days. `against`: its mean and tail over those of the first row, day by day."""

    label: str
    policy: str
    figures: Figures
    against: dict[str, tuple[float, float]]  # ratio, half its 95 % interval
    times: list[float]
    load: dict[str, list[float]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What `motesplats simulate` tells."""

    scenario: str
    about: str
    settings: tuple[str, ...]
    seeds: tuple[int, int]
    rows: tuple[ComparisonRow, ...]

    def document(self) -> dict[str, Any]:
        return {
            "scenario": self.scenario,
            "about": self.about,
            "settings": list(self.settings),
            "seeds": list(self.seeds),
            "policies": [
                {
                    "label": row.label,
                    "policy": row.policy,
                    **{name: _rounded(value) for name, value in asdict(row.figures).items()},
                    "against_first": {
                        name: {"ratio": round(ratio, 3), "interval": round(half, 3)}
                        for name, (ratio, half) in row.against.items()
                    },
                    "load_by_station": {"slot_minutes": SLOT_S // 60, **row.load},
                }
                for row in self.rows
            ],
        }

    def picture(self) -> str:
        """The rows' times in office, and how busy the stations are under the last row."""
        last = self.rows[-1]
        days = self.seeds[1] - self.seeds[0]
        return svg(
            f"{self.scenario}, {days} days" + (f", {', '.join(self.settings)}" if self.settings else ""),
            [
                distribution(
                    {row.label: row.times for row in self.rows}, "How long people are in the office"
                ),
                load(last.load, SLOT_S / 60, f"How busy the stations are: {last.label}"),
            ],
        )


OWN, PLAIN = "near", "check_in"
"""The ways to call that are told in words: what the office does, and what it would do without the rule."""


def compare(
    scenario: Scenario,
    changed: Scenario | None,
    policies: Sequence[str],
    seeds: tuple[int, int],
    settings: tuple[str, ...] = (),
    stepped: Callable[[], None] = lambda: None,
) -> Comparison:
    """Plays the policies on the days of a scenario. With `changed`, the last policy on both: as it is, and with the
    settings."""
    plans = [(name, name, scenario if changed is None else changed) for name in policies]
    if changed is not None:
        plans.insert(0, (f"{policies[-1]}, as it is", policies[-1], scenario))
    days: dict[int, list[Day]] = {}
    rows: list[ComparisonRow] = []
    first: list[Figures] = []
    for label, policy, plan in plans:
        if id(plan) not in days:
            days[id(plan)] = [make_day(plan, seed) for seed in range(*seeds)]
        played: list[Played] = []
        for day in days[id(plan)]:
            played.append(play(day, POLICIES[policy]))
            stepped()
        each = [figures(one) for one in played]
        first = first or each
        rows.append(
            ComparisonRow(
                label,
                policy,
                together(each),
                _against(each, first),
                times_in_office(played),
                load_by_station(played),
            )
        )
    return Comparison(scenario.name, scenario.rows.about, settings, seeds, tuple(rows))


def steps(policies: Sequence[str], changed: bool, seeds: tuple[int, int]) -> int:
    """How often `stepped` is called."""
    return (len(policies) + changed) * (seeds[1] - seeds[0])


def _against(each: Sequence[Figures], first: Sequence[Figures]) -> dict[str, tuple[float, float]]:
    found = {}
    for name in COMPARED:
        ratios = [
            getattr(one, name) / getattr(other, name)
            for one, other in zip(each, first, strict=True)
            if getattr(other, name)
        ]
        found[name] = (mean(ratios), _half_interval(ratios))
    return found


def _half_interval(values: Sequence[float]) -> float:
    if len(values) < 2:
        return 0.0
    middle = mean(values)
    variance = sum((value - middle) ** 2 for value in values) / (len(values) - 1)
    return 1.96 * float((variance / len(values)) ** 0.5)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def in_words(comparison: Comparison) -> str:
    """What the office's own way to call is worth beside check-in order, on the same days; "" where not both were
    played."""
    rows = {row.policy: row for row in comparison.rows}
    own, plain = rows.get(OWN), rows.get(PLAIN)
    if own is None or plain is None or not plain.figures.mean:
        return ""
    less = round(100 * (1 - own.figures.mean / plain.figures.mean))
    days = comparison.seeds[1] - comparison.seeds[0]
    much = f"{abs(less)} % {'less' if less >= 0 else 'more'} time" if less else "as much time"
    return (
        f"On the same {days} {'day' if days == 1 else 'days'}, called by the rule and asked near, people spend {much} "
        f"in the office {'than' if less else 'as'} in check-in order: {own.figures.mean:.0f} minutes on average, "
        f"against {plain.figures.mean:.0f}. The slowest of twenty: {own.figures.p95:.0f} against "
        f"{plain.figures.p95:.0f}."
    )


def table(comparison: Comparison) -> str:
    """The comparison as lines of text."""
    rows: list[tuple[str, ...]] = [
        *(
            (
                "",
                "mean",
                "p95",
                "one visit",
                "priority",
                "wait",
                "overtakes",
                "call to",
                "over-",
                "not",
                "mean vs",
            ),
        ),
        ("policy", "min", "min", "%", "mean", "p95", "per call", "start", "time", "done", "first row"),
    ]
    for row in comparison.rows:
        f = row.figures
        ratio, half = row.against["mean"]
        rows.append(
            (
                row.label,
                f"{f.mean:.0f}",
                f"{f.p95:.0f}",
                f"{100 * f.one_visit:.0f}",
                "-" if f.priority is None else f"{f.priority:.0f}",
                f"{f.longest_wait:.0f}",
                f"{f.overtakes:.2f}",
                f"{60 * f.idle_gap:.0f} s",
                f"{f.overtime:.0f}",
                f"{f.unfinished:.1f}",
                f"{ratio:.3f} ±{half:.3f}",
            )
        )
    return "\n".join(_aligned(rows))


def _aligned(rows: Iterable[tuple[str, ...]]) -> list[str]:
    kept = list(rows)
    widths = [max(len(row[i]) for row in kept) for i in range(len(kept[0]))]
    return [
        "  ".join(
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in kept
    ]
