"""Chosen needs that no errand answers, each with the reason."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.core.checkin.answers import Answers
from kiosk.core.office_config import Catalogue, Need


class UnmetReason(StrEnum):
    """Why a need has no errand."""

    AGE = "age"
    PERMIT = "permit"
    REGISTRATION = "registration"
    CHILDREN = "children"
    CLOSED_TODAY = "closed_today"
    NOT_IN_OFFICE = "not_in_office"
    ASK_STAFF = "ask_staff"


@dataclass(frozen=True, slots=True)
class Unmet:
    need: str
    why: UnmetReason


EVERYTHING = "all"
"""The option of "needs" that includes all others."""

_STATED_FOR_EVERYTHING = (
    UnmetReason.PERMIT,
    UnmetReason.REGISTRATION,
    UnmetReason.CLOSED_TODAY,
    UnmetReason.NOT_IN_OFFICE,
)
"""Reasons stated to visitors who chose everything: only what changes with time. The rest would be noise."""


def unmet_needs(
    answers: Answers, day: Catalogue, today: Mapping[str, int], not_today: Mapping[str, str]
) -> tuple[Unmet, ...]:
    """Return the needs without an errand. `not_today`: errand to the reason why it is not on the list."""
    everything = EVERYTHING in answers.needs
    found = []
    for need in day.needs:
        if not everything and need.option not in answers.needs:
            continue
        why = _why(need, answers, day, today, not_today)
        if why is not None and (need.option in answers.needs or why in _STATED_FOR_EVERYTHING):
            found.append(Unmet(need.option, why))
    return tuple(found)


def _why(
    need: Need, answers: Answers, day: Catalogue, today: Mapping[str, int], not_today: Mapping[str, str]
) -> UnmetReason | None:
    """The reason, or None where the need is met, booked, put off or was met on an earlier visit."""
    if any(errand in today for errand in need.errands):
        return None
    missed = [not_today[errand] for errand in need.errands if errand in not_today]
    if missed:
        known = {UnmetReason.CLOSED_TODAY.value, UnmetReason.NOT_IN_OFFICE.value}
        return UnmetReason(missed[0]) if set(missed) <= known else None

    def met(changed: Answers) -> bool:
        return given(need.errands, replace(changed, needs=(need.option,)), day)

    if met(replace(answers, done=())):
        return None
    facts = day.derive(answers.facts())
    no_permit = not facts.get(FREE, True)
    open_to = replace(answers, purpose="new", may_stay="yes", ground=answers.ground or "protection")
    changed = open_to if no_permit else answers
    with_children = replace(answers, children=1, kids=None)
    if not answers.party.children and not met(changed) and met(with_children):
        return UnmetReason.CHILDREN
    if not met(changed) and any(met(replace(changed, age=age, age2=None)) for age in AGE_BANDS):
        return UnmetReason.AGE
    if no_permit:
        return UnmetReason.PERMIT if facts.get(WAITS, False) else UnmetReason.ASK_STAFF
    if answers.pnr == "yes":
        return UnmetReason.ASK_STAFF
    registered = replace(answers, pnr="yes", pnr2="yes", permit_months="12_or_more")
    if met(registered) or met(replace(registered, done=day.station_ids)):
        return UnmetReason.REGISTRATION
    return UnmetReason.ASK_STAFF


AGE_BANDS = ("under20", "young", "mid", "old")

WAITS = "waits"
"""Derived fact: the decision on the permit is still to come, or to be explained."""

FREE = "free"
"""Derived fact: errands that presume a permit or the right of residence may be shown."""


def given(errands: Collection[str], answers: Answers, day: Catalogue) -> bool:
    """Whether a rule gives one of the errands to any adult of the party."""
    return any(True for _ in given_among(errands, answers, day))


def given_among(errands: Collection[str], answers: Answers, day: Catalogue) -> Iterator[str]:
    """Yield those of the errands that a rule gives to any adult of the party, for answers that might be."""
    rules = [rule for rule in day.rules if rule.errand in errands]
    for facts in map(day.derive_partly, _each_adult(answers)):
        for rule in rules:
            if day.decide(rule.when, facts) is True:
                yield rule.errand


def _each_adult(answers: Answers) -> Iterator[dict[str, object]]:
    """The facts of the adults, those that are alike once."""
    for adult in dict.fromkeys(answers.of_each_adult()):
        yield adult.facts()
