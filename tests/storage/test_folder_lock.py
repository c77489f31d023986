"""Two kiosk programs on one journal are refused; a check-in from the command line is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.storage.errors import FolderError, InUseError
from kiosk.storage.folder_lock import KIOSK_LOCK, hold_for_kiosk
from tests.journal.factories import DRAFT, opened


def test_a_second_kiosk_is_refused_in_one_sentence_with_a_remedy(folder: Path) -> None:
    with hold_for_kiosk(folder), pytest.raises(InUseError) as caught:
        hold_for_kiosk(folder)
    assert str(caught.value) == (
        f"Another kiosk program already uses the journal in {folder}. "
        f"Close that program, or start this one with another folder in --data."
    )


def test_the_lock_is_free_again_after_release(folder: Path) -> None:
    first = hold_for_kiosk(folder)
    first.release()
    first.release()
    hold_for_kiosk(folder).release()


def test_another_folder_is_another_lock(tmp_path: Path) -> None:
    with hold_for_kiosk(tmp_path / "a"), hold_for_kiosk(tmp_path / "b"):
        pass


def test_check_ins_go_on_beside_a_kiosk(folder: Path) -> None:
    with hold_for_kiosk(folder):
        journals = [opened(folder), opened(folder)]
        assert [journal.issue(DRAFT).ticket for journal in journals] == ["2001", "2002"]
        for journal in journals:
            journal.close()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderError, match="cannot be written"):
        hold_for_kiosk(tmp_path / "file" / "data")


def test_what_an_administrator_makes_in_a_services_folder_belongs_to_the_service(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the service could not open its own lock."""
    given: list[tuple[Path, int, int]] = []
    monkeypatch.setattr("os.chown", lambda path, uid, gid: given.append((path, uid, gid)))
    whose = tmp_path.stat()
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("os.getegid", lambda: whose.st_gid + 1)
    hold_for_kiosk(tmp_path).release()
    assert given == [(tmp_path / KIOSK_LOCK, whose.st_uid, whose.st_gid)]
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    hold_for_kiosk(tmp_path).release()
    assert len(given) == 1
