"""One transition table: every verb is in it, nothing leaves an end, and the diagram says the same."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.day.lifecycle import (
    AT_DESK,
    ENDED,
    STOP_STEPS,
    VISIT_STEPS,
    IllegalStep,
    StopState,
    Verb,
    VisitState,
    VisitStep,
    diagram,
    step_stop,
    step_visit,
)

DRAWN = 4
"""Spaces before a line of the diagram."""


def test_every_verb_and_every_step_of_a_visit_is_used() -> None:
    assert {verb for _, verb in STOP_STEPS} == set(Verb)
    assert {step for _, step in VISIT_STEPS} == set(VisitStep)


def test_a_stop_that_has_ended_takes_no_verb() -> None:
    assert [state for state, _ in STOP_STEPS if state in ENDED] == []


def test_every_state_is_reached_from_waiting_and_can_end() -> None:
    reached = {StopState.WAITING}
    for _ in StopState:
        reached |= {after for (before, _), after in STOP_STEPS.items() if before in reached}
    assert reached == set(StopState)
    for state in set(StopState) - ENDED:
        assert step_stop(state, Verb.LEAVE) in ENDED


def test_only_a_call_brings_a_visitor_to_a_desk() -> None:
    into = {
        verb for (before, verb), after in STOP_STEPS.items() if after in AT_DESK and before not in AT_DESK
    }
    assert into == {Verb.CALL}


@pytest.mark.parametrize("state", StopState)
@pytest.mark.parametrize("verb", Verb)
def test_what_the_table_does_not_have_is_a_typed_error(state: StopState, verb: Verb) -> None:
    if (state, verb) in STOP_STEPS:
        assert step_stop(state, verb) is STOP_STEPS[state, verb]
        return
    with pytest.raises(IllegalStep) as caught:
        step_stop(state, verb)
    assert (caught.value.state, caught.value.step) == (state, verb)
    assert verb.value in str(caught.value)
    assert state.value in str(caught.value)


@pytest.mark.parametrize("state", VisitState)
@pytest.mark.parametrize("step", VisitStep)
def test_the_same_holds_for_a_visit(state: VisitState, step: VisitStep) -> None:
    if (state, step) in VISIT_STEPS:
        assert step_visit(state, step) is VISIT_STEPS[state, step]
    else:
        with pytest.raises(IllegalStep):
            step_visit(state, step)


@given(st.lists(st.sampled_from(Verb), max_size=30))
def test_a_walk_of_verbs_never_leaves_the_table(verbs: list[Verb]) -> None:
    state = StopState.WAITING
    for verb in verbs:
        try:
            after = step_stop(state, verb)
        except IllegalStep:
            assert (state, verb) not in STOP_STEPS
        else:
            assert STOP_STEPS[state, verb] is after
            state = after


def test_the_diagram_lists_each_transition_once() -> None:
    drawn = Counter(line[DRAWN:] for line in diagram().splitlines() if ": " in line)
    steps = [*STOP_STEPS.items(), *VISIT_STEPS.items()]
    assert drawn == Counter(
        f"{before.value} --> {after.value}: {step.value}" for (before, step), after in steps
    )


def test_the_diagram_draws_every_end() -> None:
    ends = {line.split()[0] for line in diagram().splitlines() if line.endswith("--> [*]")}
    assert ends == {state.value for state in ENDED} | {"finished", "left"}
