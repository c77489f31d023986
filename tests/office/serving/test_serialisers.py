"""View documents: the same after the wire, with the names that scripts read, equal until something happens."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.day.events import StopMoved
from kiosk.core.day.lifecycle import Verb
from kiosk.core.day.visits import OddityReason
from kiosk.core.queue.forecast import forecast
from kiosk.core.queue.from_day import hall_of
from kiosk.office.serving import serialisers
from kiosk.office.serving.forecasts import OLD_S, Forecasts
from kiosk.office.serving.serialisers import DeviceStatusTable, View
from kiosk.office.state.devices import Device, hash_of
from kiosk.office.state.memory import Snapshot
from kiosk.protocol.codec import convert, decode, encode
from kiosk.protocol.errors import WireError
from kiosk.protocol.views import DeviceListDocument, PublicDocument, ReceptionDocument, ViewDocument
from kiosk.ui.showcase.sample_days import AGENDAS, FAMILY, SampleDay
from tests.core.random_days import CONFIG, STATIONS, days

TOKEN = "opensesame"
DEVICES = (
    Device("k1", "kiosk", "Entrance", None, "i1", "hash"),
    Device("d1", "desk", "Desk 3", 3, "i2", None),
    Device("b1", "board", "Hall", None, "i3", "hash", 1.0, 2.0),
)


def snapshot(day: SampleDay) -> Snapshot:
    """The server's state after a day so far, with three devices of which one is revoked."""
    tokens = {visit.token_hash: visit.id for visit in day.state.visits.values() if visit.token_hash}
    return Snapshot(
        "office",
        "epoch",
        day.state.order,
        day.state.order,
        day.state,
        MappingProxyType(day.history),
        MappingProxyType(tokens),
        MappingProxyType({"k1": "printed"}),
        MappingProxyType({device.id: device for device in DEVICES}),
        MappingProxyType({}),
    )


def presence(day: SampleDay) -> DeviceStatusTable:
    table = DeviceStatusTable()
    sign = table.heard("k1", day.at - 5, "1.0")
    sign.disk_mb, sign.clock_s, sign.doctor, sign.not_fine = 900, 3, "warning", ("touch",)
    return table


def forecasts(day: SampleDay) -> Forecasts:
    made = Forecasts()
    made.take(forecast(hall_of(day.state, CONFIG, day.at, closing=day.at + 3600), 1, samples=3), day.state)
    return made


def views(day: SampleDay, foretold: bool) -> Iterator[View]:
    known = forecasts(day) if foretold else Forecasts()
    yield serialisers.public
    yield serialisers.reception(presence(day), known, CONFIG)
    yield serialisers.ticket(TOKEN, known)
    for station in STATIONS:
        yield serialisers.station(station, known)


def documents(day: SampleDay, foretold: bool = False, later: float = 0.0) -> list[ViewDocument]:
    """Every document of a day, some seconds after its last event."""
    now = snapshot(day)
    made = (view(now, day.at + later) for view in views(day, foretold))
    return [document for document in made if document is not None]


def with_phone(day: SampleDay) -> SampleDay:
    day.arrives(FAMILY, token_hash=hash_of(TOKEN))
    return day


@given(days(), st.booleans())
def test_every_document_is_the_same_after_the_wire(day: SampleDay, foretold: bool) -> None:
    made = documents(with_phone(day), foretold)
    assert len(made) >= len(STATIONS) + 2
    for document in made:
        assert decode(type(document), encode(document)) == document
        assert convert(type(document), json.loads(encode(document))) == document
    listed = serialisers.device_list(snapshot(day), presence(day), day.at)
    assert decode(DeviceListDocument, encode(listed)) == listed


@given(days(), st.booleans(), st.floats(0, OLD_S - 1))
def test_documents_differ_without_time_only_when_something_happened(
    day: SampleDay, foretold: bool, later: float
) -> None:
    with_phone(day)
    before, after = documents(day, foretold), documents(day, foretold, later)
    assert [each.without_time() for each in before] == [each.without_time() for each in after]


def test_a_call_changes_what_board_desks_reception_and_phone_get() -> None:
    day = with_phone(SampleDay(CONFIG).open_desks())
    visit = next(iter(day.state.visits))
    before = documents(day)
    day.do(StopMoved(visit, "MV", Verb.CALL, 1))
    after = documents(day)
    changed = [was.without_time() != now.without_time() for was, now in zip(before, after, strict=True)]
    # the visit waits at five stations; the sixth has no part in it
    assert (changed[:3], sum(changed[3:])) == ([True, True, True], len(FAMILY))


