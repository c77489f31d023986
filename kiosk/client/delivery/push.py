"""What a device sends to the office server next, and what it makes of the answer; without sockets and clocks.

Events go in the order of their n and are sent until they are acknowledged; answers may be lost, requests may arrive
twice or late. The outbox holds all that must survive (how far the server has each stream), the pusher only how many
events to send at once and which are suspected of damage: a killed program forgets nothing that matters.

- A gap: the server has less than it once had. Go back to where it stands.
- A fork: the server has other events under our n (an old disk image came back, or two devices of one image). The batch
  is halved until one event is left: it and all after it move to a new incarnation; those before it are there already.
- The server has more than this journal holds (an old disk image, nothing issued since): a new incarnation at once,
  before an n is used again.
- Another epoch: another server, or one put back from a backup. Nothing counts as acknowledged; sending again does no
  harm, and the answer tells how far it stands.

Must not know HTTP, nor what events mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from kiosk.client.delivery.placeholders import mend
from kiosk.core.day.events import Moment
from kiosk.journal.outbox import Outgoing
from kiosk.protocol.codec import to_plain
from kiosk.protocol.envelope import Envelope, Tip
from kiosk.protocol.errors import WireError
from kiosk.protocol.pairing import Welcome
from kiosk.protocol.push import MAX_EVENTS, Pushed, PushRefused, push_body
from kiosk.protocol.scalars import is_hash


class Box(Protocol):
    """The journal as the pusher uses it: see `kiosk.journal.outbox.Outbox`."""

    @property
    def office(self) -> str: ...
    def current(self) -> Outgoing: ...
    def streams(self) -> list[Outgoing]: ...
    def first_unsent(self) -> Outgoing | None: ...
    def hash_at(self, incarnation: str, n: int) -> str | None: ...
    def envelopes(self, incarnation: str, after: int, limit: int) -> list[Envelope]: ...
    def epoch(self) -> str: ...
    def acknowledge(self, incarnation: str, n: int) -> None: ...
    def new_epoch(self, epoch: str) -> None: ...
    def met(self, epoch: str) -> None: ...
    def grant(self, series: int | None, spare: int | None) -> bool: ...
    def begin_again(self, incarnation: str, n: int) -> str: ...


@dataclass(frozen=True, slots=True)
class Request:
    """One push."""

    incarnation: str
    events: tuple[Envelope, ...]
    before: str | None = None
    cut: Tip | None = None
    damaged: frozenset[int] = frozenset()

    def document(self, office: str, now: Moment) -> dict[str, Any]:
        """Its body; `now` is read when it is sent, for the server takes each event's age from it."""
        body = push_body(office, self.events, now, before=self.before, cut=self.cut, damaged=self.damaged)
        document: dict[str, Any] = to_plain(body)
        return document


@dataclass(frozen=True, slots=True)
class PushOutcome:
    """What an answer brought. `progress`: something more is acknowledged. `begun`: the new incarnation, which the
    server must be greeted with. `told`: a sentence for the log."""

    progress: bool = False
    begun: str | None = None
    told: str = ""


