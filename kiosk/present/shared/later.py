"""What a path does not hold today: what to come back for, what must wait, and chosen needs without a stop.

One list for screen, paper and phone. Must not know which of them it is for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from kiosk.catalogue.words import age_bands
from kiosk.core.checkin.needs import UnmetReason
from kiosk.core.office_config import OfficeConfig
from kiosk.present.language.words import Words
from kiosk.present.shared import phrases
from kiosk.present.shared.phrases import Say, said, said_here


@dataclass(frozen=True, slots=True)
class LaterErrand:
    """An errand that this visitor may have after the come-back."""

    station: str
    pictogram: str
    say: Say


@dataclass(frozen=True, slots=True)
class ComeBackLines:
    """What to come back with, and the errands that may follow."""

    pictogram: str
    say: Say
    detail: Say
    errands: tuple[LaterErrand, ...]


def come_back_lines(
    come_back: Iterable[str], unlocks: Iterable[str], config: OfficeConfig
) -> tuple[ComeBackLines, ...]:
    """The come-back list of one person: the errands stand under the first line that can unlock them."""
    rows = {row.id: row for row in config.catalogue.come_backs}
    open_errands = [e for e in unlocks if e in config.catalogue.errands]
    found = []
    for name in come_back:
        row = rows.get(name)
        if row is None:
            continue
        here = [e for e in open_errands if e in row.unlocks]
        open_errands = [e for e in open_errands if e not in here]
        found.append(
            ComeBackLines(
                row.pictogram,
                _said(f"come_back.{name}"),
                _said(f"come_back.{name}.detail"),
                tuple(_later_errand(errand, config) for errand in here),
            )
        )
    return tuple(found)


def _said(context: str) -> Say:
    return lambda words: said(words, context)


def _later_errand(errand_id: str, config: OfficeConfig) -> LaterErrand:
    errand = config.catalogue.errands[errand_id]
    return LaterErrand(
        errand.station, errand.pictogram, lambda words: phrases.errand(words, config, errand_id)
    )


@dataclass(frozen=True, slots=True)
class UnmetLine:
    """Chosen needs without a stop, with the reason that they share."""

    pictogram: str
    say: Say


_PICTOGRAMS: Final = {
    UnmetReason.AGE: "time",
    UnmetReason.PERMIT: "decision",
    UnmetReason.REGISTRATION: "waiting-for-letter",
    UnmetReason.CHILDREN: "children-here",
    UnmetReason.ASK_STAFF: "talk",
}
"""Reasons with a line. What is closed or not in this office stands in the list "not today" already."""


def unmet_lines(
    unmet: Iterable[tuple[str, str]], unlocks: Iterable[str], config: OfficeConfig, on: date
) -> tuple[UnmetLine, ...]:
    """Why chosen needs have no stop, one line for each reason. What the come-back list names already is left out."""
    promised = set(unlocks)
    answers = {need.option: set(need.errands) for need in config.catalogue.needs}
    by_reason: dict[UnmetReason, list[str]] = {}
    for need, why in unmet:
        if need not in answers or answers[need] & promised or why not in UnmetReason.__members__.values():
            continue
        reason = UnmetReason(why)
        if reason is UnmetReason.AGE and need != "pension":
            reason = UnmetReason.ASK_STAFF
        by_reason.setdefault(reason, []).append(need)
    return tuple(
        UnmetLine(_PICTOGRAMS[reason], _unmet(reason, tuple(needs), config, on))
        for reason, needs in by_reason.items()
        if reason in _PICTOGRAMS
    )


def _unmet(reason: UnmetReason, needs: tuple[str, ...], config: OfficeConfig, on: date) -> Say:
    def say(words: Words) -> str:
        first, *others = (said_here(words, config, f"option.needs.{need}") or need for need in needs)
        named = words.listed((first, *(words.inside(other) for other in others)))
        match reason:
            case UnmetReason.AGE:
                age = age_bands(config.catalogue, on)["old"]["age"]
                return words.text("{needs}: from the age of {age}", needs=named, age=age)
            case UnmetReason.PERMIT:
                return words.text("{needs}: when you have your decision", needs=named)
            case UnmetReason.REGISTRATION:
                return words.text("{needs}: when you have your identity number", needs=named)
            case UnmetReason.CHILDREN:
                return words.text("{needs}: for families with children", needs=named)
        return words.text("{needs}: ask us at reception", needs=named)

    return say