HEAD = {"seq", "at", "day"}
RANGE = {"p10", "p50", "p90"}
STOP = {"station", "errands", "minutes", "state", "desk", "first", "expected"}
REASON = {"by", "why", "overtakes"}
NAMES: dict[str, set[str]] = {
    "PublicDocument": HEAD | {"closed", "calls", "waiting", "shut"},
    "PublicCall": {"ticket", "station", "desk", "since", "near", "language"},
    "StationDocument": HEAD | {"station", "closed", "desks", "visitors"},
    "DeskState": {"number", "station", "languages", "open", "visit"},
    "StationVisitor": REASON
    | {"visit", "ticket", "language", "interpreter", "private_help", "priority", "party", "errands"}
    | {"minutes", "state", "desk", "waited_s", "ready", "expected", "next_here", "elsewhere"}
    | {"children", "path_to_add"},
    "TicketDocument": HEAD
    | {
        "language",
        "ticket",
        "state",
        "stops",
        "come_back",
        "not_today",
        "probably_next",
        "next_call",
        "finish",
        "party",
        "children",
        "unlocks",
    },
    "OwnStop": STOP | {"again"},
    "Range": RANGE,
    "ReceptionDocument": HEAD
    | {"version", "closed", "hall", "desks", "visits", "oddities", "shut", "interpreters", "devices", "next"}
    | {"forecast_at", "promises"},
    "StationInHall": {"station", "waiting", "ready", "longest_wait_s", "at_desks"},
    "ReceptionVisit": {"visit", "ticket", "language", "party", "support", "state", "issued_at", "ended_at"}
    | {"why_left", "paper", "come_back", "not_today", "stops", "history", "probably_next", "next_call"}
    | {"finish", "at_risk"},
    "Support": {"interpreter", "private_help", "priority"},
    "VisitStop": STOP | REASON | {"outcome", "queued_at", "since", "calls", "referred_by"},
    "HistoryLine": REASON | {"at", "what", "station", "desk", "outcome"},
    "Oddity": {"why", "kind", "order", "at", "detail", "visit", "taken"},
    "DeviceView": {"device", "role", "place", "desk", "paired", "connected", "heard_at", "heard_s", "paper"}
    | {"unsent", "version", "disk_mb", "clock_s", "doctor", "not_fine"},
    "NextCall": {"visit", "by", "why"},
    "Coverage": {"told", "early", "within", "late", "share", "stretch"},
}
"""Type -> names of its fields in JSON: pages' scripts and checks of the office read them."""


def named(value: Any, plain: Any) -> Iterator[tuple[str, set[str]]]:
    """The types of a document and the names that their JSON has."""
    if is_dataclass(value) and not isinstance(value, type):
        yield type(value).__name__, set(plain)
        for each in fields(value):
            if each.name in plain:
                yield from named(getattr(value, each.name), plain[each.name])
    elif isinstance(value, tuple):
        for item, its in zip(value, plain, strict=True):
            yield from named(item, its)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from named(item, plain[key])


def test_fields_keep_the_names_that_scripts_and_checks_read() -> None:
    day = with_phone(SampleDay(CONFIG).open_desks(5).play(60, 30, 3, 2.0))
    waits = next(visit.id for visit in day.state.visits.values() if visit.token_hash)
    day.do(StopMoved(waits, "MV", Verb.PRE_CALL), StopMoved("nobody", "SKV", Verb.CALL, 1))
    found: dict[str, set[str]] = {}
    for document in documents(day, foretold=True):
        for name, names in named(document, json.loads(encode(document))):
            assert found.setdefault(name, names) == names
    assert found == NAMES


def test_without_a_forecast_its_fields_are_not_sent() -> None:
    day = SampleDay(CONFIG)
    shown = json.loads(
        encode(serialisers.reception(presence(day), Forecasts(), CONFIG)(snapshot(day), day.at))
    )
    assert not {"forecast_at", "promises"} & set(shown)


def test_what_a_later_server_adds_leaves_the_rest_readable() -> None:
    day = SampleDay(CONFIG).open_desks()
    day.do(StopMoved("nobody", "SKV", Verb.CALL, 1))
    shown = json.loads(encode(day.reception()))
    shown["weather"] = "rain"
    shown["oddities"][0] |= {"why": "too_wet", "depth": 3}
    read = convert(ReceptionDocument, shown)
    assert (read.oddities[0].why, read.desks) == (OddityReason.UNREAD, day.reception().desks)


@pytest.mark.parametrize(
    ("change", "field"),
    [({"calls": 3}, "calls"), ({"waiting": [["SKV"]]}, "waiting"), ({"closed": None}, "closed")],
)
def test_a_document_that_does_not_fit_is_refused_by_the_name_of_its_field(
    change: dict[str, object], field: str
) -> None:
    day = SampleDay(CONFIG)
    day.arrives(AGENDAS[0])
    with pytest.raises(WireError, match=field):
        convert(PublicDocument, json.loads(encode(day.public())) | change)
