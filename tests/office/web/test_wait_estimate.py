"""The promise for whoever stands at a kiosk: from the live hall, kept nowhere, and none when nobody can say."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from kiosk.client.wait_estimate import Promises, question
from kiosk.core.checkin.agenda import Agenda, AgendaStop
from kiosk.core.checkin.draft import TicketDraft
from kiosk.core.office_config import Party, Strength
from kiosk.protocol.codec import encode, to_plain
from tests.office.factories import Running, Stream

DRAFT = TicketDraft(
    "ar",
    Party(1, 2),
    Agenda(
        stops=(AgendaStop("SKV", ("SKV-REG",), 20), AgendaStop("FK", ("FK-REG",), 15)),
        precedence=(("SKV-REG", "FK-REG", Strength.HARD),),
        errands=("SKV-REG", "FK-REG"),
    ),
    "ar",
)


def usual(office: Running, draft: TicketDraft = DRAFT) -> int | None:
    async def ask() -> int | None:
        async with Promises(office.url) as promises:
            return await promises.usual_minutes(draft)

    return asyncio.run(ask())


def test_a_full_hall_is_told_as_longer_than_an_empty_one_and_nothing_is_kept(office: Running) -> None:
    for desk, station in ((3, "SKV"), (6, "FK")):
        office.did("desk.open", desk=desk, station=station, languages=["sv"])
    empty = usual(office)
    assert empty is not None
    assert 25 <= empty <= 60
    stream = Stream(clock=office.clock)
    for _ in range(6):
        stream.issue()
    assert office.push(stream).status_code == 200
    office.clock.jump(40 * 60)  # the six have waited so long
    full = usual(office)
    assert full is not None
    assert full > empty + 40
    assert len(office.view("reception")["visits"]) == 6


def test_where_nobody_works_yet_nobody_can_say(office: Running) -> None:
    assert usual(office) is None
    office.did("desk.open", desk=3, station="SKV", languages=["sv"])
    assert usual(office) is None, "one of the two stations has nobody"


def test_an_office_that_is_away_says_nothing() -> None:
    async def ask() -> int | None:
        async with Promises("http://127.0.0.1:9") as promises:
            return await promises.usual_minutes(DRAFT)

    assert asyncio.run(ask()) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"stops": []},
        {"stops": [["SKV", ["SKV-REG"], -1]]},
        {"stops": [["SKV", "SKV-REG", 20]]},
        {"party": 0},
        {"party": "two"},
        {"stops": [["SKV", ["SKV-REG"], 20]] * 21},
    ],
)
def test_what_is_no_visit_is_refused(office: Running, changes: dict[str, Any]) -> None:
    answer = office.http.post("/v1/promise", json={**to_plain(question(DRAFT)), **changes})
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")


def test_the_question_tells_no_more_than_a_ticket() -> None:
    assert json.loads(encode(question(DRAFT))) == {
        "language": "ar",
        "party": 3,
        "stops": [["SKV", ["SKV-REG"], 20], ["FK", ["FK-REG"], 15]],
        "precedence": [["SKV-REG", "FK-REG", "H"]],
        "interpreter": "ar",
    }
