"""A file is replaced as a whole: its old content or the new, whatever happens in between; for its owner only."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.storage.files import sha256, write_private

STEPS = ["open", "fdopen", "fsync", "replace", "fsync after replace"]

# A child that is killed at one step of `write_private`, before the step is taken.
KILLED_AT = """
import os, signal, sys
from pathlib import Path

path, step = Path(sys.argv[1]), sys.argv[2]
replaced = False

def die(*_args, **_more):
    os.kill(os.getpid(), signal.SIGKILL)

def replace(new, target, really=Path.replace):
    global replaced
    replaced = True
    if step == "replace":
        die()
    return really(new, target)

def fsync(handle, really=os.fsync):
    if step == "fsync" or (step == "fsync after replace" and replaced):
        die()
    really(handle)

from kiosk.storage.files import write_private
if step == "open":
    os.open = die
if step == "fdopen":
    os.fdopen = die
os.fsync = fsync
Path.replace = replace
write_private(path, "new " * 10_000)
"""


def killed_at(step: str, path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED_AT, str(path), step], check=False, timeout=30)
    assert done.returncode == -signal.SIGKILL


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_at_any_step_leaves_the_old_content_or_the_new(step: str, tmp_path: Path) -> None:
    path = tmp_path / "device.json"
    path.write_text("old")
    killed_at(step, path)
    assert path.read_text() == ("new " * 10_000 if step == "fsync after replace" else "old")
    write_private(path, "newer")
    assert path.read_text() == "newer"


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_at_the_first_write_leaves_no_file_or_a_whole_one(step: str, tmp_path: Path) -> None:
    path = tmp_path / "device.json"
    killed_at(step, path)
    assert path.exists() == (step == "fsync after replace")


def test_what_a_killed_program_left_goes_with_a_later_write(tmp_path: Path) -> None:
    """It may hold a token that has been revoked since."""
    path = tmp_path / "device.json"
    killed_at("fsync", path)
    (left,) = tmp_path.iterdir()
    assert stat.S_IMODE(left.stat().st_mode) == 0o600
    os.utime(left, (0, 0))
    write_private(path, "newer")
    assert list(tmp_path.iterdir()) == [path]


def test_what_another_program_writes_just_now_stays(tmp_path: Path) -> None:
    path = tmp_path / "device.json"
    killed_at("fsync", path)
    write_private(path, "newer")
    assert len(list(tmp_path.iterdir())) == 2


def test_it_is_for_its_owner_only_from_the_first_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "device.json"
    path.write_text("old")
    path.chmod(0o644)
    modes: list[int] = []
    fsync = os.fsync

    def synced(handle: int) -> None:
        modes.append(os.fstat(handle).st_mode)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", synced)
    write_private(path, b"new")
    file, folder = modes
    assert stat.S_IMODE(file) == 0o600
    assert stat.S_ISDIR(folder)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_content_and_name_are_on_the_disk_in_that_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a power cut could leave an empty file under the name."""
    steps: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def synced(handle: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "content")
        fsync(handle)

    def replaced(new: Path, path: Path) -> Path:
        steps.append("name")
        return replace(new, path)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    write_private(tmp_path / "device.json", "new")
    assert steps == ["content", "name", "folder"]


def test_a_full_disk_leaves_the_old_content_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "device.json"
    path.write_text("old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            write_private(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_an_administrator_writes_in_a_services_folder_belongs_to_the_service(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the service could not read its own token."""
    given: list[tuple[int, int]] = []
    monkeypatch.setattr("os.chown", lambda _path, uid, gid: given.append((uid, gid)))
    whose = tmp_path.stat()
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("os.getegid", lambda: whose.st_gid + 1)
    write_private(tmp_path / "device.json", "new")
    assert given == [(whose.st_uid, whose.st_gid)]
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    write_private(tmp_path / "device.json", "new")
    assert len(given) == 1


def test_a_sum_is_of_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert sha256(tmp_path / "a") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
