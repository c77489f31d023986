"""The note of how a device stands with its office: when it was heard last, whatever happens to the disk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.client.last_contact import FILE_NAME, Contact, ContactNote, Link, last

WELL = Link(connected=True, unsent=0, since=1.0, device="d1")
AWAY = Link(connected=False, unsent=3, code="away", trouble="The office server does not answer.", since=5.0)


def note_in(folder: Path) -> ContactNote:
    noted = last(folder)
    assert noted is not None
    return noted


def test_it_keeps_when_the_office_was_heard_last_also_over_a_start(tmp_path: Path) -> None:
    contact = Contact(tmp_path, "http://127.0.0.1:8321")
    contact.note(WELL, 100.0)
    contact.note(AWAY, 200.0)
    Contact(tmp_path, "http://127.0.0.1:8321").note(AWAY, 300.0)
    noted = last(tmp_path)
    assert noted is not None
    assert (noted.heard_at, noted.noted_at, noted.connected, noted.unsent) == (100.0, 300.0, False, 3)
    assert noted.trouble == AWAY.trouble


def test_what_has_not_changed_is_written_every_half_minute_only(tmp_path: Path) -> None:
    contact = Contact(tmp_path, "http://127.0.0.1:8321")
    for at, noted_at in ((100.0, 100.0), (110.0, 100.0), (131.0, 131.0)):
        contact.note(WELL, at)
        assert note_in(tmp_path).noted_at == noted_at
    contact.note(replace(WELL, unsent=1), 132.0)
    assert note_in(tmp_path).unsent == 1


def test_a_disk_that_refuses_is_told_once_and_ends_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    contact = Contact(tmp_path / "gone", "http://127.0.0.1:8321")
    contact.note(WELL, 100.0)
    contact.note(AWAY, 200.0)
    assert len(caplog.records) == 1
    assert last(tmp_path / "gone") is None


@pytest.mark.parametrize("kept", [b"", b"[]", b"\xff", b'{"heard_at": "x"}'])
def test_a_damaged_note_is_none(tmp_path: Path, kept: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(kept)
    contact = Contact(tmp_path, "http://127.0.0.1:8321")
    contact.note(AWAY, 1.0)
    assert note_in(tmp_path).heard_at is None
