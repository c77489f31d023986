"""A check-in as data: where the visitor stands, what can be touched (commands), what the shell must do (effects).

How one leads to the other is `flow`. Holds nothing that could be stored by mistake: answers are in memory only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Final

from kiosk.core.checkin.answers import Answers
from kiosk.core.checkin.draft import TicketDraft
from kiosk.core.office_config import OfficeConfig
from kiosk.core.volume import USUAL_VOLUME


class Screen(StrEnum):
    LANGUAGE = "language"  # the idle screen: welcome, what is kept, languages
    QUESTION = "question"
    STATION = "station"  # "I am going to one agency": which
    ERRAND = "errand"  # ... and for what
    PATH = "path"  # the agenda, to be confirmed
    CHANGE = "change"  # drop stops, decline the interpreter
    EMPTY = "empty"  # nothing for you here today
    PERSON = "person"  # talk to a person
    MINOR = "minor"  # alone and under 18
    TICKET = "ticket"
    CLOSED = "closed"
    TROUBLE = "trouble"  # the ticket could not be made


class Dialog(StrEnum):
    """What lies over the screen and waits for an answer."""

    START_OVER = "start_over"
    TIME_OUT = "time_out"
    SHOW_RECEPTION = "show_reception"  # has a ticket already and wants a person


class Paper(StrEnum):
    """What is known of the paper of this ticket."""

    PRINTING = "printing"
    PRINTED = "printed"
    LOW_PAPER = "low_paper"  # printed; staff should refill
    NO_PAPER = "no_paper"
    COVER_OPEN = "cover_open"
    NO_ANSWER = "no_answer"
    REFUSED = "refused"
    NO_PRINTER = "no_printer"  # none is set up: the number is shown to be photographed

    @property
    def came_out(self) -> bool:
        return self in (Paper.PRINTED, Paper.LOW_PAPER)


class Dropped(StrEnum):
    DONE = "done"
    NOT_TODAY = "not_today"


@dataclass(frozen=True, slots=True)
class Place:
    screen: Screen
    question: str | None = None
    station: str | None = None


@dataclass(frozen=True, slots=True)
class Comfort:
    """How this visitor wants the screen; reset after each visit."""

    larger: bool = False
    lower: bool = False
    contrast: bool = False
    still: bool = False  # nothing moves


class SilenceReason(StrEnum):
    """Why nothing was heard when somebody wanted to listen."""

    NO_VOICE = "no_voice"  # there is no voice in this language
    NO_SOUND = "no_sound"  # the sound device does not work
    HEADPHONES = "headphones"  # this is for the visitor's ears only


@dataclass(frozen=True, slots=True)
class Hearing:
    """What this visitor hears. That headphones are plugged in is a fact and stays; the rest goes with the visit."""

    headphones: bool = False
    speech: bool = False  # every screen and every step of the keys is spoken
    volume: int = USUAL_VOLUME  # 1 to LOUDEST
    reading: bool = False  # something is being read aloud
    untold: SilenceReason | None = None


@dataclass(frozen=True, slots=True)
class Ticket:
    """The ticket of this visit, as the screen needs it. `token` opens the phone page; else it is only on the paper."""

    visit: str
    number: str
    draft: TicketDraft
    issued_at: float  # wall clock, seconds since the epoch
    token: str | None = None
    reprint: bool = False


@dataclass(frozen=True, slots=True)
class ScreenTimeouts:
    """Seconds of stillness (warning at 60, start over at 90; the ticket closes itself after 30)."""

    warn_after: float = 60
    countdown: float = 30
    ticket_shown: float = 30


@dataclass(frozen=True, slots=True)
class Lobby:
    """What surrounds a check-in: the office, its day, whether it is open, and when it opens next."""

    config: OfficeConfig
    today: date
    open: bool = True
    next_open: tuple[date, time] | None = None
    times: ScreenTimeouts = field(default=ScreenTimeouts())
    voices: frozenset[str] | None = None  # the languages that can be heard; None: not known yet
    usual_minutes: int | None = None
    """Of the whole visit in hand, as the office forecasts it; None: not known."""


@dataclass(frozen=True, slots=True)
class CheckIn:
    """Everything the kiosk knows of the visitor in front of it. The idle state is `CheckIn()` and holds nothing."""

    place: Place = Place(Screen.LANGUAGE)
    trail: tuple[Place, ...] = ()
    language: str | None = None
    answers: Answers = Answers()
    answered: frozenset[str] = frozenset()
    dropped: tuple[tuple[str, Dropped], ...] = ()
    interpreter: bool = True
    private_help: bool = False
    comfort: Comfort = Comfort()
    sheet: Dialog | None = None
    waiting: bool = False  # a ticket is being issued
    ticket: Ticket | None = None
    paper: Paper | None = None
    hearing: Hearing = Hearing()
    began_at: float | None = None  # None: nobody is there
    touched_at: float = 0.0
    now: float = 0.0
    extensions: int = 0


IDLE: Final = CheckIn()


# Commands: what a touch, the clock or the shell says -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed; nobody touched anything."""


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    language: str


