"""The wire between devices and the office server: what is sent, what is answered, how it is read. No sockets.

Both sides import this, so it needs nothing but the standard library, the core and the envelope. What comes
from outside is read here, strictly: a `WireError` says in one sentence what does not fit.

**Who may.** `Authorization: Bearer TOKEN`. Without a token only this computer itself is served (127.0.0.1,
::1), and may do everything; only `POST /v1/pair` is open to others, since its code is the key. Every error
is `{"code", "sentence"}` with a status: 401 no or wrong token, 403 not this role, 404, 413 too much, 422 does
not fit, 503 the disk refused (try again).

**Pairing.** `POST /v1/pairings {role, place, desk?, hours?}` (reception) -> `{code, expires}` (seconds
since the epoch; ten minutes without `hours`). `POST /v1/pair {code, incarnation, name?}` -> `Paired`; the
same incarnation may ask again with its code until it expires, and gets a new token. `GET /v1/devices` ->
`{devices: [...]}`, `DELETE /v1/devices/{id}` ends a token at once. `POST /v1/hello {incarnation, role,
series?}` -> `Welcome`: every device says it at its start; it is how a kiosk that was never paired (same
computer) gets its series, and how any device learns that another office or a new server (`epoch`) answers.

**Push.** `POST /v1/streams/{incarnation}/events` with `push_document(...)`: 1 to 200 envelopes in the order
of their n, and the device's clock at sending, from which the server takes each event's age. Answers:

- 200 `Pushed {acked, h, epoch, series, spare}`: everything up to n = acked is on the server's disk. Events
  sent twice do no harm. `series` and `spare` are what later numbers are given from; they change after a
  clash. null: keep what you have.
- 409 `Refused {expect, h}`: a gap. Go on with n = expect; h is the hash of the event before it.
- 409 with `fork: true`: the server has another event under such an n (an old disk image came back). Start a
  new incarnation and send everything that was not acknowledged under it; never re-use n.
- 422 `code: "damaged", n`: that event does not have the hash it says. Send again; if it stays so, name the n
  in `damaged`, and it is taken as it is, with a flag.
- 422 `code: "wrong_office"`: this server is another office's. Nothing was taken, keep everything.

`before` (the hash of the event before the first) tells the server a fork from damage. `cut` says that the
device has deleted the days up to there: the server then goes on from it. `GET /v1/streams/{incarnation}` ->
`{acked, h, epoch}`, 0 and "" for an unknown one.

**Follow** (reception; a kiosk gets its own stream only). `GET /v1/events?after=0&limit=500` -> `{events,
head, epoch}`; an event is its envelope document with `seq` (gapless per office), `received_at`,
`queued_at`, `device`, `flags`. `WS /v1/follow?after=SEQ` sends the same documents, first what is missing,
then live, with no events as a heartbeat every 10 s. A follower may send `{"unsent": 3, "paper":
"low_paper"}` every 15 s or so: reception then sees that it lives. It may add how its computer is:
`version`, `wall` (its clock, for the difference), `disk_mb`, `doctor` (fine | warning | fault) and
`not_fine` (names of checks). Another `epoch` than before: forget the cursor, start at 0.

**Commands** (desk, reception). `POST /v1/commands {id, kind, args}` -> 200 with a `result_document`. The id
is new for each press and the same for each retry: a retry gets the stored answer and does nothing again; the
same id for something else is 409. Kinds and arguments: `ARGUMENTS`. An answer:

    {"id", "ok": true,  "seq", "desk": DESK|null, "visitor": VISITOR|null}
    {"id", "ok": false, "code", "sentence", "seq", "desk": DESK|null, "visitor": VISITOR|null}

The second is no fault: the button was stale or nobody waits; desk and visitor tell how it stands now. Codes:
`REFUSALS`. `DESK` = {number, station, languages, open, visit}; `VISITOR` as in the station view.

**Views**, each with `seq`, `at` (the server's seconds since the epoch) and `day`:

- `GET /v1/views/public`: closed, calls [{ticket, station, desk, since, near, language}] latest first,
  waiting [[station, how many]]. A call's language is for the voice only and is shown on no screen.
- `GET /v1/views/station/{id}`: station, closed, desks [DESK], visitors [VISITOR = {visit, ticket, language,
  interpreter, private_help, priority, party, errands, minutes, state, desk, waited_s, ready}], longest in the
  queue first.
- `GET /v1/views/reception`: version, closed, hall [{station, waiting, ready, longest_wait_s, at_desks}], desks, visits
  [{visit, ticket, language, party, support, state, issued_at, ended_at, why_left, paper, come_back,
  not_today, stops [{station, errands, minutes, state, desk, outcome, queued_at, since, calls, first}],
  history [{at, what, station, desk, outcome}]}], oddities, devices [{device, role, place, desk, paired,
  connected, heard_at, heard_s, paper, unsent, version, disk_mb, clock_s, doctor, not_fine}] (null =
  unknown).
- `GET /v1/views/ticket/{token}`: ticket, language, state, stops [{station, errands, minutes, state, desk,
  first}], come_back, not_today; 404 for any token that is not today's.

`GET /v1/live/public`, `/live/station/{id}`, `/live/reception`, `/live/ticket/{token}` are the same as
server-sent events: one at once, then one whenever the view changes (at most every 50 ms), `id:` = seq,
`event: view`, data = the view's JSON; a comment every 10 s as heartbeat (reception: the view itself, because
devices' freshness changes with time). No line for 25 s: the server is away, say so and connect again.

`GET /v1/health` -> {ok, office, day, seq, epoch, version, at}. Every device says its version in its
`User-Agent` too: `motesplats/VERSION`. `GET /metrics` (a monitor's token, or this computer) -> Prometheus' text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, cast

from kiosk import __version__
from kiosk.core.day.events import Moment
from kiosk.protocol.commands import ARGUMENTS, OUTCOMES, REFUSALS, Command, read_command
from kiosk.protocol.envelope import FIELDS, Envelope, EnvelopeError, Tip, canonical
from kiosk.protocol.validation import (
    MAX_BYTES,
    WireError,
    filled,
    is_count,
    is_day,
    is_hash,
    is_id,
    is_mono,
    is_seconds,
    is_short,
    mapping,
    must,
    parse,
    plain,
    too_large,
)

__all__ = [
    "ARGUMENTS",
    "MAX_BYTES",
    "OUTCOMES",
    "REFUSALS",
    "Command",
    "WireError",
    "is_id",
    "parse",
    "plain",
    "read_command",
    "too_large",
]

API: Final = "/v1"
DEFAULT_PORT: Final = 8321
MAX_EVENTS: Final = 200
HEARTBEAT_S: Final = 10.0
SILENCE_S: Final = 25.0
"""Seconds without a message after which a device or a web page says that it is out of date: two heartbeats and a half.
`office/web/pages/static/live.js` has it in milliseconds."""
HALL_SILENCE_S: Final = 15.0
"""The same for board and reception, which everybody looks at: one heartbeat and a half."""
USER_AGENT: Final = f"motesplats/{__version__}"

_VERSION: Final = re.compile(r"motesplats/([0-9A-Za-z.+~-]{1,40})")


def version_of(user_agent: str) -> str | None:
    """The version that a device says it is; None for what is no device of ours."""
    found = _VERSION.match(user_agent)
    return found[1] if found else None


# Answers: what a device reads ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paired:
    """A device's part in an office. The token is told this once. Series are a kiosk's."""

    device: str
    role: str
    place: str
    token: str
    office: str
    desk: int | None = None
    series: int | None = None
    spare: int | None = None


@dataclass(frozen=True, slots=True)
class Welcome:
    """Who answers, and what a kiosk gives its numbers from. `acked` and `h`: where its stream stands."""

    device: str
    office: str
    day: str  # ISO date, the server's office day
    epoch: str
    acked: int
    h: str
    series: int | None = None
    spare: int | None = None


@dataclass(frozen=True, slots=True)
class Pushed:
    """Everything up to `acked` is kept."""

    acked: int
    h: str
    epoch: str
    series: int | None = None
    spare: int | None = None


@dataclass(frozen=True, slots=True)
class PushRefused:
    """Nothing of a push was taken: go on with `expect`; after a fork under a new incarnation."""

    expect: int
    h: str
    fork: bool = False
    code: str = "gap"
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """Any error's body."""

    code: str
    sentence: str


