"""The history of a visit: what happened to it, line by line, for reception and for the pace of services."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.day.events import (
    PathAdded,
    Recorded,
    StopMoved,
    TicketIssued,
    TicketNotPrinted,
    TicketPrinted,
    VisitLeft,
    VisitPrioritised,
)


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened to a visit: a verb of its stops, or issued, printed, left, day_ended, or the
    state that kept the paper in."""

    at: float
    what: str
    station: str | None = None
    desk: int | None = None
    outcome: str | None = None
    by: str | None = None  # of a call: chosen by rule | check_in | clerk
    why: tuple[tuple[str, int], ...] = ()
    overtakes: int = 0


def history_line(recorded: Recorded) -> HistoryLine | None:
    """The line of an event in its visit's history; None for what is no visit's."""
    at = recorded.at
    match recorded.event:
        case TicketIssued():
            return HistoryLine(at, "issued")
        case TicketPrinted(low_paper=low_paper):
            return HistoryLine(at, "low_paper" if low_paper else "printed")
        case TicketNotPrinted(state=state):
            return HistoryLine(at, state)
        case StopMoved() as moved:
            return HistoryLine(
                *(at, moved.verb, moved.station, moved.desk, moved.outcome),
                *(moved.by, moved.why, moved.overtakes),
            )
        case VisitLeft(why=why):
            return HistoryLine(at, why)
        case VisitPrioritised(reason=reason):
            return HistoryLine(at, "no_priority" if reason is None else "priority", outcome=reason)
        case PathAdded():
            return HistoryLine(at, "path_added")
    return None
