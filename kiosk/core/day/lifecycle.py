"""The life of a stop and of a visit: one transition table, every verb of it, and its own diagram.

Rule: everything that decides whether a step is allowed lives in these tables. An illegal step is a typed
error.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final, TypeVar


class StopState(StrEnum):
    WAITING = "waiting"
    NEAR = "near"  # pre-called: asked to come near, reserved for one station
    CALLED = "called"
    SERVING = "serving"
    HELD = "held"  # parked by staff, keeps its place
    MISSED = "missed"  # called and not there
    DONE = "done"
    REFERRED = "referred"  # sent on to another station: this stop has ended
    COME_BACK = "come_back"  # moved to the come-back list
    LEFT = "left"


class Verb(StrEnum):
    PRE_CALL = "pre_call"
    RELEASE = "release"  # a pre-call is given up: the visitor waits as before
    CALL = "call"
    RECALL = "recall"  # called again, same desk
    START = "start"
    FINISH = "finish"
    REFER = "refer"
    HOLD = "hold"
    RESUME = "resume"
    NO_SHOW = "no_show"
    POSTPONE = "postpone"  # an earlier hard stop failed: this one goes to the come-back list
    LEAVE = "leave"


S, V = StopState, Verb

STOP_STEPS: Final[dict[tuple[StopState, Verb], StopState]] = {
    (S.WAITING, V.PRE_CALL): S.NEAR,
    (S.WAITING, V.CALL): S.CALLED,
    (S.WAITING, V.HOLD): S.HELD,
    (S.WAITING, V.POSTPONE): S.COME_BACK,
    (S.WAITING, V.LEAVE): S.LEFT,
    (S.NEAR, V.RELEASE): S.WAITING,
    (S.NEAR, V.CALL): S.CALLED,
    (S.NEAR, V.HOLD): S.HELD,
    (S.NEAR, V.LEAVE): S.LEFT,
    (S.CALLED, V.RECALL): S.CALLED,
    (S.CALLED, V.START): S.SERVING,
    (S.CALLED, V.NO_SHOW): S.MISSED,
    (S.CALLED, V.HOLD): S.HELD,
    (S.CALLED, V.LEAVE): S.LEFT,
    (S.SERVING, V.FINISH): S.DONE,
    (S.SERVING, V.REFER): S.REFERRED,
    (S.SERVING, V.HOLD): S.HELD,
    (S.SERVING, V.LEAVE): S.LEFT,
    (S.HELD, V.RESUME): S.WAITING,
    (S.HELD, V.CALL): S.CALLED,
    (S.HELD, V.POSTPONE): S.COME_BACK,
    (S.HELD, V.LEAVE): S.LEFT,
    (S.MISSED, V.CALL): S.CALLED,
    (S.MISSED, V.RESUME): S.WAITING,
    (S.MISSED, V.POSTPONE): S.COME_BACK,
    (S.MISSED, V.LEAVE): S.LEFT,
}

ENDED: Final = frozenset({S.DONE, S.REFERRED, S.COME_BACK, S.LEFT})
WAITS: Final = frozenset({S.WAITING, S.NEAR})
AT_DESK: Final = frozenset({S.CALLED, S.SERVING})
"""A visitor has at most one stop in these states, or reserved (`NEAR`): nobody is called to two desks."""


class VisitState(StrEnum):
    ACTIVE = "active"
    FINISHED = "finished"  # every stop has ended
    LEFT = "left"


class VisitStep(StrEnum):
    LAST_STOP_ENDED = "last_stop_ended"
    REFERRED_ON = "referred_on"  # a finished visit gets a further stop
    LEAVE = "leave"
    DAY_ENDED = "day_ended"


VISIT_STEPS: Final[dict[tuple[VisitState, VisitStep], VisitState]] = {
    (VisitState.ACTIVE, VisitStep.LAST_STOP_ENDED): VisitState.FINISHED,
    (VisitState.ACTIVE, VisitStep.REFERRED_ON): VisitState.ACTIVE,
    (VisitState.ACTIVE, VisitStep.LEAVE): VisitState.LEFT,
    (VisitState.ACTIVE, VisitStep.DAY_ENDED): VisitState.LEFT,
    (VisitState.FINISHED, VisitStep.REFERRED_ON): VisitState.ACTIVE,
}


class IllegalStep(ValueError):  # noqa: N818  # named after what happened, as the table says it
    """A verb that the state does not allow. `state` and `step` say which."""

    def __init__(self, state: StopState | VisitState, step: Verb | VisitStep) -> None:
        super().__init__(f"{step.value!r} is not possible when the state is {state.value!r}")
        self.state = state
        self.step = step


def step_stop(state: StopState, verb: Verb) -> StopState:
    """The state after a verb. Raises IllegalStep."""
    try:
        return STOP_STEPS[state, verb]
    except KeyError:
        raise IllegalStep(state, verb) from None


def step_visit(state: VisitState, step: VisitStep) -> VisitState:
    """The visit's state after a step. Raises IllegalStep."""
    try:
        return VISIT_STEPS[state, step]
    except KeyError:
        raise IllegalStep(state, step) from None


def diagram() -> str:
    """Both tables as Mermaid state diagrams, for ARCHITECTURE.md (a test keeps them equal)."""
    return "\n\n".join(
        (
            _mermaid("stop", S.WAITING, STOP_STEPS, ENDED),
            _mermaid("visit", VisitState.ACTIVE, VISIT_STEPS, {VisitState.FINISHED, VisitState.LEFT}),
        )
    )


_State = TypeVar("_State", StopState, VisitState)
_Step = TypeVar("_Step", Verb, VisitStep)


def _mermaid(
    name: str, start: _State, steps: Mapping[tuple[_State, _Step], _State], ends: Iterable[_State]
) -> str:
    lines: list[str] = [f"%% the life of a {name}", "stateDiagram-v2", f"    [*] --> {start.value}"]
    lines += [f"    {a.value} --> {b.value}: {verb.value}" for (a, verb), b in steps.items()]
    lines += [f"    {end.value} --> [*]" for end in sorted(ends)]
    return "\n".join(["```mermaid", *lines, "```"])
