"""A scenario: an office on a usual day, as figures. Read from TOML, checked field by field.

What a field means stands in `scenarios/README.md`. Must not know how a day is made of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pydantic import Field

from kiosk.catalogue.models import StrictModel
from kiosk.catalogue.problems import Problem
from kiosk.catalogue.toml_reader import check
from kiosk.core.queue.hall import INTERPRETER_FACTOR
from kiosk.errors import UserError

MISSING: Final = "This is missing."
FOLDER: Final = Path(__file__).parent / "scenarios"


class ScenarioStation(StrictModel):
    desks: int = Field(ge=1, le=40)
    minutes: float = Field(gt=0, le=240)
    load: float | None = Field(default=None, gt=0, le=2)
    share: float | None = Field(default=None, gt=0, le=1)
    after: list[str] = Field(default=[])
    sometimes_after: list[str] = Field(default=[])


class LanguageRow(StrictModel):
    share: float = Field(ge=0, le=1)
    clerks: float = Field(default=0, ge=0, le=1)
    interpreters: int | None = Field(default=None, ge=0, le=50)


class LifeRow(StrictModel):
    no_show: float = Field(default=0, ge=0, le=0.5)
    leaves: float = Field(default=0, ge=0, le=0.5)
    sent_on: float = Field(default=0, ge=0, le=0.5)
    soon_free: float = Field(default=0.7, ge=0, le=1)


class ScenarioFile(StrictModel):
    about: str = ""
    parties: float = Field(default=40, gt=0, le=1000)
    booked: float = Field(default=0, ge=0, le=1)
    booked_no_show: float = Field(default=0.1, ge=0, lt=1)
    admission: int = Field(default=360, gt=0, le=1440)
    closing: int = Field(default=480, gt=0, le=1440)
    arrivals: list[list[float]] = Field(
        default=[[0, 60, 1.5], [60, 180, 1.2], [180, 300, 0.9], [300, 360, 0.6]]
    )
    spread: float = Field(default=0.6, ge=0, le=2)
    families: float = Field(default=0.25, ge=0, le=1)
    priority: float = Field(default=0.12, ge=0, le=1)
    sometimes: float = Field(default=0.3, ge=0, le=1)
    interpreter_factor: float = Field(default=INTERPRETER_FACTOR / 1000, ge=1, le=3)
    interpreters_used: float = Field(default=0.55, gt=0, le=1)
    pause_from: int = Field(default=120, ge=0, le=1440)
    pause: int = Field(default=30, ge=0, le=240)
    station: dict[str, ScenarioStation] = Field(default={})
    language: dict[str, LanguageRow] = Field(default={})
    life: LifeRow = LifeRow()


@dataclass(frozen=True, slots=True)
class StationPlan:
    """One station. `share` of the parties need it; with `load` instead, as many as keep its desks so busy."""

    id: str
    desks: int
    minutes: float
    load: float | None = None
    share: float | None = None
    after: tuple[str, ...] = ()
    sometimes_after: tuple[str, ...] = ()
    away: tuple[int, int] | None = None  # one of its desks is away from, to, in minutes from opening
    also: tuple[str, ...] = ()  # languages that one clerk more speaks
    fixed: tuple[frozenset[str], ...] | None = None  # what each desk's clerk speaks, where that is known
    pauses: tuple[
        tuple[int, int] | None, ...
    ] = ()  # each desk's break where it is known: from, for, in minutes


@dataclass(frozen=True, slots=True)
class Scenario:
    """An office on a usual day. Minutes are from opening; shares are from 0 to 1."""

    name: str
    rows: ScenarioFile
    stations: tuple[StationPlan, ...]
    languages: dict[str, LanguageRow] = field(default_factory=dict)
    life: LifeRow = LifeRow()
    pace: float = 1.0
    lag: float = 1.0  # of the usual time from call to start
    pause_later: float = 0.0  # minutes
    agendas: tuple[tuple[tuple[str, float], ...], ...] = ()  # of an office's own: stations and minutes
    parties: float = 0.0
    booked: float = 0.0
    pause: float = 30.0
    everyone_speaks: bool = False


class ScenarioError(UserError):
    """A scenario cannot be used."""


def names() -> tuple[str, ...]:
    """The scenarios that come with the program."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def named(name: str) -> Scenario:
    """A scenario of the program. Raises ScenarioError."""
    path = FOLDER / f"{name}.toml"
    if name not in names():
        raise ScenarioError(
            f"There is no scenario {name!r}.", f"There are: {', '.join(names())}; or give a file."
        )
    return read(path.read_bytes(), path.name, name)


def read(content: bytes, file: str, name: str) -> Scenario:
    """A scenario of a file's content. Raises ScenarioError with the first fault, its line and the remedy."""
    source = check(content, ScenarioFile, file)
    if source.problems:
        # what is missing may only be written wrongly further down
        raise _refused(min(source.problems, key=lambda p: (p.what == MISSING, p.line)))
    rows = source.rows
    if not rows.station:
        raise ScenarioError(f"{file} has no station.", "Add [station.NAME] with desks, minutes and load.")
    for station, row in rows.station.items():
        if (row.load is None) == (row.share is None):
            source.report(("station", station), "It needs load or share.", "Give one of the two.")
        for kind in ("after", "sometimes_after"):
            for i, other in enumerate(getattr(row, kind)):
                if other not in rows.station or other == station:
                    source.report(
                        ("station", station, kind, i), f"There is no other station {other!r}.", "Name one."
                    )
    for i, span in enumerate(rows.arrivals):
        if len(span) != 3 or not 0 <= span[0] < span[1] or span[2] < 0:
            source.report(("arrivals", i), f"{span} is no span.", "Write [from, to, weight] in minutes.")
    if sum(row.share for row in rows.language.values()) > 1:
        source.report(("language",), "The shares are more than all.", "Keep their sum to 1.")
    if source.problems:
        raise _refused(source.problems[0])
    return Scenario(
        name,
        rows,
        tuple(
            StationPlan(
                *(station, row.desks, row.minutes, row.load, row.share),
                *(tuple(row.after), tuple(row.sometimes_after)),
            )
            for station, row in rows.station.items()
        ),
        dict(rows.language),
        rows.life,
        parties=rows.parties,
        booked=rows.booked,
        pause=rows.pause,
    )


def _refused(problem: Problem) -> ScenarioError:
    return ScenarioError(
        f"{problem.file}, line {problem.line}: {problem.field}: {problem.what}", problem.remedy
    )
