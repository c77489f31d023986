"""Is this computer fit to be a kiosk or an office server? Checks by area, each with evidence and remedy.

An area is a module of this package; importing it registers its checks, and they run in the order of the
imports below. Must not know terminals.
"""

# ruff: noqa: I001  # the areas are imported in the order in which they are told
from __future__ import annotations

from kiosk.doctor.computer import Computer
from kiosk.doctor.registry import (
    BESIDE,
    CHECKS,
    SCREEN,
    Check,
    Context,
    Finding,
    State,
    as_document,
    as_text,
    check,
    exit_code,
    run,
    run_one,
    shows_itself,
    worst,
)

# The order of the findings: the program, its settings, what it keeps, its office, what it is made of.
from kiosk.doctor import program as _program
from kiosk.doctor import fonts as _fonts
from kiosk.doctor import settings as _settings
from kiosk.doctor import storage_checks as _kept
from kiosk.doctor import disk as _disk
from kiosk.doctor import office as _office
from kiosk.doctor import certificate as _certificate
from kiosk.doctor import printer as _printer
from kiosk.doctor import sound as _sound
from kiosk.doctor import screen as _screen
from kiosk.doctor import clock as _clock

__all__ = [
    "BESIDE",
    "CHECKS",
    "SCREEN",
    "Check",
    "Computer",
    "Context",
    "Finding",
    "State",
    "as_document",
    "as_text",
    "check",
    "exit_code",
    "run",
    "run_one",
    "shows_itself",
    "worst",
]

_AREAS = (
    _program, _fonts, _settings, _kept, _disk, _office, _certificate, _printer, _sound, _screen, _clock
)  # fmt: skip
