"""Commands: typed by their kind, and refused in one sentence where they do not fit."""

from __future__ import annotations

import json
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.protocol import codec
from kiosk.protocol.commands import (
    COMMANDS,
    CallVisit,
    Command,
    CommandArgs,
    HoldVisitor,
    checked_command,
    command_of,
    read_command,
)
from kiosk.protocol.errors import WireError
from tests.protocol.messages import values

ID = "press-0001"


def refused(kind: str, args: object, identity: str = ID) -> WireError:
    with pytest.raises(WireError) as error:
        read_command(json.dumps({"id": identity, "kind": kind, "args": args}).encode())
    return error.value


@given(st.data())
@pytest.mark.parametrize("kind", COMMANDS)
def test_a_command_is_read_as_it_was_sent(kind: str, data: st.DataObject) -> None:
    command = Command(ID, data.draw(values(COMMANDS[kind])))
    assert command.kind == kind
    assert read_command(codec.encode(command.body())) == command
    assert checked_command(command.body()) == command


def test_each_kind_has_arguments_of_its_own() -> None:
    assert set(COMMANDS.values()) == set(get_args(CommandArgs))
    assert len(set(COMMANDS.values())) == len(COMMANDS)


def test_what_is_not_given_is_not_sent() -> None:
    assert command_of(ID, "pre_call", {"desk": 3, "visit": None}).body().args == {"desk": 3}


def test_an_unknown_kind_is_refused_in_one_sentence_that_names_the_known() -> None:
    error = refused("fly", {})
    assert (error.code, error.status) == ("unknown_command", 422)
    assert error.sentence.startswith("There is no command 'fly'. There are: desk.open, ")
    assert all(kind in error.sentence for kind in COMMANDS)


@pytest.mark.parametrize(
    ("kind", "args", "sentence"),
    [
        ("call.next", {"desk": 1, "size": 2}, "call.next has no argument 'size'."),
        ("priority", {"visit": "a", "reson": "safety"}, "priority has no argument 'reson'."),
        ("call.next", {}, "call.next: the body: object missing required field `desk`."),
        ("call.next", {"desk": "1"}, "call.next: `desk`: expected `int`, got `str`."),
        ("call.next", {"desk": 1000}, "call.next: `desk`: expected `int` <= 999."),
        ("call.next", {"desk": True}, "call.next: `desk`: expected `int`, got `bool`."),
        ("finish", {"desk": 1, "outcome": "well"}, "finish: `outcome`: invalid enum value 'well'."),
        ("hold", {"visit": "a"}, "hold: the body: needs desk, or visit and station."),
        ("desk.open", {"desk": 1, "station": ""}, "desk.open: `station`: expected `str` of length >= 1."),
        ("day.close", [], "`args`: expected `object`, got `array`."),
    ],
)
def test_an_argument_that_does_not_fit_is_named(kind: str, args: Any, sentence: str) -> None:
    error = refused(kind, args)
    assert (error.code, error.sentence) == ("malformed", sentence)


def test_an_id_must_be_hard_to_repeat_by_chance() -> None:
    assert refused("call.next", {"desk": 1}, "short").sentence.startswith(
        "`id`: expected `str` of another form"
    )


def test_a_command_names_its_desk_visit_and_station() -> None:
    called = Command(ID, CallVisit(3, "a"))
    assert (called.desk, called.visit, called.station) == (3, "a", None)
    held = Command(ID, HoldVisitor(visit="a", station="SKV"))
    assert (held.desk, held.visit, held.station) == (None, "a", "SKV")
