"""Two programs do not hold the lock of one folder; a killed one leaves none behind."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.storage.errors import FolderError, InUseError
from kiosk.storage.folder_lock import SETUP_LOCK, FolderLock, hold_for_setup


def taken(folder: Path) -> FolderLock:
    return FolderLock(folder / "program.lock", wait=False)


def test_a_second_program_is_refused_in_one_sentence_with_a_remedy(folder: Path) -> None:
    with taken(folder), pytest.raises(InUseError) as caught:
        taken(folder)
    assert str(caught.value) == (
        f"Another program already uses {folder}. "
        f"Close that program, or start this one with another folder in --data."
    )


def test_the_lock_is_free_again_after_release(folder: Path) -> None:
    first = taken(folder)
    first.release()
    first.release()
    with taken(folder), pytest.raises(InUseError):
        taken(folder)


def test_another_folder_is_another_lock(tmp_path: Path) -> None:
    with taken(tmp_path / "a"), taken(tmp_path / "b"), pytest.raises(InUseError):
        taken(tmp_path / "a")


def test_a_killed_program_leaves_no_lock_behind(folder: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from kiosk.storage.folder_lock import FolderLock\n"
        "lock = FolderLock(Path(sys.argv[1]), wait=False); print('taken', flush=True); sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", script, str(folder / "program.lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"taken\n"
        with pytest.raises(InUseError):
            taken(folder)
        other.send_signal(signal.SIGKILL)
        other.wait(timeout=30)
        taken(folder).release()


def test_set_up_is_waited_for_under_the_name_that_earlier_versions_use(folder: Path) -> None:
    hold_for_setup(folder).release()
    assert SETUP_LOCK == "journal.lock"
    with hold_for_setup(folder), pytest.raises(InUseError):
        FolderLock(folder / SETUP_LOCK, wait=False)


def test_a_folder_that_cannot_be_made_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderError, match="cannot be written"):
        taken(tmp_path / "file" / "data")


def test_what_an_administrator_makes_in_a_services_folder_belongs_to_the_service(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the service could not open its own lock."""
    given: list[tuple[Path, int, int]] = []
    monkeypatch.setattr("os.chown", lambda path, uid, gid: given.append((path, uid, gid)))
    whose = tmp_path.stat()
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("os.getegid", lambda: whose.st_gid + 1)
    taken(tmp_path).release()
    assert given == [(tmp_path / "program.lock", whose.st_uid, whose.st_gid)]
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    taken(tmp_path).release()
    assert len(given) == 1
