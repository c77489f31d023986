"""Is this computer fit to be a kiosk or an office server? Checks by area, each with evidence and remedy.

An area is a module of this package with a tuple CHECKS; the order of the areas is the one in which they are registered
below. Must not know terminals.
"""

from __future__ import annotations

from kiosk.doctor import (
    certificate,
    clock,
    disk,
    fonts,
    office,
    printer,
    program,
    screen,
    settings,
    sound,
    storage_checks,
)
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
    register,
    run,
    run_one,
    shows_itself,
    worst,
)

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

# The order of the findings: the program, its settings, what it keeps, its office, what it is made of.
register(
    program.CHECKS,
    fonts.CHECKS,
    settings.CHECKS,
    storage_checks.CHECKS,
    disk.CHECKS,
    office.CHECKS,
    certificate.CHECKS,
    printer.CHECKS,
    sound.CHECKS,
    screen.CHECKS,
    clock.CHECKS,
)