def read_pushed(status: int, document: object) -> Pushed | PushRefused:
    """The answer to a push. Raises WireError for everything that is neither 200 nor 409, with its code."""
    content = mapping(document, "the answer")
    if status == 200:
        return filled(Pushed, content)
    if status == 409 and "expect" in content:
        return filled(PushRefused, content)
    raise failure(status, content)


def read_paired(status: int, document: object) -> Paired:
    """The answer to `POST /v1/pair`. Raises WireError with the server's code and sentence."""
    if status != 200:
        raise failure(status, document)
    return filled(Paired, mapping(document, "the answer"))


def read_welcome(status: int, document: object) -> Welcome:
    """The answer to `POST /v1/hello`. Raises WireError with the server's code and sentence."""
    if status != 200:
        raise failure(status, document)
    return filled(Welcome, mapping(document, "the answer"))


def failure(status: int, document: object) -> WireError:
    """The error that an answer tells."""
    content: Mapping[str, Any] = document if isinstance(document, dict) else {}
    sentence = str(content.get("sentence") or f"The office server answered {status}.")
    more = {key: value for key, value in content.items() if key not in ("code", "sentence")}
    return WireError(sentence, str(content.get("code") or "unclear"), status, answer=more)


# Push: what a device sends and the server reads ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Push:
    """One push as the server reads it; the hashes are not checked yet."""

    incarnation: str
    office: str  # the device's own now; its older events may be another's
    events: tuple[Envelope, ...]
    now: Moment
    before: str | None = None
    cut: Tip | None = None
    damaged: frozenset[int] = frozenset()


