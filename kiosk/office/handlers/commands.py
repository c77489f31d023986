"""Commands: decide them once each, and what the server decides by itself as time passes.

Each function returns a task that runs in the writer's thread and inside its transaction: it checks first, then
changes. Must not know HTTP.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kiosk.core.day.lifecycle import VisitState
from kiosk.core.day.state import OfficeDay
from kiosk.core.office_config import OfficeConfig
from kiosk.core.views import StationVisitor, station_visitor
from kiosk.office.access import Principal, check_command
from kiosk.office.handlers.decisions import Decision, Refusal, decide, overdue, shut_out
from kiosk.office.handlers.dispatch import pre_calls
from kiosk.office.state.writer import WriteContext, WriteTask
from kiosk.protocol import codec
from kiosk.protocol.commands import REFUSALS, Command, CommandResult
from kiosk.protocol.envelope import canonical
from kiosk.protocol.errors import WireError

STALE = "not_now"
"""The refusal of a button that was stale."""


def execute(
    command: Command,
    principal: Principal,
    config: OfficeConfig,
    *,
    still_as_seen: Callable[[OfficeDay], bool] = lambda _state: True,
) -> WriteTask[CommandResult]:
    """Decide a command, once: asked again under its id, it has the same answer and does nothing.

    `still_as_seen` says whether the office day is still as the clerk saw it; else a new command is refused as stale.
    """

    def work(turn: WriteContext) -> CommandResult:
        memory, now = turn.memory, turn.now.wall
        asked = canonical([command.kind, command.body().args]).decode()
        before = turn.store.answered(command.id)
        if before is not None:
            if before[0] != asked:
                raise WireError("This id was used for another command; take a new one.", "id_used", 409)
            return codec.convert(CommandResult, before[1])
        if not still_as_seen(memory.state):
            return CommandResult(command.id, False, memory.seq, code=STALE, sentence=REFUSALS[STALE])
        check_command(principal, command, memory.state)
        decided = decide(memory.state, command, config, now)
        if isinstance(decided, Decision):
            memory.decided(decided.events, turn.now)
        refusal = decided if isinstance(decided, Refusal) else None
        answer = CommandResult(
            command.id,
            refusal is None,
            memory.seq,
            memory.state.desks.get(command.desk or 0),
            _visitor(memory.state, command, decided, now),
            refusal.code if refusal else "",
            refusal.sentence if refusal else "",
        )
        turn.store.put_answer(command.id, asked, memory.today, codec.to_plain(answer))
        return answer

    return work


def release_overdue() -> WriteTask[int]:
    """Lets go of visitors who were asked to come near and have not been called in time; and sends home who has come
    for a station that has closed."""

    def work(turn: WriteContext) -> int:
        memory = turn.memory
        released = memory.decided(overdue(memory.state, turn.now.wall), turn.now)
        return len(released) + len(memory.decided(shut_out(memory.state), turn.now))

    return work


def ask_near(config: OfficeConfig) -> WriteTask[int]:
    """Asks the next visitor near where a desk is expected to be free soon."""

    def work(turn: WriteContext) -> int:
        return len(turn.memory.decided(pre_calls(turn.memory.state, config, turn.now.wall), turn.now))

    return work


def _visitor(
    state: OfficeDay, command: Command, decided: Decision | Refusal, now: float
) -> StationVisitor | None:
    """The visitor of a command as the desk's station sees them, else as the stop that it is about."""
    visit = state.visits.get(decided.visit or "")
    if visit is None:
        return None
    desk = state.desks.get(command.desk or 0)
    if desk is not None:
        stop = visit.stop(desk.station)
    else:
        stop = visit.engaged or next((stop for stop in visit.stops if not stop.ended), None)
        stop = visit.stop(command.station or "") or stop
    if stop is None:
        return None
    visitor = station_visitor(visit, stop, now)
    return visitor if visit.state is VisitState.ACTIVE else replace(visitor, ready=False)
