"""Backups of a data folder: the kiosk's journal and the office's database, checked when made and when put back.

A backup is a folder of its own with `backup.json`, which is written last; whoever finds none has no backup. What is put
back is not what was: a kiosk begins a new incarnation, the office a new epoch, so that nobody mistakes the gap for the
end. Must not know the command line.
"""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from kiosk import __version__
from kiosk.journal import schema as journal_schema
from kiosk.journal.checking import check
from kiosk.journal.kiosk_lock import KIOSK_LOCK
from kiosk.journal.outbox import Outbox
from kiosk.journal.store import Journal
from kiosk.office.maintenance.integrity import check_database
from kiosk.office.state import schema as office_schema
from kiosk.office.state.devices import RESERVED, DeviceRows, pick_series
from kiosk.office.state.store import OfficeStore
from kiosk.protocol.errors import WireError
from kiosk.storage import sqlite_copy
from kiosk.storage.connection import opened
from kiosk.storage.errors import DamagedError, FolderError, InUseError, StorageError, typed
from kiosk.storage.files import sha256, sync
from kiosk.storage.folder_lock import FolderLock, hold_for_setup
from kiosk.storage.transactions import Transaction
from kiosk.version import parse as parse_version

JOURNAL: Final = journal_schema.FILE_NAME
OFFICE: Final = office_schema.FILE_NAME
FILES: Final = (OFFICE, JOURNAL)
MANIFEST: Final = "backup.json"
FORM: Final = 1
SPARED: Final = 5
"""Series for so many kiosks are kept back for the rest of the day: some may have been granted after the backup."""
ASIDE: Final = ".before-"
"""In the name of a file that another was put in the place of."""

_LOCKS: Final = {JOURNAL: KIOSK_LOCK, OFFICE: office_schema.LOCK_NAME}


class BackupError(StorageError):
    default_remedy = "Name the folder that motesplats backup made."


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that is on disk and whole."""

    folder: Path
    files: tuple[str, ...]
    events: int
    deleted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PutBack:
    """What was put in place, and where what was there is now."""

    files: tuple[str, ...]
    aside: tuple[Path, ...]
    epoch: str | None


def make(
    data_dir: Path,
    folder: Path,
    office: str,
    now: datetime,
    *,
    settings: tuple[Path, ...] = (),
    keep: int | None = None,
) -> Made:
    """Copies what a data folder keeps into a new folder under `folder`, and checks the copies. Programs may run.

    `settings`: files that go with it, for whoever sets the computer up again. `keep`: older backups beyond so many are
    deleted, once this one is whole. Raises StorageError; then there is no new backup, and the older ones are untouched.
    """
    here = [name for name in FILES if (data_dir / name).is_file()]
    if not here:
        raise BackupError(
            f"{data_dir} holds neither a journal nor an office's data.", "Name the folder with --data."
        )
    name = f"motesplats-{office}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    final, part = folder / name, folder / f".{name}.part"
    with typed(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if final.exists():
            raise FolderError(f"{final} is there already.", "Make the next backup a second later.")
        shutil.rmtree(part, ignore_errors=True)  # of one that was cut short
        part.mkdir(mode=0o700)
    try:
        told: dict[str, Any] = {}
        for each in here:
            sqlite_copy.copy_online(data_dir / each, part / each)
            told[each] = {
                "events": _checked(part / each),
                "oldest_day": _oldest_day(part / each),
                "sha256": _sha256(part / each),
            }
        with typed(part):
            _copy_settings(part, settings)
            manifest = {"form": FORM, "program": __version__, "office": office, "made_at": now.isoformat()}
            (part / MANIFEST).write_text(json.dumps({**manifest, "files": told}, indent=1), encoding="utf-8")
            sync(part / MANIFEST)
            sync(part)
            part.rename(final)
            sync(folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    deleted = [] if keep is None else _delete_older(folder, office, max(1, keep))
    return Made(final, tuple(here), sum(each["events"] for each in told.values()), tuple(deleted))


def put_back(backup: Path, data_dir: Path, office: str, day: str, now: datetime) -> PutBack:
    """Puts a backup's files into a data folder; what was there is kept beside. No program may run on the folder.

    `day` is the office day that is now. Raises StorageError, among them InUseError; then nothing was changed.
    """
    manifest = read_manifest(backup)
    if manifest["office"] != office:
        raise BackupError(
            f"This backup is of the office {manifest['office']}; these settings are of {office}.",
            "Use that office's settings with --config.",
        )
    if parse_version(str(manifest["program"])) > parse_version(__version__):
        raise BackupError(
            f"This backup was made by version {manifest['program']}; this is {__version__}.",
            "Install that version or a newer one first.",
        )
    names = [name for name in FILES if name in manifest["files"]]
    for name in names:
        _compare(backup / name, str(manifest["files"][name]["sha256"]))
        _checked(backup / name)
    stamp = f"{ASIDE}{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    epoch: str | None = None
    aside: list[Path] = []
    with ExitStack() as held:
        for name in names:
            held.enter_context(_nobody_else(data_dir, name))
        held.enter_context(hold_for_setup(data_dir))
        room = held.enter_context(_room(data_dir))
        for name in names:
            with typed(room / name):
                shutil.copyfile(backup / name, room / name)
                (room / name).chmod(0o600)
        if OFFICE in names:
            epoch = _begin_epoch(room / OFFICE, day, now)
        if JOURNAL in names:
            _begin_incarnation(room)
        for name in names:
            kept = sqlite_copy.set_aside(data_dir / name, f"{name}{stamp}")
            aside += [kept] if kept else []
            sqlite_copy.put_in_place(room / name, data_dir / name)
    return PutBack(tuple(names), tuple(aside), epoch)


def read_manifest(backup: Path) -> dict[str, Any]:
    """What a backup says of itself. Raises BackupError for what is none."""
    try:
        manifest = json.loads((backup / MANIFEST).read_bytes())
        files = manifest["files"]
        known = manifest["form"] == FORM and files and all(name in FILES for name in files)
        if not known or not isinstance(manifest["office"], str):
            raise ValueError
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise BackupError(f"{backup} is no backup that this version can read.") from None
    return dict(manifest)


def set_aside_files(data_dir: Path) -> list[tuple[Path, datetime]]:
    """Files that were replaced by a backup, with their side files, and when that was."""
    found = []
    for path in sorted(path for name in FILES for path in data_dir.glob(f"{name}{ASIDE}*")):
        stamp = path.name.partition(ASIDE)[2].partition("-")[0]
        try:
            found.append((path, datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)))
        except ValueError:
            continue  # not ours
    return found


def oldest_days(folder: Path) -> dict[str, str]:
    """The backups in a folder that hold visits, and the oldest office day of each."""
    days: dict[str, str] = {}
    for path in sorted(folder.glob(f"motesplats-*/{MANIFEST}")):
        try:
            told = read_manifest(path.parent)["files"].values()
            held = [str(each["oldest_day"]) for each in told if each["oldest_day"]]
        except (BackupError, KeyError, TypeError, AttributeError):
            continue
        if held:
            days[path.parent.name] = min(held)
    return days


# Inside ------------------------------------------------------------------------------------------------------------


def _checked(path: Path) -> int:
    """The number of a database's events. Raises StorageError when it is not whole."""
    if path.name == OFFICE:
        found = check_database(path)
        problems, events = list(found.problems), found.events
    else:
        with opened(path, read_only=True) as conn:
            verification = check(conn, path)
        problems, events = [problem.what for problem in verification.problems], verification.events
    if problems:
        raise DamagedError(
            f"{path.name} is not whole: {problems[0]}",
            "Nothing was copied. `motesplats doctor` tells more; keep a copy of the whole data folder.",
        )
    return events


