"""The shape of the catalogue's files and of `office.toml`, field by field, with what each may hold.

Must not know how the fields hang together across files: `load` and `office` look at that.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


class Row(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


class StationRow(Row):
    agency: str
    letter: str = Field(min_length=1, max_length=1)
    text: str
    what_for: str = Field(alias="for")


class StationsFile(Row):
    station: dict[str, StationRow] = {}


class PaperRow(Row):
    pictogram: str
    text: str


class PapersFile(Row):
    paper: dict[str, PaperRow] = {}


class ErrandRow(Row):
    station: str
    min: int = Field(ge=1, le=480)
    per_person: int = Field(default=0, ge=0, le=120)
    presence: Literal["one_adult", "whole_family", "applicant"]
    interpreter: Literal["yes", "maybe", "no"]
    pictogram: str
    bring: list[str] = Field(default=[], max_length=3)
    text: str
    short: str


class ErrandsFile(Row):
    errand: dict[str, ErrandRow] = {}


class OptionRow(Row):
    pictogram: str
    text: str
    exclusive: bool = False
    leads_to_staff: bool = False


class QuestionRow(Row):
    text: str
    hint: str | None = None
    multiple: bool = False
    grid: bool = False
    required: bool = False
    ask_if: str | None = None
    option: dict[str, OptionRow] = Field(min_length=1)


class QuestionsFile(Row):
    question: dict[str, QuestionRow] = {}


class FunctionRow(Row):
    argument: str
    takes: str
    value: str


class RuleRow(Row):
    when: str
    reason: str


class PrecedenceRow(Row):
    before: str
    after: str
    strength: Literal["H", "L", "S"]


class ComeBackRow(Row):
    when: str
    pictogram: str
    unlocks: list[str] = []
    text: str
    detail: str | None = None


class RulesFile(Row):
    short_path: dict[str, list[str]] = {}
    function: dict[str, FunctionRow] = {}
    derived: dict[str, str] = {}
    rule: dict[str, RuleRow] = {}
    precedence: list[PrecedenceRow] = []
    come_back: dict[str, ComeBackRow] = {}


class DatedRow(Row):
    start: date = Field(default=date.min, alias="from")
    value: int


class ParametersFile(Row):
    parameter: dict[str, list[DatedRow]] = {}


Keys = Annotated[
    list[str], BeforeValidator(lambda written: [written] if isinstance(written, str) else written)
]
"""One key name, or several."""


class DeskRow(Row):
    number: int = Field(ge=1, le=999)
    station: str
    languages: list[str] = ["sv"]
    pause: str | None = None  # of the clerk, such as 12:00-12:30


class OfficeStationRow(Row):
    agency: str | None = Field(default=None, min_length=1)
    place: str = ""
    weekdays: list[str] | None = None  # the office's hours, on these days only
    hours: dict[str, str] | None = None  # own hours
    booking_only: list[str] = []


class MinutesRow(Row):
    min: int | None = Field(default=None, ge=1, le=480)
    per_person: int | None = Field(default=None, ge=0, le=120)


class SwitchOffRow(Row):
    languages: list[str] = []
    questions: list[str] = []
    errands: list[str] = []
    stations: list[str] = []


class OfficeFile(Row):
    id: str = Field(default="motesplats", pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")
    name: str = Field(default="", max_length=40)
    time_zone: str = "Europe/Stockholm"
    day_starts_at: str = "04:00"
    languages: list[str] | None = None
    require_reviewed: bool = False  # offer only languages that native readers have approved
    series: int | None = Field(default=None, ge=1, le=89)
    phone_url: str | None = None
    printer: str | None = None
    panel_mm_per_px: float = Field(default=0.3113, ge=0.05, le=2)
    hours: dict[str, str] | None = None
    station: dict[str, OfficeStationRow] | None = None
    desk: list[DeskRow] = []
    minutes: dict[str, MinutesRow] = {}
    keypad: dict[str, Keys] = {}
    order: Literal["rule", "check_in"] = "rule"
    pre_call: bool = True
    interpreters: dict[str, int] = {}
    switch_off: SwitchOffRow = SwitchOffRow()
