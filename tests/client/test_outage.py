"""An outage is reported once, and a short break that heals at the first retry is not one."""

from __future__ import annotations

import pytest

from kiosk.client.backoff import Backoff
from kiosk.client.outage import Outage, Stale
from kiosk.client.session import AwayError, SilentError
from kiosk.protocol.errors import WireError

AWAY = "The office server does not answer."


def outage() -> Outage:
    return Outage(lambda: 100.0, Backoff(1.0, 60.0, chance=lambda: 1.0))


def working() -> Outage:
    made = outage()
    made.answered()
    return made


def test_a_server_that_never_answered_is_reported_at_the_first_failure() -> None:
    assert outage().failed(AwayError()) == Stale(None, "away", AWAY)


def test_after_a_working_connection_the_second_failure_is_reported_and_no_later_one() -> None:
    broken = working()
    assert [broken.failed(), broken.failed(AwayError()), broken.failed(AwayError())] == [
        None,
        Stale(100.0, "away", AWAY),
        None,
    ]


@pytest.mark.parametrize(
    ("error", "stale"),
    [
        (SilentError(), Stale(100.0, "away", AWAY)),
        (WireError("Revoked.", "unauthorized", 401), Stale(100.0, "unauthorized", "Revoked.")),
    ],
)
def test_silence_and_a_refusal_are_reported_at_once(error: AwayError | WireError, stale: Stale) -> None:
    assert working().failed(error) == stale


def test_waits_grow_until_the_server_answers_again() -> None:
    broken = working()
    waits = []
    for _ in range(3):
        broken.failed(AwayError())
        waits.append(broken.delay())
    assert waits == [1.0, 2.0, 4.0]
    broken.answered()
    broken.failed()
    assert broken.delay() == 1.0