class Pusher:
    """One device's side of the pushes: `next`, send it, `heard`, until `next` gives None."""

    def __init__(self, limit: int = MAX_EVENTS) -> None:
        self._most = limit
        self._limit = limit
        self._suspected: set[tuple[str, int]] = set()
        self._damaged: set[tuple[str, int]] = set()
        self._searched: set[str] = set()

    def next(self, box: Box) -> Request | None:
        """What to send now; None when everything is acknowledged."""
        stream = box.first_unsent()
        if stream is None:
            return None
        incarnation, first = stream.incarnation, stream.acked + 1
        last = min(stream.acked + self._limit, stream.last.n)
        kept = box.envelopes(incarnation, stream.acked, self._limit)
        events, bad = mend(box.office, "1970-01-01", incarnation, kept, first, last)
        named = {n for of, n in self._damaged if of == incarnation and first <= n <= last}
        cut = stream.cut if stream.cut.n and first == stream.cut.n + 1 else None
        before = box.hash_at(incarnation, stream.acked)
        return Request(incarnation, events, before if is_hash(before) else None, cut, bad | named)

    def heard(self, box: Box, request: Request, answer: Pushed | PushRefused | WireError) -> PushOutcome:
        """Takes the answer to a request. Raises the WireError that cannot be helped from here."""
        stream = next((each for each in box.streams() if each.incarnation == request.incarnation), None)
        if stream is None:
            return PushOutcome()
        if isinstance(answer, Pushed):
            return self._taken(box, request, stream, answer)
        if isinstance(answer, PushRefused):
            if answer.fork:
                return self._forked(box, request, stream, answer)
            _go_back(box, stream, answer.expect - 1, answer.h)
            return PushOutcome()
        return self._refused(request, answer)

    def welcomed(self, box: Box, welcome: Welcome) -> PushOutcome:
        """Takes what the server said to a greeting of the current incarnation."""
        box.grant(welcome.series, welcome.spare)
        told = _look_at_epoch(box, welcome.epoch)
        stream = box.current()
        if welcome.acked > stream.last.n:
            if stream.unsent == 0:
                return _begin(box, stream, stream.last.n + 1)
        elif welcome.acked < stream.acked or box.hash_at(stream.incarnation, welcome.acked) == welcome.h:
            _go_back(box, stream, welcome.acked, welcome.h)
        return PushOutcome(told=told)

    def _taken(self, box: Box, request: Request, stream: Outgoing, answer: Pushed) -> PushOutcome:
        told = _look_at_epoch(box, answer.epoch)
        box.grant(answer.series, answer.spare)
        self._limit = min(self._most, self._limit * 2)
        sent, incarnation = request.events[-1], stream.incarnation
        if answer.acked < sent.n or (answer.acked == sent.n and answer.h != sent.h):
            raise WireError("The office server's answer does not fit what was sent.", "unclear", 502)
        beyond = answer.acked > sent.n
        if beyond and box.hash_at(incarnation, answer.acked) == answer.h:
            box.acknowledge(incarnation, answer.acked)  # equal hashes: equal histories
        else:
            box.acknowledge(incarnation, sent.n)
        if answer.acked > stream.last.n == sent.n:
            return _begin(box, stream, sent.n + 1)
        return PushOutcome(progress=True, told=told)

    def _forked(self, box: Box, request: Request, stream: Outgoing, answer: PushRefused) -> PushOutcome:
        first = request.events[0].n
        if answer.expect == first and box.hash_at(stream.incarnation, first - 1) != answer.h:
            # the event before is another already, though it counted as acknowledged: look from the start; once, for
            # the server may not have kept what would tell
            if stream.acked > stream.cut.n and stream.incarnation not in self._searched:
                self._searched.add(stream.incarnation)
                box.acknowledge(stream.incarnation, stream.cut.n)
                return PushOutcome()
        elif len(request.events) > 1:
            self._limit = max(1, len(request.events) // 2)
            return PushOutcome()
        self._limit = self._most
        return _begin(box, stream, first)

    def _refused(self, request: Request, error: WireError) -> PushOutcome:
        incarnation, n = request.incarnation, error.n
        if error.code == "damaged" and n is not None and any(each.n == n for each in request.events):
            if (incarnation, n) in self._damaged:
                raise error
            # once more from the disk, for the damage may have come on the way; then it is as it is
            known = self._damaged if (incarnation, n) in self._suspected else self._suspected
            known.add((incarnation, n))
            told = f"Event {n} of {incarnation} is damaged on this disk; it is delivered with a flag."
            return PushOutcome(told=told if known is self._damaged else "")
        if error.status == 413 and len(request.events) > 1:
            self._limit = max(1, len(request.events) // 2)
            return PushOutcome()
        raise error


def _look_at_epoch(box: Box, epoch: str) -> str:
    known = box.epoch()
    if known == epoch:
        return ""
    if not known:
        box.met(epoch)
        return ""
    box.new_epoch(epoch)
    return "The office server is another one than before, or was put back from a backup: all is sent again."


def _go_back(box: Box, stream: Outgoing, n: int, h: str) -> None:
    """The server's stream ends at n with the hash h: go on from there, or from the oldest event we have when its
    history is another, or older than what we keep."""
    same = n <= stream.last.n and box.hash_at(stream.incarnation, n) == h
    box.acknowledge(stream.incarnation, max(n if same else 0, stream.cut.n))


def _begin(box: Box, stream: Outgoing, n: int) -> PushOutcome:
    new = box.begin_again(stream.incarnation, n)
    moved = stream.last.n - n + 1
    return PushOutcome(
        begun=new,
        told=f"The office server has other events under this device's stream {stream.incarnation}, from {n} on (was an "
        f"old disk image put back?). It goes on as {new}; {moved} events are sent under it.",
    )
