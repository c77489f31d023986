"""Is this computer fit to be a kiosk? A registry of checks: each gives evidence, and a remedy if need be.

A check leaves nothing behind on the computer. What a check needs it imports itself, so that a broken part is
one fault among the findings and the rest is still checked. Must not know terminals.
"""

from __future__ import annotations

import asyncio
import json
import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from http.client import HTTPException
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import places

if TYPE_CHECKING:
    from kiosk.core.offer import Offer

FREE_SPACE_NEEDED_MB = 200
SLOW_DISK_MS = 15
"""A visitor waits for the disk once, before the ticket is promised; the whole step may take this long."""
SQLITE_NEEDED = (3, 51, 3)
"""Older ones can corrupt a write-ahead log."""

SCRIPTS = {  # letters that only a font made for our languages has: Kurdish, Pashto, Ukrainian, Tigrinya ...
    "Latin": "ÅäÖşÇğîÊû0123456789",
    "Cyrillic": "ЩыЄїґ",
    "Arabic": "ابپټڅگڵێۆە",
    "Ethiopic": "ሀሰቋኸዐጸ",
}


class State(StrEnum):
    FINE = "fine"
    WARNING = "warning"  # the kiosk works, with something missing
    FAULT = "fault"  # people cannot be checked in, or what is kept is not safe


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check saw, and what to do about it."""

    name: str
    state: State
    evidence: str
    remedy: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What the checks look at; tests give another computer's."""

    data: Path = field(default_factory=places.default_data_dir)
    config: Path | None = None
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    now: datetime = field(default_factory=lambda: datetime.now(UTC))


Check = Callable[[Context], Finding]
CHECKS: dict[str, Check] = {}


def check(name: str) -> Callable[[Check], Check]:
    """Register a check; they run in the order they stand in."""

    def register(function: Check) -> Check:
        CHECKS[name] = function
        return function

    return register


def run(context: Context, only: str | None = None) -> list[Finding]:
    """Every check's finding. A check that raises is a fault with the error's sentence; the others run."""
    return [_run_one(name, function, context) for name, function in CHECKS.items() if only in {None, name}]


def _run_one(name: str, function: Check, context: Context) -> Finding:
    try:
        return function(context)
    except Exception as error:  # whatever it is, it is what the check found
        # our own errors bring a sentence and a remedy apart
        sentence = str(getattr(error, "message", error)).strip() or type(error).__name__
        remedy = getattr(error, "remedy", "Mend what the sentence says, then run the doctor again.")
        return Finding(name, State.FAULT, sentence, remedy)


def exit_code(findings: list[Finding]) -> int:
    return 1 if any(finding.state is State.FAULT for finding in findings) else 0


def as_document(findings: list[Finding]) -> dict[str, object]:
    """For `--json`: the worst state, and every finding."""
    state = max((finding.state for finding in findings), key=list(State).index, default=State.FINE)
    return {"state": state, "findings": [asdict(finding) for finding in findings]}


def as_text(findings: list[Finding]) -> str:
    """One line a finding, its remedy below it, and a last line that says how it stands."""
    width = max((len(finding.name) for finding in findings), default=0)
    lines = []
    for finding in findings:
        lines.append(f"{finding.state:<8} {finding.name:<{width}}  {finding.evidence}")
        if finding.remedy:
            lines.append(f"{'':<{width + 9}}  → {finding.remedy}")
    counts = {state: sum(finding.state is state for finding in findings) for state in State}
    lines.append(", ".join(f"{count} {state}" for state, count in counts.items() if count))
    return "\n".join(lines)


# ── the program itself ──────────────────────────────────────────────────────────────────────────────────────


@check("python")
def check_python(_: Context) -> Finding:
    return Finding("python", State.FINE, f"{platform.python_version()} in {sys.prefix}")


@check("qt")
def check_qt(_: Context) -> Finding:
    try:
        version = metadata.version("PySide6-Essentials")
    except metadata.PackageNotFoundError:
        return Finding("qt", State.FAULT, "PySide6 is not installed.", "Set the program up again.")
    if version.startswith("6.12.") and sys.version_info < (3, 12):
        # it loses a reference to None at every call that returns nothing, and aborts after some thousand
        return Finding(
            "qt", State.FAULT, f"PySide6 {version} aborts on Python 3.11.", "Install PySide6-Essentials 6.11."
        )
    from PySide6 import QtQuick  # noqa: F401  # a missing system library shows here

    return Finding("qt", State.FINE, f"PySide6 {version}")


