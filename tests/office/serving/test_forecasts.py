"""The forecast beside the server: made by a child that may die, shown as data, never waited for."""

from __future__ import annotations

import asyncio
import io
import sys
from dataclasses import replace
from datetime import time
from typing import Any

import pytest

from kiosk.core.day.events import DeskOpened
from kiosk.core.queue.forecast import Forecast, Range, VisitForecast, forecast
from kiosk.core.queue.from_day import hall_of
from kiosk.core.queue.hall import Order
from kiosk.office.serving import forecasts as forecasting
from kiosk.office.serving.forecasts import (
    MANNED_S,
    ForecastAnswer,
    Forecaster,
    ForecastQuestion,
    Forecasts,
    child,
    hall_to_come,
    manned,
    opening,
    pauses,
)
from kiosk.protocol.codec import decode, encode
from tests.core.office_days import CONFIG, day_of, ticket
from tests.journal.factories import MONDAY, ScriptedClock, at
from tests.office.factories import Running, Stream, in_a_loop

MONDAY_NOON = at(f"{MONDAY}T12:00").wall


@pytest.fixture
def busy(office: Running, clock: ScriptedClock) -> Running:
    """Three wait for Skatteverket and Försäkringskassan, one of them is called."""
    stream = Stream(clock=clock)
    for _ in range(3):
        stream.issue()
    office.push(stream)
    office.did("desk.open", desk=1, station="SKV")
    office.did("desk.open", desk=2, station="FK")
    office.did("call.next", desk=1)
    return office


def refreshed(office: Running, *, command: tuple[str, ...] | None = None) -> Forecasts:
    """The forecasts after one more, made by a real child."""
    server = office.server.office

    async def once() -> None:
        forecaster = Forecaster(server.writer, server.forecasts, lambda: None)
        forecaster.command = command or forecaster.command
        try:
            await forecaster.refresh(server.writer.snapshot)
        finally:
            await forecaster.stop()

    in_a_loop(once())
    return server.forecasts


def test_views_have_no_forecast_until_there_is_one(busy: Running) -> None:
    visitor = busy.view("station/FK")["visitors"][0]
    assert (visitor["expected"], visitor["next_here"]) == (None, None)
    assert "forecast_at" not in busy.view("reception")


def test_station_ticket_and_reception_tell_it_as_data(busy: Running) -> None:
    forecasts = refreshed(busy)
    now = busy.server.office.now()
    waits = [each for each in busy.view("station/FK")["visitors"] if each["state"] == "waiting"]
    assert {each["next_here"] > 0 for each in waits} == {True}
    told = [each["expected"] for each in waits]
    assert all(now - 60 <= each["p10"] <= each["p50"] <= each["p90"] for each in told)
    assert all(each["p50"] % 60 == 0 for each in told)
    reception = busy.view("reception")
    assert reception["forecast_at"] == int(now)
    assert reception["promises"]["told"] == 0
    assert len(forecasts.promises) == 3
    for visit in reception["visits"]:
        assert visit["finish"]["p50"] > now
        assert visit["at_risk"] in range(1001)
    called = reception["visits"][0]
    assert (called["probably_next"], called["next_call"]) == (None, None)  # firm, and so no forecast
    assert reception["visits"][1]["probably_next"] in ("SKV", "FK")


def test_a_station_learns_nothing_of_other_stations(busy: Running) -> None:
    refreshed(busy)
    assert "FK" not in str(busy.view("station/SKV")["visitors"])


def test_a_child_that_dies_spoils_nothing(busy: Running) -> None:
    with pytest.raises((OSError, EOFError)):
        refreshed(busy, command=(sys.executable, "-c", "pass"))
    assert busy.did("call.next", desk=2)["visitor"]["ticket"] == "2002"
    assert refreshed(busy).latest is not None


