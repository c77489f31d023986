"""Commands: what a desk page or reception asks of the office server, with which arguments, and why it may refuse.

Must not know how a command is decided.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, cast

from kiosk.protocol.validation import WireError, is_id, is_short, mapping, must

OUTCOMES: Final = ("done", "wrong_place", "papers_missing", "come_back")

PRIORITIES: Final = ("small_child", "hard_to_wait", "health", "safety", "other")
"""Why reception gives priority. Codes that tell no diagnosis."""

Fits = Callable[[object], bool]


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a command: what it must be, in words and as a check."""

    what: str
    fits: Fits
    needed: bool = True


def _desk(value: object) -> bool:
    return type(value) is int and 1 <= value <= 999


def _few(value: object) -> bool:
    return type(value) is int and 0 <= value <= 99


def _names(value: object) -> bool:
    return isinstance(value, list) and len(value) <= 50 and all(map(is_short, value))


DESK: Final = Argument("a desk's number, 1 to 999", _desk)
MAYBE_DESK: Final = Argument("a desk's number, 1 to 999", _desk, needed=False)
VISIT: Final = Argument("a visit's id", is_short)
MAYBE_VISIT: Final = Argument("a visit's id", is_short, needed=False)
STATION: Final = Argument("a station's id", is_short)
MAYBE_STATION: Final = Argument("a station's id", is_short, needed=False)

ARGUMENTS: Final[Mapping[str, Mapping[str, Argument]]] = {
    "desk.open": {
        "desk": DESK,
        "station": STATION,
        "languages": Argument("a list of language tags", _names, needed=False),
    },
    "desk.close": {"desk": DESK},
    "call.next": {"desk": DESK},
    "call.this": {"desk": DESK, "visit": VISIT},
    "pre_call": {"desk": DESK, "visit": MAYBE_VISIT},  # without a visit: who would be called next
    "release": {"visit": VISIT, "desk": MAYBE_DESK},
    "recall": {"desk": DESK},
    "start": {"desk": DESK},
    "finish": {"desk": DESK, "outcome": Argument(" or ".join(OUTCOMES), lambda value: value in OUTCOMES)},
    # at a desk, or whoever waits: a visit and a station
    "hold": {"desk": MAYBE_DESK, "visit": MAYBE_VISIT, "station": MAYBE_STATION},
    "resume": {"visit": VISIT, "station": STATION, "desk": MAYBE_DESK},
    "no_show": {"desk": DESK},
    "refer": {
        "desk": DESK,
        "station": STATION,
        "errands": Argument("a list of errands", _names),
        "outcome": Argument(" or ".join(OUTCOMES), lambda value: value in OUTCOMES, needed=False),
    },
    "leave": {"visit": VISIT, "desk": MAYBE_DESK},
    "priority": {  # without a reason it is taken back
        "visit": VISIT,
        "reason": Argument(" or ".join(PRIORITIES), lambda value: value in PRIORITIES, needed=False),
    },
    "station.close": {"station": STATION},  # for the rest of the day
    "station.open": {"station": STATION},
    "interpreters": {
        "language": Argument("a language tag", is_short),
        "count": Argument("how many are in the house, 0 to 99", _few),
    },
    "day.close": {},
}
"""Command -> its arguments."""

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
    "station_closed": "The station has closed for the day.",
    "day_closed": "The office day has been closed.",
}
"""Code of a refused command -> what it means."""


@dataclass(frozen=True, slots=True)
class Command:
    """What a desk or reception asks for. `id` is chosen by the client, once for each press."""

    id: str
    kind: str
    args: Mapping[str, Any] = field(default_factory=dict)

    def document(self) -> dict[str, Any]:
        return {"id": self.id, "kind": self.kind, "args": dict(self.args)}


def read_command(document: object) -> Command:
    """A command's body. Raises WireError with a sentence that names the argument."""
    content = mapping(document, "the body")
    identity, kind, args = content.get("id"), content.get("kind"), content.get("args", {})
    if not is_id(identity) or len(cast(str, identity)) < 8:
        raise WireError("`id` must be 8 to 64 letters, digits, - or _, new for each press.")
    wanted = ARGUMENTS.get(kind) if isinstance(kind, str) else None
    if wanted is None:
        raise WireError(
            f"There is no command {str(kind)[:40]!r}. There are: {', '.join(ARGUMENTS)}.", "unknown_command"
        )
    given = mapping(args, "`args`")
    for name in given:
        if name not in wanted:
            raise WireError(f"{kind} has no argument {name[:40]!r}.")
    for name, argument in wanted.items():
        if given.get(name) is None:
            must(not argument.needed, f"{kind} needs {name}: {argument.what}.")
        else:
            must(argument.fits(given[name]), f"{kind}: {name} must be {argument.what}.")
    if kind == "hold" and given.get("desk") is None:
        must(
            given.get("visit") is not None and given.get("station") is not None,
            "hold needs desk, or visit and station.",
        )
    return Command(
        cast(str, identity), cast(str, kind), {k: v for k, v in sorted(given.items()) if v is not None}
    )
