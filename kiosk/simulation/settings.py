"""What-if settings: `KEY=VALUE` changes one thing of a scenario. One table says what there is.

Must not know how a day is made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from kiosk.simulation.scenario import LanguageRow, Scenario, ScenarioError, StationPlan

Change = Callable[[Scenario, str, str], Scenario]


@dataclass(frozen=True, slots=True)
class WhatIfSetting:
    """`key` as it is written, what it changes, an example."""

    key: str
    about: str
    example: str
    change: Change


def apply(scenario: Scenario, assignment: str) -> Scenario:
    """The scenario with one setting changed. Raises ScenarioError."""
    key, equals, value = assignment.partition("=")
    head, _, rest = key.strip().partition(".")
    known = next((s for s in SETTINGS if s.key.partition(".")[0] == head), None)
    if known is None or not equals:
        raise ScenarioError(
            f"There is no setting {assignment!r}.", f"There are: {', '.join(s.example for s in SETTINGS)}."
        )
    if ("." in known.key) != bool(rest):
        raise ScenarioError(f"{assignment!r} cannot be used.", f"Write it as {known.example}.")
    try:
        return known.change(scenario, rest, value.strip())
    except ValueError:
        raise ScenarioError(f"{assignment!r} cannot be used.", f"Write it as {known.example}.") from None


def number(before: float, written: str) -> float:
    """`5`, or a change: `+1`, `-1`, `x1.2`. Raises ValueError."""
    if written[:1] in ("+", "-"):
        value = before + float(written)
    else:
        value = before * float(written[1:]) if written[:1] == "x" else float(written)
    if not 0 <= value < 1e6:
        raise ValueError(written)
    return value


def share(before: float, written: str) -> float:
    """A number from 0 to 1. Raises ValueError."""
    value = number(before, written)
    if value > 1:
        raise ValueError(written)
    return value


def _station(scenario: Scenario, name: str, change: Callable[[StationPlan], StationPlan]) -> Scenario:
    if name not in {plan.id for plan in scenario.stations}:
        known = ", ".join(plan.id for plan in scenario.stations)
        raise ScenarioError(f"The scenario has no station {name!r}.", f"There are: {known}.")
    plans = tuple(change(plan) if plan.id == name else plan for plan in scenario.stations)
    return replace(scenario, stations=plans)


def _language(scenario: Scenario, name: str) -> LanguageRow:
    if name not in scenario.languages:
        known = ", ".join(scenario.languages) or "none"
        raise ScenarioError(f"Nobody needs the language {name!r} here.", f"There are: {known}.")
    return scenario.languages[name]


def _parties(scenario: Scenario, rest: str, value: str) -> Scenario:
    return replace(scenario, parties=number(scenario.parties, value))


def _booked(scenario: Scenario, rest: str, value: str) -> Scenario:
    return replace(scenario, booked=share(scenario.booked, value))


def _desks(scenario: Scenario, rest: str, value: str) -> Scenario:
    def change(plan: StationPlan) -> StationPlan:
        desks = number(plan.desks, value)
        if not 1 <= desks <= 40 or desks != int(desks):
            raise ValueError(value)
        return replace(plan, desks=int(desks))

    return _station(_held(scenario), rest, change)


def _minutes(scenario: Scenario, rest: str, value: str) -> Scenario:
    return _station(
        _held(scenario), rest, lambda plan: replace(plan, minutes=max(0.1, number(plan.minutes, value)))
    )


def _held(scenario: Scenario) -> Scenario:
    """As many visitors for each station as before, although its desks or minutes change."""
    from kiosk.simulation.days import visitor_shares

    if scenario.agendas:
        return scenario
    shares = visitor_shares(scenario)
    return replace(
        scenario,
        stations=tuple(replace(plan, load=None, share=shares[plan.id]) for plan in scenario.stations),
    )


def _speaks(scenario: Scenario, rest: str, value: str) -> Scenario:
    for name in value.split(","):
        _language(scenario, name)
    return _station(scenario, rest, lambda plan: replace(plan, also=(*plan.also, *value.split(","))))


def _everyone(scenario: Scenario, rest: str, value: str) -> Scenario:
    return replace(scenario, everyone_speaks=_yes(value))


def _interpreters(scenario: Scenario, rest: str, value: str) -> Scenario:
    from kiosk.simulation.days import interpreters

    row = _language(scenario, rest)
    count = number(interpreters(scenario)[rest], value)
    if count != int(count) or count > 50:
        raise ValueError(value)
    changed = row.model_copy(update={"interpreters": int(count)})
    return replace(scenario, languages={**scenario.languages, rest: changed})


def _pause(scenario: Scenario, rest: str, value: str) -> Scenario:
    if value == "none":
        return replace(scenario, pause=0.0)
    if value[:1] not in ("+", "-"):
        raise ValueError(value)
    later = scenario.pause_later + float(value)
    if not -120 <= later <= 480:
        raise ValueError(value)
    return replace(scenario, pause_later=later)


def _away(scenario: Scenario, rest: str, value: str) -> Scenario:
    start, _, end = value.partition("-")
    if not 0 <= int(start) < int(end) <= 1440:
        raise ValueError(value)
    return _station(scenario, rest, lambda plan: replace(plan, away=(int(start), int(end))))


def _pace(scenario: Scenario, rest: str, value: str) -> Scenario:
    pace = number(scenario.pace, value)
    if not 0.1 <= pace <= 10:
        raise ValueError(value)
    return replace(scenario, pace=pace)


def _lag(scenario: Scenario, rest: str, value: str) -> Scenario:
    return replace(scenario, lag=number(scenario.lag, value))


def _life(scenario: Scenario, rest: str, value: str) -> Scenario:
    if rest not in ("no_show", "leaves", "sent_on", "soon_free"):
        raise ValueError(rest)
    changed = scenario.life.model_copy(update={rest: share(getattr(scenario.life, rest), value)})
    return replace(scenario, life=changed)


def _yes(value: str) -> bool:
    if value not in ("yes", "no"):
        raise ValueError(value)
    return value == "yes"


SETTINGS: Final = (
    WhatIfSetting("parties", "how many parties come", "parties=x1.1", _parties),
    WhatIfSetting("booked", "the share of them that has booked a time", "booked=0.5", _booked),
    WhatIfSetting("desks.STATION", "desks of a station", "desks.SKV=+1", _desks),
    WhatIfSetting("minutes.STATION", "usual minutes of a service there", "minutes.SKV=x0.9", _minutes),
    WhatIfSetting("speaks.STATION", "languages that one clerk more speaks there", "speaks.SKV=ar", _speaks),
    WhatIfSetting(
        "everyone_speaks", "whether every clerk speaks every language", "everyone_speaks=yes", _everyone
    ),
    WhatIfSetting("interpreters.LANGUAGE", "interpreters in the house", "interpreters.so=+1", _interpreters),
    WhatIfSetting("pause", "all breaks, minutes later or earlier, or none", "pause=+90", _pause),
    WhatIfSetting("away.STATION", "one desk is away, in minutes from opening", "away.SKV=60-210", _away),
    WhatIfSetting("pace", "how long services really take against what is expected", "pace=x1.2", _pace),
    WhatIfSetting("lag", "the time from a call to the start, against the usual", "lag=x0.5", _lag),
    WhatIfSetting(
        "life.WHAT", "no_show, leaves, sent_on or soon_free, as a share", "life.no_show=0.1", _life
    ),
)
