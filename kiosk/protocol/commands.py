"""Commands: what a desk or reception asks of the office server, with typed arguments, and why it may refuse.

`POST /v1/commands`. A command's id is new for each press and the same for each retry: a retry gets the stored answer
and does nothing again; the same id for another command is refused with 409 `id_used`. An argument that is not known is
refused, not ignored: a misspelt one could turn a command into another. Must not know how a command is decided.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Annotated, Any, Final, Literal, get_args

from msgspec import Meta

from kiosk.core.day.state import DeskState
from kiosk.core.views import StationVisitor
from kiosk.protocol import codec
from kiosk.protocol.errors import WireError
from kiosk.protocol.scalars import END, Count, DeskNumber, ShortText

Outcome = Literal["done", "wrong_place", "papers_missing", "come_back"]
PriorityReason = Literal["small_child", "hard_to_wait", "health", "safety", "other"]
"""Why reception gives priority. Codes that say no diagnosis."""
OUTCOMES: Final = get_args(Outcome)
PRIORITIES: Final = get_args(PriorityReason)

CommandId = Annotated[str, Meta(pattern=f"^[A-Za-z0-9_-]{{8,64}}{END}")]
Names = Annotated[tuple[ShortText, ...], Meta(max_length=50)]
VisitId = ShortText
StationId = ShortText


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """Open a desk at a station, or change its station or languages. Opens the station too if it was closed."""

    desk: DeskNumber
    station: StationId
    languages: Annotated[Names | None, Meta(description="The clerk's; Swedish without it.")] = None


@dataclass(frozen=True, slots=True)
class CloseDesk:
    """Close a desk that has no visitor."""

    desk: DeskNumber


@dataclass(frozen=True, slots=True)
class CallNext:
    """Call to a desk the visitor who is next by the office's order."""

    desk: DeskNumber


@dataclass(frozen=True, slots=True)
class CallVisit:
    """Call a named visitor to a desk."""

    desk: DeskNumber
    visit: VisitId


@dataclass(frozen=True, slots=True)
class PreCall:
    """Ask a visitor to come near to a desk; without a visit, the one who would be called next."""

    desk: DeskNumber
    visit: VisitId | None = None


@dataclass(frozen=True, slots=True)
class ReleaseVisit:
    """Let a visitor who was asked to come near wait as before."""

    visit: VisitId
    desk: DeskNumber | None = None


@dataclass(frozen=True, slots=True)
class RecallVisitor:
    """Call the visitor of a desk once more."""

    desk: DeskNumber


@dataclass(frozen=True, slots=True)
class StartService:
    """The called visitor has come to the desk."""

    desk: DeskNumber


@dataclass(frozen=True, slots=True)
class FinishService:
    """End the service at a desk."""

    desk: DeskNumber
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class HoldVisitor:
    """Pause a stop: of the visitor at a desk, or of a waiting visitor, then with visit and station."""

    desk: DeskNumber | None = None
    visit: VisitId | None = None
    station: StationId | None = None

    def __post_init__(self) -> None:
        if self.desk is None and (self.visit is None or self.station is None):
            raise ValueError("needs desk, or visit and station")


@dataclass(frozen=True, slots=True)
class ResumeVisit:
    """Let a visitor who was paused or did not come wait again."""

    visit: VisitId
    station: StationId
    desk: DeskNumber | None = None


@dataclass(frozen=True, slots=True)
class ReportNoShow:
    """The called visitor did not come to the desk."""

    desk: DeskNumber


@dataclass(frozen=True, slots=True)
class ReferVisitor:
    """Send the visitor of a desk on to another station."""

    desk: DeskNumber
    station: StationId
    errands: Names
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class EndVisit:
    """The visitor has left."""

    visit: VisitId
    desk: DeskNumber | None = None


@dataclass(frozen=True, slots=True)
class SetPriority:
    """Give a visitor priority; without a reason, take it back."""

    visit: VisitId
    reason: PriorityReason | None = None


@dataclass(frozen=True, slots=True)
class AddPath:
    """The permit of the visitor at a desk is granted: add the stops that the ticket holds for that case."""

    desk: DeskNumber


@dataclass(frozen=True, slots=True)
class CloseStation:
    """Close a station for the rest of the day; its waiting stops move to another day."""

    station: StationId


@dataclass(frozen=True, slots=True)
class OpenStation:
    """Open a station again that was closed for the day."""

    station: StationId


@dataclass(frozen=True, slots=True)
class CountInterpreters:
    """Set how many interpreters of a language are in the house."""

    language: ShortText
    count: Annotated[int, Meta(ge=0, le=99)]


@dataclass(frozen=True, slots=True)
class CloseDay:
    """Close the office day; who still waits has left."""


