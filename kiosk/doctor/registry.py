"""The registry of checks: each gives evidence, and a remedy if need be. How they are run, told and summed up.

A check leaves nothing behind on the computer. What a check needs it imports itself, so that a broken part is
one fault among the findings and the rest is still checked. Must not know terminals, nor any check.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kiosk import places
from kiosk.doctor.computer import Computer
from kiosk.errors import UserError

if TYPE_CHECKING:
    from kiosk.core.office_config import OfficeConfig


_MEND: Final = "Mend what the sentence says, then run the doctor again."


class State(StrEnum):
    FINE = "fine"
    WARNING = "warning"  # the kiosk works, with something missing
    FAULT = "fault"  # people cannot be checked in, or what is kept is not safe


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check saw, and what to do about it."""

    name: str
    state: State
    evidence: str
    remedy: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What the checks look at; tests give another computer's."""

    data: Path = field(default_factory=places.default_data_dir)
    config: Path | None = None
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    computer: Computer = field(default_factory=Computer)
    has_screen: bool | None = None
    """Whether programs with a screen run here; None: as it looks."""
    office_url: str | None = None
    """Instead of the office server that this device is paired with, or the one of this computer."""

    silent: set[str] = field(default_factory=set, compare=False)
    """Servers that have not answered: they are not waited for again."""

    def settings(self) -> Path | None:
        """The office's settings file; None when there is none."""
        return self.config or places.find_config(self.data)

    def office_config(self) -> OfficeConfig:
        """What the office offers. Raises SettingsError when a named file is not there."""
        from kiosk.catalogue.load import load_config

        return load_config(self.settings())


@dataclass(frozen=True, slots=True)
class Check:
    """One check. `beside`: see BESIDE, `screen`: see SCREEN."""

    name: str
    examine: Callable[[Context], Finding]
    beside: bool = False
    screen: bool = False

    def __call__(self, context: Context) -> Finding:
        return self.examine(context)


CHECKS: dict[str, Check] = {}
"""By name, in the order in which they run and are reported."""
SCREEN: set[str] = set()
"""Checks of what only a computer with a screen has; the office server's computer needs none of it."""
BESIDE: set[str] = set()
"""Checks that may run beside a kiosk that serves: quick, without Qt, without the printer and the whole journal."""


def check(
    name: str, *, beside: bool = False, screen: bool = False
) -> Callable[[Callable[[Context], Finding]], Check]:
    """Make a function a check; it runs once its area's CHECKS are registered."""
    return partial(Check, name, beside=beside, screen=screen)


def register(*areas: Iterable[Check]) -> None:
    """Register the checks of areas, in their order."""
    for each in chain.from_iterable(areas):
        CHECKS[each.name] = each
        if each.beside:
            BESIDE.add(each.name)
        if each.screen:
            SCREEN.add(each.name)


def run(context: Context, only: str | None = None) -> list[Finding]:
    """Every check's finding. A check that raises is a fault with the error's sentence; the others run."""
    if only is not None:
        return [run_one(only, context)]
    left_out = set() if shows_itself(context) else SCREEN
    return [run_one(name, context) for name in CHECKS if name not in left_out]


def shows_itself(context: Context) -> bool:
    """Whether this is a computer with a screen: unless said, one that has Qt and is not the office server's only."""
    if context.has_screen is not None:
        return context.has_screen
    if importlib.util.find_spec("PySide6") is None:
        return False
    here = {name for name in ("office.db", "journal.db", "device.json") if (context.data / name).exists()}
    return here != {"office.db"}


def run_one(name: str, context: Context) -> Finding:
    """One check's finding."""
    try:
        return CHECKS[name](context)
    except UserError as error:
        return Finding(name, State.FAULT, error.message, error.remedy or _MEND)
    except Exception as error:  # a bug in a check is what that check found
        return Finding(name, State.FAULT, str(error).strip() or type(error).__name__, _MEND)


def worst(findings: Iterable[Finding]) -> State:
    """The worst state of all; fine when there are none."""
    return max((finding.state for finding in findings), key=list(State).index, default=State.FINE)


def exit_code(findings: list[Finding]) -> int:
    return 1 if worst(findings) is State.FAULT else 0


def as_document(findings: list[Finding]) -> dict[str, object]:
    """For `--json`: the worst state, and every finding."""
    return {"state": worst(findings), "findings": [asdict(finding) for finding in findings]}


def as_text(findings: list[Finding]) -> str:
    """One line a finding, its remedy below it, and a last line that says how it stands."""
    width = max((len(finding.name) for finding in findings), default=0)
    lines = []
    for finding in findings:
        lines.append(f"{finding.state:<8} {finding.name:<{width}}  {finding.evidence}")
        if finding.remedy:
            lines.append(f"{'':<{width + 9}}  → {finding.remedy}")
    counts = {state: sum(finding.state is state for finding in findings) for state in State}
    lines.append(", ".join(f"{count} {state}" for state, count in counts.items() if count))
    return "\n".join(lines)