@check("sqlite")
def check_sqlite(_: Context) -> Finding:
    import pysqlite3

    needed = ".".join(map(str, SQLITE_NEEDED))
    version: str = pysqlite3.sqlite_version
    if tuple(map(int, version.split("."))) < SQLITE_NEEDED:
        return Finding(
            "sqlite",
            State.FAULT,
            f"SQLite {version} can damage a journal.",
            f"Install SQLite {needed} or newer.",
        )
    return Finding("sqlite", State.FINE, f"SQLite {version}")


@check("fonts")
def check_fonts(_: Context) -> Finding:
    from PySide6.QtGui import QGuiApplication, QRawFont

    from kiosk.ui import fonts

    remedy = "Install the program again: its folder assets/fonts is not whole."
    missing = [name for name in fonts.FILES if not (places.fonts_dir() / name).is_file()]
    if missing:
        return Finding("fonts", State.FAULT, f"Missing: {', '.join(missing)}.", remedy)

    # fonts are read by an application; a screen in memory will do, and the display has a check of its own
    application = QGuiApplication.instance() or QGuiApplication(["motesplats", "-platform", "offscreen"])
    loaded = {name: QRawFont(str(places.fonts_dir() / name), 36) for name in fonts.FILES}
    unreadable = [name for name, font in loaded.items() if not font.isValid()]
    without = [
        script
        for script, letters in SCRIPTS.items()
        if not all(any(font.supportsCharacter(ord(letter)) for font in loaded.values()) for letter in letters)
    ]
    del loaded, application  # in this order: the fonts are the application's
    if unreadable:
        return Finding("fonts", State.FAULT, f"Not readable: {', '.join(unreadable)}.", remedy)
    if without:
        return Finding("fonts", State.FAULT, f"No letters for {', '.join(without)}.", remedy)
    return Finding("fonts", State.FINE, f"{len(fonts.FILES)} files; {', '.join(SCRIPTS)}")


# ── the office ──────────────────────────────────────────────────────────────────────────────────────────────


def _offer(context: Context) -> Offer:
    from kiosk.catalogue.load import load_offer

    return load_offer(context.config or places.find_config(context.data))


@check("settings")
def check_settings(context: Context) -> Finding:
    """Catalogue and office settings. What is wrong in them is left out and the rest runs: never a fault."""
    offer = _offer(context)
    config = context.config or places.find_config(context.data)
    office = offer.office
    waiting = f"; not offered until reviewed: {' '.join(office.unreviewed)}" if office.unreviewed else ""
    evidence = (
        f"{office.name}: {len(office.stations)} stations, languages {' '.join(office.languages)}, "
        f"from {config or 'the built-in office'}{waiting}"
    )
    if not offer.problems:
        return Finding("settings", State.FINE, evidence)
    return Finding(
        "settings",
        State.WARNING,
        f"{evidence}; left out: {' | '.join(offer.problems)}",
        "Mend the lines named; `motesplats config check FILE` tells when all is well.",
    )


@check("journal")
def check_journal(context: Context) -> Finding:
    from kiosk.journal import schema
    from kiosk.journal.store import Journal

    if not (context.data / schema.FILE_NAME).exists():
        return Finding("journal", State.FINE, "none yet; the first ticket makes it")
    with closing(Journal.reader(context.data)) as journal:
        found = journal.verify()
    if not found.problems:
        return Finding("journal", State.FINE, f"{found.events} events, {found.tickets} tickets, whole")
    return Finding(
        "journal", State.FAULT, " | ".join(each.what for each in found.problems), found.problems[0].remedy
    )


@check("retention")
def check_retention(context: Context) -> Finding:
    """What the kiosk's first screen promises: only today's list is kept."""
    from zoneinfo import ZoneInfo

    from kiosk.core.officedayrule import kept_from
    from kiosk.core.officetime import local, office_day
    from kiosk.journal.forgetting import oldest, oldest_kept
    from kiosk.journal.schema import FILE_NAME as JOURNAL
    from kiosk.office.schema import FILE_NAME as OFFICE

    office = _offer(context).office
    now = local(ZoneInfo(office.time_zone), context.now.timestamp())
    promised = kept_from(office_day(now, office.day_starts_at).isoformat())
    held: dict[str, str | None] = {}
    if (path := context.data / JOURNAL).is_file():
        held[JOURNAL] = oldest_kept(path, promised)
    if (path := context.data / OFFICE).is_file():
        query = "SELECT min(counted) FROM (SELECT counted FROM events UNION ALL SELECT day FROM visits)"
        held[OFFICE] = oldest(path, query)
    days = {name: day for name, day in held.items() if day is not None}
    if not days:
        return Finding("retention", State.FINE, "no day is kept")
    evidence = ", ".join(f"oldest day in {name}: {day}" for name, day in days.items())
    if min(days.values()) >= promised:
        return Finding("retention", State.FINE, evidence)
    remedy = f"`motesplats purge --data {context.data}` deletes what is older. A kiosk that runs does it by itself."
    return Finding("retention", State.FAULT, f"{evidence}; promised: none before {promised}", remedy)