CommandArgs = (
    OpenDesk
    | CloseDesk
    | CallNext
    | CallVisit
    | PreCall
    | ReleaseVisit
    | RecallVisitor
    | StartService
    | FinishService
    | HoldVisitor
    | ResumeVisit
    | ReportNoShow
    | ReferVisitor
    | EndVisit
    | SetPriority
    | AddPath
    | CloseStation
    | OpenStation
    | CountInterpreters
    | CloseDay
)

COMMANDS: Final[Mapping[str, type[CommandArgs]]] = {
    "desk.open": OpenDesk,
    "desk.close": CloseDesk,
    "call.next": CallNext,
    "call.this": CallVisit,
    "pre_call": PreCall,
    "release": ReleaseVisit,
    "recall": RecallVisitor,
    "start": StartService,
    "finish": FinishService,
    "hold": HoldVisitor,
    "resume": ResumeVisit,
    "no_show": ReportNoShow,
    "refer": ReferVisitor,
    "leave": EndVisit,
    "priority": SetPriority,
    "path.add": AddPath,
    "station.close": CloseStation,
    "station.open": OpenStation,
    "interpreters": CountInterpreters,
    "day.close": CloseDay,
}
"""Kind of a command -> its arguments."""
_KINDS: Final = {args: kind for kind, args in COMMANDS.items()}

REFUSALS: Final[Mapping[str, str]] = {
    "nobody_waits": "Nobody who could be called waits at the station.",
    "desk_closed": "The desk has not been opened.",
    "desk_busy": "The desk has another visitor.",
    "desk_empty": "The desk has no visitor.",
    "at_another_desk": "The visitor is called, served or awaited elsewhere.",
    "not_now": "The state does not allow it: the button was stale.",
    "precedence": "Another stop of the visit comes first.",
    "unknown_visit": "No such visit today.",
    "unknown_stop": "The visit has no stop at the station.",
    "unknown_station": "The office has no such station.",
    "unknown_errand": "The station has no such errand in this office.",
    "no_path": "The ticket holds no path for the case that the permit is granted, or it was added already.",
    "station_closed": "The station has closed for the day.",
    "day_closed": "The office day has been closed.",
}
"""Code of a refused command -> what it means."""


@dataclass(frozen=True, slots=True)
class CommandBody:
    """A command as it is sent; the kind says which arguments it has."""

    id: CommandId
    kind: str
    args: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Command:
    """One press of a button at a desk or at reception. `id` is chosen by the client."""

    id: str
    args: CommandArgs

    @property
    def kind(self) -> str:
        return _KINDS[type(self.args)]

    @property
    def desk(self) -> int | None:
        """The desk that it names; None when it names none."""
        return getattr(self.args, "desk", None)

    @property
    def visit(self) -> str | None:
        """The visit that it names; None when it names none."""
        return getattr(self.args, "visit", None)

    @property
    def station(self) -> str | None:
        """The station that it names; None when it names none."""
        return getattr(self.args, "station", None)

    def body(self) -> CommandBody:
        """Return it as it is sent."""
        given = {name: value for name, value in codec.to_plain(self.args).items() if value is not None}
        return CommandBody(self.id, self.kind, given)


@dataclass(frozen=True, slots=True)
class CommandResult:
    """The answer to a command. Not `ok` is no fault: the button was stale, or nobody waits. Desk and visitor say how it
    stands now, also when nothing was done."""

    id: str
    ok: bool
    seq: Annotated[Count, Meta(description="The last place in the server's order of events.")]
    desk: Annotated[DeskState | None, Meta(description="The desk that the command named.")] = None
    visitor: Annotated[
        StationVisitor | None, Meta(description="The visitor, as the station's desks see them.")
    ] = None
    code: Annotated[str, Meta(description="Why it was refused; empty when `ok`.")] = ""
    sentence: str = ""


def read_command(body: bytes) -> Command:
    """Return a command from its JSON.

    Raises:
        WireError: It does not fit; the sentence names the argument.
    """
    return checked_command(codec.decode(CommandBody, body))


def command_of(identity: str, kind: str, args: Mapping[str, Any]) -> Command:
    """Return a command of a kind by name.

    Raises:
        WireError: There is no such kind, or an argument does not fit.
    """
    return checked_command(codec.convert(CommandBody, {"id": identity, "kind": kind, "args": dict(args)}))


def checked_command(body: CommandBody) -> Command:
    """Return a command with its arguments read.

    Raises:
        WireError: There is no such kind, or an argument does not fit.
    """
    wanted = COMMANDS.get(body.kind)
    if wanted is None:
        known = ", ".join(COMMANDS)
        raise WireError(f"There is no command {body.kind[:40]!r}. There are: {known}.", "unknown_command")
    names = {each.name for each in fields(wanted)}
    for name in body.args:
        if name not in names:
            raise WireError(f"{body.kind} has no argument {name[:40]!r}.")
    try:
        return Command(body.id, codec.convert(wanted, body.args))
    except WireError as error:
        raise WireError(f"{body.kind}: {error.sentence}") from None
