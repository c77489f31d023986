"""The shape of `office.toml`: every setting with what it means and how it is written.

`motesplats config reference` prints what stands here. Must not know how settings depend on each other.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from kiosk.catalogue.models import StrictModel

LanguageWords = dict[str, str]
"""Words by language tag: Swedish must be there, other languages are shown in English or else in Swedish."""

Keys = Annotated[
    list[str], BeforeValidator(lambda written: [written] if isinstance(written, str) else written)
]
"""One key name, or several."""


class DeskRow(StrictModel):
    number: int = Field(ge=1, le=999, description="The desk's number, once in the hall.", examples=[3])
    station: str = Field(description="The station the desk belongs to.", examples=["SKV"])
    languages: list[str] = Field(
        default=["sv"],
        description="The languages the desk's clerks speak, as language tags.",
        examples=[["sv", "en", "ar"]],
    )
    pause: str | None = Field(
        default=None,
        description="The clerk's break: nobody is promised this desk then.",
        examples=["12:00-12:30"],
    )


class OfficeStationRow(StrictModel):
    agency: str | None = Field(
        default=None,
        min_length=1,
        description="Another name for the agency, such as the municipality's own.",
        examples=["Ekeby bibliotek"],
    )
    letter: str | None = Field(
        default=None,
        description="Only for an own station, whose ID is none of the program's: its letter, A to Z, on every sign.",
        examples=["B"],
    )
    sign: str | None = Field(
        default=None,
        description="Only for an own station: the shape of its sign, `octagon`, `square`, `pentagon`, `drop` or "
        "`notched`. Without it: the first that is free.",
        examples=["octagon"],
    )
    text: LanguageWords = Field(
        default={},
        description="Only for an own station: what it is called in plain words, by language. Swedish must be there.",
        examples=[{"sv": "Biblioteket", "en": "Library"}],
    )
    what_for: LanguageWords = Field(
        default={},
        alias="for",
        description="Only for an own station: what it is for, by language.",
        examples=[{"sv": "Lånekort och datorer", "en": "Library cards and computers"}],
    )
    place: str = Field(
        default="",
        description="Where the station is, in the words of the signs in the hall.",
        examples=["Plan 1, södra sidan"],
    )
    weekdays: list[str] | None = Field(
        default=None,
        description="The days on which it is here, within the office's hours. Without it: all the office's days.",
        examples=[["mon-wed", "fri"]],
    )
    hours: dict[str, str] | None = Field(
        default=None,
        description="Its own hours by weekday, within the office's; `closed` closes a day.",
        examples=[{"tue": "09:00-15:00", "thu": "13:00-18:00"}],
    )
    closing_days: list[str] = Field(
        default=[],
        description="Days on which it is not here: a date, or month and day for every year.",
        examples=[["2026-12-23"]],
    )
    day_hours: dict[str, str] = Field(
        default={},
        description="Its hours on single days, within the office's hours of that day.",
        examples=[{"2026-12-22": "09:00-12:00"}],
    )
    booking_only: list[str] = Field(
        default=[],
        description="Errands for which one needs a booked time: the visitor is told so.",
        examples=[["BIB-KORT"]],
    )


class OwnErrandRow(StrictModel):
    station: str = Field(description="The station: one of the program's or an own one.", examples=["BIB"])
    min: int = Field(ge=1, le=480, description="How long it takes, in minutes.", examples=[10])
    per_person: int = Field(
        default=0, ge=0, le=120, description="Minutes more for each further person.", examples=[2]
    )
    presence: Literal["one_adult", "each_adult", "both_adults", "whole_family", "applicant"] = Field(
        default="one_adult", description="Who must come to the desk.", examples=["each_adult"]
    )
    interpreter: Literal["yes", "maybe", "no"] = Field(
        default="maybe", description="Whether an interpreter is proposed.", examples=["maybe"]
    )
    pictogram: str = Field(
        default="information",
        description="A file of `assets/pictograms`, without `.svg`.",
        examples=["id-card"],
    )
    bring: list[str] = Field(
        default=[],
        max_length=8,
        description="Papers to show, most important first; the names are below.",
        examples=[["passport"]],
    )
    when: str | None = Field(
        default=None,
        description="Who gets it by the answers; see own-services.md. Without it: only who picks it after "
        "“I am going to one agency”.",
        examples=["want('school') and kids != 'none'"],
    )
    after: dict[str, Literal["H", "L", "S"]] = Field(
        default={},
        description="Errands that come before it: `H` must be done, `L` must be handed in, `S` is better first.",
        examples=[{"SKV-REG": "S"}],
    )
    before: dict[str, Literal["H", "L", "S"]] = Field(
        default={}, description="Errands that come after it, likewise.", examples=[{"SKV-ID": "S"}]
    )
    text: LanguageWords = Field(
        description="What it is, in plain words, by language. Swedish must be there.",
        examples=[{"sv": "Skaffa lånekort", "en": "Get a library card"}],
    )
    short: LanguageWords = Field(
        description="The same in two to four words, for path and ticket.",
        examples=[{"sv": "Lånekort", "en": "Library card"}],
    )


class OwnQuestionRow(StrictModel):
    text: LanguageWords = Field(
        default={},
        description="Other words for the question, by language. Swedish must be there.",
        examples=[{"sv": "Vad behöver du hjälp med i Ekeby?", "en": "What do you need help with in Ekeby?"}],
    )
    hint: LanguageWords = Field(
        default={},
        description="Other words for the line under the question.",
        examples=[{"sv": "Välj allt som stämmer", "en": "Choose all that fit"}],
    )
    option: dict[str, LanguageWords] = Field(
        default={},
        description="Other words for its answers, by the answer's name.",
        examples=[{"swedish": {"sv": "Svenska på folkhögskolan", "en": "Swedish at the folk high school"}}],
    )


class MinutesRow(StrictModel):
    min: int | None = Field(
        default=None, ge=1, le=480, description="How long the errand takes, in minutes.", examples=[25]
    )
    per_person: int | None = Field(
        default=None, ge=0, le=120, description="Minutes more for each further person.", examples=[5]
    )


class SwitchOffRow(StrictModel):
    languages: list[str] = Field(default=[], description="Languages that are not offered.", examples=[["tr"]])
    questions: list[str] = Field(
        default=[],
        description="Questions that are not asked; their answer is then the usual one.",
        examples=[["done"]],
    )
    errands: list[str] = Field(
        default=[],
        description="Errands that are not done in this office: the visitor is told so.",
        examples=[["SKV-ID", "SKV-PICK"]],
    )
    stations: list[str] = Field(default=[], description="Stations that are not here.", examples=[["PM"]])


class RulesRow(StrictModel):
    enable: list[str] = Field(
        default=[],
        description="Rules that are to be verified and hold only where an office switches them on; "
        "`motesplats doctor` lists them.",
        examples=[["FK-REG-2027", "FK-BOB-2027"]],
    )


class PairingRow(StrictModel):
    office: str = Field(
        description="The office server's address, as this kiosk reaches it.",
        examples=["https://kontor.example:8321"],
    )
    code: str = Field(
        description="The code that `motesplats pair new` gave. It is used once, at the first start that reaches the "
        "server, and ignored from then on.",
        examples=["7GK2M-Q4XZ0-R8TNB-3VWE5"],
    )


class OfficeFile(StrictModel):
    id: str = Field(
        default="motesplats",
        pattern=r"^[a-z0-9][a-z0-9-]{0,39}$",
        description="The office's own id: the same on the office server and on every device, and never changed.",
        examples=["storstad-norr"],
    )
    name: str = Field(
        default="",
        max_length=40,
        description="The office's name as visitors read it. Without it: Mötesplats.",
        examples=["Storstad Norr"],
    )
    time_zone: str = Field(
        default="Europe/Stockholm",
        description="The zone of the office's hours, whatever the computers' own zone is.",
        examples=["Europe/Stockholm"],
    )
    day_starts_at: str = Field(
        default="04:00",
        description="When the office day begins: numbers start again, and what is older is deleted.",
        examples=["04:00"],
    )
    languages: list[str] | None = Field(
        default=None,
        description="The languages of check-in in the order in which they are shown. Without it: all there are.",
        examples=[["sv", "ar", "en", "so", "uk"]],
    )
    require_reviewed: bool = Field(
        default=False,
        description="Offer only languages that native readers have approved; the others wait.",
        examples=[True],
    )
    series: int | None = Field(
        default=None,
        ge=1,
        le=89,
        description="The first digits of this kiosk's ticket numbers. The office server gives one to each kiosk by "
        "itself; only needed for a kiosk that is never connected.",
        examples=[2],
    )
    phone_url: str | None = Field(
        default=None,
        description="Where visitors' phones reach the ticket's page: printed as a QR code. Without it: no code.",
        examples=["https://kiosk.storstad.example/t"],
    )
    printer: str | None = Field(
        default=None,
        description="The ticket printer: `tcp://host:9100`, `file:/dev/usb/lp0`, `cups:QUEUE` or `folder:PATH`. "
        "Without it: the number is shown large, to be photographed.",
        examples=["tcp://192.0.2.20:9100"],
    )
    panel_mm_per_px: float = Field(
        default=0.3113,
        ge=0.05,
        le=2,
        description="The size of the touch screen's pixels in millimetres: its width in millimetres divided by its "
        "width in pixels. Letters and buttons then have their right size.",
        examples=[0.2745],
    )
    log: Literal["auto", "plain", "json"] = Field(
        default="auto",
        description="The form of log lines: `json` for collectors, `plain` for people; `auto` is plain, with the "
        "journal's priorities where systemd's journal reads them.",
        examples=["json"],
    )
    hours: dict[str, str] | None = Field(
        default=None,
        description="The office's hours by weekday (`mon` to `sun`, or `mon-fri`); a day that is not named is closed. "
        "Without any: always open.",
        examples=[{"mon-fri": "09:00-16:00", "sat": "10:00-14:00"}],
    )
    closing_days: list[str] = Field(
        default=[],
        description="Days on which the whole office is closed: a date, or month and day for every year.",
        examples=[["2026-12-24", "01-01"]],
    )
    day_hours: dict[str, str] = Field(
        default={},
        description="Hours of single days, where they differ from the week's: a date, or month and day for every "
        "year. `closed` closes the day.",
        examples=[{"2026-12-23": "09:00-12:00", "04-30": "09:00-14:00"}],
    )
    station: dict[str, OfficeStationRow] | None = Field(
        default=None,
        description="The stations of this office in the order in which they are shown. Without any: all there are. "
        "An ID that the program does not know, with a letter and words, is a station of the office's own.",
    )
    errand: dict[str, OwnErrandRow] = Field(
        default={}, description="Errands that the office adds. How, and what may be written: own-services.md."
    )
    question: dict[str, OwnQuestionRow] = Field(
        default={}, description="Other words for a question and its answers, as the office wants to ask."
    )
    desk: list[DeskRow] = Field(default=[], description="The desks of the hall.")
    minutes: dict[str, MinutesRow] = Field(
        default={}, description="Minutes of an errand in this office, where they differ."
    )
    keypad: dict[str, Keys] = Field(
        default={},
        description="Which keys of a tactile keypad do what, where they differ from the usual ones; a list gives "
        "several, an empty list none.",
        examples=[{"help": ["F1", "scan:191"]}],
    )
    order: Literal["rule", "check_in"] = Field(
        default="rule",
        description="Whom a desk calls next: by the calling rule, which keeps waits short and bounded, or in the "
        "order of check-in.",
        examples=["check_in"],
    )
    pre_call: bool = Field(
        default=True,
        description="Ask the next visitor to come near when a desk will soon be free.",
        examples=[False],
    )
    interpreters: dict[str, int] = Field(
        default={},
        description="How many interpreters are in the house, by language; a language that is not named is served by "
        "telephone.",
        examples=[{"so": 1, "ti": 1}],
    )
    without_interpreter: list[str] = Field(
        default=["sv", "en"],
        description="Languages in which no interpreter is proposed, because every desk speaks them.",
        examples=[["sv", "en"]],
    )
    rules: RulesRow = Field(
        default=RulesRow(),
        description="Which rules this office adds to those that hold anyway.",
    )
    switch_off: SwitchOffRow = Field(default=SwitchOffRow(), description="What this office does not offer.")
    pairing: PairingRow | None = Field(
        default=None,
        description="For one kiosk's drop-in: pairs it at its first start, with nobody in front of it. A code that is "
        "wrong, used or too old is told in the log and by the doctor, and the kiosk checks people in unpaired.",
    )
