"""What the demo counts: a call to a second desk is seen, the usual day has none."""

from __future__ import annotations

from kiosk.core.day.events import StopMoved
from kiosk.ui.showcase.demo.play import called_from_near, double_calls


def moved(verb: str, station: str, visit: str = "a") -> StopMoved:
    return StopMoved(visit, station, verb)


def test_a_call_while_at_another_desk_is_counted() -> None:
    """Called to Skatteverket and, before anything ended there, to the municipality."""
    assert double_calls([moved("call", "SKV"), moved("call", "KOM")]) == 1
    assert double_calls([moved("call", "SKV"), moved("start", "SKV"), moved("call", "KOM")]) == 1


def test_one_desk_after_the_other_and_other_visitors_are_none() -> None:
    """Recalled, missed, served, then on: nobody is at two desks."""
    day = [moved("call", "SKV"), moved("recall", "SKV"), moved("no_show", "SKV"), moved("call", "KOM")]
    day += [moved("finish", "KOM"), moved("call", "SKV"), moved("call", "KOM", "b")]
    assert double_calls(day) == 0


def test_a_call_from_near_is_counted_and_a_lapsed_one_is_not() -> None:
    verbs = (
        ("a", "pre_call"),
        ("a", "call"),
        ("b", "pre_call"),
        ("b", "release"),
        ("b", "call"),
        ("c", "call"),
    )
    assert called_from_near([moved(verb, "SKV", visit) for visit, verb in verbs]) == 1