def _oldest_day(path: Path) -> str | None:
    """The oldest office day of which a database has an event."""
    column = "counted" if path.name == OFFICE else "day"
    with opened(path, read_only=True) as conn:
        day = conn.execute(f"SELECT min({column}) FROM events").fetchone()[0]
    return None if day is None else str(day)


def _sha256(path: Path) -> str:
    with typed(path):
        return sha256(path)


def _compare(path: Path, expected: str) -> None:
    if _sha256(path) != expected:
        raise DamagedError(f"{path} has changed since the backup was made.", "Take another backup.")


def _copy_settings(part: Path, settings: tuple[Path, ...]) -> None:
    for path in settings:
        target = part / "settings" / (path.name if path == settings[0] else f"conf.d/{path.name}")
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        target.chmod(0o600)


def _delete_older(folder: Path, office: str, keep: int) -> list[str]:
    found = sorted(path.parent for path in folder.glob(f"motesplats-{office}-*/{MANIFEST}"))
    older = found[:-keep]
    for each in older:
        (each / MANIFEST).unlink()  # first: half a backup is none
        shutil.rmtree(each, ignore_errors=True)
    return [each.name for each in older]


@contextmanager
def _nobody_else(data_dir: Path, name: str) -> Iterator[None]:
    program = "The office server" if name == OFFICE else "A kiosk program"
    try:
        lock = FolderLock(data_dir / _LOCKS[name], wait=False)
    except InUseError:
        raise InUseError(f"{program} runs on {data_dir}.", "Stop it, then put the backup back.") from None
    with lock:
        yield


@contextmanager
def _room(data_dir: Path) -> Iterator[Path]:
    """A folder on the same disk, gone at the end."""
    room = data_dir / f".restoring-{secrets.token_hex(4)}"
    with typed(room):
        room.mkdir(mode=0o700)
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _begin_epoch(path: Path, day: str, now: datetime) -> str:
    """The office goes on as another: devices then send again what they have, and followers begin anew.

    The chain of epochs says where each began. What may have been granted since the backup is granted to nobody today.
    """
    epoch = secrets.token_hex(8)
    with opened(path) as conn:
        with Transaction(conn, path):
            store = OfficeStore.over(conn, path)
            chain = json.loads(store.meta("epochs") or "[]")
            after = {"after": store.meta("epoch"), "base": store.head, "at": now.timestamp()}
            chain.append({"epoch": epoch, **after})
            store.set_meta("epoch", epoch)
            store.set_meta("incarnation", secrets.token_hex(8))  # its decisions since the backup had other n
            store.set_meta("epochs", json.dumps(chain))
            store.set_meta(RESERVED, json.dumps({"day": day, "series": _spared(DeviceRows(conn))}))
        sqlite_copy.without_side_files(conn)
    return epoch


def _spared(rows: DeviceRows) -> list[int]:
    taken, spared = rows.taken(), []
    for _ in range(SPARED):
        try:
            grant = pick_series(taken)
        except WireError:  # no more are left
            break
        taken += [grant.series, grant.spare]
        spared += [grant.series, grant.spare]
    return spared


def _begin_incarnation(room: Path) -> None:
    """The kiosk goes on under another stream and its spare series: under the old ones it may have gone further."""
    with closing(Journal.reader(room)) as journal:
        stream = Outbox(journal).current()
        Outbox(journal).begin_again(stream.incarnation, stream.last.n + 1)
    with opened(room / JOURNAL) as conn:
        sqlite_copy.without_side_files(conn)