def test_a_question_nobody_waits_for_any_more_does_not_answer_the_next(busy: Running) -> None:
    """A phone that gives up, while the child reckons for its visit alone."""
    server = busy.server.office

    async def give_up() -> None:
        forecaster = Forecaster(server.writer, server.forecasts, lambda: None)
        snapshot = server.writer.snapshot
        visit = next(iter(snapshot.day.visits))
        try:
            await forecaster.refresh(snapshot)  # the child runs now
            asking = asyncio.ensure_future(forecaster.of_newcomer(snapshot, visit))
            for _ in range(5):  # it is sent at once, and answered by another process
                await asyncio.sleep(0)
            asking.cancel()
            await asyncio.wait({asking})
            assert asking.cancelled()
            await forecaster.refresh(snapshot)
        finally:
            await forecaster.stop()

    in_a_loop(give_up())
    assert server.forecasts.latest is not None
    assert len(server.forecasts.latest.visits) == 3


def test_the_child_answers_every_hall_and_says_when_it_cannot(busy: Running) -> None:
    snapshot = busy.server.office.writer.snapshot
    hall = hall_to_come(snapshot, CONFIG, busy.server.office.now())
    asked = encode(ForecastQuestion(hall, 1, Order.RULE)) + b"\n"
    answers = io.BytesIO()
    child(io.BytesIO(asked + b"no hall\n" + asked), answers)
    first, none, last = [decode(ForecastAnswer, line) for line in answers.getvalue().splitlines()]
    assert first == last == ForecastAnswer(forecast(hall, 1, order=Order.RULE))
    assert (none.forecast, none.error != "") == (None, True)


def test_it_is_made_when_something_has_happened_and_not_oftener(
    busy: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forecasting, "FRESH_S", 0.0)
    server, made = busy.server.office, []

    async def watch() -> None:
        forecaster = Forecaster(server.writer, server.forecasts, lambda: None)

        async def counted(snapshot: Any) -> None:
            made.append(snapshot.seq)

        monkeypatch.setattr(forecaster, "refresh", counted)
        forecaster.start()
        while not made:
            await asyncio.sleep(0)
        for _ in range(50):
            await asyncio.sleep(0)
        await forecaster.stop()

    in_a_loop(watch())
    assert made == [server.writer.snapshot.seq]


def test_promises_belong_to_their_day() -> None:
    forecasts = Forecasts()
    range_ = Range(60, 120, 180)
    forecasts.take(Forecast(0, 1, {"a": VisitForecast("a", None, 0, None, range_, 0, ())}), day_of(ticket()))
    assert forecasts.promises == {"a": range_}
    other = type(day_of())("2026-11-24")
    assert forecasts.of(other) is None
    forecasts.take(Forecast(0, 0, {}), other)
    assert forecasts.promises == {}


def test_opening_hours_are_the_offices_own(clock: ScriptedClock) -> None:
    opens, closes = opening(CONFIG, clock.now().wall)
    assert closes - opens == 7 * 3600  # Monday, 09:00 to 16:00


def test_breaks_to_come_are_known_and_past_ones_are_over(clock: ScriptedClock) -> None:
    desks = tuple(replace(desk, pause=(time(12), time(12, 30))) for desk in CONFIG.office.desks)
    config = replace(CONFIG, office=replace(CONFIG.office, desks=desks))
    opens, _ = opening(config, clock.now().wall)
    assert pauses(config, opens)[1] == (int(opens) + 3 * 3600, 1800)
    assert pauses(config, opens + 4 * 3600) == {}
    assert pauses(CONFIG, opens) == {}


def test_a_station_without_a_clerk_is_taken_to_have_one_soon_while_it_is_open() -> None:
    opens, closes = opening(CONFIG, MONDAY_NOON)
    made = hall_of(day_of(ticket()), CONFIG, opens)
    soon = {desk.station: desk.opens for desk in manned(made, CONFIG, opens)}
    assert soon["SKV"] == int(opens) + MANNED_S
    assert "MV" not in soon  # on Tuesdays and Thursdays only
    assert manned(made, CONFIG, closes) == ()
    made = hall_of(day_of(ticket(), DeskOpened(9, "SKV")), CONFIG, opens)
    assert [desk.number for desk in manned(made, CONFIG, opens) if desk.station == "SKV"] == [9]
    bare = replace(CONFIG, office=replace(CONFIG.office, desks=()))
    assert {desk.station for desk in manned(made, bare, opens)} >= {"SKV", "FK", "AF"}
