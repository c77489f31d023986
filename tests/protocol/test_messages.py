"""Every message goes through the codec and back, is documented, and may get fields from a later version."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.protocol import codec
from kiosk.protocol.api import Failure, failure, failure_of
from kiosk.protocol.errors import WireError
from kiosk.protocol.pairing import AskPair
from kiosk.protocol.push import Pushed, PushRefused, read_pushed
from tests.conftest import SOAK
from tests.protocol.messages import MESSAGES, values

FEW = settings(max_examples=200 if SOAK else 12)
"""There are some forty types: few examples of each are many of the codec."""


@FEW
@given(st.data())
@pytest.mark.parametrize("cls", MESSAGES, ids=lambda cls: cls.__name__)
def test_a_message_is_read_as_it_was_written(cls: type[Any], data: st.DataObject) -> None:
    message = data.draw(values(cls))
    assert codec.decode(cls, codec.encode(message)) == message
    assert codec.convert(cls, codec.to_plain(message)) == message


@FEW
@given(st.data())
@pytest.mark.parametrize("cls", MESSAGES, ids=lambda cls: cls.__name__)
def test_a_message_holds_what_its_schema_says_and_no_more(cls: type[Any], data: st.DataObject) -> None:
    _, components = codec.schemas(cls)
    schema = components[cls.__name__]
    plain = codec.to_plain(data.draw(values(cls)))
    assert set(schema["required"]) <= set(plain) <= set(schema["properties"])


@FEW
@given(st.data())
@pytest.mark.parametrize("cls", MESSAGES, ids=lambda cls: cls.__name__)
def test_a_field_of_a_later_version_is_ignored(cls: type[Any], data: st.DataObject) -> None:
    message = data.draw(values(cls))
    later = {**codec.to_plain(message), "of_a_later_version": {"any": [1, None]}}
    assert codec.decode(cls, json.dumps(later)) == message


@pytest.mark.parametrize("cls", MESSAGES, ids=lambda cls: cls.__name__)
def test_a_message_says_in_its_docstring_what_it_is(cls: type[Any]) -> None:
    assert cls.__doc__ is not None
    assert not cls.__doc__.startswith(f"{cls.__name__}(")  # what dataclass makes by itself


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("{", "The body is not JSON."),
        ('{"acked": NaN}', "The body is not JSON."),
        ("[]", "the body: expected `object`, got `array`."),
        ('{"h": "", "epoch": ""}', "the body: object missing required field `acked`."),
        ('{"acked": -1, "h": "", "epoch": ""}', "`acked`: expected `int` >= 0."),
        ('{"acked": 1.5, "h": "", "epoch": ""}', "`acked`: expected `int`, got `float`."),
    ],
)
def test_what_does_not_fit_is_one_sentence_that_names_the_field(body: str, sentence: str) -> None:
    with pytest.raises(WireError) as refused:
        codec.decode(Pushed, body)
    assert (refused.value.sentence, refused.value.code) == (sentence, "malformed")


def test_an_error_is_read_as_it_was_written() -> None:
    for error in (
        WireError("No.", "damaged", 422, n=7),
        WireError("Wait.", "pairing_rests", 429, retry_after=60),
        WireError("No."),
    ):
        read = failure(error.status, codec.to_plain(failure_of(error)))
        assert vars(read) == vars(error)


def test_an_error_without_more_has_a_code_and_a_sentence_only() -> None:
    assert codec.to_plain(failure_of(WireError("No."))) == {"code": "malformed", "sentence": "No."}


@pytest.mark.parametrize("content", [None, [], {}, {"code": 7}, "Bad gateway"])
def test_an_answer_that_is_no_error_of_ours_is_unclear(content: object) -> None:
    error = failure(418, content)
    assert (error.status, error.code, error.sentence) == (418, "unclear", "The office server answered 418.")


def test_the_answer_to_a_push_is_read_by_its_status() -> None:
    taken, refused = Pushed(3, "h", "e"), PushRefused(4, "h", True, "fork", "No.")
    assert read_pushed(200, codec.to_plain(taken)) == taken
    assert read_pushed(409, codec.to_plain(refused)) == refused
    for status in (409, 422):
        with pytest.raises(WireError, match="No"):
            read_pushed(status, codec.to_plain(Failure("id_used", "No.")))


def test_what_is_not_unicode_is_not_sent() -> None:
    """A byte of another encoding on a command line reaches a program as half a surrogate pair."""
    with pytest.raises(WireError, match="not Unicode"):
        codec.encode(AskPair("\udcff", "aa11"))
