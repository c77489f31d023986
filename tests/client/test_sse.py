"""Server-sent events survive any cutting into pieces."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.client.sse import MAX_EVENT, EventReader, ServerEvent, TooLongError


def read(*pieces: bytes) -> list[ServerEvent]:
    reader = EventReader()
    return [event for piece in pieces for event in reader.feed(piece)]


def test_an_event_has_a_name_data_and_an_id() -> None:
    assert read(b'id: 7\nevent: view\ndata: {"a": 1}\n\n') == [ServerEvent("view", b'{"a": 1}', "7")]


def test_comments_and_empty_blocks_are_no_events() -> None:
    assert read(b": beat\n\n\n\nid: 3\n\nretry: 5\n\n") == []


def test_lines_may_end_as_on_windows_and_data_may_have_several() -> None:
    assert read(b"data: a\r\ndata:b\r\n\r\n") == [ServerEvent("message", b"a\nb")]


def test_nothing_comes_before_the_event_is_whole() -> None:
    assert read(b"data: a\n") == []


def test_an_event_without_an_end_is_refused() -> None:
    reader = EventReader()
    with pytest.raises(TooLongError):
        list(reader.feed(b"data: " + b"x" * MAX_EVENT))


@given(st.lists(st.dictionaries(st.text(), st.text()), max_size=5), st.data())
def test_pieces_make_no_difference(views: list[dict[str, str]], data: st.DataObject) -> None:
    whole = b"".join(b": beat\n\nevent: view\ndata: " + json.dumps(v).encode() + b"\n\n" for v in views)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=12)))
    pieces = [whole[a:b] for a, b in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    assert [json.loads(event.data) for event in read(*pieces)] == views
