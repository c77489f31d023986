"""What the demo counts: a call to a second desk is seen, the usual day has none."""

from __future__ import annotations

from kiosk.core.day.history import HistoryLine
from kiosk.ui.showcase.demo.play import called_from_near, double_calls


def history(*steps: tuple[str, str]) -> list[HistoryLine]:
    """A visit's verbs, each at a station."""
    return [HistoryLine(0.0, "issued"), *(HistoryLine(60.0 * i, *step) for i, step in enumerate(steps))]


def test_a_call_while_at_another_desk_is_counted() -> None:
    """Called to Skatteverket and, before anything ended there, to the municipality."""
    assert double_calls(history(("call", "SKV"), ("call", "KOM"))) == 1
    assert double_calls(history(("call", "SKV"), ("start", "SKV"), ("call", "KOM"))) == 1


def test_one_desk_after_the_other_is_none() -> None:
    """Recalled, missed, served, then on: nobody is at two desks."""
    missed = (("call", "SKV"), ("recall", "SKV"), ("no_show", "SKV"))
    assert double_calls(history(*missed, ("call", "KOM"), ("finish", "KOM"), ("call", "SKV"))) == 0


def test_a_call_from_near_is_counted_and_a_lapsed_one_is_not() -> None:
    assert called_from_near(history(("pre_call", "SKV"), ("call", "SKV"))) == 1
    assert called_from_near(history(("pre_call", "SKV"), ("release", "SKV"), ("call", "SKV"))) == 0
    assert called_from_near(history(("call", "SKV"))) == 0