@dataclass(frozen=True, slots=True)
class Choose:
    """An option of the question, a station of the list, or an errand of the list was touched."""

    option: str


@dataclass(frozen=True, slots=True)
class Drop:
    """In the change screen: this stop is already done, not for today, or (None) back on the list."""

    station: str
    why: Dropped | None


@dataclass(frozen=True, slots=True)
class SetInterpreter:
    wanted: bool


@dataclass(frozen=True, slots=True)
class SetPrivateHelp:
    wanted: bool


class Tap(StrEnum):
    """Touches that carry no more than themselves."""

    GO_ON = "go_on"  # the strong action of the screen
    BACK = "back"
    CHANGE = "change"
    ADD = "add"  # one more agency
    LANGUAGE = "language"
    PERSON = "person"
    START_OVER = "start_over"  # asks first
    START_OVER_NOW = "start_over_now"  # the answer on a sheet
    KEEP_ON = "keep_on"
    MORE_TIME = "more_time"
    LARGER = "larger"
    LOWER = "lower"
    CONTRAST = "contrast"
    STILL = "still"
    LISTEN = "listen"  # read this screen aloud, or stop
    REPRINT = "reprint"
    SPEECH = "speech"  # the marked key of the keypad: every screen speaks; again: once more
    LOUDER = "louder"
    SOFTER = "softer"


@dataclass(frozen=True, slots=True)
class Focused:
    """The keys have moved to this thing on the screen, which bears these words."""

    target: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Headphones:
    """Headphones were plugged in or pulled out."""

    plugged: bool


@dataclass(frozen=True, slots=True)
class ReadingEnded:
    """The reading aloud has ended by itself: all was said, or why not."""

    untold: SilenceReason | None = None


@dataclass(frozen=True, slots=True)
class Issued:
    """The journal has the ticket, durably."""

    visit: str
    number: str
    draft: TicketDraft
    issued_at: float
    token: str | None = None


@dataclass(frozen=True, slots=True)
class NotIssued:
    """The journal could not take the ticket; nothing was stored."""


@dataclass(frozen=True, slots=True)
class PaperIs:
    paper: Paper


Command = (
    Tick
    | ChooseLanguage
    | Choose
    | Drop
    | SetInterpreter
    | SetPrivateHelp
    | Tap
    | Focused
    | Headphones
    | ReadingEnded
    | Issued
    | NotIssued
    | PaperIs
)


# Effects: what the shell must do --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class IssueTicket:
    draft: TicketDraft


@dataclass(frozen=True, slots=True)
class PrintTicket:
    ticket: Ticket


@dataclass(frozen=True, slots=True)
class RecordEnd:
    """How a check-in ended, without visit id; minutes are whole and rounded down."""

    language: str | None
    minutes: int
    last_screen: str
    outcome: str
    dropped: int


class ReadingScope(StrEnum):
    """What is read aloud."""

    WELCOME = "welcome"  # speech has just begun: how the keys work, then the screen
    OPENING = "opening"  # a new screen: what it says and asks; the choices follow by the keys
    SCREEN = "screen"  # all of it
    ITEM = "item"  # one thing on it
    CHOICE = "choice"  # one thing that was just chosen or given up
    CHOOSE_FIRST = "choose_first"  # going on needs an answer
    MORE_TIME = "more_time"
    VOLUME = "volume"


@dataclass(frozen=True, slots=True)
class ReadAloud:
    """Say it, instead of what is being said. `target` and `label` as in `Focused`; `alert`: a sound first."""

    what: ReadingScope
    target: str = ""
    label: str = ""
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Hush:
    """Stop speaking at once."""


Effect = IssueTicket | PrintTicket | RecordEnd | ReadAloud | Hush
Step = tuple[CheckIn, tuple[Effect, ...]]
