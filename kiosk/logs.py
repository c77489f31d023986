"""How every program logs: one line an event, for people, for systemd's journal or as JSON; never about a person.

A line loses what could point to a visitor or open a door, whoever wrote it: numbers of four digits and more, tokens,
codes, addresses of e-mail. Must not know any program.
"""

from __future__ import annotations

import contextlib
import json
import logging
import logging.handlers
import os
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final

FORM_VARIABLE: Final = "MOTESPLATS_LOG_FORMAT"
LEVEL_VARIABLE: Final = "MOTESPLATS_LOG"
FORMS: Final = ("auto", "plain", "json")
FILE_BYTES: Final = 1_000_000
FILES_KEPT: Final = 3

_PRIORITIES: Final = ((logging.ERROR, 3), (logging.WARNING, 4), (logging.INFO, 6))  # of syslog; else 7, debug

_PLACES: Final = re.compile(
    # what is kept as it is: where and when something was
    r"(?P<kept>\b\w+://(?:\[[0-9A-Fa-f:]+\]|[\w.-]+)(?::\d{1,5})?"
    r"|\b(?:localhost|[\w-]+(?:\.[\w-]+)+):\d{1,5}\b"
    r"|\b\d{4}-\d{2}-\d{2}(?!\d)(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)?"
    r"|\bline \d+)"
    # what goes
    r"|(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<code>\b[0-9A-HJKMNP-TV-Z]{5}(?:-[0-9A-HJKMNP-TV-Z]{5}){1,3}\b)"
    r"|(?P<number>(?<![\w.])\d{6,8}[-+]\d{4}\b|(?<![\w.])\d{4,}(?!\w))"
    r"|(?P<token>\b(?=[A-Za-z_-]*\d)(?:[0-9a-f]{12,}|[A-Za-z0-9_-]{20,}))"
)


def scrub(text: str) -> str:
    """A text without what could point to a visitor or open a door."""
    return _PLACES.sub(_instead, text)


def _instead(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "kept":
            return found[0]
        case "token":
            return f"{found[0][:4]}…"  # enough to tell two of them apart
    return f"({found.lastgroup})"


class LineFormatter(logging.Formatter):
    """A record as one line; a traceback follows on lines of its own, in JSON inside."""

    def __init__(self, form: str, *, to_journal: bool = False) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self.form = form
        self._to_journal = to_journal

    def format(self, record: logging.LogRecord) -> str:
        if self.form == "json":
            return self._json(record)
        if not (self._to_journal and self.form == "auto"):
            return scrub(super().format(record))
        text = scrub(f"{record.name}: {record.getMessage()}{self._trace(record)}")
        prefix = (
            f"<{_priority(record.levelno)}>"  # the journal reads it from each line, and has its own clock
        )
        return "\n".join(prefix + line for line in text.splitlines() or [""])

    def _json(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told = {
            "time": at.replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": scrub(record.getMessage()),
        }
        if trace := self._trace(record):
            told["trace"] = scrub(trace.strip())
        return json.dumps(told, ensure_ascii=False)

    def _trace(self, record: logging.LogRecord) -> str:
        return f"\n{self.formatException(record.exc_info)}" if record.exc_info else ""


def _priority(level: int) -> int:
    return next((priority for least, priority in _PRIORITIES if level >= least), 7)


def begin(data_dir: Path | None = None, *, file: str = "kiosk.log") -> None:
    """Logs on stderr, and with `data_dir` to a file there when it can be written. Once for each program.

    MOTESPLATS_LOG=debug tells each step of a kiosk too; MOTESPLATS_LOG_FORMAT goes before the settings' `log`.
    """
    form = os.environ.get(FORM_VARIABLE, "auto")
    form = form if form in FORMS else "auto"
    on_stderr = logging.StreamHandler()
    on_stderr.setFormatter(
        LineFormatter(form, to_journal=_is_journal(sys.stderr.fileno() if _has_file(sys.stderr) else -1))
    )
    handlers: list[logging.Handler] = [on_stderr]
    if data_dir is not None:
        with contextlib.suppress(OSError):
            data_dir.mkdir(parents=True, exist_ok=True)
            in_file = logging.handlers.RotatingFileHandler(
                data_dir / file, maxBytes=FILE_BYTES, backupCount=FILES_KEPT, encoding="utf-8"
            )
            in_file.setFormatter(LineFormatter(form))
            handlers.append(in_file)
    root = logging.getLogger()
    for handler in handlers:
        root.addHandler(handler)
    root.setLevel(logging.INFO)
    debug = os.environ.get(LEVEL_VARIABLE) == "debug"
    logging.getLogger("motesplats.kiosk").setLevel(logging.DEBUG if debug else logging.INFO)
    sys.excepthook = _log_uncaught  # Qt slots end here


def use(form: str) -> None:
    """The form that the settings name, once they have been read; the environment's goes before it."""
    if os.environ.get(FORM_VARIABLE) in FORMS or form not in FORMS:
        return
    for handler in logging.getLogger().handlers:
        if isinstance(handler.formatter, LineFormatter):
            handler.formatter.form = form


def _has_file(stream: object) -> bool:
    try:
        stream.fileno()  # type: ignore[attr-defined]
    except (AttributeError, OSError, ValueError):
        return False
    return True


def _is_journal(handle: int) -> bool:
    """Whether systemd's journal reads this file: it says so by its device and inode."""
    told = os.environ.get("JOURNAL_STREAM", "")
    if not told or handle < 0:
        return False
    try:
        status = os.fstat(handle)
    except OSError:
        return False
    return told == f"{status.st_dev}:{status.st_ino}"


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    logging.getLogger("motesplats").error("An error nobody expected.", exc_info=(kind, error, trace))
