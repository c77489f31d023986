"""Log lines: one form for every program, and nothing in them that points to a visitor or opens a door."""

from __future__ import annotations

import io
import json
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk import logs

TOKEN = "q7Jf0aB3xYz_9LmNpQrStUvWxYz0123456789abcdefg"


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Ticket 2047 was issued", "Ticket (number) was issued"),
        ("ticket:2047,2048", "ticket:2047,2048"[:7] + "(number),(number)"),
        ("Tickets 95001 and 90123.", "Tickets (number) and (number)."),
        ("900101-1234 and 19900101-1234 and 199001011234", "(number) and (number) and (number)"),
        ("anna.svensson@example.se asked", "(mail) asked"),
        ("code 7GK2M-Q4XZ0", "code (code)"),
        ("code 7GK2M-Q4XZ0-R8TNB-3VWE5.", "code (code)."),
        (f"Bearer {TOKEN}", "Bearer q7Jf…"),
        ("visit 0377550d8237cd9a", "visit 0377…"),
        ("070-123 45 67", "070-123 45 67"),
    ],
)
def test_what_could_point_to_a_visitor_or_open_a_door_is_gone(said: str, left: str) -> None:
    assert logs.scrub(said) == left


@pytest.mark.parametrize(
    "said",
    [
        "http://127.0.0.1:8321 answers",
        "https://[fd00::1]:8321 answers",
        "The printer tcp://192.0.2.20:9100 cannot be reached",
        "192.0.2.20:9100 and localhost:8321",
        "2026-11-23T09:15:02.123 and 2026-11-23 09:15:02,123 and 2026-11-23",
        'File "/opt/motesplats/kiosk/ui/kiosk/program.py", line 1234, in _main',
        "SQLite 3.53.4, PySide6 6.11.3, 78,180 MB free in 2.4 ms",
        "Settings: /etc/motesplats/conf.d/10-fleet.toml:3: series: 0 is too small.",
    ],
)
def test_where_and_when_something_was_stays(said: str) -> None:
    assert logs.scrub(said) == said


def record(message: str, level: int = logging.WARNING, error: Exception | None = None) -> logging.LogRecord:
    trace: Any = None
    if error is not None:
        try:
            raise error
        except Exception:
            trace = sys.exc_info()
    made = logging.LogRecord("motesplats.kiosk", level, "x.py", 1, message, (), trace)
    made.created = 1_795_000_000.5
    return made


def test_json_is_one_line_with_time_level_logger_and_message() -> None:
    line = logs.LineFormatter("json").format(record("Ticket 2047: no paper"))
    assert "\n" not in line
    assert json.loads(line) == {
        "time": "2026-11-18T11:06:40.500Z",
        "level": "warning",
        "logger": "motesplats.kiosk",
        "message": "Ticket (number): no paper",
    }
    trace = json.loads(logs.LineFormatter("json").format(record("Bad", error=ValueError("of 2047"))))["trace"]
    assert trace.startswith("Traceback")
    assert trace.endswith("ValueError: of (number)")


@pytest.mark.parametrize(
    ("level", "prefix"),
    [(logging.ERROR, "<3>"), (logging.WARNING, "<4>"), (logging.INFO, "<6>"), (logging.DEBUG, "<7>")],
)
def test_for_systemds_journal_every_line_has_its_priority(level: int, prefix: str) -> None:
    text = logs.LineFormatter("auto", to_journal=True).format(record("Two\nlines", level, ValueError("x")))
    assert text.startswith(f"{prefix}motesplats.kiosk: Two\n{prefix}lines\n{prefix}Traceback")
    assert all(line.startswith(prefix) for line in text.splitlines())


def test_for_people_a_line_has_its_time() -> None:
    for form in ("plain", "auto"):
        text = logs.LineFormatter(form).format(record("No paper"))
        assert text.endswith(" WARNING motesplats.kiosk: No paper")
        assert text.startswith("2026-11-1")
    assert logs.LineFormatter("plain", to_journal=True).format(record("No paper")).startswith("2026-11-1")


@pytest.fixture
def root() -> Iterator[logging.Logger]:
    """The root logger, as it was before at the end."""
    logger, hook = logging.getLogger(), sys.excepthook
    handlers, level, kiosk = list(logger.handlers), logger.level, logging.getLogger("motesplats.kiosk").level
    logger.handlers.clear()
    yield logger
    for handler in logger.handlers:
        handler.close()
    logger.handlers[:] = handlers
    logger.setLevel(level)
    logging.getLogger("motesplats.kiosk").setLevel(kiosk)
    sys.excepthook = hook


def test_a_program_logs_on_stderr_and_in_its_folder(
    root: logging.Logger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stderr = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stderr)
    logs.begin(tmp_path / "data")
    logging.getLogger("motesplats.kiosk").warning("Ticket 2047 has no paper.")
    assert stderr.getvalue().endswith("motesplats.kiosk: Ticket (number) has no paper.\n")
    assert (tmp_path / "data" / "kiosk.log").read_text() == stderr.getvalue()


def test_the_settings_choose_the_form_unless_the_environment_does(
    root: logging.Logger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    logs.begin(tmp_path)
    log = logging.getLogger("motesplats.kiosk")
    logs.use("json")
    log.warning("One")
    logs.use("nonsense")
    log.warning("Two")
    monkeypatch.setenv(logs.FORM_VARIABLE, "json")
    logs.use("plain")
    log.warning("Three")
    lines = (tmp_path / "kiosk.log").read_text().splitlines()
    assert [json.loads(line)["message"] for line in lines] == ["One", "Two", "Three"]


def test_an_error_nobody_expected_is_logged(root: logging.Logger, tmp_path: Path) -> None:
    """Qt's slots end in the hook."""
    logs.begin(tmp_path)
    sys.excepthook(ValueError, ValueError("of 2047"), None)
    assert "ValueError: of (number)" in (tmp_path / "kiosk.log").read_text()


def test_the_journal_is_known_by_the_file_it_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "x").open("w") as file:
        status = os.fstat(file.fileno())
        monkeypatch.setenv("JOURNAL_STREAM", f"{status.st_dev}:{status.st_ino}")
        assert logs._is_journal(file.fileno())
        monkeypatch.setenv("JOURNAL_STREAM", "8:15")
        assert not logs._is_journal(file.fileno())
        assert not logs._is_journal(-1)
