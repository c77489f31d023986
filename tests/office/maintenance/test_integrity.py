"""The office's database is checked as a whole, beside a server that runs too, and nothing is changed by looking."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.office.maintenance.integrity import check_database
from kiosk.office.state.schema import FILE_NAME
from kiosk.storage.errors import NotADatabaseError
from tests.office.factories import Running, Stream


def test_a_server_that_runs_has_a_whole_database(office: Running, folder: Path) -> None:
    stream = Stream("aa11", office.clock)
    stream.issue()
    office.push(stream)
    office.did("desk.open", desk=3, station="SKV")
    found = check_database(folder / FILE_NAME)
    assert (found.problems, found.events, found.streams) == ((), 2, 2)


def test_a_changed_event_is_named(office: Running, folder: Path) -> None:
    stream = Stream("aa11", office.clock)
    stream.issue()
    office.push(stream)
    writer = office.server.office.writer
    writer.do_and_wait(
        lambda _: writer.store.conn.execute("UPDATE events SET body = replace(body, 'ar', 'sv')")
    )
    (problem,) = check_database(folder / FILE_NAME).problems
    assert problem == "Event 1 of aa11 has been changed."


@pytest.mark.parametrize("content", [b"notes of mine", b""])
def test_what_is_no_database_of_an_office_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    with pytest.raises(NotADatabaseError):
        check_database(tmp_path / FILE_NAME)
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]
