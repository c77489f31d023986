"""The shape of the catalogue's files, field by field, with what each may hold.

Must not know how the fields depend on each other across files: `build` checks that.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class StrictModel(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


class StationModel(StrictModel):
    agency: str
    letter: str = Field(min_length=1, max_length=1)
    text: str
    what_for: str = Field(alias="for")


class StationsFile(StrictModel):
    station: dict[str, StationModel] = {}


class SourcedRow(StrictModel):
    """A row that bears its source and the days on which it holds."""

    valid_from: date
    valid_until: date | None = None
    source: str = Field(min_length=3)
    reviewed_by: str = ""
    reviewed_on: date | None = None
    verify: bool = False


class PaperRow(StrictModel):
    pictogram: str
    text: str
    asked_as: str | None = None
    identity: bool = False
    when: str | None = None


class PapersFile(StrictModel):
    paper: dict[str, PaperRow] = {}


class ErrandRow(SourcedRow):
    station: str
    min: int = Field(ge=1, le=480)
    per_person: int = Field(default=0, ge=0, le=120)
    presence: Literal["one_adult", "each_adult", "both_adults", "whole_family", "applicant"]
    interpreter: Literal["yes", "maybe", "no"]
    pictogram: str
    bring: list[str] = Field(default=[], max_length=8)
    by_choice: bool = False
    text: str
    short: str


class ErrandsFile(StrictModel):
    errand: dict[str, ErrandRow] = {}


class OptionRow(StrictModel):
    pictogram: str
    text: str
    exclusive: bool = False
    leads_to_staff: bool = False
    hidden: bool = False
    show_if: str | None = None


class QuestionRow(StrictModel):
    text: str
    hint: str | None = None
    type: Literal["one", "several", "count"] = "one"
    grid: bool = False
    required: bool = False
    ask_if: str | None = None
    highest: int | None = Field(default=None, ge=1, le=99)
    only_with: str | None = None
    option: dict[str, OptionRow] = Field(min_length=1)


class QuestionsFile(StrictModel):
    question: dict[str, QuestionRow] = {}


class FunctionRow(StrictModel):
    argument: str
    takes: str
    value: str


class RuleRow(SourcedRow):
    when: str
    reason: str
    errand: str | None = None
    replaces: str | None = None


class PrecedenceRow(SourcedRow):
    before: str
    after: str | list[str]
    strength: Literal["H", "L", "S"]


class ComeBackRow(SourcedRow):
    when: str
    registration: bool | None = None
    pictogram: str
    unlocks: list[str] = []
    text: str
    detail: str | None = None


class NeedRow(StrictModel):
    errands: list[str] = Field(min_length=1)


class AfterPermitRow(StrictModel):
    errand: str
    when: str
    answers: dict[str, str | int | list[str]]


class RulesFile(StrictModel):
    registration: list[str] = []
    need: dict[str, NeedRow] = {}
    after_permit: AfterPermitRow | None = None
    short_path: dict[str, list[str]] = {}
    function: dict[str, FunctionRow] = {}
    derived: dict[str, str] = {}
    rule: dict[str, RuleRow] = {}
    precedence: list[PrecedenceRow] = []
    come_back: dict[str, ComeBackRow] = {}


class DatedRow(StrictModel):
    start: date = Field(default=date.min, alias="from")
    value: int


class ParametersFile(StrictModel):
    parameter: dict[str, list[DatedRow]] = {}
