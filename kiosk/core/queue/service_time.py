"""Expected service time: how long a stop of the live office day takes at a desk, with or without an interpreter.

The calling order, the forecast, the pace and the pre-calls all ask here, so that they expect a desk to be free at the
same time.
"""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.core.day.state import DeskState
from kiosk.core.day.visits import Stop, Visit
from kiosk.core.office_config import Errand, InterpreterUse
from kiosk.core.queue.hall import with_interpreter

Errands = Mapping[str, Errand]
"""The errands of the catalogue, by id."""


def seconds_in_own_language(stop: Stop) -> int | None:
    """Seconds of service when clerk and visitor share a language; None when no minutes are known."""
    return 60 * stop.minutes if stop.minutes > 0 else None


def language_matters(stop: Stop, errands: Errands) -> bool:
    """Whether an errand of the stop needs a common language or an interpreter; an unknown errand may."""
    known = [errands[errand] for errand in stop.errands if errand in errands]
    return not known or any(errand.interpreter is not InterpreterUse.NO for errand in known)


def interpreter_used(visit: Visit, stop: Stop, desk: DeskState, errands: Errands) -> str | None:
    """The language that needs an interpreter when the desk serves the stop; None when no interpreter is needed."""
    wanted = visit.support.interpreter
    if wanted is None or wanted in desk.languages or not language_matters(stop, errands):
        return None
    return wanted


def expected_seconds(visit: Visit, stop: Stop, desk: DeskState, errands: Errands) -> int | None:
    """Expected seconds of service of a stop at a desk; None when no minutes are known."""
    seconds = seconds_in_own_language(stop)
    if seconds is None or interpreter_used(visit, stop, desk, errands) is None:
        return seconds
    return with_interpreter(seconds)