@check("office")
def check_office(context: Context) -> Finding:
    """The office server: the one this device is paired with, else the one of this computer. A kiosk checks people in
    without one: never a fault."""
    from kiosk.sync import identity
    from kiosk.sync.wire import DEFAULT_PORT

    known = identity.load(context.data)
    url = known.url if known else f"http://127.0.0.1:{DEFAULT_PORT}"
    status, told = _health(url, known.token if known else None)
    if status == 401:
        remedy = "Pair it again: `motesplats pair` on the office server's computer gives a code."
        return Finding("office", State.WARNING, f"{url} does not know this device any more.", remedy)
    if status != 200 and known is None:
        return Finding("office", State.FINE, "not paired; tickets stay in this kiosk's journal")
    if status != 200:
        remedy = "See that it runs and can be reached. The kiosk goes on and delivers later."
        return Finding("office", State.WARNING, f"{url} does not answer.", remedy)
    own = _offer(context).office.id
    if told.get("office") != own:
        return Finding(
            "office",
            State.WARNING,
            f"{url} is the server of {told.get('office')}; these settings are of {own}.",
            "Use that office's settings, or pair this device with its own office.",
        )
    return Finding("office", State.FINE, f"{url} answers, day {told.get('day')}, {told.get('seq')} events")


def _health(url: str, token: str | None) -> tuple[int, dict[str, object]]:
    """The status and the answer of an office server; status 0 when nothing answers that is one."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(urllib.request.Request(f"{url}/v1/health", headers=headers), timeout=3) as answer:
            told = json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, {}
    except (OSError, ValueError, HTTPException):
        return 0, {}
    return (200, told) if isinstance(told, dict) and "office" in told else (0, {})


@check("printer")
def check_printer(context: Context) -> Finding:
    """Asked, never fed. A kiosk without paper still checks people in: never a fault."""
    from kiosk.core.checkin import Paper
    from kiosk.devices.printer import open_printer

    url = _offer(context).office.printer or "none"
    paper = asyncio.run(open_printer(url).state())
    evidence = f"{url}: {paper.value.replace('_', ' ')}"
    match paper:
        case Paper.PRINTED:
            return Finding("printer", State.FINE, f"{url}: ready")
        case Paper.NO_PRINTER:
            what, remedy = (
                "None is set up; the number is shown to be photographed.",
                "Set `printer` in office.toml.",
            )
            return Finding("printer", State.WARNING, what, remedy)
        case Paper.LOW_PAPER | Paper.NO_PAPER:
            remedy = "Put in a new roll of paper."
        case Paper.COVER_OPEN:
            remedy = "Close the printer's cover."
        case _:
            remedy = (
                "See that it is switched on and connected, and that `printer` in office.toml is its address."
            )
    return Finding("printer", State.WARNING, evidence, remedy)


@check("sound")
def check_sound(_: Context) -> Finding:
    """A moment of silence is played. A kiosk without sound still checks people in: never a fault."""
    from kiosk.devices.sound import Outcome, Player

    player = Player()
    if asyncio.run(player.try_out()) is Outcome.PLAYED:
        return Finding("sound", State.FINE, f"{player.name} plays")
    remedy = "Connect a loudspeaker, and install one of pw-play, paplay and aplay (Debian: alsa-utils)."
    return Finding("sound", State.WARNING, player.trouble, remedy)


@check("voices")
def check_voices(context: Context) -> Finding:
    """What each language of this office is heard by. A language without a voice is read by eye: never a fault."""
    from kiosk.devices.clips import Clips
    from kiosk.devices.engine import voices_now
    from kiosk.devices.voices import VOICES, Kind, kind
    from kiosk.present.recordings import phrases_to_record

    offer, clips = _offer(context), Clips()
    voices, trouble = voices_now()
    heard: dict[Kind, list[str]] = {}
    for code in offer.office.languages:
        recorded, wanted = clips.recorded(code, (each.text for each in phrases_to_record(code, offer)))
        count = f" ({recorded} of {wanted} recorded)" if recorded else ""
        heard.setdefault(kind(recorded, wanted, VOICES.get(code) in voices), []).append(code + count)
    broken = [wrong for code in offer.office.languages for wrong in clips.problems(code)]
    said = (f"{by}: {', '.join(codes)}" for by, codes in heard.items())
    evidence = "; ".join(filter(None, (*said, *broken, trouble.rstrip("."))))
    if not (broken or trouble or Kind.NONE in heard):
        return Finding("voices", State.FINE, evidence)
    remedy = (
        "Record what is missing or broken (assets/audio/README.md); `motesplats phrases` names each file."
    )
    return Finding("voices", State.WARNING, evidence, "Set the program up again." if trouble else remedy)


# ── the computer ────────────────────────────────────────────────────────────────────────────────────────────


@check("display")
def check_display(context: Context) -> Finding:
    for variable in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY"):
        if value := context.environ.get(variable):
            return Finding("display", State.FINE, f"{variable}={value}")
    return Finding(
        "display",
        State.WARNING,
        "No display: the kiosk cannot show itself, the demo plays by itself.",
        "Start it from a graphical session, or under cage as the kiosk's unit does.",
    )


@check("touch")
def check_touch(_: Context) -> Finding:
    from kiosk.devices import touch

    names = touch.screens()
    if names is None:
        evidence = "This system does not tell its input devices."
        return Finding("touch", State.WARNING, evidence, "Try the touch screen by hand.")
    if names:
        return Finding("touch", State.FINE, ", ".join(names))
    evidence = "No touch screen found; a mouse works too."
    return Finding("touch", State.WARNING, evidence, "Connect the touch screen's USB cable.")


@check("clock")
def check_clock(context: Context) -> Finding:
    from zoneinfo import ZoneInfo

    zone = ZoneInfo(_offer(context).office.time_zone)
    here = context.now.astimezone(zone)
    if not 2026 <= here.year < 2100:
        return Finding(
            "clock",
            State.FAULT,
            f"It says {here:%Y-%m-%d %H:%M}.",
            "Set the clock, and let it follow a time server.",
        )
    return Finding("clock", State.FINE, f"{here:%Y-%m-%d %H:%M} in {zone.key}")


@check("disk")
def check_disk(context: Context) -> Finding:
    folder = context.data
    if not folder.exists():
        above = next(parent for parent in folder.parents if parent.exists())
        if not os.access(above, os.W_OK | os.X_OK):
            return Finding(
                "disk",
                State.FAULT,
                f"{folder} cannot be made in {above}.",
                "Make it, or name another by --data.",
            )
        free = shutil.disk_usage(above).free // 1_000_000
        return _disk_finding(f"{folder} will be made", free, None)
    if not folder.is_dir():
        return Finding(
            "disk", State.FAULT, f"{folder} is not a folder.", "Take it away, or name another by --data."
        )
    free = shutil.disk_usage(folder).free // 1_000_000
    try:
        return _disk_finding(f"{folder}", free, _sync_ms(folder))
    except OSError as error:
        return Finding(
            "disk",
            State.FAULT,
            f"{folder} cannot be written: {error.strerror}.",
            "Give this user the right to write there.",
        )


def _sync_ms(folder: Path, rounds: int = 20) -> float:
    """The usual time for a small write to be safe on the disk: a ticket can be no faster."""
    took = []
    with tempfile.TemporaryFile(dir=folder) as file:
        for _ in range(rounds):
            start = time.perf_counter()
            file.write(b"x" * 512)
            file.flush()
            os.fdatasync(file.fileno())
            took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took)


def _disk_finding(what: str, free_mb: int, sync_ms: float | None) -> Finding:
    evidence = f"{what}, {free_mb:,} MB free" + (
        f", safe on disk in {sync_ms:.1f} ms" if sync_ms is not None else ""
    )
    if free_mb < FREE_SPACE_NEEDED_MB:
        return Finding(
            "disk",
            State.FAULT,
            evidence,
            f"Free {FREE_SPACE_NEEDED_MB} MB, or name another folder by --data.",
        )
    if sync_ms is not None and sync_ms > SLOW_DISK_MS:
        return Finding("disk", State.WARNING, evidence, "Use a faster disk: each ticket waits for it.")
    return Finding("disk", State.FINE, evidence)