def push_document(
    office: str,
    events: Iterable[Envelope],
    now: Moment,
    *,
    before: str | None = None,
    cut: Tip | None = None,
    damaged: Iterable[int] = (),
) -> dict[str, Any]:
    """The body of a push; `before` is the hash of the event before the first."""
    document: dict[str, Any] = {
        "office": office,
        "events": [envelope.document() for envelope in events],
        "now": asdict(now),
    }
    if before is not None:
        document["before"] = before
    if cut is not None:
        document["cut"] = asdict(cut)
    if bad := sorted(damaged):
        document["damaged"] = bad
    return document


def read_push(incarnation: str, document: object) -> Push:
    """A push's body. Raises WireError; `code` is "too_many" when it holds over 200 events."""
    content = mapping(document, "the body")
    given = content.get("events")
    if not isinstance(given, list) or not given:
        raise WireError("`events` must be a list of 1 to 200 envelopes.")
    if len(given) > MAX_EVENTS:
        raise WireError(f"{len(given)} events at once; send at most {MAX_EVENTS}.", "too_many", 413)
    events = tuple(envelope_of(each, f"events[{i}]") for i, each in enumerate(given))
    for i, envelope in enumerate(events):
        if envelope.incarnation != incarnation:
            raise WireError(f"events[{i}] belongs to the stream {envelope.incarnation}, not {incarnation}.")
        if envelope.n != events[0].n + i:
            raise WireError(f"events[{i}] has n {envelope.n}, where {events[0].n + i} follows.")
    before, cut, damaged = content.get("before"), content.get("cut"), content.get("damaged", [])
    if before not in (None, ""):
        must(is_hash(before), "`before` must be a hash of 64 hexadecimal digits.")
    if cut is not None:
        must(
            isinstance(cut, dict) and is_count(cut.get("n")) and is_hash(cut.get("h")),
            "`cut` must have n and h.",
        )
        cut = Tip(cut["n"], cut["h"])
    must(isinstance(damaged, list) and all(map(is_count, damaged)), "`damaged` must be a list of n.")
    office = content.get("office", events[-1].office)
    must(is_short(office), "`office` must be a short text.")
    return Push(incarnation, office, events, read_moment(content.get("now")), before, cut, frozenset(damaged))


def read_moment(document: object) -> Moment:
    """The sender's clock. Raises WireError."""
    now = mapping(document, "`now`")
    wall, boot, mono_ms = now.get("wall"), now.get("boot"), now.get("mono_ms")
    must(is_seconds(wall) and is_short(boot) and is_count(mono_ms), "`now` must have wall, boot and mono_ms.")
    return Moment(float(cast(float, wall)), cast(str, boot), cast(int, mono_ms))


_FIELD_CHECKS: Final[Mapping[str, Callable[[object], bool]]] = {
    "office": is_short,
    "day": is_day,
    "incarnation": is_id,
    "n": is_count,
    "kind": is_short,
    "v": is_count,
    "wall": is_seconds,
    "boot": is_short,
    "mono_ms": is_mono,
    "body": lambda value: isinstance(value, dict),
    "h": is_hash,
}


def envelope_of(document: object, name: str = "the event") -> Envelope:
    """An envelope from its document; its hash is not checked. Raises WireError that says which field."""
    content = mapping(document, name)
    for key, fits in _FIELD_CHECKS.items():
        if key not in content:
            raise WireError(f"{name} has no {key}.")
        if not fits(content[key]):
            raise WireError(f"{name}: {key} does not fit.")
    try:
        body = canonical(content["body"]).decode("utf-8")
        canonical([content[key] for key in FIELDS if key != "body"])
    except (EnvelopeError, RecursionError):
        raise WireError(f"{name}: its text is not Unicode, or nested too deeply.") from None
    values = {key: content[key] for key in FIELDS}
    return Envelope(**{**values, "body": body, "wall": float(content["wall"])})
